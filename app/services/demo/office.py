"""An example office: an obviously fictional office at work, so that a newcomer sees every screen filled.

The words stand in ``resources/demo``.  Every record goes through the use cases at the moment at which it
would have been made, in the order of time, so the history reads like that of a real office.  The same day
gives the same data.
"""

import contextlib
import random
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.changes import Changes
from app.domain.checks import clean
from app.domain.choices import (
    ActorKind,
    AgencyKind,
    GovernmentLevel,
    OecdField,
    ParticipantKind,
    ParticipationLevel,
    ParticipationMode,
    ServiceField,
    StageKind,
)
from app.domain.codes import SIDO
from app.domain.listing import ListQuery
from app.domain.person import PERSON_FIELDS, banded
from app.errors import UserError
from app.services import directory, listing, records, undo
from app.services.codes import codes
from app.services.demo import applicants, consents
from app.services.demo.evaluation import Assessment
from app.services.demo.history import Past
from app.services.demo.story import Cast, Story
from db.queries.directory import region_by_code
from resources import resource_path

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

Progress = Callable[[int, int], None]

SEED = 20260618
_KINDS = {
    ActorKind.OFFICIAL: 50,  # beside the officers, who are named
    ActorKind.CITIZEN: 150,
    ActorKind.DESIGNER: 20,
    ActorKind.EXPERT: 35,
    ActorKind.STAKEHOLDER: 35,
}
_OECD = {
    ServiceField.WELFARE: OecdField.PROTECTION,
    ServiceField.LIVING: OecdField.ENVIRONMENT,
    ServiceField.CULTURE: OecdField.CULTURE,
    ServiceField.EDUCATION: OecdField.EDUCATION,
    ServiceField.ECONOMY: OecdField.ECONOMIC,
    ServiceField.SAFETY: OecdField.ORDER,
    ServiceField.REGIONAL: OecdField.COMMUNITY,
    ServiceField.ADMINISTRATION: OecdField.GENERAL,
}


_PROVINCES = ("도", "광역시")


def fill(ws: "Workspace", progress: Progress | None = None) -> None:
    """Fill a data file that holds no project yet; a ``UserError`` where it holds one.

    Where it stops half-way (``progress`` may raise ``Cancelled``), every step made so far is taken back.
    """
    if listing.count(ws, "project", ListQuery()):
        raise UserError("이미 과제가 있는 자료 파일입니다. 예시 자료는 새 자료 파일에 채우십시오.")
    try:
        with _own_clock(ws) as office, tempfile.TemporaryDirectory() as folder:
            _fill(office, Path(folder), progress or (lambda done, total: None))
    finally:
        ws.announce(Changes("예시 자료", {}, "demo", everything=True))


@contextlib.contextmanager
def _own_clock(ws: "Workspace") -> "Iterator[Workspace]":
    # A second view of the file: open windows must neither see its clock nor hear of each of its steps.
    from app.services.workspace import Workspace

    office = Workspace(ws.paths.file, ws.settings, ws.clock, key=ws.key)
    try:
        yield office
    finally:
        office.close()


def _fill(ws: "Workspace", folder: Path, progress: Progress) -> None:
    now, rng = ws.clock(), random.Random(SEED)  # noqa: S311 - a repeatable choice, no secret
    words = {**_read("words"), "thread": _read("thread"), "results": _read("results")}
    stories = [Story(ws, spec, words, rng, folder, now) for spec in _read("projects")["project"]]
    events = [event for story in stories for event in story.events()]
    events += Assessment(ws, _read("evaluation"), stories, now, words["officers"][0]).events()
    events += Past(ws, _read("history"), stories, now, words["officers"][0]).events()
    events.sort(key=lambda event: event.at)
    total, done, since = len(events) + 2, 0, undo.newest(ws)
    try:
        _at(ws, events[0].at, words["officers"][0])
        cast = _prepare(ws, words, rng)
        progress(1, total)
        for done, event in enumerate(events, 2):
            _at(ws, event.at, event.actor)
            event.act(cast)
            progress(done, total)
        _at(ws, now, words["officers"][0])
        _add_cases(ws, rng)
        consents.record(ws, folder)
        applicants.record(ws)
        progress(total, total)
    except BaseException:
        undo.take_back(ws, "예시 자료 채우기", since)
        raise


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path("demo", f"{name}.toml").read_text("utf-8"))


def _at(ws: "Workspace", moment: datetime, actor: str) -> None:
    ws.clock = lambda: moment
    ws.settings = ws.settings.with_values(user_name=actor)


