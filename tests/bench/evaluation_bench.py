"""A round of 114 projects, 60 reviewers, 10 criteria: what one score costs, and one step of a weight."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from app.domain.evaluation.rounds import RoundState
from app.services.evaluation import rounds, rubrics, scores
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell
from app.services.workspace import Workspace
from tests.bench.table import Row, compare
from ui import theme
from ui.pages.evaluation.ranking import places
from ui.pages.evaluation.weights_dialog import MovedRanks

_PROJECTS, _MEMBERS, _CRITERIA, _PANELS = 114, 60, 10, 2
_SCORE_GOAL, _STEP_GOAL, _READ_GOAL, _TIMES = 0.100, 0.016, 2.0, 30
_SCORES = """SELECT s.project_id, s.member_id, c.criterion_id, c.value FROM score_sheet s
    JOIN score c ON c.sheet_id = s.id WHERE s.round_id = ?"""


def run() -> list[Row]:
    """Return the rows of one score, stored or only worked out, and of one step of a slider."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "평가.hamkke")
        try:
            return _rows(workspace)
        finally:
            workspace.close()


def _rows(ws: Workspace) -> list[Row]:
    round_id = _fill(ws)
    found = rounds.parts(ws, round_id)
    read = compare(
        f"평가 {_PROJECTS}×{_MEMBERS}×{_CRITERIA}: 읽고 모두 셈 / 점수를 SQL로 읽기만",
        lambda: rounds.parts(ws, round_id),
        lambda: _bare(ws, round_id),
        _READ_GOAL,
    )
    scored = _middle([_score(found, number) for number in range(_TIMES)])
    stored = _middle([_store(ws, found, number) for number in range(_TIMES // 3)])
    stepped = _middle([_step(found, number) for number in range(_TIMES)])
    size = f"{_PROJECTS}×{_MEMBERS}×{_CRITERIA}"
    return [
        Row(f"평가 {size}: 점수 하나 뒤 다시 셈", scored, _SCORE_GOAL, scored / _SCORE_GOAL, 1.0),
        Row(f"평가 {size}: 점수 하나 저장", stored, _SCORE_GOAL, stored / _SCORE_GOAL, 1.0),
        Row(f"평가 {size}: 가중치 한 걸음", stepped, _STEP_GOAL, stepped / _STEP_GOAL, 1.0),
        read,
    ]


def _bare(ws: Workspace, round_id: int) -> int:
    """Read every score of the round as plain rows: the least that any way of working them out must do."""
    with ws.reading() as connection:
        return len(connection.exec_driver_sql(_SCORES, (round_id,)).fetchall())


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def _score(found: RoundParts, number: int) -> float:
    """Change one score and make the list of ranks anew, as the page does."""
    member, one = found.members[number], found.criteria[number % _CRITERIA]
    key = found.projects[number][0]
    began = time.perf_counter()
    found.standing.set_score(key, member.panel_id, member.id, one.id, 1.0 + number % 10)
    places(found)
    return time.perf_counter() - began


def _store(ws: Workspace, found: RoundParts, number: int) -> float:
    cell = Cell(found.members[number].id, found.projects[number][0], found.criteria[0].id)
    began = time.perf_counter()
    scores.enter(ws, found, {cell: 1.0 + number % 10})
    return time.perf_counter() - began


def _step(found: RoundParts, number: int) -> float:
    """Try other weights and order the ranks anew, as a slider does."""
    ranks = MovedRanks(dict(found.projects))
    ranks.set_before(found.standing.ranks())
    weights = {one.id: float(10 + (number + place) % 7) for place, one in enumerate(found.criteria)}
    began = time.perf_counter()
    ranks.set_scores(found.standing.reweighted(weights))
    return time.perf_counter() - began


def _fill(ws: Workspace) -> int:
    rubric_id = rubrics.create(ws, "큰 평가표")
    for number in range(_CRITERIA):
        rubrics.add_criterion(ws, rubric_id, {"label": f"기준 {number}", "weight": 100 // _CRITERIA})
    criteria = [one.id for one in rubrics.criteria(ws, rubric_id)]
    with ws.unit_of_work("큰 평가") as work:
        work.insert_many("project", [{"kind": "own", "title": f"{n:03d}번 과제"} for n in range(_PROJECTS)])
        values = {"title": "큰 평가", "rubric_id": rubric_id, "state": RoundState.OPEN.value}
        made = work.insert("evaluation_round", values)
        keys = range(1, _PROJECTS + 1)
        work.insert_many("round_project", [{"round_id": made, "project_id": key} for key in keys])
        panels = [
            work.insert("panel", {"round_id": made, "kind": "paper", "name": f"{n}", "weight": 50})
            for n in range(_PANELS)
        ]
        members = [
            work.insert(
                "panel_member", {"round_id": made, "panel_id": panels[n % _PANELS], "name": f"위{n}원"}
            )
            for n in range(_MEMBERS)
        ]
        sheets = [{"round_id": made, "member_id": one, "project_id": key} for one in members for key in keys]
        work.insert_many("score_sheet", sheets)
        work.insert_many(
            "score",
            [
                {"sheet_id": sheet, "criterion_id": key, "value": float(1 + (sheet * 7 + key * 3) % 10)}
                for sheet in range(1, len(sheets) + 1)
                for key in criteria
            ],
        )
    return made
