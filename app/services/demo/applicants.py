"""신청과 추첨 of the example: one project whose citizens were drawn, and persons who are entered twice."""

import random
from typing import TYPE_CHECKING, Any

from app.domain.choices import ActorKind, ProjectState
from app.domain.drawing import Quota
from app.domain.listing import ListQuery
from app.domain.person import PERSON_FIELDS, Person
from app.domain.project import Project
from app.services import draws, listing, people, records

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_SEED, _APPLIED, _SEATS, _ALTERNATES = 20260704, 36, 8, 4
TITLE, DRAWN_FROM = "주민 위원 공개 모집 추첨", "가온-공개모집-1"
_ROUTES = ("시청 누리집", "동 주민센터 게시판", "이웃의 소개", "마을 소식지")
_QUOTAS = (
    Quota("gender", "female", 3, 5),
    Quota("gender", "male", 3, 5),
    Quota("age_band", "twenties", 1),
    Quota("age_band", "sixties", 1, 3),
)


def record(ws: "Workspace") -> None:
    """Let citizens apply to a project at work, draw among them, and enter a few persons twice."""
    rng = random.Random(_SEED)  # noqa: S311 - a repeatable choice, no secret
    project_id = _project(ws)
    team = {row.person_id for row in people.members(ws, project_id)}
    kinds = {"actor_kind": (ActorKind.CITIZEN.value,)}
    citizens = listing.all_rows(ws, "person", ListQuery(filters=kinds, sort=(("name", False),)))
    free = [row for row in citizens if row.id not in team]
    rng.shuffle(free)
    for number, route in enumerate(_ROUTES):
        draws.apply(ws, project_id, [row.id for row in free[number : _APPLIED : len(_ROUTES)]], route)
    applied = draws.applicants(ws, project_id)
    draws.decline(ws, [applied[-1].id])
    draws.carry_out(ws, project_id, TITLE, _QUOTAS, _SEATS, _ALTERNATES, DRAWN_FROM)
    _enter_twice(ws, free[_APPLIED:])


def _project(ws: "Workspace") -> int:
    """Return the newest project at work that has a team."""
    query = ListQuery(filters={"kind": ("own",)}, sort=(("year", True), ("title", False)))
    rows: list[Project] = listing.all_rows(ws, "project", query)
    return next(row.id for row in rows if row.state == ProjectState.ACTIVE and row.team_size)


def _enter_twice(ws: "Workspace", rows: list[Person]) -> None:
    """Enter three persons again as it happens: as they are, by another address, with a slip of the name."""
    one, other, third = rows[:3]
    with ws.unit_of_work("예시 참여자 3명 다시 적음") as work:
        for values in (
            {**_values(one), "interests": "골목 안전", "memo": ""},
            {**_values(other), "email": f"again.{other.email}", "affiliation": "주민자치회"},
            {**_values(third), "name": _slip(third.name), "birth_year": None, "gender": None},
        ):
            records.insert(work, "person", values)


def _slip(name: str) -> str:
    """Return a name whose last letter lost its final consonant, or got one."""
    place = ord(name[-1]) - ord("가")
    return name[:-1] + chr(ord("가") + place // 28 * 28 + (0 if place % 28 else 4))


def _values(row: Person) -> dict[str, Any]:
    return {spec.key: getattr(row, spec.key) for spec in PERSON_FIELDS if not spec.derived}
