"""What the tests of the window share: the light theme, its services without a data file, a desk on one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.services.workspace import Workspace
from tests.ui.desk import Desk
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.state import MemoryState
from ui.tasks import Tasks


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """Leave nothing of Python on the clipboard: Qt without a screen frees it after Python has ended."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def no_windows_left() -> Iterator[None]:
    """Delete what a test has left on the screen: each change of theme would go through all of it again."""
    yield
    if QApplication.instance() is not None:
        for widget in QApplication.topLevelWidgets():
            widget.close()
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def light(qapp: QApplication) -> QApplication:
    """Give the program its fonts and the light theme."""
    if theme.mode() != "light":
        theme.apply(qapp, "light")
    return qapp


class Reports(list[BaseException]):
    """Errors that no caller handled."""


@pytest.fixture
def reports() -> Reports:
    """Collect what would be shown in a dialog."""
    return Reports()


@pytest.fixture
def tasks(light: QApplication, reports: Reports) -> Iterator[Tasks]:
    """Run work for the workspace ``"공간"``; nothing may be left running."""
    made = Tasks("공간", report=lambda _owner, error: reports.append(error))
    yield made
    assert made.wait_idle(5)
    made.stop()


@pytest.fixture
def context(tasks: Tasks) -> Context:
    """Give a page the services of a window."""
    return Context(None, tasks, Bus(), MemoryState())


@pytest.fixture
def desk(light: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """Give a desk on a new data file."""
    made = Desk(workspace)
    yield made
    made.close()
