"""사례: registered by hand, and what an import left in doubt settled for good."""

import pytest

from app.errors import UserError
from app.services import cases, directory, projects, undo
from app.services.workspace import Workspace
from tests.factories import case


def test_a_case_by_hand_has_no_stages(workspace: Workspace) -> None:
    """A case is over: it is of kind case, done, and without stages of its own."""
    made = cases.add(workspace, {"title": "동네 방송국", "year": 2015})
    assert (made.kind, made.status, made.progress) == ("case", "done", ())


def test_a_case_needs_a_name(workspace: Workspace) -> None:
    """Without a title nothing is stored and the field is named."""
    with pytest.raises(UserError) as refused:
        cases.add(workspace, {"title": " "})
    assert refused.value.field == "title"


def test_doubts_name_the_fields_to_settle(workspace: Workspace) -> None:
    """What was written stands with its field; a classification that is missing is asked for as well."""
    doubtful = case(
        workspace,
        service_field=None,
        government_level=None,
        as_written={"service_field": "사법", "lead_agency": "운영 단체"},
    )
    assert cases.doubts(doubtful) == {
        "service_field": "사법",
        "lead_agency_id": "운영 단체",
        "government_level": "",
    }


def test_settling_the_agency_drops_what_was_written(workspace: Workspace) -> None:
    """A name kept for a reference is settled in its field; undo brings it back."""
    agency = directory.add(workspace, "agency", "나래군")
    doubtful = case(workspace, as_written={"lead_agency": "운영 단체"})
    cases.settle(workspace, doubtful.id, "lead_agency_id", agency)
    settled = projects.get(workspace, doubtful.id)
    assert (settled.lead_agency, dict(settled.as_written), settled.needs_review) == ("나래군", {}, False)
    undo.undo(workspace)
    assert dict(projects.get(workspace, doubtful.id).as_written) == {"lead_agency": "운영 단체"}


def test_an_edit_from_anywhere_settles_alike(workspace: Workspace) -> None:
    """Choosing the agency on the page of projects settles its name as written; emptying it does not."""
    agency = directory.add(workspace, "agency", "나래군")
    doubtful = case(workspace, as_written={"lead_agency": "운영 단체", "service_field": "사법"})
    projects.edit(workspace, [doubtful.id], {"lead_agency_id": None, "service_field": None})
    assert len(projects.get(workspace, doubtful.id).as_written) == 2
    projects.edit(workspace, [doubtful.id], {"lead_agency_id": agency})
    assert dict(projects.get(workspace, doubtful.id).as_written) == {"service_field": "사법"}


def test_a_value_outside_the_list_is_refused(workspace: Workspace) -> None:
    """Settling takes a value of the list alone; the doubt stays."""
    doubtful = case(workspace, service_field=None, as_written={"service_field": "사법"})
    for value in (None, "사법"):
        with pytest.raises(UserError):
            cases.settle(workspace, doubtful.id, "service_field", value)
    assert cases.doubts(projects.get(workspace, doubtful.id)) == {"service_field": "사법"}
