"""예시 자료: the whole of it, as screens will find it, and that it never touches a real office's file."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.changes import Changes
from app.domain.chart import BarChart, TileMap
from app.domain.choices import ProjectState, ServiceField
from app.domain.listing import ListQuery
from app.domain.participant import Standing
from app.domain.privacy.consent import ConsentPurpose, ConsentState
from app.domain.project import Project
from app.errors import Cancelled, UserError
from app.services import (
    budgets,
    dashboard,
    demo,
    draws,
    history,
    indicators,
    listing,
    merging,
    outputs,
    people,
    stages,
    undo,
)
from app.services.data_file import check
from app.services.demo.story import some_time_before
from app.services.workspace import Workspace
from app.settings import Settings
from tests import factories


@pytest.fixture(scope="module")
def filled(example: Path) -> Iterator[Workspace]:
    """Give a file with the example data; nobody may change it."""
    ws = Workspace(example, Settings(user_name="홍길동"))
    yield ws
    ws.close()


def _own(ws: Workspace) -> list[Project]:
    return listing.all_rows(ws, "project", ListQuery(filters={"kind": ("own",)}))


def test_forty_projects_show_every_state_stage_template_and_year(filled: Workspace) -> None:
    """About 40 own projects stand in all states, from this year and the two before."""
    rows, year = _own(filled), filled.today.year
    assert len(rows) == 40
    assert {row.state for row in rows} == {state.value for state in ProjectState}
    assert {row.year for row in rows} == {year - 2, year - 1, year}
    assert {row.template for row in rows} == {"design_team", "gonggam", "roundtable", "contest"}
    running = [row for row in rows if row.state in ("active", "gate", "stalled")]
    assert {row.stage for row in running} == {"planning", "design", "execution", "feedback"}


def test_three_hundred_people_stand_in_teams_of_every_size(filled: Workspace) -> None:
    """Teams have 7 to 25 members of several kinds; somebody has left a team."""
    assert listing.count(filled, "person", ListQuery()) == 303  # three of them entered twice
    teams = [row for row in _own(filled) if row.output_count and row.state in ("active", "gate", "stalled")]
    assert len(teams) >= 12
    assert all(7 <= row.team_size <= 25 and 30 <= (row.citizen_ratio or 0) <= 55 for row in teams)
    assert max(row.team_size for row in teams) == 25
    below = [row for row in teams if (row.citizen_ratio or 0) < (row.citizen_goal or 0)]
    assert below, "a warning has to be seen somewhere"
    assert any(row.to_on for row in people.members(filled, teams[0].id)) or len(teams) > 12


def test_a_resident_leads_where_the_way_asks_for_one(filled: Workspace) -> None:
    """No 공감e가득 team of the example breaks its own rule of the 단장."""
    rows = [row for row in _own(filled) if row.template == "gonggam" and row.team_size]
    for row in rows:
        assert not [text for text in people.composition(filled, row.id).warnings if "단장" in text]
    assert rows


def test_what_identifies_people_is_obviously_made_up(filled: Workspace) -> None:
    """Telephones are 010-0000-xxxx and addresses end in example.kr; only who is entered twice shares one."""
    rows = listing.all_rows(filled, "person", ListQuery())
    assert all(row.phone.startswith("010-0000-") and row.email.endswith("@example.kr") for row in rows)
    again = {person for found in merging.duplicates(filled) for person in found.ids[1:]}
    once = [row for row in rows if row.id not in again]
    assert len(again) == 3
    assert len(once) == len({row.phone for row in once}) == len({row.name for row in once}) == 300


def test_one_project_drew_its_citizens(filled: Workspace) -> None:
    """Applicants came by several ways, one declined; the draw recomputes from its record."""
    [draw] = [one for row in _own(filled) for one in draws.of_project(filled, row.id)]
    applied = draws.applicants(filled, draw.project_id)
    assert len(applied) == 36 and len({row.route for row in applied}) == 4
    assert Counter(row.state for row in applied)["declined"] == 1
    assert draws.recomputed(filled, draw)


def test_gates_show_a_pass_an_exception_and_a_reopening(filled: Workspace) -> None:
    """Signed off in order, once by exception, once opened again with its reason."""
    signoffs = [
        part for row in _own(filled) for stage in stages.of_project(filled, row.id) for part in stage.signoffs
    ]
    assert len(signoffs) > 60
    assert any(part.exception_reason for part in signoffs)
    assert [part for part in signoffs if part.reopened_at and part.reopen_reason]
    assert all(stages.digest(part.evidence) == part.evidence_digest for part in signoffs)


def test_things_fall_due_before_on_and_after_today(filled: Workspace) -> None:
    """Open 할 일 are overdue, due today, due soon and later."""
    today = filled.today
    rows = listing.all_rows(filled, "milestone", ListQuery(filters={"done_on": (None,)}))
    days = [(row.due_on - today).days for row in rows if row.due_on]
    counts = Counter(
        "overdue" if d < 0 else "today" if d == 0 else "soon" if d <= 7 else "later" for d in days
    )
    assert counts["overdue"] in range(2, 12)
    assert counts["today"] and counts["soon"] >= 3 and counts["later"] >= 3


def test_stalled_projects_have_rested_as_long_as_they_say(filled: Workspace) -> None:
    """정체 comes from the journal's own moments, and only there has nothing happened for 20 days."""
    stalled = [row for row in _own(filled) if row.state == "stalled"]
    assert sorted(row.idle_days for row in stalled) == [21, 24, 28, 34]


