"""기관 평가 이력: scores of agencies by indicator and year, entered, pasted from Excel, shown over years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.checks import clean_text
from app.domain.choices import Disclosure
from app.domain.evaluation.agency_history import History, Pasted, check_score, history, read_table
from app.domain.evaluation.rounds import AgencyScore
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import directory, listing, records
from db.queries import awards as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

FULL_SCORE = 100.0
"""What a score is out of where nobody says."""


class Place(NamedTuple):
    """The place of a score in the table of an indicator."""

    agency_id: int
    year: int


@dataclass(frozen=True, slots=True)
class PastePreview:
    """What a pasted table holds: every score with what becomes of it; ``new`` are agencies not known yet."""

    rows: tuple[Pasted, ...]
    new: tuple[str, ...]
    changed: int

    @property
    def taken(self) -> list[Pasted]:
        """Return the scores that would be stored."""
        return [one for one in self.rows if not one.problem]


def indicators(ws: "Workspace") -> list[str]:
    """Return the indicators that agencies are scored by, the one with most scores first."""
    with ws.reading() as connection:
        return queries.indicators(connection)


def of_indicator(ws: "Workspace", indicator: str) -> History:
    """Return the table of an indicator: agencies by years."""
    found: list[AgencyScore] = listing.all_rows(
        ws, "agency_score", ListQuery(filters={"indicator": (indicator,)})
    )
    kinds = {entry.id: entry.hint or None for entry in directory.entries(ws, "agency")}
    return history(indicator, found, kinds)


def enter(
    ws: "Workspace", indicator: str, entries: Mapping[Place, float | None], label: str = "기관 점수 입력"
) -> None:
    """Enter scores of an indicator in one step; None takes a score away, so that it is missing again.

    A new score is 비공개 until somebody says otherwise.  Refused whole where a score lies outside its scale.
    """
    indicator = _named(indicator)
    with ws.unit_of_work(label) as work:
        scale = queries.scale_of(work.connection, indicator) or FULL_SCORE
        known = queries.places(work.connection, indicator)
        for place, score in entries.items():
            problem = check_score(score, scale) if score is not None else ""
            if problem:
                raise UserError(problem, "score")
            _store(work, known, indicator, place, {"score": score, "scale": scale})


def _store(
    work: "UnitOfWork",
    known: Mapping[tuple[int, int], tuple[int, float | None]],
    indicator: str,
    place: Place,
    values: Mapping[str, Any],
) -> None:
    there = known.get((place.agency_id, place.year))
    if values.get("score") is None:
        if there is not None:
            work.delete("agency_score", [there[0]])
    elif there is not None:
        changes = {"score": values["score"], **{k: v for k, v in values.items() if k != "scale" and v}}
        work.update("agency_score", there[0], changes)
    else:
        given = {"disclosure": Disclosure.CLOSED.value, **{k: v for k, v in values.items() if v is not None}}
        links = {"agency_id": place.agency_id, "year": place.year, "indicator": indicator}
        records.insert(work, "agency_score", {**given, **links})


def add(ws: "Workspace", values: Mapping[str, Any]) -> int:
    """Record one score of an agency; refused where there is one of that year and indicator already.

    ``agency_id`` may be the name of an agency that is not known yet.
    """
    given = {"scale": FULL_SCORE, **{key: value for key, value in values.items() if value is not None}}
    indicator = _named(str(given.get("indicator") or ""))
    if given.get("score") is None:
        raise UserError("점수를 넣으십시오. 점수가 없는 해는 비워 둡니다.", "score")
    _check(given)
    with ws.unit_of_work("기관 점수 추가") as work:
        if isinstance(given.get("agency_id"), str):
            given["agency_id"] = directory.ensure_agency(work, given["agency_id"], None, None)
        place = (given.get("agency_id"), given.get("year"))
        if place in queries.places(work.connection, indicator):
            raise UserError(f"{place[1]}년 점수가 이미 있습니다. 표에서 그 칸을 고치십시오.", "year")
        return records.insert(work, "agency_score", {**given, "indicator": indicator})


def edit(ws: "Workspace", one: AgencyScore, changes: Mapping[str, Any]) -> None:
    """Change a score: the figure, what it is out of, whether it is public, where it comes from."""
    _check({"score": one.score, "scale": one.scale, **changes})
    records.edit(ws, "agency_score", [one.id], changes)


def _check(values: Mapping[str, Any]) -> None:
    score, scale = values.get("score"), values.get("scale")
    numbers = [float(one) for one in (score, scale) if isinstance(one, (int, float))]
    if len(numbers) == 2 and (problem := check_score(*numbers)):
        raise UserError(problem, "score")


def disclose(ws: "Workspace", ids: Sequence[int], disclosure: Disclosure) -> None:
    """Say of scores whether they are public."""
    label = f"기관 점수 {len(ids)}건 {disclosure.label}로"
    records.edit(ws, "agency_score", ids, {"disclosure": disclosure.value}, label=label)


def preview(ws: "Workspace", cells: Sequence[Sequence[str]], indicator: str) -> PastePreview:
    """Judge a table copied from Excel; nothing is stored.

    The same agency, year and indicator twice is refused the second time.
    """
    with ws.reading() as connection:
        scale = queries.scale_of(connection, indicator) or FULL_SCORE
        judged = _once(read_table(cells, indicator, scale))
        taken = [one for one in judged if not one.problem]
        known = queries.agencies(connection, {one.agency for one in taken})
        there = {name: queries.places(connection, name) for name in {one.indicator for one in taken}}
    new = tuple(dict.fromkeys(one.agency for one in taken if one.agency not in known))
    before = [there[one.indicator].get((known.get(one.agency, 0), one.year or 0)) for one in taken]
    changed = sum(kept is not None and kept[1] != one.score for kept, one in zip(before, taken, strict=True))
    return PastePreview(tuple(judged), new, changed)


def _once(found: Iterable[Pasted]) -> list[Pasted]:
    seen: set[tuple[str, int | None, str]] = set()
    kept = []
    for one in found:
        place = (one.agency, one.year, one.indicator)
        if place in seen and not one.problem:
            words = "같은 기관과 연도의 점수가 앞에 또 있습니다."
            one = Pasted(one.row, one.agency, one.year, one.indicator, one.text, problem=words)
        seen.add(place)
        kept.append(one)
    return kept


def accept(ws: "Workspace", found: PastePreview) -> int:
    """Store what a preview takes in one step, agencies that are not known with it; return how many scores."""
    taken = found.taken
    with ws.unit_of_work(f"기관 점수 {len(taken)}건 붙여넣기") as work:
        known = {name: queries.places(work.connection, name) for name in {one.indicator for one in taken}}
        ids = queries.agencies(work.connection, {one.agency for one in taken})
        for one in taken:
            if one.agency not in ids:
                ids[one.agency] = directory.ensure_agency(work, one.agency, None, None)
            place = Place(ids[one.agency], one.year or 0)
            values = {
                "score": one.score,
                "scale": one.scale,
                "disclosure": one.disclosure or None,
                "source": one.source or None,
            }
            _store(work, known[one.indicator], _named(one.indicator), place, values)
    return len(taken)


def _named(indicator: str) -> str:
    name = clean_text(indicator, "지표", "indicator")
    if not name:
        raise UserError("지표 이름을 적으십시오.", "indicator")
    return name
