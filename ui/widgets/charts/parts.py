"""What the bars of every form share: colours, what a mark says, the legend of several series."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.domain.chart import Bar, BarChart, Series, figure
from ui import theme

LEGEND, SQUARE = 22, 10
_SERIES = ("primary", "heat.3", "strong", "control", "heat.2", "text3")


def tone_of(chart: BarChart, bar: Bar, series: int = 0) -> QColor:
    """Return the colour of a bar, of one of its parts where there are several.

    Where one of several bars with lists behind them is chosen, the others step back.
    """
    if chart.series:
        own: Series = chart.series[series]
        return theme.color(own.tone or _SERIES[series % len(_SERIES)])
    chosen = any(other.strong for other in chart.bars)
    if bar.strong:
        return theme.color("strong")
    return theme.color("heat.3" if chosen and bar.key else "primary")


def said_of(chart: BarChart, bar: Bar, series: int = -1) -> str:
    """Return what a bar says, or one of its parts."""
    if series >= 0 and chart.series:
        value = figure(bar.figures[series], chart.unit)
        return f"{bar.label} · {chart.series[series].label} {value}"
    return f"{bar.label} {figure(bar.value, chart.unit)} {bar.words}".strip()


def key_of(chart: BarChart, bar: Bar, series: int) -> str:
    """Return the key of the list behind a part of a bar; empty where the bar has none."""
    own = chart.series[series].key
    return f"{bar.key}/{own}" if bar.key and own else bar.key


def paint_legend(painter: QPainter, chart: BarChart) -> None:
    """Paint the names of the series with their colours, from the left."""
    painter.setFont(theme.font(12))
    left = 0.0
    for number, series in enumerate(chart.series):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone_of(chart, chart.bars[0] if chart.bars else Bar("", None), number))
        painter.drawRoundedRect(QRectF(left, 5, SQUARE, SQUARE), 2, 2)
        painter.setPen(theme.color("text2"))
        painter.drawText(QPointF(left + SQUARE + 5, 14), series.label)
        left += SQUARE + 19 + painter.fontMetrics().horizontalAdvance(series.label)
