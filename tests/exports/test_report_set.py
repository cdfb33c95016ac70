"""The whole set from the example data: golden texts, and the same figures cell by cell in four formats."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from app.domain.funnel import counted
from app.domain.listing import ListQuery
from app.domain.report import NameForm, ReportOptions
from app.services import listing, people, proposals
from app.services.reports import batch, papers
from app.services.session import sessions
from exports.blocks import Column, Contents, Document, Heading, Kind, Linked, Table, Value
from exports.plain_text import to_text
from exports.render import FORMATS
from exports.renderers import pdf
from exports.values import native, shown
from tests.exports.demo_set import GOLDEN, DemoSet
from tests.exports.make_golden import texts

_FIGURES = (Kind.INTEGER, Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.SCORE, Kind.DATE)
_BLANKS = re.compile(r"\s+")


@pytest.fixture(scope="module")
def written(demo_set: DemoSet) -> DemoSet:
    """Write the set about one project in every format; what is about all projects has the same builder."""
    about = demo_set.job("final-report").options
    jobs, _without = batch.plan_set(demo_set.ws, demo_set.folder, about, pattern="{보고서}")
    summary = batch.run(demo_set.ws, jobs, demo_set.folder)
    assert (summary.failed, summary.skipped, summary.warnings) == ([], [], [])
    assert len(summary.written) == len(FORMATS) * len(jobs)
    assert all(path.stat().st_size > 100 for path in summary.written)
    return replace(demo_set, jobs=tuple(jobs))


def test_every_report_says_what_it_said(demo_set: DemoSet) -> None:
    """The text of each report is its golden one; ``python -m tests.exports.make_golden`` writes them anew."""
    found = texts(demo_set)
    assert set(found) == {path.name for path in GOLDEN.glob("*.txt")}
    wrong = [name for name, text in found.items() if text != (GOLDEN / name).read_text("utf-8")]
    for name in wrong[:1]:
        assert found[name].splitlines() == (GOLDEN / name).read_text("utf-8").splitlines(), name
    assert not wrong


def test_figures_are_the_same_in_every_format(written: DemoSet) -> None:
    """Each cell of the data is the same in JSON and workbook; each figure of the paper is in PDF and HWPX."""
    for job in written.jobs:
        document = papers.build(written.ws, job.report, job.options)
        paths = dict(job.targets)
        _check_json(document, paths["json"])
        _check_workbook(document, paths["xlsx"])
        figures = Counter(_figures(document))
        for kind, text in (("pdf", _pdf_text(paths["pdf"])), ("hwpx", _hwpx_text(paths["hwpx"]))):
            missing = [words for words, times in figures.items() if text.count(words) < times]
            assert not missing, (job.label, kind, missing[:5])


def _cells(table: Table) -> list[list[Value]]:
    rows = [list(row) for row in table.rows]
    return [[native(v, c.kind) for v, c in zip(row, table.columns, strict=True)] for row in rows]


def _check_json(document: Document, path: Path) -> None:
    content = json.loads(path.read_text("utf-8"))
    found = content["data"] or content["tables"]
    for table, told in zip(document.data_tables, found, strict=True):
        for row, cells in zip(told["rows"], _cells(table), strict=True):
            for column, cell in zip(table.columns, cells, strict=True):
                wanted = cell.isoformat() if isinstance(cell, date) else cell
                if column.kind is not Kind.LIST:
                    assert row[column.name] == wanted, (document.title, table.name, column.name)


def _check_workbook(document: Document, path: Path) -> None:
    # read by another library than the one that wrote it, and ten times as fast
    book = CalamineWorkbook.from_path(path)
    names = [name for name in book.sheet_names if name.startswith("데이터")]
    for table, name in zip(document.data_tables, names, strict=True):
        rows = book.get_sheet_by_name(name).to_python()[1:]
        # empty cells at the end of a sheet or of a row are not told of
        for row, cells in zip_longest(rows, _cells(table), fillvalue=()):
            told = zip_longest(row, cells, table.columns, fillvalue="")
            for got, cell, column in told:
                assert _same(got, cell, column), (document.title, name, column, got, cell)


def _same(got: Any, cell: Value, column: Column | str) -> bool:
    if isinstance(cell, datetime):
        return str(got)[:16] == str(cell)[:16]
    if isinstance(cell, date):
        return str(got)[:10] == str(cell)
    if isinstance(column, Column) and column.formula and got == "":
        return True  # a figure that the sheet works out by itself has no value before a program has opened it
    if isinstance(cell, float):
        return got != "" and abs(float(got) - cell) < 1e-9
    return got == cell or (got == "" and cell in (None, ""))


def _figures(document: Document) -> Iterator[str]:
    """Yield the figures of the tables on paper, as they are printed."""
    for table in document.tables:
        rows = [*table.rows, *([table.total] if table.total else [])]
        for row in rows:
            for value, column in zip(row, table.columns, strict=True):
                if value is not None and column.kind in _FIGURES and not isinstance(value, str):
                    yield _BLANKS.sub("", shown(value, column.kind))


def _pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return _BLANKS.sub("", "".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def _hwpx_text(path: Path) -> str:
    package = zipfile.ZipFile(path)
    sections = sorted(name for name in package.namelist() if re.match(r"Contents/section\d+\.xml", name))
    roots = [etree.fromstring(package.read(name)) for name in sections]
    return _BLANKS.sub("", "".join("".join(root.itertext()) for root in roots))


def test_citizens_are_told_apart_without_their_names(demo_set: DemoSet) -> None:
    """김*나, 참여자 07 or 구분만: no citizen's name is in a paper, officials and counts stay."""
    job = demo_set.job("final-report")
    members_of = people.members(demo_set.ws, job.options.project_id or 0)
    known = [row for row in members_of if row.actor_kind == "citizen" and row.to_on is None]
    for form, sign in ((NameForm.MASKED, "*"), (NameForm.NUMBERED, "참여자 "), (NameForm.KIND, "국민")):
        options = ReportOptions(project_id=job.options.project_id, names=form.value)
        document = papers.build(demo_set.ws, "final-report", options)
        (members,) = [table for table in document.tables if table.name == "members"]
        told = [str(row[2]) for row in members.rows if row[3] == "국민"]
        assert len(told) == len(known) and all(sign in name or name == "–" for name in told)
        everything = to_text(document)
        assert not [row.person for row in known if row.person in everything]


