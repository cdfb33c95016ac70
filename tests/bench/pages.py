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
        from tests.bench.waiting import Waiting
        from ui import application, theme

        self.running: Any = application.Application(theme.application(), file)
        self.waiting = Waiting(self.idle)
        self.running.tasks.report = self.waiting.report
        self.running.start()
        self.waiting.quiet()

    def idle(self) -> bool:
        """Tell whether the file is open and nothing is read."""
        return self.running.context.workspace is not None and self.running.tasks.idle()

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

    def open(self, key: str, given: dict[str, Any]) -> float:
        """Open a page from 설정, stale; return the seconds until it is filled."""
        window = self.running.window
        window.navigate("settings")
        if key in window.pages:
            window.page(key).mark_stale()
        self.waiting.quiet()
        begun = time.perf_counter()
        window.navigate(key, **given)
        return self.waiting.quiet() - begun
