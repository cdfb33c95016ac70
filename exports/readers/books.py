"""Workbooks and text tables of any office program as sheets: xlsx, xlsm, xls, xlsb, ods, csv, tsv.

What a file is, its first bytes tell and not its name.  Formulas give the value that was last calculated.
"""

import re
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.sources.packed import UNREADABLE
from app.domain.sources.text import SAVE_AS_TEXT, decode
from app.domain.tabular.sheet import Grid, Sheet, SheetInfo
from app.errors import UserError
from exports.readers.delimited import read_text
from exports.readers.extents import MOST_CELLS, Size, reads_at_once, too_large
from exports.readers.fast import Damaged, given_up

if TYPE_CHECKING:
    from exports.readers.marks import Marks

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NO_BOOK = "표로 읽을 수 있는 파일이 아닙니다. 엑셀(.xlsx, .xls)이나 CSV로 저장해 다시 고르십시오."
_SAVE_AS_TABLE = "표를 엑셀(.xlsx)이나 CSV로 저장해 다시 고르십시오."
_NOT_EXCEL = (
    "이름은 엑셀이지만 속은 {kind}인 파일입니다. 엑셀에서 열어 ‘다른 이름으로 저장’에서 "
    "Excel 통합 문서(.xlsx)를 골라 저장한 뒤 그 파일을 고르십시오."
)
_DAMAGED = "파일이 손상되어 읽을 수 없습니다. 엑셀에서 열어 다른 이름으로 저장한 뒤 다시 고르십시오."


class Unreadable(Exception):
    """The file is no table; the text says why in a sentence."""


class PasswordNeeded(Unreadable):
    """The workbook is behind a password; none, or another one, was given."""


class Book(Protocol):
    """An open file: its sheets in their order, each read when asked for."""

    sheets: tuple[SheetInfo, ...]

    def sheet(self, place: int) -> Sheet:
        """Return a sheet, read now."""


def open_book(content: bytes, password: str = "") -> Book:
    """Return the sheets of a file; ``Unreadable`` with a sentence where it has none."""
    if content.startswith(_OLE):
        content = _unlocked(content, password)
    if not content.startswith((_ZIP, _OLE)) and (said := _other_kind(content[:2048])):
        raise Unreadable(said)
    # The beginning of a workbook that was cut off has no second line, as a table of texts does.
    if content.startswith((_ZIP, _OLE)) or (content.startswith(_ZIP[:2]) and b"\n" not in content[:4096]):
        return _Workbook(content)
    try:
        return TextBook(decode(_marked(content)))
    except UserError as error:
        said = error.message.replace("글 파일이 아니라 ", "").replace(SAVE_AS_TEXT, _SAVE_AS_TABLE)
        raise Unreadable(said) from error


def _other_kind(head: bytes) -> str:
    """Return what is said of a page of the web or of XML that only bears the name of a workbook."""
    text = head.lower()
    kind = "웹 문서(HTML)" if b"<html" in text or b"<table" in text else ""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
        kind = "XML 스프레드시트(2003)"
    return (
        _NOT_EXCEL.format(kind=kind) if kind and text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else ""
    )


def _marked(content: bytes) -> bytes:
    """Return a text with the sign of its encoding: UTF-16 without one is known by its first line end."""
    at = content.find(b"\n")
    if at > 0 and at % 2 == 0 and content[at + 1 : at + 2] == b"\0" and not content.startswith(BOM_UTF16_LE):
        return BOM_UTF16_LE + content
    if at > 0 and at % 2 and content[at - 1 : at] == b"\0" and not content.startswith(BOM_UTF16_BE):
        return BOM_UTF16_BE + content
    return content


class TextBook:
    """A text whose columns stand apart by a sign: one sheet."""

    def __init__(self, text: str, name: str = "") -> None:
        """Read ``text``, of a file or of the clipboard."""
        self._sheet = read_text(text, name)
        if len(self._sheet.rows) * self._sheet.width > MOST_CELLS:
            raise Unreadable(_too_large_said(len(self._sheet.rows)))
        self.sheets: tuple[SheetInfo, ...] = (SheetInfo(name, len(self._sheet.rows), self._sheet.width),)

    def sheet(self, place: int) -> Sheet:
        """Return the one sheet."""
        return self._sheet


