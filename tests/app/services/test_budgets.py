"""예산: sums made by the database, and the lines to look at."""

from datetime import UTC, datetime

import pytest

from app.errors import UserError
from app.services import budgets
from app.services.workspace import Workspace
from tests import factories


def _line(ws: Workspace, project_id: int, **values: object) -> int:
    given = {"year": 2026, "source": "state", "label": "워크숍 운영", "planned": 1_000_000, **values}
    return budgets.add(ws, project_id, given)


def test_sums_count_every_won_once(workspace: Workspace) -> None:
    """Two lines with three spendings: planned 1,500,000, spent 700,000 less 50,000 returned."""
    row = factories.project(workspace)
    _line(workspace, row.id)
    _line(workspace, row.id, source="municipality", label="홍보물", planned=500_000)
    first, second = sorted(budgets.lines(workspace, row.id), key=lambda line: line.id)
    budgets.spend(workspace, first, {"amount": 400_000, "spent_on": "2026. 3. 2."})
    budgets.spend(workspace, first, {"amount": -50_000, "spent_on": "2026. 3. 9."})
    budgets.spend(workspace, second, {"amount": 300_000, "spent_on": "2026. 4. 1."})
    [total] = budgets.totals(workspace, "project")
    assert (total.planned, total.spent, total.left, total.lines) == (1_500_000, 650_000, 850_000, 2)
    by_source = {one.label: (one.planned, one.spent) for one in budgets.totals(workspace, "source")}
    assert by_source == {"국비(특별교부세)": (1_000_000, 350_000), "시군구비": (500_000, 300_000)}


def test_more_than_planned_is_taken_and_pointed_out(workspace: Workspace) -> None:
    """The sentence tells by how much."""
    row = factories.project(workspace)
    _line(workspace, row.id)
    [line] = budgets.lines(workspace, row.id)
    budgets.spend(workspace, line, {"amount": 1_200_000, "spent_on": "2026. 3. 2."})
    [concern] = budgets.concerns(workspace, row.id)
    assert concern.kind == "over"
    assert "200,000원" in concern.sentence


@pytest.mark.parametrize(
    ("day", "told"), [((2026, 9, 30), False), ((2026, 10, 2), True), ((2027, 1, 5), True)]
)
def test_much_left_is_pointed_out_from_october_on(
    workspace: Workspace, day: tuple[int, int, int], told: bool
) -> None:
    """A line of which less than 80 % is spent near the end of its year, or after it."""
    row = factories.project(workspace)
    _line(workspace, row.id)
    workspace.clock = lambda: datetime(*day, 3, tzinfo=UTC)
    assert [one.kind for one in budgets.concerns(workspace, row.id)] == (["left"] if told else [])


def test_a_negative_plan_is_refused(workspace: Workspace) -> None:
    """Money is planned from nought on."""
    row = factories.project(workspace)
    with pytest.raises(UserError, match="0원 이상"):
        _line(workspace, row.id, planned=-1)


def test_a_year_whose_books_are_closed_is_let_be(workspace: Workspace) -> None:
    """오늘 names last year's lines until the end of February; the project itself keeps telling."""
    row = factories.project(workspace)
    _line(workspace, row.id)
    for month, told in ((2, 1), (4, 0)):
        workspace.clock = lambda month=month: datetime(2027, month, 20, 3, tzinfo=UTC)  # type: ignore[misc]
        assert len(budgets.recent_concerns(workspace)) == told
        assert len(budgets.concerns(workspace, row.id)) == 1
    assert "2026년이 끝났는데" in budgets.concerns(workspace)[0].sentence


def test_over_plan_comes_before_much_left(workspace: Workspace) -> None:
    """Whatever the order of the lines."""
    row = factories.project(workspace)
    workspace.clock = lambda: datetime(2026, 11, 20, 3, tzinfo=UTC)
    _line(workspace, row.id)
    _line(workspace, row.id, label="홍보물")
    line = next(one for one in budgets.lines(workspace, row.id) if one.label == "홍보물")
    budgets.spend(workspace, line, {"amount": 1_200_000, "spent_on": "2026. 3. 2."})
    assert [one.kind for one in budgets.recent_concerns(workspace)] == ["over", "left"]
