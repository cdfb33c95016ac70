"""Bars to the right: names at the left, figures at the end of their bars, marks as ticks with text."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.domain.chart import Bar, BarChart, Mark, figure
from ui import theme
from ui.widgets.charts.parts import LEGEND, key_of, paint_legend, said_of, tone_of
from ui.widgets.charts.view import Spot

ROW, BAR, GAP, NAMES = 28, 14, 10, 0.36
MARKS, BESIDE = 18, 6
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Across:
    """A chart of bars to the right at a width."""

    def __init__(self, chart: BarChart, width: int) -> None:
        """Lay ``chart`` out."""
        self.chart, self.width = chart, width
        self._top = chart.top  # looked for in all bars: once, not for each place
        self._marks = tuple(mark for mark in (chart.average, chart.threshold) if mark is not None)
        self._head = (LEGEND if chart.series else 0) + (MARKS if self._marks else 0)
        self.height = max(1, len(chart.bars)) * ROW + 4 + self._head
        bold, plain = QFontMetricsF(theme.font(13, 600)), QFontMetricsF(theme.font(13))
        longest = max((bold.horizontalAdvance(bar.label) for bar in chart.bars), default=0.0)
        self._names = min(longest + 2, width * NAMES)
        ends = max((plain.horizontalAdvance(self._end(bar)) for bar in chart.bars), default=0.0)
        self._left = self._names + GAP
        self._room = max(40.0, width - self._left - ends - BESIDE - 2)
        self.spots = [spot for number, bar in enumerate(chart.bars) for spot in self._spots(number, bar)]

    def _end(self, bar: Bar) -> str:
        return f"{figure(bar.value, self.chart.unit)}  {bar.words}".rstrip()

    def _x(self, value: float) -> float:
        return self._left + (self._room * value / self._top if self._top else 0.0)

    def _row(self, number: int) -> QRectF:
        return QRectF(0, 2 + self._head + number * ROW, self.width, ROW)

    def _parts(self, number: int, bar: Bar) -> list[tuple[QRectF, int]]:
        """Return where the figures of a bar are drawn, each with its series."""
        row = self._row(number)
        if not self.chart.stacked and len(bar.figures) > 1:
            return self._beside(row, bar)
        found, left = [], 0.0
        for series, value in enumerate(bar.figures):
            if not value:
                continue
            begin, end = self._x(left), self._x(left + value)
            wide = max(end - begin - (1 if self.chart.series else 0), 2.0)
            found.append((QRectF(begin, row.y() + (ROW - BAR) / 2, wide, BAR), series))
            left += value
        return found

    def _beside(self, row: QRectF, bar: Bar) -> list[tuple[QRectF, int]]:
        high = (ROW - 8) / len(bar.figures)
        return [
            (
                QRectF(
                    self._left, row.y() + 4 + series * high, max(self._x(value) - self._left, 2.0), high - 1
                ),
                series,
            )
            for series, value in enumerate(bar.figures)
            if value is not None
        ]

    def _spots(self, number: int, bar: Bar) -> list[Spot]:
        whole = Spot(self._row(number), bar.key, said_of(self.chart, bar))
        if not self.chart.series:
            return [whole]
        return [whole] + [
            Spot(
                rect.adjusted(-1, -3, 1, 3), key_of(self.chart, bar, series), said_of(self.chart, bar, series)
            )
            for rect, series in self._parts(number, bar)
        ]

    def paint(self, painter: QPainter) -> None:
        """Paint legend, marks and bars."""
        if self.chart.series:
            paint_legend(painter, self.chart)
        if self.chart.average is not None:
            self._paint_mark(painter, self.chart.average, QPen(theme.color("text3"), 1, Qt.PenStyle.DashLine))
        for number, bar in enumerate(self.chart.bars):
            self._paint_bar(painter, number, bar)
        if self.chart.threshold is not None:
            self._paint_mark(painter, self.chart.threshold, QPen(theme.color("text"), 1.5))

    def _paint_bar(self, painter: QPainter, number: int, bar: Bar) -> None:
        row = self._row(number)
        painter.setFont(theme.font(13, 600 if bar.strong else 400))
        painter.setPen(theme.color("text"))
        name = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, int(self._names))
        painter.drawText(QRectF(0, row.y(), self._names, ROW), MIDDLE, name)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, series in self._parts(number, bar):
            painter.setBrush(tone_of(self.chart, bar, series))
            painter.drawRoundedRect(rect, 2, 2)
        end = self._x(self.chart.length(bar) or 0.0)
        known = bar.value is not None or any(value is not None for value in bar.figures)
        painter.setPen(theme.color("text" if known else "text3"))
        words = self._end(bar)
        wide = painter.fontMetrics().horizontalAdvance(words) + 2
        beside = QRectF(end + BESIDE, row.y(), wide, ROW)
        painter.fillRect(beside.adjusted(-2, 6, 2, -6), theme.color("surface"))  # no mark through a figure
        painter.drawText(beside, MIDDLE, words)

    def _paint_mark(self, painter: QPainter, mark: Mark, pen: QPen) -> None:
        at = self._x(mark.value)
        top = self._head - 2
        painter.setPen(pen)
        painter.drawLine(QLineF(at, top, at, self.height - 2))
        painter.setFont(theme.font(12, 600 if mark is self.chart.threshold else 400))
        words = f"{mark.words} {figure(mark.value, self.chart.unit)}"
        wide = painter.fontMetrics().horizontalAdvance(words) + 4
        other = self.chart.threshold if mark is self.chart.average else self.chart.average
        before = other is not None and (mark.value, mark is self.chart.threshold) < (
            other.value,
            other is self.chart.threshold,
        )
        left = at - wide if before else at
        painter.drawText(QRectF(min(max(left, 0), self.width - wide), top - 17, wide, 16), MIDDLE, words)
