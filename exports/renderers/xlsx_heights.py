"""How high rows must be, reckoned from the letters: not every program fits rows to wrapped text itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.blocks import Kind, Row, Table, Value

_LINE, _PADDING = 13.5, 6.5
_MOST = 409.0  # no row of a workbook may be higher
# Programs break pages between rows only: rows much lower than a page leave little of it empty.
_MOST_LINES = 14
_NARROW = " .,:;·'!()"
DEFAULT_HEIGHT = _LINE + _PADDING


def lines_of(value: Value, letters: float) -> int:
    """Return the lines that a value needs in a cell ``letters`` Latin letters wide."""
    if not isinstance(value, str) or (len(value) * 2 < letters and "\n" not in value):
        return 1
    room = max(letters - 1, 2)
    return sum(int(-(-max(_letters(part), 1) // room)) for part in value.split("\n"))


def height_of(values: Sequence[Value], widths: Sequence[float]) -> float | None:
    """Return the height of a row in points, or None where the usual one will do."""
    lines = max(map(lines_of, values, widths), default=1)
    return min(lines * _LINE + _PADDING, _MOST) if lines > 1 else None


def split_tall(table: Table, widths: Sequence[float]) -> Table:
    """Return the table with rows cut between the items of their lists where they would be too high."""
    lists = [number for number, column in enumerate(table.columns) if column.kind is Kind.LIST]
    if not lists:
        return table
    return replace(table, rows=[part for row in table.rows for part in _parts(row, lists, widths)])


def _parts(row: Row, lists: Sequence[int], widths: Sequence[float]) -> Iterator[Row]:
    waiting = {number: str(row[number]).split("\n") if row[number] else [] for number in lists}
    while True:
        part = list(row)
        for number, items in waiting.items():
            count = _fitting(items, widths[number])
            part[number] = "\n".join(items[:count]) or None
            waiting[number] = items[count:]
        yield tuple(part)
        if not any(waiting.values()):
            return


def _fitting(items: Sequence[str], letters: float) -> int:
    lines = 0
    for number, item in enumerate(items):
        lines += lines_of(item, letters)
        if lines > _MOST_LINES and number:
            return number
    return len(items)


def _letters(text: str) -> int:
    # In widths of a figure: syllables are nearly twice as wide, blanks and points not much over half.
    narrow = sum(map(text.count, _NARROW))
    wide = sum(character > "\u10ff" for character in text)
    return int(len(text) + 0.8 * wide - 0.4 * narrow)