def test_what_was_done_days_ago_stays_in_its_day_shortly_after_midnight() -> None:
    """An example filled at half past midnight has rested as many days as one filled at noon."""
    for hour, minute in ((0, 0), (0, 30), (12, 0), (23, 59)):
        now = datetime(2026, 11, 30, hour, minute).astimezone()
        assert some_time_before(now, 21, 300).date() == date(2026, 11, 9)


def test_outputs_have_small_real_files(filled: Workspace) -> None:
    """Files of several kinds are stored whole; pictures and PDF begin as such."""
    files = [file for row in _own(filled) for file in outputs.files(filled, row.id)]
    endings = Counter(Path(file.name).suffix for file in files)
    assert {".pdf", ".png", ".txt", ".csv", ".md"} <= set(endings)
    assert all(0 < file.size < 20_000 for file in files)
    assert any(file.criterion_id for file in files)
    starts = {".png": b"\x89PNG", ".pdf": b"%PDF-1.4", ".csv": b"\xef\xbb\xbf"}
    for file in files:
        start = starts.get(Path(file.name).suffix, b"")
        assert filled.blobs.read(file.sha256).startswith(start)


def test_cases_stand_in_the_cells_and_some_wait_for_review(filled: Workspace) -> None:
    """About 60 cases cover every 분야, 국내 and 해외; the doubtful ones keep what was written."""
    rows = listing.all_rows(filled, "project", ListQuery(filters={"kind": ("case",)}))
    assert 55 <= len(rows) <= 70
    assert {row.service_field for row in rows} == {*(field.value for field in ServiceField), None}
    assert {row.is_foreign for row in rows} == {True, False}
    review = [row for row in rows if row.needs_review]
    assert len(review) == 4
    assert all(row.as_written for row in review)


def test_every_project_tells_its_history(filled: Workspace) -> None:
    """Whatever the example does to a project can be read in its 이력."""
    for row in _own(filled):
        assert history.of_project(filled, row.id)


def test_the_history_is_told_in_the_order_of_time(filled: Workspace) -> None:
    """Each step's moment is not before that of the step before, nor in the future; the file is sound."""
    steps = [step for step in history.steps(filled, 5000) if step.label != "기본 자료"]
    moments = [step.at for step in reversed(steps)]
    assert moments == sorted(moments)
    assert moments[-1] <= filled.clock()
    assert moments[0] < filled.clock() - timedelta(500)
    assert len({step.actor for step in steps}) > 5
    assert check.check(filled).findings == ()


