"""What would hold the window up if it were done at once, done step by step, one a turn of the event loop."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

Step = Callable[[], object]


class Turns(QObject):
    """Does the steps of one task in their order; those of a newer task take the place of what is left."""

    def __init__(self, owner: QObject) -> None:
        """Have nothing to do yet; what ``owner`` leaves undone when it goes stays undone."""
        super().__init__(owner)
        self._left: deque[Step] = deque()
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._step)

    def begin(self, *steps: Step) -> None:
        """Do ``steps`` from the next turn on; without any, do nothing more."""
        self._left = deque(steps)
        if steps:
            self._next.start()
        else:
            self._next.stop()

    def _step(self) -> None:
        step = self._left.popleft()
        if not self._left:
            self._next.stop()
        step()
