"""Nobody at the desk: tells when the windows of the program were given no key and no mouse for a while.

Only the system's windows are listened to, one object each, and only while somebody asks: a filter on the
whole program would hear every event of every widget.
"""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_MS = 5000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """Says ``passed`` once nobody has used the program for ``minutes``; 0 means never."""

    passed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Listen to nothing yet."""
        super().__init__(parent)
        self.minutes = 0
        self.now = time.time  # the time of day goes on while the machine sleeps
        self._at = 0.0
        self._heard: list[QWindow] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Count from now on."""
        self.minutes, self._at = minutes, self.now()
        if minutes <= 0:
            self.stop()
            return
        if not self._look.isActive():
            QGuiApplication.instance().focusWindowChanged.connect(self._hear)  # type: ignore[union-attr]
            self._look.start()
        self._hear(QGuiApplication.focusWindow())

    def stop(self) -> None:
        """Listen no more."""
        if self._look.isActive():
            self._look.stop()
            QGuiApplication.instance().focusWindowChanged.disconnect(self._hear)  # type: ignore[union-attr]
        for window in self._heard:
            window.removeEventFilter(self)
        self._heard.clear()

    def hear(self, window: QWindow | None) -> None:
        """Listen to ``window`` too."""
        if window is not None and window not in self._heard:
            window.installEventFilter(self)
            window.destroyed.connect(lambda: self._heard.remove(window) if window in self._heard else None)
            self._heard.append(window)

    def _hear(self, window: QWindow | None) -> None:
        self.hear(window)
        if window is not None:
            self.touch()

    def touch(self) -> None:
        """Somebody is there; where the time had passed before, that is said first."""
        self.look()
        self._at = self.now()

    def look(self) -> None:
        """Say ``passed`` where the time has passed."""
        if self._look.isActive() and not 0 <= self.now() - self._at < self.minutes * 60:
            self._at = self.now()
            self.passed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _INPUT:
            self.touch()
        return False
