"""One start of a process for the benchmarks: says a line on standard output when what it shows is painted.

`bare` is the floor: a main window with an empty table and nothing else.  `window` is the program's window,
`table` the program with the 과제 table of the data file given, filled.
"""

import sys
from pathlib import Path
from typing import Any


def _say() -> None:
    sys.stdout.write("painted\n")
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


def program(data_file: Path, filled: bool) -> None:
    """Show the program's window on ``data_file``, first page 과제, and end when it is painted or filled."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui import application
    from ui.pages import registry

    every = registry.pages()
    registry.pages = lambda: sorted(every, key=lambda entry: entry.key != "projects")
    app = QApplication([])
    running = application.Application(app, data_file)
    poll = QTimer()

    def _end() -> None:
        _say()
        poll.stop()
        app.exit()

    def _look() -> None:
        from PySide6.QtWidgets import QTableView

        tables = running.window.findChildren(QTableView)
        if any(table.isVisible() and table.model().rowCount() for table in tables):
            for table in tables:
                table.viewport().repaint()
            _end()

    if filled:
        poll.timeout.connect(_look)
        poll.start(2)
    else:
        application._AfterPaint(running.window.stack, _end)
    running.start()
    app.exec()
    running.finish()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        program(Path(sys.argv[2]), sys.argv[1] == "table")
