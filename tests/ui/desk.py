"""A desk for tests of pages: a real data file, a page of it shown, and what it asked of its window."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.services import undo
from app.services.workspace import Workspace
from ui.bus import Bus
from ui.context import Context
from ui.pages.base import Page
from ui.state import MemoryState
from ui.tasks import Tasks

QUIET, PATIENCE = 16, 90
"""So many turns in a row without work: a page shows what it read in that many at most."""


class Desk:
    """Shows pages of a workspace; ``went`` and ``said`` hold what they asked of the window."""

    def __init__(self, workspace: Workspace) -> None:
        """Open the services of a window on ``workspace``."""
        self.workspace = workspace
        self.errors: list[BaseException] = []
        self.went: list[tuple[str, dict[str, Any]]] = []
        self.said: list[str] = []
        self.offers: list[Callable[[], Any] | None] = []
        self.tasks = Tasks(workspace, report=lambda _owner, error: self.errors.append(error))
        bus = Bus()
        bus.attach(workspace)
        self.context = Context(workspace, self.tasks, bus, MemoryState(), undo)
        self.context.navigate = lambda key, **args: self.went.append((key, args))
        self.context.notify = self._notify

    def _notify(
        self, text: str, _action: str = "", run: Callable[[], Any] | None = None, _more: object = ()
    ) -> None:
        self.said.append(text)
        self.offers.append(run)

    def show(self, page: Page | QWidget) -> Any:
        """Show ``page`` and wait until it has read."""
        page.resize(1180, 780)
        page.show()
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until nothing runs and every announcement has arrived."""
        deadline, quiet = monotonic() + PATIENCE, 0
        while quiet < QUIET:
            QApplication.processEvents()
            quiet = quiet + 1 if self.tasks.wait_idle(1) else 0
            assert monotonic() < deadline, "a task does not end"

    def close(self) -> None:
        """End the services; nothing may have gone wrong unseen."""
        self.settle()
        self.tasks.stop()
        assert self.errors == []
