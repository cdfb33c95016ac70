"""예산 in the room of a project: lines, spendings, sums and what to look at."""

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.budget import BudgetLine
from app.services import budgets, undo
from app.services.workspace import Workspace
from tests.factories import project
from tests.ui.desk import Desk
from ui.dialogs.budget_overview import BudgetOverview
from ui.pages.project_room.budget_tab import BudgetTab
from ui.pages.project_room.page import ProjectRoom


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the budget of a project that has none, in November."""
    desk.workspace.clock = lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=project(desk.workspace).id, tab="budget")
    desk.show(page)
    return page


def _line(ws: Workspace, project_id: int, *spent: int, **values: Any) -> BudgetLine:
    given = {"year": 2026, "source": "state", "label": "워크숍 운영", "planned": 1_000_000, **values}
    line_id = budgets.add(ws, project_id, given)
    line = next(one for one in budgets.lines(ws, project_id) if one.id == line_id)
    for amount in spent:
        budgets.spend(ws, line, {"amount": amount, "spent_on": "2026. 5. 6."})
    return line


def _tab(room: ProjectRoom) -> BudgetTab:
    return room.parts.budget


def _visible(tab: BudgetTab) -> list[str]:
    return [one.words.accessibleName() for one in (*tab.warnings, *tab.amber) if one.isVisible()]


def test_an_empty_budget_offers_one_button(desk: Desk, room: ProjectRoom) -> None:
    """It says what lines are for, and adds one with this year in it."""
    tab = _tab(room)
    assert tab.empty.isVisible()
    assert len(tab.empty.findChildren(QPushButton)) == 1
    dialog = tab.add()
    dialog.form.fields["label"].editor.setText("안내판")
    dialog.form.fields["planned"].editor.setText("1,500,000")
    dialog.accept()
    desk.settle()
    [line] = budgets.lines(desk.workspace, room.project_id)
    assert (line.year, line.label, line.planned) == (2026, "안내판", 1_500_000)
    assert not tab.empty.isVisible()


def test_lines_and_sums_stand_with_thousands_commas(desk: Desk, room: ProjectRoom) -> None:
    """By source and in all: planned, spent, left and rate, made by the database."""
    ws, project_id = desk.workspace, room.project_id
    _line(ws, project_id, 850_000, 100_000, -50_000)
    _line(ws, project_id, 500_000, source="private", label="후원", planned=500_000)
    desk.settle()
    assert _tab(room).sums.rows() == [
        ["국비(특별교부세)", "1", "1,000,000", "900,000", "100,000", "90%"],
        ["민간", "1", "500,000", "500,000", "0", "100%"],
        ["합계", "2", "1,500,000", "1,400,000", "100,000", "93%"],
    ]
    _tab(room).copy_all()
    lines = [line.split("\t") for line in QApplication.clipboard().text().split("\n")]
    assert lines[0] == ["항목", "연도", "재원", "계획(원)", "집행(원)", "남은 돈(원)", "집행률"]
    assert lines[1] == ["워크숍 운영", "2026", "국비(특별교부세)", "1,000,000", "900,000", "100,000", "90%"]


def test_over_plan_is_red_and_much_left_amber(desk: Desk, room: ProjectRoom) -> None:
    """Each says its sentence; a line in order says nothing."""
    ws, project_id = desk.workspace, room.project_id
    _line(ws, project_id, 1_200_000)
    _line(ws, project_id, 100_000, label="홍보물")
    _line(ws, project_id, 900_000, label="교육")
    desk.settle()
    assert _visible(_tab(room)) == [
        "워크숍 운영: 계획보다 200,000원 더 집행했습니다.",
        "홍보물: 연말이 가까운데 10%만 집행했습니다. 남은 돈 900,000원",
    ]
    tones = {row.label: row.tone for row in _tab(room).found.rows}  # type: ignore[union-attr]
    assert tones == {"워크숍 운영": "danger", "홍보물": "warning", "교육": ""}


def test_spending_and_return_are_written_down(desk: Desk, room: ProjectRoom) -> None:
    """A return is asked for as a plain amount and kept below nought; undo takes it back."""
    line = _line(desk.workspace, room.project_id)
    desk.settle()
    tab = _tab(room)
    assert tab.spending.empty.isVisible()
    for returned, amount in ((False, "400,000"), (True, "50,000")):
        dialog = tab.spend(returned)
        assert dialog is not None
        dialog.form.fields["amount"].editor.setText(amount)
        dialog.accept()
        desk.settle()
    assert [one.amount for one in budgets.spendings(desk.workspace, line.id)] == [400_000, -50_000]
    assert tab.sums.rows()[-1][3] == "350,000"
    assert len(tab.spending.spendings) == 2
    desk.tasks.write(QWidget(), "실행 취소", undo.undo)
    desk.settle()
    assert tab.sums.rows()[-1][3] == "400,000"
    assert len(tab.spending.spendings) == 1


def test_no_amount_is_refused_beside_its_field(desk: Desk, room: ProjectRoom) -> None:
    """Nothing is stored and the dialog stays."""
    line = _line(desk.workspace, room.project_id)
    desk.settle()
    dialog = _tab(room).spend()
    assert dialog is not None
    dialog.form.fields["amount"].editor.setText("0")
    dialog.accept()
    desk.settle()
    assert "금액" in dialog.form.fields["amount"].error_label.accessibleName()
    assert budgets.spendings(desk.workspace, line.id) == []
    dialog.reject()


def test_one_year_is_shown_alone(desk: Desk, room: ProjectRoom) -> None:
    """The choice is offered where there are several; lines and sums follow it."""
    _line(desk.workspace, room.project_id)
    desk.settle()
    assert not _tab(room).year.isVisible()
    _line(desk.workspace, room.project_id, year=2025, label="사전 조사", planned=200_000)
    desk.settle()
    tab = _tab(room)
    assert tab.year.isVisible()
    tab.year.set_value("2025")
    tab.year.edited.emit()
    desk.settle()
    assert [row.label for row in tab.found.rows] == ["사전 조사"]  # type: ignore[union-attr]
    assert tab.sums.rows()[-1][2] == "200,000"


def test_insert_adds_and_the_line_asked_for_is_in_front(
    desk: Desk, room: ProjectRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Insert on the table asks for a line; opening the tab for one line chooses it."""
    _line(desk.workspace, room.project_id)
    second = _line(desk.workspace, room.project_id, label="안내판")
    room.open_with(project_id=room.project_id, tab="budget", line_id=second.id)
    desk.settle()
    tab = _tab(room)
    assert tab.table.current_id() == second.id
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    dialog = next(one for one in QApplication.topLevelWidgets() if one.windowTitle() == "예산 항목 고치기")
    assert dialog.isVisible()
    dialog.close()


def test_all_projects_are_summed_by_programme_and_year(desk: Desk) -> None:
    """Two projects, two years: the sums by year are those of the lines; a project leads to its budget."""
    ws = desk.workspace
    ids = [project(ws, title=title).id for title in ("골목", "나래")]
    for key, year, planned in ((ids[0], 2025, 1000), (ids[0], 2026, 2000), (ids[1], 2026, 500)):
        budgets.add(ws, key, {"year": year, "source": "state", "label": "운영비", "planned": planned})
    owner = QWidget()
    dialog = desk.show(BudgetOverview(owner, desk.context))
    dialog.by.set_value("year")
    dialog.refresh()
    desk.settle()
    assert [row[:3] for row in dialog.sums.rows()] == [
        ["2025", "1", "1,000"], ["2026", "2", "2,500"], ["합계", "3", "3,500"],
    ]  # fmt: skip
    dialog.by.set_value("project")
    dialog.refresh()
    desk.settle()
    dialog.sums.activated.emit(dialog.sums.model().index(1, 0))
    assert desk.went[-1] == ("project", {"project_id": ids[1], "tab": "budget"})
