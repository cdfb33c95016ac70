"""A file whose parts are damaged is told to be so, whoever reads it; no reader gives up otherwise."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from app.domain import transcript
from app.domain.search.file_text import ReadState
from app.errors import UserError
from exports.readers import extents, hwpx_form, texts
from exports.readers.books import Unreadable, open_book
from exports.readers.fast import Damaged, given_up
from exports.readers.marks import marks_of
from exports.readers.words import words_of
from tests.app.services.tabular.files import ods, xls, xlsb, xlsx

ROWS = [["성명", "소속"], *([f"가온별 {number}", "시청"] for number in range(200))]
SHEETS = {
    "xlsx": "xl/worksheets/sheet1.xml", "xlsb": "xl/worksheets/sheet1.bin", "ods": "content.xml",
}  # fmt: skip
BOOKS = {"xlsx": xlsx(ROWS), "xlsb": xlsb(ROWS), "ods": ods(ROWS)}


def _packed(**parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name.replace("__", "/"), text)
    return made.getvalue()


def _spoiled(content: bytes, part: str, sign: int) -> bytes:
    """Return a packed file with one of the bytes of a part another one."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        info = packed.getinfo(part)
    start = info.header_offset + 30 + len(info.filename.encode())
    place = start + min(sign, info.compress_size - 1)
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


@pytest.mark.parametrize("sign", [0, 40])
@pytest.mark.parametrize("kind", SHEETS)
def test_a_damaged_part_is_told_in_a_sentence(kind: str, sign: int) -> None:
    """A packing that cannot be undone and a sum that is wrong are damage, at import and of attachments."""
    content = _spoiled(BOOKS[kind], SHEETS[kind], sign)
    with pytest.raises(Unreadable, match="손상되어"):
        open_book(content)
    with pytest.raises(texts.Unreadable) as caught:
        texts.text_of(f"표.{kind}", content)
    assert caught.value.state is ReadState.BROKEN
    assert not marks_of(content, 0).told
    if kind != "xlsb":  # no words are looked for in its parts
        assert words_of("표.xlsx", content) is None


@pytest.mark.parametrize("sign", [0, 20])
def test_other_packed_files_are_told_alike(sign: int) -> None:
    """A transcript of Word and a form of 한글 are refused in their own words."""
    word = _spoiled(
        _packed(word__document_xml="<a>" * 200).replace(b"_xml", b".xml"), "word/document.xml", sign
    )
    with pytest.raises(UserError, match="docx 문서가 아닙니다"):
        transcript.text_of("기록.docx", word)
    form = _packed(Contents__section0_xml="<a>" * 200).replace(b"_xml", b".xml")
    with pytest.raises(UserError, match="HWPX 서식이 아닙니다"):
        hwpx_form.sections(_spoiled(form, "Contents/section0.xml", sign))


def test_what_cannot_be_measured_is_not_given_to_the_fast_reader() -> None:
    """It would lay out what a damaged sheet says of its size, and end the program."""
    with pytest.raises(Damaged):
        extents.too_large(_spoiled(BOOKS["xlsb"], SHEETS["xlsb"], 40))


def test_a_reader_that_panics_is_told_as_damage() -> None:
    """Its panic is no ``Exception``; whatever else ends an operation passes."""
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(Damaged), given_up():
        raise panic("no entry found for key")
    with pytest.raises(KeyboardInterrupt), given_up():
        raise KeyboardInterrupt


@pytest.mark.parametrize("make", [xlsx, xlsb, xls, ods])
def test_no_damage_ends_otherwise_than_in_a_sentence(make: Callable[..., bytes]) -> None:
    """Of workbooks with a few bytes spoiled anywhere each is read or refused."""
    chance, whole = random.Random(3), make(ROWS)
    for _turn in range(60):
        content = bytearray(whole)
        for _each in range(chance.choice((1, 3, 10))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            book = open_book(bytes(content))
            assert all(book.sheet(place).width >= 0 for place in range(len(book.sheets)))
        except Unreadable as error:
            assert str(error).endswith((".", "오."))
