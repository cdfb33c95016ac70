"""A chart in its panel: title, what it leaves out, and the menu that copies and saves it."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal

from app.domain.chart import BarChart, TileMap
from app.domain.dashboard.doors import Door, Shown
from ui.widgets.charts.bar_chart import BarChartView
from ui.widgets.charts.tile_map import TileMapView
from ui.widgets.charts.view import ChartView
from ui.widgets.controls import tool_button
from ui.widgets.menus import menu_of, popup
from ui.widgets.panels import Panel
from ui.widgets.text import WordLabel


class ChartPanel(Panel):
    """One chart; ``opened(door)`` asks for a list, ``filtered(door)`` to filter by its side."""

    opened = Signal(object)
    filtered = Signal(object)

    def __init__(self, name: str, title: str, view: BarChartView | TileMapView) -> None:
        """Make the panel of the chart called ``name``, still empty."""
        more = tool_button("ellipsis", f"{title}: 복사·저장", self._open_menu, compact=True)
        super().__init__(title, actions=(more,))
        self.name, self.view, self._more = name, view, more
        self._doors: Mapping[str, Door] = {}
        view.setObjectName(f"chart-{name}")
        view.opened.connect(lambda key: self._go(self.opened, key))
        view.filtered.connect(lambda key: self._go(self.filtered, key))
        self.note = WordLabel("", 12)
        self.note.setProperty("tone", "text2")
        self.body.setContentsMargins(16, 10, 16, 12)
        self.body.addWidget(view)
        self.body.addWidget(self.note)
        self.note.hide()

    def show_chart(self, shown: Shown) -> None:
        """Show a chart with its doors."""
        self._doors = shown.doors
        if isinstance(shown.chart, TileMap) and isinstance(self.view, TileMapView):
            self.view.set_chart(shown.chart)
        elif isinstance(shown.chart, BarChart) and isinstance(self.view, BarChartView):
            self.view.set_chart(shown.chart)
            self.note.setText(shown.note)
            self.note.setVisible(bool(shown.note))

    def _go(self, signal: object, key: str) -> None:
        door = self._doors.get(key)
        if door is not None:
            signal.emit(door)  # type: ignore[attr-defined]

    def _open_menu(self) -> None:
        entries = ChartView.menu_entries(self.view, -1)
        popup(menu_of(self, entries), self._more.mapToGlobal(QPoint(0, self._more.height())))


def panel_of(name: str, title: str) -> ChartPanel:
    """Return the panel of the chart called ``name``, still empty."""
    return ChartPanel(name, title, TileMapView() if name == "province" else BarChartView())
