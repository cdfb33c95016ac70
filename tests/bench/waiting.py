"""How a bench waits for a window: asleep, never for ever, never past an error, quiet by one measure."""

import sys
import time
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QEventLoop, QTimer

from tests.bench.beat import Beat

TURNS, LIMIT = 16, 60.0
_NAP = 0.001
"""Between two quiet turns, for what comes by a short timer or from another thread."""
_BEAT_ALONE = 0.0005
"""A turn in which the beat came is quiet nevertheless where it was shorter; then nothing else was in it."""
_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_LOOK = QEventLoop.ProcessEventsFlag.AllEvents


class Waiting:
    """Waits in the event loop; an error of the program, or ``limit`` seconds of one wait, ends the bench."""

    def __init__(self, idle: Callable[[], bool], limit: float = LIMIT, beat: Beat | None = None) -> None:
        """Take ``idle``, which tells whether nothing is read or written; the ``beat`` disturbs no quiet."""
        self.errors: list[BaseException] = []
        self.beat = beat
        self._awake = False
        self._idle, self._limit, self._loop = idle, limit, QEventLoop()
        self._late = QTimer(singleShot=True, interval=round(1000 * limit))
        self._late.timeout.connect(self._too_late)
        # What a slot raises would only be printed by Qt, and then waited for.
        sys.excepthook = self._raised

    def report(self, _owner: object, error: BaseException) -> None:
        """Take an error that no caller handles, as ``Tasks.report``."""
        self.errors.append(error)
        self._loop.quit()

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        self.report(None, error)

    def _too_late(self) -> None:
        self.report(None, TimeoutError(f"it does not end in {self._limit:g} s"))

    def until(self, done: Callable[[], bool]) -> None:
        """Live until ``done``, which changes by some event; asleep where nothing happens.

        A loop that looks all the time would take half of the readers' time away.
        """
        self._late.start()
        while not done() and not self.errors:
            self._loop.processEvents(_WAIT)
        self._end()

    def asleep(self, act: Callable[[], object]) -> None:
        """Do ``act`` and sleep until ``wake``, which ``act`` itself may call already."""
        self._awake = False
        self._late.start()
        act()
        if not self._awake and not self.errors:
            self._loop.exec()
        self._end()

    def wake(self, *_told: object) -> None:
        """End ``asleep``; to be connected to what one waits for."""
        self._awake = True
        self._loop.quit()

    def quiet(self, rest: float = 0.0) -> float:
        """Live until the window is quiet; return the moment at which the last turn ended that was not.

        It is quiet after 16 turns of the event loop in a row in which nothing was read and nothing happened,
        and once nothing was read for ``rest`` seconds: for who counts in what begins only some time after.
        """
        self._late.start()
        turns, last = 0, time.perf_counter()
        worked = last
        while (turns < TURNS or time.perf_counter() - worked < rest) and not self.errors:
            busy = not self._idle()
            if self._turn(busy):
                turns, last = 0, time.perf_counter()
                worked = last if busy else worked
            else:
                turns += 1
                time.sleep(_NAP)
        self._end()
        return last

    def _turn(self, busy: bool) -> bool:
        """Let the loop turn once, asleep first where it is ``busy``; tell whether anything happened."""
        begun, beats = time.perf_counter(), self.beat.count if self.beat else 0
        handled = self._loop.processEvents(_WAIT if busy else _LOOK)
        beaten = self.beat is not None and self.beat.count > beats
        alone = beaten and time.perf_counter() - begun < _BEAT_ALONE
        return busy or (handled and not alone)

    def _end(self) -> None:
        self._late.stop()
        if self.errors:
            raise self.errors[0]
