"""현황: reading what is counted, once; what waits to be done under the filters in force."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from app.beside import Beside
from app.domain.choices import ProjectKind, ProjectState, ProjectStatus
from app.domain.dashboard.charts import charts, headlines
from app.domain.dashboard.doors import Door, Headline, Shown, project_door, proposal_door
from app.domain.dashboard.figures import (
    SIDES,
    Answers,
    Columns,
    Fact,
    Filters,
    Names,
    Narrowed,
    Records,
    Steps,
    answered,
    columns_of,
    five_point,
    is_short,
    narrowed,
    total_of,
)
from app.domain.dashboard.kept import Settled, settle
from app.domain.dashboard.sides import facet
from app.domain.dashboard.tiles import Place, Province, day_of, load_places, provinces
from app.domain.listing import FacetValue, ListQuery
from app.services import listing
from app.services.codes import codes
from db.queries import dashboard as queries
from db.queries import funnel
from resources import resource_path

if TYPE_CHECKING:
    from app.services.workspace import Workspace


FIGURES = {
    "projects": ("과제", "건"),
    "ratio": ("국민 비율", "%"),
    "proposals": ("제안 반영률", "%"),
    "satisfaction": ("만족도", "점"),
    "hours": ("투입 시간", "시간"),
}
"""The names and units of the figures above the charts, in their order."""


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that is off: one short sentence, the button that deals with it, where that leads."""

    key: str
    sentence: str
    action: str
    door: Door
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows under the filters in force."""

    found: Narrowed
    headlines: Mapping[str, Headline]
    charts: Mapping[str, Shown]
    facets: Mapping[str, Sequence[FacetValue]]
    advice: tuple[Advice, ...]

    def alone(self) -> "View":
        """Return what is shown without the columns that it was worked out from."""
        return replace(self, found=Narrowed({"id": []}, {}, self.found.filters))


def view(ws: "Workspace", records: Records, filters: Filters, gates: Collection[int] = ()) -> View:
    """Return what ``records`` come to under ``filters``; nothing is read."""
    found = narrowed(records.projects, {side: values for side, values in filters.items() if values})
    return View(
        found,
        headlines(records, found),
        charts(records, found, tiles(ws, found.filters)),
        {side: facet(records, found, side) for side in SIDES},
        advice(records, found, ws.settings.stalled_days, gates),
    )


def read(ws: "Workspace") -> Records:
    """Return everything that 현황 counts; projects and what belongs to them are read side by side."""
    with Beside(lambda: _projects(ws)) as projects:
        rest = _rest(ws)
        return Records(projects.result(), *rest)


_REGION = Fact._fields.index("province")


def _projects(ws: "Workspace") -> Columns:
    """Read the projects, with the 시·도 of their region."""
    with ws.reading() as connection:
        columns, places = queries.facts(connection, ws.today), queries.provinces(connection)
    columns[_REGION] = list(map(places.get, columns[_REGION]))
    return columns_of(Fact._fields, columns)


def _rest(ws: "Workspace") -> tuple[Columns, tuple[Answers, ...], int, Names]:
    """Read proposals and answers."""
    with ws.reading() as connection:
        steps = columns_of(Steps._fields, funnel.by_project(connection, ws.today))
        surveyed, measured = queries.surveyed(connection), queries.measured(connection)
        names = Names(*queries.names(connection))
    kept, others = five_point(answered(surveyed), (Answers(*row) for row in measured))
    return steps, kept, others, names


def settled(ws: "Workspace", records: Records, filters: Filters) -> Settled:
    """Return filters that were kept, as far as what they name is still known."""
    return settle(records, filters, tiles(ws, filters))


def tiles(ws: "Workspace", filters: Filters) -> tuple[Province, ...]:
    """Return the 시·도 of the map: those in force in the year chosen, else today's."""
    return provinces(codes().regions, _places(), day_of(filters.get("year", ()), ws.today))


@cache
def _places() -> dict[str, Place]:
    return load_places(resource_path("codes"))


def gates_waiting(ws: "Workspace") -> frozenset[int]:
    """Return the projects that wait at their gate, as the list of projects knows them.

    Every criterion of every project under way is counted for it, so it is read apart from the rest.
    """
    wanted = {"kind": ProjectKind.OWN, "status": ProjectStatus.ACTIVE, "state": ProjectState.GATE}
    filters = {key: (value.value,) for key, value in wanted.items()}
    (group,) = listing.groups(ws, "project", ListQuery(filters=filters))
    return frozenset(group.ids)


