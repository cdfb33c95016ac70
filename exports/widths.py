"""How wide the columns of a table are: as they are weighed, yet no date, figure or word is torn."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from exports.blocks import Kind, Table, Value
from exports.values import shown

DATE = re.compile(r"\d{4}\. \d{1,2}\. \d{1,2}\.")
_SAMPLE = 200  # rows that are looked at: a long table is as wide as its beginning
_WIDE, _BLANK = 1.75, 0.5
_EASE = 0.01  # for what is lost in rounding
_WIDEST = 0.3  # of the table; a longer word is torn rather than the other columns squeezed


def shares(
    table: Table, room: float, padding: float, measure: Callable[[str], float] | None = None
) -> list[float]:
    """Return the share of every column in a table as wide as ``room``, of which each loses ``padding``.

    All are in the unit of ``measure``; without one they are counted in digits, about.
    A column takes what it lacks from those that have more than they need, by how much more they have; where
    there is not enough for all, the weights stand.
    """
    whole = sum(column.weight for column in table.columns)
    weighed = [column.weight / whole * room for column in table.columns]
    needs = [min(need, room * _WIDEST) + padding + _EASE for need in _needs(table, measure or length)]
    spare = [max(width - need, 0.0) for width, need in zip(weighed, needs, strict=True)]
    lack = [max(need - width, 0.0) for width, need in zip(weighed, needs, strict=True)]
    if not any(lack) or sum(lack) > sum(spare):
        return [width / room for width in weighed]
    taken = sum(lack) / sum(spare)
    return [
        (width + more - left * taken) / room for width, more, left in zip(weighed, lack, spare, strict=True)
    ]


def _needs(table: Table, measure: Callable[[str], float]) -> list[float]:
    """Return the width of the longest piece of every column that must stay in one line."""
    needs = [0.0] * len(table.columns)
    for _row, column, cell in table.placed_headers:
        if cell.columns == 1:
            needs[column] = max(needs[column], *map(measure, cell.text.split()), 0.0)
    rows = [*table.rows[:_SAMPLE], *([table.total] if table.total is not None else [])]
    for row in rows:
        for place, value in enumerate(row):
            for piece in pieces(value, table.columns[place].kind):
                needs[place] = max(needs[place], measure(piece))
    return needs


def pieces(value: Value, kind: Kind) -> Iterator[str]:
    """Yield what of a value stays together: dates whole, else words."""
    text = shown(value, kind)
    yield from DATE.findall(text)
    yield from DATE.sub(" ", text).split()


def length(text: str) -> float:
    """Return how many digits wide ``text`` is, about."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _BLANK if character in " .,:;'|()" else 1.0
