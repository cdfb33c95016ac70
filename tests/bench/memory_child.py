"""How much memory a process holds; run by itself it is the floor: a bare Qt window with an empty table.

With a file it is the program's window of the same size, after every page was opened once and twice.
"""

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

SIZE = (1440, 900)
ONCE, TWICE, PEAK, AT_ONCE = "once", "twice", "peak", "at once"


def resident() -> float:
    """Return the memory in MB that this process holds now, shared libraries and all."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def bare() -> float:
    """Show what Qt alone can show, and return the memory it holds."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(*SIZE)
    window.show()
    app.processEvents()
    return resident()


def opened(file: Path) -> Iterator[tuple[str, float]]:
    """Open every page; yield the memory that is held then, after all were opened again, and at most.

    At once after the last, and once the pages before it have given up what they do when they were left.
    """
    from tests.bench.pages import Pages

    pages = Pages(file)
    from ui.pages.base import LEFT_MS  # not before the window was prepared

    pages.running.window.showNormal()
    pages.running.window.resize(*SIZE)
    for when in (ONCE, TWICE):
        for key, given in pages.places().values():
            pages.open(key, given)
        yield f"{AT_ONCE} {when}", resident()
        pages.waiting.quiet(LEFT_MS / 1000 + 0.5)
        yield when, resident()
    yield PEAK, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages.running.finish()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.argv[1:]:
        for name, megabytes in opened(Path(sys.argv[1])):
            print(f"{name}\t{megabytes:.1f}")
    else:
        print(bare())
