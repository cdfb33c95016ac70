"""The words of stored files: read from office documents and plain text, said to be unreadable elsewhere."""

import io
import zipfile

import openpyxl
import pytest

from exports.blocks import Document, Heading, KeyValues, Note, Paragraph, Table
from exports.mapping import mapped, texts, with_texts
from exports.plain_text import to_text
from exports.readers.words import words_of
from exports.renderers import pdf
from tests.exports.samples import list_document, matrix_document, report_document

NAME = "남궁별하"


def packed(part: str, xml: str) -> bytes:
    """Return a packed document with one part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(part, xml)
    return stream.getvalue()


def test_plain_texts_are_read_in_the_encodings_of_offices() -> None:
    """UTF-8 with and without a mark, CP949, UTF-16."""
    for encoding in ("utf-8", "utf-8-sig", "cp949", "utf-16"):
        assert NAME in (words_of("회의.txt", f"{NAME} 님".encode(encoding)) or "")


def test_a_name_cut_in_two_by_layout_is_read_whole() -> None:
    """Word parts a name into runs; both the runs and the words without marks are there."""
    xml = "<w:p><w:r><w:t>남궁</w:t></w:r><w:r><w:t>별하</w:t></w:r></w:p>"
    assert NAME in (words_of("동의.docx", packed("word/document.xml", xml)) or "")
    assert NAME in (words_of("동의.HWPX", packed("Contents/section0.xml", f"<hp:t>{NAME}</hp:t>")) or "")


def test_workbooks_and_pdf_are_read() -> None:
    """What openpyxl and our own renderer write is found again."""
    book = openpyxl.Workbook()
    book.active["A1"] = NAME
    stream = io.BytesIO()
    book.save(stream)
    assert NAME in (words_of("명단.xlsx", stream.getvalue()) or "")
    paper = io.BytesIO()
    pdf.write(report_document(), paper)
    assert "과제" in (words_of("보고서.pdf", paper.getvalue()) or "")


@pytest.mark.parametrize(
    ("name", "data"),
    [("사진.png", b"\x89PNG"), ("음성.m4a", b"...."), ("깨진.docx", b"PK\x03\x04 no"),
     ("깨진.pdf", b"%PDF-1.7 no"), ("이름없음", b"text"), ("글.txt", b"\x00\x01\xff\xfe\x00")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_to_be_so(name: str, data: bytes) -> None:
    """Pictures, sound and damaged files give None, never an error."""
    assert words_of(name, data) is None


@pytest.mark.parametrize("document", [matrix_document(8), list_document(8), report_document()])
def test_exchanging_texts_for_themselves_changes_nothing(document: Document) -> None:
    """Every text comes once and goes back to its place; figures and dates are left alone."""
    assert to_text(with_texts(document, texts(document))) == to_text(document)


def test_every_text_of_a_document_is_exchanged() -> None:
    """No heading, paragraph, cell, total or title keeps its letters."""
    document = mapped(report_document(), lambda text: "가" * len(text))
    for block in document.blocks:
        if isinstance(block, (Heading, Paragraph, Note)):
            assert set(block.text) <= {"가"}
        elif isinstance(block, KeyValues):
            assert all(set(value) <= {"가"} for _label, value in block.pairs if isinstance(value, str))
        elif isinstance(block, Table):
            assert all(set(cell) <= {"가"} for row in block.rows for cell in row if isinstance(cell, str))
    assert set(document.title) == {"가"}
