"""The 총괄표 as the screen lays it out: either way round, each cell with its cases and its name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.choices import ProjectKind
from app.domain.listing import ListQuery
from app.domain.matrix import Matrix, MatrixRow
from ui.widgets.charts.heat import HeatRow

Cell = tuple[int, ...]
Values = dict[str, Any]
ALL = (-1, -1)
KINDS: dict[str, tuple[str, ...]] = {
    "case": (ProjectKind.CASE.value,),
    "own": (ProjectKind.OWN.value,),
    "both": (ProjectKind.CASE.value, ProjectKind.OWN.value),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is counted: cases, own projects or both; of which years and programmes; which way round."""

    what: str = "case"
    years: tuple[int | None, ...] = ()
    programs: tuple[int | None, ...] = ()
    turned: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of project that are counted."""
        return KINDS[self.what]

    def query(self, text: str = "", ids: Iterable[int] | None = None) -> ListQuery:
        """Return the records chosen, further narrowed by ``text`` and ``ids``."""
        filters = {"kind": self.kinds, "year": self.years, "program_id": self.programs}
        kept = {key: values for key, values in filters.items() if values}
        return ListQuery(text=text, filters=kept, ids=None if ids is None else tuple(ids))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns as shown; -1 stands for a sum; ``review_column`` is the one of doubtful records."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    cells: tuple[tuple[Cell, ...], ...]
    review_column: int
    row_values: tuple[Values, ...]
    column_values: tuple[Values, ...]

    def values(self, row: int, column: int) -> Values:
        """Return what all records of a cell have in common, as a form fills it in."""
        of_row = {} if row < 0 else self.row_values[row]
        return {**of_row, **({} if column < 0 else self.column_values[column])}

    def ids(self, row: int, column: int) -> Cell:
        """Return the records of a cell or of a sum."""
        rows = self.cells if row < 0 else (self.cells[row],)
        return tuple(i for cells in rows for i in (sum(cells, ()) if column < 0 else cells[column]))

    def name(self, row: int, column: int) -> str:
        """Return how a cell is called: 지자체 · 국내 · 생활환경개선."""
        parts = [] if row < 0 else [part for part in (self.rows[row].label, self.rows[row].group) if part]
        parts += [] if column < 0 else [self.columns[column]]
        return " · ".join(parts)

    @property
    def total(self) -> int:
        """Return the number of records counted."""
        return sum(sum(row.counts) for row in self.rows)


def lay_out(matrix: Matrix, turned: bool = False) -> Grid:
    """Return ``matrix`` with 관 in rows and 분야 in columns, or the other way round."""
    if turned:
        return _turned(matrix)
    rows = tuple(
        HeatRow("" if row.code is None else row.group, row.label or row.group, row.counts, row.code is None)
        for row in matrix.rows
    )
    columns = tuple(column.label for column in matrix.columns)
    review = next(n for n, column in enumerate(matrix.columns) if column.code is None)
    cells = tuple(row.cells for row in matrix.rows)
    return Grid(columns, rows, cells, review, _levels(matrix), _fields(matrix))


def _turned(matrix: Matrix) -> Grid:
    cells = tuple(zip(*(row.cells for row in matrix.rows), strict=True))
    rows = tuple(
        HeatRow("", column.label, tuple(map(len, of_column)), column.code is None)
        for column, of_column in zip(matrix.columns, cells, strict=True)
    )
    review = next(n for n, row in enumerate(matrix.rows) if row.code is None)
    names = tuple(_row_name(row) for row in matrix.rows)
    return Grid(names, rows, cells, review, _fields(matrix), _levels(matrix))


def _levels(matrix: Matrix) -> tuple[Values, ...]:
    return tuple(
        {"government_level": row.code, "is_foreign": row.is_foreign} if row.code else {}
        for row in matrix.rows
    )


def _fields(matrix: Matrix) -> tuple[Values, ...]:
    return tuple({"service_field": column.code} if column.code else {} for column in matrix.columns)


def _row_name(row: MatrixRow) -> str:
    return f"{row.group} {row.label}".strip()
