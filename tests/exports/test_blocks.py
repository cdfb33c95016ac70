"""Every block stands in every format: nothing that a report says is dropped."""

import json
import re
import zipfile
from collections.abc import Callable
from html import unescape
from io import BytesIO

import openpyxl
import pypdfium2
import pytest

from exports.blocks import Attachments, Bullet, Bullets, Certificate, Document, Heading, Numbering
from exports.mapping import texts, with_texts
from exports.numbering import circled, marker, roman, syllable
from exports.plain_text import to_text
from exports.render import to_json
from exports.renderers import hwpx, pdf, xlsx
from tests.exports.whole import DAY, whole_document

SAID = (
    *("시민소통 온라인 마당", "2026년 중간보고서", "국민디자인단", "남쪽시 시민소통실"),
    *("추진 현황", "과제 개요", "사업이름", "창구를 하나로 모읍니다."),
    *("단계 진행표", "전라팀", "진행률은 증빙 수로", "별표는 잠정 값", "기획", "환류"),
    *(
        "단계별 진행률",
        "그림 1.",
        "소식 창구가 일곱 곳에",
        "알림이 오지",
        "게시판만 고쳤",
        "목적을 밝힙",
        "대상을 정합",
    ),
    *(
        "하반기에는 시범 운영",
        "그림 2. 회의 모습",
        "항목별 점수",
        "참여성",
        "우리 과제",
        "증빙 목록표",
        "인터뷰 기록 10회",
    ),
    *("담당자", "홍길동", "팀장", "회의록 1부.", "사진첩 1부.", "끝.", "초안"),
)


def _pdf(document: Document) -> str:
    stream = BytesIO()
    pdf.write(document, stream)
    opened = pypdfium2.PdfDocument(stream.getvalue())
    return " ".join(page.get_textpage().get_text_range() for page in opened)


def _xlsx(document: Document) -> str:
    stream = BytesIO()
    xlsx.write(document, stream)
    book = openpyxl.load_workbook(BytesIO(stream.getvalue()))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    with zipfile.ZipFile(stream) as package:  # charts, heads and feet are not cells
        parts = [package.read(name).decode(errors="replace") for name in package.namelist() if ".xml" in name]
    return unescape(" ".join([*cells, *parts]))


def _hwpx(document: Document) -> str:
    stream = BytesIO()
    hwpx.write(document, stream)
    with zipfile.ZipFile(stream) as package:
        parts = [package.read(name).decode() for name in package.namelist() if "section" in name]
    return unescape(re.sub("<[^>]*>", " ", " ".join(parts)))


FORMS: dict[str, Callable[[Document], str]] = {
    "pdf": _pdf,
    "hwpx": _hwpx,
    "xlsx": _xlsx,
    "json": to_json,
    "txt": to_text,
}


@pytest.mark.parametrize("form", FORMS)
def test_no_block_is_dropped_in_any_format(form: str) -> None:
    """Words of every block are found in every format."""
    text = re.sub(r"\s+", " ", FORMS[form](whole_document()))
    assert [words for words in SAID if words not in text] == []


def test_every_text_of_every_block_can_be_exchanged() -> None:
    """Masking reaches covers, charts, signatures and heads: no text of a block is out of its reach."""
    document = whole_document()
    kept = {"watermark", "담당", "팀장", "과장"}  # options and approvers are no texts about people
    changed = with_texts(document, ("가" for _ in texts(document)))
    text = re.sub(r"\s+", " ", to_text(changed) + json.dumps(to_json(changed), ensure_ascii=False))
    labels = {"사업이름", "단계별 진행률", "담당자", *kept}
    left = [words for words in SAID if words in text and words not in labels]
    assert set(left) <= {"초안", "끝.", "진행률", "기획"}


@pytest.mark.parametrize(
    ("level", "first", "fifteenth"),
    [
        (1, "1.", "15."),
        (2, "가.", "거."),
        (3, "1)", "15)"),
        (4, "가)", "거)"),
        (5, "(1)", "(15)"),
        (6, "(가)", "(거)"),
        (7, "①", "⑮"),
        (8, "㉮", "(거)"),
    ],
)
def test_items_of_official_papers_are_counted_by_the_rule(level: int, first: str, fifteenth: str) -> None:
    """1. 가. 1) 가) (1) (가) ① ㉮, and 거 follows 하 (시행규칙 제2조)."""
    assert marker(Numbering.OFFICIAL, level, 1) == first
    assert marker(Numbering.OFFICIAL, level, 15) == fifteenth


def test_numbers_beyond_the_signs_are_still_readable() -> None:
    """Roman signs reach as far as needed, circles to 50, syllables to 28."""
    assert [roman(n) for n in (1, 4, 9, 12, 14, 20)] == ["Ⅰ", "Ⅳ", "Ⅸ", "Ⅻ", "ⅩⅣ", "ⅩⅩ"]
    assert [circled(n) for n in (20, 21, 36, 50, 51)] == ["⑳", "㉑", "㊱", "㊿", "(51)"]
    assert [syllable(n) for n in (14, 15, 28, 29)] == ["하", "거", "허", "29"]


def test_a_higher_heading_begins_the_lower_numbers_anew() -> None:
    """Ⅰ 1 2 Ⅱ 1; what is not numbered does not count."""
    blocks = (
        Heading("가"),
        Heading("나", 2),
        Heading("다", 2),
        Heading("붙임", 1, False),
        Heading("라"),
        Heading("마", 2),
    )
    document = Document("시험", DAY, blocks, numbering=Numbering.CHAPTERS)
    assert [h.text for h in document.headings] == ["Ⅰ. 가", "1. 나", "2. 다", "붙임", "Ⅱ. 라", "1. 마"]


def test_lists_take_signs_or_numbers_of_their_level() -> None:
    """보고서형 □ ○ - ·, 공문형 1. 가. 1)."""
    items = tuple(Bullet("글", level) for level in (0, 1, 2, 0))
    assert [mark for mark, _ in Bullets(items).marked] == ["□", "○", "-", "□"]
    assert [mark for mark, _ in Bullets(items, Numbering.OFFICIAL).marked] == ["1.", "가.", "1)", "2."]


def test_one_attachment_has_no_number_and_the_last_one_ends_the_paper() -> None:
    """붙임 of one has no number; 끝. stands two blanks after the last (시행규칙 제4조)."""
    assert Attachments(("명단 1부.",)).lines == (("붙임  ", "명단 1부.  끝."),)
    assert Attachments(("가 1부.", "나 1부."), end=False).lines == (
        ("붙임  1. ", "가 1부."),
        ("2. ", "나 1부."),
    )


def test_a_certificate_stands_in_a_text() -> None:
    """Formats without pages give a certificate line by line."""
    block = Certificate("위촉장", "홍길동", (("기간", "2026년"),), "위촉합니다.", "2026. 6. 18.", "남쪽시장")
    assert "홍길동 귀하" in to_text(Document("위촉장", DAY, (block,)))
