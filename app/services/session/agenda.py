"""진행 순서 of a session (활동): its items with their minutes, in the order in which they are taken."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from app.errors import UserError
from app.services import records
from app.services.session import sessions
from db.queries import sessions as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def add(ws: "Workspace", session_id: int, title: str, minutes: int = 10, host: str = "") -> int:
    """Add an item at the end of the agenda; return its id."""
    _refuse_endless(minutes)
    with ws.unit_of_work(f"진행 순서 ‘{title}’ 추가") as work:
        place = queries.last_place(work.connection, "agenda_item", session_id) + 1
        values = {"title": title, "minutes": minutes, "host": host, "position": place}
        return records.insert(work, "agenda_item", values, **sessions.links(ws, work, session_id))


def edit(ws: "Workspace", item_id: int, changes: Mapping[str, Any]) -> None:
    """Change title, minutes, host, or when an item began and ended."""
    _refuse_endless(changes.get("minutes"))
    records.edit(ws, "agenda_item", [item_id], changes, label="진행 순서 수정")


def _refuse_endless(minutes: int | None) -> None:
    if minutes is not None and not 0 <= int(minutes) <= 24 * 60:
        raise UserError("분에는 0에서 1,440까지의 수를 넣으십시오.", "minutes")


def move(ws: "Workspace", item_id: int, before_id: int | None) -> None:
    """Put an item before another, or at the end."""
    with ws.unit_of_work("진행 순서 옮기기") as work:
        session_id = queries.session_of(work.connection, "agenda_item", item_id)
        if session_id is None:
            raise UserError("지워졌거나 없는 순서입니다.", "agenda_item")
        order = [row.id for row in queries.agenda(work.connection, session_id) if row.id != item_id]
        order.insert(order.index(before_id) if before_id in order else len(order), item_id)
        for place, row_id in enumerate(order, 1):
            work.update("agenda_item", row_id, {"position": place})


def delete(ws: "Workspace", ids: Iterable[int]) -> None:
    """Take items off the agenda; findings captured during them stay."""
    records.delete(ws, "agenda_item", ids, "진행 순서 삭제")
