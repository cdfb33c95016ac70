"""The text of attached files is had of every kind that offices attach, or it is said why not."""

import io

import pytest

from app.domain.search.file_text import ReadState
from exports.readers.texts import Unreadable, text_of


def _docx() -> bytes:
    from docx import Document

    document, out = Document(), io.BytesIO()
    document.add_paragraph("골목 쉼터 회의")
    document.sections[0].header.paragraphs[0].text = "가온시 시민협력과"
    document.add_table(1, 2).rows[0].cells[1].text = "가로등을 켠다"
    document.save(out)
    return out.getvalue()


def _xlsx(rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.active["A1"].comment = Comment("담당자 <확인>", "가온")
    book.save(out)
    return out.getvalue()


def _pptx() -> bytes:
    from pptx import Presentation

    show, out = Presentation(), io.BytesIO()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "골목 쉼터 발표"
    slide.notes_slide.notes_text_frame.text = "가로등을 켠다"
    show.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "night lamp")
    canvas.save()
    return out.getvalue()


def _broken_pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HYSMyeongJo-Medium"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("HYSMyeongJo-Medium", 12)
    canvas.drawString(72, 720, "골목에 가로")
    canvas.drawString(72, 700, "등을 켠다")
    canvas.save()
    return out.getvalue()


def _hwpx() -> bytes:
    from hwpx import HwpxDocument

    document = HwpxDocument.new()
    document.add_paragraph("골목 쉼터에 가로등을 켠다")
    return bytes(document.to_bytes())


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("회의.docx", _docx, ["골목 쉼터 회의", "가로등을 켠다", "가온시 시민협력과"]),
        (
            "명단.xlsx",
            lambda: _xlsx([["이름", 3], ["가로등", 2.5]]),
            ["이름 3", "가로등 2.5", "담당자 <확인>"],
        ),
        ("발표.PPTX", _pptx, ["골목 쉼터 발표", "가로등을 켠다"]),
        ("그림.pdf", _pdf, ["night lamp"]),
        ("줄.pdf", _broken_pdf, ["골목에 가로\n등을 켠다", "가로등을"]),
        ("공문.hwpx", _hwpx, ["골목 쉼터에 가로등을 켠다"]),
        (
            "글.html",
            lambda: "<style>p{}</style><p>가로<b>등</b>을&amp;</p>켠다".encode(),
            ["가로 등 을&\n켠다"],
        ),
        ("메모.txt", lambda: "가로등을 켠다".encode("cp949"), ["가로등을 켠다"]),
    ],
)
def test_the_text_of_a_file_is_read(name: str, make: object, words: list[str]) -> None:
    """Paragraphs, cells, slides with their notes, pages and old encodings are read."""
    text = text_of(name, make())  # type: ignore[operator]
    assert all(part in text for part in words)


@pytest.mark.parametrize(
    ("name", "data", "state"),
    [
        ("사진.jpg", b"\xff\xd8", ReadState.OTHER),
        ("깨진.docx", b"PK\x03\x04 no", ReadState.BROKEN),
        ("깨진.pdf", b"%PDF-1.4 no", ReadState.BROKEN),
        ("암호.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ReadState.PROTECTED),
        ("빈.txt", b"  \n", ReadState.EMPTY),
    ],
)
def test_what_cannot_be_read_is_said(name: str, data: bytes, state: ReadState) -> None:
    """A picture, a broken, a protected and an empty file stop nothing and are told apart."""
    with pytest.raises(Unreadable) as refusal:
        text_of(name, data)
    assert refusal.value.state is state
