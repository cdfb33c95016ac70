"""The page open last is shown before the database is loaded, and becomes usable once the file is open."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.services.workspace import Workspace
from tests import factories
from ui.application import Application
from ui.pages.projects.page import ProjectsPage
from ui.protection.opening import NewFileDialog

Start = Callable[..., Application]
_LOOKED_AT = Qt.WidgetAttribute.WA_TransparentForMouseEvents

_MODULES = """
import sys
from pathlib import Path
from threading import Event
from app.main import prepare_window
prepare_window()
from PySide6 import QtWidgets
from ui import application, theme
app = theme.application()
running = application.Application(app, Path(sys.argv[1]))
heavy = {"sqlalchemy", "sqlcipher3", "alembic", "openpyxl", "reportlab"}
say = lambda when: print(when, *sorted(heavy & set(sys.modules)), flush=True)
running.painted.connect(lambda: say("painted"))

class Seen(Event):
    def set(self):  # who opens the file waits for this, and loads SQLAlchemy from here on
        page = running.window.pages["projects"]
        say(f"filled {page.area.table.records().rowCount()} {page.area.line.count.text()}")
        print("QWizard" in vars(QtWidgets), "QStyle" in vars(QtWidgets))
        super().set()

running._seen = Seen()
running.settled.connect(app.exit)
assert running.start()
app.exec()
running.finish()
"""


def remember(**kept: Any) -> None:
    """Keep settings as an earlier window would have left them."""
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"ui": {"window/page": "projects", **kept}}), encoding="utf-8")


@pytest.fixture
def filled(workspace: Workspace) -> Path:
    """Give a closed file with three projects of two agencies."""
    for title, agency in (("골목 쉼터", "가온시"), ("마을 버스", "가온시"), ("돌봄 지도", "나래군")):
        factories.project(workspace, title=title, lead_agency=agency)
    workspace.close()
    return workspace.paths.file


@pytest.fixture
def start(light: QApplication) -> Iterator[Start]:
    """Give a function that starts the window on a file; all are ended afterwards."""
    started: list[Application] = []

    def begin(path: Path) -> Application:
        application = Application(light, path)
        started.append(application)
        assert application.start()
        return application

    yield begin
    for application in started:
        application.tasks.wait_idle(10)
        application.window.close()
        application.finish()


def settled(qtbot: QtBot, application: Application) -> ProjectsPage | None:
    """Wait for the first screen and return its page, None where there was none."""
    with qtbot.waitSignal(application.settled, timeout=10_000):
        pass
    page = application.window.pages.get("projects")
    assert page is None or isinstance(page, ProjectsPage)
    return page


def opened(qtbot: QtBot, application: Application) -> ProjectsPage:
    """Wait until the file is open and the page has read."""
    qtbot.waitUntil(lambda: application.window.current_page() is not None, timeout=10_000)
    application.tasks.wait_idle(10)
    page = application.window.pages["projects"]
    assert isinstance(page, ProjectsPage)
    # read once the list is painted
    qtbot.waitUntil(lambda: page.facts is not None, timeout=10_000)
    application.tasks.wait_idle(10)
    return page


def cells(page: ProjectsPage) -> list[list[str]]:
    """Return what every row of the table reads."""
    model = page.area.table.records()
    places = range(1, model.columnCount())
    return [[model.index(row, at).data() for at in places] for row in range(model.rowCount())]


def test_nothing_heavy_is_loaded_before_the_table_is_filled(filled: Path) -> None:
    """No database before the window is painted; no SQLAlchemy before rows and count are.

    Nor is Qt asked for an object that Python looks up among all its classes (a wizard is one of them), or
    for the style.
    """
    remember()
    command = [sys.executable, "-c", _MODULES, str(filled)]
    done = subprocess.run(command, capture_output=True, env=os.environ, timeout=60, check=False)
    said = done.stdout.decode("utf-8").splitlines()
    assert said == ["painted", "filled 5 3건 sqlcipher3", "False False"], done.stderr.decode("utf-8")


def test_the_table_is_there_before_the_file_is_open(qtbot: QtBot, start: Start, filled: Path) -> None:
    """Rows, headings and count are those read again afterwards; until then nothing can be asked for."""
    remember()
    application = start(filled)
    page = settled(qtbot, application)
    assert page is not None and application.context.workspace is None
    before = cells(page)
    assert len(before) == 5 and page.area.line.count.text() == "3건"
    assert page.isVisible() and page.testAttribute(_LOOKED_AT)
    QTest.keyClick(application.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    application.window.top.primary.click()
    assert list(application.window.pages) == ["projects"] and page.dialog is None
    assert opened(qtbot, application) is page
    assert cells(page) == before and page.facts is not None and page.facts.total == 3
    assert not page.testAttribute(_LOOKED_AT)
    application.window.top.primary.click()
    assert page.dialog is not None
    page.dialog.reject()


@pytest.mark.parametrize("kept", [{"mode": "board"}, {"sort": [["year", True]]}, {"group": "stage"}])
def test_the_page_opens_however_it_was_left(
    qtbot: QtBot, start: Start, filled: Path, kept: dict[str, Any]
) -> None:
    """A board and an order of one's own wait for the file; another grouping does not."""
    remember(**{"projects/list": kept})
    application = start(filled)
    page = settled(qtbot, application)
    assert page is not None and page.isVisible() == ("group" in kept)
    page = opened(qtbot, application)
    assert page.isVisible() and page.facts is not None and page.facts.total == 3


def test_a_file_to_be_made_opens_as_usual(qtbot: QtBot, start: Start, data_file: Path) -> None:
    """There is nothing to show of a missing file; once its protection is settled the page is empty."""
    remember()
    application = start(data_file)
    settled(qtbot, application)
    offer = application.window.findChild(NewFileDialog)
    assert offer is not None and not data_file.exists()
    offer.plain.setChecked(True)
    offer.accept()
    page = opened(qtbot, application)
    assert data_file.exists() and page.ways.currentWidget() is page.ways.empty
