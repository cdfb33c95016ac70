"""Columns as values of a field: read by their different values, each once.

A column of texts in which nothing is odd is taken as a whole: a hundred thousand rows are read in a fraction
of what it costs to read their file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from app.domain.checks import LONG_TEXT_LIMIT, TEXT_LIMIT
from app.domain.fields import FieldSpec, FieldType
from app.domain.tabular.sheet import Raw, text_of
from app.domain.tabular.values import BLANKS, Context, Reading, reader

_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff\u0300-\u036f\u1100-\u11ff\u00a0\u3000\u200b\ufeff#]"
    "|  | \n|\n "
)
_ODD_ASCII = re.compile("[\x00-\x09\x0b-\x1f\x7f#]|  | \n|\n ")
# Of what has a shape of its own, the forms that are stored as they are.
_REGULAR: Mapping[str, re.Pattern[str]] = {
    "phone": re.compile(r"(?:(?:01\d-\d{3,4}-\d{4})?(?:\n|\Z))*"),
    "email": re.compile(r"(?:(?:[\w.+-]+@[\w-]+\.[\w.-]+)?(?:\n|\Z))*", re.ASCII),
    **dict.fromkeys(("starts_at", "ends_at"), re.compile(r"(?:(?:[01]\d|2[0-3]):[0-5]\d\n?)*")),
}


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """The values of a column, one a record, and by the places of the records what is wrong with some."""

    values: list[Any]
    odd: Mapping[int, Reading]


def read_column(
    spec: FieldSpec, cells: Sequence[Raw], context: Context, different: Sequence[Raw] | None = None
) -> ColumnReading:
    """Return the values of ``cells`` for ``spec``; ``different`` are those that differ, where known."""
    cells, each = _prepared(spec, cells, tuple(dict.fromkeys(cells)) if different is None else different)
    texts = texts_only(each) if spec.type in _TEXTS else None
    if texts is not None and _is_regular(spec, texts):
        return ColumnReading(list(cells), {})
    read = reader(spec, context)
    readings = {cell: read(cell) for cell in each}
    values = {cell: reading.value for cell, reading in readings.items()}
    odd = {cell: reading for cell, reading in readings.items() if reading.problem or reading.doubt}
    found = {place: odd[cell] for place, cell in enumerate(cells) if cell in odd} if odd else {}
    return ColumnReading([values[cell] for cell in cells], found)


def _prepared(
    spec: FieldSpec, cells: Sequence[Raw], each: Sequence[Raw]
) -> tuple[Sequence[Raw], Sequence[Raw]]:
    """Return the cells, and those that differ, with truth values as words and shares as percents."""
    kinds = set(map(type, each))
    if kinds == {str}:
        return cells, each
    if bool in kinds or any(cell in (0, 1) for cell in each):
        # To Python 1 and true are one key; whoever counts must not be told of the other.
        cells = [text_of(cell) if isinstance(cell, bool) else cell for cell in cells]
        each = tuple(dict.fromkeys(cells))
    if spec.type is FieldType.PERCENT and _are_shares(each):
        cells = [round(cell * 100, 6) if isinstance(cell, float) else cell for cell in cells]
        each = tuple(dict.fromkeys(cells))
    return cells, each


def texts_only(cells: Sequence[Raw]) -> Sequence[str] | None:
    """Return cells that are all texts, as such; None where one is not."""
    # By their types as a set: asked one by one, a hundred thousand cells take ten times as long.
    return cast("Sequence[str]", cells) if set(map(type, cells)) <= {str} else None


def _are_shares(cells: Sequence[Raw]) -> bool:
    """Tell whether a column holds percents as Excel keeps them, as parts of one (0.35)."""
    numbers = [cell for cell in cells if isinstance(cell, float)]
    return bool(numbers) and max(numbers) <= 1 and not all(number.is_integer() for number in numbers)


def _is_regular(spec: FieldSpec, texts: Sequence[str]) -> bool:
    """Tell whether texts can be stored as they are, looking at them as a whole."""
    whole = "\n".join(texts)
    shape = _REGULAR.get(spec.key.removeprefix("person_"))
    if shape is not None and not shape.fullmatch(whole):
        return False
    limit = LONG_TEXT_LIMIT if spec.type is FieldType.LONG_TEXT else TEXT_LIMIT
    if whole.count("\n") != len(texts) - 1 or whole[:1].isspace() or whole[-1:] == " ":
        return False
    odd = _ODD_ASCII if whole.isascii() else _ODD
    return not odd.search(whole) and max(map(len, texts)) <= limit and BLANKS.isdisjoint(texts[1:])
