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
