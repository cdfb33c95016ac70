"""Writes of another program beside this one: a command, or a window on the same file."""

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
        self._file = FileWatch(ws.paths.file, ws.key)
        self._own = 0
        self._expected = self._file.steps()
        ws.on_commit(self._count)

    def poll(self) -> bool:
        """Announce that everything may have changed where another program has written; tell whether."""
        if not self._file.touched():
            return False
        steps = self._file.steps()
        if not steps:
            return False
        foreign = steps - self._own != self._expected
        self._expected = steps - self._own
        if foreign:
            self._ws.announce(Changes("다른 곳에서 바꿈", {}, INITIATOR, everything=True))
        return foreign

    def close(self) -> None:
        """Stop watching."""
        self._file.close()

    def _count(self, changes: Changes) -> None:
        # What several steps or another file's contents announce (restore, demo) is taken as it is found.
        if changes.initiator in (INITIATOR, LOG):
            return
        if changes.everything:
            self._expected = self._file.steps() - self._own
        else:
            self._own += 1
