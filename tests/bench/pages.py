"""The program's window on a file, with every page opened as a person opens it."""

import time
from pathlib import Path
from typing import Any


class Pages:
    """The program's window on a file, in this process."""

    def __init__(self, file: Path) -> None:
        """Start the window and wait until its first page is filled."""
        from app.main import prepare_window

        prepare_window()
        from ui import application, theme

        self.running: Any = application.Application(theme.application(), file)
        self.running.start()
        self.settle()

    @staticmethod
    def places() -> dict[str, tuple[str, dict[str, Any]]]:
        """Return every page and every tab of 과제방 by its name, with what opens it."""
        from ui.pages import registry
        from ui.pages.project_room.parts import TABS

        left_out = ("project", "protection")
        found: dict[str, tuple[str, dict[str, Any]]] = {
            entry.label: (entry.key, {}) for entry in registry.PAGES if entry.key not in left_out
        }
        return found | {f"과제방 {tab}": ("project", {"project_id": 5, "tab": tab}) for tab in TABS}

    def settle(self) -> None:
        """Sleep until nothing is read any more and all is painted.

        One that looks all the time would take half of the readers' time away.
        """
        from PySide6.QtCore import QCoreApplication, QEventLoop

        while self.running.context.workspace is None or not self.running.tasks.idle():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.processEvents()

    def open(self, key: str, given: dict[str, Any]) -> float:
        """Open a page from 설정, stale; return the seconds until it is filled."""
        from PySide6.QtCore import QCoreApplication

        window = self.running.window
        window.navigate("settings")
        if key in window.pages:
            window.page(key).mark_stale()
        self.settle()
        begun = time.perf_counter()
        window.navigate(key, **given)
        QCoreApplication.processEvents()
        self.settle()
        return time.perf_counter() - begun
