"""Opening a data file: one SQLite everywhere (that of sqlcipher3), durable to the last commit.

WAL with ``synchronous=FULL``: in simulated power cuts WAL+NORMAL lost acknowledged commits in 51 of 60
runs, WAL+FULL in none of 60.  Writers begin IMMEDIATE, so that two programs on one file wait for each
other instead of failing half-way.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.util import LRUCache

from db.driver import BUSY_MS, CACHE_KB, WRITER_KB, prepared

MOMENT_MS = 60
_WIDE = "wide"
_compiled: LRUCache[Any, Any] = LRUCache(1000)
_dialects: list[Dialect] = []

__all__ = ["Connection", "lent", "open_engine", "reading"]


def open_engine(path: Path, key: str = "", *, read_only: bool = False) -> Engine:
    """Return an engine on the data file at ``path``; nothing is opened before the first connection.

    ``key`` is the raw key of a protected file (``db.driver.connect``).
    """

    def connect() -> Any:
        return prepared(path, key, read_only=read_only)

    engine = create_engine(
        "sqlite+pysqlite://",
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        # One more than these is rarely wanted, takes 4 MB, and is open in 0.01 s.  Each connection to a
        # protected file keeps what it has deciphered.
        pool_size=6 if key else 2,
        max_overflow=8,
    )
    if not key:
        event.listen(engine, "begin", _widen)
        event.listen(engine, "checkin", _narrow)
        _share_statements(engine)
    event.listen(engine, "begin", _begin)
    return engine


@contextlib.contextmanager
def reading(path: Path, key: str = "") -> Iterator[Connection]:
    """Yield a connection that reads a closed data file, such as a backup."""
    engine = open_engine(path, key, read_only=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextlib.contextmanager
def lent(connection: Any) -> Iterator[Connection]:
    """Yield a connection of SQLAlchemy over one of the driver that is open already, and leave that open."""
    engine = create_engine(
        "sqlite+pysqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool
    )
    with engine.connect() as reading:
        yield reading


def _widen(connection: Connection) -> None:
    """Give who writes more room for pages, as long as the connection is lent."""
    if connection.get_execution_options().get("writer", False):
        connection.info[_WIDE] = True
        connection.exec_driver_sql(f"PRAGMA cache_size=-{WRITER_KB}")


def _narrow(lent: Any, record: Any) -> None:
    if lent is not None and record.info.pop(_WIDE, False):
        lent.execute(f"PRAGMA cache_size=-{CACHE_KB}")


def _share_statements(engine: Engine) -> None:
    """Let an engine use the statements that others of the program have compiled.

    A statement takes 2 to 10 ms to compile, more than it runs.  What was compiled is found again by the
    dialect, so all engines take that of the first one that has connected: a file that is opened again and a
    backup that is read begin warm.  Those of a protected file go with its engine: a statement keeps the
    values that it was asked with first.
    """
    engine.update_execution_options(compiled_cache=_compiled)
    if _dialects:
        engine.dialect = _dialects[0]
    else:
        # listens after SQLAlchemy's own, which asks the connection what the driver can
        event.listen(engine, "connect", lambda *_given: _dialects.append(engine.dialect), once=True)


def _begin(connection: Connection) -> None:
    # The driver is in autocommit mode, so SQLAlchemy's begin has to say what kind of transaction it is.
    options = connection.get_execution_options()
    if not options.get("writer", False):
        connection.exec_driver_sql("BEGIN")
    elif options.get("patient", True):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        _begin_at_once(connection)


def _begin_at_once(connection: Connection) -> None:
    """Begin to write, but for where another writes now and longer than a moment: refuse."""
    connection.exec_driver_sql(f"PRAGMA busy_timeout={MOMENT_MS}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")
