"""How the index of words lies in its blocks, and which of them are worth merging.

FTS5 writes whatever is put into a table as a block of its own, and merges blocks of like size as more comes:
after years a table has ten or twenty.  Words are looked for in each by itself; read from the disk for the
first time, five syllables took 13-18 ms in eight blocks and 3-8 ms in one.

Of use to ``db.full_text`` alone.  The form of the record of the blocks is told in SQLite's own source.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

SHARE, LITTLE, FEW = 8, 64, 4
"""All is merged where the smaller blocks make up more than an eighth of the largest and than so many pages,
so that ten years are rewritten a few times and no more; more blocks than a few are merged with their like."""
_SECOND_FORM = b"\xff\x00\x00\x01"
_OF_BLOCK = 5
"""So many figures follow each block's pages in the second form."""


class Merge(IntEnum):
    """What is to be merged: the sign of the number of pages that FTS5 is told."""

    NOTHING = 0
    ALIKE = 1
    """Blocks of like size, and those whose merging has begun."""
    ALL = -1


class Level(NamedTuple):
    """Blocks of like size by their pages, and whether they are being merged."""

    at_it: bool
    pages: tuple[int, ...]


def levels(record: bytes) -> list[Level]:
    """Return the blocks that the ``record`` of a table tells of."""
    second = record[4:8] == _SECOND_FORM
    figures = _figures(record[8 if second else 4 :])
    take: Callable[[], int] = figures.__next__
    count, _blocks, _written = take(), take(), take()
    return [_level(take, _OF_BLOCK if second else 0) for _ in range(count)]


def _level(take: Callable[[], int], more: int) -> Level:
    at_it, count = take() > 0, take()
    return Level(at_it, tuple(_pages([take() for _ in range(3 + more)]) for _ in range(count)))


def _pages(block: Sequence[int]) -> int:
    _id, first, last = block[:3]
    return last - first + 1


def _figures(written: bytes) -> Iterator[int]:
    """Yield the figures as SQLite writes them: seven bits a byte, and eight in a ninth."""
    figure = length = 0
    for byte in written:
        length += 1
        if length == 9:
            yield figure << 8 | byte
        elif byte < 0x80:
            yield figure << 7 | byte
        else:
            figure = figure << 7 | byte & 0x7F
            continue
        figure = length = 0


def worth(found: Sequence[Level]) -> Merge:
    """Return what is worth merging; nothing where that would cost more than it spares."""
    sizes = sorted(pages for level in found for pages in level.pages)
    if any(level.at_it for level in found):
        return Merge.ALIKE
    if sum(sizes[:-1]) > max(max(sizes, default=0) // SHARE, LITTLE):
        return Merge.ALL
    if len(sizes) > FEW and any(len(level.pages) > 1 for level in found):
        return Merge.ALIKE
    return Merge.NOTHING
