"""Panels: a white ground with a hairline, a head with title, meta and actions, and an optional foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.widgets.text import IconLabel, label, line

HEAD = 45
SCRIM = QColor(19, 20, 22, 77)
BANDS, BAND_MS = 10, 4


class Panel(QFrame):
    """A titled panel; put rows into ``body``."""

    def __init__(self, title: str, meta: str = "", actions: Sequence[QWidget] = (), padding: int = 0) -> None:
        """Make an empty panel."""
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(title)
        self.title = label(title, 16, 600)
        self.meta = label(meta, 14, tone="text2")
        self.head = QFrame()
        self.head.setProperty("role", "panelhead")
        self.head.setFixedHeight(HEAD)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.meta)
        row.addStretch(1)
        for action in actions:
            row.addWidget(action)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(0)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, 1, 1, 1)
        self._box.setSpacing(0)
        self._box.addWidget(self.head)
        self._box.addLayout(self.body, 1)

    def set_meta(self, text: str) -> None:
        """Say something else beside the title."""
        self.meta.setText(text)

    def add_foot(self) -> QHBoxLayout:
        """Add a gray foot and return its row."""
        foot = QFrame()
        foot.setProperty("role", "panelfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self._box.addWidget(foot)
        return row

    def add_row(self, widget: QWidget, last: bool = False) -> None:
        """Append ``widget`` to the body, a hairline below it unless it is the last."""
        self.body.addWidget(widget)
        if not last:
            self.body.addWidget(line())


class Card(QFrame):
    """A plain panel without a head."""

    def __init__(self, padding: int = 16, spacing: int = 8) -> None:
        """Make an empty card."""
        super().__init__()
        self.setProperty("role", "panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing)


class Figure(QWidget):
    """One figure with its unit: icon and name above, a line of support below."""

    def __init__(self, icon: str, name: str, unit: str) -> None:
        """Make the figure ``name`` in ``unit``, still empty."""
        super().__init__()
        self.name, self._unit = label(name, 13, tone="text2"), unit
        self.figure, self.unit = label("–", 24, 700), label(unit, 14, tone="text2")
        self.support = label("", 13, tone="text2")
        self.mark = IconLabel("circle-alert", "danger.icon", 14)
        self.mark.hide()
        head = _row(IconLabel(icon, "text2", 14), self.name, 7)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(2)
        box.addLayout(head)
        box.addLayout(_row(self.figure, self.unit, 4))
        box.addLayout(_row(self.mark, self.support, 4))
        box.addStretch(1)

    def set_figure(self, value: str, support: str, tone: str = "text2", icon: str = "") -> None:
        """Show ``value`` and ``support``; ``tone`` and ``icon`` where it needs attention."""
        from ui.widgets.text import set_tone

        self.figure.setText(value)
        self.support.setText(support)
        set_tone(self.support, tone)
        self.mark.setVisible(bool(icon))
        if icon:
            self.mark.set_icon(icon, f"{tone}.icon" if tone in ("danger", "warning", "success") else tone)
        self.setAccessibleName(f"{self.name.text()} {value}{self._unit} {support}")


def _row(first: QWidget, second: QLabel, spacing: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    row.addWidget(first)
    row.addWidget(second)
    row.addStretch(1)
    return row


class Scrim(QWidget):
    """A veil over a window whose dialog waits for an answer; clicks never reach what it covers.

    It is let down and drawn up in bands, one a turn of the event loop: all that lies under a band is painted
    again, and beside a busy worker a whole window of that held the rest up for 38-77 ms (in ten bands 25-27).
    """

    def __init__(self, window: QWidget) -> None:
        """Cover nothing yet."""
        super().__init__(window)
        # what is covered already stays as it is while the veil grows
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._down = False
        self._soon = QTimer(self)
        self._soon.setInterval(BAND_MS)
        self._soon.timeout.connect(self._move)
        self.hide()

    def cover(self, on: bool) -> None:
        """Cover the window, or show it plain again."""
        self._down = on
        if on and not self.isVisible():
            self.resize(self.window().width(), 0)
            self.raise_()
            self.show()
        self._soon.start()

    def fit(self) -> None:
        """Cover a window that has another size now."""
        if self.isVisible() and not self._soon.isActive():
            self.resize(self.window().size())

    def _move(self) -> None:
        whole = self.window().height()
        band = -(-whole // BANDS)
        height = min(self.height() + band, whole) if self._down else max(self.height() - band, 0)
        self.resize(self.window().width(), height)
        if height == (whole if self._down else 0):
            self._soon.stop()
            self.setVisible(self._down)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the veil."""
        QPainter(self).fillRect(event.rect(), SCRIM)
