"""점수: what reviewers gave, cell by cell, with their comments and 총평; refused outside scale and rules."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.evaluation.rounds import EvaluationRound, RoundState, RubricCriterion
from app.domain.hangul import quoted
from app.errors import UserError
from app.services import records
from app.services.evaluation.rounds import RoundParts, get, refuse_closed
from db.queries import evaluation as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork


class Cell(NamedTuple):
    """The place of one score: who judges which project by which criterion."""

    member_id: int
    project_id: int
    criterion_id: int


def enter(
    ws: "Workspace",
    found: RoundParts,
    entries: Mapping[Cell, float | None],
    comments: Mapping[Cell, str] | None = None,
    *,
    overall: Mapping[tuple[int, int], str] | None = None,
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
        _store(work, found.round.id, entries, words, ws.today)
        _sum_up(ws, work, found.round.id, overall or {})


def _store(
    work: "UnitOfWork",
    round_id: int,
    entries: Mapping[Cell, float | None],
    words: Mapping[Cell, str],
    today: date,
) -> None:
    cells = list(dict.fromkeys([*entries, *words]))
    sheets = _sheets(work, round_id, cells, today)
    known = queries.score_ids(work.connection, round_id, {cell.member_id for cell in cells})
    fresh: list[dict[str, Any]] = []
    for cell in cells:
        values: dict[str, Any] = {"value": entries[cell]} if cell in entries else {}
        if cell in words:
            values["comment"] = words[cell]
        place = (sheets[cell.member_id, cell.project_id], cell.criterion_id)
        if place in known:
            work.update("score", known[place], values)
        else:
            keys = {"sheet_id": place[0], "criterion_id": place[1]}
            fresh.append({**keys, "value": None, "comment": "", **values})
    work.insert_many("score", fresh)


def _sheets(
    work: "UnitOfWork", round_id: int, cells: Iterable[Cell], today: date
) -> dict[tuple[int, int], int]:
    """Return the sheets by member and project, those that are missing made as received today."""
    places = dict.fromkeys((cell.member_id, cell.project_id) for cell in cells)
    sheets = queries.sheets(work.connection, round_id, {member for member, _project in places})
    for member, project in places:
        if (member, project) not in sheets:
            keys = {"round_id": round_id, "member_id": member, "project_id": project}
            sheets[member, project] = work.insert("score_sheet", {**keys, "received_on": today})
    return sheets


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
    refuse_closed(row)