def test_filling_twice_on_a_day_gives_the_same(filled: Workspace, workspace: Workspace) -> None:
    """The choice of words and people is repeatable, and one refresh tells the open windows."""
    heard: list[Changes] = []
    workspace.on_commit(heard.append)
    demo.fill(workspace)
    mine = [
        (row.title, row.team_size, row.citizen_ratio, row.state, row.output_count) for row in _own(workspace)
    ]
    theirs = [
        (row.title, row.team_size, row.citizen_ratio, row.state, row.output_count) for row in _own(filled)
    ]
    assert mine == theirs
    assert [(part.initiator, part.everything) for part in heard] == [("demo", True)]


def test_a_file_in_use_is_left_alone(workspace: Workspace) -> None:
    """A file that holds a project is refused and keeps just that."""
    factories.project(workspace)
    with pytest.raises(UserError, match="이미 과제가 있는"):
        demo.fill(workspace)
    assert listing.count(workspace, "project", ListQuery()) == 1
    assert listing.count(workspace, "person", ListQuery()) == 0


def test_a_cancelled_filling_leaves_nothing(workspace: Workspace) -> None:
    """Stopping half-way takes every step back, so that the file can be filled again."""

    def stop(done: int, total: int) -> None:
        if done > 40:
            raise Cancelled

    with pytest.raises(Cancelled):
        demo.fill(workspace, stop)
    assert listing.count(workspace, "project", ListQuery()) == 0
    assert listing.count(workspace, "person", ListQuery()) == 0
    assert undo.state(workspace).undo_label is None
    assert check.check(workspace).findings == ()


def test_money_and_outcomes_are_lived_through(filled: Workspace) -> None:
    """Every project past 기획 has money; the showcase is over plan, and has arrows and a missing n."""
    showcase = next(row for row in _own(filled) if row.title == "가온시 시민소통 온라인 마당")
    assert "over" in {one.kind for one in budgets.concerns(filled, showcase.id)}
    lines = [course.line for course in indicators.courses(filled, showcase.id)]
    assert all(line.locked for line in lines)
    assert {line.change[0] for line in lines} == {"▲", "▼", "n"}
    assert indicators.comparisons(filled, showcase.id)
    assert indicators.experiments(filled, showcase.id)
    with_money = {line.project_id for line in listing.all_rows(filled, "budget_line", ListQuery())}
    assert with_money >= {row.id for row in _own(filled) if row.state == "done"}
    assert indicators.due_projects(filled), "somebody has to measure again"


def test_consents_show_every_state(filled: Workspace) -> None:
    """Agreed, ending, ended, withdrawn, refused and never asked are all seen; children have a guardian."""
    rows = listing.all_rows(filled, "participant", ListQuery())
    states = {row.state(ConsentPurpose.COLLECTION) for row in rows}
    assert states == set(ConsentState)
    assert {row.standing for row in rows} == {standing.value for standing in Standing}
    given = listing.all_rows(filled, "consent", ListQuery())
    assert {row.purpose for row in given} == {purpose.value for purpose in ConsentPurpose}
    children = {row.id for row in rows if row.age_band == "under_14"}
    assert children and all(row.guardian for row in given if row.person_id in children)
    assert [row for row in given if row.scan_sha256] and all(
        row.recipient and row.recipient_purpose for row in given if row.purpose == "provision"
    )
    assert not check.check(filled).findings


def test_the_map_and_the_satisfaction_of_the_overview_are_filled(filled: Workspace) -> None:
    """Every project lies in a real 시·도, none below the map; users answered on five points in each year."""
    seen = dashboard.view(filled, dashboard.read(filled), {})
    chart = seen.charts["province"].chart
    assert isinstance(chart, TileMap)
    assert {one.short for one in dashboard.tiles(filled, {})} == {tile.label for tile in chart.tiles}
    assert sum(tile.value > 0 for tile in chart.tiles if tile.value) >= 9
    answers = seen.charts["satisfaction"].chart
    assert isinstance(answers, BarChart) and len(answers.bars) == 3
    assert all(bar.value is not None and 3 < bar.value < 5 for bar in answers.bars)
