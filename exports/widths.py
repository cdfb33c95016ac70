"""How wide the columns of a table are: as they are weighed, yet no date, figure or word is torn.

What a column has and its cells do not use goes to those whose cells would wrap.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from exports.blocks import Kind, Table, Value
from exports.values import shown

DATE = re.compile(r"\d{4}\. \d{1,2}\. \d{1,2}\.")
_SAMPLE = 200  # rows that are looked at: a long table is as wide as its beginning
_WIDE, _BLANK = 1.75, 0.5
_EASE = 0.01  # for what is lost in rounding
_WIDEST = 0.3  # of the table; a longer word is torn rather than the other columns squeezed
_KEPT = 0.5  # of its weight stays with a column whatever others lack

Measure = Callable[[str], float]


def shares(table: Table, room: float, padding: float, measure: Measure | None = None) -> list[float]:
    """Return the share of every column in a table as wide as ``room``, of which each loses ``padding``.

    All are in the unit of ``measure``; without one they are counted in digits, about.
    First a column takes what its longest word lacks, then what its longest line lacks, from those that have
    more than they need, by how much more they have; where there is not enough for the words of all, the
    weights stand.  A column without a value keeps its width: it is written in by hand.
    """
    whole = sum(column.weight for column in table.columns)
    weighed = [column.weight / whole * room for column in table.columns]
    words, lines = _needs(table, measure or length)
    least = [min(need, room * _WIDEST) + padding + _EASE for need in words]
    lack = [max(need - width, 0.0) for width, need in zip(weighed, least, strict=True)]
    spare = [max(width - need, 0.0) for width, need in zip(weighed, least, strict=True)]
    if sum(lack) > sum(spare):
        return [width / room for width in weighed]
    widths = _moved(weighed, lack, spare)
    wanted = [line + padding + _EASE if line else width for line, width in zip(lines, widths, strict=True)]
    kept = [max(need, _KEPT * width) for need, width in zip(least, weighed, strict=True)]
    lack = [max(want - width, 0.0) for want, width in zip(wanted, widths, strict=True)]
    spare = [max(width - max(*pair), 0.0) for width, *pair in zip(widths, wanted, kept, strict=True)]
    return [width / room for width in _moved(widths, _granted(lack, sum(spare)), spare)]


def _granted(lack: Sequence[float], spare: float) -> list[float]:
    """Return what every column gets: the little that some lack first, so that more of them need not wrap."""
    granted = [0.0] * len(lack)
    left = sum(more > 0 for more in lack)
    for place in sorted((n for n, more in enumerate(lack) if more > 0), key=lack.__getitem__):
        granted[place] = min(lack[place], spare / left)
        spare, left = spare - granted[place], left - 1
    return granted


def _moved(widths: Sequence[float], lack: Sequence[float], spare: Sequence[float]) -> list[float]:
    """Return the widths after as much of ``spare`` as there is has gone to those that ``lack`` it."""
    moved = min(sum(lack), sum(spare))
    if not moved:
        return list(widths)
    gain, loss = moved / sum(lack), moved / sum(spare)
    return [width + more * gain - less * loss for width, more, less in zip(widths, lack, spare, strict=True)]


def _needs(table: Table, measure: Measure) -> tuple[list[float], list[float]]:
    """Return for every column the width of its longest piece, and of the longest line of its cells."""
    words = [0.0] * len(table.columns)
    lines = [0.0] * len(table.columns)
    for _row, column, cell in table.placed_headers:
        if cell.columns == 1:
            words[column] = max(words[column], *map(measure, cell.text.split()), 0.0)
    rows = [*table.rows[:_SAMPLE], *([table.total] if table.total is not None else [])]
    for row in rows:
        for place, value in enumerate(row):
            if value is None or value == "":
                continue
            text = shown(value, table.columns[place].kind)
            lines[place] = max(lines[place], *map(measure, text.split("\n")))
            words[place] = max(words[place], *map(measure, _pieces(text)), 0.0)
    return words, lines


def pieces(value: Value, kind: Kind) -> Iterator[str]:
    """Yield what of a value stays together: dates whole, else words."""
    yield from _pieces(shown(value, kind))


def _pieces(text: str) -> Iterator[str]:
    if ". " in text:
        yield from DATE.findall(text)
        text = DATE.sub(" ", text)
    yield from text.split()


def length(text: str) -> float:
    """Return how many digits wide ``text`` is, about."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _BLANK if character in " .,:;'|()" else 1.0
