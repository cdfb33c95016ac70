"""PDF: what a reader finds, page by page."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from app.domain.chart import Bar, BarChart, Form, Mark, Series
from exports.blocks import (
    Bullet,
    Bullets,
    Chart,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from exports.render import render
from exports.renderers import pdf
from exports.values import shown
from tests.exports.samples import DAY, list_document, matrix_document, report_document, title_of
from tests.exports.whole import TILES, whole_document


def _written(document: Document) -> tuple[bytes, list[str]]:
    stream = BytesIO()
    warnings = pdf.write(document, stream)
    return stream.getvalue(), warnings


def _pages(content: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in opened]


def _document(*blocks: Any, **more: Any) -> Document:
    return Document("시험 보고서", DAY, blocks, **more)


def test_every_value_of_a_long_list_is_found_as_text() -> None:
    """Korean text can be searched: each title stands in the text once its lines are joined."""
    text = " ".join(" ".join(_pages(_written(list_document(200))[0])).split())
    for number in range(1, 201):
        assert title_of(number) in text
    assert "합계" in text
    assert "200건" in text


def test_header_row_stands_on_every_page() -> None:
    """A table that runs over pages repeats its header on each."""
    pages = _pages(_written(list_document(200))[0])
    assert len(pages) > 5
    for page in pages:
        first = page.index("과제명")
        assert page.index("추진 기관") > first
        assert page.index("비고") > first


def test_page_numbers_count_all_pages() -> None:
    """The foot of each page says which of how many it is."""
    pages = _pages(_written(list_document(100))[0])
    for number, page in enumerate(pages, 1):
        assert f"- {number} / {len(pages)} -" in page


@pytest.mark.parametrize("document", [list_document(60), matrix_document(60), report_document()])
def test_no_word_is_broken(document: Document) -> None:
    """어절 stay whole: each piece of text between blanks is a whole word of the document."""
    known = set(_words(document))
    for page in _pages(_written(document)[0]):
        for line in page.splitlines():
            assert set(line.split()) - known == set(), line


def _words(document: Document) -> list[str]:
    texts = [document.title, document.subtitle, f"기준일: {shown(document.as_of)}", "- / - □ ○ · ※"]
    texts += [str(number) for number in range(100)]
    for block in document.blocks:
        match block:
            case Table():
                texts += [cell.text for row in block.headers for cell in row] + [block.caption]
                for row in [*block.rows, *([block.total] if block.total else [])]:
                    texts += [shown(v, c.kind) for v, c in zip(row, block.columns, strict=True)]
            case KeyValues(pairs):
                texts += [part for name, value in pairs for part in (name, shown(value))]
            case Bullets(items):
                texts += [item.text for item in items]
            case Heading(text) | Paragraph(text) | Note(text):
                texts.append(text)
    return " ".join(texts).split()


def test_a_word_longer_than_its_column_is_split_and_whole_otherwise() -> None:
    """Only a word that fits no line is cut, and none of its letters is lost."""
    word = "가나다라마바사아자차카타파하" * 12
    text = _pages(_written(_document(Paragraph(f"앞 {word} 뒤")))[0])[0]
    assert word in "".join(text.split())


def test_wrapped_bullets_hang_on_their_first_character() -> None:
    """The second line of an item starts where its text started, not where its mark stands."""
    item = " ".join(["항목"] * 60)
    opened = pypdfium2.PdfDocument(_written(_document(Bullets((Bullet(item, 1),))))[0])
    page = opened[0].get_textpage()
    starts = []
    text = page.get_text_range()
    for line in re.finditer(r"(?:○ )?항목 항목 항목.*", text):
        place = line.start() + (2 if line.group().startswith("○") else 0)
        starts.append(page.get_charbox(place)[0])
    assert len(starts) >= 2
    assert max(starts) - min(starts) < 1.0


def test_headings_become_bookmarks() -> None:
    """The outline names the document and its chapters in order, with their pages."""
    opened = pypdfium2.PdfDocument(_written(report_document())[0])
    entries = [(entry.level, entry.get_title()) for entry in opened.get_toc()]
    assert entries[0] == (0, "마을 돌봄 함께 만들기 과제 보고서")
    chapters = [title for level, title in entries if level == 1]
    assert chapters[:2] == ["1. 과제 개요", "2. 분류"]
    assert chapters[-1] == "7. 결정 이력"


def test_all_fonts_are_embedded() -> None:
    """No text relies on a font of the reader's machine: every font has its file, Helvetica is absent."""
    content = _written(_document(Paragraph("전화 ☎ 물결 ∼"), Heading("굵게")))[0]
    fonts = re.findall(rb"/FontDescriptor (\d+) 0 R", content)
    subtypes = re.findall(rb"/Subtype /(TrueType|Type1|Type0)", content)
    assert fonts
    assert len(subtypes) == len(fonts)
    assert content.count(b"/FontFile2") == len(set(fonts))
    assert b"Helvetica" not in content


