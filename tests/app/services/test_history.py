"""이력 as people read it: every reference by its name, personal fields by their masks."""

import pytest

from app.domain.entities import ENTITIES
from app.domain.fields import FieldType
from app.services import history, indicators, outputs, people, records
from app.services.workspace import Workspace
from tests import factories

_REFERENCES = sorted(
    {spec.reference for one in ENTITIES.values() for spec in one.fields if spec.type is FieldType.REFERENCE}
)


@pytest.mark.parametrize("entity", _REFERENCES)
def test_whatever_is_referred_to_has_a_name(entity: str) -> None:
    """A record that another can refer to is called by a field of its own."""
    assert ENTITIES[entity].name_key


def test_a_reference_is_told_by_its_name(workspace: Workspace) -> None:
    """Before and after of an output that proves a comparison read as the outputs are called."""
    project_id = factories.project(workspace).id
    first, second = (
        factories.output(workspace, project_id, title=title).id for title in ("첫 조사", "다음 조사")
    )
    pair = {"subject": "대기", "before": "길다", "after": "짧다", "output_id": first}
    pair_id = indicators.add_comparison(workspace, project_id, pair)
    records.edit(workspace, "comparison", [pair_id], {"output_id": second})
    assert outputs.of_project(workspace, project_id)
    changes = history.of_project(workspace, project_id)[0].changes
    assert [(change.before, change.after) for change in changes] == [("첫 조사", "다음 조사")]


def test_citizens_are_told_masked_and_officials_in_full(workspace: Workspace) -> None:
    """Who left the team is told as the screens tell persons."""
    project_id = factories.project(workspace).id
    citizen = factories.person(workspace, "하늘봄").id
    official = factories.person(workspace, "이도담", actor_kind="official").id
    people.add_members(workspace, project_id, [citizen, official], "citizen")
    members = people.members(workspace, project_id)
    records.delete(workspace, "membership", [row.id for row in members])
    told = {change.before for one in history.of_project(workspace, project_id) for change in one.changes}
    assert {"하*봄", "이도담"} <= told
    assert "하늘봄" not in told


def test_personal_texts_are_told_by_their_masks(workspace: Workspace) -> None:
    """A phone that changed shows its last four figures, a memo that it was there."""
    person = factories.person(workspace, "하늘봄", phone="010-0000-1234", memo="오후에 전화")
    records.edit(workspace, "person", [person.id], {"phone": "010-0000-5678", "memo": "아침에 전화"})
    changes = history.of_record(workspace, person.uid)[0].changes
    told = {change.label: (change.before, change.after) for change in changes}
    assert told == {"전화": ("010-****-1234", "010-****-5678"), "메모": ("가림", "가림")}
