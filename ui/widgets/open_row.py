"""Rows of a panel that open something, and the row that says that nothing waits here."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.badges import Badge
from ui.widgets.text import ElidedLabel, label

Open = Callable[[], object]


class RowFrame(QWidget):
    """A row that opens by a click or Enter; its buttons keep their own clicks."""

    def __init__(self, name: str, said: str, height: int, opens: Open) -> None:
        """Make the row called ``name``; assistive technology hears ``said``."""
        super().__init__()
        self._opens, self._over = opens, False
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(16, 0, 16, 0)
        self.box.setSpacing(12)

    def add_words(self, first: str, more: str, second: QWidget, beside: str = "") -> None:
        """Add a name with ``more`` at the right, above the widget ``second``.

        With ``beside`` the name keeps its width and these plainer words follow it.
        """
        words = QVBoxLayout()
        words.setSpacing(1)
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(label(first, 14, 600) if beside else ElidedLabel(first, 14, 600), 0 if beside else 1)
        if beside:
            upper.addWidget(ElidedLabel(beside, 14), 1)
        if more:
            upper.addWidget(label(more, 13, tone="text2"))
        words.addStretch(1)
        words.addLayout(upper)
        words.addWidget(second)
        words.addStretch(1)
        self.box.addLayout(words, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the pointer and the ring of the focus."""
        painter = QPainter(self)
        if self._over:
            painter.fillRect(self.rect(), theme.color("surface2"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self._light(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Go plain."""
        super().leaveEvent(event)
        self._light(False)

    def _light(self, on: bool) -> None:
        self._over = on
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open by a click."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._opens()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter or Space."""
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if opens and self.hasFocus():  # else it was meant for a button of the row
            self._opens()
        else:
            super().keyPressEvent(event)


def quiet_row(words: str) -> QWidget:
    """Return the row that says that nothing waits here."""
    holder = QWidget()
    holder.setFixedHeight(52)
    box = QHBoxLayout(holder)
    box.setContentsMargins(16, 0, 16, 0)
    box.setSpacing(8)
    box.addWidget(Badge("없음", "done"))
    box.addWidget(label(words, 13, tone="text2"), 1)
    return holder
