"""Days as pixels, rows as pixels: where everything on the timeline stands."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from PySide6.QtCore import QRectF

from app.domain.timeline import Span

HEAD, ROW, GROUP = 52, 36, 30
BAR_TOP, BAR, LANE, UNDER = 6, 18, 31, 27
"""Within a row: where bars begin and how high they are, where dots stand, where ties run."""


@dataclass(frozen=True, slots=True)
class Line:
    """The days from ``origin`` to ``end``, each ``scale`` pixels wide."""

    origin: date
    end: date
    scale: float

    def x(self, day: date) -> float:
        """Return where a day begins, in pixels from where ``origin`` begins."""
        return (day - self.origin).days * self.scale

    def day(self, x: float) -> date:
        """Return the day at ``x``."""
        return self.origin + timedelta(floor(x / self.scale))

    @property
    def width(self) -> float:
        """Return how long the whole line is."""
        return self.x(self.end) + self.scale

    def bar(self, span: Span, top: float = BAR_TOP, height: float = BAR) -> QRectF:
        """Return the rectangle of days within a row."""
        return QRectF(self.x(span.first), top, span.days * self.scale, height)


class Tops:
    """Where each row stands; headings are lower than projects."""

    def __init__(self, count: int, headings: Sequence[int]) -> None:
        """Lay out ``count`` rows, those in ``headings`` as headings."""
        self.count, self.headings = count, list(headings)
        self._heads = set(headings)

    def top(self, row: int) -> int:
        """Return the upper edge of a row, from that of the first."""
        above = bisect_right(self.headings, row - 1)
        return (row - above) * ROW + above * GROUP

    def height(self, row: int) -> int:
        """Return how high a row is."""
        return GROUP if row in self._heads else ROW

    @property
    def whole(self) -> int:
        """Return how high all rows are together."""
        return self.top(self.count)

    def row_at(self, y: int) -> int:
        """Return the row at ``y``; -1 above the first and below the last."""
        if not 0 <= y < self.whole:
            return -1
        low, high = 0, self.count - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.top(middle) <= y else (low, middle - 1)
        return low
