"""What a window remembers between runs: its place, widths, folded groups; JSON values by key."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget


class UiState(Protocol):
    """A store of JSON values that outlives the program."""

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value kept under ``key``."""

    def set(self, key: str, value: Any) -> None:
        """Keep ``value`` under ``key``."""

    def rewrite(self, change: Callable[[Any], Any]) -> None:
        """Keep every value as ``change`` returns it: of somebody whose data were destroyed nothing stays."""


class MemoryState:
    """A store that forgets at the end of the program; for tests and for a read-only settings folder."""

    def __init__(self) -> None:
        """Begin empty."""
        self.values: dict[str, Any] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value kept under ``key``, or ``default``."""
        return self.values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep ``value`` under ``key``."""
        self.values[key] = value

    def rewrite(self, change: Callable[[Any], Any]) -> None:
        """Keep every value as ``change`` returns it."""
        self.values = dict(change(self.values))


def save_geometry(state: UiState, key: str, window: QWidget) -> None:
    """Keep where ``window`` stands and how large it is."""
    state.set(key, bytes(window.saveGeometry().toBase64().data()).decode("ascii"))


def restore_geometry(state: UiState, key: str, window: QWidget) -> bool:
    """Put ``window`` where it stood; False where nothing usable is remembered."""
    kept = state.get(key)
    if not isinstance(kept, str):
        return False
    return window.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode("ascii", "ignore"))))


def remember_splitter(state: UiState, key: str, splitter: QSplitter) -> None:
    """Give ``splitter`` the sizes it had, and keep those it is given."""
    kept = state.get(key)
    if isinstance(kept, list) and len(kept) == splitter.count() and all(isinstance(n, int) for n in kept):
        splitter.setSizes(kept)
    splitter.splitterMoved.connect(lambda _pos, _index: state.set(key, splitter.sizes()))
