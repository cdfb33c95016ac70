"""Two readings side by side: SQLite lets go of the interpreter while it works.

``concurrent.futures`` does the same and takes 13 ms to load; the first page of the morning would wait for it.
"""

import gc
from collections.abc import Callable
from threading import Thread
from types import TracebackType
from typing import Generic, TypeVar

from app import collection

T = TypeVar("T")


class Beside(Generic[T]):
    """Does ``work`` on a thread of its own within a ``with``, whose end waits for it."""

    def __init__(self, work: Callable[[], T]) -> None:
        """Begin at once; nothing is collected meanwhile: a widget may be destroyed on its own thread only."""
        self._work = work
        self._collects = gc.isenabled()
        collection.hold()
        self._found: list[T] = []
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, name="beside")
        self._thread.start()

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:
            self._error = error

    def result(self) -> T:
        """Wait for what was found, or raise what went wrong there."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._found[0]

    def __enter__(self) -> "Beside[T]":
        """Go on with something else."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Leave nothing running."""
        self._thread.join()
        if self._collects:
            collection.resume()
