"""Scores over years of a ``YearLines``: a line with figures, gaps for missing years, a dashed mean."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from app.domain.chart import Grid
from app.domain.evaluation.agency_history import YearLines
from ui import theme
from ui.widgets.charts.view import ChartView, Spot

HEIGHT, TOP, FOOT, SIDE = 200, 30, 54, 30
DOT, LABEL, REACH = 4, 16, 10
ROOM = 34
"""Years nearer to each other than this are named by every second one."""


class YearChart(ChartView):
    """Draws the scores of one agency; assistive technology hears every figure."""

    def __init__(self) -> None:
        """Begin without scores."""
        super().__init__()
        self.lines = YearLines("", (), (), (), None, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def set_lines(self, lines: YearLines) -> None:
        """Draw another agency."""
        self.lines = lines
        self.renewed()

    @property
    def title(self) -> str:
        """Return the agency's name."""
        return self.lines.title

    @property
    def said(self) -> str:
        """Return the chart in words."""
        return self.lines.said

    @property
    def grid(self) -> Grid:
        """Return the chart as a table."""
        return self.lines.grid

    def spots(self) -> list[Spot]:
        """Return the years that have a score, each as large as a finger."""
        found = []
        for number, value in enumerate(self.lines.own):
            if value is not None:
                at = self.place(number, value)
                rect = QRectF(at.x() - REACH, at.y() - REACH, 2 * REACH, 2 * REACH)
                found.append(Spot(rect, "", f"{self.lines.years[number]}년 {value:g}점"))
        return found

    def sizeHint(self) -> QSize:
        """Ask for a small chart."""
        return QSize(320, HEIGHT)

    def _span(self) -> tuple[float, float]:
        known = [value for value in (*self.lines.own, *self.lines.every) if value is not None]
        low, high = min(known), max(known)
        margin = max((high - low) * 0.1, 1.0)
        return low - margin, high + margin

    def place(self, number: int, value: float) -> QPointF:
        """Return where a value of the year ``number`` stands."""
        low, high = self._span()
        count = len(self.lines.years)
        share = number / (count - 1) if count > 1 else 0.5
        level = TOP + (high - value) / (high - low) * (self.height() - TOP - FOOT)
        return QPointF(SIDE + share * (self.width() - 2 * SIDE), level)

    def paint(self, painter: QPainter) -> None:
        """Paint the years, the mean and the line with its figures."""
        if not any(value is not None for value in self.lines.own):
            return
        self._paint_years(painter)
        painter.setPen(QPen(theme.color("text3"), 1.5, Qt.PenStyle.DashLine))
        self._paint_line(painter, self.lines.every)
        painter.setPen(QPen(theme.color("primary"), 2))
        self._paint_line(painter, self.lines.own)
        painter.setBrush(theme.color("surface"))
        for number, value in enumerate(self.lines.own):
            if value is not None:
                painter.setPen(QPen(theme.color("primary"), 2))
                painter.drawEllipse(self.place(number, value), DOT, DOT)
                self._paint_figure(painter, number, value)
        self._paint_key(painter)

    def _paint_line(self, painter: QPainter, values: tuple[float | None, ...]) -> None:
        """Draw the stretches between years that have a value; a missing year breaks the line."""
        for number in range(1, len(values)):
            before, value = values[number - 1], values[number]
            if before is not None and value is not None:
                painter.drawLine(self.place(number - 1, before), self.place(number, value))

    def _paint_figure(self, painter: QPainter, number: int, value: float) -> None:
        mean = self.lines.every[number]
        below = mean is not None and mean > value
        at = self.place(number, value)
        painter.setFont(theme.font(12, 700))
        painter.setPen(theme.color("text"))
        top = at.y() + 6 if below else at.y() - LABEL - 6
        painter.drawText(QRectF(at.x() - 30, top, 60, LABEL), Qt.AlignmentFlag.AlignHCenter, f"{value:g}")

    def _paint_years(self, painter: QPainter) -> None:
        foot = self.height() - FOOT + 8
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2"))
        count = len(self.lines.years)
        every = 1 if count < 2 or (self.width() - 2 * SIDE) / (count - 1) >= ROOM else 2
        for number, year in enumerate(self.lines.years):
            if (count - 1 - number) % every == 0:
                x = self.place(number, self._span()[0]).x()
                painter.drawText(
                    QRectF(x - 24, foot + 2, 48, LABEL), Qt.AlignmentFlag.AlignHCenter, str(year)
                )

    def _paint_key(self, painter: QPainter) -> None:
        at = self.height() - 18
        painter.setFont(theme.font(12))
        painter.setPen(QPen(theme.color("text3"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(16, at), QPointF(36, at))
        painter.setPen(theme.color("text2"))
        words = f"{self.lines.count}곳 평균"
        painter.drawText(QRectF(42, at - LABEL / 2, 160, LABEL), Qt.AlignmentFlag.AlignVCenter, words)
