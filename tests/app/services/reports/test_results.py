"""성과 보고서 and 예산 집행 현황 say what the records say, in every format."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.report import ReportOptions
from app.services import budgets, indicators
from app.services.reports import papers
from app.services.workspace import Workspace
from exports.blocks import Heading
from tests import factories


def _report(ws: Workspace, report_id: str, **options: Any) -> Any:
    return json.loads(papers.as_json(ws, report_id, ReportOptions(**options)))


def _rows(report: Any, name: str) -> list[dict[str, Any]]:
    tables = report["data"] or report["tables"]
    rows: list[dict[str, Any]] = next(table for table in tables if table["name"] == name)["rows"]
    return rows


def _cells(document: Any) -> str:
    return "\n".join(str(cell) for table in document.tables for row in table.rows for cell in row)


@pytest.fixture
def project_id(workspace: Workspace) -> int:
    """Give a project with two indicators, one of them without n, a pair and an experiment."""
    row = factories.project(workspace, title="야간 돌봄")
    for label, size in (("만족도", 120), ("되물은 전화", None)):
        given = {"label": label, "unit": "점", "baseline": 62.5, "baseline_size": size, "target": 70}
        indicators.add_indicator(workspace, row.id, given)
    for course in indicators.courses(workspace, row.id):
        values = {"value": 71, "measured_on": "2026. 9. 1.", "size": 98, "source": "이용자 설문", "months": 3}
        indicators.measure(workspace, course.indicator, values)
    filed = factories.output(workspace, row.id, title="운영 기록")
    pair = {
        "subject": "안내",
        "before": "낮에만",
        "after": "밤에도",
        "evidence": "3쪽",
        "output_id": filed.id,
    }
    indicators.add_comparison(workspace, row.id, pair)
    indicators.add_experiment(
        workspace, row.id, {"title": "두 주 시험", "money": 350_000, "lesson": "화살표"}
    )
    return row.id


def test_no_arrow_stands_without_n(workspace: Workspace, project_id: int) -> None:
    """The indicator with n on both sides has its arrow; the other says n 없음, nowhere an arrow."""
    options = ReportOptions(project_id=project_id)
    found = papers.build(workspace, "outcome-report", options)
    rows = {row[0]: row for row in found.tables[0].rows}
    assert rows["만족도"][6] == "▲ 8.5점"
    assert rows["되물은 전화"][6] == "n 없음"
    assert _cells(found).count("▲") + _cells(found).count("▼") == 1
    assert found.title == "야간 돌봄 성과 보고서"


def test_the_data_holds_figures_pairs_and_experiments(workspace: Workspace, project_id: int) -> None:
    """Figures are numbers, a pair names its text and its output, money is a number."""
    found = _report(workspace, "outcome-report", project_id=project_id)
    [first, _second] = _rows(found, "indicators")
    assert (first["기준값"], first["기준값 n"], first["최근값"]) == (62.5, 120, 71)
    value = _rows(found, "measurements")[0]
    assert (value["측정값"], value["n"], value["출처"]) == (71, 98, "이용자 설문")
    [pair] = _rows(found, "comparisons")
    assert (pair["운영 전"], pair["운영 후"], pair["근거"]) == ("낮에만", "밤에도", "3쪽 · 운영 기록")
    [trial] = _rows(found, "experiments")
    assert (trial["든 돈(원)"], trial["배운 것"]) == (350_000, "화살표")


def test_several_projects_are_narrowed_by_year(workspace: Workspace, project_id: int) -> None:
    """Without a project all that have outcomes are told of; a year without any says so."""
    factories.project(workspace, title="아무것도 없음")
    whole = papers.build(workspace, "outcome-report")
    headings = [block for block in whole.blocks if isinstance(block, Heading)]
    assert [block.text for block in headings if block.level == 1] == ["야간 돌봄"]
    assert _rows(_report(workspace, "outcome-report", year=2019), "indicators") == []


@pytest.fixture
def money(workspace: Workspace) -> tuple[int, int]:
    """Give two projects with three lines in two years."""
    first, second = (factories.project(workspace, title=title) for title in ("야간 돌봄", "골목 신호"))
    for project, source, year, planned, spent in (
        (first, "state", 2026, 1_000_000, (400_000, -50_000)),
        (first, "private", 2025, 500_000, (500_000,)),
        (second, "state", 2026, 2_000_000, (2_100_000,)),
    ):
        values = {"year": year, "source": source, "label": f"항목 {planned}", "planned": planned}
        line_id = budgets.add(workspace, project.id, values)
        line = next(one for one in budgets.lines(workspace, project.id) if one.id == line_id)
        for amount in spent:
            budgets.spend(workspace, line, {"amount": amount, "spent_on": "2026. 3. 2."})
    return first.id, second.id


def test_every_grouping_adds_up_to_the_same(workspace: Workspace, money: tuple[int, int]) -> None:
    """By source, year, programme and project: 3,500,000 planned, 2,950,000 spent, 550,000 left."""
    found = papers.build(workspace, "budget-status")
    closings = [table.total for table in found.tables if table.total is not None]
    assert len(closings) == 5
    assert all(tuple(total[-4:]) == (3_500_000, 2_950_000, 550_000, 84) for total in closings[:4])
    for table in found.tables[:4]:
        assert [sum(int(str(row[n])) for row in table.rows) for n in (2, 3, 4)] == [
            3_500_000,
            2_950_000,
            550_000,
        ]
    by_project = {row[0]: tuple(row[2:5]) for row in found.tables[3].rows}
    assert by_project["야간 돌봄"] == (1_500_000, 850_000, 650_000)


def test_a_year_is_that_of_the_lines(workspace: Workspace, money: tuple[int, int]) -> None:
    """2025 has one line of a project that stands under 2026."""
    rows = _rows(_report(workspace, "budget-status", year=2025), "lines")
    assert [(row["과제"], row["계획(원)"]) for row in rows] == [("야간 돌봄", 500_000)]


def test_one_project_has_its_spendings_too(workspace: Workspace, money: tuple[int, int]) -> None:
    """With the return below nought, and the sentence on what is over plan."""
    found = _report(workspace, "budget-status", project_id=money[0])
    amounts = [row["금액(원)"] for row in _rows(found, "spendings")]
    assert sorted(amounts) == [-50_000, 400_000, 500_000]
    other = _report(workspace, "budget-status", project_id=money[1])
    assert "100,000원 더 집행" in _rows(other, "lines")[0]["비고"]


@pytest.mark.parametrize("report_id", ["outcome-report", "budget-status"])
@pytest.mark.parametrize("filled", [True, False])
def test_all_formats_are_written(
    workspace: Workspace, tmp_path: Path, report_id: str, filled: bool, request: pytest.FixtureRequest
) -> None:
    """xlsx, pdf and json come out, with records and without; the sheet holds numbers."""
    if filled:
        request.getfixturevalue("money")
        request.getfixturevalue("project_id")
    for kind in ("xlsx", "pdf", "json"):
        assert papers.export(workspace, report_id, kind, tmp_path / f"r.{kind}") == []
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    numbers = [
        cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, float | int)
    ]
    assert bool(numbers) == filled
