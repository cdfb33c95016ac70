"""과제 as a board: cards by stage, and moving them asks what the gate asks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services import stages
from app.services.session import sessions
from tests.factories import pass_gate, project
from tests.ui.desk import Desk
from ui.dialogs.sign_off import ReasonDialog, SignOffDialog
from ui.pages.projects import ProjectsPage
from ui.pages.projects.board_column import BoardColumn
from ui.pages.projects.moves import DONE, Move, MoveKind, plan, standing
from ui.pages.projects.view_bar import BOARD

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProjectsPage:
    """Show two projects in 기획 and one in 설계 as a board."""
    ws = desk.workspace
    project(ws, title="가 기획 과제")
    project(ws, title="나 기획 과제")
    later = project(ws, title="다 설계 과제")
    pass_gate(ws, later.id)
    made = ProjectsPage(desk.context)
    qtbot.addWidget(made)
    made.set_mode(BOARD)
    desk.show(made)
    return made


def _titles(column: BoardColumn) -> list[str]:
    model = column.cards.records()
    return [row.title for row in model.records_of(model.ids())]


def _planned(desk: Desk, record: int, target: int) -> Move:
    move = plan(stages.of_project(desk.workspace, record), target)
    assert move is not None
    return move


def _drag(desk: Desk, source: BoardColumn, target: BoardColumn, drop: bool = True) -> None:
    """Drag the first card of ``source`` over ``target``."""
    cards = source.cards
    view = cards.viewport()
    start = cards.visualRect(cards.model().index(0, cards.modelColumn())).center()
    end = view.mapFromGlobal(target.mapToGlobal(QPoint(60, 120)))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for at in (start + QPoint(20, 0), end):
        QTest.mouseMove(view, at)
        desk.settle()
    if drop:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, end)
        desk.settle()


def test_cards_stand_in_the_column_of_their_stage(page: ProjectsPage) -> None:
    """Every project stands under the stage under way, empty stages stay as columns."""
    assert [_titles(column) for column in page.board.columns] == [
        ["가 기획 과제", "나 기획 과제"],
        ["다 설계 과제"],
        [],
        [],
    ]
    first = page.board.columns[0]
    assert first.count.text() == "2건"
    assert first.mean.text() == "평균 0%"
    assert first.gate.text() == "나갈 때: 기획 관문 증빙 6종"


def test_cards_count_proposals_and_sessions_columns_what_stands_still(desk: Desk, page: ProjectsPage) -> None:
    """A card counts what its project has; a column says how many of its projects have not moved for long."""
    ws, first = desk.workspace, page.board.columns[0]
    record = first.cards.records().ids()[0]
    sessions.create(ws, record, "workshop", {"held_on": ws.today})
    with ws.unit_of_work("제안") as work:
        work.insert_many(
            "proposal",
            [
                {"project_id": record, "number": f"제{n}", "title": f"제안 {n}", "channel": "site"}
                for n in (1, 2)
            ],
        )
    desk.settle()
    row = first.cards.records().records_of([record])[0]
    assert (row.proposal_count, row.session_count) == (2, 1)
    assert [column.stalled.text() for column in page.board.columns] == ["", "", "", ""]
    ws.clock = lambda: datetime.now(UTC) + timedelta(days=40)
    page.mark_stale()
    desk.settle()
    assert [column.stalled.text() for column in page.board.columns] == ["정체 2", "정체 1", "", ""]


def test_dragging_on_says_what_the_gate_lacks(desk: Desk, page: ProjectsPage) -> None:
    """Over the next stage the missing criteria are named before the card is dropped."""
    first, second = page.board.columns[:2]
    _drag(desk, first, second, drop=False)
    assert second.panel.isVisible()
    assert second.panel.heading.accessibleName() == "관문 증빙 6건이 없습니다"
    assert "팀 7명 이상 구성" in second.panel.detail.accessibleName()
    page.board.drag_ends(drop=False)
    assert not second.panel.isVisible()
    assert _titles(first) == ["가 기획 과제", "나 기획 과제"]


def test_dropping_asks_for_a_reason_and_moves(desk: Desk, page: ProjectsPage) -> None:
    """A gate with missing criteria lets a card pass only with a written exception, which undo takes back."""
    first, second = page.board.columns[:2]
    _drag(desk, first, second)
    dialog = page.board.mover.dialog
    assert isinstance(dialog, SignOffDialog)
    dialog.accept()
    assert dialog.isVisible(), "passed without a reason"
    assert dialog.exception is not None
    dialog.exception.set_value("시범 사업이라 먼저 설계로 넘어갑니다.")
    dialog.accept()
    desk.settle()
    assert "가 기획 과제" in _titles(second)
    assert "설계 단계로 옮겼습니다" in desk.said[-1]
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert "가 기획 과제" in _titles(first)


def test_dragging_back_opens_the_gate_again(desk: Desk, page: ProjectsPage) -> None:
    """A card dropped on the stage before asks why, and the gate of that stage is open again."""
    first, second = page.board.columns[:2]
    _drag(desk, second, first)
    dialog = page.board.mover.dialog
    assert isinstance(dialog, ReasonDialog)
    dialog.field.set_value("대상자가 바뀌었습니다.")
    dialog.accept()
    desk.settle()
    assert "다 설계 과제" in _titles(first)
    signed = stages.of_project(desk.workspace, first.cards.records().ids()[-1])[0].signoffs[-1]
    assert signed.reopen_reason == "대상자가 바뀌었습니다."


def test_a_stage_is_never_skipped(desk: Desk, page: ProjectsPage) -> None:
    """A card dropped two stages on stays where it is, with a sentence that says what to do."""
    _drag(desk, page.board.columns[0], page.board.columns[2])
    assert page.board.mover.dialog is None
    assert "먼저 설계 단계로" in desk.said[-1]
    assert len(_titles(page.board.columns[0])) == 2


def test_dropping_outside_changes_nothing(desk: Desk, page: ProjectsPage) -> None:
    """A card put down where it came from asks nothing."""
    first = page.board.columns[0]
    _drag(desk, first, first)
    assert page.board.mover.dialog is None
    assert not page.board.lifted.isVisible()
    assert first.cards.moving is None


def test_alt_and_the_arrows_move_like_the_pointer(desk: Desk, page: ProjectsPage) -> None:
    """Alt+→ asks the gate of the framed card, Alt+← opens the one before, at the edge a sentence says so."""
    first, second = page.board.columns[:2]
    second.cards.frame(0)
    QTest.keyClick(second.cards, Qt.Key.Key_Right, ALT)
    desk.settle()
    assert isinstance(page.board.mover.dialog, SignOffDialog)
    page.board.mover.dialog.reject()
    QTest.keyClick(second.cards, Qt.Key.Key_Left, ALT)
    desk.settle()
    assert isinstance(page.board.mover.dialog, ReasonDialog)
    page.board.mover.dialog.reject()
    first.cards.frame(0)
    QTest.keyClick(first.cards, Qt.Key.Key_Left, ALT)
    desk.settle()
    assert desk.said[-1] == "기획이 첫 단계입니다."


def test_arrows_go_from_card_to_card(desk: Desk, page: ProjectsPage) -> None:
    """Down goes to the next card, → to the next stage with cards; Enter opens the project."""
    opened: list[Any] = []
    page.board.opened.connect(opened.append)
    first, second = page.board.columns[:2]
    first.cards.frame(0)
    QTest.keyClick(first.cards, Qt.Key.Key_Down)
    assert first.cards.currentIndex().row() == 1
    QTest.keyClick(first.cards, Qt.Key.Key_Right)
    assert second.cards.currentIndex().row() == 0
    QTest.keyClick(second.cards, Qt.Key.Key_Return)
    assert opened == [second.cards.records().ids()[0]]
    assert desk.went[-1][0] == "project"


def test_filters_apply_to_the_board(desk: Desk, page: ProjectsPage) -> None:
    """The menus over the board narrow it as the facets narrow the table."""
    page.board.filters.accepted.emit("year", (1999,))
    desk.settle()
    assert page.board.stack.currentWidget() is page.board.nothing
    page.board.cleared.emit()
    desk.settle()
    assert len(_titles(page.board.columns[0])) == 2


def test_only_the_cards_in_sight_are_fetched(desk: Desk, page: ProjectsPage) -> None:
    """A stage of 2,000 cards reads those on the screen; scrolling reads the next."""
    with desk.workspace.unit_of_work("많은 과제") as work:
        work.insert_many(
            "project", [{"kind": "own", "title": f"과제 {n:05}", "status": "active"} for n in range(2000)]
        )
    desk.settle()
    column = page.board.columns[3]
    assert column.cards.records().rowCount() == 2000
    assert len(column.cards.records()._cache) < 200


def test_finishing_and_opening_again(desk: Desk) -> None:
    """After 환류 a project is finished; its last gate is the first to be opened again."""
    one = project(desk.workspace, title="마치는 과제")
    for _ in range(3):
        pass_gate(desk.workspace, one.id)
    assert _planned(desk, one.id, DONE).kind is MoveKind.EXCEPTION
    pass_gate(desk.workspace, one.id)
    assert standing(stages.of_project(desk.workspace, one.id)) == DONE
    assert _planned(desk, one.id, 4).kind is MoveKind.REOPEN
    refused = _planned(desk, one.id, 3)
    assert refused.kind is MoveKind.REFUSED
    assert "환류 관문을 다시" in refused.detail
