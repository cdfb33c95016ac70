"""Attached files are read for Ctrl+K while nobody waits for anything, one after another."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Context

if TYPE_CHECKING:
    from app.changes import Changes
    from app.services.workspace import Workspace

FIRST_MS, NEXT_MS = 8000, 150


class FileReading(QObject):
    """Reads some time after the window stands there, and after files were attached."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Wait for the first quiet moment of ``window``."""
        super().__init__(window)
        self._context, self._window = context, window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        self._timer.start(FIRST_MS)
        context.bus.changed.connect(self._changed)

    def _changed(self, changes: "Changes") -> None:
        if changes.touches("attachment") and not self._timer.isActive():
            self._timer.start(NEXT_MS)

    def _next(self) -> None:
        context = self._context
        if context.opening or context.workspace is None or context.workspace.locked:
            self._timer.start(FIRST_MS)
        elif not context.tasks.idle():
            self._timer.start(NEXT_MS)
        else:
            context.tasks.read(self._window, _read_next, self._read, key="file-texts")

    def _read(self, more: bool) -> None:
        if more:
            self._timer.start(NEXT_MS)


def _read_next(ws: "Workspace") -> bool:
    from app.errors import EnvironmentProblem
    from app.services.search import file_texts

    try:
        return file_texts.read_next(ws)
    except EnvironmentProblem:
        return False  # locked or full: nobody asked for this, so nobody is told
