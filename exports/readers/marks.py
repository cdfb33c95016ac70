"""What the fast reader of a workbook does not tell: hidden rows and columns, errors, empty formulas.

Empty formulas are told of xlsx and xlsm alone.
"""

import re
import zipfile
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from app.domain.sources.packed import UNREADABLE
from exports.readers.prefixes import bare, prefix_of

if TYPE_CHECKING:
    from exports.readers.binary_marks import Found

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COL = re.compile(rb"<(?:\w+:)?col\b([^>]*)/?>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_SPAN = re.compile(rb'\bm(?:in|ax)="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:<f.*?(?:</f>|/>))?<v>([^<]*)'
)
_EMPTY_FORMULA = re.compile(
    rb'<c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*><f(?:/>|[^>]*>[^<]*</f>)(?:<v></v>|<v/>)?</c>'
)
ZIP = b"PK\x03\x04"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LARGEST_PART, _CHUNK, _HEAD, _OVERLAP = 1 << 30, 1 << 18, 8192, 16
_HIDDEN_SIGN, _ERROR_SIGN = b"hidden=", b't="e"'
# A formula that others share has its end too; looking for "<f" would stop at every cell.
_FORMULA_SIGNS = frozenset({b"</f>", b"<f/>"})
_SIGNS = (_HIDDEN_SIGN, _ERROR_SIGN, *_FORMULA_SIGNS)


class Marks(NamedTuple):
    """In the order in which a ``Sheet`` takes them."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = {}  # noqa: RUF012 - a NamedTuple's default, never changed
    uncounted: tuple[tuple[int, int], ...] = ()
    told: bool = True


def marks_of(content: bytes, place: int) -> Marks:
    """Return the marks of the sheet at ``place``; ``told`` is False where they cannot be told."""
    from exports.readers import binary_marks, ods_marks

    try:
        if not content.startswith(ZIP):
            return _as_marks(binary_marks.of_xls(content, place))
        names = zipfile.ZipFile(BytesIO(content)).namelist()
        if "xl/workbook.bin" in names:
            return _as_marks(binary_marks.of_xlsb(content, place))
        if "xl/workbook.xml" not in names:
            return _as_marks(ods_marks.of_ods(content, place))
        return _of_xlsx(content, place)
    except UNREADABLE:
        return Marks(told=False)  # its cells were read all the same


def _as_marks(found: "Found | None") -> Marks:
    if found is None:
        return Marks(told=False)
    return Marks(frozenset(found.rows), frozenset(found.columns), found.errors)


def _of_xlsx(content: bytes, place: int) -> Marks:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        path = paths_of(packed)[place]
        if packed.getinfo(path).file_size > _LARGEST_PART:
            return Marks(told=False)
        with packed.open(path) as stream:
            signs = _signs(stream)
        # Most sheets have none of them: those are never as a whole in memory.
        xml = packed.read(path) if signs else b""
    xml = bare(xml, prefix_of(xml[:_HEAD]))
    return Marks(
        frozenset(_hidden_rows(xml)) if _HIDDEN_SIGN in signs else frozenset(),
        frozenset(_hidden_columns(xml)) if _HIDDEN_SIGN in signs else frozenset(),
        {_cell(found[1], found[2]): found[3].decode() for found in _ERROR.finditer(xml)}
        if _ERROR_SIGN in signs
        else {},
        tuple(_cell(found[1], found[2]) for found in _EMPTY_FORMULA.finditer(xml))
        if signs & _FORMULA_SIGNS
        else (),
    )


def _signs(stream: IO[bytes]) -> set[bytes]:
    """Return which signs of something to tell stand anywhere in a part."""
    found: set[bytes] = set()
    last, prefix = b"", b""
    while chunk := stream.read(_CHUNK):
        prefix = prefix if last else prefix_of(chunk)
        text = bare(last[-_OVERLAP:] + chunk, prefix)
        found.update(sign for sign in _SIGNS if sign not in found and sign in text)
        last = chunk
    return found


def paths_of(packed: zipfile.ZipFile) -> list[str]:
    """Return the parts of an xlsx that hold its sheets, in their order."""
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 - no entity is resolved
    relations = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    found = [targets.get(each.get(_REL)) or "" for each in book.iter() if each.tag.endswith("}sheet")]
    return [target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in found]


def _hidden_rows(xml: bytes) -> list[int]:
    rows = (found[1] for found in _ROW.finditer(xml) if b"hidden" in found[1] and _HIDDEN.search(found[1]))
    return [int(number[1]) - 1 for row in rows if (number := _NUMBER.search(row))]


def _hidden_columns(xml: bytes) -> list[int]:
    found: list[int] = []
    for column in _COL.finditer(xml):
        if _HIDDEN.search(column[1]):
            ends = sorted(int(number) for number in _SPAN.findall(column[1]))
            found += range(ends[0] - 1, min(ends[-1], 16_384))
    return found


def _cell(letters: bytes, number: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(number) - 1, column - 1
