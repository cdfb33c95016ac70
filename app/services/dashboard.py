"""현황: reading what is counted, once; what waits to be done under the filters in force."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from app.domain.choices import ProjectKind, ProjectState
from app.domain.dashboard import (
    Answers,
    Fact,
    Filters,
    Names,
    Narrowed,
    Records,
    Steps,
    five_point,
    steps_of,
    summed,
)
from app.domain.dashboard_charts import Door, project_door, proposal_door
from app.domain.listing import ListQuery
from app.domain.tiles import Place, Province, day_of, load_places, provinces
from app.services import listing
from app.services.codes import codes
from db.queries import dashboard as queries
from db.queries import funnel
from resources import resource_path

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that is off: one short sentence, the button that deals with it, where that leads."""

    key: str
    sentence: str
    action: str
    door: Door
    urgent: bool = False


def read(ws: "Workspace") -> Records:
    """Return everything that 현황 counts, of one state of the file."""
    with ws.reading() as connection:
        satisfaction, others = five_point(
            (Answers(*row) for row in queries.surveyed(connection)),
            (Answers(*row) for row in queries.measured(connection)),
        )
        return Records(
            facts=_facts(ws, connection),
            steps=tuple(Steps(*row) for row in funnel.by_project(connection, ws.today)),
            satisfaction=satisfaction,
            other_scales=others,
            names=Names(*queries.names(connection)),
        )


def _facts(ws: "Workspace", connection: Any) -> tuple[Fact, ...]:
    teams, places = queries.teams(connection, ws.today), queries.provinces(connection)
    nobody = (0, 0)
    return tuple(
        Fact(*row[:4], places.get(row[4]), *row[5:], *teams.get(row[0], nobody))
        for row in queries.facts(connection, ws.today)
    )


def tiles(ws: "Workspace", filters: Filters) -> tuple[Province, ...]:
    """Return the 시·도 of the map: those in force in the year chosen, else today's."""
    return provinces(codes().regions, _places(), day_of(filters.get("year", ()), ws.today))


@cache
def _places() -> dict[str, Place]:
    return load_places(resource_path("codes"))


def gates_waiting(ws: "Workspace", filters: Filters) -> int:
    """Return how many projects under ``filters`` wait at their gate, as the list of projects counts them."""
    chosen = {key: values for key, values in filters.items() if values}
    state = {"kind": (ProjectKind.OWN.value,), "state": (ProjectState.GATE.value,)}
    return listing.count(ws, "project", ListQuery(filters={**chosen, **state}))


def advice(
    records: Records, found: Narrowed, stalled_days: int, gates: int | None = None
) -> tuple[Advice, ...]:
    """Return what is off under the filters in force, the most urgent first; ``gates`` None is not counted."""
    filters, inside = found.filters, found.inside
    overdue = summed(steps_of(records.steps, found)).overdue
    stalled = sum(fact.active and fact.idle_days >= stalled_days for fact in inside)
    short = sum(fact.short for fact in inside)
    doubtful = sum(fact.doubtful for fact in inside)
    unmeasured = sum(fact.unmeasured for fact in inside)
    late_door = proposal_door(filters, is_overdue=(True,))
    short_door = project_door({**filters, "goal_met": (False,), "status": ("active",)})
    parts = (
        (overdue, Advice("overdue", f"회신 기한 지난 제안 {overdue:,}건", "검토 열기", late_door, True)),
        (gates or 0, Advice("gates", f"관문 대기 {gates:,}건" if gates else "", "과제 열기",
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
