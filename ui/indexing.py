"""What was written is taken into the index of words while nobody waits for anything, part by part."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.changes import INDEX, Changes
from ui.context import Context

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FIRST_MS, PAUSE_MS, NEXT_MS = 2500, 1500, 20
MUCH = 500
"""From so many changes on, which take longer than a moment, the window tells how far it is."""


class Indexing(QObject):
    """Follows some time after the file is open, and after every burst of steps.

    Whoever searches does not wait for it: the few records written last are taken in by the search itself.
    """

    told = Signal(str)
    """How far it is, in words for the status bar; empty where there is nothing to tell."""

    def __init__(self, context: Context, window: QWidget) -> None:
        """Wait for the first quiet moment of ``window``."""
        super().__init__(window)
        self._context, self._window = context, window
        self._most = self._left = 0
        self._at_it = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        self._timer.start(FIRST_MS)
        context.bus.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        # Not put off by the next step: whoever types without a pause is followed too.
        if changes.initiator != INDEX and not self._timer.isActive():
            self._timer.start(PAUSE_MS)

    def _next(self) -> None:
        context = self._context
        if context.opening or context.workspace is None or context.workspace.locked:
            self._timer.start(FIRST_MS)
        elif self._at_it or context.tasks.writing():
            self._timer.start(PAUSE_MS)
        else:
            self._at_it = True
            context.tasks.read(self._window, _take_next, self._taken)

    def _taken(self, left: int) -> None:
        self._at_it = False
        self._most = max(self._most, left)
        much, came_on = self._most > MUCH, left != self._left
        self._left = left
        if left:
            self._timer.start(NEXT_MS if came_on else PAUSE_MS)
            if much:
                self.told.emit(f"찾기에 담는 중 {100 - 100 * left // self._most}%")
            return
        self._most = 0
        if much:
            self.told.emit("")
            # A page that was filtered meanwhile may lack what came last.
            self._context.bus.changed.emit(Changes("찾기 색인", initiator=INDEX, everything=True))


def _take_next(ws: "Workspace") -> int:
    from app.services import search_index

    return search_index.take_next(ws)
