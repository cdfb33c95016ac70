"""참여자와 팀: persons, memberships and how a team is composed against its rule."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from app.domain.choices import ActorKind, Role
from app.domain.listing import ListQuery
from app.domain.person import AgeBand, Gender, Membership, Person, age_band_of
from app.domain.privacy.masks import shown_name
from app.domain.project import Project
from app.errors import UserError
from app.services import listing, projects, records
from app.services.codes import templates
from app.services.search import in_roster
from db.queries import people as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TeamComposition:
    """The present team of a project against its rule; ``warnings`` say what falls short and never block.

    Gender, 나이대 and region are counted of who is no official, each person once, None for the unknown.
    """

    total: int
    citizens: int
    citizen_ratio: int | None
    citizen_goal: int | None
    by_kind: tuple[tuple[str, int], ...]
    by_role: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    size_goal: int | None = None
    kinds: int = 0
    kinds_goal: int | None = None
    by_gender: tuple[tuple[str | None, int], ...] = ()
    by_age: tuple[tuple[str | None, int], ...] = ()
    by_region: tuple[tuple[str | None, int], ...] = ()


def add_person(ws: "Workspace", values: Mapping[str, Any]) -> Person:
    """Enter a person."""
    with ws.unit_of_work(f"참여자 ‘{_said(values)}’ 추가") as work:
        person_id = records.insert(work, "person", values)
    person: Person = listing.rows(ws, "person", [person_id])[0]
    return person


_ROSTER = ListQuery(filters={"destroyed_on": (None,)})


def get_ready(ws: "Workspace") -> None:
    """Read the texts by which ``found`` finds, ahead of the first key."""
    in_roster.warm(ws, _ROSTER)


def found(ws: "Workspace", text: str, without: Collection[int], limit: int) -> list[Person]:
    """Return the first persons that ``text`` finds in the roster, in its order, but those ``without``."""
    ids = in_roster.matching(ws, replace(_ROSTER, text=text), limit + len(without)).ids
    rows: list[Person] = listing.rows(ws, "person", list(islice((i for i in ids if i not in without), limit)))
    return rows


def _said(values: Mapping[str, Any]) -> str:
    """Return a name as the label of a step may hold it: nobody but an official is named in full."""
    return shown_name(str(values.get("name") or ""), values.get("actor_kind"), masking=True)


def _who(row: Person) -> dict[str, Any]:
    return {"name": row.name, "actor_kind": row.actor_kind}


def get(ws: "Workspace", person_id: int) -> Person:
    """Return one person; a ``UserError`` where there is none."""
    found = listing.rows(ws, "person", [person_id])
    if not found:
        raise UserError("지워졌거나 없는 참여자입니다.", "person")
    person: Person = found[0]
    return person


def memberships(ws: "Workspace", person_id: int) -> list[Membership]:
    """Return where a person takes or took part, the present memberships first, the newest before others."""
    query = ListQuery(filters={"person_id": (person_id,)}, sort=(("from_on", True),))
    return sorted(listing.all_rows(ws, "membership", query), key=lambda row: row.to_on is not None)


def members(ws: "Workspace", project_id: int) -> list[Membership]:
    """Return the team of a project, those who left at the end."""
    rows = listing.all_rows(ws, "membership", ListQuery(filters={"project_id": (project_id,)}))
    order = list(Role)
    return sorted(rows, key=lambda row: (row.to_on is not None, order.index(Role(row.role)), row.person))


def add_members(ws: "Workspace", project_id: int, person_ids: Iterable[int], role: str) -> None:
    """Put persons on the team of a project in a role, from today; who is on it in that role stays as is."""
    present = {(row.person_id, row.role) for row in members(ws, project_id) if row.to_on is None}
    new = [person_id for person_id in person_ids if (person_id, role) not in present]
    names = listing.rows(ws, "person", new)
    more = f" 외 {len(new) - 1}명" if len(new) > 1 else ""
    label = f"팀원 ‘{_said(_who(names[0]))}’{more} 추가" if names else "팀원 추가"
    with ws.unit_of_work(label) as work:
        for person_id in new:
            values = {"person_id": person_id, "role": role, "from_on": ws.today}
            records.insert(work, "membership", {**values, "project_id": project_id})


def enlist(
    ws: "Workspace", project_id: int, people: Iterable[int | Mapping[str, Any]], role: str
) -> list[int]:
    """Put known persons (ids) and new ones (their fields) on a team in one step; return the ids of all.

    New values that name somebody known (same name, and nothing said against it) mean that person; who is on
    the team in that role already stays as is.
    """
    present = {(row.person_id, row.role) for row in members(ws, project_id) if row.to_on is None}
    found = _meant(ws, people)
    known = {
        row.id: row for row in listing.rows(ws, "person", [one for one in found if isinstance(one, int)])
    }
    names = [_said(_who(known[one]) if isinstance(one, int) else one) for one in found]
    more = f" 외 {len(names) - 1}명" if len(names) > 1 else ""
    ids = []
    with ws.unit_of_work(f"팀원 ‘{names[0] if names else ''}’{more} 추가") as work:
        for one in found:
            ids.append(one if isinstance(one, int) else records.insert(work, "person", one))
            if (ids[-1], role) not in present:
                present.add((ids[-1], role))
                values = {"person_id": ids[-1], "role": role, "from_on": ws.today}
                records.insert(work, "membership", {**values, "project_id": project_id})
    return ids


def meant(ws: "Workspace", persons: Iterable[int | Mapping[str, Any]]) -> list[int | Mapping[str, Any]]:
    """Return persons with the id of somebody known in the place of values that name one; each only once."""
    found = _meant(ws, persons)
    return [one for number, one in enumerate(found) if one not in found[:number]]


def _meant(ws: "Workspace", persons: Iterable[int | Mapping[str, Any]]) -> list[int | Mapping[str, Any]]:
    asked = list(persons)
    names = {_name(one) for one in asked if not isinstance(one, int)}
    query = ListQuery(filters={"name": tuple(names)})
    rows = listing.all_rows(ws, "person", query) if names else []
    return [one if isinstance(one, int) else _known(rows, one) or one for one in asked]


def _name(values: Mapping[str, Any]) -> str:
    return str(values.get("name") or "").strip()


def _known(persons: Iterable[Person], values: Mapping[str, Any]) -> int | None:
    """Return the one person that ``values`` mean; None where there is none, or more than one."""
    same = [row for row in persons if row.name == _name(values)]
    phone, affiliation = _digits(values.get("phone")), str(values.get("affiliation") or "").strip()
    if phone:
        same = [row for row in same if not row.phone or _digits(row.phone) == phone]
    if affiliation:
        same = [row for row in same if not row.affiliation or row.affiliation == affiliation]
    return same[0].id if len(same) == 1 else None


def _digits(text: object) -> str:
    return "".join(sign for sign in str(text or "") if sign.isdigit())


def composition(ws: "Workspace", project_id: int) -> TeamComposition:
    """Return how the present team is composed, with warnings where the project's own rule is not met."""
    project = projects.get(ws, project_id)
    today = ws.today
    team = [row for row in members(ws, project_id) if row.to_on is None or row.to_on >= today]
    kinds = {kind.value: 0 for kind in ActorKind}
    roles = {role.value: 0 for role in Role}
    for row in team:
        roles[row.role] += 1
        if row.actor_kind:
            kinds[row.actor_kind] += 1
    present = sum(1 for count in kinds.values() if count)
    with ws.reading() as connection:
        traits = queries.traits(connection, {row.person_id for row in team})
    return TeamComposition(
        total=project.team_size,
        citizens=project.citizen_count,
        citizen_ratio=project.citizen_ratio,
        citizen_goal=project.citizen_goal,
        by_kind=tuple(kinds.items()),
        by_role=tuple(roles.items()),
        warnings=tuple(_warnings(project, team, present)),
        size_goal=_size_goal(project),
        kinds=present,
        kinds_goal=project.actor_kinds_goal,
        by_gender=_counts((gender for gender, *_rest in traits), list(Gender)),
        by_age=_counts((_band(year, band, today.year) for _, year, band, _ in traits), list(AgeBand)),
        by_region=_counts((region for *_rest, region in traits), ()),
    )


