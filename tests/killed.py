"""Programs that are killed while they work: each a process of its own, and what it had said until then.

Where the system can, a process is forked from one that has loaded the program: to load it anew took 0.8 s of
the second that such a process lives.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from typing import Any

if sys.platform == "win32":
    _CONTEXT = multiprocessing.get_context("spawn")
else:
    _CONTEXT = multiprocessing.get_context("forkserver")
    _CONTEXT.set_forkserver_preload(
        ["tests.db.kill_child", "tests.db.protect_child", "tests.app.services.privacy.destruction_child"]
    )

Say = Callable[[Any], None]
_LONGEST = 120


class Killed:
    """A process that does ``work(say, *given)``; what it says is heard even when it is killed right after."""

    def __init__(self, work: Callable[..., None], *given: Any) -> None:
        """Start it."""
        self._heard, said = _CONTEXT.Pipe(duplex=False)
        self._process = _CONTEXT.Process(target=_begin, args=(dict(os.environ), said, work, given))
        self._process.start()
        said.close()

    def hear(self) -> Any:
        """Return the next thing it says."""
        return self._heard.recv()

    def wait(self, seconds: float = _LONGEST) -> bool:
        """Wait until it has ended, no longer than ``seconds``; tell whether it has."""
        self._process.join(seconds)
        return not self._process.is_alive()

    def kill(self) -> list[Any]:
        """Kill it and return what it had said to the end and was not heard yet."""
        self._process.kill()
        self._process.join()
        rest = []
        with self._heard:
            try:
                while True:
                    rest.append(self._heard.recv())
            except EOFError:
                return rest

    @property
    def exit_code(self) -> int | None:
        """Return how it has ended."""
        return self._process.exitcode


def _begin(
    environment: Mapping[str, str], said: Connection, work: Callable[..., None], given: tuple[Any, ...]
) -> None:
    os.environ.update(environment)
    work(said.send, *given)
