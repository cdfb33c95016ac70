"""The text of an attached file as people read it: docx, workbooks, pptx, pdf, hwpx and plain text.

Each library is loaded when the first such file comes.  ``words.py`` beside this looks for persons in the raw
marks of a file and asks for no layout; this is what is shown as an excerpt.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from app.domain.search.file_text import MOST_BYTES, MOST_SIGNS, ReadState

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCODINGS = ("utf-8-sig", "cp949", "utf-16")
_BESIDE = re.compile(r"^/word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$")
_REMARKS = re.compile(r"xl/(?:comments\d*|comments/comment\d+|threadedComments/threadedComment\d+)\.xml$")
_REMARK = re.compile(
    r"<(?:\w+:)?(?:comment|threadedComment)\b.*?</(?:\w+:)?(?:comment|threadedComment)>", re.S
)
_WORDS = re.compile(r"<(?:\w+:)?(?:t|text)(?:\s[^<>]*)?>([^<]+)")
_LAST, _FIRST = re.compile(r"[가-힣]+\s*$"), re.compile(r"^\s*[가-힣]+")
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)
_BREAK = re.compile(r"</?(?:p|div|br|tr|li|h\d|table|title)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[^<>]*>")


class Unreadable(Exception):
    """No text can be had of a file; ``state`` says why."""

    def __init__(self, state: ReadState) -> None:
        """Know why."""
        super().__init__(state.label)
        self.state = state


def text_of(name: str, data: bytes) -> str:
    """Return the text of a file called ``name``; ``Unreadable`` where there is none."""
    kind = PurePath(name).suffix.casefold()
    reader = _READERS.get(kind)
    if reader is None:
        raise Unreadable(ReadState.OTHER)
    if data.startswith(_OLE) and kind != ".xls":
        # Office keeps an encrypted document in a container of its own.
        raise Unreadable(ReadState.PROTECTED)
    try:
        text = _joined(reader(data))
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(ReadState.BROKEN) from error
    if not text.strip():
        raise Unreadable(ReadState.EMPTY)
    return text


def _joined(lines: Iterable[str]) -> str:
    """Return the lines, no more than is kept."""
    kept, signs = [], 0
    for line in lines:
        words = " ".join(line.replace("\x00", "").split())
        if words:
            kept.append(words)
            signs += len(words) + 1
        if signs > MOST_SIGNS:
            break
    return "\n".join(kept)[:MOST_SIGNS]


def _docx(data: bytes) -> Iterator[str]:
    from docx import Document
    from docx.oxml.ns import qn

    document: Any = Document(io.BytesIO(data))
    for words in (document.element.body, *_beside(document)):
        for paragraph in words.iter(qn("w:p")):
            yield "".join(part.text or "" for part in paragraph.iter(qn("w:t")))


def _beside(document: Any) -> Iterator[Any]:
    """Yield what stands beside the text of a document: heads and feet of pages, notes, remarks."""
    from docx.oxml import parse_xml

    for part in document.part.package.iter_parts():
        if _BESIDE.search(str(part.partname)):
            yield parse_xml(part.blob)


def _workbook(data: bytes) -> Iterator[str]:
    from python_calamine import CalamineWorkbook, PasswordError

    from exports.readers.extents import too_large
    from exports.readers.fast import given_up

    if too_large(data):
        raise Unreadable(ReadState.TOO_MANY)
    try:
        with given_up():
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Unreadable(ReadState.PROTECTED) from error
    for name in book.sheet_names:
        yield name
        with given_up():
            sheet = book.get_sheet_by_name(name)
        for row in sheet.to_python(skip_empty_area=True):
            yield " ".join(_cell(value) for value in row)
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield from _remarks(data)


def _remarks(data: bytes) -> Iterator[str]:
    """Yield the remarks on the cells of a workbook, which the reader of its sheets passes over."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for part in packed.infolist():
            if _REMARKS.match(part.filename) and part.file_size <= MOST_BYTES:
                for remark in _REMARK.findall(packed.read(part).decode("utf-8", "replace")):
                    yield unescape("".join(_WORDS.findall(remark)))


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _pptx(data: bytes) -> Iterator[str]:
    from pptx import Presentation

    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            yield from _shape(shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            yield slide.notes_slide.notes_text_frame.text


def _shape(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield from shape.text_frame.text.splitlines()
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:
            yield " ".join(cell.text for cell in row.cells)
    for part in getattr(shape, "shapes", ()):
        yield from _shape(part)


def _pdf(data: bytes) -> Iterator[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        raise Unreadable(ReadState.PROTECTED if locked else ReadState.BROKEN) from error
    try:
        for page in document:
            words = page.get_textpage()
            lines = words.get_text_bounded().splitlines()
            yield from lines
            yield " ".join(_broken(lines))
            words.close()
            page.close()
    finally:
        document.close()


def _broken(lines: Sequence[str]) -> Iterator[str]:
    """Yield words that may have been broken at the end of a line: 한글 breaks between any two syllables."""
    for line, following in pairwise(lines):
        end, begin = _LAST.search(line), _FIRST.search(following)
        if end and begin:
            yield end[0].rstrip() + begin[0].lstrip()


def _hwpx(data: bytes) -> Iterator[str]:
    from hwpx import TextExtractor

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        extractor = TextExtractor(packed)
        yield from extractor.extract_text(object_behavior="nested").splitlines()


def _html(data: bytes) -> Iterator[str]:
    text = "\n".join(_plain(data))
    yield from unescape(_TAG.sub(" ", _BREAK.sub("\n", _UNSEEN.sub(" ", text)))).splitlines()


def _plain(data: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            yield from text.splitlines()
            return
    raise Unreadable(ReadState.BROKEN)


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".docx": _docx, ".pptx": _pptx, ".pdf": _pdf, ".hwpx": _hwpx,
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), _workbook),
    **dict.fromkeys((".txt", ".md", ".csv", ".tsv"), _plain),
    **dict.fromkeys((".html", ".htm"), _html),
}  # fmt: skip
