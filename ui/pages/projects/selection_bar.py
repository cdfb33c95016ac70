"""The bar under the table while projects are checked: what can be done with all of them."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui import theme
from ui.widgets.controls import button
from ui.widgets.text import IconLabel, label, line

HEIGHT = 46
ACTIONS: tuple[tuple[str, str, str], ...] = (
    ("manager_id", "담당자 바꾸기", "user-cog"),
    ("service_field", "분야 바꾸기", "list-checks"),
    ("status", "상태 바꾸기", "refresh-cw"),
    ("tag", "태그 붙이기", "tag"),
    ("report", "보고서에 넣기", "file-plus"),
    ("xlsx", "엑셀로 내보내기", "file-spreadsheet"),
    ("delete", "삭제", "trash-2"),
)
SHORT = {
    "manager_id": "담당자", "service_field": "분야", "status": "상태", "tag": "태그",
    "report": "보고서", "xlsx": "엑셀", "delete": "삭제",
}  # fmt: skip


class SelectionBar(QFrame):
    """``3건 선택`` and the bulk actions; ``asked(action)`` names the one wanted."""

    asked = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        """Make a hidden bar."""
        super().__init__()
        self.setObjectName("selectionbar")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("선택한 과제")
        self.words = label("", 14, 600, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
        row.setSpacing(8)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(IconLabel("square-check", "link", 16))
        row.addWidget(self.words)
        row.addWidget(line(vertical=True, height=20))
        self.buttons = {}
        for action, words, icon in ACTIONS:
            kind = "danger" if action == "delete" else ""
            made = button(words, icon, kind, partial(self.asked.emit, action), compact=True)
            self.buttons[action] = made
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(button("선택 해제", kind="link", run=self.cleared.emit, compact=True))
        self.key = label("Esc", 12, 500, "text2")
        self.key.setFixedHeight(20)
        row.addWidget(self.key)
        self.hide()
        self._dress()
        theme.notifier().changed.connect(self._dress)

    def _dress(self) -> None:
        t = theme.tokens()
        self.setStyleSheet(
            f"QFrame#selectionbar {{ background: {t.select}; border-top: 1px solid {t.line2}; }}"
        )
        self.key.setStyleSheet(f"border: 1px solid {t.control}; border-radius: 4px; padding: 0 5px;")

    def minimumSizeHint(self) -> QSize:
        """Take any width: the words give way."""
        return QSize(0, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in one word where there is no room for all."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for short in (False, True):
            for action, words, _icon in ACTIONS:
                self.buttons[action].setText(SHORT[action] if short else words)
                self.buttons[action].setToolTip(words if short else "")
            row = self.layout()
            if row is not None and row.sizeHint().width() <= self.width():
                return

    def set_count(self, count: int) -> None:
        """Show how many are checked; hidden without any."""
        self.words.setText(f"{count:,}건 선택")
        self._fit()
        self.setVisible(bool(count))
