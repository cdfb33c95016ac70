"""A program that captures cards by key presses until it is killed; it prints each card once it is stored.

Run by ``test_run_window.py`` as ``python -m tests.ui.run_mode.capture_child FILE SETTINGS``.  After 25 cards
it leaves a line half typed and says ``half`` when that must be in its settings.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import projects
from app.services.session import running, sessions
from app.services.workspace import Workspace
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.preferences import SAVE_MS, Preferences
from ui.run_mode.window import RunWindow
from ui.tasks import Tasks

CARDS = 25


def main(file: Path, settings: Path) -> None:
    """Capture until killed."""
    app = QApplication([])
    theme.apply(app, "light")
    ws = Workspace(file)
    made = projects.create(ws, {"title": "밤길", "year": 2026})
    session_id = sessions.create(ws, made.id, "workshop", {"topic": "발견"})
    tasks = Tasks(ws)
    context = Context(ws, tasks, Bus(), Preferences(settings))
    window = RunWindow(context, running.board(ws, session_id))
    window.show()
    count = iter(range(CARDS))

    def capture(*_stored: object) -> None:
        number = next(count, None)
        if number is None:
            QTest.keyClicks(window.line, "half typed line")
            QTimer.singleShot(SAVE_MS + 100, lambda: print("half", flush=True))
            return
        QTest.keyClicks(window.line, f"card {number}")
        QTest.keyClick(window.line, Qt.Key.Key_Return)

    window.capturing.stored.connect(lambda card: print("stored", card.text, flush=True))
    window.capturing.stored.connect(lambda _card: QTimer.singleShot(0, capture))
    QTimer.singleShot(0, capture)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
