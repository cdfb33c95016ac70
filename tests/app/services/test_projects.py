"""과제: registered from a template, edited, made out of a case, told as JSON."""

import itertools
import json
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import directory, listing, outputs, people, projects, stages, undo
from app.services.codes import templates
from app.services.privacy import consents
from app.services.workspace import Workspace
from tests import factories


@pytest.mark.parametrize("key", list(templates()))
def test_a_template_fills_stages_steps_gates_and_milestones(workspace: Workspace, key: str) -> None:
    """Dates follow one another from the start day; the program is the template's own."""
    process = templates()[key]
    row = factories.project(workspace, key, starts_on=date(2026, 3, 2))
    found = stages.of_project(workspace, row.id)
    assert [stage.kind for stage in found] == [stage.kind.value for stage in process.stages]
    assert found[0].planned_start == date(2026, 3, 2)
    for earlier, later in itertools.pairwise(found):
        assert earlier.planned_end and later.planned_start == earlier.planned_end + timedelta(1)
    assert [[step.label for step in stage.steps] for stage in found] == [
        list(part.steps) for part in process.stages
    ]
    assert [len(stage.criteria) for stage in found] == [len(part.criteria) for part in process.stages]
    titles = {part.title for stage in process.stages for part in stage.milestones}
    assert {part.title for part in outputs.milestones(workspace, row.id)} == titles
    assert (row.program, row.citizen_goal) == (process.program, process.citizen_goal)


def test_registering_is_one_step_that_can_be_undone(workspace: Workspace) -> None:
    """Project, stages, gates, and an agency that was new go together."""
    factories.project(workspace, title="한 걸음", lead_agency="처음 보는 기관")
    assert undo.undo(workspace) == "과제 ‘한 걸음’ 등록"
    assert listing.count(workspace, "project", ListQuery()) == 0
    assert "처음 보는 기관" not in [entry.label for entry in directory.entries(workspace, "agency")]


@pytest.mark.parametrize(
    ("values", "field"), [({"title": " "}, "title"), ({"service_field": "사법"}, "service_field")]
)
def test_a_bad_value_is_refused_and_nothing_is_stored(
    workspace: Workspace, values: dict[str, Any], field: str
) -> None:
    """The refusal names the field; no half project and no agency is left."""
    with pytest.raises(UserError) as refusal:
        factories.project(workspace, **values)
    assert refusal.value.field == field
    assert listing.count(workspace, "project", ListQuery()) == 0
    assert directory.entries(workspace, "agency") == []


def test_an_unknown_template_is_refused_with_those_there_are(workspace: Workspace) -> None:
    """The sentence lists what may be chosen."""
    with pytest.raises(UserError, match="design_team, gonggam"):
        factories.project(workspace, "nothing")


def test_a_person_who_sets_a_classification_ends_its_doubt(workspace: Workspace) -> None:
    """What was kept as written goes with the edit and comes back with its undo."""
    row = factories.case(workspace, service_field=None, as_written={"service_field": "사법"})
    assert row.needs_review
    projects.edit(workspace, [row.id], {"service_field": "safety"})
    now = projects.get(workspace, row.id)
    assert (now.needs_review, now.as_written) == (False, {})
    undo.undo(workspace)
    assert projects.get(workspace, row.id).as_written == {"service_field": "사법"}


def test_json_gives_korean_labels_and_null_for_what_is_doubtful(workspace: Workspace) -> None:
    """A doubtful value is null and its text stands in as_written; an own project tells its stage."""
    case = factories.case(workspace, service_field=None, as_written={"service_field": "사법"})
    (told,) = projects.as_json(workspace, [case])
    assert told["service_field"] is None and told["as_written"] == {"service_field": "사법"}
    assert told["government_level"] == "지자체" and told["needs_review"] is True and told["stage"] is None
    written = json.dumps(projects.as_json(workspace, [factories.project(workspace)]), ensure_ascii=False)
    (own,) = json.loads(written)
    assert (own["stage"], own["status"], own["lead_agency"]) == ("기획", "진행 중", "가온시")


def test_json_names_a_manager_as_a_paper_may(workspace: Workspace) -> None:
    """An official stands there in full, somebody else masked, one who took consent back not at all."""
    official = factories.person(workspace, "이담당", actor_kind="official")
    citizen = factories.person(workspace, "남궁별하")
    gone = factories.person(workspace, "황보나래")
    consents.give(workspace, [gone.id], {"collection": "refused"}, {})
    rows = [factories.project(workspace, manager_id=who.id) for who in (official, citizen, gone)]
    told = projects.as_json(workspace, rows)
    assert [row["manager"] for row in told] == ["이담당", "남**하", "–"]


def test_a_case_becomes_an_own_project_that_names_its_source(workspace: Workspace) -> None:
    """Field and level are taken over, the case itself stays as it is."""
    case = factories.case(workspace, title="골목 도서관", summary="개요")
    own = projects.from_case(workspace, case.id)
    assert (own.kind, own.service_field, own.summary) == ("own", "culture", "개요")
    assert "골목 도서관" in own.background
    assert projects.get(workspace, case.id) == case
    assert [row.id for row in projects.similar(workspace, case.id)] == [own.id]


def test_a_team_below_its_rule_warns_and_never_blocks(workspace: Workspace) -> None:
    """Share of citizens, kinds of actors and the leader are told of."""
    row = factories.project(workspace, "gonggam")
    factories.team(workspace, row.id, citizens=1, officials=3, experts=0)
    warnings = " ".join(people.composition(workspace, row.id).warnings)
    assert (
        "25%로 기준 50%" in warnings
        and "2종으로 기준 3종" in warnings
        and "단장을 국민 가운데에서" in warnings
    )
