"""How a team is composed: what its gauge counts, of whom, against which rule."""

from datetime import date

from app.domain.choices import Role
from app.services import people, records
from app.services.workspace import Workspace
from tests import factories


def test_gender_age_and_region_are_counted_of_citizens_and_experts_alike(workspace: Workspace) -> None:
    """Each person counts once, whatever roles; officials do not count; the unknown is said last."""
    project = factories.project(workspace)
    year = workspace.today.year
    ids = [
        factories.person(workspace, "하늘봄", gender="female", birth_year=year - 45).id,
        factories.person(workspace, "가온별", gender="male", age_band="twenties").id,
        factories.person(workspace, "나래솔", actor_kind="expert", gender="female").id,
        factories.person(workspace, "다솜길", actor_kind="official", gender="male", birth_year=1980).id,
        factories.person(workspace, "라온힘").id,
    ]
    people.add_members(workspace, project.id, ids, Role.CITIZEN)
    people.add_members(workspace, project.id, ids[:1], Role.LEADER)
    team = people.composition(workspace, project.id)
    assert team.by_gender == (("female", 2), ("male", 1), (None, 1))
    assert team.by_age == (("twenties", 1), ("forties", 1), (None, 2))
    assert team.by_region == ((None, 4),)
    assert (team.size_goal, team.kinds_goal, team.kinds) == (7, 3, 3)


def test_who_left_counts_no_more(workspace: Workspace) -> None:
    """The gauge shows the present team."""
    project = factories.project(workspace)
    person = factories.person(workspace, gender="female")
    people.add_members(workspace, project.id, [person.id], Role.CITIZEN)
    [member] = people.members(workspace, project.id)
    records.edit(
        workspace, "membership", [member.id], {"from_on": date(2020, 1, 2), "to_on": date(2020, 6, 1)}
    )
    assert people.composition(workspace, project.id).by_gender == ()