def advice(
    records: Records, found: Narrowed, stalled_days: int, gates: Collection[int] = ()
) -> tuple[Advice, ...]:
    """Return what is off under the filters in force, the most urgent first; ``gates`` wait at theirs."""
    filters, facts = found.filters, found.columns
    overdue = total_of(records, found).overdue
    idle = zip(facts["active"], facts["idle_days"], strict=True)
    stalled = sum(days >= stalled_days for active, days in idle if active)
    waiting = len(found.ids.intersection(gates))
    short = sum(map(is_short, *(facts[name] for name in ("active", "team", "citizens", "goal"))))
    doubtful, unmeasured = sum(facts["doubtful"]), sum(facts["unmeasured"])
    late_door = proposal_door(filters, is_overdue=(True,))
    short_door = project_door({**filters, "goal_met": (False,), "status": ("active",)})
    parts = (
        (overdue, Advice("overdue", f"회신 기한 지난 제안 {overdue:,}건", "검토 열기", late_door, True)),
        (waiting, Advice("gates", f"관문 대기 {waiting:,}건", "과제 열기",
                            _in_state(filters, ProjectState.GATE))),
        (stalled, Advice("stalled", f"{stalled_days}일 넘게 바뀐 것이 없는 과제 {stalled:,}건", "과제 열기",
                         _in_state(filters, ProjectState.STALLED))),
        (short, Advice("short", f"국민 비율이 기준에 못 미치는 팀 {short:,}개", "팀 보기", short_door)),
        (doubtful, Advice("doubtful", f"관이나 분야가 비어 있는 과제 {doubtful:,}건", "채우기",
                          project_door({**filters, "needs_review": (True,)}))),
        (unmeasured, Advice("unmeasured", f"머문 시간을 적지 않은 국민 출석 {unmeasured:,}회", "과제 보기",
                            Door("hours"))),
    )  # fmt: skip
    return tuple(one for count, one in parts if count)


def _in_state(filters: Filters, state: ProjectState) -> Door:
    return project_door({**filters, "state": (state.value,)})


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a figure that is no count of projects or proposals: what it says, heads, rows.

    ``project_ids`` name the project of every row.
    """

    title: str
    sentence: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    project_ids: tuple[int, ...]


def behind(ws: "Workspace", records: Records, found: Narrowed, what: str) -> Behind:
    """Return the projects behind a mean or a sum: ``what`` is ratio, satisfaction or hours."""
    make = {"ratio": _behind_ratio, "satisfaction": _behind_satisfaction, "hours": _behind_hours}[what]
    title, sentence, heads, keyed = make(records, found)
    with ws.reading() as connection:
        titles = queries.titles(connection)
    rows = tuple((titles.get(key, ""), *cells) for key, *cells in keyed)
    return Behind(title, sentence, ("과제", *heads), rows, tuple(row[0] for row in keyed))


_Keyed = tuple[str, str, tuple[str, ...], list[tuple[Any, ...]]]


def _behind_ratio(_records: Records, found: Narrowed) -> _Keyed:
    facts = sorted((fact for fact in found.inside if fact.team), key=lambda fact: (fact.share or 0, fact.id))
    rows = [
        (fact.id, f"{fact.team:,}", f"{fact.citizens:,}", f"{fact.share or 0:.0f}%",
         "–" if fact.goal is None else f"{fact.goal}%", "못 미침" if fact.short else "")
        for fact in facts
    ]  # fmt: skip
    words = f"팀이 있는 과제 {len(rows):,}건의 국민 비율을 하나하나 셈해 평균합니다. 낮은 것부터 보입니다."
    return "국민 비율", words, ("팀원", "국민", "비율", "기준", ""), rows


def _behind_satisfaction(records: Records, found: Narrowed) -> _Keyed:
    ids = {fact.id for fact in found.inside}
    kept = [row for row in records.satisfaction if row.project_id in ids]
    rows = [(row.project_id, row.what, f"{row.total / row.n:.2f}", f"{row.n:,}") for row in kept]
    words = (
        "5점 척도로 물은 만족 문항의 응답을 모두 모아 평균합니다. 설문이 없는 과제는 응답 수를 적은 "
        "성과지표의 마지막 값을 씁니다."
    )
    return "만족도", words, ("문항·지표", "평균", "응답"), rows


def _behind_hours(_records: Records, found: Narrowed) -> _Keyed:
    facts = sorted((fact for fact in found.inside if fact.times), key=lambda fact: (-fact.minutes, fact.id))
    rows = [
        (fact.id, f"{fact.minutes / 60:,.1f}" if fact.minutes else "–", f"{fact.times:,}",
         f"{fact.unmeasured:,}" if fact.unmeasured else "")
        for fact in facts
    ]  # fmt: skip
    words = (
        "국민과 이해관계자가 활동에 머문 시간입니다. 시간을 적지 않은 출석은 횟수로만 세고 "
        "활동의 길이로 채우지 않습니다."
    )
    return "투입 시간", words, ("시간", "출석(회)", "시간 없음(회)"), rows
