"""Columns as values of a field: read by their different values, each once.

A column of texts in which nothing is odd is taken as a whole: a hundred thousand rows are read in a fraction
of what it costs to read their file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard
from unicodedata import is_normalized

from app.domain.checks import LONG_TEXT_LIMIT, TEXT_LIMIT
from app.domain.fields import FieldSpec, FieldType
from app.domain.tabular.cells import Cells
from app.domain.tabular.reading import Context, Reading
from app.domain.tabular.sheet import Raw, text_of
from app.domain.tabular.values import BLANKS, reader

_LIMITS = {FieldType.TEXT: TEXT_LIMIT, FieldType.LONG_TEXT: LONG_TEXT_LIMIT}
_GAPS = ("  ", " \n", "\n ")
_CLOCKS = re.compile(r"(?:(?:(?:[01][0-9]|2[0-3]):[0-5][0-9])?(?:\n|\Z))*+")
# Of what has a shape of its own, the forms that are stored as they are.
_REGULAR: Mapping[str, re.Pattern[str]] = {
    "phone": re.compile(r"(?:(?:01[0-9]-[0-9]{3,4}-[0-9]{4})?(?:\n|\Z))*+"),
    "email": re.compile(r"(?:(?:[\w.+-]++@[\w-]++\.[\w.-]++)?(?:\n|\Z))*+", re.ASCII),
    "starts_at": _CLOCKS,
    "ends_at": _CLOCKS,
}


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """The values of a column, one a record, and by the places of the records what is wrong with some.

    ``whole`` is the column as one text where its values are the cells as they stand and most differ.
    """

    values: Sequence[Any]
    odd: Mapping[int, Reading]
    whole: str | None = None


def read_column(spec: FieldSpec, cells: Cells, context: Context) -> ColumnReading:
    """Return the values of ``cells`` for ``spec``."""
    if spec.type in _LIMITS and cells.whole is not None and _is_regular(spec, cells, cells.whole):
        return ColumnReading(cells.values, {}, None if cells.repeats else cells.whole)
    cells = _prepared(spec, cells, context)
    read = reader(spec, context)
    readings = {cell: read(cell) for cell in cells.different}
    values = {cell: reading.value for cell, reading in readings.items()}
    odd = {cell: reading for cell, reading in readings.items() if reading.problem or reading.doubt}
    found = {place: odd[cell] for place, cell in enumerate(cells.values) if cell in odd} if odd else {}
    return ColumnReading(list(map(values.__getitem__, cells.values)), found)


def _prepared(spec: FieldSpec, cells: Cells, context: Context) -> Cells:
    """Return the cells with truth values as words and shares as percents."""
    kinds = set(map(type, cells.different))
    if kinds == {str}:
        return cells
    if bool in kinds or any(cell in (0, 1) for cell in cells.different):
        # To Python 1 and true are one key; whoever counts must not be told of the other.
        cells = Cells([text_of(cell) if isinstance(cell, bool) else cell for cell in cells.values])
    if spec.type is FieldType.PERCENT and _are_shares(cells.different, context):
        cells = Cells([round(cell * 100, 6) if _is_number(cell) else cell for cell in cells.values])
    return cells


def _are_shares(cells: Sequence[Raw], context: Context) -> bool:
    """Tell whether a column holds percents as Excel keeps them, as parts of one (0.35).

    The file is asked how it shows them only where its numbers do not tell: it costs a look at its cells.
    """
    numbers = [cell for cell in cells if _is_number(cell)]
    parts = [number for number in numbers if number % 1]
    if numbers and parts and max(numbers) <= 1:
        return True
    return bool(parts or 1 in numbers) and context.are_shares()


def _is_number(cell: Raw) -> TypeGuard[float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_regular(spec: FieldSpec, cells: Cells, whole: str) -> bool:
    """Tell whether texts can be stored as they are, looking at them as a whole; else they are read singly."""
    shape = _REGULAR.get(spec.key.removeprefix("person_"))
    if whole.count("\n") != len(cells.looked_at) - 1 or (shape is not None and not shape.fullmatch(whole)):
        return False
    is_printed = whole.replace("\n", "").isprintable()
    return is_printed and _is_clean(whole) and cells.longest <= _LIMITS[spec.type]


def _is_clean(whole: str) -> bool:
    """Tell whether no line has anything to be cleaned: blanks around, errors, lone dashes, loose letters."""
    if "#" in whole:
        return False
    if " " in whole and (whole[0] == " " or whole[-1] == " " or any(gap in whole for gap in _GAPS)):
        return False
    lines = f"\n{whole}\n"
    return not any(f"\n{dash}\n" in lines for dash in BLANKS if dash) and is_normalized("NFC", whole)
