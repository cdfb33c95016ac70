"""Undo and redo from the journal: the inverse of a step is one more step, itself in the journal.

Undo acts on the newest done step, redo on the step undone last.  The inverse of a change is applied only
where the record still is as that change left it; otherwise the whole undo is refused.  Closing a session is
not undone but taken back by reopening it: both are settled then, and undo goes on with what was done before.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, select, text, update

from app.domain.entities import ENTITIES
from app.domain.history import UndoState
from app.errors import UserError
from db import bulk
from db.models import metadata
from db.models.journal import journal_change, journal_transaction
from db.queries.parts import in_parts
from db.triggers import journaled_columns

_STEPS = journal_transaction


def state(connection: Connection) -> UndoState:
    """Return the names of the steps that undo and redo would act on."""
    undoable, redoable = undo_target(connection), redo_target(connection)
    return UndoState(undoable.label if undoable else None, redoable.label if redoable else None)


def undo_target(connection: Connection) -> Any:
    """Return the newest step that is done and not undone."""
    statement = select(_STEPS).where(
        _STEPS.c.kind == "do", _STEPS.c.state == "done", _STEPS.c.digest.is_not(None)
    )
    return connection.execute(statement.order_by(_STEPS.c.id.desc()).limit(1)).first()


def redo_target(connection: Connection) -> Any:
    """Return the step that was undone last; steps are undone newest first, so it is the oldest of them."""
    statement = select(_STEPS).where(_STEPS.c.kind == "do", _STEPS.c.state == "undone")
    return connection.execute(statement.order_by(_STEPS.c.id).limit(1)).first()


def done_since(connection: Connection, step_id: int) -> list[Any]:
    """Return the steps after ``step_id`` that are done and not undone, newest first."""
    statement = select(_STEPS).where(_STEPS.c.id > step_id, _STEPS.c.kind == "do", _STEPS.c.state == "done")
    return list(connection.execute(statement.order_by(_STEPS.c.id.desc())).all())


def newest(connection: Connection) -> int:
    """Return the id of the newest step; 0 where there is none."""
    return int(connection.execute(select(func.max(_STEPS.c.id))).scalar() or 0)


def newest_undo_of(connection: Connection, step_id: int) -> int:
    """Return the id of the step that undid ``step_id`` last."""
    statement = select(func.max(_STEPS.c.id)).where(_STEPS.c.target_id == step_id, _STEPS.c.kind == "undo")
    return int(connection.execute(statement).scalar_one())


def mark(connection: Connection, step_id: int, value: str) -> None:
    """Set where a step stands: done or undone."""
    connection.execute(update(_STEPS).where(_STEPS.c.id == step_id).values(state=value))


def settle(connection: Connection, table_name: str, row_id: int, step_id: int) -> None:
    """Take the newest closing of a record and the step that reopens it out of what undo acts on."""
    record = metadata.tables[table_name]
    change = journal_change.c
    closings = select(func.max(change.transaction_id)).where(
        change.uid == select(record.c.uid).where(record.c.id == row_id).scalar_subquery(),
        change.table_name == table_name,
        change.after.op("->>")("status") == "closed",
    )
    steps = (step_id, connection.execute(closings).scalar_one())
    connection.execute(update(_STEPS).where(_STEPS.c.id.in_(steps)).values(state="settled"))


def invert(connection: Connection, step_id: int) -> None:
    """Apply the inverse of every change of a step, newest first, inside the open step of work.

    Raises ``UserError`` when a record is no longer as the step left it; nothing is changed then.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    if connection.execute(_blanked(step_id)).scalar_one():
        raise UserError("파기된 개인정보가 들어 있는 단계라 되돌릴 수 없습니다.")
    for (table_name, kind), group in groupby(
        _changes(connection, step_id), key=lambda c: (c.table_name, c.kind)
    ):
        changes = list(group)
        if kind == "I":
            _remove(connection, table_name, changes)
        elif kind == "D":
            _restore(connection, table_name, changes)
        else:
            _put_back(connection, table_name, changes)


def _blanked(step_id: int) -> Any:
    condition = (journal_change.c.transaction_id == step_id) & journal_change.c.blanked
    return select(func.count()).select_from(journal_change).where(condition)


def _changes(connection: Connection, step_id: int) -> Iterator[Any]:
    statement = select(journal_change).where(journal_change.c.transaction_id == step_id)
    yield from in_parts(connection.execute(statement.order_by(journal_change.c.id.desc())))


def _remove(connection: Connection, table_name: str, changes: Sequence[Any]) -> None:
    if bulk.delete(connection, table_name, [change.row_id for change in changes]) != len(changes):
        raise _changed_since(table_name)


def _restore(connection: Connection, table_name: str, changes: Sequence[Any]) -> None:
    # Unjournaled columns take their defaults; the unit of work derives them again at commit.
    known = journaled_columns(metadata.tables[table_name])
    first = json.loads(changes[0].before)
    names = [name for name in known if name in first]
    rows = map(itemgetter(*names), (json.loads(change.before) for change in changes))
    bulk.insert_rows(connection, table_name, names, rows, len(changes))


def _put_back(connection: Connection, table_name: str, changes: Iterable[Any]) -> None:
    for change in changes:
        before, after = json.loads(change.before), json.loads(change.after)
        same = " AND ".join(f'"{name}" IS :now_{name}' for name in after)
        sets = ", ".join(f'"{name}" = :{name}' for name in before)
        statement = text(f'UPDATE "{table_name}" SET {sets} WHERE id = :row_key AND {same}')
        now = {f"now_{name}": value for name, value in after.items()}
        if connection.execute(statement, {**before, **now, "row_key": change.row_id}).rowcount != 1:
            raise _changed_since(table_name)


def _changed_since(table_name: str) -> UserError:
    label = ENTITIES[table_name].label
    return UserError(f"{label} 기록이 그 뒤에 바뀌어 되돌릴 수 없습니다. 이력에서 바뀐 내용을 확인하십시오.")
