"""What was written is taken into the index of words while nobody waits for anything, part by part."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.changes import INDEX, Changes
from ui.context import Context

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FIRST_MS, PAUSE_MS, NEXT_MS = 2500, 1500, 20
MUCH = 500
"""From so many changes on, which take longer than a moment, the window tells how far it is."""


class _Standing(NamedTuple):
    """How many changes are left after a part, and whether more waited before it than a search takes in."""

    left: int
    over: bool


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
        self._at_it = self._over = False
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
        if self._at_it or not self._context.at_rest():
            # Beside whatever is read or written it would make that slower, and the window with it.
            self._timer.start(PAUSE_MS)
        else:
            self._at_it = True
            self._context.tasks.read(self._window, _take_next, self._taken)

    def _taken(self, standing: _Standing | None) -> None:
        self._at_it = False
        if standing is None:
            # Tried again after the next step: the disk may have room by then.
            self._end()
            return
        left = standing.left
        self._most, self._over = max(self._most, left), self._over or standing.over
        came_on, self._left = left != self._left, left
        if left:
            self._timer.start(NEXT_MS if came_on else PAUSE_MS)
            if self._most > MUCH:
                self.told.emit(f"찾기에 담는 중 {100 - 100 * left // self._most}%")
            return
        self._end()
        self._read_again()

    def _end(self) -> None:
        if self._most > MUCH:
            self.told.emit("")
        self._most = self._left = 0

    def _read_again(self) -> None:
        """Let pages read once more where one that was filtered meanwhile may lack what came last."""
        workspace, over = self._context.workspace, self._over
        self._over = False
        if workspace is not None and (over or workspace.index_missed):
            workspace.index_missed = False
            self._context.bus.changed.emit(Changes("찾기 색인", initiator=INDEX, everything=True))


def _take_next(ws: "Workspace") -> _Standing | None:
    """Take in one part; None where that cannot be, whatever the reason: nobody has asked for it."""
    from app.services.search import indexing

    try:
        over = indexing.waiting(ws, indexing.FEW + 1) > indexing.FEW
        left = indexing.take_next(ws)
    except Exception as error:
        import logging

        logging.getLogger("hamkke.index").warning("the index cannot be followed: %s", type(error).__name__)
        ws.index_stuck = True
        return None
    return None if left is None else _Standing(left, over)
