"""Cursors that let other threads run while they read.

The driver lets go of the interpreter's lock for every row, but so shortly that a thread which waits for it
always comes too late: a window stood still for 0.1 s while a worker fetched 10,000 rows.  So a worker really
waits a moment after every few hundred rows.  The main thread has nobody to let in.
"""

import threading
import time
from collections.abc import Iterator
from typing import Any

import sqlcipher3.dbapi2 as driver

PART = 500
MOMENT = 0.0002


class Cursor(driver.Cursor):  # type: ignore[misc]
    """Reads many rows in parts, with a moment for other threads after each."""

    _fetched = 0

    def fetchone(self) -> Any:
        """Return the next row."""
        self._fetched += 1
        if self._fetched % PART == 0:
            _let_in()
        return super().fetchone()

    def fetchmany(self, size: int = PART) -> list[Any]:
        """Return the next rows."""
        rows: list[Any] = super().fetchmany(size)
        if len(rows) >= PART:
            _let_in()
        return rows

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        if threading.current_thread() is threading.main_thread():
            every: list[Any] = super().fetchall()
            return every
        rows: list[Any] = []
        while part := self.fetchmany():
            rows += part
        return rows

    def __iter__(self) -> Iterator[Any]:
        """Go through the rows that are left."""
        while part := self.fetchmany():
            yield from part


def _let_in() -> None:
    if threading.current_thread() is not threading.main_thread():
        time.sleep(MOMENT)


class Connection(driver.Connection):  # type: ignore[misc]
    """A connection whose cursors let other threads run."""

    def cursor(self, factory: Any = Cursor) -> Any:
        """Return a cursor."""
        return super().cursor(factory)
