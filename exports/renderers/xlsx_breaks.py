"""Where a sheet for printing goes on to the next page: before a part that the end of the page would cut.

Programs break a sheet wherever a page is full: a heading is left at the foot, a table loses its header.
What the heights of the rows tell is used to break earlier where a part fits on a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.renderers.xlsx_heights import DEFAULT_HEIGHT

if TYPE_CHECKING:
    from exports.renderers.xlsx_grid import Grid

_POINTS_PER_MM = 72 / 25.4
_LONG, _SHORT, _MARGINS = 297.0, 210.0, 30.0
_EASE = 0.97  # programs round the heights of rows
_SMALL = 1 / 3  # of the page; a higher part may be cut
_BEGINNING, _END = 4, 3  # rows that begin and that end a part that may be cut
_MOST_ROWS = 3_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """The rows (from 1) of one block; a heading ``leads`` to the next block and is never parted from it."""

    first: int
    last: int
    leads: bool = False


def breaks(grid: "Grid", landscape: bool) -> list[int]:
    """Return the rows after which a page ends, all of them, so that no program has to find one by itself.

    None for a sheet whose only table repeats its header on every page, and for one too long to be reckoned.
    """
    if grid.repeat or grid.height > _MOST_ROWS:
        return []
    heights = [row.height or DEFAULT_HEIGHT for row in grid.sheet_rows()]
    page = ((_SHORT if landscape else _LONG) - _MARGINS) * _POINTS_PER_MM * _EASE
    found: list[int] = []
    filled = sum(heights[: grid.stretches[0].first - 1]) if grid.stretches else 0.0
    for first, last in _groups(grid.stretches):
        rows = heights[first - 1 : last]
        needed = sum(rows) if sum(rows) < page * _SMALL else sum(rows[:_BEGINNING])
        if filled + needed > page and first > 1:
            found.append(first - 1)
            filled = 0.0
        for number, height in enumerate(rows, first):
            if filled + height > page and number > 1:
                cut = max(min(number - 1, last - _END), first)
                found.append(cut)
                filled = sum(heights[cut : number - 1])
            filled += height
    return sorted(set(found))


def _groups(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield first and last row of every block with the headings that lead to it."""
    first = 0
    for stretch in stretches:
        first = first or stretch.first
        if not stretch.leads:
            yield first, stretch.last
            first = 0
    if first:
        yield first, stretches[-1].last
