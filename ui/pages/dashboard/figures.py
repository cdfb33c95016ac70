"""The figures above the charts; each is a button that opens the list behind it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout

from app.domain.dashboard_charts import Headline
from ui import theme
from ui.widgets.panels import Card, Figure
from ui.widgets.text import line

PARTS = (
    ("projects", "folder-kanban", "과제", "건"),
    ("ratio", "users", "국민 비율", "%"),
    ("proposals", "lightbulb", "제안 반영률", "%"),
    ("satisfaction", "circle-check", "만족도", "점"),
    ("hours", "hand-helping", "투입 시간", "시간"),
)


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


class HeadlineStrip(Card):
    """The figures side by side; ``opened(key)`` asks for the list behind one."""

    opened = Signal(str)

    def __init__(self) -> None:
        """Make the strip, still empty."""
        super().__init__(padding=0, spacing=0)
        self.figures: dict[str, OpenFigure] = {}
        row = QHBoxLayout()
        row.setSpacing(0)
        for key, icon, name, unit in PARTS:
            if self.figures:
                row.addWidget(line(vertical=True))
            made = OpenFigure(icon, name, unit)
            made.setObjectName(f"figure-{key}")
            made.opened.connect(lambda key=key: self.opened.emit(key))
            self.figures[key] = made
            row.addWidget(made, 1)
        self.body.addLayout(row)

    def show_headlines(self, found: Mapping[str, Headline]) -> None:
        """Show the figures."""
        for key, one in found.items():
            self.figures[key].set_figure(one.value, one.words)
