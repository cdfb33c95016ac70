"""Ctrl+K: everything by part of its name, under headings, by the keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.search import indexing
from app.services.session import sessions
from app.services.workspace import Workspace
from tests.factories import case, person, project
from tests.ui.desk import Desk
from ui.commands import Command, Commands, Named
from ui.dialogs.finder import BEHIND, KEPT, SYNTAX, FinderDialog
from ui.finding import finder
from ui.searches import Searches


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
    searches = Searches(desk.context.state, "시험")
    made = FinderDialog(owner, commands, desk.tasks, finder(desk.context), searches)
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


def test_the_place_in_the_minutes_is_shown_and_opened(
    desk: Desk, dialog: FinderDialog, qtbot: QtBot, workspace: Workspace
) -> None:
    """A word of the minutes is marked in an excerpt; Enter opens the session and hands the words over."""
    project_id = project(workspace, title="밤길").id
    made = sessions.create(workspace, project_id, "workshop", {"topic": "둘째 모임"})
    sessions.edit(workspace, made, {"minutes": "돌봄이 필요한 저녁에 가로등이 꺼져 있다."})
    assert _type(desk, dialog, "가로등")[0] == ("활동·회의록", "둘째 모임")
    hit = dialog.hits()[0]
    assert [hit.excerpt[start:end] for start, end in hit.found] == ["가로등"]
    assert (hit.place, hit.count) == ("회의록", "1건")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    wanted = {"project_id": project_id, "session_id": made, "tab": "sessions", "words": "가로등"}
    assert desk.went[-1] == ("project", wanted)


def test_a_filter_is_completed_by_tab(desk: Desk, dialog: FinderDialog, qtbot: QtBot) -> None:
    """The name of a filter, then its value, are offered while they are written; a wrong value is told."""
    _type(desk, dialog, "종")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert dialog.field.text() == "종류:"
    _type(desk, dialog, "종류:사")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert dialog.field.text() == "종류:사례 "
    assert _type(desk, dialog, "종류:사례 골목") == [("사례", "골목 도서관")]
    _type(desk, dialog, "골목 종류:없는것")
    assert "없는것" in dialog.hint.text()


def test_a_kind_typed_as_a_word_is_offered_as_a_filter(
    desk: Desk, dialog: FinderDialog, qtbot: QtBot
) -> None:
    """HMW is the name of a kind and stands in no text: Tab makes a filter of it."""
    found = _type(desk, dialog, "hmw")
    assert found[0][0] == "거르기" and found[0][1].startswith("종류:")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert dialog.field.text() == f"{found[0][1]} "


def test_searches_are_kept_and_forgotten(desk: Desk, dialog: FinderDialog, qtbot: QtBot) -> None:
    """Ctrl+S keeps a search, an empty field offers it, Enter searches it again, Delete forgets it."""
    _type(desk, dialog, "골목")
    qtbot.keyClick(dialog.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert _type(desk, dialog, "")[0] == ("저장한 찾기", "골목")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    desk.settle()
    assert dialog.isVisible() and ("과제", "골목 쉼터") in [(hit.group, hit.label) for hit in dialog.hits()]
    _type(desk, dialog, "")
    assert dialog.hint.text() == KEPT
    qtbot.keyClick(dialog.field, Qt.Key.Key_Delete)
    assert ("저장한 찾기", "골목") not in [(hit.group, hit.label) for hit in dialog.hits()]
    assert dialog.hint.text() == SYNTAX


def test_settings_are_found(desk: Desk, dialog: FinderDialog, qtbot: QtBot) -> None:
    """A setting is found by its name and opens where it is changed."""
    for words in ("화면 모양", "어둡게"):
        assert _type(desk, dialog, words) == [("설정", "화면 모양")]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert desk.went[-1] == ("settings", {"setting": "theme"})


def test_what_was_opened_last_is_offered_again(desk: Desk, dialog: FinderDialog, qtbot: QtBot) -> None:
    """A search that led somewhere is among the last ones, unless it holds a 주민등록번호."""
    searches = Searches(desk.context.state, "시험")
    searches.used("골목 쉼터")
    searches.used("900101-1234568")
    assert Searches(desk.context.state, "시험").recent == ["골목 쉼터"]


def test_what_came_in_just_now_is_looked_for_again(
    desk: Desk, dialog: FinderDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where much waits for the index the dialog says so, and shows it by itself once it is there."""
    monkeypatch.setattr(indexing, "FEW", 0)
    project(desk.workspace, title="달빛 산책로")
    assert _type(desk, dialog, "산책") == []
    assert dialog.hint.text() == BEHIND
    indexing.catch_up(desk.workspace)
    qtbot.waitUntil(lambda: [hit.label for hit in dialog.hits()] == ["달빛 산책로"])
    assert dialog.hint.text() == SYNTAX


def test_nothing_is_promised_where_the_index_cannot_be_written(
    desk: Desk, dialog: FinderDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that cannot take in what waits is not waited for."""
    monkeypatch.setattr(indexing, "FEW", 0)
    project(desk.workspace, title="달빛 산책로")
    desk.workspace.index_stuck = True
    assert _type(desk, dialog, "산책") == []
    assert dialog.hint.text() == SYNTAX
