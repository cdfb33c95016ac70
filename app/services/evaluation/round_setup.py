"""A round as a dialog hands it over: its fields, projects and panels with their members, in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.evaluation.rounds import RoundState
from app.errors import UserError
from app.services import records
from app.services.evaluation import rounds, rubrics
from app.services.evaluation.rounds import RoundParts
from db.queries import evaluation as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """A panel as it shall be: without an id it is new; ``kept`` members stay, ``new`` are (name, field)."""

    id: int | None
    name: str
    kind: str
    weight: int
    kept: tuple[int, ...] = ()
    new: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round as it shall be; ``template`` names a shipped rubric to be made for it."""

    values: Mapping[str, Any]
    projects: tuple[int, ...]
    panels: tuple[PanelPlan, ...]
    template: str = ""


def store(ws: "Workspace", plan: RoundPlan, round_id: int | None = None) -> int:
    """Make a round, or change one, in one step; return its id.

    Refused with a sentence: panels whose weights do not add up to 100, a member without a name, taking out a
    project or a panel of a round that has begun, or a member who has given scores.
    """
    _check(plan)
    found = rounds.parts(ws, round_id) if round_id is not None else None
    if found is not None:
        _refuse_loss(found, plan)
    verb = "고치기" if found else "만들기"
    with ws.unit_of_work(f"평가 ‘{plan.values.get('title', '')}’ {verb}") as work:
        values = dict(plan.values)
        if plan.template:
            values["rubric_id"] = rubrics.make(work, rubrics.shipped()[plan.template].name, plan.template)
        if round_id is None:
            round_id = records.insert(work, "evaluation_round", values)
        else:
            records.change(work, "evaluation_round", [round_id], values)
        _store_projects(work, round_id, plan.projects)
        _store_panels(work, round_id, found, plan.panels)
    return round_id


def read_members(text: str) -> tuple[tuple[str, str], ...]:
    """Return the (name, field) of each line, parted by a comma or as Excel copies it."""
    lines = [line.replace("\t", ",") for line in text.splitlines() if line.strip()]
    pairs = [(line.partition(",")[0].strip(), line.partition(",")[2].strip()) for line in lines]
    return tuple((name, field) for name, field in pairs if name)


def _check(plan: RoundPlan) -> None:
    weight = sum(one.weight for one in plan.panels)
    if plan.panels and weight != rubrics.FULL_WEIGHT:
        raise UserError(f"평가단 가중치를 더하면 {weight}%입니다. 100%가 되게 고치십시오.", "panels")
    if any(not one.name.strip() for one in plan.panels):
        raise UserError("평가단 이름을 적으십시오.", "panels")
    if not plan.template and plan.values.get("rubric_id") is None:
        raise UserError("평가표를 고르십시오.", "rubric_id")


def _refuse_loss(found: RoundParts, plan: RoundPlan) -> None:
    if found.round.state == RoundState.CLOSED:
        raise UserError("마감한 평가는 고치지 않습니다. 다시 연 뒤에 고치십시오.", "round")
    kept = {member for panel in plan.panels for member in panel.kept}
    for member in found.members:
        if member.id not in kept and any(found.given(member, key) for key, _title in found.projects):
            raise UserError("점수를 낸 위원은 빼지 않습니다. 제척으로 기록하십시오.", "panels")
    if found.round.state == RoundState.DRAFT:
        return
    if {key for key, _title in found.projects} - set(plan.projects):
        raise UserError("시작한 평가에서 과제를 빼지 않습니다.", "projects")
    if {one.id for one in found.panels} - {one.id for one in plan.panels}:
        raise UserError("시작한 평가에서 평가단을 빼지 않습니다.", "panels")


def _store_projects(work: "UnitOfWork", round_id: int, wanted: Sequence[int]) -> None:
    there = {key for key, _title in queries.projects(work.connection, round_id)}
    gone = there - set(wanted)
    work.delete("round_project", queries.places_of(work.connection, round_id, gone))
    new = [key for key in dict.fromkeys(wanted) if key not in there]
    work.insert_many("round_project", [{"round_id": round_id, "project_id": key} for key in new])


def _store_panels(
    work: "UnitOfWork", round_id: int, found: RoundParts | None, panels: Sequence[PanelPlan]
) -> None:
    kept = {one.id for one in panels}
    gone = [one.id for one in (found.panels if found else ()) if one.id not in kept]
    staying = {member for panel in panels for member in panel.kept}
    leaving = [one.id for one in (found.members if found else ()) if one.id not in staying]
    work.delete("panel_member", [one for one in leaving])
    work.delete("panel", gone)
    place = len(found.members) if found else 0
    for number, one in enumerate(panels):
        values = {"name": one.name.strip(), "kind": one.kind, "weight": one.weight}
        panel_id = one.id
        if panel_id is None:
            panel_id = records.insert(work, "panel", values, round_id=round_id, position=number)
        else:
            work.update("panel", panel_id, {**values, "position": number})
        for name, field in one.new:
            links = {"round_id": round_id, "panel_id": panel_id, "position": place}
            records.insert(work, "panel_member", {"name": name, "field": field}, **links)
            place += 1
