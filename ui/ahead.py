"""What is made before anybody asks for it, in moments in which nothing else is done.

To load, make and style 현황 takes 0.1 s, a third of what may pass from the click to its charts; its first
reading takes 0.05 s longer than the next.
"""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.main_window import MainWindow
from ui.tasks import Tasks

QUIET_MS = 1500
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

    def __init__(self, window: MainWindow, tasks: Tasks, key: str = KEY, quiet_ms: int = QUIET_MS) -> None:
        """Do nothing yet; a moment is quiet after ``quiet_ms``."""
        super().__init__(window)
        self._window, self._tasks, self._key = window, tasks, key
        self._steps: Iterator[Callable[[], object]] = iter(())
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(quiet_ms)
        self._quiet.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin once the window has been quiet for a while."""
        self._steps = self._all()
        self._quiet.start()

    def stop(self) -> None:
        """Do nothing more."""
        self._quiet.stop()

    def done(self) -> bool:
        """Tell whether everything is made."""
        return not self._quiet.isActive()

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
        if self._is_quiet():
            step = next(self._steps, None)
            if step is None:
                return
            step()
        self._quiet.start()

    def _is_quiet(self) -> bool:
        """Tell whether nothing is read or written, and nobody drags, answers a question or types."""
        at_work = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        types = isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit | QPlainTextEdit)
        context = self._window.context
        shut = context.opening or getattr(context.workspace, "locked", False)
        return self._tasks.idle() and not (at_work or asked or types or shut)
