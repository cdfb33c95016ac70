"""How much memory a process holds; run by itself it is the floor: a bare Qt window with an empty table."""

import os
from pathlib import Path


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
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    return resident()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    print(bare())
