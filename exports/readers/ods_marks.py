"""What an OpenDocument sheet hides and where its formulas gave an error (ODF 1.3, part 3, 9.1)."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from exports.readers.binary_marks import Found

LARGEST = 64 << 20
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_PARTS = (f"{_TABLE}table-row", f"{_TABLE}table-column")
_MOST = 100_000


def of_ods(content: bytes, place: int) -> Found | None:
    """Return what is told of the sheet at ``place``; None of a very large one."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if packed.getinfo("content.xml").file_size > LARGEST:
            return None
        with packed.open("content.xml") as stream:
            events = ElementTree.iterparse(stream, ("start", "end"))  # noqa: S314 - no entity is resolved
            return _of_sheet(events, place)


def _of_sheet(events: Iterable[tuple[str, Any]], place: int) -> Found:
    found, sheet, row, column = Found(set(), set(), {}), -1, 0, 0
    for event, element in events:
        if element.tag == f"{_TABLE}table" and event == "start":
            sheet += 1
        elif event == "start" or element.tag not in _PARTS:
            continue
        elif sheet == place and element.tag == f"{_TABLE}table-row":
            row = _take(found.rows, element, row, "number-rows-repeated")
            _take_errors(found, element, row - 1)
        elif sheet == place and element.tag == f"{_TABLE}table-column":
            column = _take(found.columns, element, column, "number-columns-repeated")
        if element.tag == f"{_TABLE}table-row":
            element.clear()
    return found


def _take(hidden: set[int], element: ElementTree.Element, at: int, repeated: str) -> int:
    """Note rows or columns that are not seen; return the place after them."""
    end = at + int(element.get(_TABLE + repeated, "1"))
    if element.get(f"{_TABLE}visibility", "visible") != "visible":
        hidden.update(range(at, min(end, at + _MOST)))
    return end


def _take_errors(found: Found, row: ElementTree.Element, number: int) -> None:
    column = 0
    for cell in row:
        if cell.get(_ERROR) == "error":
            found.errors[number, column] = "".join(cell.itertext()).strip() or "#N/A"
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
