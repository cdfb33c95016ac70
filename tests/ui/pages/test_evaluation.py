"""평가 on a data file: the grid by the keyboard, what is refused, ranks that follow, dialogs that store."""

from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.evaluation.rounds import SheetState
from app.errors import Cancelled
from app.services import undo
from app.services.evaluation import rounds, rubrics
from tests import factories
from tests.ui.desk import Desk
from ui.dialogs.ask import AskDialog
from ui.pages.base import LEFT_MS
from ui.pages.evaluation import behind
from ui.pages.evaluation import page as page_module
from ui.pages.evaluation.page import EvaluationPage
from ui.pages.evaluation.project_chooser import ProjectChooser
from ui.pages.evaluation.reading import read
from ui.pages.evaluation.round_dialog import RoundDialog
from ui.pages.evaluation.score_model import FIRST
from ui.pages.evaluation.weights_dialog import WeightsDialog


def make_round(desk: Desk, members: int = 3) -> int:
    """Make an open round of two projects."""
    ws = desk.workspace
    rubric_id = rubrics.create(ws, "서면심사", "paper")
    ids = [factories.project(ws, title=title).id for title in ("골목 책방", "나래 정류장")]
    panels = {"서면": (100, [f"가나{n}" for n in range(members)])}
    round_id = factories.evaluation_round(ws, ids, panels, year=2026, rubric_id=rubric_id)
    rounds.open_round(ws, round_id)
    return round_id


@pytest.fixture
def page(desk: Desk) -> EvaluationPage:
    """Give the page on an open round."""
    make_round(desk)
    made: EvaluationPage = desk.show(EvaluationPage(desk.context))
    return made


