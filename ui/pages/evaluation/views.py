"""The views of 평가 under one switch: the rounds, 상격, 기관 현황; each is made when first asked for."""

from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.context import Context
from ui.pages.evaluation.agencies_view import AgenciesView
from ui.pages.evaluation.awards_view import AwardsView
from ui.widgets.controls import Segmented

ROUNDS, AWARDS, AGENCIES = "rounds", "awards", "agencies"
CHOICES = ((ROUNDS, "평가", ""), (AWARDS, "상격", ""), (AGENCIES, "기관 현황", ""))
Other: TypeAlias = AwardsView | AgenciesView


class Views(QWidget):
    """A bar with the switch and what belongs to the view in front, the view below; ``turned`` tells of it."""

    turned = Signal()

    def __init__(self, context: Context, bar: QWidget, area: QWidget) -> None:
        """Begin with the rounds: their ``bar`` and ``area``."""
        super().__init__()
        self._context, self._bar, self._area, self._compact = context, bar, area, False
        self._others: dict[str, Other] = {}
        self.switch = Segmented(CHOICES, "평가 보기")
        self.switch.chosen.connect(self.turn_to)
        self._bars, self._stack = QStackedWidget(), QStackedWidget()
        self._bars.addWidget(bar)
        self._stack.addWidget(area)
        strip = QWidget()
        strip.setObjectName("viewbar")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setFixedHeight(theme.VIEW_BAR)
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.switch)
        row.addWidget(self._bars, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip)
        whole.addWidget(self._stack, 1)

    def turn_to(self, key: str) -> None:
        """Bring a view to the front and read it."""
        self.switch.set_value(key)
        other = self.front()
        self._bars.setCurrentWidget(self._bar if other is None else other.bar)
        self._stack.setCurrentWidget(self._area if other is None else other)
        if other is not None:
            other.refresh()
        self.turned.emit()

    def front(self) -> Other | None:
        """Return the view in front; None while it is that of the rounds."""
        key = str(self.switch.value())
        if key == ROUNDS:
            return None
        if key not in self._others:
            made = AwardsView(self._context) if key == AWARDS else AgenciesView(self._context)
            made.set_compact(self._compact)
            self._others[key] = made
            self._bars.addWidget(made.bar)
            self._stack.addWidget(made)
        return self._others[key]

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self._compact = compact
        for other in self._others.values():
            other.set_compact(compact)
