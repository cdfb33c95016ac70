"""Ctrl+K: everything by part of its name, under headings, by the keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from tests.factories import case, person, project
from tests.ui.desk import Desk
from ui.commands import Command, Commands, Named
from ui.dialogs.finder import FinderDialog
from ui.finding import finder


@pytest.fixture
def desk(light: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """Give a desk on a file with a project, a case and a person."""
    project(workspace, title="골목 쉼터")
    case(workspace, title="골목 도서관")
    person(workspace, "골목래")
    made = Desk(workspace)
    yield made
    made.close()


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> FinderDialog:
    """Open the palette of a window with a page and a command."""
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    commands = Commands(owner)
    commands.extend(
        [
            Command(Named("board", "보드로 보기"), lambda: desk.said.append("board")),
            Command(Named("go.people", "참여자 열기", "Ctrl+3"), lambda: desk.said.append("people")),
        ]
    )
    made = FinderDialog(owner, commands, desk.tasks, finder(desk.context))
    made.show()
    return made


def _type(desk: Desk, dialog: FinderDialog, text: str) -> list[tuple[str, str]]:
    dialog.field.setText(text)
    desk.settle()
    return [(hit.group, hit.label) for hit in dialog.hits()]


def test_it_begins_with_pages_and_commands(dialog: FinderDialog) -> None:
    """Before anything is typed every page and command is offered, pages first."""
    assert [(hit.group, hit.label) for hit in dialog.hits()] == [("화면", "참여자"), ("명령", "보드로 보기")]


def test_records_are_found_under_their_headings(desk: Desk, dialog: FinderDialog) -> None:
    """Projects, cases and persons are found by part of their name, names of persons masked."""
    found = _type(desk, dialog, "골목")
    assert set(found) == {("과제", "골목 쉼터"), ("사례", "골목 도서관"), ("참여자", "골*래")}


def test_first_consonants_will_do(desk: Desk, dialog: FinderDialog) -> None:
    """ㄱㅁㅅ finds 골목 쉼터."""
    assert ("과제", "골목 쉼터") in _type(desk, dialog, "ㄱㅁㅅ")


def test_a_syllable_being_composed_counts(desk: Desk, dialog: FinderDialog) -> None:
    """What the input method still composes is searched as well."""
    dialog.field.setFocus()
    QApplication.sendEvent(dialog.field, QInputMethodEvent("보ㄷ", []))
    desk.settle()
    assert ("명령", "보드로 보기") in [(hit.group, hit.label) for hit in dialog.hits()]


def test_enter_opens_what_the_arrows_chose(desk: Desk, dialog: FinderDialog, qtbot: QtBot) -> None:
    """The arrows walk past headings; Enter opens and closes the palette."""
    _type(desk, dialog, "골목")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    chosen = dialog.hits()[1]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    key, args = desk.went[-1]
    assert {"과제": "project", "사례": "matrix", "참여자": "people"}[chosen.group] == key
    assert list(args) in (["project_id"], ["case_id"], ["person_id"])


def test_nothing_found_says_so(desk: Desk, dialog: FinderDialog) -> None:
    """Without a hit a sentence stands there, and Enter does nothing."""
    assert _type(desk, dialog, "없는말") == []
    assert dialog.empty.isVisible()
