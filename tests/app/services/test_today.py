"""What 오늘 shows follows from the records of running own projects."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.today import Deadline
from app.services import outputs, projects, proposals, stages, today
from app.services.evaluation import rounds, rubrics
from app.services.workspace import Workspace
from app.settings import Settings
from tests import factories

DAY = date(2026, 6, 18)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        """Begin at noon in Seoul."""
        self.now = datetime(2026, 6, 18, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the file."""
    return Clock()


@pytest.fixture
def ws(data_file: Path, clock: Clock) -> Iterator[Workspace]:
    """Open a new data file whose clock a test can move."""
    workspace = Workspace(data_file, Settings(user_name="홍길동"), clock=clock)
    yield workspace
    workspace.close()


def clear_deadlines(ws: Workspace, project_id: int) -> None:
    """Take away what a template makes fall due."""
    for item in outputs.milestones(ws, project_id):
        outputs.set_milestone_done(ws, item, DAY)
    for stage in stages.of_project(ws, project_id):
        days = {"planned_start": DAY - timedelta(9), "planned_end": DAY + timedelta(90)}
        stages.edit_stage(ws, stage.id, days)
        with ws.unit_of_work("기한") as work:
            work.update_many(
                "criterion", [part.id for part in stage.criteria], {"due_on": DAY + timedelta(90)}
            )


def titles(found: tuple[Deadline, ...]) -> list[tuple[str, str, int]]:
    """Return what a test compares of deadlines."""
    return [(item.kind, item.title, item.days) for item in found]


def test_an_empty_file_has_an_empty_day(ws: Workspace) -> None:
    """Nothing is running, nothing is due, and no mean is made up."""
    seen = today.read(ws)
    assert (seen.figures.running, seen.figures.ratio, seen.figures.overdue) == (0, None, 0)
    assert (seen.deadlines, seen.gates, seen.stalled) == ((), (), ())


def test_running_projects_are_counted_by_their_stage(ws: Workspace) -> None:
    """Own projects that run count in the stage under way; drafts and cases do not."""
    first = factories.project(ws)
    factories.project(ws, title="둘째")
    factories.project(ws, title="초안", status="draft")
    factories.case(ws)
    factories.pass_gate(ws, first.id)
    figures = today.read(ws).figures
    assert figures.running == 2
    assert figures.by_stage == {"planning": 1, "design": 1, "execution": 0, "feedback": 0}


def test_deadlines_come_overdue_first(ws: Workspace) -> None:
    """할 일, attested criteria and the end of the stage under way stand by their days."""
    project = factories.project(ws)
    clear_deadlines(ws, project.id)
    stage = stages.of_project(ws, project.id)[0]
    stages.edit_stage(ws, stage.id, {"planned_end": DAY + timedelta(3)})
    attested = next(part for part in stage.criteria if part.kind == "attested")
    with ws.unit_of_work("기한") as work:
        work.update("criterion", attested.id, {"due_on": DAY})
    factories.milestone(ws, project.id, title="늦은 일", due_on=DAY - timedelta(2))
    factories.milestone(ws, project.id, title="먼 일", due_on=DAY + timedelta(30))
    seen = today.read(ws)
    assert titles(seen.deadlines) == [
        ("milestone", "늦은 일", -2),
        ("criterion", attested.label, 0),
        ("stage", "기획 단계 마감", 3),
    ]
    assert (seen.figures.overdue, seen.figures.due_soon) == (1, 2)


def test_what_is_done_is_not_due(ws: Workspace) -> None:
    """A finished 할 일, a confirmed criterion and a stopped project leave the list."""
    project = factories.project(ws)
    clear_deadlines(ws, project.id)
    item = factories.milestone(ws, project.id, title="오늘 할 일", due_on=DAY)
    assert len(today.read(ws).deadlines) == 1
    outputs.set_milestone_done(ws, item, DAY)
    assert today.read(ws).deadlines == ()
    outputs.set_milestone_done(ws, item, None)
    projects.edit(ws, [project.id], {"status": "stopped"})
    assert today.read(ws).deadlines == ()


def test_a_deadline_is_mine_by_task_or_by_project(ws: Workspace) -> None:
    """내 담당 holds what I am to do and what falls due in the projects that I manage."""
    me, other = factories.person(ws, "홍길동"), factories.person(ws, "김남")
    mine = factories.project(ws, manager_id=me.id)
    theirs = factories.project(ws, title="남의 과제", manager_id=other.id)
    for project in (mine, theirs):
        clear_deadlines(ws, project.id)
        factories.milestone(ws, project.id, title=f"{project.title} 일", due_on=DAY)
    factories.milestone(ws, theirs.id, title="내가 맡은 일", due_on=DAY, assignee_id=me.id)
    assert len(today.read(ws).deadlines) == 3
    assert {item.title for item in today.read(ws, mine=True).deadlines} == {
        f"{mine.title} 일",
        "내가 맡은 일",
    }


