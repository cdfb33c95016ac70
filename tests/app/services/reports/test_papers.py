"""The reports say what the records say, in every format."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.listing import ListQuery
from app.domain.report import ReportGroup, ReportOptions
from app.errors import Cancelled, UserError
from app.services import imports, matrix, projects, stages, undo
from app.services.reports import papers
from app.services.workspace import Workspace
from db.queries import access as access_queries
from exports.render import FORMATS
from tests import factories
from tests.app.domain.sources.test_seed_texts import COUNTED


def data(ws: Workspace, report_id: str, **options: Any) -> Any:
    """Return a report as data."""
    return json.loads(papers.as_json(ws, report_id, ReportOptions(**options)))


def table(report: Any, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table of a report."""
    rows: list[dict[str, Any]] = next(each for each in report["tables"] if each["name"] == name)["rows"]
    return rows


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    """Give a file with two own projects and two cases."""
    factories.project(ws, title="야간 돌봄", year=2026)
    factories.project(ws, title="골목 신호", year=2025, service_field="safety")
    factories.case(ws, title="골목 도서관", year=2016)
    factories.case(ws, title="분야 모름", year=2017, service_field=None, as_written={"service_field": "사법"})
    return ws


SET = (
    "interim-report", "final-report", "operation-plan", "project-list", "matrix", "project-report",
    "case-card", "case-book", "minutes", "activity-log", "sign-in-sheet", "roster", "certificates",
    "proposal-status", "influence-ledger", "evaluation-result", "evaluation-dossier", "outcome-report",
    "budget-status", "gate-checklist",
)  # fmt: skip
"""The ids by which offices, scripts and other programs ask for the reports; they stay."""


def test_every_report_of_the_set_is_there_in_every_format() -> None:
    """The reports are there by their ids, group by group, each in every format that there is."""
    found = {each.id: each for each in papers.available()}
    assert set(SET) <= set(found)
    assert all(each.formats == FORMATS for each in found.values())
    order = [list(ReportGroup).index(ReportGroup(each.group)) for each in found.values()]
    assert order == sorted(order)
    assert "project_id" in found["project-report"].needs
    assert "project_id" not in found["budget-status"].needs


def test_an_unknown_report_is_refused_with_the_choices(ws: Workspace) -> None:
    """The sentence names the reports that there are."""
    with pytest.raises(UserError, match="project-list"):
        papers.build(ws, "budget")


def test_the_matrix_counts_cases_alone(filled: Workspace) -> None:
    """Own projects stay out unless asked for; a doubtful case stands apart."""
    counts = table(data(filled, "matrix"), "counts")
    assert sum(row["total"] for row in counts) == 2
    assert sum(row["review"] or 0 for row in counts) == 1
    everything = table(data(filled, "matrix", kind="all"), "counts")
    assert sum(row["total"] for row in everything) == 4
    assert matrix.build(filled, years=(2016,)).grand_total == 1
    assert matrix.build(filled, years=(2016, None)).grand_total == 1


def test_the_matrix_of_the_real_collection_has_the_counts_of_hand(ws: Workspace, seeds: Path) -> None:
    """Every cell of the 총괄표 of the 128 real cases is the one counted in the text."""
    (path,) = seeds.glob("000_*.txt")
    imports.run(ws, path, "cases")
    found = {(row.is_foreign, row.code): list(row.counts) for row in matrix.build(ws).rows if row.total}
    expected = {key if key[1] else (None, None): counts for key, counts in COUNTED.items()}
    assert found == expected


def test_the_list_follows_filter_and_columns(filled: Workspace) -> None:
    """A query of the 과제 page and its columns shape the list; the condition is said in words."""
    query = ListQuery(filters={"kind": ("own",), "service_field": ("safety",)})
    report = data(filled, "project-list", query=query, columns=("title", "service_field", "program_id"))
    (row,) = table(report, "projects")
    assert (row["title"], row["service_field"], row["program_id"]) == (
        "골목 신호",
        "안전 및 치안",
        "국민디자인단",
    )
    assert report["subtitle"] == "구분: 우리 과제 · 분야: 안전 및 치안"


def test_the_list_of_a_year_holds_both_kinds(filled: Workspace) -> None:
    """Without a kind, own projects and cases are listed; a case has no stage."""
    rows = table(data(filled, "project-list"), "projects")
    assert len(rows) == 4
    assert {row["stage"] for row in rows if row["kind"] == "사례"} == {None}
    (row,) = table(data(filled, "project-list", year=2016), "projects")
    assert row["title"] == "골목 도서관"


def test_unknown_columns_and_kinds_are_refused(filled: Workspace) -> None:
    """A column or kind that is not there is the person's to mend."""
    for options in (ReportOptions(columns=("budget",)), ReportOptions(kind="other")):
        with pytest.raises(UserError):
            papers.build(filled, "project-list", options)


def test_a_project_report_needs_a_project(filled: Workspace) -> None:
    """Without a project, or with one that is not there, the report is refused."""
    for options in (ReportOptions(), ReportOptions(project_id=999)):
        with pytest.raises(UserError, match="과제"):
            papers.build(filled, "project-report", options)


