"""What a PDF never parts by the end of a page, found on the laid-out pages."""

from datetime import date
from typing import Any

import pytest

from exports.blocks import (
    Bullet,
    Bullets,
    Column,
    Document,
    End,
    Heading,
    KeyValues,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Sender,
    Table,
)
from exports.renderers.pdf import Laid, Writer
from exports.renderers.pdf_fonts import load_fonts
from exports.renderers.pdf_page import Flow

_LINES = range(36, 52)
"""So many lines fill a page, more or less: with one of them its end falls between any two things."""


def _laid(*blocks: Any, **more: Any) -> Flow:
    document = Document("시험", date(2026, 6, 18), blocks, **more)
    flow = Flow(document, load_fonts(), lambda _count: None)
    Writer(flow, document).place_all()
    return flow


def _pages(*blocks: Any, **more: Any) -> list[list[str]]:
    return [[text[4] for text in page.texts] for page in _laid(*blocks, **more).pages]


def _page_of(pages: list[list[str]], words: str) -> int:
    (number,) = [n for n, texts in enumerate(pages) if words in texts]
    return number


def _filled(lines: int) -> Bullets:
    return Bullets(tuple(Bullet(f"{n}") for n in range(lines)))


@pytest.mark.parametrize("lines", _LINES)
def test_nothing_that_announces_stands_alone_at_the_foot(lines: int) -> None:
    """□ with its first ○ and -, a heading with the grid below it are on one page."""
    items = (Bullet("큰 것"), Bullet("작은 것", 1), Bullet("더 작은 것", 2), Bullet("또 하나", 2))
    grid = KeyValues((("갑", "앞"), ("을", "뒤" * 30)))
    pages = _pages(_filled(lines), Bullets(items), Heading("다음"), grid)
    assert _page_of(pages, "큰 것") == _page_of(pages, "작은 것") == _page_of(pages, "더 작은 것")
    assert _page_of(pages, "다음") == _page_of(pages, "앞") == _page_of(pages, "을")


@pytest.mark.parametrize("lines", _LINES)
def test_a_low_table_is_whole_with_its_notes(lines: int) -> None:
    """A table lower than a third of the page is not parted, nor from the notes below it."""
    table = Table((Column("이름"),), [(f"줄 {n}",) for n in range(5)], total=("합계",))
    pages = _pages(_filled(lines), Heading("표"), table, Note("첫째 주"), Note("둘째 주"))
    assert (
        len({_page_of(pages, words) for words in ("표", "줄 0", "줄 4", "합계", "첫째 주", "둘째 주")}) == 1
    )


@pytest.mark.parametrize("rows", _LINES)
def test_notes_never_have_a_page_for_themselves(rows: int) -> None:
    """The last rows of a long table go with the notes below them."""
    table = Table((Column("이름"),), [(f"줄 {n}",) for n in range(rows)])
    pages = _pages(table, Note("이것은 주입니다"))
    assert _page_of(pages, f"줄 {rows - 1}") == _page_of(pages, "이것은 주입니다")


@pytest.mark.parametrize("lines", _LINES)
def test_no_line_of_a_text_stands_alone(lines: int) -> None:
    """A text of three lines is whole; of a long one two lines at least are on either page."""
    text = "가나다 라마바 " * 30
    pages = [[t for t in page if "가나다" in t] for page in _pages(_filled(lines), Paragraph(text))]
    assert all(len(found) != 1 for found in pages)


def test_a_paper_begun_anew_has_its_title_and_counts_from_one() -> None:
    """Letters of several pages: each has the title, its pages count within the letter."""
    long = Table((Column("이름"),), [(f"줄 {n}",) for n in range(60)])
    flow = _laid(
        long, PageBreak(anew=True), Paragraph("둘째 편지"), Sender("가온시", "2026. 6. 18."), dated=False
    )
    titled = [number for number, page in enumerate(flow.pages, 1) if any(t[4] == "시험" for t in page.texts)]
    assert titled == [1, 3]
    assert [flow.counted(number) for number in (1, 2, 3)] == ["- 1 / 2 -", "- 2 / 2 -", "- 1 / 1 -"]
    assert not any("기준일" in text[4] for page in flow.pages for text in page.texts)


def test_the_end_stands_one_letter_in_at_the_left() -> None:
    """끝. below a table: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제4조."""
    flow = _laid(Table((Column("이름"),), [("줄",)]), End())
    (place,) = [text[2] for text in flow.page.texts if text[4] == "끝."]
    assert 0 < place - flow.left < 15


def test_rows_to_write_in_are_as_high_as_asked() -> None:
    """Rows of 서명 have their millimetres, a row of two lines grows beyond them only where it must."""
    table = Table((Column("번호", Kind.INTEGER), Column("서명")), [(1, None), (2, None)], row_height=9)
    flow = _laid(table)
    first, second = (next(t[3] for t in flow.page.texts if t[4] == words) for words in ("1", "2"))
    assert second - first == pytest.approx(9 * 72 / 25.4)


def test_the_page_of_a_block_is_known() -> None:
    """Where a block begins is where the preview goes to show it, a turned page included."""
    blocks = (_filled(60), Heading("다음"), Paragraph("글"), PageBreak(), Paragraph("끝쪽"))
    laid = Laid(Document("시험", date(2026, 6, 18), blocks))
    assert [laid.page_of(number) for number in (0, 1, 2, 4)] == [1, 2, 2, 3]
