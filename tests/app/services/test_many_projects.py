"""Figures under headings, and steps on many projects at once."""

from app.domain.listing import ListQuery
from app.services import directory, listing, projects, records, undo
from app.services.workspace import Workspace
from tests.factories import person, project, team


def test_figures_are_summed_up_under_headings(workspace: Workspace) -> None:
    """Mean, least and greatest are taken over the records of each heading that have the figure."""
    first, second = project(workspace, title="하나"), project(workspace, title="둘")
    team(workspace, first.id, citizens=1, officials=1, experts=0)
    team(workspace, second.id, citizens=3, officials=1, experts=0)
    project(workspace, title="셋")
    found = listing.summaries(workspace, "project", ListQuery(group="stage"), ("citizen_ratio",))
    figure = found["planning"]["citizen_ratio"]
    assert (figure.mean, figure.low, figure.high) == (62.5, 50, 75)


def test_without_a_heading_all_are_summed_up(workspace: Workspace) -> None:
    """An ungrouped list has one summary, under None; an empty one has none."""
    project(workspace)
    assert (
        listing.summaries(workspace, "project", ListQuery(), ("criteria_total",))[None]["criteria_total"].high
        == 6
    )
    nothing = ListQuery(filters={"year": (1999,)})
    assert listing.summaries(workspace, "project", nothing, ("criteria_total",)) == {}


def test_tagging_many_is_one_step(workspace: Workspace) -> None:
    """A tag goes to those that lack it, in one step that undo takes back whole."""
    ids = [project(workspace, title=name).id for name in ("하나", "둘", "셋")]
    directory.tag_all(workspace, ids[:1], "시범")
    directory.tag_all(workspace, ids, " 시범 ")
    assert [len(directory.tags_of(workspace, one)) for one in ids] == [1, 1, 1]
    undo.undo(workspace)
    assert [len(directory.tags_of(workspace, one)) for one in ids] == [1, 0, 0]


def test_a_manager_may_be_given_by_name(workspace: Workspace) -> None:
    """A name that is new becomes an official; the same name again is the same person."""
    first = project(workspace, title="하나", manager="김담당")
    second = project(workspace, title="둘", manager="김담당")
    assert first.manager == "김담당"
    assert first.manager_id == second.manager_id


def test_a_step_is_named_after_its_first_field_and_how_many_it_changed(workspace: Workspace) -> None:
    """The name that undo offers tells how much it would take back."""
    ids = [project(workspace).id for _ in range(3)]
    projects.edit(workspace, ids, {"service_field": "culture", "department": "돌봄과"})
    assert undo.state(workspace).undo_label == "과제 3건 분야 외 1개 항목 수정"
    records.edit(workspace, "person", [person(workspace).id], {"affiliation": "나래군"})
    assert undo.state(workspace).undo_label == "참여자 소속 수정"
