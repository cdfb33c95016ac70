"""기여 and the 공동생산 지문: what attendance, roles and decisions show, and nothing more."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.choices import Role, StageKind
from app.domain.giving import Lay, level_of
from app.domain.proposal import CoproductionLevel
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import contributions, people, undo
from app.services.reports import papers
from app.services.workspace import Workspace
from tests import factories


def session(ws: Workspace, project_id: int, who: dict[int, tuple[str, int | None]], **values: Any) -> int:
    """Store a session with its attendance as ``{person: (state, minutes)}``."""
    guests = values.pop("guests", {})
    with ws.unit_of_work("활동") as work:
        row = {"kind": "workshop", "topic": "모임", "stage": "design", "status": "closed", **values}
        made = work.insert("session", {"project_id": project_id, **row})
        links = {"project_id": project_id, "session_id": made}
        for person_id, (state, minutes) in who.items():
            work.insert("attendance", {"person_id": person_id, "state": state, "minutes": minutes, **links})
        for kind, count in guests.items():
            work.insert("session_guest", {"actor_kind": kind, "count": count, **links})
        work.insert("session_decision", {"position": 1, "text": "세 곳부터", **links})
    return made


@pytest.fixture
def project(workspace: Workspace) -> int:
    """Give a project without a team."""
    return factories.project(workspace).id


def test_hours_are_what_was_noted(workspace: Workspace, project: int) -> None:
    """Minutes of the present and late add up; the absent give none; unmeasured ones count without hours."""
    citizen = factories.person(workspace, "하늘봄").id
    people.add_members(workspace, project, [citizen], Role.CITIZEN)
    official = factories.person(workspace, "한담당", actor_kind="official").id
    session(workspace, project, {citizen: ("present", 90), official: ("present", 30)})
    session(
        workspace,
        project,
        {citizen: ("late", None), official: ("absent", 60)},
        starts_at="14:00",
        ends_at="16:00",
    )
    seen = contributions.of_project(workspace, project)
    assert [
        (row.person, row.role, row.hours.minutes, row.hours.times, row.hours.unmeasured)
        for row in seen.persons
    ] == [
        ("하늘봄", "citizen", 90, 2, 1),
        ("한담당", None, 30, 1, 0),
    ]
    design = next(row for row in seen.stages if row.stage == "design")
    assert (design.share, seen.total.share) == (75, 75)
    assert seen.roles["citizen"].minutes == 90


def test_without_minutes_there_is_no_share(workspace: Workspace, project: int) -> None:
    """A share of nothing noted is missing, not zero."""
    citizen = factories.person(workspace).id
    session(workspace, project, {citizen: ("present", None)})
    seen = contributions.of_project(workspace, project)
    assert seen.total.share is None
    assert (seen.total.citizens.times, seen.total.citizens.unmeasured) == (1, 1)


def test_goods_money_and_work_are_noted(workspace: Workspace, project: int) -> None:
    """What is given names a giver, money an amount."""
    made = contributions.add(workspace, project, {"giver": "부녀회", "kind": "goods", "text": "김밥 40줄"})
    with pytest.raises(UserError, match="기여한 곳"):
        contributions.add(workspace, project, {"kind": "goods"})
    with pytest.raises(UserError, match="금액"):
        contributions.add(workspace, project, {"giver": "상인회", "kind": "money"})
    assert [row.giver for row in contributions.of_project(workspace, project).given] == ["부녀회"]
    contributions.delete(workspace, [made])
    assert contributions.of_project(workspace, project).given == ()


@pytest.mark.parametrize(
    ("team", "outside", "level"),
    [
        (0, 0, None),
        (1, 0, CoproductionLevel.INDIVIDUAL),
        (0, 1, CoproductionLevel.INDIVIDUAL),
        (4, 0, CoproductionLevel.GROUP),
        (4, 2, CoproductionLevel.GROUP),
        (2, 2, CoproductionLevel.COLLECTIVE),
        (0, 100, CoproductionLevel.COLLECTIVE),
    ],
)
def test_the_level_follows_who_came(team: int, outside: int, level: CoproductionLevel | None) -> None:
    """One citizen is the individual level, the team the group, the public outside it the collective."""
    assert level_of(Lay(StageKind.DESIGN, team, outside, 0)) == level


def test_the_fingerprint_shows_declared_beside_observed(workspace: Workspace, project: int) -> None:
    """Closed sessions of a stage are observed with heads and decisions; drafts and officials are not."""
    members = factories.team(workspace, project)
    citizens = members[3:7]
    session(workspace, project, {person: ("present", 60) for person in members})
    session(
        workspace, project, {person: ("present", 60) for person in citizens}, status="draft", stage="planning"
    )
    session(
        workspace,
        project,
        {members[0]: ("present", 10)},
        stage="feedback",
        guests={"citizen": 30, "official": 9},
    )
    contributions.declare(workspace, project, "group", "planning", True)
    seen = contributions.fingerprint(workspace, project)
    design = seen.cell(CoproductionLevel.GROUP, StageKind.DESIGN)
    assert (design.sessions, design.people, design.decisions, design.declared) == (1, 4, 1, False)
    planning = seen.cell(CoproductionLevel.GROUP, StageKind.PLANNING)
    assert (planning.observed, planning.declared) == (False, True)
    feedback = seen.cell(CoproductionLevel.COLLECTIVE, StageKind.FEEDBACK)
    assert (feedback.sessions, feedback.people) == (1, 30)
    assert len(seen.cells) == 12


def test_a_declaration_is_taken_back_and_undone(workspace: Workspace, project: int) -> None:
    """Declaring twice changes nothing; undo takes one step back."""
    for on in (True, True, False):
        contributions.declare(workspace, project, "individual", "design", on)
    cell = contributions.fingerprint(workspace, project).cell(CoproductionLevel.INDIVIDUAL, StageKind.DESIGN)
    assert not cell.declared
    undo.undo(workspace)
    cell = contributions.fingerprint(workspace, project).cell(CoproductionLevel.INDIVIDUAL, StageKind.DESIGN)
    assert cell.declared


def test_an_edit_is_judged_by_what_is_there_afterwards(workspace: Workspace, project: int) -> None:
    """Money keeps its sum, what is given keeps its giver, no amount is below nought; undo takes it back."""
    made = contributions.add(workspace, project, {"giver": "부녀회", "kind": "money", "amount": 300_000})
    for changes, field in (
        ({"amount": None}, "amount"),
        ({"giver": ""}, "giver"),
        ({"amount": -1}, "amount"),
    ):
        with pytest.raises(UserError) as refused:
            contributions.edit(workspace, made, changes)
        assert refused.value.field == field
    contributions.edit(workspace, made, {"kind": "goods", "amount": None, "text": "김밥"})
    assert contributions.of_project(workspace, project).given[0].text == "김밥"
    undo.undo(workspace)
    assert contributions.of_project(workspace, project).given[0].amount == 300_000
    contributions.delete(workspace, [made])
    with pytest.raises(UserError, match="지워졌거나"):
        contributions.edit(workspace, made, {"text": "떡"})


def test_the_report_tells_everybody_s_hours(workspace: Workspace, project: int, tmp_path: Path) -> None:
    """Hours by person and stage, what was given and its sums; a citizen's name is masked, and it prints."""
    citizen = factories.person(workspace, "하늘봄").id
    official = factories.person(workspace, "한담당", actor_kind="official").id
    session(workspace, project, {citizen: ("present", 90), official: ("present", None)})
    contributions.add(workspace, project, {"giver": "부녀회", "kind": "goods", "amount": 40, "unit": "줄"})
    options = ReportOptions(project_id=project)
    found = json.loads(papers.as_json(workspace, "contribution-record", options))
    tables = {table["name"]: table for table in found["tables"]}
    assert [[row["이름"], row["시간"], row["참석"]] for row in tables["persons"]["rows"]] == [
        ["하*봄", "1시간 30분", 1],
        ["한담당", "1회", 1],
    ]
    assert tables["persons"]["total"]["분"] == 90
    assert tables["given"]["rows"][0]["양"] == 40
    for kind in ("pdf", "xlsx"):
        assert papers.export(workspace, "contribution-record", kind, tmp_path / f"p.{kind}", options) == []
    with pytest.raises(UserError, match="고르십시오"):
        papers.build(workspace, "contribution-record")