def test_the_ratio_is_the_mean_of_the_teams(ws: Workspace) -> None:
    """Each team counts the same; a project without a team counts nowhere."""
    factories.team(ws, factories.project(ws).id, citizens=4, officials=4, experts=0)
    factories.team(ws, factories.project(ws, title="둘째").id, citizens=1, officials=4, experts=0)
    factories.project(ws, title="팀 없음")
    figures = today.read(ws).figures
    assert (figures.ratio, figures.goal_met, figures.goal_of) == (35, 1, 2)


def test_a_waiting_gate_names_what_is_missing(ws: Workspace) -> None:
    """A gate with some of its evidence tells which criteria it lacks and where it leads."""
    project = factories.project(ws)
    stage = stages.of_project(ws, project.id)[0]
    attested = next(part for part in stage.criteria if part.kind == "attested")
    stages.confirm(ws, attested)
    (gate,) = today.read(ws).gates
    assert (gate.project, gate.stage, gate.next_stage) == (project.title, "planning", "design")
    assert attested.label not in gate.missing
    assert gate.met + len(gate.missing) == gate.total == len(stage.criteria)


def test_a_project_stalls_after_the_days_of_the_setting(ws: Workspace, clock: Clock) -> None:
    """Without a change for 20 days a running project stands still; a change sets it going."""
    project = factories.project(ws)
    clock.now += timedelta(19)
    assert today.read(ws).stalled == ()
    clock.now += timedelta(1)
    (stalled,) = today.read(ws).stalled
    assert (stalled.project_id, stalled.stage, stalled.idle_days) == (project.id, "planning", 20)
    projects.edit(ws, [project.id], {"summary": "다시 시작"})
    assert today.read(ws).stalled == ()


def test_outputs_of_the_month_are_counted(ws: Workspace) -> None:
    """Outputs made since the first of the month count; those of last month do not."""
    project = factories.project(ws)
    for day in (DAY, DAY.replace(day=1), date(2026, 5, 31)):
        factories.output(ws, project.id, produced_on=day)
    assert today.read(ws).figures.outputs == 2


def test_answers_to_proposals_fall_due_too(ws: Workspace) -> None:
    """An undecided proposal stands among the deadlines, of a project or of none; a decided one does not."""
    project = factories.project(ws)
    clear_deadlines(ws, project.id)
    late = {"title": "쉼터", "channel": "field", "answer_due": DAY - timedelta(2)}
    first = proposals.create(ws, {**late, "project_id": project.id})
    proposals.create(ws, {**late, "title": "신호", "answer_due": DAY, "department": "교통과"})
    proposals.create(ws, {**late, "title": "먼 일", "answer_due": DAY + timedelta(60)})
    seen = today.read(ws)
    assert titles(seen.deadlines) == [("answer", "2026-001 쉼터", -2), ("answer", "2026-002 신호", 0)]
    assert [(item.project_id, item.project) for item in seen.deadlines] == [
        (project.id, project.title), (None, "교통과"),
    ]  # fmt: skip
    assert seen.figures.overdue == 1
    proposals.decide(ws, first.id, "rejected", "땅이 없습니다.")
    assert titles(today.read(ws).deadlines) == [("answer", "2026-002 신호", 0)]


def test_what_waits_is_counted_as_it_is_read(ws: Workspace) -> None:
    """The figures beside the pages are those of the page itself, late answers among them."""
    project = factories.project(ws)
    factories.milestone(ws, project.id, title="점검", due_on=DAY)
    factories.milestone(ws, project.id, title="지난 점검", due_on=DAY - timedelta(3))
    factories.milestone(ws, project.id, title="먼 점검", due_on=DAY + timedelta(90))
    proposals.create(ws, {"title": "쉼터", "channel": "field", "answer_due": DAY - timedelta(2)})
    found = today.waiting(ws)
    assert found == today.read(ws).waiting
    assert found.due_soon and found.overdue > found.late_answers == 1


def test_missing_score_sheets_fall_due_with_their_round(ws: Workspace) -> None:
    """Two reviewers of two projects, one excluded, one sheet finished: two sheets wait, late by two days."""
    made = [factories.project(ws, title=title).id for title in ("골목", "정류장")]
    rubric_id = rubrics.create(ws, "국민심사", "citizen")
    panels = {"국민": (100, ["가나다", "라마바"])}
    values = {"title": "상반기 평가", "rubric_id": rubric_id, "closes_on": DAY - timedelta(2)}
    round_id = factories.evaluation_round(ws, made, panels, **values)
    assert titles(today.read(ws).deadlines) == [], "a round in preparation waits for nothing"
    rounds.open_round(ws, round_id)
    found = rounds.parts(ws, round_id)
    factories.scored(ws, found, found.members[0], made[0], {one.id: 3.0 for one in found.criteria})
    factories.scored(ws, found, found.members[0], made[1], {found.criteria[0].id: 3.0})
    rounds.exclude(ws, found.members[1], made[1], "가족")
    for mine in (False, True):
        assert titles(today.read(ws, mine=mine).deadlines) == [("scores", "기다리는 채점표 2장", -2)]
    rounds.close_round(ws, round_id)
    assert titles(today.read(ws).deadlines) == []
