"""타임라인: what is read of many projects, moving as one step, ties and the baseline in a real file."""

from datetime import timedelta

import pytest

from app.domain.dependency import Grip
from app.domain.desk_role import DeskRole
from app.domain.timeline import MILESTONE, STAGE, Span, StageBar
from app.errors import UserError
from app.services import calendar, stages, timeline, undo
from app.services.session import sessions
from app.services.workspace import Workspace
from db.queries import timeline as queries
from tests.factories import milestone, pass_gate, project


def _bars(ws: Workspace, project_id: int) -> tuple[StageBar, ...]:
    return timeline.rows(ws, [project_id])[0].stages


def test_rows_hold_all_that_has_a_day(workspace: Workspace) -> None:
    """Stages in their order with what their gates ask, sessions and 할 일 by day; in the order asked for."""
    one, two = project(workspace, starts_on=workspace.today), project(workspace, title="다른 과제")
    sessions.create(workspace, one.id, "workshop", {"held_on": workspace.today + timedelta(3)})
    first, second = timeline.rows(workspace, [two.id, one.id])
    assert (first.id, second.id) == (two.id, one.id)
    assert [bar.position for bar in second.stages] == [1, 2, 3, 4]
    assert second.stages[0].criteria == 6
    assert [(dot.day, dot.done) for dot in second.dots] == [(workspace.today + timedelta(3), False)]
    assert second.dues, "the template's 할 일 stand on the line"
    assert timeline.rows(workspace, [999]) == []


