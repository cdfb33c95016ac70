"""성과: a locked baseline stays, no change is told without n, and re-measurements fall due."""

from datetime import UTC, date, datetime

import pytest

from app.domain.indicator import Indicator
from app.errors import UserError
from app.services import indicators, stages
from app.services.workspace import Workspace
from tests import factories


def _indicator(ws: Workspace, project_id: int, **values: object) -> Indicator:
    given = {
        "label": "야간 이용 만족도",
        "unit": "점",
        "baseline": 62.5,
        "baseline_size": 120,
        "target": 80,
        **values,
    }
    indicators.add_indicator(ws, project_id, given)
    return indicators.courses(ws, project_id)[-1].indicator


def test_a_baseline_is_locked_with_the_planning_gate(workspace: Workspace) -> None:
    """Before the gate it is refused, after it the figure cannot be changed any more."""
    row = factories.project(workspace)
    indicator = _indicator(workspace, row.id)
    with pytest.raises(UserError, match="기획 관문"):
        indicators.lock_baselines(workspace, row.id)
    indicators.edit_indicator(workspace, indicator, {"baseline": 60})
    factories.pass_gate(workspace, row.id, exception="시험")
    assert indicators.lock_baselines(workspace, row.id) == 1
    [course] = indicators.courses(workspace, row.id)
    with pytest.raises(UserError, match="굳힌 기준값"):
        indicators.edit_indicator(workspace, course.indicator, {"baseline": 70})
    indicators.edit_indicator(workspace, course.indicator, {"target": 90})
    assert indicators.courses(workspace, row.id)[0].indicator.target == 90


def test_no_change_is_told_without_a_sample_size(workspace: Workspace) -> None:
    """With n on both sides it is the difference, and better or worse by the direction."""
    row = factories.project(workspace)
    indicator = _indicator(workspace, row.id)
    indicators.measure(workspace, indicator, {"value": 71, "measured_on": "2026. 9. 1."})
    [course] = indicators.courses(workspace, row.id)
    assert (course.change, course.better) == (None, None)
    indicators.measure(workspace, indicator, {"value": 70, "measured_on": "2026. 10. 1.", "size": 98})
    [course] = indicators.courses(workspace, row.id)
    assert (course.change, course.better, course.reached) == (7.5, True, False)


def test_less_is_better_where_the_indicator_says_so(workspace: Workspace) -> None:
    """Waiting time that fell is better, and reaches a target below the baseline."""
    row = factories.project(workspace)
    indicator = _indicator(workspace, row.id, label="대기 시간", direction="down", baseline=30, target=12)
    indicators.measure(workspace, indicator, {"value": 11, "measured_on": "2026. 9. 1.", "size": 40})
    [course] = indicators.courses(workspace, row.id)
    assert (course.change, course.better, course.reached) == (-19, True, True)


def test_indicators_are_measured_again_after_execution(workspace: Workspace) -> None:
    """3 months after 집행 ended it is due; a value noted for it, or measured later, settles it."""
    row = factories.project(workspace)
    indicator = _indicator(workspace, row.id)
    execution = stages.of_project(workspace, row.id)[2]
    with workspace.unit_of_work("집행 끝") as work:
        work.update("stage", execution.id, {"actual_end": date(2026, 3, 31)})
    workspace.clock = lambda: datetime(2026, 6, 20, 3, tzinfo=UTC)
    assert [(one.months, one.due_on) for one in indicators.due_again(workspace)] == [(3, date(2026, 6, 30))]
    values = {"value": 70, "measured_on": "2026. 6. 20.", "size": 98, "months": 3}
    indicators.measure(workspace, indicator, values)
    assert indicators.due_again(workspace) == []


@pytest.mark.parametrize("value", ["많음", "1e400"])
def test_what_is_no_number_is_refused(workspace: Workspace, value: str) -> None:
    """The sentence names the field."""
    row = factories.project(workspace)
    with pytest.raises(UserError, match="기준값"):
        _indicator(workspace, row.id, baseline=value)


def test_the_change_of_a_share_is_in_points(workspace: Workspace) -> None:
    """From 31 % to 44 % it is 13 points of percent, not 13 %."""
    row = factories.project(workspace)
    indicator = _indicator(workspace, row.id, unit="%", baseline=31)
    indicators.measure(workspace, indicator, {"value": 44, "measured_on": "2026. 9. 1.", "size": 96})
    [course] = indicators.courses(workspace, row.id)
    assert course.line.change == "▲ 13%p"


def test_missed_rounds_are_told_once(workspace: Workspace) -> None:
    """Seven months after 집행 only the round of 6 months is named: one value answers both."""
    row = factories.project(workspace)
    _indicator(workspace, row.id)
    _indicator(workspace, row.id, label="대기 시간")
    execution = stages.of_project(workspace, row.id)[2]
    with workspace.unit_of_work("집행 끝") as work:
        work.update("stage", execution.id, {"actual_end": date(2026, 3, 31)})
    workspace.clock = lambda: datetime(2026, 10, 31, 3, tzinfo=UTC)
    [due] = indicators.due_projects(workspace)
    assert (due.months, due.due_on, due.indicators) == (
        6,
        date(2026, 9, 30),
        ("야간 이용 만족도", "대기 시간"),
    )
