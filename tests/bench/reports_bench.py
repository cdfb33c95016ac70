"""The preview of reports: the first page, and the page looked at after a change of a report of twenty pages.

The floor is the least that the same library does for one page in the same run: the document's page drawn
from what is laid out already, and painted.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from app.domain.report import ReportOptions
from app.services import demo
from app.services.reports import batch, papers
from app.services.reports.papers import Kept, Prepared
from app.services.workspace import Workspace
from app.settings import Settings
from exports.render import FORMATS
from tests.bench.papers_bench import STALL, longest_turn
from tests.bench.table import Row, compare

_ROUNDS = 7
_WIDTH = 800
_FIRST_PAGE, _CHANGE = 0.3, 0.5  # seconds from the choice to the picture, the 80 ms of waiting apart


def run() -> list[Row]:
    """Return the rows of the preview."""
    with TemporaryDirectory() as folder:
        ws = Workspace(Path(folder) / "시연.hamkke", Settings())
        try:
            demo.fill(ws)
            jobs, _without = batch.plan_set(ws, Path(folder), ReportOptions())
            about = next(job.options for job in jobs if job.report == "final-report")
            return [*_rows(ws, about), _batch(ws, Path(folder) / "묶음")]
        finally:
            ws.close()


def _rows(ws: Workspace, about: ReportOptions) -> list[Row]:
    # with its minutes it has about twenty pages, as a 결과보고서 of a year's work
    whole = replace(about, chapters=tuple(_every_chapter(ws, about)))
    first = papers.prepare(ws, "final-report", whole)
    pages = len(first.lay_out().sizes)
    floor = _floor(first)
    kept, marks = first.kept, iter(("draft", "") * _ROUNDS * 4)

    def change() -> None:
        """Follow a change of looks, as the page does: nothing is read anew."""
        options = replace(whole, watermark=next(marks), chapters=tuple(reversed(whole.chapters)))
        _show(papers.prepare(ws, "final-report", options, kept), pages // 2)

    def open_one() -> None:
        """Open a report: its records are read and its first page is painted."""
        _show(papers.prepare(ws, "interim-report", about), 1)

    def another() -> None:
        """Follow a change of what is told: the records are read again."""
        _show(papers.prepare(ws, "final-report", replace(whole, since=ws.today.replace(month=1, day=1))), 1)

    return [
        *_measured("미리보기 첫 쪽 (중간보고서)", open_one, floor, _FIRST_PAGE),
        *_measured(f"미리보기, {pages}쪽에서 꼴을 고침", change, floor, _CHANGE),
        *_measured(f"미리보기, {pages}쪽에서 기간을 고침", another, floor, _CHANGE),
    ]


def _batch(ws: Workspace, folder: Path) -> Row:
    """Return the longest time without a turn while every project of a programme is made in every format."""
    folder.mkdir()
    ids = batch.projects_of(ws, year=2026)
    options = ReportOptions(chapters=())
    jobs = batch.plan_each(ws, "interim-report", folder, ids, options, FORMATS)
    longest = longest_turn(lambda: batch.run(ws, jobs, folder))
    what = f"창이 멈춘 가장 긴 때 (중간보고서 과제 {len(ids)}건, 네 형식)"
    return Row(what, longest, STALL, longest / STALL, 1.0)


def _measured(
    what: str, measured: Callable[[], object], floor: Callable[[], object], most: float
) -> list[Row]:
    """Return a row beside the floor, and one beside what a person is to wait at most."""
    row = compare(what, measured, floor, None, _ROUNDS)
    allowed = f"{what} (바닥은 {most * 1000:.0f} ms)"
    return [row, Row(allowed, row.measured, most, row.measured / most, 1.0)]


def _every_chapter(ws: Workspace, about: ReportOptions) -> list[str]:
    return [chapter.key for chapter in papers.prepare(ws, "final-report", about).chapters]


def _floor(prepared: Prepared) -> Callable[[], None]:
    laid = prepared.lay_out()
    return lambda: _paint(laid.pages([1]))


def _show(prepared: Prepared, page: int) -> Kept:
    _paint(prepared.lay_out().pages([page]))
    return prepared.kept


def _paint(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    try:
        document[0].render(scale=_WIDTH / document[0].get_size()[0])
    finally:
        document.close()
