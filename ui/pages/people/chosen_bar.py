"""The bar under the roster while persons are checked: what can be done with all of them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.domain.desk_role import Duty
from ui import theme
from ui.widgets.controls import button
from ui.widgets.text import IconLabel, label, line

HEIGHT = 46
ACTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("give", "동의 기록", "기록", "clipboard-check"),
    ("renew", "동의 갱신", "갱신", "refresh-cw"),
    ("withdraw", "동의 철회", "철회", "circle-x"),
    ("print", "동의서 인쇄", "인쇄", "printer"),
    ("destroy", "개인정보 파기", "파기", "shield-check"),
    ("delete", "삭제", "삭제", "trash-2"),
)

DUTIES: Mapping[str, Duty] = {
    "give": Duty.EDIT_PEOPLE,
    "renew": Duty.EDIT_PEOPLE,
    "withdraw": Duty.EDIT_PEOPLE,
    "destroy": Duty.DESTROY,
    "delete": Duty.EDIT_PEOPLE,
}
"""What each action that changes something asks for."""


class ChosenBar(QFrame):
    """``3명 선택`` and the bulk actions; ``asked(action)`` names the one wanted."""

    asked = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        """Make a hidden bar."""
        super().__init__()
        self.setObjectName("selectionbar")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("선택한 참여자")
        self.words = label("", 14, 600, "link")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
        self._row.setSpacing(8)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(IconLabel("square-check", "link", 16))
        self._row.addWidget(self.words)
        self._row.addWidget(line(vertical=True, height=20))
        self.buttons = {}
        self._refusals: Mapping[str, str] = {}
        for action, words, _short, icon in ACTIONS:
            kind = "danger" if action == "delete" else ""
            self.buttons[action] = button(words, icon, kind, partial(self.asked.emit, action), compact=True)
            self._row.addWidget(self.buttons[action])
        self._row.addStretch(1)
        self._row.addWidget(button("선택 해제", kind="link", run=self.cleared.emit, compact=True))
        self.hide()
        self._dress()
        theme.notifier().changed.connect(self._dress)

    def _dress(self) -> None:
        t = theme.tokens()
        self.setStyleSheet(
            f"QFrame#selectionbar {{ background: {t.select}; border-top: 1px solid {t.line2}; }}"
        )

    def minimumSizeHint(self) -> QSize:
        """Take any width: the words give way."""
        return QSize(0, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in one word where there is no room for all."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.isHidden():
            return  # asked for with every list, and seen where somebody is chosen
        for short in (False, True):
            for action, words, one, _icon in ACTIONS:
                self.buttons[action].setText(one if short else words)
                self.buttons[action].setToolTip(self._refusals.get(action) or (words if short else ""))
            if self._row.sizeHint().width() <= self.width():
                return

    def regard(self, refusals: Mapping[str, str]) -> None:
        """Grey the actions against which ``refusals`` have a sentence; it is their tooltip."""
        for action, made in self.buttons.items():
            made.setEnabled(not refusals.get(action))
        self._refusals = refusals
        self._fit()

    def set_count(self, count: int) -> None:
        """Show how many are checked; hidden without any."""
        self.words.setText(f"{count:,}명 선택")
        self.setVisible(bool(count))
        self._fit()
