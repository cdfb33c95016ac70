"""A gate that work on a data file passes, and that is closed while the file is exchanged as a whole."""

import contextlib
import threading
from collections.abc import Iterator


class Gate:
    """Lets work in while it is open; who closes it waits until all who are in have come out.

    What is in may begin more work of its own thread: it would otherwise wait for itself.
    """

    def __init__(self) -> None:
        """Make an open gate."""
        self._turn = threading.Condition()
        self._inside = 0
        self._closed = False
        self._own = threading.local()

    @contextlib.contextmanager
    def passing(self) -> Iterator[None]:
        """Do the block when the gate is open, and keep it from closing meanwhile."""
        depth = getattr(self._own, "depth", 0)
        with self._turn:
            if not depth:
                self._turn.wait_for(lambda: not self._closed)
            self._inside += 1
        self._own.depth = depth + 1
        try:
            yield
        finally:
            self._own.depth = depth
            with self._turn:
                self._inside -= 1
                self._turn.notify_all()

    def close(self, seconds: float) -> bool:
        """Let nobody in any more; tell whether all came out within ``seconds``."""
        with self._turn:
            self._closed = True
            return self._turn.wait_for(lambda: not self._inside, seconds)

    def open(self) -> None:
        """Let everybody in again."""
        with self._turn:
            self._closed = False
            self._turn.notify_all()
