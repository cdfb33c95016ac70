"""One place on the UI thread where every view hears what a commit changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from app.changes import Changes


class Announcer(Protocol):
    """What the bus asks of a workspace: to call back after each commit, on whatever thread."""

    def on_commit(self, callback: "Callable[[Changes], None]") -> object:
        """Call ``callback`` with the changes of every later commit."""


class Bus(QObject):
    """Carries commits from the writer thread to the UI thread, in their order."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a bus that nothing announces to yet."""
        super().__init__(parent)
        self._arrived.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def attach(self, workspace: Announcer) -> None:
        """Announce every later commit of ``workspace``."""
        workspace.on_commit(self.announce)

    def announce(self, changes: "Changes") -> None:
        """Tell every view of ``changes`` soon; may be called on any thread."""
        self._arrived.emit(changes)
