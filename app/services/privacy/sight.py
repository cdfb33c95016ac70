"""개인정보 열람: items of persons are unmasked for a while, after a line of the log that says why."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.desk_role import Duty, refusal
from app.domain.privacy.access import Access, AccessAction
from app.domain.privacy.sight import Grant, SightItem
from app.errors import UserError
from app.services import listing
from app.services.privacy import access

if TYPE_CHECKING:
    from app.services.workspace import Workspace

REASON_MOST = 200
MINUTES = (5, 10)


def refuse_role(ws: "Workspace", duty: Duty) -> None:
    """Refuse what the role of the person at the desk may not do, with a sentence that names it."""
    words = refusal(ws.settings.desk_role, duty)
    if words:
        raise UserError(words, "role")


def unmask(
    ws: "Workspace", people: Sequence[int], items: Iterable[SightItem], purpose: str, reason: str,
    minutes: int | None = MINUTES[-1],
) -> Grant:  # fmt: skip
    """Let ``items`` of ``people`` be seen for ``minutes`` (None: while the screen stays); logged before.

    Raises ``UserError`` where the role may not, or items, purpose or reason are missing; nothing is shown.
    """
    chosen = frozenset(items)
    until = ws.clock() + timedelta(minutes=minutes) if minutes is not None else None
    access.log(ws, planned(ws, people, chosen, purpose, reason, until))
    grant = Grant(frozenset(people), chosen, purpose, reason.strip(), until)
    ws.sight.allow(grant)
    return grant


def planned(
    ws: "Workspace", people: Sequence[int], items: Iterable[SightItem], purpose: str, reason: str,
    until: datetime | None = None,
) -> Access:  # fmt: skip
    """Return what would be logged of a look; a ``UserError`` where it may not be."""
    refuse_role(ws, Duty.UNMASK)
    chosen = frozenset(items)
    if not people:
        raise UserError("열람할 사람을 먼저 고르십시오.", "people")
    if not chosen:
        raise UserError("열람할 항목을 하나 이상 고르십시오.", "items")
    if len(reason.strip()) > REASON_MOST:
        raise UserError(f"사유를 {REASON_MOST}자 안으로 적으십시오.", "reason")
    uids = tuple(row.uid for row in listing.rows(ws, "person", people))
    labels = tuple(item.label for item in SightItem if item in chosen)
    return Access(AccessAction.UNMASK, "화면 열람", uids, labels, purpose, reason, until=until)


def log_copy(ws: "Workspace", people: Sequence[int]) -> None:
    """Log that unmasked items of ``people`` are copied, for the reasons for which they were unmasked."""
    for grant in ws.sight.grants:
        named = [person for person in people if person in grant.people]
        if not named:
            continue
        uids = tuple(row.uid for row in listing.rows(ws, "person", named))
        labels = tuple(item.label for item in SightItem if item in grant.items)
        access.log(ws, Access(AccessAction.COPY, "화면에서 복사", uids, labels, grant.purpose, grant.reason))


def any_seen(ws: "Workspace", people: Iterable[int]) -> bool:
    """Tell whether anything of any of ``people`` is unmasked now."""
    wanted = frozenset(people)
    return any(grant.people & wanted for grant in ws.sight.grants)
