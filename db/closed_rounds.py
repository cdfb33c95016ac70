"""The lock of a closed round (마감한 평가): the one place that refuses to change it, whatever the way.

Like ``db.closed`` it judges a step by what the triggers wrote of it, before it is stored: no service, no bulk
edit, no cascade and no undo passes it by.  A closed round opens again by a step that does so.  What goes or
comes back with its whole project does so; a reviewer may be untied from a person who is gone.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from app.domain.evaluation.rounds import RoundState
from app.domain.hangul import josa
from app.errors import UserError
from db.journal import Change, driver_of

_PARTS = ("round_project", "panel", "panel_member", "exclusion", "score_sheet")
TABLES = frozenset({*_PARTS, "score", "evaluation_round"})
"""The tables of which a change may be refused."""
_FREE = {"evaluation_round": {"state", "note"}, "panel_member": {"person_id"}}
_ROWS = 'SELECT id, {} FROM "{}" WHERE id IN (SELECT value FROM json_each(?))'
_ROUNDS = "SELECT id, state, title FROM evaluation_round WHERE id IN (SELECT value FROM json_each(?))"


def refuse(connection: Connection, step: Iterable[Change]) -> None:
    """Raise ``UserError`` where a step changed a round that was closed before it, or a part of one."""
    changes = list(step)
    if not any(change.table_name in TABLES for change in changes):
        return
    found = _Step(connection, changes)
    locked = found.locked()
    if not locked:
        return
    for change in changes:
        title = next((locked[key] for key in found.rounds_of(change) if key in locked), None)
        if title is not None and not _is_free(change) and not found.is_carried(change):
            named = josa(f"마감한 평가 ‘{title}’", "은/는")
            raise UserError(f"{named} 고치지 않습니다. 고치려면 먼저 다시 여십시오.", "round")


def _is_free(change: Change) -> bool:
    return change.kind == "U" and _read(change.before).keys() <= _FREE.get(change.table_name, set())


class _Step:
    """What a step changed of rounds: whose its changes are, and which went or came with a project."""

    def __init__(self, connection: Connection, changes: list[Change]) -> None:
        self._driver = driver_of(connection)
        self._changes = changes
        self._before = {change.id: _read(change.before) for change in changes if self._concerns(change)}
        self._rows = {name: self._now(name, "round_id") for name in _PARTS}
        self._sheets = self._sheet_rounds()
        self._moved = {
            kind: {c.row_id for c in changes if (c.table_name, c.kind) == ("project", kind)} for kind in "DI"
        }

    @staticmethod
    def _concerns(change: Change) -> bool:
        return change.table_name in TABLES

    def _ids(self, name: str) -> str:
        return json.dumps([change.row_id for change in self._changes if change.table_name == name])

    def _now(self, name: str, column: str) -> dict[int, int]:
        # Every name in it is one of our own tables and columns.
        rows = self._driver.execute(_ROWS.format(column, name), (self._ids(name),))
        return {row[0]: row[1] for row in rows}

    def _sheet_rounds(self) -> dict[int, int]:
        """Return by id the rounds of the sheets whose scores were changed, of those that are gone too."""
        self._sheet_of = self._now("score", "sheet_id")
        gone = {c.row_id: self._before[c.id].get("round_id") for c in self._of("score_sheet", "D")}
        statement = _ROWS.format("round_id", "score_sheet")
        wanted = json.dumps(sorted(set(self._sheet_of.values()) | self._left_sheets()))
        now = {row[0]: row[1] for row in self._driver.execute(statement, (wanted,))}
        return {**{key: value for key, value in gone.items() if value is not None}, **now}

    def _left_sheets(self) -> set[int]:
        befores = (self._before[c.id] for c in self._changes if c.table_name == "score")
        return {before["sheet_id"] for before in befores if before.get("sheet_id") is not None}

    def _of(self, name: str, kind: str) -> list[Change]:
        return [c for c in self._changes if (c.table_name, c.kind) == (name, kind)]

    def rounds_of(self, change: Change) -> set[int]:
        """Return the rounds that a change concerns: that of the record before it and that after the step."""
        name = change.table_name
        if name == "evaluation_round":
            return {change.row_id}
        if not self._concerns(change):
            return set()
        before = self._before[change.id]
        if name == "score":
            sheets = (self._sheet_of.get(change.row_id), before.get("sheet_id"))
            keys = [self._sheets.get(one) for one in sheets if one is not None]
        else:
            keys = [self._rows[name].get(change.row_id), before.get("round_id")]
        return {key for key in keys if key is not None}

    def locked(self) -> dict[int, str]:
        """Return by id the titles of the rounds that were closed before the step and not reopened by it."""
        touched = sorted(set().union(*(self.rounds_of(change) for change in self._changes)))
        rows = self._driver.execute(_ROUNDS, (json.dumps(touched),))
        locked = {row[0]: row[2] for row in rows if row[1] == RoundState.CLOSED}
        for change in self._changes:
            if change.table_name != "evaluation_round":
                continue
            before = self._before[change.id]
            if change.kind == "D" and before.get("state") == RoundState.CLOSED:
                locked[change.row_id] = before["title"]
            elif change.kind == "I" or "state" in before:
                locked.pop(change.row_id, None)  # made, closed or reopened by the step itself
        return locked

    def is_carried(self, change: Change) -> bool:
        """Tell whether a record only went or came back with its project."""
        if change.kind == "U":
            return False
        moved = self._moved[change.kind]
        if not moved:
            return False
        if change.table_name == "score":
            sheet = self._sheet_of.get(change.row_id) or self._before[change.id].get("sheet_id")
            sheets = self._of("score_sheet", change.kind)
            return any(one.row_id == sheet and one.project_id in moved for one in sheets)
        return change.project_id in moved


def _read(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}
