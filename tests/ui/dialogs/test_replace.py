"""The dialog of 찾아 바꾸기: every place to tick and untick, the figure on the button, one step."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services import projects
from app.services.workspace import Workspace
from tests.factories import project
from tests.ui.desk import Desk
from ui.dialogs.replace import NOTHING, ReplaceDialog
from ui.dialogs.replace_cells import MARKS, places_of


@pytest.fixture
def desk(light: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """Give a desk on a file with two projects of one old name."""
    for title in ("주민자치과 쉼터", "주민자치과 도서관"):
        project(workspace, title=title)
    made = Desk(workspace)
    yield made
    made.close()


def test_what_is_ticked_changes(desk: Desk, workspace: Workspace, qtbot: QtBot) -> None:
    """The button counts the places that are ticked; pressing it changes these and closes the dialog."""
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    dialog = ReplaceDialog(owner, desk.context)
    dialog.open()
    assert not dialog.go.isEnabled()
    dialog.sought.setText("없는말")
    dialog.look()
    desk.settle()
    assert NOTHING in dialog.told.text().replace("\u2060", "")
    dialog.sought.setText("주민자치과")
    dialog.by.setText("소통협력과")
    dialog.look()
    desk.settle()
    assert dialog.go.text() == "2곳 바꾸기"
    first = dialog.tree.topLevelItem(0)
    assert first is not None and first.text(2) == "주민자치과 도서관"
    assert (first.data(2, MARKS), first.data(3, MARKS)) == (((0, 5),), ((0, 5),))
    assert dialog.all.isChecked()
    dialog.all.click()
    assert dialog.ticked() == [] and not dialog.go.isEnabled()
    dialog.all.click()
    first.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.go.text() == "1곳 바꾸기" and not dialog.all.isChecked()
    dialog.go.click()
    desk.settle()
    titles = [projects.get(workspace, key).title for key in (1, 2)]
    assert titles == ["소통협력과 쉼터", "주민자치과 도서관"]


def test_places_are_those_that_would_be_exchanged() -> None:
    """Capitals count only where that is asked; places do not overlap."""
    assert places_of("AaA", "aa", exact=False) == ((0, 2),)
    assert places_of("AaA", "aA", exact=True) == ((1, 3),)
    assert places_of("아무 말", "", exact=True) == ()
