"""총괄표: cases counted by 관 x 국내·해외 and by 분야.

Every case stands in exactly one cell, so rows, columns and the grand total add up.  A case whose 관,
국내·해외 or 분야 is missing or doubtful is not guessed: it stands in 기관 검토 필요 or in 검토 필요.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.choices import GovernmentLevel, ServiceField

REVIEW_COLUMN = "검토 필요"
REVIEW_ROW = "기관 검토 필요"

_RowKey: TypeAlias = tuple[bool, str] | None
_Found: TypeAlias = dict[tuple[_RowKey, str | None], list[int]]
_LEVELS = {level.value for level in GovernmentLevel}
_FIELDS = {field.value for field in ServiceField}


@dataclass(frozen=True, slots=True)
class MatrixCase:
    """What the 총괄표 asks of a case; codes are None where missing or doubtful."""

    id: int
    title: str
    government_level: str | None
    is_foreign: bool | None
    service_field: str | None


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A 분야; ``code`` is None for 검토 필요."""

    code: str | None
    label: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A 관 at home or abroad and the ids of its cases per column; ``code`` is None for 기관 검토 필요."""

    code: str | None
    is_foreign: bool | None
    group: str
    label: str
    cells: tuple[tuple[int, ...], ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """Return the number of cases per column."""
        return tuple(len(cell) for cell in self.cells)

    @property
    def total(self) -> int:
        """Return the number of cases of the row."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The counted table: every case in one cell, doubtful ones under 검토 필요."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def column_totals(self) -> tuple[int, ...]:
        """Return the number of cases per column."""
        return tuple(map(sum, zip(*(row.counts for row in self.rows), strict=True)))

    @property
    def grand_total(self) -> int:
        """Return the number of cases, each counted once."""
        return sum(row.total for row in self.rows)


COLUMNS = (
    *(MatrixColumn(field.value, field.label) for field in ServiceField),
    MatrixColumn(None, REVIEW_COLUMN),
)


def build_matrix(cases: Iterable[MatrixCase]) -> Matrix:
    """Put every case into its one cell; a 공공기관 row without a case is left out."""
    found: _Found = defaultdict(list)
    for case in cases:
        found[_row_key(case), _column_code(case)].append(case.id)
    rows = [_row(foreign, level, found) for foreign in (False, True) for level in GovernmentLevel]
    kept = [row for row in rows if row.code != GovernmentLevel.INSTITUTION or row.total]
    review = MatrixRow(None, None, REVIEW_ROW, "", _cells(None, found))
    return Matrix(COLUMNS, (*kept, review))


def _row_key(case: MatrixCase) -> _RowKey:
    if case.is_foreign is None or case.government_level not in _LEVELS:
        return None
    return bool(case.is_foreign), str(case.government_level)


def _column_code(case: MatrixCase) -> str | None:
    return case.service_field if case.service_field in _FIELDS else None


def _row(foreign: bool, level: GovernmentLevel, found: _Found) -> MatrixRow:
    group = "해외" if foreign else "국내"
    return MatrixRow(level.value, foreign, group, level.label, _cells((foreign, level.value), found))


def _cells(key: _RowKey, found: _Found) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(found.get((key, column.code), ())) for column in COLUMNS)
