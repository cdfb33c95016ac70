"""Writes of another program beside this one: a command, or a window on the same file."""

import threading
from typing import TYPE_CHECKING

from app.changes import LOG, Changes
from db.watch import FileWatch

if TYPE_CHECKING:
    from app.services.workspace import Workspace

INITIATOR = "outside"


class Watch:
    """Tells the listeners of a workspace of steps that it did not make; ``poll`` is called now and then.

    Steps are numbered without gaps, so those that are neither known nor our own are another program's.
    """

    def __init__(self, ws: "Workspace") -> None:
        """Watch the file from now on."""
        self._ws = ws
        self._one = threading.Lock()
        self._file = FileWatch(ws.paths.file, ws.key)
        self._paused = self._unknown = False
        self._own = 0
        self._expected = self._file.steps()
        ws.on_commit(self._count)
        ws.accompany(self)

    def poll(self) -> bool:
        """Announce that everything may have changed where another program has written; tell whether."""
        with self._one:
            asked = not self._paused and (self._file.touched() or self._unknown)
            steps = self._file.steps() if asked else 0
            self._unknown = self._unknown and not steps
        if not steps:
            return False
        foreign = steps - self._own != self._expected
        self._expected = steps - self._own
        if foreign:
            self._ws.announce(Changes("다른 곳에서 바꿈", {}, INITIATOR, everything=True))
        return foreign

    def pause(self) -> None:
        """Let go of the file while it is exchanged as a whole."""
        with self._one:
            self._file.close()
            self._paused = True

    def resume(self) -> None:
        """Watch the file that is in its place now; what another program wrote meanwhile is found out."""
        with self._one:
            self._file = FileWatch(self._ws.paths.file, self._ws.key)
            self._paused, self._unknown = False, True

    def close(self) -> None:
        """Stop watching."""
        self._ws.part_from(self)
        self._file.close()

    def _count(self, changes: Changes) -> None:
        # What several steps or another file's contents announce (restore, demo) is taken as it is found.
        if changes.initiator in (INITIATOR, LOG):
            return
        if changes.everything:
            self._expected = self._file.steps() - self._own
        else:
            self._own += 1
