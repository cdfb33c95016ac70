"""평가 회차: reading a round with what its scores come to, opening and closing it, 제척."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.evaluation.rounds import (
    EvaluationRound,
    Exclusion,
    Panel,
    PanelMember,
    RoundState,
    RubricCriterion,
    SheetState,
)
from app.domain.evaluation.scoring import PanelWeight, Weighted
from app.domain.evaluation.standing import Standing
from app.domain.hangul import quoted
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import listing, records
from app.services.evaluation import rubrics
from db.queries import evaluation as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


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
        return self.standing.counts[project_id].get(member.id, 0)

    def pending(self) -> list[tuple[PanelMember, int]]:
        """Return every sheet that is not finished: member and project."""
        states = (SheetState.MISSING, SheetState.PARTIAL)
        return [
            (member, project_id)
            for member in self.members
            for project_id, _title in self.projects
            if self.state_of(member, project_id) in states
        ]


Turn = Callable[["Workspace", int], None]
"""What opens, closes or reopens a round."""


def every(ws: "Workspace") -> list[EvaluationRound]:
    """Return every round, the newest first."""
    rows: list[EvaluationRound] = list(listing.all_rows(ws, "evaluation_round", ListQuery()))
    return sorted(rows, key=lambda one: (one.year or 0, one.opens_on or date.min, one.id), reverse=True)


def get(ws: "Workspace", round_id: int) -> EvaluationRound:
    """Return one round; a ``UserError`` where there is none."""
    found = listing.rows(ws, "evaluation_round", [round_id])
    if not found:
        raise UserError("지워졌거나 없는 평가입니다.", "round")
    row: EvaluationRound = found[0]
    return row


def parts(ws: "Workspace", round_id: int, progress: Callable[[int, int], None] | None = None) -> RoundParts:
    """Return a round with its panels, projects and every score, worked out project by project."""
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
    standing.take(scores, progress)
    return RoundParts(
        row, tuple(criteria), tuple(panels), tuple(members), tuple(exclusions), tuple(projects), standing
    )


def exclude(ws: "Workspace", member: PanelMember, project_id: int, reason: str) -> None:
    """제척: keep a member from judging a project; scores given before stay on record and do not count."""
    if not reason.strip():
        raise UserError("제척 사유를 적으십시오.", "reason")
    refuse_closed(get(ws, member.round_id))
    with ws.unit_of_work("제척 기록") as work:
        values = {"project_id": project_id, "reason": reason}
        records.insert(work, "exclusion", values, round_id=member.round_id, member_id=member.id)


def include(ws: "Workspace", exclusion: Exclusion) -> None:
    """Take a 제척 back; scores that the member gave before count again."""
    refuse_closed(get(ws, exclusion.round_id))
    records.delete(ws, "exclusion", [exclusion.id], "제척 풀기")


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


def reopen(ws: "Workspace", round_id: int) -> None:
    """Let a closed round take scores again."""
    with ws.unit_of_work(f"평가 ‘{get(ws, round_id).title}’ 다시 열기") as work:
        work.update("evaluation_round", round_id, {"state": RoundState.OPEN.value})


def close_round(ws: "Workspace", round_id: int) -> None:
    """Close a round: its scores are final; sheets that are missing stay missing."""
    with ws.unit_of_work(f"평가 ‘{get(ws, round_id).title}’ 마감") as work:
        work.update("evaluation_round", round_id, {"state": RoundState.CLOSED.value})


def refuse_closed(row: EvaluationRound) -> None:
    """Refuse to change what belongs to a round whose scores are final."""
    if row.state == RoundState.CLOSED:
        raise UserError(f"마감한 평가 {quoted(row.title, '은/는')} 고치지 않습니다.", "round")
