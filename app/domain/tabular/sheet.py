"""A sheet as it stands in its file, and the words by which its cells are called."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import overload

Raw = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds; an empty one holds the empty text."""
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of merged cells, each as (row, column) counted from 0."""


_PART, _LOOKED_AT, _MOST_SHARED = 500, 2000, 5000


class _Shared:
    """The texts of a column, alike ones as one: a reader makes a new text of every cell.

    What says ``남원시`` ten thousand times is then ten thousand times the same text: a fifth of the memory,
    and every later look at the column takes a third of the time.
    """

    def __init__(self) -> None:
        self._known: dict[Raw, Raw] = {}
        self._seen = 0
        self.is_worth_it = True

    def taken(self, cells: list[Raw]) -> list[Raw]:
        """Return cells with those alike as one; a column that holds anything but texts is left alone."""
        if set(map(type, cells)) != {str}:
            # To Python 1 and true are alike.
            self.is_worth_it = False
            return cells
        found = list(map(self._known.setdefault, cells, cells))
        self._seen += len(cells)
        most = min(self._seen // 2, _MOST_SHARED) if self._seen >= _LOOKED_AT else _LOOKED_AT
        self.is_worth_it = len(self._known) <= most
        return found


class Grid:
    """Rows of one length whose cells lie end to end in one list.

    A list for each of a hundred thousand rows costs a fifth of what it costs to read them, and to turn them
    to columns as much again.
    """

    def __init__(self, cells: list[Raw], width: int) -> None:
        """Take the cells of all rows, each of ``width`` cells."""
        self._cells, self._width = cells, width

    @classmethod
    def of(cls, rows: Iterable[list[Raw]], width: int) -> "Grid":
        """Return rows of ``width`` cells as a grid; between its parts another thread may run."""
        cells: list[Raw] = []
        shared = [_Shared() for _ in range(width)]
        rest = iter(rows)
        while part := list(chain.from_iterable(islice(rest, _PART))):
            for place, known in enumerate(shared):
                if known.is_worth_it:
                    part[place::width] = known.taken(part[place::width])
            cells += part
        return cls(cells, width)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._cells) // self._width if self._width else 0

    def __iter__(self) -> Iterator[list[Raw]]:
        """Yield the rows."""
        return (self[row] for row in range(len(self)))

    @overload
    def __getitem__(self, row: int) -> list[Raw]: ...
    @overload
    def __getitem__(self, row: slice) -> list[list[Raw]]: ...
    def __getitem__(self, row: int | slice) -> list[Raw] | list[list[Raw]]:
        """Return the cells of a row, or some rows."""
        rows = range(len(self))[row]
        if isinstance(rows, range):
            return [self[one] for one in rows]
        return self._cells[rows * self._width : (rows + 1) * self._width]

    def column(self, place: int, first: int = 0) -> list[Raw]:
        """Return the cells of a column from the row ``first`` on."""
        return self._cells[first * self._width + place :: self._width]


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
    ``told`` is False.  Numbers of days without a format count from 1904 where ``since_1904``.  ``percents``
    asks the file for the columns that show their numbers as percents.
    """

    name: str
    rows: Grid
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    uncounted: tuple[tuple[int, int], ...] = ()
    told: bool = True
    since_1904: bool = False
    percents: Callable[[], frozenset[int]] = field(default=frozenset, repr=False, compare=False)

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return len(self.rows[0]) if len(self.rows) else 0


_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))


def visible(text: str) -> str:
    """Return a text without the signs that nobody sees and that tell nothing, such as U+200B."""
    return text if text.isprintable() else text.translate(_INVISIBLE)


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
