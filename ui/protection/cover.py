"""The page that covers a locked window: nothing of the data is seen, and one way in."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.protection.unlocking import UnlockPanel
from ui.tasks import Tasks
from ui.widgets.controls import button
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label

WAITING = "저장을 마치고 잠급니다…"
LOCKED = "자료와 열쇠를 내려놓았습니다. 암호를 넣으면 하던 곳에서 이어집니다."
COVERED = "화면만 가렸습니다. 암호로 보호하지 않은 자료이므로 누구나 다시 열 수 있습니다."


class Cover(QWidget):
    """Covers a whole window; of a protected file it takes the passphrase."""

    wanted = Signal()
    """Somebody wants to go on with a file that is not protected."""
    leave = Signal()

    def __init__(self, window: QWidget, tasks: Tasks, path: Path, protected: bool) -> None:
        """Cover ``window`` at once."""
        super().__init__(window)
        self._window = window
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("잠긴 화면")
        self.words = WordLabel(LOCKED if protected else COVERED, 13, tone="text2")
        self.panel = UnlockPanel(tasks, path, offer_remember=False) if protected else None
        self.go_on = button("계속", "lock-open", "primary", self._go)
        self.quit = button("끝내기", run=self.leave.emit)
        card = QFrame()
        card.setProperty("role", "panel")
        card.setFixedWidth(theme.DIALOG)
        box = QVBoxLayout(card)
        box.setContentsMargins(24, 24, 24, 20)
        box.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("lock", "primary", 20))
        head.addWidget(label("잠겨 있습니다" if protected else "화면을 가렸습니다", 16, 600), 1)
        box.addLayout(head)
        box.addWidget(ElidedLabel(path.name, 14, 500))
        box.addWidget(self.words)
        if self.panel is not None:
            box.addWidget(self.panel)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.quit)
        foot.addWidget(self.go_on)
        box.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.fit()

    def fit(self) -> None:
        """Cover the window as large as it is now."""
        self.setGeometry(self._window.rect())
        self.raise_()

    def wait(self, waiting: bool) -> None:
        """Say that the last work is still being stored; the passphrase is asked after that."""
        self.words.setText(WAITING if waiting else LOCKED)
        self.go_on.setEnabled(not waiting)
        if self.panel is not None:
            self.panel.setEnabled(not waiting)

    def begin(self) -> None:
        """Begin in the field, or on the button."""
        target: QWidget = self.panel.field() if self.panel is not None else self.go_on
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        if self.panel is not None:
            self.panel.submit()
        else:
            self.wanted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let nothing through."""
        QPainter(self).fillRect(self.rect(), theme.tokens().color("bg"))
