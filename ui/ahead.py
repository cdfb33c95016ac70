"""What is made before anybody asks for it, in moments in which nothing else is done.

To load, make and style 현황 takes 0.1 s, a third of what may pass from the click to its charts; its first
reading takes 0.05 s longer than the next.
"""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.main_window import MainWindow
from ui.quiet import Quiet

QUIET_MS, BETWEEN_MS = 1500, 100
KEY = "dashboard"
MODULES = (
    "ui.widgets.charts.bar_chart",
    "ui.widgets.charts.tile_map",
    "app.services.dashboard",
    "ui.pages.dashboard.filter_bar",
    "ui.pages.dashboard.behind_dialog",
    "ui.dialogs.save_report",
    "ui.pages.dashboard.page",
)
"""In the order in which one needs the other, so that none takes long."""


class Ahead(QObject):
    """Makes the page that takes longest, step by step; each step waits for a quiet moment."""

    def __init__(self, window: MainWindow, key: str = KEY, quiet_ms: int = QUIET_MS) -> None:
        """Do nothing yet; a moment is quiet after ``quiet_ms``, and lasts until somebody does something."""
        super().__init__(window)
        self._window, self._key = window, key
        self._steps: Iterator[Callable[[], object]] = iter(())
        self._quiet, self._quiet_ms = Quiet(window.context), quiet_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin once the window has been quiet for a while."""
        self._steps = self._all()
        self._timer.start(self._quiet_ms)

    def stop(self) -> None:
        """Do nothing more."""
        self._timer.stop()

    def done(self) -> bool:
        """Tell whether everything is made."""
        return not self._timer.isActive()

    def _all(self) -> Iterator[Callable[[], object]]:
        for name in MODULES:
            yield partial(import_module, name)
        yield lambda: self._window.page(self._key)
        page = self._window.page(self._key)
        for step in page.ahead():
            if not page.stale:  # somebody has opened it meanwhile
                return
            yield step
            yield self._style

    def _style(self) -> None:
        page = self._window.page(self._key)
        for widget in (page, *page.findChildren(QWidget)):
            widget.ensurePolished()

    def _go_on(self) -> None:
        if not self._quiet.now():
            self._timer.start(self._quiet_ms)
            return
        step = next(self._steps, None)
        if step is not None:
            step()
            self._timer.start(BETWEEN_MS)
