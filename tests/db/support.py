"""What tests of the storage look with: the file past the program's back, and all of its records."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.services.workspace import Workspace
from db.triggers import journaled_columns, journaled_tables


@contextlib.contextmanager
def raw(path: Path) -> Iterator[Any]:
    """Open the file as another program would, in autocommit, without any rule of ours."""
    connection = driver.connect(str(path), isolation_level=None)
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
    found = {}
    with raw(ws.paths.file) as connection:
        for table in journaled_tables():
            columns = ", ".join(f'"{name}"' for name in journaled_columns(table))
            found[table.name] = connection.execute(
                f'SELECT {columns} FROM "{table.name}" ORDER BY id'
            ).fetchall()
    return found
