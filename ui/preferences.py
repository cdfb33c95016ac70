"""A person's settings while the window is open: read once, kept shortly after each change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.settings import Settings, load, save
from ui.protection.private import Drawer, Sealer, is_private

SAVE_MS = 500


class Preferences(QObject):
    """The settings and what the window remembers (``UiState``), written shortly after the last change."""

    changed = Signal(object)
    """The settings are other ones now; what a window remembers of itself does not count."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Read the settings at ``path``; a folder that cannot be written is put up with."""
        super().__init__(parent)
        self._path = path
        self.settings: Settings = load(path)
        self._drawer: Drawer | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_MS)
        self._soon.timeout.connect(self.save)

    def change(self, **values: Any) -> None:
        """Give settings other values and tell everybody."""
        self.settings = self.settings.with_values(**values)
        self._soon.start()
        self.changed.emit(self.settings)

    def get(self, key: str, default: Any = None) -> Any:
        """Return what the window remembers under ``key``."""
        if self._drawer is not None and is_private(key):
            return self._drawer.get(self.settings.ui, key, default)
        return self.settings.ui.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Remember ``value`` under ``key``; while a protected file is open, sealed."""
        if self.get(key) == value:
            return
        if self._drawer is not None and is_private(key):
            self._keep(self._drawer.put(self.settings.ui, key, value))
        else:
            self._keep({**self.settings.ui, key: value})

    def _keep(self, kept: dict[str, Any]) -> None:
        self.settings = self.settings.with_values(ui=kept)
        # Counted from the first change: what is remembered as one types is never older than that.
        if not self._soon.isActive():
            self._soon.start()

    def rewrite(self, change: Callable[[Any], Any]) -> None:
        """Remember everything as ``change`` returns it, written down at once."""
        kept = self.settings.ui
        if self._drawer is not None:
            kept = self._drawer.rewritten(kept, change)
        self.settings = self.settings.with_values(ui=dict(change(kept)))
        self.save()

    def seal_with(self, sealer: Sealer | None) -> None:
        """Remember for the file that is open now: sealed by ``sealer``, in the clear without one."""
        self._drawer = Drawer(sealer) if sealer is not None else None

    def change_seal(self, sealer: Sealer | None) -> None:
        """Go on with another ``sealer`` for the same file, whose protection has changed; nothing is lost."""
        kept = self.settings.ui
        mine: dict[str, Any] = {}
        if self._drawer is not None:
            kept, mine = self._drawer.empty(kept)
        elif sealer is not None:
            kept, mine = Drawer(sealer).take(kept)
        self.seal_with(sealer)
        self.settings = self.settings.with_values(ui=kept)
        for key, value in mine.items():
            self.set(key, value)
        self.save()

    def save(self) -> None:
        """Write the settings now; True to a window on its way out even where the folder refuses."""
        self._soon.stop()
        try:
            save(self._path, self.settings)
        except OSError:
            import logging

            logging.getLogger("hamkke.settings").warning("settings could not be written")
