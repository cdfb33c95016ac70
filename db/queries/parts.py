"""Reading many rows without holding the window up.

SQLAlchemy makes its rows of a whole result in one call, which holds the interpreter's lock: 0.08 s for 20,000
rows, in which no other thread runs.
"""

import json
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Connection, CursorResult, Result, Select, func, select

PART = 500
LETTERS = 1 << 16


def in_parts(result: Result[Any]) -> list[Any]:
    """Return every row, made by parts between which another thread may run."""
    return [row for part in result.partitions(PART) for row in part]


def as_stored(result: Result[Any]) -> list[tuple[Any, ...]]:
    """Return every row as the driver gives it, for columns that need no type made of them.

    To make SQLAlchemy's rows of 10,000 took as long as the statement itself.
    """
    cursor = result.cursor if isinstance(result, CursorResult) else None
    return list(cursor.fetchall()) if cursor is not None else []


def by_columns(statement: Select[Any]) -> Select[Any]:
    """Return the statement that reads what another finds, of whole numbers and texts, as a text a column.

    They come as texts: for every row the driver takes the interpreter's lock, and two readers of 10,000 rows
    side by side waited for it twice as long as the statements took.
    """
    return select(*map(func.json_group_array, statement.subquery().c))


def columns_of(connection: Connection, columns: Select[Any], today: date) -> list[list[Any]]:
    """Return the columns that a statement made ``by_columns`` reads, a list for each."""
    return [json.loads(column) for column in connection.execute(columns, {"today": today}).one()]


def ids_of(connection: Connection, statement: Select[Any], today: date) -> tuple[int, ...]:
    """Return the ids that a statement selects, in its order.

    They come as one text: 100,000 rows of one number each took three times as long to hand over as to find.
    """
    ordered = statement.subquery()
    whole = select(func.json_group_array(ordered.c[0]))
    return tuple(whole_numbers(connection.execute(whole, {"today": today}).scalar_one()))


def whole_numbers(text: str) -> Iterator[int]:
    """Return the numbers of a list that came as one text, read by parts of some ten thousand.

    100,000 at once hold the interpreter's lock for 0.013 s.
    """
    return chain.from_iterable(map(json.loads, _lists(text)))


def _lists(text: str) -> Iterator[str]:
    """Yield the text of a flat list in parts, each a list."""
    start, last = 1, len(text) - 1
    while start < last:
        comma = text.find(",", start + LETTERS)
        end = comma if comma > 0 else last
        yield f"[{text[start:end]}]"
        start = end + 1
