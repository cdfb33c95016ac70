"""A record in a dialog: nothing is stored twice, nothing typed is lost, no key is taken by the window."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.errors import EnvironmentProblem, ProblemKind
from app.services import ballots, findings, listing, proposals
from tests import factories
from tests.ui.desk import Desk
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.record import RecordDialog
from ui.main_window import MainWindow
from ui.pages.project_room.findings.dialogs import CardDialog
from ui.pages.project_room.page import ProjectRoom
from ui.pages.registry import PAGES
from ui.proposals.desk import ProposalDesk
from ui.widgets.controls import button


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the cards of a project in the whole window."""
    window = MainWindow(desk.context, PAGES)
    qtbot.addWidget(window)
    project = factories.project(desk.workspace).id
    findings.add(desk.workspace, project, "pain", "정보가 흩어짐")
    window.navigate("project", project_id=project, tab="findings")
    desk.show(window)
    made = window.pages["project"]
    assert isinstance(made, ProjectRoom)
    return made


def _open(kind: type[QWidget]) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def test_two_clicks_on_store_make_one_record(desk: Desk, qtbot: QtBot) -> None:
    """A double click on 등록, or Enter held down, registers one proposal."""
    made = ProposalDesk(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    made.list.verbs.add()
    desk.settle()
    dialog = next(one for one in _open(FormDialog) if isinstance(one, FormDialog))
    dialog.form.fields["title"].editor.setText("등 달기")
    store = next(one for one in dialog.findChildren(QPushButton) if one.text() == "등록")
    store.click()
    store.click()
    desk.settle()
    assert len(listing.all_rows(desk.workspace, "proposal", ListQuery())) == 1


def test_what_could_not_be_stored_is_stored_by_the_next_press(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told, the dialog stays with what was typed, and 등록 works once there is room."""
    made = ProposalDesk(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    made.list.verbs.add()
    desk.settle()
    dialog = next(one for one in _open(FormDialog) if isinstance(one, FormDialog))
    dialog.form.fields["title"].editor.setText("등 달기")
    store = next(one for one in dialog.findChildren(QPushButton) if one.text() == "등록")

    def full(*_args: Any) -> None:
        raise EnvironmentProblem("디스크에 자리가 없습니다.", ProblemKind.FULL)

    with monkeypatch.context() as patch:
        patch.setattr(proposals, "create", full)
        store.click()
        desk.settle()
    assert [str(error) for error in desk.errors] == ["디스크에 자리가 없습니다."]
    desk.errors.clear()
    assert dialog.isVisible()
    store.click()
    desk.settle()
    assert [row.title for row in listing.all_rows(desk.workspace, "proposal", ListQuery())] == ["등 달기"]


def test_a_refused_card_stays_in_its_dialog(desk: Desk, room: ProjectRoom) -> None:
    """The sentence stands at the words, which can be mended; then one card is stored, not two."""
    room.parts.findings.tab.add()
    desk.settle()
    dialog = next(one for one in _open(CardDialog) if isinstance(one, CardDialog))
    words = dialog.form.fields["text"]
    words.editor.set_value("담당 900101-1234567")
    dialog.accept()
    desk.settle()
    assert dialog.isVisible()
    assert "주민등록번호" in words.error_label.accessibleName()
    words.editor.set_value("담당에게 묻기")
    dialog.accept()
    dialog.accept()
    desk.settle()
    assert [row.text for row in findings.of_project(desk.workspace, room.project_id)] == [
        "정보가 흩어짐",
        "담당에게 묻기",
    ]
    assert not _open(CardDialog)


def test_a_refused_ballot_keeps_its_candidates(desk: Desk, qtbot: QtBot) -> None:
    """Twenty candidates typed in are not lost because a number was wrong."""
    made = ProposalDesk(desk.context)
    qtbot.addWidget(made)
    made.turn_to("ballots")
    desk.show(made)
    made.ballots.add()
    dialog = next(one for one in _open(RecordDialog) if isinstance(one, RecordDialog))
    dialog.form.fields["title"].editor.setText("이름 고르기")
    dialog.form.fields["options"].editor.set_value("가온길\n나래길")
    dialog.form.fields["choices_per_voter"].editor.setText("0")
    dialog.accept()
    desk.settle()
    assert "1 이상" in dialog.form.fields["choices_per_voter"].error_label.accessibleName()
    dialog.form.fields["choices_per_voter"].editor.setText("1")
    dialog.accept()
    desk.settle()
    (one,) = ballots.of(desk.workspace)
    assert [option.text for option in ballots.read(desk.workspace, one.id).options] == ["가온길", "나래길"]


def test_a_double_click_makes_one_proposal(qtbot: QtBot) -> None:
    """A button that makes something at once takes a double click for one click."""
    made: list[int] = []
    one = button("제안으로", run=lambda: made.append(1), once=True)
    qtbot.addWidget(one)
    one.show()
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(one, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(one, Qt.MouseButton.LeftButton)
    assert made == [1]


def _press(desk: Desk, target: QWidget, key: Qt.Key) -> None:
    """Press a key as the machine does: first offered to shortcuts, then to the widget."""
    target.setFocus()
    override = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    override.ignore()
    QApplication.sendEvent(target, override)
    assert override.isAccepted(), "the window would take the key"
    QTest.keyClick(target, key)
    desk.settle()


def test_f2_is_the_list_s_before_it_renames_the_project(room: ProjectRoom) -> None:
    """Activities, indicators with their values, budget lines with what was spent: each menu promises it."""
    outcomes, budget = room.parts.outcomes, room.parts.budget
    lists = (
        room.parts.sessions.listed.view,
        outcomes.table,
        outcomes.course.table,
        budget.table,
        budget.spending.table,
    )
    for target in lists:
        for key in (Qt.Key.Key_F2, Qt.Key.Key_Insert):
            override = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
            override.ignore()
            QApplication.sendEvent(target, override)
            assert override.isAccepted(), f"the window would take {key.name} from {target.accessibleName()}"


def test_f2_is_the_card_s_and_the_cell_s_before_it_renames_the_project(desk: Desk, room: ProjectRoom) -> None:
    """F2 on the board writes on the card, in the tally on the cell; elsewhere it renames the project."""
    board = room.parts.findings.tab.board
    board.set_current(board.geometry_.order()[0])
    _press(desk, board, Qt.Key.Key_F2)
    assert board.editor.card is not None
    ballots.create(desk.workspace, {"title": "이름"}, ["가", "나"], project_id=room.project_id)
    room.show_tab("proposals")
    inside = room.parts.proposals.desk
    inside.turn_to("ballots")
    desk.settle()
    table = inside.ballots.table
    table.setCurrentIndex(table.tallies.index(0, 1))
    _press(desk, table, Qt.Key.Key_F2)
    assert not [one for one in _open(RecordDialog) if one.windowTitle() == "과제명 바꾸기"]
