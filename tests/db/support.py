"""What tests of the storage look with: the file past the program's back, and all of its records."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Column

from app.services.workspace import Workspace
from db.models.base import Mapped, Timestamp
from db.triggers import journaled_columns, journaled_tables

# ``tests.protected`` puts another in its place, which knows the key of its files.
connecting: Callable[..., Any] = driver.connect


@contextlib.contextmanager
def raw(path: Path, key: str = "") -> Iterator[Any]:
    """Open the file as another program would, in autocommit, without any rule of ours."""
    connection = connecting(str(path), isolation_level=None)
    if key:
        connection.execute(f"PRAGMA key=\"x'{key}'\"")
    try:
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def tampering(path: Path) -> Iterator[Any]:
    """Open the file as one who takes its triggers off, alters it and puts them back."""
    with raw(path) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        for _, sql in triggers:
            connection.execute(sql)


def contents(ws: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Return every record as it is stored: the columns that the journal keeps, table by table."""
    with raw(ws.paths.file, ws.key) as connection:
        return contents_of(connection)


def contents_of(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Return the same through a connection that is held: opening one costs ten times what the records do."""
    return {name: connection.execute(statement).fetchall() for name, statement in _statements().items()}


@cache
def _statements() -> dict[str, str]:
    found = {}
    for table in journaled_tables():
        columns = ", ".join(f'"{name}"' for name in journaled_columns(table))
        found[table.name] = f'SELECT {columns} FROM "{table.name}" ORDER BY id'
    return found


def one_of_each(ws: Workspace) -> None:
    """Store a least record in every table, each belonging to the newest records of its owners."""
    newest: dict[str, int] = {}
    with ws.unit_of_work("한 건씩") as work:
        for table in journaled_tables():
            values = {column.name: _least(ws, column, newest) for column in table.columns if _needed(column)}
            newest[table.name] = work.insert(table.name, values)


def _needed(column: Column[Any]) -> bool:
    own = column.name in ("id", "uid") or column.computed is not None
    owned = bool(column.foreign_keys) and any(key.ondelete == "CASCADE" for key in column.foreign_keys)
    return not own and (owned or (not column.nullable and column.default is None))


def _least(ws: Workspace, column: Column[Any], newest: dict[str, int]) -> Any:
    for key in column.foreign_keys:
        return newest[key.column.table.name]
    if isinstance(column.type, Timestamp):
        return ws.clock()
    if isinstance(column.type, Mapped):
        return {}
    if column.type.python_type is date:
        return ws.today
    return 1 if column.type.python_type in (int, float) else "x"
