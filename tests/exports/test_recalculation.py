"""The formulas of a workbook, worked out anew by LibreOffice, come to the figures of the program."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.domain.report import ReportOptions
from app.services import budgets
from app.services.evaluation import agency_scores, awards, rounds, rubrics, scores
from app.services.evaluation.agency_scores import Place
from app.services.evaluation.scores import Cell
from app.services.reports import papers
from app.services.workspace import Workspace
from tests import factories

PAPERS = (
    "evaluation-result", "reviewer-scores", "evaluation-dossier", "budget-status", "award-list",
    "agency-history",
)  # fmt: skip
LEAST = 250
"""Formulas that these papers hold at least, so that the test cannot pass on none."""


@pytest.fixture
def options(workspace: Workspace) -> ReportOptions:
    """Give a round of two panels, one of six with dropped extremes, a gap, a tie; money, awards, agencies."""
    ids = [factories.project(workspace, title=f"{n}번 과제").id for n in range(1, 4)]
    values = {
        "title": "상반기",
        "rubric_id": rubrics.create(workspace, "전문가", "expert"),
        "drop_extremes": True,
    }
    panels = {"서면": (60, [f"위원{n}" for n in range(6)]), "현장": (40, [f"단원{n}" for n in range(2)])}
    round_id = factories.evaluation_round(workspace, ids, panels, **values)
    rounds.open_round(workspace, round_id)
    found = rounds.parts(workspace, round_id)
    entries: dict[Cell, float | None] = {
        Cell(member.id, key, one.id): float(4 + (number * 3 + place * 2 + turn * (key != ids[1])) % 7)
        for number, member in enumerate(found.members)
        for place, one in enumerate(found.criteria)
        for turn, key in enumerate(ids[:2])
    }
    for member in found.members[6:]:  # nobody of the panel has scored the last criterion of the first project
        del entries[Cell(member.id, ids[0], found.criteria[-1].id)]
    scores.enter(workspace, found, entries)
    rounds.exclude(workspace, found.members[0], ids[1], "자문을 맡았음")
    _money(workspace, ids)
    return ReportOptions(round_id=round_id)


def _money(ws: Workspace, ids: list[int]) -> None:
    for number, (planned, spent) in enumerate(((8, 1), (3_000_000, 3_400_000), (0, 500))):
        row = {"year": 2026, "source": "state", "label": f"{number}번", "planned": planned}
        budgets.add(ws, ids[number], row)
        [line] = budgets.lines(ws, ids[number])
        budgets.spend(ws, line, {"amount": spent, "spent_on": "2026. 3. 2."})
    awards.give(ws, ids[:2], {"grade": "우수상", "year": 2026, "amount": 1_500_000, "grant": 20_000_000})
    cells = [["기관", "2023", "2024", "2025"], ["가온시", "81.5", "", "90"], ["나래군", "", "77", "79.25"]]
    agency_scores.accept(ws, agency_scores.preview(ws, cells, "소통 지수"))
    kept = agency_scores.of_indicator(ws, "소통 지수").rows[0]
    agency_scores.enter(ws, "소통 지수", {Place(kept.id, 2025): 91.0})


# openpyxl reads the figures of a sheet, not the bars that lie behind them
@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_recalculation_gives_our_figures(
    workspace: Workspace, options: ReportOptions, tmp_path: Path
) -> None:
    """Every formula of 출력용 and 데이터 sheets, in one run: what is kept with it is what it comes to."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice가 없어 건너뜁니다.")
    names = [f"{report}.xlsx" for report in PAPERS]
    for report, name in zip(PAPERS, names, strict=True):
        papers.export(workspace, report, "xlsx", tmp_path / name, options)
        _without_kept_values(tmp_path / name, tmp_path / f"bare-{name}")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    bare = [str(tmp_path / f"bare-{name}") for name in names]
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "out"),
        *bare,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    checked = 0
    for name in names:
        again = load_workbook(tmp_path / "out" / f"bare-{name}", data_only=True)
        for sheet, place, value in _figures(tmp_path / name):
            assert again[sheet][place].value == pytest.approx(value, abs=1e-9), (name, sheet, place)
            checked += 1
    assert checked >= LEAST


def _without_kept_values(path: Path, bare: Path) -> None:
    book = load_workbook(path)  # openpyxl writes formulas without what they came to
    book.save(bare)


def _figures(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield sheet, cell and the figure kept with every formula of a workbook."""
    formulas, kept = load_workbook(path), load_workbook(path, data_only=True)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, kept[sheet.title][cell.coordinate].value