def test_a_period_bounds_what_is_told(demo_set: DemoSet) -> None:
    """Sessions, cards and proposals outside of the period are in neither the tables nor the counts."""
    job = demo_set.job("interim-report")
    whole = papers.prepare(demo_set.ws, "interim-report", job.options)
    (sessions,) = [table for table in whole.document.tables if table.name == "sessions"]
    assert len(sessions.rows) > 4
    since = demo_set.ws.today.replace(day=1)
    narrowed = ReportOptions(project_id=job.options.project_id, since=since)
    part = papers.prepare(demo_set.ws, "interim-report", narrowed)
    counts = {chapter.key: chapter.count for chapter in part.chapters}
    held = [table for table in part.document.tables if table.name == "sessions"]
    assert counts["sessions"] == f"{len(held[0].rows) if held else 0}회"
    assert counts["sessions"] != f"{len(sessions.rows)}회"
    assert "대상 기간" in part.document.subtitle


def test_many_are_read_as_one_by_one(demo_set: DemoSet) -> None:
    """Sessions read together are those read alone; proposals counted on paper as the database counts them."""
    ws = demo_set.ws
    ids = [row.id for row in listing.all_rows(ws, "session", ListQuery())][:40]
    assert sessions.parts_of(ws, ids) == [sessions.parts(ws, key) for key in ids]
    rows = listing.all_rows(ws, "proposal", ListQuery())
    assert counted(rows, ws.today) == proposals.funnel(ws)


def test_figures_lead_to_what_they_count(demo_set: DemoSet) -> None:
    """Each figure that counts a list of the same paper is a link to it; none leads nowhere."""
    for report in ("final-report", "gate-checklist", "budget-status", "influence-ledger", "matrix"):
        document = papers.build(demo_set.ws, report, demo_set.job(report).options)
        places = {block.anchor for block in document.blocks if isinstance(block, (Heading, Table))}
        cells = (cell for table in document.tables for row in table.rows for cell in row)
        figures = [cell for cell in cells if isinstance(cell, Linked)]
        assert figures and {figure.anchor for figure in figures} <= places, report
        depths = [block.depth for block in document.blocks if isinstance(block, Contents)]
        lines = sum(heading.level <= depth for depth in depths for heading in document.headings)
        stream = BytesIO()
        pdf.write(document, stream)
        links = sum(len(page.get("/Annots") or ()) for page in PdfReader(stream).pages)
        assert links == sum(map(bool, figures)) + lines, report


def test_a_figure_whose_list_is_left_out_leads_nowhere(demo_set: DemoSet) -> None:
    """A paper without its 활동별 내용 is made all the same."""
    about = demo_set.job("final-report").options
    document = papers.build(demo_set.ws, "final-report", replace(about, chapters=("sessions",)))
    stream = BytesIO()
    assert pdf.write(document, stream) == []
