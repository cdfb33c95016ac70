"""기관, 지역, 사업, 태그: filling a new file, choices for reference fields, finding or adding by name."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean_text
from app.domain.choices import AgencyKind, GovernmentLevel
from app.domain.codes import RegionCode
from app.domain.directory import Entry, Offer, Option, Register, offered, one_of_many, told_apart
from app.errors import UserError
from app.services.codes import codes
from db.migrate import is_untouched
from db.queries import directory as queries
from db.queries.people import begins_with, has, has_id, is_called, people, waiting

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

PROGRAMS = (
    *("국민디자인단", "공공서비스디자인", "공감e가득", "민관공동생산", "민원서비스 개선"),
    *("협업", "원탁회의", "공모전", "해외 사례"),
)

HELD, FIRST = 2000, 50
"""How many persons are held as choices, and how many of more than these are offered before one types."""

_LABELS = {"agency": "기관 이름", "program": "사업 이름", "tag": "태그"}

_KIND_OF_LEVEL = {
    GovernmentLevel.CENTRAL: AgencyKind.CENTRAL,
    GovernmentLevel.LOCAL: AgencyKind.MUNICIPALITY,
    GovernmentLevel.INSTITUTION: AgencyKind.INSTITUTION,
}


def fill(ws: "Workspace") -> None:
    """Write the shipped regions and programmes into a new file; not a step that undo speaks of.

    Where two programs open the file first at the same time, one of them does it.
    """
    with ws.unit_of_work("기본 자료", kind="seed") as work:
        if not is_untouched(work.connection):
            return
        work.insert_many("region", [_region_values(region) for region in codes().regions])
        work.insert_many("program", [{"name": name} for name in PROGRAMS])


def _region_values(region: RegionCode) -> dict[str, object]:
    return {
        "code": region.code,
        "name": region.name,
        "parent_code": region.parent_code,
        "valid_from": region.span.first,
        "valid_to": region.span.last,
    }


def entries(ws: "Workspace", entity: str, day: date | None = None) -> list[Entry]:
    """Return the choices of a reference field: ``entity`` is region, agency, program, person, project or tag.

    With ``day``, regions and agencies as they are called on that day; old records keep the old names.
    Names of people read as they may be seen now, with their affiliation as the hint.
    """
    with ws.reading() as connection:
        if entity != "person":
            return queries.entries(queries.texts(connection, entity, day))
        rows = people(connection)
    return _as_seen(ws, rows)


def _as_seen(ws: "Workspace", people: Iterable[Any]) -> list[Entry]:
    sight = ws.sight
    return [
        Entry(key, sight.name(key, name, kind), sight.affiliation(key, hint, kind), name)
        for key, name, hint, kind in people
    ]


def options(ws: "Workspace", entity: str) -> Offer:
    """Return ``entries`` as the fields of forms offer them; nobody may change the list.

    Persons beyond ``HELD`` are asked for while one types: the list of 200,000 took 0.1 GB and was read again
    after each change of one of them.
    """
    if entity == "person":
        with ws.reading() as connection:
            many = queries.are_more(connection, HELD)
        if many:
            return _register(ws)
    return held(ws, entity)


def held(ws: "Workspace", entity: str) -> list[Option]:
    """Return all ``entries`` as choices; who was told the same shares one list, so nobody may change it."""
    if entity == "person":
        people = offered(entries(ws, entity))
        return _shared(ws, entity, people, lambda: people)
    with ws.reading() as connection:
        texts = queries.texts(connection, entity)
    return _shared(ws, entity, hash(texts), lambda: offered(queries.entries(texts)))


def _shared(ws: "Workspace", entity: str, told: object, make: Callable[[], list[Option]]) -> list[Option]:
    """Return the list that was made of what was ``told``: of 10,000 projects it takes 0.02 s to make."""
    kept = ws.offered.get(entity)
    if kept is None or kept[0] != told:
        kept = ws.offered[entity] = told, make()
    return kept[1]


def _register(ws: "Workspace") -> Register:
    def asked(condition: Any, most: int) -> list[Option]:
        with ws.reading() as connection:
            rows = people(connection, condition, most)
        return [one_of_many(entry) for entry in _as_seen(ws, rows)]

    def found(text: str, most: int) -> list[Option]:
        with ws.reading() as connection:
            rows = waiting(connection, text)
        new = [one_of_many(entry) for entry in _as_seen(ws, rows)]
        every = [*asked(begins_with(text), most), *new, *asked(has(text), most)]
        return list({option.id: option for option in every}.values())[:most]

    return Register(
        first=told_apart(asked(None, FIRST)),
        found=found,
        called=lambda name: asked(is_called(name), FIRST),
        of=lambda key: next(iter(asked(has_id(key), 1)), None),
    )


def called(ws: "Workspace", name: str) -> tuple[int, ...]:
    """Return the ids of the persons with exactly this name."""
    with ws.reading() as connection:
        return queries.persons_called(connection, name)


def add(ws: "Workspace", entity: str, name: str) -> int:
    """Add an agency, programme or tag by its name, or return the one that exists."""
    with ws.unit_of_work(f"{name} 추가") as work:
        return ensure(work, entity, name)


def ensure(work: "UnitOfWork", entity: str, name: str, values: Mapping[str, object] | None = None) -> int:
    """Return the id of the record called ``name`` within a step of work, adding it where it is missing."""
    name = clean_text(name, _LABELS.get(entity, "이름"), "name")
    if not name:
        raise UserError("이름을 입력하십시오.", "name")
    found = queries.find(work.connection, entity, name)
    return found if found is not None else work.insert(entity, {"name": name, **(values or {})})


def ensure_agency(work: "UnitOfWork", name: str, level: str | None, is_foreign: bool | None) -> int:
    """Return the id of the agency called ``name``, adding it with the kind that the code list or 관 tells."""
    name = clean_text(name, _LABELS["agency"], "lead_agency_id")
    known = codes().agency(name)
    kind = known.kind if known else _KIND_OF_LEVEL.get(GovernmentLevel(level)) if level else None
    if is_foreign:
        kind = AgencyKind.FOREIGN
    region = None if is_foreign else codes().region(name)
    values: dict[str, object] = {"kind": kind.value if kind else None}
    if region:
        values["region_id"] = queries.region_by_code(work.connection, region.code)
        if region.level == "sido":
            values["kind"] = AgencyKind.PROVINCE.value
    return ensure(work, "agency", name, values)


def tags_of(ws: "Workspace", project_id: int) -> list[Entry]:
    """Return the tags of a project."""
    with ws.reading() as connection:
        return queries.tags_of(connection, project_id)


def tag(ws: "Workspace", project_id: int, name: str) -> None:
    """Put a tag on a project; a tag it already has changes nothing."""
    if any(entry.label == name for entry in tags_of(ws, project_id)):
        return
    with ws.unit_of_work(f"태그 ‘{name}’ 붙이기") as work:
        work.insert("project_tag", {"project_id": project_id, "tag_id": ensure(work, "tag", name)})


def tag_all(ws: "Workspace", project_ids: Iterable[int], name: str) -> None:
    """Put a tag on several projects as one step; those that have it stay as they are."""
    name = " ".join(name.split())
    with ws.reading() as connection:
        present = queries.tagged(connection, name)
    new = [one for one in project_ids if one not in present]
    if not new:
        return
    with ws.unit_of_work(f"과제 {len(new)}건 태그 ‘{name}’ 붙이기") as work:
        tag_id = ensure(work, "tag", name)
        work.insert_many("project_tag", [{"project_id": one, "tag_id": tag_id} for one in new])


def untag(ws: "Workspace", project_tag_id: int) -> None:
    """Take a tag off a project."""
    with ws.unit_of_work("태그 떼기") as work:
        work.delete("project_tag", [project_tag_id])
