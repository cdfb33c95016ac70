"""여러 보고서를 한 번에: what cannot be made is told and stops nothing; a refusing folder ends it."""

from pathlib import Path
from typing import Any

import pytest

from app.domain.report import ReportOptions
from app.errors import Cancelled, EnvironmentProblem, ProblemKind, UserError
from app.services.reports import batch
from app.services.workspace import Workspace
from exports import render
from tests import factories


@pytest.fixture
def filled(ws: Workspace) -> Workspace:
    """Give a file with two own projects and a case."""
    factories.project(ws, title="야간 돌봄", year=2026)
    factories.project(ws, title="골목 신호", year=2025)
    factories.case(ws, title="골목 도서관", year=2016)
    return ws


def test_one_report_of_each_project(filled: Workspace, tmp_path: Path) -> None:
    """Own projects of the year alone get one, in the formats wanted; cases get none."""
    found = batch.projects_of(filled, year=2026)
    jobs = batch.plan_each(filled, "gate-checklist", tmp_path, found, ReportOptions(), ("json", "pdf"))
    told: list[tuple[int, int]] = []
    summary = batch.run(filled, jobs, tmp_path, (), lambda *counts: told.append(counts))
    assert sorted(path.suffix for path in summary.written) == [".json", ".pdf"]
    assert all(path.name.startswith("야간 돌봄_관문·증빙점검표_") for path in summary.written)
    assert told == [(0, 2), (2, 2)]
    assert summary.sentence == "파일 2개를 저장했습니다."


def test_what_cannot_be_made_is_told(
    filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in use and a report without records are told by name; the others are written."""
    jobs = batch.plan_each(
        filled, "project-report", tmp_path, batch.projects_of(filled), ReportOptions(), ("json",)
    )
    gone = batch.plan_each(filled, "project-report", tmp_path, [1], ReportOptions(), ("json",))
    lost = batch.Job("project-report", "없는 과제", ReportOptions(project_id=999), gone[0].targets)
    write = render.render

    def refuse(document: Any, format: str, path: Path, *more: Any) -> list[str]:
        if "골목 신호" in path.name:
            raise EnvironmentProblem("열려 있습니다.", ProblemKind.LOCKED)
        return write(document, format, path, *more)

    monkeypatch.setattr(render, "render", refuse)
    summary = batch.run(filled, [*jobs, lost], tmp_path)
    assert len(summary.written) == 1
    assert [name for name, _why in summary.failed] == ["골목 신호 과제 보고서"]
    assert [name for name, _why in summary.skipped] == ["없는 과제"]
    assert any("열려 있습니다" in line for line in summary.lines)


def test_a_full_disk_and_a_cancel_end_it(
    filled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing more is tried; what was written before stays whole."""
    jobs = batch.plan_each(
        filled, "case-card", tmp_path, batch.projects_of(filled), ReportOptions(), ("json",)
    )

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        batch.run(filled, jobs, tmp_path, (), stop)
    assert len(list(tmp_path.glob("*.json"))) == 1

    def full(*_args: Any) -> list[str]:
        raise EnvironmentProblem("가득 찼습니다.", ProblemKind.FULL)

    monkeypatch.setattr(render, "render", full)
    with pytest.raises(EnvironmentProblem):
        batch.run(filled, jobs, tmp_path)


def test_a_report_on_no_project_is_not_made_of_each(filled: Workspace, tmp_path: Path) -> None:
    """총괄표 is about all of them, and a folder that cannot be made is refused."""
    with pytest.raises(UserError, match="총괄표"):
        batch.plan_each(filled, "matrix", tmp_path, [1], ReportOptions())
    (tmp_path / "파일").write_text("", "utf-8")
    with pytest.raises(EnvironmentProblem):
        batch.run(filled, [], tmp_path / "파일" / "묶음")
