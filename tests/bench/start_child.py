"""One start of a process for the benchmarks: says a line on standard output when what it shows is painted.

`bare` is the floor: a main window with an empty table and nothing else.  `window` is the program's window,
`table` the program with the 과제 table of the data file given, filled, `today` and
`projects` the program with all of that page read and painted.  `pages` says how long each page took
to open.  A key given is what a credential store remembers of the file.
"""

import sys
import time
from pathlib import Path
from typing import Any


def _say(end: float | None = None) -> None:
    """Say that it is painted, and how many seconds ago that was where one had to see whether more comes."""
    ago = 0.0 if end is None else time.perf_counter() - end
    sys.stdout.write(f"painted\t{ago:.6f}\n")
    sys.stdout.flush()


def bare() -> None:
    """Show what Qt alone can show."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Table(QTableView):
        def paintEvent(self, event: Any) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, _end)

    def _end() -> None:
        _say()
        app.exit()

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(Table())
    window.resize(1440, 900)
    window.show()
    app.exec()


def remember(key: str) -> None:
    """Let the machine's credential store remember ``key``; loading its library costs what it costs."""
    from app.services.data_file import credentials

    class Store:
        def get_password(self, _service: str, _name: str) -> str:
            return key

    def backend() -> Any:
        credentials.load()
        return Store()

    credentials.backend = backend


def pages(data_file: Path) -> None:
    """Open every page once and say how long each took until it had read and was painted."""
    from app.main import prepare_window

    prepare_window()
    from tests.bench.waiting import Waiting
    from ui import application, theme
    from ui.pages import registry

    running = application.Application(theme.application(), data_file)
    waiting = Waiting(lambda: _idle(running))
    running.tasks.report = waiting.report
    running.start()
    waiting.quiet()
    places: list[tuple[str, dict[str, Any]]] = [
        (entry.key, {"project_id": 7} if entry.key == "project" else {}) for entry in registry.PAGES
    ]
    for key, given in places:
        begun = time.perf_counter()
        running.window.navigate(key, **given)
        sys.stdout.write(f"{key}\t{waiting.quiet() - begun:.6f}\n")
    sys.stdout.flush()
    running.finish()


def _idle(running: Any) -> bool:
    return running.context.workspace is not None and running.tasks.idle()


def _begin_with(key: str) -> None:
    from ui.pages import registry

    registry.PAGES = tuple(sorted(registry.PAGES, key=lambda entry: entry.key != key))


def first(data_file: Path, key: str) -> None:
    """Show the program's window on ``data_file``, first page ``key``; end when that is read and painted."""
    from app.main import prepare_window

    prepare_window()
    from tests.bench.waiting import Waiting
    from ui import application, theme

    _begin_with(key)
    running = application.Application(theme.application(), data_file)
    waiting = Waiting(lambda: _idle(running))
    running.tasks.report = waiting.report
    running.start()
    _say(waiting.quiet())
    running.finish()


def program(data_file: Path, filled: bool) -> None:
    """Show the program's window on ``data_file``, first page 과제, and end when it is painted or filled."""
    from app.main import prepare_window

    prepare_window()
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QTableView, QWidget

    from ui import application, theme

    _begin_with("projects")
    app = theme.application()
    running = application.Application(app, data_file)

    def _end() -> None:
        _say()
        app.exit()

    class Filled(QObject):
        """Ends after the first paint of a table that has rows."""

        def __init__(self, page: QWidget) -> None:
            super().__init__(page)
            table = page.findChild(QTableView)
            assert table is not None
            self.table = table
            table.viewport().installEventFilter(self)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and self.table.model().rowCount():
                watched.removeEventFilter(self)
                QTimer.singleShot(0, _end)
            return False

    entry = running.window.entries["projects"]

    def watched(context: Any, place: QWidget | None = None) -> Any:
        page = entry.factory(context, place)
        Filled(page)
        return page

    if filled:
        running.window.entries["projects"] = entry._replace(factory=watched)
    else:
        running.painted.connect(_end)
    running.start()
    app.exec()
    running.finish()


if __name__ == "__main__":
    if len(sys.argv) > 3:
        remember(sys.argv[3])
    if sys.argv[1] == "bare":
        bare()
    elif sys.argv[1] == "pages":
        pages(Path(sys.argv[2]))
    elif sys.argv[1] in ("today", "projects"):
        first(Path(sys.argv[2]), sys.argv[1])
    else:
        program(Path(sys.argv[2]), sys.argv[1] == "table")
