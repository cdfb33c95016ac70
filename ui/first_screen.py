"""The first screen: what the page open last showed, read and painted before the data file is open.

Opening loads the database, which takes longer than all the rest of the start.  Until it is done the page can
only be looked at.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from ui.main_window import MainWindow
from ui.tasks import Tasks

if TYPE_CHECKING:
    from app.services.first_list import FirstList

PAGES = frozenset({"projects"})
"""The pages that may know how; the modules of the others bring the database along."""


class AfterPaint(QObject):
    """Calls once, after a widget has painted itself for the first time."""

    def __init__(self, watched: QWidget, call: Callable[[], object]) -> None:
        """Watch ``watched``."""
        super().__init__(watched)
        self._call = call
        self._watched = watched
        self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Call as soon as the paint is on the screen."""
        if event.type() == QEvent.Type.Paint:
            self._watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._call)
        return False


def show(
    window: MainWindow, tasks: Tasks, path: Path, settings: Settings, done: Callable[[], object]
) -> None:
    """Show the first screen of ``path`` where that can be; ``done`` follows its paint, or follows at once."""
    key = window.way.last()
    reads = window.page(key).first_screen() if key in PAGES else None
    if reads is None:
        done()
        return

    def shown(found: Any) -> None:
        if found is None:
            done()
            return
        window.way.show_first(key, found)
        AfterPaint(window.page(key), done)

    tasks.read(window, lambda _none: _read(path, settings, reads), shown)


def _read(path: Path, settings: Settings, reads: "Callable[[FirstList], Any]") -> Any:
    from app.services import first_list

    try:
        return first_list.read(path, settings, reads)
    except Exception:
        return None  # opening the file reads the same again and says what is wrong
