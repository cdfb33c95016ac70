"""A column of row widgets that is built anew only where its items changed, the focus kept."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import line


class FocusRow(QWidget):
    """A row that the keyboard comes to: a ring shows when it is there."""

    def __init__(self) -> None:
        """Make an empty row."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Rows(QWidget):
    """Rows made by ``make(item)``; an item equal to the one before keeps its widgets."""

    def __init__(self, make: Callable[[Any], QWidget], lines: bool = True) -> None:
        """Begin empty; with ``lines`` hairlines stand between the rows."""
        super().__init__()
        self._make, self._lines = make, lines
        self._items: list[Any] | None = None
        self.rows: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def set_items(self, items: Sequence[Any]) -> None:
        """Show ``items``; focus returns to the control of the same name."""
        if list(items) == self._items:
            return
        self._items = list(items)
        focused = self._focused_name()
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [self._make(item) for item in items]
        for number, row in enumerate(self.rows):
            self._box.addWidget(row)
            if self._lines and number < len(self.rows) - 1:
                self._box.addWidget(line())
        self._restore_focus(focused)

    def _focused_name(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None and self.isAncestorOf(widget) else ""

    def _restore_focus(self, name: str) -> None:
        if not name:
            return
        for row in self.rows:
            found = row if row.objectName() == name else row.findChild(QWidget, name)
            if isinstance(found, QWidget):
                found.setFocus()
                return
        if self.rows:
            self.rows[0].setFocus()