class _Workbook:
    def __init__(self, content: bytes) -> None:
        import python_calamine as calamine

        self._content = content
        self._marks: dict[int, Marks] = {}
        self._too_large = _measured(content)
        if self._too_large and reads_at_once(content):
            raise Unreadable(_too_large_said(max(rows for rows, _columns in self._too_large.values())))
        try:
            with given_up():
                book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
                metadata = book.sheets_metadata
                shown = [one.visible == calamine.SheetVisibleEnum.Visible for one in metadata]
                self._made = self._read(book, shown)
        except calamine.PasswordError as error:
            raise PasswordNeeded(_ASKED) from error
        except (calamine.CalamineError, Damaged, OSError, ValueError) as error:
            raise Unreadable(_said(content)) from error
        self.sheets = tuple(
            SheetInfo(one.name, *(self._too_large.get(place) or _size(self._made[place])), shown[place])
            for place, one in enumerate(metadata)
        )

    def _read(self, book: Any, shown: list[bool]) -> list[Any]:
        """Return all sheets; the marks of the one that will most likely be asked for are found beside.

        The reader leaves the interpreter free while it reads.
        """
        from exports.readers.marks import marks_of

        first = shown.index(True) if True in shown else 0
        with ThreadPoolExecutor(1) as beside:
            marking = beside.submit(marks_of, self._content, first)
            made = [
                None if place in self._too_large else book.get_sheet_by_index(place)
                for place in range(len(shown))
            ]
            self._marks[first] = marking.result()
        return made

    def sheet(self, place: int) -> Sheet:
        info, made = self.sheets[place], self._made[place]
        if info.rows * info.columns > MOST_CELLS:
            raise Unreadable(_too_large_said(info.rows))
        from exports.readers.formats import percent_columns
        from exports.readers.marks import marks_of

        if place not in self._marks:
            self._marks[place] = marks_of(self._content, place)
        merges = tuple(made.merged_cell_ranges or ())
        since_1904 = _counts_from_1904(self._content)
        return Sheet(
            info.name, _cells(made), merges, *self._marks[place], since_1904=since_1904,
            percents=partial(percent_columns, self._content, place),
        )  # fmt: skip


def _measured(content: bytes) -> dict[int, Size]:
    try:
        return too_large(content)
    except Damaged as error:
        raise Unreadable(_DAMAGED) from error


def _cells(sheet: Any) -> Grid:
    """Return the cells from A1 on, taken row by row: all at once they would hold the window up."""
    left: list[Any] = [""] * (sheet.start[1] if sheet.start else 0)
    rows = sheet.iter_rows()
    return Grid.of(([*left, *row] for row in rows) if left else rows, len(left) + sheet.width)


def _counts_from_1904(content: bytes) -> bool:
    """Tell whether a workbook counts its days from 1904, as Excel on a Mac did; known of xlsx alone."""
    if not content.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            book = packed.read("xl/workbook.xml") if "xl/workbook.xml" in packed.namelist() else b""
    except UNREADABLE:
        return False  # its cells were read all the same
    return re.search(rb'\bdate1904="(?:1|true)"', book) is not None


def _size(sheet: Any) -> tuple[int, int]:
    """Return the rows and columns up to the last cell that holds anything."""
    return (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end is not None else (0, 0)


_ASKED = "암호가 걸린 파일입니다. 파일의 암호를 넣으십시오."
_WRONG = "암호가 맞지 않습니다. 대문자와 한/영 상태를 확인하고 다시 넣으십시오."


def _unlocked(content: bytes, password: str) -> bytes:
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    try:
        file = msoffcrypto.OfficeFile(BytesIO(content))
        if not file.is_encrypted():
            return content
        if not password:
            raise PasswordNeeded(_ASKED)
        file.load_key(password=password)
        plain = BytesIO()
        file.decrypt(plain)
    except (FileFormatError, ParseError) as error:
        raise Unreadable(_NO_BOOK) from error
    except (InvalidKeyError, DecryptionError) as error:
        raise PasswordNeeded(_WRONG) from error
    except UNREADABLE as error:
        raise Unreadable(_DAMAGED) from error
    return plain.getvalue()


def _said(content: bytes) -> str:
    if content.startswith(_OLE):
        return _NO_BOOK
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except UNREADABLE:
        return _DAMAGED
    inside = any(name.startswith("xl/") or name == "content.xml" for name in names)
    return _DAMAGED if inside else _NO_BOOK


def _too_large_said(rows: int) -> str:
    return (
        f"표가 너무 큽니다({rows:,}행). 칸 {MOST_CELLS:,}개까지 읽으니 나누어 저장하십시오. "
        "빈 행과 열에 서식만 남아 있으면 지우고 저장하십시오."
    )
