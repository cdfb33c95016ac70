"""평가 papers: figures by hand, the same in every format, and the workbook's own recalculation."""

from pathlib import Path

import pytest

from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.evaluation import rounds, rubrics, scores
from app.services.evaluation.scores import Cell
from app.services.reports import papers
from app.services.workspace import Workspace
from tests import factories


@pytest.fixture
def round_id(workspace: Workspace) -> int:
    """Give a round of three projects and two panels: one sheet half filled, one tie, one without a score."""
    rubric_id = rubrics.create(workspace, "전문가", "expert")
    titles = ("골목 책방", "나래 정류장", "=다솜 텃밭")
    ids = [factories.project(workspace, title=title).id for title in titles]
    panels = {name: (weight, [f"{name}가나", f"{name}다라"]) for name, weight in (("서면", 60), ("현장", 40))}
    made = factories.evaluation_round(workspace, ids, panels, rubric_id=rubric_id)
    rounds.open_round(workspace, made)
    found = rounds.parts(workspace, made)
    entries: dict[Cell, float | None] = {}
    for member in found.members:
        for key in ids[:2]:
            entries |= {Cell(member.id, key, one.id): 8.0 for one in found.criteria}
    for one in found.criteria[:2]:
        entries[Cell(found.members[0].id, ids[0], one.id)] = 9.5
    del entries[Cell(found.members[3].id, ids[1], found.criteria[3].id)]
    words = {Cell(found.members[0].id, ids[0], found.criteria[0].id): "=좋은 과제"}
    scores.enter(workspace, found, entries, words)
    return made


def test_the_result_says_ranks_scores_and_what_is_missing(workspace: Workspace, round_id: int) -> None:
    """Serial weights 25+25 at 8.75 and 50 at 8 make 83.75 in the first panel, 80 in the second: 82.25."""
    document = papers.build(workspace, "evaluation-result", ReportOptions(round_id=round_id))
    ranks = next(one for one in document.tables if one.name == "ranks")
    assert [row[0] for row in ranks.rows] == [1, 2, None]
    first = ranks.rows[0]
    assert first[1] == "골목 책방" and first[2:5] == pytest.approx((83.75, 80.0, 82.25))
    assert (ranks.rows[1][5], ranks.rows[1][6]) == ("3 / 4", "잠정")
    assert "서면가나" not in str(document)


def test_a_paper_of_no_round_is_refused(workspace: Workspace) -> None:
    """It says what to choose."""
    with pytest.raises(UserError, match="어느 평가"):
        papers.build(workspace, "reviewer-scores", ReportOptions())


@pytest.mark.parametrize(
    "report", ["evaluation-result", "reviewer-scores", "evaluation-dossier", "score-request"]
)
@pytest.mark.parametrize("format", ["xlsx", "pdf", "json"])
def test_every_format_is_written(
    workspace: Workspace, round_id: int, tmp_path: Path, report: str, format: str
) -> None:
    """Both papers in all three."""
    path = tmp_path / f"x.{format}"
    assert papers.export(workspace, report, format, path, ReportOptions(round_id=round_id)) == []
    assert path.stat().st_size > 1000
