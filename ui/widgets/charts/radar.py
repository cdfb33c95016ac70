"""A radar: figures on axes around a centre, one outline filled, the other dashed."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from app.domain.chart import Grid, RadarChart, RadarLine
from ui import theme
from ui.widgets.charts.view import ChartView

LABELS_WIDE, LABELS_HIGH, LEGEND = 84, 24, 28
DOT = 3.5


class Radar(ChartView):
    """Draws a ``RadarChart``; assistive technology reads its figures."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.chart = RadarChart("", (), ())
        self.setMinimumSize(220, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for a square with room for its names."""
        return QSize(320, 260)

    def set_chart(self, chart: RadarChart) -> None:
        """Show ``chart``."""
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

    def _place(self, number: int, share: float) -> QPointF:
        high = self.height() - LEGEND
        radius = max(min(self.width() / 2 - LABELS_WIDE, high / 2 - LABELS_HIGH), 20.0)
        centre = QPointF(self.width() / 2, high / 2 + 4)
        inner = self.chart.inner
        reach = radius * max(min((share - inner) / (1 - inner), 1.0), 0.0)
        angle = 2 * math.pi * number / len(self.chart.axes) - math.pi / 2
        return centre + QPointF(reach * math.cos(angle), reach * math.sin(angle))

    def paint(self, painter: QPainter) -> None:
        """Paint rings, axes, outlines and names."""
        if len(self.chart.axes) < 3:
            return
        self._paint_rings(painter)
        for line in self.chart.lines:
            self._paint_line(painter, line)
        self._paint_names(painter)
        self._paint_legend(painter)

    def _paint_rings(self, painter: QPainter) -> None:
        count = len(self.chart.axes)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("line2"), 1))
        for share, _words in self.chart.rings:
            painter.drawPolygon(QPolygonF([self._place(number, share) for number in range(count)]))
        for number in range(count):
            painter.drawLine(self._place(number, self.chart.inner), self._place(number, 1.0))
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2"))
        for share, words in self.chart.rings:
            painter.drawText(self._place(0, share) + QPointF(5, 13), words)

    def _paint_line(self, painter: QPainter, line: RadarLine) -> None:
        known = [(n, share) for n, share in enumerate(line.shares) if share is not None]
        shape = QPolygonF([self._place(number, share) for number, share in known])
        pen = QPen(theme.color("text3" if line.dashed else "primary"), 1.5 if line.dashed else 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if line.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif len(known) == len(line.shares):
            fill = QColor(theme.color("primary"))
            fill.setAlphaF(0.14)
            painter.setBrush(fill)
        painter.setPen(pen)
        if len(known) == len(line.shares):
            painter.drawPolygon(shape)
        if not line.dashed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            for number, share in known:
                painter.drawEllipse(self._place(number, share), DOT, DOT)

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text2"))
        centre = self._place(0, self.chart.inner)
        for number, name in enumerate(self.chart.axes):
            at = self._place(number, 1.0)
            side = at.x() - centre.x()
            rect = QRectF(at.x() - 60, at.y() - 22 if at.y() < centre.y() else at.y() + 4, 120, 18)
            align = Qt.AlignmentFlag.AlignHCenter
            if abs(side) > 4:
                room = self.width() - at.x() - 10 if side > 0 else at.x() - 10
                rect = QRectF(at.x() + 8 if side > 0 else at.x() - 8 - room, at.y() - 9, room, 18)
                low = number not in (0, 1, len(self.chart.axes) - 1) and abs(at.y() - centre.y()) > 20
                rect.translate(0, 8 if low and at.y() > centre.y() else 0)
                align = Qt.AlignmentFlag.AlignLeft if side > 0 else Qt.AlignmentFlag.AlignRight
            text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(rect.width()))
            painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(theme.font(13))
        metrics = painter.fontMetrics()
        lines = self.chart.lines[::-1]
        widths = [metrics.horizontalAdvance(line.label) + 46 for line in lines]
        left, middle = (self.width() - sum(widths)) / 2, self.height() - LEGEND / 2 + 2
        for line, width in zip(lines, widths, strict=True):
            pen = QPen(theme.color("text3" if line.dashed else "primary"), 2)
            if line.dashed:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, middle), QPointF(left + 18, middle))
            painter.setPen(theme.color("text2"))
            painter.drawText(QPointF(left + 25, middle + 5), line.label)
            left += width
