"""How far a long step is, with 취소; it holds the window's input, never its event loop."""

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.dialogs.base import Dialog
from ui.widgets.bars import ThinBar
from ui.widgets.text import label


class ProgressDialog(Dialog):
    """A bar, a count and one button; closing it asks the work to stop and waits for that."""

    def __init__(
        self, owner: QWidget, title: str, cancel: Callable[[], None], *, writes: bool = True
    ) -> None:
        """Make a window-modal dialog for the step called ``title``, which ``writes`` or only reads."""
        super().__init__(owner, title, f"{title} 진행")
        self._writes = writes
        self._cancel = cancel
        self._over = False
        self.setFixedWidth(theme.DIALOG)
        self.bar = ThinBar(accessible=f"{title} 진행률")
        self.count = label("준비하고 있습니다", 13, tone="meta")
        self.button = QPushButton("취소")
        self.button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(12)
        box.addWidget(label(title, 16, 600))
        box.addWidget(self.bar)
        box.addLayout(foot)

    def show_progress(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; a total of 0 means that it is not known yet."""
        if self._over or not total:
            return
        self.bar.set_value(done / total)
        self.count.setText(f"{done:,} / {total:,}")

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        self._over = True
        self.button.setEnabled(False)
        more = " 바뀐 내용은 모두 되돌립니다." if self._writes else ""
        self.count.setText(f"취소하고 있습니다.{more}")
        self._cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the close box as 취소."""
        event.ignore()
        self.reject()

    def close_quietly(self) -> None:
        """Go away: the work is over."""
        super().reject()
        self.deleteLater()
