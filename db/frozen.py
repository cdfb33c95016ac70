"""The lock of a frozen rubric (평가표): the one place that refuses to change it, whatever the way.

Like ``db.closed`` it judges a step by what the triggers wrote of it, before it is stored: no service, no bulk
edit, no cascade and no undo passes it by.  A rubric thaws only with the step that froze it, while no round
that has begun uses it; a round that has begun keeps its rubric.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from app.domain.evaluation.rounds import RoundState
from app.errors import UserError
from db.journal import Change, driver_of

TABLES = frozenset({"rubric", "rubric_criterion", "evaluation_round"})
"""The tables of which a change may be refused."""
_FREE = {"note", "frozen_at"}
_USED = "SELECT count(*) FROM evaluation_round WHERE rubric_id = ? AND state <> ?"


def refuse(connection: Connection, step: Iterable[Change]) -> None:
    """Raise ``UserError`` where a step changed a rubric that was frozen before it, or a criterion of one."""
    changes = [c for c in step if c.table_name in TABLES]
    if not changes:
        return
    made = {c.row_id for c in changes if (c.table_name, c.kind) == ("rubric", "I")}
    before = {c.row_id: _read(c.before) for c in changes if (c.table_name, c.kind) == ("rubric", "U")}
    for change in changes:
        if change.table_name == "evaluation_round":
            _keep_rubric(connection, change)
        elif change.table_name == "rubric":
            _judge_rubric(connection, change)
        else:
            for rubric_id in _owners(connection, change) - made:
                if _was_frozen(connection, rubric_id, before.get(rubric_id, {})):
                    raise _error()


def _judge_rubric(connection: Connection, change: Change) -> None:
    before = _read(change.before)
    if change.kind == "D" and before.get("frozen_at"):
        raise _error()
    if change.kind != "U":
        return
    if before.keys() - _FREE and _was_frozen(connection, change.row_id, before):
        raise _error()
    if before.get("frozen_at"):
        used = driver_of(connection).execute(_USED, (change.row_id, RoundState.DRAFT.value)).fetchone()[0]
        if used or _frozen_now(connection, change.row_id):
            raise _error()


def _keep_rubric(connection: Connection, change: Change) -> None:
    before = _read(change.before)
    if change.kind != "U" or "rubric_id" not in before:
        return
    statement = "SELECT state FROM evaluation_round WHERE id = ?"
    row = driver_of(connection).execute(statement, (change.row_id,)).fetchone()
    if before.get("state", row[0] if row else "") != RoundState.DRAFT:
        raise UserError("시작한 평가의 평가표는 바꾸지 않습니다.", "rubric_id")


def _owners(connection: Connection, change: Change) -> set[int]:
    row = (
        driver_of(connection)
        .execute("SELECT rubric_id FROM rubric_criterion WHERE id = ?", (change.row_id,))
        .fetchone()
    )
    keys = (row[0] if row else None, _read(change.before).get("rubric_id"))
    return {key for key in keys if key is not None}


def _was_frozen(connection: Connection, rubric_id: int, before: dict[str, Any]) -> bool:
    return bool(before["frozen_at"]) if "frozen_at" in before else _frozen_now(connection, rubric_id)


def _frozen_now(connection: Connection, rubric_id: int) -> bool:
    statement = "SELECT frozen_at FROM rubric WHERE id = ?"
    row = driver_of(connection).execute(statement, (rubric_id,)).fetchone()
    return bool(row and row[0])


def _read(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _error() -> UserError:
    return UserError("쓰고 있는 평가표는 고치지 않습니다. 새 판을 만들어 고치십시오.", "rubric")