def type_score(page: EvaluationPage, desk: Desk, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type a score into the current cell and leave it by ``key``."""
    grid = page.project.grid
    QTest.keyClicks(grid, text[0]) if len(text) == 1 else grid.edit(grid.currentIndex())
    editor = grid.findChildren(QLineEdit)[-1]
    editor.setText(text)
    QTest.keyClick(editor, key)
    desk.settle()


def test_scores_are_typed_and_enter_and_tab_go_on(page: EvaluationPage, desk: Desk) -> None:
    """A number and Enter stores it and stands below; Tab stands at the right."""
    grid = page.project.grid
    page.enter_scores()
    type_score(page, desk, "8")
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, FIRST)
    type_score(page, desk, "6", Qt.Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, FIRST + 1)
    found = rounds.parts(desk.workspace, page.round_id or 0)
    member, project_id = found.members[0], page.project_id
    assert [
        found.standing.given(project_id, member.panel_id, one.id).get(member.id) for one in found.criteria[:3]
    ] == [
        8,
        6,
        None,
    ]
    assert page.found is not None and page.found.standing.ranks()[project_id] == 1


def test_a_score_typed_while_the_round_is_read_stays(
    page: EvaluationPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read has the round as it was before: it is read again instead of taking the score away."""
    go_on, begun = Event(), Event()

    def slow(*args: Any) -> Any:
        found = read(*args)
        begun.set()
        assert go_on.wait(10)
        return found

    monkeypatch.setattr(page_module, "read", slow)
    page.refresh()
    assert begun.wait(10)
    monkeypatch.setattr(page_module, "read", read)
    page.enter_scores()
    page.project.model.enter(0, FIRST, [["8"]])
    qtbot.waitUntil(lambda: page.project.model.value(0, FIRST) == 8)
    go_on.set()
    desk.settle()
    assert page.project.model.value(0, FIRST) == 8


def test_a_comment_that_is_refused_stays_to_be_read(page: EvaluationPage, desk: Desk) -> None:
    """Words written while the round was closed elsewhere are not thrown away with the dialog."""
    for ask in (page.cells.comment, page.cells.sum_up):
        ask(0, FIRST)
        dialog = next(one for one in page.findChildren(AskDialog) if one.isVisible())
        dialog.field.editor.set_value("주민이 함께 정한 점이 좋습니다.")
        rounds.close_round(desk.workspace, page.round_id or 0)
        dialog.accept()
        desk.settle()
        assert dialog.isVisible() and not dialog.field.error_label.isHidden()
        assert dialog.field.read() == "주민이 함께 정한 점이 좋습니다."
        undo.undo(desk.workspace)
        desk.settle()
        dialog.accept()
        desk.settle()
        assert all(not one.isVisible() for one in page.findChildren(AskDialog))
    assert undo.state(desk.workspace).undo_label == "총평 적기"


def test_a_score_out_of_scale_is_refused_beside_the_grid(page: EvaluationPage, desk: Desk) -> None:
    """The sentence names criterion and scale; nothing is stored; the next good score takes it away."""
    page.enter_scores()
    type_score(page, desk, "11")
    assert "1점부터 10점까지" in page.project.hint.text()
    assert len(rounds.parts(desk.workspace, page.round_id or 0).pending()) == 6
    page.project.grid.go(0, FIRST)
    type_score(page, desk, "7")
    assert "점까지" not in page.project.hint.text()


def test_a_block_from_excel_is_one_step(page: EvaluationPage, desk: Desk) -> None:
    """Seven rows of three columns are pasted, undone by one undo, and Delete empties a cell."""
    grid = page.project.grid
    page.enter_scores()
    QGuiApplication.clipboard().setText("\n".join("8\t7\t9" for _ in range(7)))
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert all(state is SheetState.DONE for state in page.project.model.states)
    assert page.project.model.text(7, FIRST) == "80.0"
    grid.go(2, FIRST)
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    desk.settle()
    assert page.project.model.value(2, FIRST) is None
    undo.undo(desk.workspace)
    undo.undo(desk.workspace)
    desk.settle()
    assert all(state is SheetState.MISSING for state in page.project.model.states)


def test_a_block_with_a_wrong_cell_stores_nothing(page: EvaluationPage, desk: Desk) -> None:
    """Refused whole."""
    page.enter_scores()
    assert not page.project.model.enter(0, FIRST, [["8", "열"]])
    assert "점수가 아닙니다" in page.project.hint.text()
    desk.settle()
    assert page.project.model.value(0, FIRST) is None


def test_an_excluded_reviewer_is_neither_entered_nor_awaited(page: EvaluationPage, desk: Desk) -> None:
    """제척 comes from the menu of a cell, with a reason, and is taken back there."""
    entries = page.cells.cell_entries(0, FIRST)
    assert any(entry is not None and entry[1] == "이 과제에서 제척" for entry in entries)
    found = page.found
    assert found is not None
    rounds.exclude(desk.workspace, found.members[0], page.project_id, "자문을 맡음")
    desk.settle()
    assert page.project.model.cell_at(0, FIRST) is None
    assert page.project.model.text(0, FIRST) == "제척"
    [back] = [e for e in page.cells.cell_entries(0, FIRST) if e is not None and e[1].startswith("제척 풀기")]
    assert callable(back[2])
    back[2]()
    desk.settle()
    assert page.project.model.cell_at(0, FIRST) is not None


def test_a_mean_opens_the_scores_behind_it(page: EvaluationPage, desk: Desk) -> None:
    """Every reviewer of the criterion stands there with the score."""
    page.project.model.enter(0, FIRST, [["8", "6"]])
    desk.settle()
    dialog = behind.show_figure(page, page.project.model, 0, FIRST + 3)
    assert dialog is not None
    assert [row[2] for row in dialog.table.rows()] == ["8", "6", "–"]
    dialog.close()


def test_weights_move_the_ranks_and_store_nothing(page: EvaluationPage, desk: Desk) -> None:
    """The project strong in one criterion leads once that criterion alone counts."""
    found = page.found
    assert found is not None
    member, (one, two) = found.members[0], [key for key, _ in found.projects]
    first, *rest = found.criteria
    for project_id, high, low in ((one, 10, 5), (two, 4, 9)):
        values = {first.id: high, **{c.id: low for c in rest}}
        factories.scored(desk.workspace, found, member, project_id, values)
    desk.settle()
    assert page.found is not None
    dialog = WeightsDialog(page, desk.context, page.found)
    assert (dialog.accessibleName(), dialog.ranks.accessibleName()) == ("기준·가중치", "바꾼 가중치의 순위")
    assert dialog.ranks.rows()[0][0] == two
    for criterion in rest:
        dialog.sliders[criterion.id].setValue(0)
    assert dialog.ranks.rows()[0][0] == one
    assert rubrics.criteria(desk.workspace, found.round.rubric_id)[1].weight == 20
    dialog.close()


def test_a_round_is_made_in_its_dialog_in_one_step(desk: Desk) -> None:
    """Title, a shipped rubric, a project and two reviewers; undo takes all of it away."""
    factories.project(desk.workspace, title="골목 책방")
    page: EvaluationPage = desk.show(EvaluationPage(desk.context))
    page.acts.add_round()
    desk.settle()
    [dialog] = page.window().findChildren(RoundDialog)
    dialog.form.fields["title"].editor.set_value("하반기")
    dialog.projects.model.tick_shown()
    dialog.boxes[0].new.setPlainText("가나다, 정책\n라마바\t지역학")
    dialog.store()
    desk.settle()
    [made] = rounds.every(desk.workspace)
    found = rounds.parts(desk.workspace, made.id)
    assert [(one.name, one.field) for one in found.members] == [("가나다", "정책"), ("라마바", "지역학")]
    assert (len(found.projects), len(found.criteria), page.round_id) == (1, 7, made.id)
    undo.undo(desk.workspace)
    assert rounds.every(desk.workspace) == []


def test_panel_weights_that_do_not_add_up_are_refused_in_the_dialog(desk: Desk) -> None:
    """Enter asks to store, and ticks no project; the sentence tells the sum, and the dialog stays."""
    factories.project(desk.workspace, title="골목 책방")
    page: EvaluationPage = desk.show(EvaluationPage(desk.context))
    page.acts.add_round()
    desk.settle()
    [dialog] = page.window().findChildren(RoundDialog)
    dialog.form.fields["title"].editor.set_value("하반기")
    dialog.boxes[0].weight.set_value(60)
    QTest.keyClick(dialog.form.fields["title"].editor, Qt.Key.Key_Return)
    desk.settle()
    assert "60%" in dialog.wrong.accessibleName()
    assert dialog.projects.chosen() == ()
    dialog.close()


def test_names_are_masked_while_masking_is_on(page: EvaluationPage, desk: Desk) -> None:
    """The head of the grid never shows a whole name."""
    heads = [page.project.model.headerData(FIRST + n, Qt.Orientation.Horizontal) for n in range(3)]
    assert all("가나" not in str(head) for head in heads)


def test_a_round_whose_reading_was_given_up_is_read_by_its_button(
    page: EvaluationPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is shown and nothing can be entered until it is read after all."""

    def stopped(*_given: object) -> None:
        raise Cancelled

    monkeypatch.setattr(page_module, "read", stopped)
    page.mark_stale()
    desk.settle()
    unread = page.area.unread
    assert unread.isVisible() and page.found is None
    assert page.bar.summary.text() == "채점표를 읽지 않았습니다."
    monkeypatch.undo()
    page.refresh()
    desk.settle()
    assert not unread.isVisible() and page.found is not None


def test_a_round_still_stands_when_one_comes_back(page: EvaluationPage, desk: Desk, qtbot: QtBot) -> None:
    """A page left for longer than a moment shows its round again, not that somebody gave its reading up."""
    page.hide()
    qtbot.waitUntil(lambda: page._gave_up, timeout=5 * LEFT_MS)
    page.show()
    desk.settle()
    assert page.found is not None and page.ranking.isVisible()
    assert not page.area.unread.isVisible()


def test_projects_are_found_and_ticked_among_many(qtbot: QtBot) -> None:
    """What is ticked stays so when other words hide it; 보이는 것 모두 ticks what is shown alone."""
    chooser = ProjectChooser([(1, "골목길 정비"), (2, "작은 도서관"), (3, "도서관 옆 쉼터")], (1,))
    qtbot.addWidget(chooser)
    chooser.model.find("도서ㄱ")
    chooser.list.setCurrentIndex(chooser.model.index(1))
    QTest.keyClick(chooser.list, Qt.Key.Key_Space)
    assert (chooser.chosen(), chooser.count.text()) == ((1, 3), "2건 고름")
    QTest.keyClick(chooser.list, Qt.Key.Key_Space)
    chooser.model.tick_shown()
    chooser.model.find("")
    assert (chooser.chosen(), chooser.model.rowCount()) == ((1, 2, 3), 3)
