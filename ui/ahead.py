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
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet_ms, self._written = quiet_ms, ""
        self._quiet.timeout.connect(self._go_on)

    def begin(self) -> None:
        """Begin once the window has been quiet for a while."""
        self._steps = self._all()
        self._quiet.start(self._quiet_ms)

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
        if not self._is_quiet():
            self._quiet.start(self._quiet_ms)
            return
        step = next(self._steps, None)
        if step is not None:
            step()
            self._quiet.start(BETWEEN_MS)

    def _is_quiet(self) -> bool:
        """Tell whether nothing is read or written, and nobody drags, answers a question or types."""
        at_work = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return self._window.context.at_rest() and not (at_work or asked or self._is_typed_in())

    def _is_typed_in(self) -> bool:
        """Tell whether a text has become another one since it was looked at last."""
        before, self._written = self._written, _text_of(QApplication.focusWidget())
        return before != self._written


def _text_of(widget: QWidget | None) -> str:
    match widget:
        case QLineEdit():
            return widget.text()
        case QTextEdit() | QPlainTextEdit():
            return str(widget.document().revision())
        case _:
            return ""
