"""What dropping a dragged card on a stage asks for, said before it is dropped."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui import theme
from ui.pages.projects.moves import Move, MoveKind
from ui.widgets.text import IconLabel, WordLabel, set_tone

STATES: dict[MoveKind, tuple[str, str]] = {
    MoveKind.PASS: ("success", "circle-check"),
    MoveKind.REOPEN: ("information", "lock-open"),
    MoveKind.REFUSED: ("danger", "octagon-alert"),
    MoveKind.EXCEPTION: ("warning", "triangle-alert"),
}


class DropPanel(QFrame):
    """What dropping the dragged card here asks for."""

    def __init__(self) -> None:
        """Make a hidden panel."""
        super().__init__()
        self._state = "warning"
        self.mark = IconLabel("triangle-alert", "warning.icon", 18)
        self.heading = WordLabel("", 14, 600, "warning")
        self.detail = WordLabel("", 13, 400, "warning")
        self.hint = WordLabel("", 13, 400, "text2")
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self.heading, self.detail, self.hint):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def show_move(self, move: Move) -> None:
        """Say what ``move`` asks for."""
        self._state, icon = STATES[move.kind]
        self.mark.set_icon(icon, f"{self._state}.icon")
        for part, text in ((self.heading, move.heading), (self.detail, move.detail), (self.hint, move.hint)):
            part.setText(text)
            part.setVisible(bool(text))
        for part in (self.heading, self.detail):
            set_tone(part, self._state)
        self.setAccessibleName(" ".join((move.heading, move.detail, move.hint)))
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and a dashed edge in the colours of the state."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(f"{self._state}.icon"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color(f"{self._state}.fill"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
