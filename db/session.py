"""The unit of work: every write of the program goes through one, and is journaled, or does not happen."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, insert, update

from app.changes import DESTRUCTION, Changes
from app.domain.entities import ENTITIES, labels_of
from app.domain.hangul import josa
from app.domain.privacy import resident_number
from app.errors import UserError
from db import bulk, closed, closed_rounds, frozen, indexing, journal, kept, spans
from db.errors import translated
from db.models import metadata
from db.uid import new_uid

_DISCARD_REDO = "UPDATE journal_transaction SET state = 'discarded' WHERE kind = 'do' AND state = 'undone'"
_TOUCH = "UPDATE project SET active_at = ? WHERE id = ?"


class UnitOfWork:
    """Writes of one named step; all of them are stored together or not at all.

    Tables are named by their entity key.  ``connection`` serves reads within the step.  Whatever way a text
    came, what is shaped like a 주민등록번호 is refused here with a ``UserError``.
    """

    def __init__(self, connection: Connection, transaction_id: int, at: datetime | None = None) -> None:
        """Start on a connection whose transaction is open; ``at`` is the moment of the step."""
        self.connection = connection
        self.transaction_id = transaction_id
        self.today = (at or datetime.now(UTC)).astimezone().date()
        self.sealed: list[Callable[[Connection], None]] = []

    def insert(self, entity: str, values: Mapping[str, Any]) -> int:
        """Store a new record and return its id; a ``uid`` is made where none is given."""
        resident_number.refuse_in(values, labels_of(entity))
        key = self.connection.execute(
            insert(metadata.tables[entity]).values({"uid": new_uid(), **values})
        ).inserted_primary_key
        return int(key[0]) if key else 0

    def insert_many(self, entity: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Store many new records of the same shape in one statement."""
        batch = [{"uid": new_uid(), **values} for values in rows]
        for values in batch:
            resident_number.refuse_in(values, labels_of(entity))
        if batch:
            self.connection.execute(insert(metadata.tables[entity]), batch)

    def update(self, entity: str, row_id: int, values: Mapping[str, Any]) -> None:
        """Change fields of one record; fields that keep their value leave no trace in the journal."""
        self.update_many(entity, [row_id], values)

    def update_many(self, entity: str, ids: Iterable[int], values: Mapping[str, Any]) -> None:
        """Give the same values to several records; one that is gone refuses the step with a sentence."""
        resident_number.refuse_in(values, labels_of(entity))
        table = metadata.tables[entity]
        statement = update(table).where(table.c.id == bindparam("row_key")).values(dict(values))
        batch = [{"row_key": row_id} for row_id in ids]
        if batch and values:
            changed = self.connection.execute(statement, batch).rowcount
            if changed < len(batch):
                raise UserError(_gone(entity))

    def insert_columns(self, entity: str, columns: Mapping[str, Sequence[Any]]) -> list[str]:
        """Store many new records given by columns of one length; return their ``uid``s in that order.

        It does what ``insert_many`` does at a fraction of its cost: values are looked through and turned into
        what the driver takes by columns, and many rows go into one statement.
        """
        return bulk.insert(self.connection, entity, columns)

    def update_columns(self, entity: str, ids: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> None:
        """Change the same fields of several records, to values of their own given by columns."""
        if bulk.update(self.connection, entity, ids, columns) < len(ids):
            raise UserError(_gone(entity))

    def delete(self, entity: str, ids: Iterable[int]) -> None:
        """Delete records with all that belongs to them."""
        table = metadata.tables[entity]
        batch = [{"row_key": row_id} for row_id in ids]
        if batch:
            self.connection.execute(delete(table).where(table.c.id == bindparam("row_key")), batch)

    def once_sealed(self, act: Callable[[Connection], None]) -> None:
        """Run ``act`` in the same transaction after the step's digests were taken: to empty payloads."""
        self.sealed.append(act)


def _gone(entity: str) -> str:
    label = ENTITIES[entity].label
    return f"고치려던 {josa(label, '이/가')} 이미 지워졌습니다. 목록에서 다시 고르십시오."


@contextlib.contextmanager
def unit_of_work(
    engine: Engine,
    step: journal.Step,
    announce: list[Changes],
    regard: Callable[[set[str]], None] = lambda _tables: None,
) -> Iterator[UnitOfWork]:
    """Run the block as one step: commit and append its changes to ``announce``, or roll everything back.

    ``regard`` is told the tables that the step changes and may refuse them by a ``UserError``.
    A step that changed nothing leaves no entry, one that changed a closed session or round or a frozen rubric
    is refused, but for the destruction of a person whom it names.  A new step of work empties what could be
    redone.
    """
    with translated(), engine.connect().execution_options(writer=True) as connection:
        with connection.begin() as transaction:
            work = UnitOfWork(connection, journal.begin(connection, step), step.at)
            yield work
            resident_number.refuse(step.label, "하는 일의 이름")
            resident_number.refuse(step.actor, "설정의 사용자 이름", "user_name")
            changes = journal.seal(connection, work.transaction_id, step)
            if not changes:
                transaction.rollback()
                return
            tables = {change.table_name for change in changes}
            kept.keep(connection, changes, work.today)
            if step.initiator != DESTRUCTION:
                regard(tables)
                _refuse_locked(connection, changes, tables, step)
                _touch_projects(connection, changes, step)
            if step.kind == "do":
                spans.refuse(connection, changes)
                journal.driver_of(connection).execute(_DISCARD_REDO)
            if step.initiator == DESTRUCTION:
                # before the payloads go: no committed state has a word of whoever is destroyed
                indexing.complete(connection)
            for act in work.sealed:
                act(connection)
        announce.append(_notice(changes, tables, step))


def _refuse_locked(
    connection: Connection, changes: list[journal.Change], tables: set[str], step: journal.Step
) -> None:
    if not closed.TABLES.isdisjoint(tables):
        closed.refuse(connection, changes, undoing=step.kind == "undo")
    if not frozen.TABLES.isdisjoint(tables):
        frozen.refuse(connection, changes)
    if not closed_rounds.TABLES.isdisjoint(tables):
        closed_rounds.refuse(connection, changes)


def _touch_projects(connection: Connection, changes: list[journal.Change], step: journal.Step) -> None:
    at = step.fields[2]
    touched = {change.project_id for change in changes if change.project_id is not None}
    if touched:
        rows = [(at, project_id) for project_id in touched]
        journal.driver_of(connection).executemany(_TOUCH, rows)


def _notice(changes: list[journal.Change], tables: set[str], step: journal.Step) -> Changes:
    if len(tables) == 1:
        ids = {next(iter(tables)): frozenset([change.row_id for change in changes])}
        return Changes(step.label, ids, step.initiator)
    found: dict[str, set[int]] = {}
    for change in changes:
        found.setdefault(change.table_name, set()).add(change.row_id)
    return Changes(step.label, {name: frozenset(ids) for name, ids in found.items()}, step.initiator)