def test_signs_that_the_main_font_lacks_come_from_another() -> None:
    """A telephone sign is text in the PDF and no cause for a warning."""
    content, warnings = _written(_document(Paragraph("전화 ☎ 물결 ∼ 끝")))
    assert warnings == []
    assert "전화 ☎ 물결 ∼ 끝" in _pages(content)[0]


def test_a_sign_in_no_font_is_replaced_and_reported() -> None:
    """Nothing vanishes without a word: the sign is drawn as ▢ and named in a warning."""
    content, warnings = _written(_document(Paragraph("고대 𒀀 문자")))
    assert "고대 ▢ 문자" in _pages(content)[0]
    assert len(warnings) == 1
    assert "U+12000" in warnings[0]


def test_metadata_names_title_and_language_and_no_person() -> None:
    """The file says what it is and in which language, and nothing of who made it on which machine."""
    content = _written(list_document(3))[0]
    opened = pypdfium2.PdfDocument(content)
    assert opened.get_metadata_value("Title") == "과제 목록"
    assert opened.get_metadata_value("Author") == ""
    assert opened.get_metadata_value("Creator") == "함께설계"
    assert opened.get_metadata_value("CreationDate").startswith("D:20261121")
    assert re.search(rb"/Lang \(ko\)", content)


def test_same_document_gives_same_bytes() -> None:
    """A report printed twice from the same data is the same file."""
    assert _written(report_document())[0] == _written(report_document())[0]


def test_a_cell_taller_than_a_page_runs_on() -> None:
    """A row that fits no page is cut between lines; every item is there once, each page has the header."""
    items = [f"· 항목{number}번" for number in range(300)]
    table = Table((Column("구분"), Column("목록", Kind.LIST)), [("가", "\n".join(items))], row_headers=1)
    pages = _pages(_written(_document(table))[0])
    assert len(pages) > 2
    text = "\n".join(pages)
    assert [text.count(f"항목{number}번") for number in range(300)] == [1] * 300
    assert all("목록" in page for page in pages)


def test_page_size_follows_the_document() -> None:
    """A4 upright or across."""
    upright = pypdfium2.PdfDocument(_written(_document(Paragraph("글")))[0])[0].get_size()
    across = pypdfium2.PdfDocument(_written(_document(Paragraph("글"), landscape=True))[0])[0].get_size()
    assert (round(upright[0]), round(upright[1])) == (595, 842)
    assert across == (upright[1], upright[0])


def test_page_break_begins_a_page() -> None:
    """What follows a page break stands on the next page."""
    pages = _pages(_written(_document(Paragraph("앞쪽"), PageBreak(), Paragraph("뒤쪽")))[0])
    assert "앞쪽" in pages[0]
    assert "뒤쪽" in pages[1]
    assert len(pages) == 2


def test_text_stays_inside_the_margins() -> None:
    """Nothing is drawn in the margins of 15 and 20 mm."""
    opened = pypdfium2.PdfDocument(_written(matrix_document(128))[0])
    for page in opened:
        width, height = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            if right > left:
                assert left > 56
                assert right < width - 56
                assert bottom > 40
                assert top < height - 42


def test_an_empty_table_still_shows_its_header(tmp_path: Path) -> None:
    """A list of nothing is a page with a header and a total of nought."""
    render(list_document(0), "pdf", tmp_path / "빈 목록.pdf")
    pages = _pages((tmp_path / "빈 목록.pdf").read_bytes())
    assert len(pages) == 1
    assert "과제명" in pages[0]
    assert "0건" in pages[0]


