"""The figures above the charts; each is a button that opens the list behind it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.dashboard.doors import Headline
from app.services.dashboard import FIGURES
from ui.widgets.open_figure import OpenFigure
from ui.widgets.panels import Card
from ui.widgets.text import line

ICONS = {
    "projects": "folder-kanban",
    "ratio": "users",
    "proposals": "lightbulb",
    "satisfaction": "circle-check",
    "hours": "hand-helping",
}


class HeadlineStrip(Card):
    """The figures side by side; ``opened(key)`` asks for the list behind one."""

    opened = Signal(str)

    def __init__(self) -> None:
        """Make the strip, still empty."""
        super().__init__(padding=0, spacing=0)
        self.figures: dict[str, OpenFigure] = {}
        row = QHBoxLayout()
        row.setSpacing(0)
        for key, (name, unit) in FIGURES.items():
            if self.figures:
                row.addWidget(line(vertical=True))
            made = OpenFigure(ICONS[key], name, unit)
            made.setObjectName(f"figure-{key}")
            made.opened.connect(lambda key=key: self.opened.emit(key))
            self.figures[key] = made
            row.addWidget(made, 1)
        self.body.addLayout(row)

    def show_headlines(self, found: Mapping[str, Headline]) -> None:
        """Show the figures."""
        for key, one in found.items():
            self.figures[key].set_figure(one.value, one.words)
