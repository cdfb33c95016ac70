"""What the fast reader of a workbook does not tell: hidden rows and columns, errors, empty formulas.

Only xlsx and xlsm keep them where they are cheaply found; of other formats nothing is told.
"""

import re
import zipfile
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

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
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LARGEST_PART = 1 << 30


class Marks(NamedTuple):
    """In the order in which a ``Sheet`` takes them."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = {}  # noqa: RUF012 - a NamedTuple's default, never changed
    uncounted: tuple[tuple[int, int], ...] = ()


def marks_of(content: bytes, place: int) -> Marks:
    """Return the marks of the sheet at ``place``; none where the file does not tell them."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            path = _path_of(packed, place)
            if path is None or packed.getinfo(path).file_size > _LARGEST_PART:
                return Marks()
            xml = packed.read(path)
    except (zipfile.BadZipFile, KeyError, OSError, ElementTree.ParseError):
        return Marks()
    hidden = b"hidden=" in xml
    errors = b't="e"' in xml
    formulas = b"<f" in xml
    return Marks(
        frozenset(_hidden_rows(xml)) if hidden else frozenset(),
        frozenset(_hidden_columns(xml)) if hidden else frozenset(),
        {_cell(found[1], found[2]): found[3].decode() for found in _ERROR.finditer(xml)} if errors else {},
        tuple(_cell(found[1], found[2]) for found in _EMPTY_FORMULA.finditer(xml)) if formulas else (),
    )


def _path_of(packed: zipfile.ZipFile, place: int) -> str | None:
    if "xl/workbook.xml" not in packed.namelist():
        return None
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 - no entity is resolved
    sheets = [each for each in book.iter() if each.tag.endswith("}sheet")]
    relations = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    target = targets.get(sheets[place].get(_REL)) or ""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


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