# -- whole reports


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Return the document with every block."""
    return _written(whole_document())[0]


def test_contents_tell_the_pages_on_which_headings_stand(whole: bytes) -> None:
    """Each line of the contents ends with the number of the page that its heading is on."""
    pages = _pages(whole)
    lines = [line for line in pages[1].splitlines() if "·" in line]
    assert len(lines) == 6
    for line in lines:
        heading, _, number = line.partition("·")
        assert heading.strip() in pages[int(number.replace("·", "").strip()) - 1]


def test_figures_and_contents_lead_to_their_lists(whole: bytes) -> None:
    """A count links to the page of the table of what it counts, a line of the contents to its heading."""
    reader = PdfReader(BytesIO(whole))
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)}  # type: ignore[union-attr]
    links = [
        (number, numbers[annotation.get_object()["/Dest"][0].idnum])
        for number, page in enumerate(reader.pages, 1)
        for annotation in page.get("/Annots") or ()
    ]
    assert [target for page, target in links if page == 3] == [5, 5]
    assert [target for page, target in links if page == 2] == [3, 3, 3, 3, 4, 5]


def test_portrait_and_landscape_stand_in_one_document(whole: bytes) -> None:
    """A section turns its pages; cover and pages after it are upright."""
    turned = [page.get_width() > page.get_height() for page in pypdfium2.PdfDocument(whole)]
    assert turned == [False] * 4 + [True] * (len(turned) - 5) + [False]


def test_the_cover_is_bare_and_other_pages_have_head_and_foot(whole: bytes) -> None:
    """No head, foot or number on the cover; watermark on every page."""
    cover, *others = _pages(whole)
    assert "- 1 /" not in cover
    for number, page in enumerate(others, 2):
        assert "2026년 중간보고서" in page
        assert f"- {number} / {len(others) + 1} -" in page
    assert all("초안" in page for page in (cover, *others))


def test_the_document_says_what_it_is(whole: bytes) -> None:
    """Title, language, bookmarks and XMP are there; no tags are claimed (PDF/A-2b: ``test_pdf_archive``)."""
    reader = PdfReader(BytesIO(whole))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ko"
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "시민소통 온라인 마당 중간보고서" in xmp
    assert "2026-06-18T00:00:00+09:00" in xmp
    assert "/MarkInfo" not in root
    titles = [str(item.title) for item in _flat(reader.outline)]
    assert titles[:3] == ["시민소통 온라인 마당", "차례", "Ⅰ. 추진 현황"]


def _flat(outline: Any) -> Any:
    for item in outline:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item


def test_the_same_document_gives_the_same_bytes(whole: bytes) -> None:
    """Nothing of the clock or of chance is in a file, pictures and charts included."""
    assert _written(whole_document())[0] == whole


def test_charts_are_vectors_with_their_words_as_text(whole: bytes) -> None:
    """A chart is drawn, not pasted as a picture; its names and figures can be searched."""
    reader = PdfReader(BytesIO(whole))
    assert "단계별 진행률" in _pages(whole)[2]
    assert "64%" in _pages(whole)[2]
    assert not reader.pages[2].images
    assert len(reader.pages[3].images) == 1


@pytest.mark.parametrize("rows", range(30, 46, 3))
def test_no_heading_and_no_last_row_stands_alone(rows: int) -> None:
    """A heading stays with the first row of its table, the total with the last two rows."""
    table = Table((Column("값"),), [(f"{n}번째",) for n in range(rows)], total=("합계",))
    blocks = (
        *(Paragraph(f"글 {n}") for n in range(rows % 12)),
        table,
        Heading("다음 장"),
        Table((Column("항목"),), (("첫 줄",),)),
    )
    pages = _pages(_written(_document(*blocks))[0])
    for page in pages:
        assert ("다음 장" in page) == ("첫 줄" in page)
        assert ("합계" in page) == (f"{rows - 2}번째" in page)


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("stacked", [False, True])
def test_every_form_of_chart_stays_on_its_page(form: Form, stacked: bool) -> None:
    """Bars across and upright, lines, several series, threshold and average: all words are there."""
    series = (Series("계획"), Series("집행", tone="success"))
    bars = tuple(
        Bar(f"{n}월", None if n == 3 else 60.0, parts=(40.0, None if n == 3 else 20.0)) for n in range(1, 13)
    )
    chart = BarChart("월별 집행", bars, "만원", series, form, stacked, Mark(50, "목표"), Mark(45.5, "평균"))
    content, warnings = _written(_document(Chart(chart), Chart(TILES)))
    assert warnings == []
    text = _pages(content)[0]
    for words in ("월별 집행", "계획", "집행", "목표 50만원", "평균 45.5만원", "12월", "전북", "1,234"):
        assert words in text
    assert "–" in text or form is not Form.ACROSS
