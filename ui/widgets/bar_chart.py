"""Horizontal bars of a ``BarChart``: names at the left, figures at the end of their bars."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.chart import Bar, BarChart
from ui import theme

ROW, BAR, GAP, NAMES = 28, 14, 10, 0.36
FIGURES = 108


class BarChartView(QWidget):
    """Draws a chart; a missing figure is a – without a bar.  Its words are read out line by line."""

    def __init__(self, chart: BarChart | None = None) -> None:
        """Draw ``chart``."""
        super().__init__()
        self.chart = chart or BarChart("", ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_chart(self.chart)

    def set_chart(self, chart: BarChart) -> None:
        """Draw another chart."""
        self.chart = chart
        self.setAccessibleName(chart.said)
        self.setFixedHeight(max(1, len(chart.bars)) * ROW + 4)
        self.update()

    def figure(self, bar: Bar) -> str:
        """Return the figure of ``bar`` with its unit, – where it is missing."""
        return "–" if bar.value is None else f"{bar.value:,.10g}{self.chart.unit}"

    def sizeHint(self) -> QSize:
        """Ask for every bar."""
        return QSize(360, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(13, 600))
        longest = max(
            (painter.fontMetrics().horizontalAdvance(bar.label) for bar in self.chart.bars), default=0
        )
        names = min(longest + 2, int(self.width() * NAMES))
        room = max(40, self.width() - names - GAP - FIGURES)
        for number, bar in enumerate(self.chart.bars):
            self._paint_bar(painter, QRect(0, 2 + number * ROW, self.width(), ROW), bar, names, room)

    def _paint_bar(self, painter: QPainter, row: QRect, bar: Bar, names: int, room: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(13, 600 if bar.strong else 400))
        painter.setPen(theme.color("text"))
        name = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, names)
        painter.drawText(QRect(row.x(), row.y(), names, ROW), middle, name)
        left, wide = names + GAP, 0.0
        if bar.value is not None:
            wide = max(2.0, room * bar.value / self.chart.top) if self.chart.top else 2.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("strong" if bar.strong else "primary"))
            painter.drawRoundedRect(QRectF(left, row.y() + (ROW - BAR) / 2, wide, BAR), 2, 2)
        painter.setPen(theme.color("text" if bar.value is not None else "text3"))
        words = f"{self.figure(bar)}  {bar.words}".rstrip()
        painter.drawText(QRect(int(left + wide) + 6, row.y(), FIGURES, ROW), middle, words)
