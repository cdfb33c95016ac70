"""Values over time of a ``LineChart``: points with figure and sample, held against baseline and target."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from app.domain.chart import Grid, figure
from app.domain.line_chart import LineChart, Point
from ui import theme
from ui.widgets.charts.view import ChartView, Spot

HEIGHT, TOP, FOOT, SIDE = 176, 26, 38, 34
DOT, LABEL, BESIDE, REACH = 4, 16, 70, 10
"""Labels of points nearer to each other than ``BESIDE`` give way to the later one."""


class LineChartView(ChartView):
    """Draws a chart; assistive technology hears every figure."""

    def __init__(self, chart: LineChart | None = None) -> None:
        """Draw ``chart``."""
        super().__init__()
        self.chart = chart or LineChart("", ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.set_chart(self.chart)

    def set_chart(self, chart: LineChart) -> None:
        """Draw another chart."""
        self.chart = chart
        self.renewed()

    @property
    def title(self) -> str:
        """Return the chart's title."""
        return self.chart.title

    @property
    def said(self) -> str:
        """Return the chart in words."""
        return self.chart.said

    @property
    def grid(self) -> Grid:
        """Return the chart as a table."""
        return self.chart.grid

    def spots(self) -> list[Spot]:
        """Return the points, each as large as a finger."""
        return [Spot(self._around(point), "", self._told(point)) for point in self.chart.points]

    def _around(self, point: Point) -> QRectF:
        at = self.place(point)
        return QRectF(at.x() - REACH, at.y() - REACH, 2 * REACH, 2 * REACH)

    def _told(self, point: Point) -> str:
        return f"{_day(point.day)} {figure(point.value, self.chart.unit)} {point.words}".strip()

    def sizeHint(self) -> QSize:
        """Ask for a small chart."""
        return QSize(320, HEIGHT)

    def place(self, point: Point) -> QPointF:
        """Return where ``point`` stands."""
        days = [one.day for one in self.chart.points]
        span = (days[-1] - days[0]).days
        share = (point.day - days[0]).days / span if span else 0.5
        return QPointF(SIDE + share * (self.width() - 2 * SIDE), self._level(point.value))

    def _level(self, value: float) -> float:
        low, high = self.chart.span
        return TOP + (high - value) / (high - low) * (self.height() - TOP - FOOT)

    def labelled(self) -> list[Point]:
        """Return the points whose figures have room, the last always among them."""
        kept: list[Point] = []
        for point in reversed(self.chart.points):
            if not kept or self.place(kept[-1]).x() - self.place(point).x() >= BESIDE:
                kept.append(point)
        return kept[::-1]

    def paint(self, painter: QPainter) -> None:
        """Paint the levels, the course and its figures."""
        painter.setPen(QPen(theme.color("line"), 1))
        foot = self.height() - FOOT + 6
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))
        self._paint_level(painter, "기준", self.chart.baseline, "text3")
        self._paint_level(painter, "목표", self.chart.target, "success.text")
        places = [self.place(point) for point in self.chart.points]
        painter.setPen(QPen(theme.color("primary"), 2))
        painter.drawPolyline(places)
        painter.setBrush(theme.color("surface"))
        for place in places:
            painter.drawEllipse(place, DOT, DOT)
        for point in self.labelled():
            self._paint_words(painter, point)

    def _paint_level(self, painter: QPainter, name: str, value: float | None, color: str) -> None:
        if value is None:
            return
        at = self._level(value)
        painter.setPen(QPen(theme.color(color), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, at), QPointF(self.width(), at))
        painter.setFont(theme.font(12, 600))
        side = Qt.AlignmentFlag.AlignLeft if name == "기준" else Qt.AlignmentFlag.AlignRight
        words = f"{name} {value:,.10g}{self.chart.unit}"
        painter.drawText(QRectF(0, at - LABEL - 1, self.width(), LABEL), side, words)

    def _paint_words(self, painter: QPainter, point: Point) -> None:
        at, middle = self.place(point), Qt.AlignmentFlag.AlignHCenter
        painter.setFont(theme.font(12, 700))
        painter.setPen(theme.color("text"))
        above = at.y() - LABEL - 6
        near = any(
            level is not None and abs(self._level(level) - at.y()) < LABEL
            for level in (self.chart.baseline, self.chart.target)
        )
        top = at.y() + 6 if near else above
        painter.drawText(QRectF(at.x() - SIDE, top, 2 * SIDE, LABEL), middle, f"{point.value:,.10g}")
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2"))
        foot = self.height() - FOOT + 8
        for line, words in enumerate((_day(point.day), point.words)):
            painter.drawText(QRectF(at.x() - 40, foot + line * 15, 80, LABEL), middle, words)


def _day(day: date) -> str:
    return f"{day.year % 100:02d}. {day.month}. {day.day}."