def _prepare(ws: "Workspace", words: dict[str, Any], rng: random.Random) -> Cast:
    names = ["".join(parts) for parts in product(words["families"], words["given"])]
    rng.shuffle(names)
    kinds = {name: ActorKind.OFFICIAL for name in words["officers"]}
    kinds |= {names.pop(): kind for kind, count in _KINDS.items() for _ in range(count)}
    with ws.unit_of_work("예시 지역·기관·참여자") as work:
        regions = _add_regions(work, words["regions"], words["seats"])
        people = [_person(name, kind, number, words["affiliations"], regions, rng)
                  for number, (name, kind) in enumerate(kinds.items(), 1001)]  # fmt: skip
        traits = consents.Traits(ws.today.year)
        people = [{**values, **traits.of(kind)} for values, kind in zip(people, kinds.values(), strict=True)]
        rows = [banded(clean(PERSON_FIELDS, values), ws.today.year) for values in people]
        work.insert_many("person", [{"age_band": None, **values} for values in rows])
    ids = {entry.name: entry.id for entry in directory.entries(ws, "person")}
    pool: dict[str, list[int]] = {kind.value: [] for kind in _KINDS}
    for name, kind in kinds.items():
        if name not in words["officers"]:
            pool[kind.value].append(ids[name])
    return Cast({name: ids[name] for name in words["officers"]}, pool, regions)


def _add_regions(work: "UnitOfWork", regions: dict[str, list[str]], seats: dict[str, str]) -> dict[str, int]:
    """Add the made-up places and agencies, each in a real 시·도; return their regions by name."""
    real = {region.name: region.code for region in codes().regions if region.level == SIDO}
    ids = {}
    for province, parts in regions.items():
        code = real[province]
        for place, name in enumerate(parts, 1):
            region = {"code": f"예시{code}-{place}", "name": name, "parent_code": code}
            ids[name] = work.insert("region", region)
            kind = AgencyKind.MUNICIPALITY.value
            work.insert("agency", {"name": name, "kind": kind, "region_id": ids[name]})
    for name, province in seats.items():
        ids[name] = region_by_code(work.connection, real[province]) or 0
        if name.endswith(_PROVINCES):
            values = {"name": name, "kind": AgencyKind.PROVINCE.value, "region_id": ids[name]}
            work.insert("agency", values)
    return ids


def _person(
    name: str, kind: ActorKind, number: int, affiliations: dict[str, list[str]],
    regions: dict[str, int], rng: random.Random,
) -> dict[str, Any]:  # fmt: skip
    official = kind is ActorKind.OFFICIAL
    affiliation = rng.choice(affiliations[kind.value])
    return {
        "name": name,
        "actor_kind": kind.value,
        "affiliation": "가온시청" if official else affiliation,
        "department": affiliation if official else "",
        "phone": f"010-0000-{number}",
        "email": f"hamkke{number}@example.kr",
        "region_id": regions.get(affiliation.split()[0], regions["가온시"]),
    }


def _add_cases(ws: "Workspace", rng: random.Random) -> None:
    with ws.unit_of_work("예시 사례") as work:
        for spec in _read("cases")["case"]:
            _add_case(work, spec, rng)


def _add_case(work: "UnitOfWork", spec: dict[str, Any], rng: random.Random) -> None:
    level, field = spec.get("level"), spec.get("field")
    agency_id = directory.ensure_agency(work, spec["agency"], level, spec["foreign"])
    words = ("현장", "주민", "이웃", "담당 부서")
    values = {
        "kind": "case",
        "status": "done",
        "title": spec["title"],
        "year": spec["year"],
        "program_id": directory.ensure(work, "program", spec["program"]),
        "lead_agency_id": agency_id,
        "government_level": GovernmentLevel(level).value if level else None,
        "is_foreign": spec["foreign"],
        "service_field": field,
        "oecd_field": _OECD[ServiceField(field)].value if field else None,
        "participation_level": rng.choice(list(ParticipationLevel)).value,
        "participation_mode": rng.choice(list(ParticipationMode)).value,
        "participant_kinds": sorted({rng.choice(list(ParticipantKind)).value for _ in range(2)}),
        "participation_stages": sorted({rng.choice(list(StageKind)).value for _ in range(3)}),
        "summary": spec["summary"],
        "actors": f"{spec['agency']}, {rng.choice(words)} 모임",
    }
    records.insert(work, "project", values, as_written=spec.get("as_written", {}))
