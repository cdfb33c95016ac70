"""The lock of a closed session (활동): the one place that refuses to change it, whatever the way.

It judges a step of work by what the triggers wrote of it, before it is stored.  So nothing passes it by: no
service, no bulk edit, no cascade, no undo.  A closed session opens again with a reason, by a step of its own.
What goes or comes back with its whole project or its person does so; a next action may be ticked off.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from app.domain.hangul import josa
from app.domain.session import SessionStatus
from app.errors import UserError
from db.journal import Change, driver_of
from db.models import metadata

_PARTS = ("agenda_item", "attendance", "session_guest", "session_decision", "attachment", "milestone")
TABLES = frozenset({"session", *_PARTS})
"""The tables of which a change may be refused."""
_FREE = {"milestone": {"done_on"}}
_OWNERS = """SELECT id, session_id FROM "{}"
    WHERE id IN (SELECT value FROM json_each(?)) AND session_id IS NOT NULL"""
_SESSIONS = (
    "SELECT id, status, topic, reopen_reason FROM session WHERE id IN (SELECT value FROM json_each(?))"
)


def refuse(connection: Connection, step: Iterable[Change], *, undoing: bool) -> None:
    """Raise ``UserError`` where a step changed a session that was closed before it, or a part of one."""
    changes = list(step)
    gone = {change.row_id for change in changes if (change.table_name, change.kind) == ("project", "D")}
    mine = [change for change in changes if change.table_name in TABLES and change.project_id not in gone]
    if not mine:
        return
    owners = _owners(connection, mine)
    locked = _locked(connection, mine, sorted(set().union(*owners.values())), undoing)
    carried = _Carried(connection, changes)
    for change in mine:
        topic = next((locked[key] for key in owners[change.id] if key in locked), None)
        if topic is not None and not _is_free(change) and not carried.holds(change):
            named = josa(f"마감한 활동 ‘{topic}’", "은/는")
            raise UserError(f"{named} 고치지 않습니다. 고치려면 사유를 적고 다시 여십시오.", "session")


def _owners(connection: Connection, changes: list[Change]) -> dict[int, set[int]]:
    """Return the sessions that each change concerns: that of the record before it and that after the step."""
    now: dict[str, dict[int, int]] = {"session": {change.row_id: change.row_id for change in changes}}
    for name in {change.table_name for change in changes} - {"session"}:
        ids = json.dumps([change.row_id for change in changes if change.table_name == name])
        now[name] = dict(driver_of(connection).execute(_OWNERS.format(name), (ids,)).fetchall())
    found: dict[int, set[int]] = {}
    for change in changes:
        keys = now[change.table_name].get(change.row_id), _read(change.before).get("session_id")
        found[change.id] = {key for key in keys if key is not None}
    return found


def _locked(connection: Connection, changes: list[Change], ids: list[int], undoing: bool) -> dict[int, str]:
    """Return by id the topics of the sessions that were closed before the step and that it did not reopen."""
    before, reopened = {}, set[int]()
    for key, status, topic, reason in driver_of(connection).execute(_SESSIONS, (json.dumps(ids),)):
        before[key] = {"status": status, "topic": topic}
        if status == SessionStatus.DRAFT and reason and not undoing:
            reopened.add(key)
    for change in reversed(changes):
        if change.table_name == "session":
            earlier = {"status": ""} if change.kind == "I" else _read(change.before)
            before[change.row_id] = {**before.get(change.row_id, {}), **earlier}
    return {
        key: session["topic"]
        for key, session in before.items()
        if session["status"] == SessionStatus.CLOSED and key not in reopened
    }


def _is_free(change: Change) -> bool:
    return change.kind == "U" and _read(change.before).keys() <= _FREE.get(change.table_name, set())


def _read(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


class _Carried:
    """Tells which changes a step made only because a record they refer to went or came back with it."""

    def __init__(self, connection: Connection, step: list[Change]) -> None:
        self._driver = driver_of(connection)
        self._gone = {(change.table_name, change.row_id) for change in step if change.kind == "D"}
        self._come = {(change.table_name, change.row_id) for change in step if change.kind == "I"}

    def holds(self, change: Change) -> bool:
        table = metadata.tables[change.table_name]
        targets = {column.name: key.column.table.name for column in table.c for key in column.foreign_keys}
        before, after = _read(change.before), _read(change.after)
        if change.kind == "D":
            return any((target, before.get(name)) in self._gone for name, target in targets.items())
        if change.kind == "I":
            values = self._row(change, list(targets))
            return any((targets[name], value) in self._come for name, value in values.items())
        return before.keys() <= targets.keys() and all(
            (targets[name], before[name]) in self._gone
            or (name != "session_id" and (targets[name], after[name]) in self._come)
            for name in before
        )

    def _row(self, change: Change, names: list[str]) -> Mapping[str, Any]:
        # Every name in it is one of our own tables and columns.
        columns = ", ".join(f'"{name}"' for name in names)
        statement = f'SELECT {columns} FROM "{change.table_name}" WHERE id = ?'  # noqa: S608
        row = self._driver.execute(statement, (change.row_id,)).fetchone()
        return dict(zip(names, row, strict=True)) if row else {}