@pytest.mark.parametrize("many", [queries.MANY, 0])
def test_bounds_reach_from_the_first_to_the_last_day(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """The days of a list of projects, nothing for an empty one; of many they are found another way."""
    monkeypatch.setattr(queries, "MANY", many)
    begins = workspace.today - timedelta(400)
    one = project(workspace, starts_on=begins)
    found = timeline.bounds(workspace, [one.id])
    assert found is not None
    assert one.ends_on is not None
    assert (found.first, found.last) == (begins, one.ends_on - timedelta(1))
    assert timeline.bounds(workspace, []) is None
    other = project(workspace, starts_on=begins)
    held = begins - timedelta(30)
    sessions.create(workspace, one.id, "workshop", {"held_on": held})
    found, without = (timeline.bounds(workspace, [key]) for key in (one.id, other.id))
    assert found is not None and without is not None
    assert (found.first, without.first) == (held, begins)


def test_a_move_pushes_what_follows_in_one_step(workspace: Workspace) -> None:
    """집행 and 환류 go along by 7 days, and one undo brings all of it back."""
    one = project(workspace)
    before = _bars(workspace, one.id)
    timeline.move(workspace, one.id, (STAGE, before[1].id), Grip.WHOLE, 7)
    after = _bars(workspace, one.id)
    for place in (1, 2, 3):
        assert after[place].plan == (before[place].plan or Span(workspace.today, workspace.today)).moved(7)
    assert undo.state(workspace).undo_label == "‘설계 단계’ 7일 뒤로 옮기기"
    undo.undo(workspace)
    assert _bars(workspace, one.id) == before


def test_stretching_changes_one_end(workspace: Workspace) -> None:
    """The last stage gets 5 days longer; the step says so."""
    one = project(workspace)
    bar = _bars(workspace, one.id)[3]
    timeline.move(workspace, one.id, (STAGE, bar.id), Grip.END, 5)
    plan = _bars(workspace, one.id)[3].plan
    assert plan is not None
    assert bar.plan is not None
    assert (plan.first, plan.last) == (bar.plan.first, bar.plan.last + timedelta(5))
    assert undo.state(workspace).undo_label == "‘환류 단계’ 5일 늘리기"


def test_exact_days_are_checked(workspace: Workspace) -> None:
    """An end before the beginning is refused, and so is another beginning of what has begun."""
    one = project(workspace)
    pass_gate(workspace, one.id)
    done, current, coming, _ = _bars(workspace, one.id)
    day = workspace.today
    with pytest.raises(UserError, match="끝이 시작보다 앞섭니다"):
        timeline.place(workspace, one.id, (STAGE, coming.id), Span(day, day - timedelta(1)))
    with pytest.raises(UserError, match="시작한 날은 바꾸지 않습니다"):
        timeline.place(workspace, one.id, (STAGE, current.id), Span(day - timedelta(9), day + timedelta(90)))
    with pytest.raises(UserError, match="관문을 통과한"):
        timeline.place(workspace, one.id, (STAGE, done.id), Span(day, day + timedelta(9)))
    timeline.place(workspace, one.id, (STAGE, current.id), Span(day, day + timedelta(200)))
    assert _bars(workspace, one.id)[2].plan == Span(
        day + timedelta(201), day + timedelta(200 + (coming.plan or Span(day, day)).days)
    )


def test_a_milestone_moves_to_another_day(workspace: Workspace) -> None:
    """할 일 fall due on another day; one that is done stays."""
    one = project(workspace)
    due = milestone(workspace, one.id)
    timeline.move(workspace, one.id, (MILESTONE, due.id), Grip.WHOLE, 4)
    days = {mark.id: mark.day for mark in timeline.rows(workspace, [one.id])[0].dues}
    assert days[due.id] == workspace.today + timedelta(4)


def test_the_first_plan_stays_once_the_project_has_begun(workspace: Workspace) -> None:
    """A draft plan leaves nothing behind; afterwards the first one stays, whichever way it was changed."""
    one = project(workspace)
    drafted = _bars(workspace, one.id)[2]
    timeline.move(workspace, one.id, (STAGE, drafted.id), Grip.WHOLE, 3)
    kept = _bars(workspace, one.id)[2]
    assert kept.ghost is None
    pass_gate(workspace, one.id)
    timeline.move(workspace, one.id, (STAGE, kept.id), Grip.WHOLE, 10)
    timeline.move(workspace, one.id, (STAGE, kept.id), Grip.WHOLE, 10)
    assert _bars(workspace, one.id)[2].ghost == kept.plan
    last = _bars(workspace, one.id)[3]
    stages.edit_stage(workspace, last.id, {"planned_end": workspace.today + timedelta(900)})
    assert (_bars(workspace, one.id)[3].baseline_end, last.baseline_end) != (None, None)
    entry = next(
        one
        for one in calendar.between(workspace, workspace.today, workspace.today + timedelta(300), ["planned"])
        if one.stage == "execution"
    )
    calendar.move(workspace, entry, entry.day + timedelta(1))
    assert _bars(workspace, one.id)[2].ghost == kept.plan


def test_the_plan_of_today_can_become_the_baseline(workspace: Workspace) -> None:
    """Nothing of an earlier plan shows any more; undone, it does again."""
    one = project(workspace)
    pass_gate(workspace, one.id)
    bar = _bars(workspace, one.id)[3]
    timeline.move(workspace, one.id, (STAGE, bar.id), Grip.WHOLE, 10)
    assert timeline.rebase(workspace, one.id)
    assert _bars(workspace, one.id)[3].ghost is None
    assert not timeline.rebase(workspace, one.id)
    undo.undo(workspace)
    assert _bars(workspace, one.id)[3].ghost == bar.plan


def test_ties_are_made_kept_and_taken_away(workspace: Workspace) -> None:
    """A tie shows on the line, pushes what waits, is refused the other way round, goes with one step."""
    one = project(workspace)
    due = milestone(workspace, one.id, due_on=workspace.today + timedelta(500))
    bar = _bars(workspace, one.id)[3]
    made = timeline.tie(workspace, one.id, (STAGE, bar.id), (MILESTONE, due.id))
    assert [(tie.before, tie.after) for tie in timeline.rows(workspace, [one.id])[0].ties] == [
        ((STAGE, bar.id), (MILESTONE, due.id))
    ]
    with pytest.raises(UserError, match="거꾸로"):
        timeline.tie(workspace, one.id, (MILESTONE, due.id), (STAGE, bar.id))
    timeline.move(workspace, one.id, (STAGE, bar.id), Grip.END, 600)
    row = timeline.rows(workspace, [one.id])[0]
    plan = row.stages[3].plan
    assert plan is not None
    assert {mark.id: mark.day for mark in row.dues}[due.id] == plan.last
    timeline.untie(workspace, made)
    assert timeline.rows(workspace, [one.id])[0].ties == ()
    with pytest.raises(UserError, match="이미 지워진"):
        timeline.untie(workspace, made)


def test_a_role_that_may_not_plan_is_refused(workspace: Workspace) -> None:
    """열람 neither moves nor ties."""
    one = project(workspace)
    first, second, *_ = _bars(workspace, one.id)
    workspace.settings = workspace.settings.with_values(desk_role=DeskRole.READER.value)
    with pytest.raises(UserError, match="고칠 수 없습니다"):
        timeline.move(workspace, one.id, (STAGE, first.id), Grip.WHOLE, 1)
    with pytest.raises(UserError, match="고칠 수 없습니다"):
        timeline.tie(workspace, one.id, (STAGE, first.id), (STAGE, second.id))
