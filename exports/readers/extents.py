"""How large the sheets of a workbook are, before their cells are read.

The fast reader lays a sheet out from its first cell that holds anything to its last: one blank in XFD1048576
asks for more memory than there is, and that ends the program.  So a file is measured first: by what it says
of its own size where the sheet is long, else by its cells, since a file need not tell the truth.
"""

import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO

from app.domain.sources.packed import DAMAGED, UNREADABLE
from exports.readers import binary_marks, nearness
from exports.readers.fast import Damaged
from exports.readers.marks import ZIP, paths_of
from exports.readers.prefixes import bare, prefix_of

MOST_CELLS = 6_000_000
LARGEST = 8 << 20
"""Of a sheet of more bytes, what it says of its size is believed, else a glance at its rows is enough."""
Size = tuple[int, int]
"""Rows and columns from A1 to the last cell that holds anything, or to one beyond it."""
_SMALL = 64 << 10
"""Of a sheet of fewer bytes each cell is looked at: that takes milliseconds."""
_CHUNK, _HEAD = 1 << 20, 8192
_TAG = re.compile(rb"<(?:\w+:)?(row|c|v|is|f)(?=[\s/>])([^<>]*)>")
_REF = re.compile(rb'\br="([A-Z]*)(\d+)"')
_WIDE, _NARROW = re.compile(rb'r="[A-Z][A-Z]'), 26
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s+ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_ODS_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_XLS_CELLS = frozenset({0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD})
_XLS_ROWS, _XLS_COLUMNS = 65_536, 256


def too_large(content: bytes) -> dict[int, Size]:
    """Return the places of the sheets that hold more cells than are read, each with its size.

    Raises ``Damaged`` where that cannot be told: the fast reader may take a part for one without end.
    """
    found = {}
    try:
        for place, (rows, columns) in enumerate(_sizes(content)):
            if rows * columns > MOST_CELLS:
                found[place] = (rows, columns)
    except DAMAGED as error:
        raise Damaged from error
    except UNREADABLE:
        pass  # its parts are not as they should be: the reader says so itself
    return found


def reads_at_once(content: bytes) -> bool:
    """Tell whether all sheets of a file are laid out when it is opened: of xls and ods they are."""
    return not content.startswith(ZIP) or not {"xl/workbook.bin", "xl/workbook.xml"} & set(
        zipfile.ZipFile(BytesIO(content)).namelist()
    )


def _sizes(content: bytes) -> Iterator[Size]:
    if not content.startswith(ZIP):
        yield from _of_xls(binary_marks.book_of(content))
        return
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = set(packed.namelist())
        if "xl/workbook.bin" in names:
            for path in binary_marks.paths_of(packed):
                yield _of_xlsb(packed.read(path)) if path in names else (0, 0)
        elif "xl/workbook.xml" in names:
            for path in paths_of(packed):
                yield _of_part(packed, path) if path in names else (0, 0)
        else:
            with packed.open("content.xml") as stream:
                yield from _of_ods(stream)


