"""Bars and lines of a ``BarChart``: to the right, upwards, side by side or stacked, or as a line."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from app.domain.chart import Bar, BarChart, Form, Grid, figure
from ui.widgets.charts.bars_across import Across
from ui.widgets.charts.bars_upright import Upright
from ui.widgets.charts.view import ChartView, Spot


class BarChartView(ChartView):
    """Draws a chart; a missing figure is a – without a bar.  Its words are read out line by line."""

    def __init__(self, chart: BarChart | None = None) -> None:
        """Draw ``chart``."""
        super().__init__()
        self.chart = chart or BarChart("", ())
        self._drawn: Across | Upright | None = None
        self._shown: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_chart(self.chart)

    def set_chart(self, chart: BarChart) -> None:
        """Draw another chart."""
        self.chart = chart
        self.setFixedHeight(self.drawing().height)
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

    def figure(self, bar: Bar) -> str:
        """Return the figure of ``bar`` with its unit, – where it is missing."""
        return figure(bar.value, self.chart.unit)

    def drawing(self) -> Across | Upright:
        """Return the chart laid out for the width there is."""
        shown = (self.chart, self.width())
        if self._drawn is None or self._shown != shown:
            make = Across if self.chart.form is Form.ACROSS else Upright
            self._drawn, self._shown = make(self.chart, self.width()), shown
        return self._drawn

    def spots(self) -> Sequence[Spot]:
        """Return the bars, or their parts where they are stacked."""
        return self.drawing().spots

    def sizeHint(self) -> QSize:
        """Ask for every bar."""
        return QSize(360, self.height())

    def paint(self, painter: QPainter) -> None:
        """Paint the bars."""
        self.drawing().paint(painter)
