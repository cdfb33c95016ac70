"""오늘 shows what to measure again and which money to look at, and opens the place where it is."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services import budgets, indicators, stages
from tests.factories import project
from tests.ui.desk import Desk
from ui.pages.today.page import TodayPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    """Show the page on a file with one project, in November."""
    desk.workspace.clock = lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)
    project(desk.workspace, title="야간 돌봄")
    made = TodayPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def test_nothing_to_do_is_no_panel(desk: Desk, page: TodayPage) -> None:
    """Both panels stay away while there is nothing."""
    assert not page.again.isVisible()
    assert not page.money.isVisible()


def test_what_is_to_be_measured_again_opens_its_indicator(desk: Desk, page: TodayPage) -> None:
    """Three months after 집행 the button opens 성과; once measured, the row is gone."""
    ws = desk.workspace
    for label in ("만족도", "대기 시간"):
        indicators.add_indicator(ws, 1, {"label": label, "baseline": 60, "baseline_size": 20})
    execution = stages.of_project(ws, 1)[2]
    with ws.unit_of_work("집행 끝") as work:
        work.update("stage", execution.id, {"actual_end": date(2026, 8, 31)})
    desk.settle()
    assert page.again.isVisible()
    found = page.again.findChild(QPushButton, "do-again-1")
    assert isinstance(found, QPushButton)
    found.click()
    courses = indicators.courses(ws, 1)
    first = courses[0].indicator.id
    assert desk.went == [("project", {"project_id": 1, "tab": "outcomes", "indicator_id": first})]
    for course in courses:
        values = {"value": 70, "measured_on": "2026. 11. 22.", "size": 30, "months": 3}
        indicators.measure(ws, course.indicator, values)
    desk.settle()
    assert not page.again.isVisible()


def test_money_to_look_at_opens_its_line(desk: Desk, page: TodayPage) -> None:
    """A line that is over plan says by how much; one of a year long closed says nothing any more."""
    ws = desk.workspace
    for year in (2024, 2026):
        line_id = budgets.add(ws, 1, {"year": year, "source": "state", "label": "워크숍", "planned": 100_000})
        line = next(one for one in budgets.lines(ws, 1) if one.id == line_id)
        budgets.spend(ws, line, {"amount": 130_000, "spent_on": f"{year}. 5. 6."})
    desk.settle()
    assert len(page.money.rows.rows) == 1
    assert "30,000원 더" in page.money.rows.rows[0].accessibleName()
    found = page.money.findChild(QPushButton, f"do-money-{line.id}")
    assert isinstance(found, QPushButton)
    found.click()
    assert desk.went == [("project", {"project_id": 1, "tab": "budget", "line_id": line.id})]