def _band(birth_year: int | None, age_band: str | None, year: int) -> str | None:
    return age_band_of(birth_year, year).value if birth_year else age_band


def _counts(values: Iterable[str | None], order: Sequence[str]) -> tuple[tuple[str | None, int], ...]:
    """Count values: those of a closed list in its order, names by how many; the unknown last."""
    counts = Counter(values)
    unknown = counts.pop(None, 0)
    known: list[str | None] = [value for value in order if value in counts]
    known = known or [value for value, _ in counts.most_common()]
    rows: list[tuple[str | None, int]] = [(value, counts[value]) for value in known]
    return (*rows, (None, unknown)) if unknown else tuple(rows)


def _size_goal(project: Project) -> int | None:
    """Return how many the template of a project wants on the team; None where it says nothing."""
    template = templates().get(project.template)
    if template is None:
        return None
    wanted = [
        part.threshold for stage in template.stages for part in stage.criteria if part.metric == "team_size"
    ]
    return max((number for number in wanted if number), default=None)


def _warnings(project: Project, team: list[Membership], kinds: int) -> Iterable[str]:
    wanted = _size_goal(project)
    if wanted and project.team_size < wanted:
        yield f"팀이 {project.team_size}명으로 기준 {wanted}명에 못 미칩니다."
    if project.citizen_goal and (project.citizen_ratio or 0) < project.citizen_goal:
        yield f"국민 비율이 {project.citizen_ratio or 0}%로 기준 {project.citizen_goal}%에 못 미칩니다."
    if project.actor_kinds_goal and kinds < project.actor_kinds_goal:
        yield f"참여 주체가 {kinds}종으로 기준 {project.actor_kinds_goal}종에 못 미칩니다."
    template = templates().get(project.template)
    if template and template.leader:
        leaders = [row for row in team if row.role == Role.LEADER]
        if not any(row.actor_kind == template.leader for row in leaders):
            yield f"단장을 {template.leader.label} 가운데에서 정해야 하는 과정입니다."
