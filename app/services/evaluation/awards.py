"""상격과 선정: what projects were awarded or granted, by a 평가 or apart, and by agency over the years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.evaluation.rounds import Award
from app.domain.hangul import quoted
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import listing, records
from app.services.evaluation import rounds
from db.queries import awards as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

USUAL = ("대상", "최우수상", "우수상", "장려상", "선정")
"""Grades that are offered; any other can be written."""


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """What an agency was awarded in a year; sums in won."""

    agency_id: int
    agency: str
    year: int | None
    awards: int
    amount: int
    grant: int


def of_project(ws: "Workspace", project_id: int) -> list[Award]:
    """Return what a project was awarded, the newest first."""
    found: list[Award] = listing.all_rows(ws, "award", ListQuery(filters={"project_id": (project_id,)}))
    return found


def of_round(ws: "Workspace", round_id: int) -> list[Award]:
    """Return what was awarded by a round, in the order of the usual grades."""
    found: list[Award] = listing.all_rows(ws, "award", ListQuery(filters={"round_id": (round_id,)}))
    return sorted(found, key=_height)


def every(ws: "Workspace", query: ListQuery | None = None) -> list[Award]:
    """Return the awards that match, the newest year first."""
    found: list[Award] = listing.all_rows(ws, "award", query or ListQuery())
    return found


def _height(one: Award) -> tuple[int, str, str]:
    return (USUAL.index(one.grade) if one.grade in USUAL else len(USUAL), one.grade, one.project)


def give(
    ws: "Workspace", project_ids: Sequence[int], values: Mapping[str, Any], round_id: int | None = None
) -> int:
    """Record an award for each of the projects in one step; return how many are new.

    By a round the year is the round's where none is told, and a project that got the same grade by it already
    is left as it is.  Sums are those of each project.
    """
    if not project_ids:
        raise UserError("상격을 줄 과제를 고르십시오.", "project_id")
    _refuse_negative(values)
    row = rounds.get(ws, round_id) if round_id is not None else None
    given = {**values, "year": values.get("year") or (row.year if row else None) or ws.today.year}
    given.pop("project_id", None)
    grade = str(values.get("grade") or "").strip()
    count = f" {len(project_ids)}건" if len(project_ids) > 1 else ""
    with ws.unit_of_work(f"상격 ‘{grade}’{count} 부여") as work:
        there = queries.given(work.connection, round_id) if round_id is not None else set()
        new = [one for one in dict.fromkeys(project_ids) if (one, grade) not in there]
        for project_id in new:
            records.insert(work, "award", given, project_id=project_id, round_id=round_id)
    return len(new)


def edit(ws: "Workspace", one: Award, changes: Mapping[str, Any]) -> None:
    """Change an award."""
    _refuse_negative(changes)
    records.edit(ws, "award", [one.id], changes)


def remove(ws: "Workspace", found: Sequence[Award]) -> None:
    """Take awards back."""
    more = f" 외 {len(found) - 1}건" if len(found) > 1 else ""
    label = f"상격 ‘{found[0].grade}’{more} 삭제" if found else ""
    records.delete(ws, "award", [one.id for one in found], label)


def by_agency(ws: "Workspace") -> list[AgencyYear]:
    """Return what every agency was awarded in every year, by its name."""
    with ws.reading() as connection:
        return [AgencyYear(**row) for row in queries.by_agency_and_year(connection)]


def _refuse_negative(values: Mapping[str, Any]) -> None:
    for key, name in (("amount", "상금"), ("grant", "특별교부세")):
        value = values.get(key)
        if isinstance(value, int) and value < 0:
            raise UserError(f"{quoted(name, '은/는')} 0원 이상이어야 합니다.", key)