def test_a_project_report_tells_of_stages_team_and_decisions(ws: Workspace) -> None:
    """Gates with their sign-off, the team's ratio, outputs and the decisions that stand are told."""
    project = factories.project(ws)
    factories.team(ws, project.id)
    factories.output(ws, project.id)
    factories.pass_gate(ws, project.id, "예산 확정이 늦어짐")
    factories.pass_gate(ws, project.id)
    undo.undo(ws)
    report = data(ws, "project-report", project_id=project.id)
    assert table(report, "stages")[0]["gate"] == "예외 통과"
    assert "예외 사유: 예산 확정이 늦어짐" in report["texts"]
    assert any("국민 4명 (44.4%)" in text for text in report["texts"])
    assert table(report, "outputs")[0]["kind"] == "보고서"
    assert [row["text"] for row in table(report, "decisions")] == [
        f"과제 ‘{project.title}’ 등록",
        "기획 관문 조건부 통과",
    ]


def test_names_are_masked_unless_a_purpose_is_logged(ws: Workspace) -> None:
    """Names of members and of who manages are masked, unless purpose and reason are logged."""
    person = factories.person(ws, "하늘봄")
    project = factories.project(ws, manager_id=person.id)
    from app.services import people

    people.add_members(ws, project.id, [person.id], "citizen")
    text = papers.as_json(ws, "project-report", ReportOptions(project_id=project.id))
    assert "하늘봄" not in text
    assert "하*봄" in text
    why = ReportOptions(project_id=project.id, purpose="report", reason="참여자 수당 지급 명단 확인")
    assert "하늘봄" in papers.as_json(ws, "project-report", why)
    with ws.reading() as connection:
        soon = ws.clock() + timedelta(hours=1)
        (line,) = access_queries.rows(connection, datetime(2000, 1, 1, tzinfo=UTC), soon)
    assert (line.action, line.people, line.target) == ("export", (person.uid,), "표준 출력")


def test_columns_that_nobody_asked_for_and_nothing_fills_are_left_out(filled: Workspace) -> None:
    """A list of cases alone has no stage, team or person in charge; a chosen column stays, empty or not."""
    cases = table(data(filled, "project-list", kind="case"), "projects")
    assert not {"stage", "stage_progress", "citizen_ratio", "manager_id"} & set(cases[0])
    assert {"title", "year", "service_field"} <= set(cases[0])
    assert {"stage", "stage_progress"} <= set(table(data(filled, "project-list"), "projects")[0])
    (chosen, *_) = table(data(filled, "project-list", kind="case", columns=("title", "stage")), "projects")
    assert chosen["stage"] is None


@pytest.mark.parametrize("format", ["xlsx", "pdf", "json"])
@pytest.mark.parametrize("report_id", ["matrix", "project-list", "project-report"])
def test_every_report_is_written_in_every_format(
    filled: Workspace, tmp_path: Path, report_id: str, format: str
) -> None:
    """Each file is written whole and without warnings."""
    path = tmp_path / f"보고서.{format}"
    assert papers.export(filled, report_id, format, path, ReportOptions(project_id=1)) == []
    assert path.stat().st_size > 500


def test_a_case_has_a_report_too(filled: Workspace, tmp_path: Path) -> None:
    """A collected case without stages or team still makes a report."""
    case = next(row for row in table(data(filled, "project-list", kind="case"), "projects"))
    assert case["title"]
    for format in ("xlsx", "pdf"):
        papers.export(
            filled, "project-report", format, tmp_path / f"사례.{format}", ReportOptions(project_id=3)
        )


def test_figures_are_the_same_in_workbook_and_data(filled: Workspace, tmp_path: Path) -> None:
    """The list in the workbook has the years and titles of the data."""
    path = tmp_path / "목록.xlsx"
    papers.export(filled, "project-list", "xlsx", path, ReportOptions(columns=("title", "year")))
    sheet = openpyxl.load_workbook(path)["데이터"]
    rows = [tuple(cell for cell in row[1:3]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [(row["title"], row["year"]) for row in table(data(filled, "project-list"), "projects")]


def test_a_cancelled_export_keeps_the_earlier_file(filled: Workspace, tmp_path: Path) -> None:
    """Stopping half-way leaves the file of before."""
    path = tmp_path / "목록.pdf"
    path.write_text("이전 파일", encoding="utf-8")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        papers.export(filled, "project-list", "pdf", path, progress=stop)
    assert path.read_text(encoding="utf-8") == "이전 파일"
    assert [item.name for item in tmp_path.iterdir() if item.suffix == ".tmp"] == []


def test_the_report_of_a_finished_project_has_its_end(ws: Workspace) -> None:
    """After the last gate the report says 완료, and opening the gate again is told."""
    project = factories.project(ws)
    for _ in range(4):
        factories.pass_gate(ws, project.id)
    assert data(ws, "project-report", project_id=project.id)["key_values"]["상태"] == "완료"
    stages.reopen(ws, stages.of_project(ws, project.id)[-1], "성과를 다시 재기로 함")
    told = [row["text"] for row in table(data(ws, "project-report", project_id=project.id), "decisions")]
    assert told[-1] == "환류 관문 다시 열기"
    assert projects.get(ws, project.id).status == "active"
    assert data(ws, "project-report", project_id=project.id)["as_of"] == date(2026, 6, 18).isoformat()
