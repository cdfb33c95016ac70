"""과제 목록: the rows of the 과제 page as a list to print and to work with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType
from exports.blocks import Align, Column, Document, Kind, Note, Table, Value

_KINDS = {FieldType.INTEGER: Kind.INTEGER, FieldType.PERCENT: Kind.PERCENT, FieldType.DATE: Kind.DATE}
_PLAIN = {
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.PERCENT,
    FieldType.DATE,
}
_PIXELS = 100.0
_REMARKS = "비고"


@dataclass(frozen=True, slots=True)
class ProjectListData:
    """Rows of raw values in the order of ``specs``; a REFERENCE value is the text that people read."""

    specs: tuple[FieldSpec, ...]
    rows: Sequence[Sequence[Any]]
    as_of: date
    title: str = "과제 목록"
    condition: str = "전체"
    remarks: tuple[str, ...] = ()


def build(data: ProjectListData) -> Document:
    """Return the list: 연번 first, 비고 last, the number of projects below."""
    columns = [Column("연번", Kind.INTEGER, 0.5, Align.CENTER, "number"), *map(column_of, data.specs)]
    rows = [(number, *_cells(data.specs, row)) for number, row in enumerate(data.rows, 1)]
    if all(spec.label != _REMARKS for spec in data.specs):
        columns.append(Column(_REMARKS, weight=0.7, key="note"))
        rows = [(*row, None) for row in rows]
    total = ("합계", f"{len(rows):,}건", *(None for _ in columns[2:]))
    table = Table(tuple(columns), rows, name="projects", caption="", total=total)
    return Document(
        title=data.title,
        as_of=data.as_of,
        blocks=(table, *(Note(text) for text in data.remarks)),
        subtitle=data.condition,
        landscape=True,
        subject="과제 목록",
        keywords=("과제 목록",),
    )


def column_of(spec: FieldSpec) -> Column:
    """Return the column of a field: kind and width follow from its specification."""
    kind = _KINDS.get(spec.type, Kind.TEXT)
    if kind is Kind.INTEGER and spec.key.endswith("year"):
        kind = Kind.YEAR
    centred = spec.type in (FieldType.CHOICE, FieldType.BOOLEAN, FieldType.TIMESTAMP)
    choices = tuple(choice.label for choice in spec.choices or ()) if spec.type is FieldType.CHOICE else ()
    align = Align.CENTER if centred else None
    return Column(spec.label, kind, max(spec.width / _PIXELS, 0.5), align, spec.key, choices=choices)


def _cells(specs: Iterable[FieldSpec], row: Sequence[Any]) -> list[Value]:
    return [
        value if value is None or spec.type in _PLAIN else cell_of(spec, value)
        for spec, value in zip(specs, row, strict=True)
    ]


def cell_of(spec: FieldSpec, value: Any) -> Value:
    """Return a raw value as people read it: labels for codes, 예/아니요, texts joined by commas."""
    if spec.type is FieldType.BOOLEAN:
        return "예" if value else "아니요"
    if spec.type is FieldType.CHOICE:
        return _label(spec, value)
    if spec.type is FieldType.CHOICES:
        codes = value.split(",") if isinstance(value, str) else value
        return ", ".join(_label(spec, code) for code in codes)
    plain: Value = value
    return plain


def _label(spec: FieldSpec, code: str) -> str:
    choices: Iterable[Choice] = spec.choices or ()
    return next((choice.label for choice in choices if choice == code), str(code))
