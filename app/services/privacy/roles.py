"""역할: what the role at the desk may not do with people's data is refused here, for window and command."""

from typing import TYPE_CHECKING

from app.domain.desk_role import Duty, refusal
from app.errors import UserError

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def require(ws: "Workspace", duty: Duty) -> None:
    """Refuse by a ``UserError`` where the role in the settings may not do what ``duty`` names."""
    words = refusal(ws.settings.desk_role, duty)
    if words:
        raise UserError(words, "role")
