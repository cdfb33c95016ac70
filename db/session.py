"""The unit of work: every write of the program goes through one, and is journaled, or does not happen."""

import contextlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, bindparam, delete, insert, update

from app.changes import DESTRUCTION, Changes
from app.domain.entities import ENTITIES, labels_of
from app.domain.hangul import josa
from app.domain.privacy import resident_number
from app.errors import UserError
from db import closed, closed_rounds, frozen, indexing, journal, kept, spans
from db.errors import translated
from db.models import metadata
from db.uid import new_uid, new_uids

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
                label = ENTITIES[entity].label
                raise UserError(
                    f"고치려던 {josa(label, '이/가')} 이미 지워졌습니다. 목록에서 다시 고르십시오."
                )

    def insert_columns(self, entity: str, columns: Mapping[str, Sequence[Any]]) -> list[str]:
        """Store many new records given by columns of one length; return their ``uid``s in that order.

        It does what ``insert_many`` does at a third of its cost: values are looked through and turned into
        what the driver takes by columns, and the statement is given to the driver itself.
        """
        labels = labels_of(entity)
        for name, values in columns.items():
            _refuse_in_column(values, labels.get(name, "내용"), name)
        table = metadata.tables[entity]
        uids = new_uids(max(map(len, columns.values()), default=0))
        bound = [_bound(self.connection, table.c[name], values) for name, values in columns.items()]
        names = ", ".join(f'"{name}"' for name in ("uid", *columns))
        marks = ", ".join("?" * (len(columns) + 1))
        # Every name in it is one of our own tables and columns.
        statement = f'INSERT INTO "{entity}" ({names}) VALUES ({marks})'  # noqa: S608
        journal.driver_of(self.connection).executemany(statement, zip(uids, *bound, strict=True))
        return uids

    def update_columns(self, entity: str, ids: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> None:
        """Change the same fields of several records, to values of their own given by columns."""
        labels = labels_of(entity)
        for name, values in columns.items():
            _refuse_in_column(values, labels.get(name, "내용"), name)
        table = metadata.tables[entity]
        bound = [_bound(self.connection, table.c[name], values) for name, values in columns.items()]
        sets = ", ".join(f'"{name}" = ?' for name in columns)
        # Every name in it is one of our own tables and columns.
        statement = f'UPDATE "{entity}" SET {sets} WHERE id = ?'  # noqa: S608
        changed = journal.driver_of(self.connection).executemany(statement, zip(*bound, ids, strict=True))
        if changed.rowcount < len(ids):
            label = ENTITIES[entity].label
            raise UserError(f"고치려던 {josa(label, '이/가')} 이미 지워졌습니다. 목록에서 다시 고르십시오.")

    def delete(self, entity: str, ids: Iterable[int]) -> None:
        """Delete records with all that belongs to them."""
        table = metadata.tables[entity]
        batch = [{"row_key": row_id} for row_id in ids]
        if batch:
            self.connection.execute(delete(table).where(table.c.id == bindparam("row_key")), batch)

    def once_sealed(self, act: Callable[[Connection], None]) -> None:
        """Run ``act`` in the same transaction after the step's digests were taken: to empty payloads."""
        self.sealed.append(act)


def _refuse_in_column(values: Sequence[Any], label: str, key: str) -> None:
    kinds = set(map(type, values))
    if kinds <= {str}:
        holding = resident_number.cells_holding(values)
        if holding:
            resident_number.refuse(values[holding[0]], label, key)
        return
    plain = [value for value in values if not isinstance(value, dict)] if dict in kinds else values
    for value in dict.fromkeys(plain):
        resident_number.refuse_in({key: value}, {key: label})
    for value in values if dict in kinds else ():
        if isinstance(value, dict):
            resident_number.refuse_in({key: value}, {key: label})


def _bound(connection: Connection, column: Column[Any], values: Sequence[Any]) -> Sequence[Any]:
    """Return values as the driver takes them."""
    process = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if process is None:
        return values
    if not all(isinstance(value, Hashable) for value in values):
        return [process(value) for value in values]
    known = {value: process(value) for value in dict.fromkeys(values)}
    return [known[value] for value in values]


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
