"""The lines of 열 맞추기 one below the other, of which none is ever cut in half."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.pages.importing.column_row import HEIGHT

GAP = 6
PITCH = HEIGHT + GAP


class ColumnList(QScrollArea):
    """Scrolls from line to line and shows as many as there is room for, whole."""

    def __init__(self) -> None:
        """Make the list empty."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(PITCH)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(16, GAP, 16, GAP)
        self._lines.setSpacing(GAP)
        self._lines.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def add(self, line: QWidget) -> None:
        """Append a line; all are of one height."""
        line.setFixedHeight(HEIGHT)
        self._lines.insertWidget(self._lines.count() - 1, line)
        line.show()  # at once: what is not seen yet takes no focus

    def remove(self, line: QWidget) -> None:
        """Take a line away."""
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room free that the next line would only half fit in."""
        super().resizeEvent(event)
        self.setViewportMargins(0, 0, 0, (self.height() - GAP) % PITCH if self.height() > PITCH else 0)
