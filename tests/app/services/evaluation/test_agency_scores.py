"""기관 평가 이력 on a data file: missing stays missing, pasted tables, who may see what, undo."""

import pytest

from app.domain.choices import Disclosure
from app.domain.evaluation.agency_history import lines_of
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import undo
from app.services.evaluation import agency_scores
from app.services.evaluation.agency_scores import Place
from app.services.reports import papers
from app.services.workspace import Workspace

NAME = "소통 지수"


def _paste(ws: Workspace, *rows: str, name: str = NAME) -> agency_scores.PastePreview:
    return agency_scores.preview(ws, [row.split("|") for row in rows], name)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Give two agencies over three years with two gaps."""
    found = _paste(workspace, "기관|2023년|2024년|2025년", "가온시|81.5||90", "나래군|–|77|79.25")
    assert agency_scores.accept(workspace, found) == 4
    return workspace


def test_a_missing_year_is_missing_and_not_nought(filled: Workspace) -> None:
    """The mean of 2024 is that of one score, the chart has a gap, the change is to the last known score."""
    found = agency_scores.of_indicator(filled, NAME)
    assert found.years == (2023, 2024, 2025)
    gaon, narae = found.rows
    assert (gaon.scores.get(2024), narae.scores.get(2023)) == (None, None)
    assert [found.mean(year) for year in found.years] == [81.5, 77.0, pytest.approx(84.625)]
    assert lines_of(found, gaon).own == (81.5, None, 90.0)
    assert gaon.change == pytest.approx(8.5)


def test_a_score_is_typed_changed_and_taken_away(filled: Workspace) -> None:
    """Each is one step; what is taken away is missing again, and undo brings it back."""
    gaon = agency_scores.of_indicator(filled, NAME).rows[0]
    agency_scores.enter(filled, NAME, {Place(gaon.id, 2024): 85.0, Place(gaon.id, 2025): 91.0})
    row = agency_scores.of_indicator(filled, NAME).rows[0]
    assert [one.score for _year, one in sorted(row.scores.items())] == [81.5, 85.0, 91.0]
    agency_scores.enter(filled, NAME, {Place(gaon.id, 2024): None})
    assert 2024 not in agency_scores.of_indicator(filled, NAME).rows[0].scores
    undo.undo(filled)
    assert agency_scores.of_indicator(filled, NAME).rows[0].scores[2024].score == 85.0


def test_a_pasted_list_says_scale_disclosure_and_source(workspace: Workspace) -> None:
    """A row for each score, in any order of its columns; several indicators at once."""
    found = _paste(
        workspace,
        "연도|기관명|지표|점수|만점|공개 구분|출처",
        "2024|가온시|체감도|8.1|10|공개|설문",
        "2024|가온시|혁신|77|100|부분공개|공표",
        name="",
    )
    assert agency_scores.accept(workspace, found) == 2
    one = agency_scores.of_indicator(workspace, "체감도").rows[0].scores[2024]
    assert (one.score, one.scale, one.disclosure, one.source) == (8.1, 10.0, "open", "설문")
    assert undo.undo(workspace) == "기관 점수 2건 붙여넣기"
    assert agency_scores.indicators(workspace) == []


def test_every_wrong_cell_is_refused_with_its_row_and_reason(workspace: Workspace) -> None:
    """Over the scale, words, no name, the same twice; the others are taken."""
    found = _paste(workspace, "기관|2024|2025", "가온시|101|90", "나래군|우수|80", "|70|", "가온시|60|61")
    told = {(one.row, one.year): one.problem for one in found.rows if one.problem}
    assert "만점 100점" in told[(2, 2024)] and "점수가 아닙니다" in told[(3, 2024)]
    assert "이름이 없습니다" in told[(4, 2024)] and "앞에 또" in told[(5, 2025)]
    assert [(one.agency, one.year) for one in found.taken] == [("가온시", 2025), ("나래군", 2025)]
    assert found.new == ("가온시", "나래군")
    [only] = _paste(workspace, "이름|점수", "가온시|3").rows
    assert "첫 줄에 연도" in only.problem


def test_what_is_not_public_is_left_out_of_the_paper(filled: Workspace) -> None:
    """The word stands in place of the figure and the mean is of public scores; the office sees both."""
    row = agency_scores.of_indicator(filled, NAME).rows[0]
    agency_scores.disclose(filled, [row.scores[2023].id], Disclosure.OPEN)
    agency_scores.disclose(filled, [row.scores[2025].id], Disclosure.PARTIAL)
    table = papers.build(filled, "agency-history", ReportOptions()).tables[0]
    assert table.rows[0] == ("가온시", 81.5, None, "부분공개", 81.5)
    assert table.total == ("평균", 81.5, None, None, None)
    within = papers.build(filled, "agency-history", ReportOptions(internal=True)).tables[0]
    assert within.rows[0] == ("가온시", 81.5, None, 90, 85.75)
    assert "90" not in papers.as_json(filled, "agency-history").replace("2090", "")


def test_one_score_is_added_once_for_a_year(filled: Workspace) -> None:
    """A second one of that year is refused, one beyond its scale too; an unknown agency is made."""
    row = agency_scores.of_indicator(filled, NAME).rows[0]
    with pytest.raises(UserError, match="이미 있습니다"):
        agency_scores.add(filled, {"agency_id": row.id, "year": 2023, "indicator": NAME, "score": 1.0})
    with pytest.raises(UserError, match="만점 10점"):
        values = {"agency_id": row.id, "year": 2022, "indicator": NAME, "score": 11.0, "scale": 10.0}
        agency_scores.add(filled, values)
    agency_scores.add(filled, {"agency_id": "새고을군", "year": 2022, "indicator": NAME, "score": 70.0})
    assert [one.name for one in agency_scores.of_indicator(filled, NAME).rows] == [
        "가온시",
        "나래군",
        "새고을군",
    ]