def _of_part(packed: zipfile.ZipFile, path: str) -> Size:
    if packed.getinfo(path).file_size > LARGEST:
        with packed.open(path) as stream:
            told = _DIMENSION.search(stream.read(_HEAD))
        if told and int(told[2]) * _column(told[1]) <= MOST_CELLS:
            return int(told[2]), _column(told[1])
        with packed.open(path) as stream:
            rows = _rows_of_narrow(stream)
        if 0 < rows * _NARROW <= MOST_CELLS:
            return rows, _NARROW
        with packed.open(path) as stream:
            rows, columns = _by_rows(stream)
        if 0 < rows * columns <= MOST_CELLS:
            return rows, columns
    with packed.open(path) as stream:
        near = nearness.bound(_pieces(stream)) if packed.getinfo(path).file_size > _SMALL else None
    if near and near[0] * near[1] <= MOST_CELLS:
        return near
    with packed.open(path) as stream:
        return _of_xlsx(stream)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a part in pieces that end where a tag ends, the tags of a sheet without their prefix."""
    rest, prefix = b"", None
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        prefix = prefix_of(text[:_HEAD]) if prefix is None else prefix
        cut = text.rfind(b">") + 1
        yield bare(text[:cut], prefix)
        rest = text[cut:] if len(text) - cut < _CHUNK else b""


def _of_xlsx(stream: IO[bytes]) -> Size:
    """Return the place of the last cell with a value; cells with a format alone are not laid out."""
    rows = columns = row = column = 0
    for text in _pieces(stream):
        for kind, marks in _TAG.findall(text):
            if kind == b"row":
                told = _REF.search(marks)
                row, column = int(told[2]) if told else row + 1, 0
            elif kind == b"c":
                told = _REF.search(marks)
                column = _column(told[1]) if told else column + 1
                row = int(told[2]) if told else row
            else:
                rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _rows_of_narrow(stream: IO[bytes]) -> int:
    """Return the rows of a sheet with no column after Z; 0 of another, and of one with several prefixes."""
    rows = 0
    for text in _pieces(stream):
        if _WIDE.search(text) or _is_mixed(text):
            return 0
        told = _REF.search(text, max(text.rfind(b"<row "), 0))
        rows = max(rows, int(told[2]) if told else 0)
    return rows


def _by_rows(stream: IO[bytes]) -> Size:
    """Return the size by the last cell of each row alone, formats among them: a glance at a long sheet.

    Nothing is told (0, 0) where rows bear more than one prefix.
    """
    rows = columns = 0
    for text in _pieces(stream):
        if _is_mixed(text):
            return 0, 0
        for part in text.split(b"</row>"):
            told = _REF.search(part, max(part.rfind(b' r="'), 0))
            if told:
                rows, columns = max(rows, int(told[2])), max(columns, _column(told[1]))
    return rows, columns


def _is_mixed(text: bytes) -> bool:
    """Tell whether rows bear a prefix that the sheet does not; a colon alone is found much faster."""
    return b":" in text and b":row" in text


def _of_ods(stream: IO[bytes]) -> list[Size]:
    """Return of every sheet the last row and column that hold anything, with what is said to repeat."""
    sizes: list[Size] = []
    row = repeats = column = 0
    for text in _pieces(stream):
        for kind, marks in _ODS_TAG.findall(text):
            if kind == b"table":
                sizes.append((0, 0))
                row = repeats = 0
            elif kind == b"table-row":
                row, column, repeats = row + repeats, 0, _repeats(marks)
            elif sizes:
                column += _repeats(marks)
                if b"value" in marks or not marks.endswith(b"/"):
                    sizes[-1] = max(sizes[-1][0], row + repeats), max(sizes[-1][1], column)
    return sizes


def _repeats(marks: bytes) -> int:
    told = _REPEATED.search(marks)
    return int(told[1]) if told else 1


def _of_xlsb(part: bytes) -> Size:
    """Return the last cell of a sheet of BIFF12: records 2 to 11 hold values, 148 says how large it is."""
    rows = columns = row = 0
    for kind, data in binary_marks.biff12(part):
        if kind == 0:
            row = struct.unpack_from("<I", data)[0] + 1
        elif 2 <= kind <= 11:
            rows, columns = max(rows, row), max(columns, struct.unpack_from("<I", data)[0] + 1)
        elif kind == 148 and len(part) > LARGEST:
            _first, last, _left, right = struct.unpack_from("<IIII", data)
            if (last + 1) * (right + 1) <= MOST_CELLS:
                return last + 1, right + 1
    return rows, columns


def _of_xls(book: bytes) -> Iterator[Size]:
    """Yield the last cell of every sheet of BIFF8; what it says of its size is laid out too."""
    for records in binary_marks.biff8_sheets(book):
        yield _last_of(records, believes=len(book) > LARGEST)


def _last_of(records: Iterable[binary_marks.Record], *, believes: bool) -> Size:
    rows = columns = 0
    for kind, data in records:
        if kind == 0x0200:
            _first, rows_told, _left, columns_told = struct.unpack_from("<IIHH", data)
            beyond = rows_told > _XLS_ROWS or columns_told > _XLS_COLUMNS
            if beyond or (believes and rows_told * columns_told <= MOST_CELLS):
                return rows_told, max(columns_told, 1)
        elif kind in _XLS_CELLS:
            row, column = struct.unpack_from("<HH", data)
            if kind == 0x00BD:
                (column,) = struct.unpack_from("<H", data, len(data) - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column
