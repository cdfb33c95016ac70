"""A figure that is a door: it opens what it counts."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from ui import theme
from ui.widgets.panels import Figure


class OpenFigure(Figure):
    """A figure that opens its list by a click, Enter or Space."""

    opened = Signal()

    def __init__(self, icon: str, name: str, unit: str) -> None:
        """Make the figure, still empty."""
        super().__init__(icon, name, unit)
        self._over = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the pointer and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF().adjusted(3, 3, -3, -3)
        if self._over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface2"))
            painter.drawRoundedRect(box, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.drawRoundedRect(box, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)

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
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
