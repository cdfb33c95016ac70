"""Which connection each thread reads with, so that a reading nobody waits for any more can be stopped."""

import contextlib
import threading
from collections import defaultdict
from collections.abc import Iterator
from typing import Any


class Readings:
    """The readings that are going on, by their thread."""

    def __init__(self) -> None:
        """Know of none."""
        self._lock = threading.Lock()
        self._by_thread: defaultdict[int, list[Any]] = defaultdict(list)

    @contextlib.contextmanager
    def of(self, connection: Any) -> Iterator[None]:
        """Count ``connection`` of the driver as one that this thread reads with."""
        mine = threading.get_ident()
        with self._lock:
            self._by_thread[mine].append(connection)
        try:
            yield
        finally:
            with self._lock:
                self._by_thread[mine].remove(connection)

    def stop(self, thread: int) -> None:
        """Let the statements that ``thread`` is reading by fail at once."""
        with self._lock:
            for connection in self._by_thread.get(thread, ()):
                connection.interrupt()
