"""A window in which somebody types until the program is killed; it prints when each letter was typed.

Run by ``test_killed_typing.py`` as ``python -m tests.ui.typing_child FILE PROJECT``.
"""

import itertools
import sys
from pathlib import Path
from time import time

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.workspace import Workspace
from app.settings import Settings
from tests.ui.desk import Desk
from ui import theme
from ui.pages.project_room.page import ProjectRoom

LETTER_MS = 30


def main(path: Path, project_id: int) -> None:
    """Type into 개요 of the project without a pause."""
    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    desk = Desk(Workspace(path, Settings(user_name="홍시험")))
    room = ProjectRoom(desk.context)
    room.open_with(project_id=project_id)
    desk.show(room)
    editor = room.parts.overview.info.form.fields["summary"].editor
    editor.setFocus()
    for number in itertools.count(1):
        QTest.keyClicks(editor, "x")
        print(number, time(), flush=True)
        QTest.qWait(LETTER_MS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
