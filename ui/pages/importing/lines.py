"""Which lines a preview has: its records, what is said below some of them, and rows that are no records.

Most records have nothing below them.  Only the others are kept, so a hundred thousand rows cost no more than
what is odd among them: made one by one, their lines held the window up for a sixth of a second.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, overload

from app.domain.tabular.preview import Preview, State


class Shown(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    REFUSED = "refused"
    DOUBT = "doubt"
    CHANGED = "changed"
    LEFT_OUT = "left_out"


_STATES = {
    Shown.REFUSED: (State.REFUSED,),
    Shown.DOUBT: (State.DOUBT,),
    Shown.CHANGED: (State.CHANGED,),
    Shown.LEFT_OUT: (State.LEFT_OUT,),
}
RECORD, REMARK = -1, -2


class Line(NamedTuple):
    """A record of the table, or one of the lines below it: about an issue (from 0) or a remark on the whole.

    A ``row`` of the sheet that is no record has a line of its own, and no place.
    """

    place: int
    issue: int = RECORD
    row: int = -1


class Lines(Sequence[Line]):
    """Lines in their order: runs of records alone, and between them the lines that are kept."""

    def __init__(self, total: int, odd: Mapping[int, Sequence[Line]], done: Mapping[int, bool]) -> None:
        """Put the lines ``odd`` before the records at their places, instead of those that are ``done``."""
        self._starts: list[int] = []
        self._runs: list[int | Sequence[Line]] = []
        self._count, at = 0, 0
        for place in sorted(odd):
            self._add_run(at, place)
            self._add(odd[place], len(odd[place]))
            at = place + done[place]
        self._add_run(at, total)

    def _add_run(self, first: int, end: int) -> None:
        if first < end:
            self._add(first, end - first)

    def _add(self, run: int | Sequence[Line], count: int) -> None:
        self._starts.append(self._count)
        self._runs.append(run)
        self._count += count

    def __len__(self) -> int:
        """Return how many lines there are."""
        return self._count

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        """Return a line."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        if not 0 <= at < self._count:
            raise IndexError(at)
        number = bisect_right(self._starts, at) - 1
        run, offset = self._runs[number], at - self._starts[number]
        return Line(run + offset) if isinstance(run, int) else run[offset]


def lines_of(seen: Preview, shown: Shown) -> Sequence[Line]:
    """Return the lines of the rows that ``shown`` asks for, those that are no records between them."""
    asides = [row for row, _why in seen.asides] if shown in (Shown.ALL, Shown.LEFT_OUT) else []
    odd, done = defaultdict[int, list[Line]](list), defaultdict[int, bool](bool)
    for row in asides:
        odd[bisect_left(seen.table.records, row)].append(Line(-1, REMARK, row))
    states = _STATES.get(shown)
    for place in _with_more(seen) if states is None else seen.places(*states):
        odd[place] += [Line(place), *_below(seen, place)]
        done[place] = True
    if states is None:
        return Lines(seen.total, odd, done)
    return [line for place in sorted(odd) for line in odd[place]]


def _with_more(seen: Preview) -> list[int]:
    """Return the places of the records below which something is said among all rows."""
    wrong = [place for place in seen.issues if seen.states[place] in (State.REFUSED, State.DOUBT)]
    return wrong + (seen.places(State.LEFT_OUT) if seen.counts()[State.LEFT_OUT] else [])


def _below(seen: Preview, place: int) -> Sequence[Line]:
    if seen.states[place] in (State.LEFT_OUT, State.CHANGED):
        return (Line(place, REMARK),)
    return [Line(place, number) for number in range(len(seen.issues.get(place, ())))]
