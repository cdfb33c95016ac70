"""총괄표: how many cases per 관 and 분야, which ones, and a flat list of them all."""

from dataclasses import dataclass
from datetime import date

from app.domain.choices import GovernmentLevel, ServiceField
from app.domain.matrix import REVIEW_COLUMN, REVIEW_ROW, Matrix, MatrixCase, MatrixRow, build_matrix
from exports.blocks import (
    Align,
    Block,
    Column,
    Document,
    HeaderCell,
    Heading,
    Kind,
    Linked,
    Note,
    PageBreak,
    Row,
    Table,
    Value,
)

_NAME_WIDTH, _COUNT_WIDTH = 2.0, 1.3
_TOTAL = "합계"


@dataclass(frozen=True, slots=True)
class MatrixData:
    """The cases to count, in the order in which a cell shall list them."""

    cases: tuple[MatrixCase, ...]
    as_of: date
    condition: str = ""
    title: str = "공동생산 사례 총괄표"


def build(data: MatrixData) -> Document:
    """Return the 총괄표: a table of counts with margins, a table of names, and the cases one by one."""
    matrix = build_matrix(data.cases)
    blocks: tuple[Block, ...] = (
        Heading(f"1. 사례 수 (총 {matrix.grand_total:,}건)"),
        _counts(matrix),
        *_review_note(matrix),
        PageBreak(),
        Heading("2. 사례명"),
        _names(matrix, {case.id: case.title for case in data.cases}),
    )
    return Document(
        title=data.title,
        as_of=data.as_of,
        blocks=blocks,
        subtitle=data.condition,
        landscape=True,
        subject="관과 분야로 센 사례",
        keywords=("총괄표", "공동생산"),
        data=(_cases(data.cases),),
    )


def _counts(matrix: Matrix) -> Table:
    fields = [
        Column(column.label, Kind.COUNT, align=Align.CENTER, key=column.code or "review")
        for column in matrix.columns
    ]
    total = Column(_TOTAL, Kind.COUNT, align=Align.CENTER, key="total")
    rows = tuple(
        (*_heads(row), *(Linked(count, "names") for count in (*row.counts, row.total))) for row in matrix.rows
    )
    return Table(
        columns=(*_head_columns(_COUNT_WIDTH), *fields, total),
        rows=rows,
        name="counts",
        total=(_TOTAL, None, *matrix.column_totals, matrix.grand_total),
        row_headers=2,
        header_rows=_header([column.label for column in matrix.columns], _TOTAL),
    )


def _names(matrix: Matrix, titles: dict[int, str]) -> Table:
    """Return the table of names; a 검토 필요 column without a case would only make the others narrower."""
    kept = [n for n, column in enumerate(matrix.columns) if column.code or matrix.column_totals[n]]
    rows = tuple(
        (*_heads(row), *("\n".join(f"· {titles[i]}" for i in row.cells[n]) or None for n in kept))
        for row in matrix.rows
        if row.total
    )
    columns = [
        Column(matrix.columns[n].label, Kind.LIST, _NAME_WIDTH, key=matrix.columns[n].code or "review")
        for n in kept
    ]
    return Table(
        columns=(*_head_columns(1.0), *columns),
        rows=rows,
        name="names",
        anchor="names",
        row_headers=2,
        header_rows=_header([matrix.columns[n].label for n in kept]),
    )


def _head_columns(width: float) -> tuple[Column, Column]:
    return (
        Column("국내·해외", weight=width * 0.75, align=Align.CENTER, key="group"),
        Column("관", weight=width, align=Align.CENTER, key="level"),
    )


def _header(labels: list[str], *more: str) -> tuple[tuple[HeaderCell, ...], ...]:
    upper = (HeaderCell("기관", columns=2, rows=2), HeaderCell("분야", columns=len(labels)))
    margins = tuple(HeaderCell(label, rows=2) for label in more)
    return (*upper, *margins), tuple(HeaderCell(label) for label in labels)


def _heads(row: MatrixRow) -> tuple[Value, Value]:
    return (row.group, row.label or None)


def _review_note(matrix: Matrix) -> tuple[Note, ...]:
    review = sum(matrix.rows[-1].counts)
    doubtful = matrix.column_totals[-1]
    if not review and not doubtful:
        return ()
    counted = f"{REVIEW_ROW} {review}건, {REVIEW_COLUMN} {doubtful}건"
    return (Note(f"관이나 분야가 없거나 둘 이상인 사례는 어림하지 않고 따로 셉니다: {counted}"),)


def _cases(cases: tuple[MatrixCase, ...]) -> Table:
    columns = (
        Column("연번", Kind.INTEGER, 0.6, key="number"),
        Column("사례명", weight=4.0, key="title"),
        Column("관", key="government_level"),
        Column("국내·해외", key="is_foreign"),
        Column("분야", weight=1.2, key="service_field"),
    )
    rows: tuple[Row, ...] = tuple(
        (number, case.title, *_labels(case)) for number, case in enumerate(cases, 1)
    )
    return Table(columns=columns, rows=rows, name="cases", label="사례")


def _labels(case: MatrixCase) -> tuple[str, str, str]:
    level = next((item.label for item in GovernmentLevel if item == case.government_level), REVIEW_COLUMN)
    field = next((item.label for item in ServiceField if item == case.service_field), REVIEW_COLUMN)
    place = {True: "해외", False: "국내", None: REVIEW_COLUMN}[case.is_foreign]
    return level, place, field
