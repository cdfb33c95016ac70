"""Tables: what their columns and cells are, the same for every format.

``exports.blocks`` offers them together with the other blocks; a report imports from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | float | date | None
Row: TypeAlias = Sequence[Value]


class Linked(int):
    """A count that leads to the list of what it counts: the heading or table with that ``anchor``."""

    anchor: str

    def __new__(cls, value: int, anchor: str) -> "Linked":
        """Make the count with the anchor of its list."""
        made = super().__new__(cls, value)
        made.anchor = anchor
        return made


class Kind(StrEnum):
    """How the values of a column are shown.

    COUNT shows nought as `-`, YEAR has no thousands comma, PERCENT counts from 0 to 100, SCORE has two
    decimals and DECIMAL one, CHANGE has its sign; LIST is text
    with one `· ` item a line and stands at the top of its cell.
    """

    TEXT = "text"
    LIST = "list"
    COUNT = "count"
    INTEGER = "integer"
    YEAR = "year"
    PERCENT = "percent"
    DATE = "date"
    MONEY = "money"
    SCORE = "score"
    DECIMAL = "decimal"
    CHANGE = "change"


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


_ALIGN_OF_KIND = {
    Kind.TEXT: Align.LEFT,
    Kind.LIST: Align.LEFT,
    Kind.INTEGER: Align.RIGHT,
    Kind.MONEY: Align.RIGHT,
    Kind.SCORE: Align.RIGHT,
    Kind.DECIMAL: Align.RIGHT,
    Kind.CHANGE: Align.RIGHT,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``weight`` is its share of the width, ``align`` None follows the kind.

    ``formula`` is what a workbook works the column's figures out by, ``closing`` the figure of the total row;
    every other format shows the figures as they are.  In both ``{0}`` stands for the cell of the first column
    in the same row, ``{all[0]}`` for all cells of that column above the total, ``{own}`` for those of the
    column itself.  ``choices`` are the values among which a workbook lets people pick.
    """

    label: str
    kind: Kind = Kind.TEXT
    weight: float = 1.0
    align: Align | None = None
    key: str = ""
    formula: str = ""
    closing: str = ""
    choices: tuple[str, ...] = ()

    @property
    def alignment(self) -> Align:
        """Return the stated alignment, or the usual one of the kind."""
        return self.align or _ALIGN_OF_KIND.get(self.kind, Align.CENTER)

    @property
    def name(self) -> str:
        """Return the key under which data formats write the column."""
        return self.key or self.label


SUM = "SUM({own})"
"""The ``closing`` of a column whose total is its sum."""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of a header that covers ``columns`` columns and ``rows`` header rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that repeats on every page.

    The first ``row_headers`` columns head their row: equal neighbours below each other are merged, and
    None there extends the cell at its left (in ``total`` too).  ``name`` and ``label`` are what data
    formats and their readers call the table.  ``header_rows`` replaces the one header
    row made of the labels; a cell covered by a span from above or from the left is left out.
    ``keep`` holds a table that fits on a page together, ``anchor`` is what ``Linked`` figures lead to.
    ``row_height`` are the millimetres that its rows have at least, for those that are written in by hand.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]  # any iterable is taken
    name: str = ""
    label: str = ""
    caption: str = ""
    total: Row | None = None
    row_headers: int = 0
    header_rows: tuple[tuple[HeaderCell, ...], ...] = ()
    keep: bool = False
    anchor: str = ""
    row_height: float = 0.0

    def __post_init__(self) -> None:
        if not isinstance(self.rows, Sequence):
            object.__setattr__(self, "rows", tuple(self.rows))

    @property
    def headers(self) -> tuple[tuple[HeaderCell, ...], ...]:
        """Return the stated header rows, or one row made of the labels."""
        return self.header_rows or (tuple(HeaderCell(column.label) for column in self.columns),)

    @property
    def placed_headers(self) -> list[tuple[int, int, HeaderCell]]:
        """Return (row, column, cell) of the header cells; spans push the later ones along."""
        placed: list[tuple[int, int, HeaderCell]] = []
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.headers):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                placed.append((row, column, cell))
                taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
        return placed
