"""투입 시간 kept with a project is what its attendance adds up to, whatever was written and taken back."""

from collections.abc import Callable

from sqlalchemy import select

from app.domain.choices import Role
from app.services import attendance, contributions, people, projects, records, undo
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
