"""An index of words that has grown for long is merged while the window rests, a moment's work at a time."""

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.quiet import Quiet

if TYPE_CHECKING:
    from app.services.workspace import Workspace

REST_MS, BETWEEN_MS = 10_000, 150
MOMENT = 0.06
"""Seconds that a step should take: as many pages are merged as the disk at hand lets it."""
LEAST, FIRST, MOST = 25, 100, 150


class Merging(QObject):
    """Begins once nothing was read, written or typed for a while, and pauses where anything is.

    A province's ten years were 600 steps, two minutes of rest, which wrote 1.3 GB.  Whoever saves meanwhile
    waits for the end of one at most.
    """

    def __init__(self, context: Context, window: QWidget) -> None:
        """Do nothing yet."""
        super().__init__(window)
        self._context, self._window = context, window
        self._quiet = Quiet(context)
        self._at_it, self._pages = False, FIRST
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)
        context.tasks.busyChanged.connect(self._pause)

    def begin(self) -> None:
        """Look for what there is to merge, once the window rests."""
        if not self._at_it:
            self._timer.start(REST_MS)

    def _pause(self, busy: bool) -> None:
        if busy and not self._at_it and self._timer.isActive():
            self._timer.start(REST_MS)

    def _next(self) -> None:
        if not self._quiet.now():
            self._timer.start(REST_MS)
            return
        self._at_it = True
        self._context.tasks.read(self._window, partial(_merge, pages=self._pages), self._merged)

    def _merged(self, took: float | None) -> None:
        self._at_it = False
        if took is not None:
            self._pages = min(max(int(self._pages * MOMENT / took), LEAST), MOST)
            self._timer.start(BETWEEN_MS)


def _merge(ws: "Workspace", pages: int) -> float | None:
    """Merge so many pages and return the seconds that took; None where nothing is left.

    None as well where it cannot be, whatever the reason: it is tried again after the next step of work.
    """
    from app.services.search import indexing

    start = time.perf_counter()
    try:
        more = indexing.merge_some(ws, pages)
    except Exception as error:
        import logging

        logging.getLogger("hamkke.index").warning("the index cannot be merged: %s", type(error).__name__)
        return None
    return time.perf_counter() - start if more else None
