"""평가 회차: its projects and panels, the scores as they come in, and what they come to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.evaluation import (
    EvaluationRound,
    Exclusion,
    Panel,
    PanelMember,
    RoundState,
    RubricCriterion,
    SheetState,
)
from app.domain.hangul import quoted
from app.domain.scoring import PanelWeight, Weighted
from app.domain.standing import Standing
from app.errors import UserError
from app.services import listing, records, rubrics
from db.queries import evaluation as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class RoundParts:
    """A round with everything that belongs to it; ``projects`` are (id, title)."""

    round: EvaluationRound
    criteria: tuple[RubricCriterion, ...]
    panels: tuple[Panel, ...]
    members: tuple[PanelMember, ...]
    exclusions: tuple[Exclusion, ...]
    projects: tuple[tuple[int, str], ...]
    standing: Standing

    def state_of(self, member: PanelMember, project_id: int) -> SheetState:
        """Return how far a member's sheet for a project has come."""
        if (member.id, project_id) in self.standing.excluded:
            return SheetState.EXCLUDED
        given = self.given(member, project_id)
        if given == len(self.criteria):
            return SheetState.DONE
        return SheetState.PARTIAL if given else SheetState.MISSING

    def given(self, member: PanelMember, project_id: int) -> int:
        """Return how many scores a member has given for a project."""
        return sum(
            member.id in self.standing.given(project_id, member.panel_id, one.id) for one in self.criteria
        )

    def pending(self) -> list[tuple[PanelMember, int]]:
        """Return every sheet that is not finished: member and project."""
        states = (SheetState.MISSING, SheetState.PARTIAL)
        return [
            (member, project_id)
            for member in self.members
            for project_id, _title in self.projects
            if self.state_of(member, project_id) in states
        ]


def get(ws: "Workspace", round_id: int) -> EvaluationRound:
    """Return one round; a ``UserError`` where there is none."""
    found = listing.rows(ws, "evaluation_round", [round_id])
    if not found:
        raise UserError("지워졌거나 없는 평가입니다.", "round")
    row: EvaluationRound = found[0]
    return row


def parts(ws: "Workspace", round_id: int) -> RoundParts:
    """Return a round with its panels, projects and every score, worked out."""
    row = get(ws, round_id)
    with ws.reading() as connection:
        criteria = queries.criteria(connection, row.rubric_id)
        panels, members = queries.panels(connection, round_id), queries.members(connection, round_id)
        exclusions = queries.exclusions(connection, round_id)
        projects = queries.projects(connection, round_id)
        scores = queries.scores(connection, round_id)
    standing = Standing(
        tuple(Weighted(one.id, one.weight, one.lowest, one.highest) for one in criteria),
        tuple(
            PanelWeight(one.id, one.weight, tuple(m.id for m in members if m.panel_id == one.id))
            for one in panels
        ),
        tuple(project_id for project_id, _ in projects),
        frozenset((one.member_id, one.project_id) for one in exclusions),
        row.drop_extremes,
    )
    standing.take(scores)
    return RoundParts(
        row, tuple(criteria), tuple(panels), tuple(members), tuple(exclusions), tuple(projects), standing
    )


def create(ws: "Workspace", values: Mapping[str, Any], project_ids: Iterable[int] = ()) -> int:
    """Make a round, still in preparation; return its id."""
    with ws.unit_of_work(f"평가 ‘{values.get('title', '')}’ 만들기") as work:
        round_id = records.insert(work, "evaluation_round", values)
        _add_projects(work, round_id, project_ids)
    return round_id


def add_projects(ws: "Workspace", round_id: int, project_ids: Iterable[int]) -> None:
    """Put projects under evaluation; who is there already stays as is."""
    there = {project_id for project_id, _ in parts(ws, round_id).projects}
    new = [project_id for project_id in dict.fromkeys(project_ids) if project_id not in there]
    with ws.unit_of_work(f"평가 과제 {len(new)}건 추가") as work:
        _refuse_closed(get(ws, round_id))
        _add_projects(work, round_id, new)


def _add_projects(work: "UnitOfWork", round_id: int, project_ids: Iterable[int]) -> None:
    for project_id in project_ids:
        work.insert("round_project", {"round_id": round_id, "project_id": project_id})


def add_panel(ws: "Workspace", round_id: int, values: Mapping[str, Any]) -> int:
    """Add a panel."""
    _refuse_closed(get(ws, round_id))
    with ws.unit_of_work(f"평가단 ‘{values.get('name', '')}’ 추가") as work:
        position = len(queries.panels(work.connection, round_id))
        return records.insert(work, "panel", values, round_id=round_id, position=position)


