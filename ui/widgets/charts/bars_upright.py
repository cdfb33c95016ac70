"""Bars upwards, or a line from name to name: figures above, names below; what is missing is a gap and a –."""

from math import ceil

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.domain.chart import Bar, BarChart, Form, figure
from ui import theme
from ui.widgets.charts.parts import LEGEND, paint_legend, said_of, tone_of
from ui.widgets.charts.view import Spot

HIGH, ABOVE, NAME, WORDS = 96, 22, 18, 16
WIDEST, SHARE, DOT = 44, 0.6, 4.0
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class Upright:
    """A chart of bars upwards, or of lines, at a width."""

    def __init__(self, chart: BarChart, width: int) -> None:
        """Lay ``chart`` out."""
        self.chart, self.width = chart, width
        self._top = chart.top  # looked for in all bars: once, not for each place
        self._head = LEGEND if chart.series else 0
        self._words = WORDS if any(bar.words for bar in chart.bars) else 0
        self._floor = self._head + ABOVE + HIGH
        self.height = self._floor + NAME + self._words + 6
        self._step = width / max(len(chart.bars), 1)
        metrics = QFontMetricsF(theme.font(12, 600))
        longest = max((metrics.horizontalAdvance(bar.label) for bar in chart.bars), default=0.0)
        self._each = max(1, ceil((longest + 4) / max(self._step, 1)))
        """Where names would run into each other, only every so many are written, the last among them."""
        known = [value for bar in chart.bars for value in bar.figures if value is not None]
        # A line shows change: it begins below its least figure, bars always begin at nothing.
        line = chart.form is Form.LINE and known
        self._base = min(known) - 0.25 * ((self._top - min(known)) or 1.0) if line else 0.0
        self.spots = [self._spot(number, bar) for number, bar in enumerate(chart.bars)]

    def _y(self, value: float) -> float:
        span = self._top - self._base
        return self._floor - (HIGH * (value - self._base) / span if span else 0.0)

    def _middle(self, number: int) -> float:
        return (number + 0.5) * self._step

    def _spot(self, number: int, bar: Bar) -> Spot:
        rect = QRectF(number * self._step, self._head, self._step, self.height - self._head)
        return Spot(rect, bar.key, said_of(self.chart, bar))

    def paint(self, painter: QPainter) -> None:
        """Paint legend, ground, marks, figures and names."""
        if self.chart.series:
            paint_legend(painter, self.chart)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawLine(QLineF(0, self._floor + 0.5, self.width, self._floor + 0.5))
        self._paint_marks(painter)
        if self.chart.form is Form.LINE:
            for series in range(max(len(self.chart.series), 1)):
                self._paint_line(painter, series)
        for number, bar in enumerate(self.chart.bars):
            if self.chart.form is not Form.LINE:
                self._paint_bar(painter, number, bar)
            self._paint_words(painter, number, bar)

    def _paint_bar(self, painter: QPainter, number: int, bar: Bar) -> None:
        wide = min(WIDEST, self._step * SHARE)
        left, below = self._middle(number) - wide / 2, 0.0
        beside = len(bar.figures) if not self.chart.stacked else 1
        painter.setPen(Qt.PenStyle.NoPen)
        for series, value in enumerate(bar.figures):
            if value is None:
                continue
            painter.setBrush(tone_of(self.chart, bar, series))
            at = left + (series * wide / beside if beside > 1 else 0)
            top = self._y(below + value)
            painter.drawRoundedRect(QRectF(at, top, wide / beside - (beside > 1), self._y(below) - top), 2, 2)
            below += value if self.chart.stacked else 0.0

    def _paint_line(self, painter: QPainter, series: int) -> None:
        color = tone_of(self.chart, Bar("", None), series)
        before: QPointF | None = None
        painter.setPen(QPen(color, 2))
        painter.setBrush(theme.color("surface"))
        places = []
        for number, bar in enumerate(self.chart.bars):
            value = bar.figures[series]
            here = None if value is None else QPointF(self._middle(number), self._y(value))
            if before is not None and here is not None:
                painter.drawLine(before, here)
            before = here
            places += [here] if here is not None else []
        for place in places:
            painter.drawEllipse(place, DOT, DOT)

    def _paint_words(self, painter: QPainter, number: int, bar: Bar) -> None:
        cell = QRectF(number * self._step - 10, 0, self._step + 20, NAME)
        length = self.chart.length(bar)
        missing = length is None
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.color("text3" if missing else "text"))
        top = self._floor if length is None else self._y(length)
        shown = bar.value if bar.value is not None or self.chart.series else length
        raised = DOT if self.chart.form is Form.LINE else 0
        if not self.chart.series or bar.value is not None:
            painter.drawText(cell.translated(0, top - NAME - 2 - raised), CENTRE, figure(shown))
        painter.setFont(theme.font(12, 600 if bar.strong else 400))
        painter.setPen(theme.color("text"))
        if (len(self.chart.bars) - 1 - number) % self._each == 0:
            painter.drawText(cell.translated(0, self._floor + 3), CENTRE, bar.label)
        if bar.words and painter.fontMetrics().horizontalAdvance(bar.words) < self._step:
            painter.setFont(theme.font(12))
            painter.setPen(theme.color("text2"))
            painter.drawText(cell.translated(0, self._floor + 3 + NAME - 2), CENTRE, bar.words)

    def _paint_marks(self, painter: QPainter) -> None:
        for mark, dashed in ((self.chart.average, True), (self.chart.threshold, False)):
            if mark is None:
                continue
            at = self._y(mark.value)
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.color("text3" if dashed else "text"), 1, style))
            painter.drawLine(QLineF(0, at, self.width, at))
            painter.setFont(theme.font(12, 400 if dashed else 600))
            words = f"{mark.words} {figure(mark.value, self.chart.unit)}"
            painter.drawText(QRectF(0, at - 16, self.width, 15), Qt.AlignmentFlag.AlignRight, words)
