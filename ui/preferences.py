"""A person's settings while the window is open: read once, kept shortly after each change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.settings import Settings, load, save

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
        return self.settings.ui.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Remember ``value`` under ``key``."""
        if self.settings.ui.get(key) != value:
            self.settings = self.settings.with_values(ui={**self.settings.ui, key: value})
            # Counted from the first change: what is remembered as one types is never older than that.
            if not self._soon.isActive():
                self._soon.start()

    def rewrite(self, change: Callable[[Any], Any]) -> None:
        """Remember everything as ``change`` returns it, written down at once."""
        self.settings = self.settings.with_values(ui=dict(change(self.settings.ui)))
        self.save()

    def save(self) -> None:
        """Write the settings now; True to a window on its way out even where the folder refuses."""
        self._soon.stop()
        try:
            save(self._path, self.settings)
        except OSError:
            import logging

            logging.getLogger("hamkke.settings").warning("settings could not be written")