def add_members(ws: "Workspace", panel: Panel, members: Sequence[Mapping[str, Any]]) -> list[int]:
    """Put reviewers on a panel in one step; return their ids."""
    _refuse_closed(get(ws, panel.round_id))
    with ws.unit_of_work(f"평가위원 {len(members)}명 추가") as work:
        first = len(queries.members(work.connection, panel.round_id))
        links = {"round_id": panel.round_id, "panel_id": panel.id}
        return [
            records.insert(work, "panel_member", values, position=first + number, **links)
            for number, values in enumerate(members)
        ]


def exclude(ws: "Workspace", member: PanelMember, project_id: int, reason: str) -> None:
    """제척: keep a member from judging a project; scores given before stay on record and do not count."""
    if not reason.strip():
        raise UserError("제척 사유를 적으십시오.", "reason")
    _refuse_closed(get(ws, member.round_id))
    with ws.unit_of_work("제척 기록") as work:
        values = {"project_id": project_id, "reason": reason}
        records.insert(work, "exclusion", values, round_id=member.round_id, member_id=member.id)


def open_round(ws: "Workspace", round_id: int) -> None:
    """Open a round for scores: its rubric is frozen from then on."""
    found = parts(ws, round_id)
    if not found.projects:
        raise UserError("평가할 과제가 없습니다. 과제를 먼저 넣으십시오.", "projects")
    if not found.members:
        raise UserError("평가위원이 없습니다. 평가단에 위원을 먼저 넣으십시오.", "members")
    with ws.unit_of_work(f"평가 ‘{found.round.title}’ 시작") as work:
        rubrics.freeze(ws, work, found.round.rubric_id)
        work.update("evaluation_round", round_id, {"state": RoundState.OPEN.value})


def close_round(ws: "Workspace", round_id: int) -> None:
    """Close a round: its scores are final; sheets that are missing stay missing."""
    with ws.unit_of_work(f"평가 ‘{get(ws, round_id).title}’ 마감") as work:
        work.update("evaluation_round", round_id, {"state": RoundState.CLOSED.value})


def enter(
    ws: "Workspace",
    found: RoundParts,
    member: PanelMember,
    project_id: int,
    entries: Mapping[int, float | None],
    comments: Mapping[int, str] | None = None,
    received_on: date | None = None,
) -> None:
    """Enter what a member gave for a project, by criterion, in one step; None takes a score away.

    Refused with a sentence: a score outside the scale, a member who is excluded, a round that is not open, a
    score without the comment that its criterion asks for.
    """
    _check_open(found.round)
    if (member.id, project_id) in found.standing.excluded:
        raise UserError(f"{quoted(member.name, '은/는')} 이 과제에서 제척된 위원입니다.", "member")
    by_id = {one.id: one for one in found.criteria}
    words = dict(comments or {})
    for criterion_id, value in entries.items():
        _check_score(by_id[criterion_id], value)
    with ws.unit_of_work("점수 입력") as work:
        sheet = queries.sheet_id(work.connection, member.id, project_id)
        if sheet is None:
            keys = {"round_id": member.round_id, "member_id": member.id, "project_id": project_id}
            sheet = work.insert("score_sheet", {**keys, "received_on": received_on or ws.today})
        for criterion_id in dict.fromkeys([*entries, *words]):
            values: dict[str, Any] = {}
            if criterion_id in entries:
                values["value"] = entries[criterion_id]
            if criterion_id in words:
                values["comment"] = words[criterion_id].strip()
            _store(work, sheet, criterion_id, values)


def _store(work: "UnitOfWork", sheet: int, criterion_id: int, values: Mapping[str, Any]) -> None:
    known = queries.score_id(work.connection, sheet, criterion_id)
    if known is None:
        work.insert("score", {"sheet_id": sheet, "criterion_id": criterion_id, **values})
    else:
        work.update("score", known, values)


def _check_score(criterion: RubricCriterion, value: float | None) -> None:
    if value is not None and not criterion.lowest <= value <= criterion.highest:
        raise UserError(
            f"{quoted(criterion.label, '은/는')} {criterion.lowest}점부터 {criterion.highest}점까지입니다. "
            f"넣은 값: {value:g}",
            "score",
        )


def _check_open(row: EvaluationRound) -> None:
    if row.state == RoundState.DRAFT:
        raise UserError(f"평가 ‘{row.title}’을 먼저 시작하십시오.", "round")
    _refuse_closed(row)


def _refuse_closed(row: EvaluationRound) -> None:
    if row.state == RoundState.CLOSED:
        raise UserError(f"마감한 평가 {quoted(row.title, '은/는')} 고치지 않습니다.", "round")
