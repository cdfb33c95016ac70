"""Under the roster: what the icons mean, which rows are in view, and turning a page."""

from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout

from app.domain.privacy.consent import ConsentState
from ui import theme
from ui.pages.people.columns import LOOKS
from ui.widgets.controls import tool_button
from ui.widgets.tables.record_table import RecordTable
from ui.widgets.text import IconLabel, label

HEIGHT = 40
LEGEND = ((ConsentState.VALID, "동의"), (ConsentState.ENDING, "곧 끝남"), (ConsentState.MISSING, "동의 없음"))


class RosterFoot(QFrame):
    """The legend, ``1–18 / 312명`` and two buttons that turn a page."""

    def __init__(self, table: RecordTable) -> None:
        """Follow the view of ``table``."""
        super().__init__()
        self.setProperty("role", "panelfoot")
        self.setFixedHeight(HEIGHT)
        self._table = table
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(6)
        for state, words in LEGEND:
            icon, color = LOOKS[state]
            row.addWidget(IconLabel(icon, color, 16))
            row.addWidget(label(words, 13, tone="text2"))
            row.addSpacing(6)
        row.addStretch(1)
        self.range = label("", 13, tone="text2")
        self.before = tool_button("chevron-left", "앞쪽", lambda: self._turn(-1), compact=True)
        self.after = tool_button("chevron-right", "뒤쪽", lambda: self._turn(1), compact=True)
        for widget in (self.range, self.before, self.after):
            row.addWidget(widget)
        bar = table.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self.follow())
        bar.rangeChanged.connect(lambda _low, _high: self.follow())

    def _turn(self, way: int) -> None:
        step = QAbstractSlider.SliderAction
        bar = self._table.verticalScrollBar()
        bar.triggerAction(step.SliderPageStepAdd if way > 0 else step.SliderPageStepSub)

    def follow(self) -> None:
        """Say which rows are in view."""
        bar, total = self._table.verticalScrollBar(), self._table.records().rowCount()
        first = bar.value() // theme.TABLE_ROW + 1
        last = min(total, max(first, (bar.value() + self._table.viewport().height()) // theme.TABLE_ROW))
        self.range.setText(f"{first:,}–{last:,} / {total:,}명" if total else "0명")
        self.before.setEnabled(bar.value() > bar.minimum())
        self.after.setEnabled(bar.value() < bar.maximum())
