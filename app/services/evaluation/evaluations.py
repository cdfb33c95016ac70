"""평가 회차: its projects and panels, the scores as they come in, and what they come to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

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


class Cell(NamedTuple):
    """The place of one score: who judges which project by which criterion."""

    member_id: int
    project_id: int
    criterion_id: int


def rounds(ws: "Workspace") -> list[EvaluationRound]:
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


def include(ws: "Workspace", exclusion: Exclusion) -> None:
    """Take a 제척 back; scores that the member gave before count again."""
    _refuse_closed(get(ws, exclusion.round_id))
    records.delete(ws, "exclusion", [exclusion.id], "제척 풀기")


def remove_projects(ws: "Workspace", round_id: int, project_ids: Iterable[int]) -> None:
    """Take projects out of a round that has not begun."""
    row = get(ws, round_id)
    _refuse_begun(row)
    wanted = set(project_ids)
    with ws.unit_of_work(f"평가 과제 {len(wanted)}건 빼기") as work:
        work.delete("round_project", queries.places_of(work.connection, round_id, wanted))


def remove_members(ws: "Workspace", members: Sequence[PanelMember]) -> None:
    """Take reviewers who have given nothing yet off their panel."""
    if not members:
        return
    found = parts(ws, members[0].round_id)
    _refuse_closed(found.round)
    for member in members:
        if any(found.given(member, project_id) for project_id, _ in found.projects):
            raise UserError("점수를 낸 위원은 빼지 않습니다. 제척으로 기록하십시오.", "member")
    records.delete(ws, "panel_member", [one.id for one in members], f"평가위원 {len(members)}명 빼기")


def remove_panel(ws: "Workspace", panel: Panel) -> None:
    """Take a panel with its members out of a round that has not begun."""
    _refuse_begun(get(ws, panel.round_id))
    records.delete(ws, "panel", [panel.id], f"평가단 ‘{panel.name}’ 삭제")


def _refuse_begun(row: EvaluationRound) -> None:
    if row.state != RoundState.DRAFT:
        raise UserError(f"시작한 평가 {quoted(row.title, '은/는')} 과제와 평가단을 빼지 않습니다.", "round")


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


def enter(
    ws: "Workspace",
    found: RoundParts,
    member: PanelMember,
    project_id: int,
    entries: Mapping[int, float | None],
    comments: Mapping[int, str] | None = None,
    received_on: date | None = None,
) -> None:
    """Enter what a member gave for a project, by criterion, in one step; see ``enter_cells``."""
    enter_cells(
        ws,
        found,
        {Cell(member.id, project_id, key): value for key, value in entries.items()},
        {Cell(member.id, project_id, key): words for key, words in (comments or {}).items()},
        received_on=received_on,
    )


def enter_cells(
    ws: "Workspace",
    found: RoundParts,
    entries: Mapping[Cell, float | None],
    comments: Mapping[Cell, str] | None = None,
    *,
    overall: Mapping[tuple[int, int], str] | None = None,
    received_on: date | None = None,
    label: str = "점수 입력",
    initiator: str = "",
) -> None:
    """Enter scores of any members and projects of a round in one step; None takes a score away.

    ``overall`` are 총평 by member and project that come with them.

    Refused whole, with a sentence: a score outside the scale, a member who is excluded, a round that is not
    open.  A comment that a criterion asks for may follow later; until then the cell is marked.
    """
    _check_open(get(ws, found.round.id))
    words = {cell: text.strip() for cell, text in (comments or {}).items()}
    for cell in (*entries, *words):
        check_cell(found, cell, entries.get(cell))
    with ws.unit_of_work(label, initiator=initiator) as work:
        members = {cell.member_id for cell in (*entries, *words)}
        sheets = queries.sheets(work.connection, found.round.id, members)
        known = queries.score_ids(work.connection, found.round.id, members)
        fresh: list[dict[str, Any]] = []
        for cell in dict.fromkeys([*entries, *words]):
            place = (cell.member_id, cell.project_id)
            if place not in sheets:
                keys = {"round_id": found.round.id, "member_id": place[0], "project_id": place[1]}
                sheets[place] = work.insert("score_sheet", {**keys, "received_on": received_on or ws.today})
            values: dict[str, Any] = {}
            if cell in entries:
                values["value"] = entries[cell]
            if cell in words:
                values["comment"] = words[cell]
            score = known.get((sheets[place], cell.criterion_id))
            if score is None:
                keys = {"sheet_id": sheets[place], "criterion_id": cell.criterion_id}
                fresh.append({**keys, "value": None, "comment": "", **values})
            else:
                work.update("score", score, values)
        work.insert_many("score", fresh)
        _sum_up(ws, work, found.round.id, overall or {})


def check_cell(found: RoundParts, cell: Cell, value: float | None) -> None:
    """Refuse a score that its place cannot take: outside the scale, or of a member who is excluded."""
    if (cell.member_id, cell.project_id) in found.standing.excluded:
        raise UserError("이 과제에서 제척된 위원의 점수는 넣지 않습니다.", "member")
    _check_score(next(one for one in found.criteria if one.id == cell.criterion_id), value)


def remarks(ws: "Workspace", round_id: int, project_id: int | None = None) -> dict[Cell, str]:
    """Return the comments of a round, of one project where it is named, by their place."""
    with ws.reading() as connection:
        found = queries.remarks(connection, round_id, project_id)
    return {Cell(member, project, criterion): words for member, project, criterion, words in found}


def overall(ws: "Workspace", round_id: int) -> dict[tuple[int, int], str]:
    """Return the 총평 of a round's sheets by member and project."""
    with ws.reading() as connection:
        return queries.overall(connection, round_id)


def sum_up(
    ws: "Workspace", found: RoundParts, words: Mapping[tuple[int, int], str], label: str = "총평 적기"
) -> None:
    """Write the 총평 of sheets, by member and project, in one step; refused like their scores."""
    _check_open(get(ws, found.round.id))
    for place in words:
        if place in found.standing.excluded:
            raise UserError("이 과제에서 제척된 위원의 총평은 넣지 않습니다.", "member")
    with ws.unit_of_work(label) as work:
        _sum_up(ws, work, found.round.id, words)


def _sum_up(ws: "Workspace", work: "UnitOfWork", round_id: int, words: Mapping[tuple[int, int], str]) -> None:
    sheets = queries.sheets(work.connection, round_id, {member for member, _project in words})
    for place, text in words.items():
        if place in sheets:
            records.change(work, "score_sheet", [sheets[place]], {"comment": text})
        elif text.strip():
            keys = {"round_id": round_id, "member_id": place[0], "project_id": place[1]}
            records.insert(work, "score_sheet", {"comment": text, "received_on": ws.today}, **keys)


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
