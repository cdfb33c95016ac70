"""A sheet as it stands in its file, and the words by which its cells are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Raw = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds; an empty one holds the empty text."""
Rows = Sequence[list[Raw]]
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of merged cells, each as (row, column) counted from 0."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet before it is read; ``rows`` and ``columns`` are the size of its used part."""

    name: str
    rows: int
    columns: int
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet, all rows of one length; rows and columns are counted from 0.

    ``errors`` holds the cells whose formula gave an error (#N/A), ``uncounted`` those whose formula was
    never calculated: both are empty in ``rows``.  Where hidden parts and errors could not be looked for,
    ``told`` is False.
    """

    name: str
    rows: Rows
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    uncounted: tuple[tuple[int, int], ...] = ()
    told: bool = True

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return len(self.rows[0]) if self.rows else 0


def column_name(column: int) -> str:
    """Return the letters by which Excel calls a column counted from 0: 0 is A, 26 is AA."""
    name, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def cell_name(row: int, column: int) -> str:
    """Return a cell as Excel calls it: F5."""
    return f"{column_name(column)}{row + 1}"


def text_of(value: Raw | None) -> str:
    """Return a cell as people read it: whole numbers without .0, dates as 2026. 11. 21., times as 14:30."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    if isinstance(value, date):
        clock = f" {value:%H:%M}" if isinstance(value, datetime) and (value.hour or value.minute) else ""
        return f"{value.year}. {value.month}. {value.day}.{clock}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)
