"""Beginnings and ends: no way into the file stores an end before its beginning."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.entities import ENTITIES
from app.errors import UserError
from app.services import ballots, people, projects, proposals, records, stages, undo
from app.services.session import sessions
from app.services.workspace import Workspace
from tests import factories

MARCH, MAY = date(2026, 3, 2), date(2026, 5, 4)
Make = Callable[[Workspace], tuple[str, int]]


def project(ws: Workspace) -> tuple[str, int]:
    """Make a project."""
    return "project", factories.project(ws, starts_on=MARCH, ends_on=MAY).id


def stage(ws: Workspace) -> tuple[str, int]:
    """Make a project and return its first stage."""
    return "stage", stages.of_project(ws, factories.project(ws).id)[0].id


def membership(ws: Workspace) -> tuple[str, int]:
    """Put a team on a project and return its first member."""
    row = factories.project(ws)
    factories.team(ws, row.id)
    return "membership", people.members(ws, row.id)[0].id


def ballot(ws: Workspace) -> tuple[str, int]:
    """Make a ballot."""
    return "ballot", ballots.create(ws, {"title": "이름 고르기"}, ["가", "나"])


def proposal(ws: Workspace) -> tuple[str, int]:
    """Receive a proposal."""
    values = {"title": "등 달기", "channel": "field", "received_on": date(2026, 1, 5)}
    return "proposal", proposals.create(ws, values).id


CASES: tuple[tuple[Make, str, str], ...] = (
    (project, "starts_on", "ends_on"),
    (stage, "planned_start", "planned_end"),
    (stage, "actual_start", "actual_end"),
    (membership, "from_on", "to_on"),
    (ballot, "held_from", "held_to"),
    (proposal, "period_from", "period_to"),
)


@pytest.mark.parametrize(("make", "first", "last"), CASES, ids=lambda part: getattr(part, "__name__", part))
def test_an_edit_that_ends_before_it_begins_is_refused(
    workspace: Workspace, make: Make, first: str, last: str
) -> None:
    """Neither end can be moved past the other, nor both at once; the field at fault is named."""
    entity, record = make(workspace)
    records.edit(workspace, entity, [record], {first: MARCH, last: MAY})
    for changes in ({last: date(2026, 3, 1)}, {first: date(2026, 5, 5)}, {first: MAY, last: MARCH}):
        with pytest.raises(UserError, match="보다 앞섭니다") as refused:
            records.edit(workspace, entity, [record], changes)
        assert refused.value.field == last
    records.edit(workspace, entity, [record], {first: MAY})
    records.edit(workspace, entity, [record], {last: None})


def test_every_pair_of_the_program_is_known() -> None:
    """Each field that ends another one names it, and both are fields of the same kind of record."""
    for entity in ENTITIES.values():
        keys = {spec.key for spec in entity.fields}
        types = {spec.key: spec.type for spec in entity.fields}
        for spec in entity.fields:
            if spec.not_before:
                assert spec.not_before in keys
                assert types[spec.not_before] is spec.type


def test_one_record_among_several_refuses_all(workspace: Workspace) -> None:
    """A bulk edit that fits one project and not the other stores nothing."""
    early = factories.project(workspace, starts_on=MARCH, ends_on=MAY)
    late = factories.project(workspace, starts_on=MAY, ends_on=date(2026, 9, 1))
    with pytest.raises(UserError, match="종료일이 시작일보다"):
        projects.edit(workspace, [early.id, late.id], {"ends_on": date(2026, 4, 1)})
    assert projects.get(workspace, early.id).ends_on == MAY


def test_a_session_made_with_its_times_turned_round_is_refused(workspace: Workspace) -> None:
    """Making is judged like editing: 16:00 to 14:00 is not stored."""
    project_id = factories.project(workspace).id
    values: dict[str, Any] = {"topic": "걷기", "starts_at": "16:00", "ends_at": "14:00"}
    with pytest.raises(UserError, match="두 시각을"):
        sessions.create(workspace, project_id, "workshop", values)
    assert sessions.of_project(workspace, project_id) == []


def test_a_decision_before_its_receipt_is_refused(workspace: Workspace) -> None:
    """No proposal is decided before it came in."""
    _, record = proposal(workspace)
    proposals.decide(workspace, record, "adopted", "올해 합니다.")
    with pytest.raises(UserError, match="결정일이 접수일보다"):
        proposals.edit(workspace, [record], {"decided_on": date(2026, 1, 4)})


def test_what_stood_turned_round_in_an_old_file_can_come_back(workspace: Workspace) -> None:
    """Undo brings back what once was stored, and another field of such a record can be changed."""
    _, record = project(workspace)
    with workspace.unit_of_work("옛 자료", kind="seed") as work:
        work.update("project", record, {"ends_on": date(2026, 1, 1)})
    projects.edit(workspace, [record], {"title": "다른 이름"})
    projects.edit(workspace, [record], {"ends_on": MAY})
    undo.undo(workspace)
    assert projects.get(workspace, record).ends_on == date(2026, 1, 1)
