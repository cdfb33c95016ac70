"""Figures kept with a project are what its records come to, whatever was written and taken back."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select, update

from app.domain.choices import Role
from app.services import contributions, people, projects, records, undo
from app.services.data_file import check
from app.services.session import attendance
from app.services.workspace import Workspace
from db.models.project import project as table
from tests import factories
from tests.app.services.test_contributions import session


def kept(ws: Workspace, project_id: int) -> tuple[int, int, int]:
    """Return minutes, times and times of unknown length as they stand with the project."""
    columns = (table.c.citizen_minutes, table.c.citizen_times, table.c.citizen_unmeasured)
    with ws.reading() as connection:
        row = connection.execute(select(*columns).where(table.c.id == project_id)).one()
    return (row[0], row[1], row[2])


def summed(ws: Workspace, project_id: int) -> tuple[int, int, int]:
    """Return the same as the 기여 panel works it out."""
    hours = contributions.of_project(ws, project_id).total.citizens
    return (hours.minutes, hours.times, hours.unmeasured)


def test_every_step_of_work_keeps_the_hours(workspace: Workspace) -> None:
    """Attendance, roles and kinds of persons change them; taking any of it back changes them back."""
    ws, project = workspace, factories.project(workspace).id
    citizen, expert = factories.person(ws).id, factories.person(ws, "한전문", actor_kind="expert").id
    came: dict[int, tuple[str, int | None]] = {citizen: ("present", 90), expert: ("late", 60)}
    made = session(ws, project, came, status="draft")
    assert kept(ws, project) == summed(ws, project) == (90, 1, 0)
    people.add_members(ws, project, [expert], Role.STAKEHOLDER)
    member = people.members(ws, project)[0].id
    assert kept(ws, project) == summed(ws, project) == (150, 2, 0)
    steps: list[Callable[[], object]] = [
        lambda: attendance.enter(ws, made, expert, "present", None),
        lambda: attendance.enter(ws, made, citizen, "absent"),
        lambda: records.delete(ws, "membership", [member]),
        lambda: records.edit(ws, "person", [expert], {"actor_kind": "citizen"}),
        lambda: records.delete(ws, "session", [made]),
    ]
    seen = [kept(ws, project)]
    for step in steps:
        step()
        assert kept(ws, project) == summed(ws, project)
        seen.append(kept(ws, project))
    assert seen == [(150, 2, 0), (90, 2, 1), (0, 1, 1), (0, 0, 0), (0, 1, 1), (0, 0, 0)]
    for before in reversed(seen[:-1]):
        undo.undo(ws)
        assert kept(ws, project) == before


def test_a_project_brought_back_brings_its_hours(workspace: Workspace) -> None:
    """A deletion taken back restores attendance, and with it the sum."""
    project = factories.project(workspace).id
    session(workspace, project, {factories.person(workspace).id: ("present", 45)})
    projects.delete(workspace, [project])
    undo.undo(workspace)
    assert kept(workspace, project) == (45, 1, 0)


def team(ws: Workspace, project_id: int) -> tuple[int, int]:
    """Return how many are on the team and how many citizens among them, as lists read it."""
    row = projects.get(ws, project_id)
    return (row.team_size, row.citizen_count)


def test_every_step_of_work_keeps_the_team(workspace: Workspace) -> None:
    """Members, their roles and kinds, their leaving; taking any of it back changes it back."""
    ws, project = workspace, factories.project(workspace).id
    expert, resident = (factories.person(ws, name, actor_kind=name).id for name in ("expert", "stakeholder"))
    people.add_members(ws, project, [expert, resident], Role.EXPERT)
    (first, *_rest) = people.members(ws, project)
    steps: list[Callable[[], object]] = [
        lambda: records.edit(ws, "person", [resident], {"actor_kind": "citizen"}),
        lambda: records.edit(ws, "membership", [first.id], {"role": "citizen"}),
        lambda: records.edit(
            ws, "membership", [first.id], {"from_on": None, "to_on": ws.today - timedelta(1)}
        ),
        lambda: records.delete(ws, "membership", [first.id]),
    ]
    seen = [team(ws, project)]
    for step in steps:
        step()
        seen.append(team(ws, project))
    assert seen[0] == (2, 0) and seen[1] == (2, 1) and seen[-1][0] == seen[-2][0] == 1
    for before in reversed(seen[:-1]):
        undo.undo(ws)
        assert team(ws, project) == before


def test_who_leaves_on_a_day_to_come_is_counted_until_then(workspace: Workspace) -> None:
    """Nothing is written on the day itself: the team is counted again where it is read."""
    ws, project = workspace, factories.project(workspace).id
    people.add_members(ws, project, [factories.person(ws).id, factories.person(ws, "한결").id], Role.CITIZEN)
    records.edit(ws, "membership", [people.members(ws, project)[0].id], {"to_on": ws.today + timedelta(2)})
    now = ws.clock()
    for days, there in ((0, 2), (2, 2), (3, 1)):
        ws.clock = lambda days=days: now + timedelta(days)  # type: ignore[misc]
        assert team(ws, project) == (there, there)
    assert check.check(ws).findings == ()


def test_a_figure_that_is_off_is_found_and_worked_out_again(workspace: Workspace) -> None:
    """Whatever changed it past the program: a check tells, and what is derived is made anew."""
    project = factories.project(workspace).id
    factories.team(workspace, project)
    before = team(workspace, project)
    with workspace.beside_journal() as connection:
        connection.execute(update(table).values(team_members=77, citizen_times=5))
    (sentence,) = check.check(workspace).findings
    assert "과제 1건" in sentence
    check.rebuild_search(workspace)
    assert check.check(workspace).findings == () and team(workspace, project) == before
