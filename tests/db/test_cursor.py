"""Cursors read everything in its order, and a worker that reads lets the main thread run."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db import cursor, driver


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Any]:
    """Open a file of 2,345 rows."""
    made = driver.prepared(tmp_path / "rows.db")
    made.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
    made.executemany("INSERT INTO t VALUES (?)", [(n,) for n in range(2345)])
    yield made
    made.close()


def rows(connection: Any) -> Any:
    """Ask for every row."""
    return connection.execute("SELECT id FROM t ORDER BY id")


def test_every_way_of_reading_gives_every_row_once(connection: Any) -> None:
    """One by one, by parts, all at once and in a loop."""
    every = [(n,) for n in range(2345)]
    assert rows(connection).fetchall() == list(rows(connection)) == every
    one = rows(connection)
    assert [one.fetchone() for _ in range(2346)] == [*every, None]
    some = rows(connection)
    assert some.fetchmany(3) == every[:3]
    assert some.fetchmany(1000) + some.fetchall() == every[3:]
    assert some.fetchone() is None and some.fetchall() == []


@pytest.mark.parametrize("how", ["fetchall", "fetchone", "fetchmany", "loop"])
def test_a_worker_waits_a_moment_after_each_part(
    connection: Any, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Four full parts are four moments on a worker's thread, and none on the main one."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    ways: dict[str, Callable[[], object]] = {
        "fetchall": lambda: rows(connection).fetchall(),
        "fetchone": lambda: [*iter(rows(connection).fetchone, None)],
        "fetchmany": lambda: [*iter(rows(connection).fetchmany, [])],
        "loop": lambda: [*rows(connection)],
    }
    ways[how]()
    assert waited == []
    worker = threading.Thread(target=ways[how])
    worker.start()
    worker.join()
    assert waited == [cursor.MOMENT] * 4
