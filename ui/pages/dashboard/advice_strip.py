"""먼저 볼 것: short sentences where something is off, each with the button that deals with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.services.dashboard import Advice
from ui.widgets.controls import button
from ui.widgets.panels import Card
from ui.widgets.text import ElidedLabel, IconLabel, label

ACROSS = 3


class AdviceStrip(Card):
    """The sentences three abreast; ``opened(advice)`` asks for what a button leads to."""

    opened = Signal(object)

    def __init__(self) -> None:
        """Begin without sentences."""
        super().__init__(padding=0, spacing=0)
        self.setAccessibleName("먼저 볼 것")
        self.shown: tuple[Advice, ...] | None = None
        self.buttons: dict[str, QWidget] = {}
        self._holder: QWidget | None = None

    def show_advice(self, found: Sequence[Advice]) -> None:
        """Show the sentences, or that nothing is off; the focus stays on the button of the same name."""
        if self.shown == tuple(found):
            return
        self.shown = tuple(found)
        focused = next((key for key, made in self.buttons.items() if made.hasFocus()), "")
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder, self.buttons = QWidget(), {}
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for at, one in enumerate(found):
            grid.addLayout(self._row(one), at // ACROSS, at % ACROSS)
        if not found:
            quiet = QHBoxLayout()
            quiet.setSpacing(6)
            quiet.addWidget(IconLabel("check", "success.icon", 16))
            quiet.addWidget(label("기한이 지났거나 기준에 못 미치는 것이 없습니다.", 14, tone="text2"), 1)
            grid.addLayout(quiet, 0, 0)
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
        self.body.addWidget(self._holder)
        if focused in self.buttons:
            self._holder.show()  # what the layout has not shown yet takes no focus
            self.buttons[focused].setFocus()

    def _row(self, one: Advice) -> QHBoxLayout:
        tone = "danger.icon" if one.urgent else "warning.icon"
        made = button(one.action, run=lambda: self.opened.emit(one), compact=True)
        made.setAccessibleName(f"{one.sentence}: {one.action}")
        made.setObjectName(f"do-{one.key}")
        self.buttons[one.key] = made
        row = QHBoxLayout()
        row.setSpacing(7)
        row.addWidget(IconLabel("circle-alert" if one.urgent else "triangle-alert", tone, 16))
        row.addWidget(ElidedLabel(one.sentence, 14, 500), 1)
        row.addWidget(made)
        return row
