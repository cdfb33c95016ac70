"""찾아 바꾸기: what would change is shown first, what is chosen of it changes as one step."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.domain.checks import clean
from app.domain.entities import ENTITIES
from app.domain.hangul import quoted
from app.domain.search.replacing import KINDS, Change, Preview, exchanged
from app.domain.session import SessionStatus
from app.errors import UserError
from app.services import records
from app.services.search import indexing
from db.queries import replacing as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

MOST = 2000
_CHANGED = "미리 본 뒤에 내용이 바뀐 기록이 있어 바꾸지 않았습니다. 다시 미리 보고 바꾸십시오."


def preview(
    ws: "Workspace", sought: str, by: str, kinds: Iterable[str] = KINDS,
    chosen: Mapping[str, Sequence[int]] | None = None, *, exact: bool = False,
) -> Preview:  # fmt: skip
    """Return what exchanging ``sought`` by ``by`` would change in records of ``kinds``.

    ``chosen`` keeps to some records of a kind.  Closed sessions are left out, and so is what would become an
    empty name; each is said in a sentence.  Names of persons are shown masked.
    """
    if not sought.strip():
        return Preview(())
    changes: list[Change] = []
    closed, emptied, more = 0, 0, False
    indexing.catch_up(ws)
    with ws.reading() as connection:
        for entity in kinds:
            ids = None if chosen is None else chosen.get(entity, ())
            rows = queries.having(connection, entity, sought, ids, MOST + 1)
            more = more or len(rows) > MOST
            for row in rows[:MOST]:
                name = str(row[ENTITIES[entity].name_key])
                shown = ws.sight.name(row["id"], name) if entity == "person" else name
                found = exchanged(entity, row["id"], shown, row, sought, by, exact=exact)
                if found and row.get("status") == SessionStatus.CLOSED:
                    closed += 1
                    continue
                kept = [change for change in found if _fits(change)]
                emptied += len(found) - len(kept)
                changes += kept
    return Preview(tuple(changes), tuple(_sentences(closed, emptied, more)))


def _fits(change: Change) -> bool:
    try:
        clean(ENTITIES[change.entity].fields, {change.field: change.text}, partial=True)
    except UserError:
        return False
    return True


def _sentences(closed: int, emptied: int, more: bool) -> Iterable[str]:
    if closed:
        yield f"마감한 활동 {closed}건은 건너뜁니다. 바꾸려면 사유를 적고 다시 여십시오."
    if emptied:
        yield f"{emptied}곳은 바꾸면 비거나 쓸 수 없는 값이 되어 건너뜁니다."
    if more:
        yield f"한 종류에서 새것부터 {MOST:,}건까지만 보입니다. 바꾼 뒤 다시 찾으십시오."


def replace(ws: "Workspace", sought: str, by: str, changes: Sequence[Change]) -> int:
    """Make the chosen changes in one step and return how many places changed.

    A ``UserError`` where a record is no longer as it was when the changes were shown; nothing changes then.
    """
    if not changes:
        raise UserError("바꿀 곳을 하나 이상 고르십시오.", "changes")
    by_record: dict[tuple[str, int], dict[str, str]] = {}
    for change in changes:
        by_record.setdefault((change.entity, change.record_id), {})[change.field] = change.text
    _refuse_stale(ws, sought, by, changes)
    with ws.unit_of_work(f"{quoted(sought, '을/를')} {quoted(by, '으로/로')} 바꾸기") as work:
        for (entity, record_id), values in by_record.items():
            records.change(work, entity, [record_id], values)
    return sum(change.places for change in changes)


def _refuse_stale(ws: "Workspace", sought: str, by: str, changes: Sequence[Change]) -> None:
    chosen: dict[str, list[int]] = {}
    for change in changes:
        chosen.setdefault(change.entity, []).append(change.record_id)
    loose = {_key(one) for one in preview(ws, sought, by, chosen, chosen).changes}
    strict = {_key(one) for one in preview(ws, sought, by, chosen, chosen, exact=True).changes}
    if any(_key(change) not in loose | strict for change in changes):
        raise UserError(_CHANGED, "changes")


def _key(change: Change) -> tuple[str, int, str, str]:
    return change.entity, change.record_id, change.field, change.text
