"""Where the pages of a sheet for printing end: never between what announces and what is announced."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from exports.blocks import Column, Document, Heading, KeyValues, Paragraph, Table
from exports.renderers import xlsx
from tests.exports.samples import DAY, list_document

_POINTS = 757.0  # of an A4 page between its margins


def _sheet(*blocks: Any) -> Any:
    stream = BytesIO()
    xlsx.write(Document("시험", DAY, blocks), stream)
    return openpyxl.load_workbook(stream).worksheets[0]


def _pages(sheet: Any) -> list[list[Any]]:
    """Return the texts of the first column by page."""
    ends = [one.id for one in sheet.row_breaks.brk]
    pages: list[list[Any]] = [[]]
    for number, (cell, *_others) in enumerate(sheet.iter_rows(), 1):
        pages[-1].append(cell.value)
        if number in ends:
            pages.append([])
    return pages


def _heights(sheet: Any) -> list[float]:
    ends = {one.id for one in sheet.row_breaks.brk}
    sums = [0.0]
    for number in range(1, sheet.max_row + 1):
        sums[-1] += sheet.row_dimensions[number].height or 20.0
        if number in ends:
            sums.append(0.0)
    return sums


def _table(rows: int) -> Table:
    return Table((Column("이름"), Column("값")), [(f"줄 {n}", "1") for n in range(rows)], total=("합계", "2"))


def _page_of(pages: Sequence[Sequence[Any]], words: str) -> int:
    return next(number for number, page in enumerate(pages) if words in page)


@pytest.mark.parametrize("lines", range(24, 40))
def test_a_heading_stays_with_what_it_heads(lines: int) -> None:
    """However full the page is, a heading, the header of a low table and its total are on one."""
    before = [Paragraph(f"글 {n}") for n in range(lines)]
    pages = _pages(
        _sheet(*before, Heading("다음 장"), Heading("표", 2), _table(4), KeyValues((("갑", "을"),)))
    )
    assert len({_page_of(pages, words) for words in ("다음 장", "표", "이름", "줄 3", "합계")}) == 1


@pytest.mark.parametrize("rows", [50, 71, 72, 73, 110])
def test_every_page_is_full_and_none_overfull(rows: int) -> None:
    """A table longer than a page is cut where the page is full; its total never stands there alone."""
    sheet = _sheet(Heading("첫 장"), _table(rows), Heading("둘째 장"), _table(rows))
    heights = _heights(sheet)
    assert all(height <= _POINTS for height in heights)
    assert min(heights[:-1]) > _POINTS * 0.5
    assert all(page[0] != "합계" for page in _pages(sheet))


def test_a_list_that_repeats_its_header_is_left_alone() -> None:
    """The only table of a sheet has its header on every page by itself."""
    stream = BytesIO()
    xlsx.write(list_document(200), stream)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    assert sheet.print_title_rows and not sheet.row_breaks.brk
