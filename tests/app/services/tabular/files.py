"""Files as offices have them, made here: workbooks by openpyxl, the older and rarer forms byte by byte."""

import struct
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]


def xlsx(rows: Rows, touch: Callable[[Any, Any], object] | None = None, title: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet; ``touch(book, sheet)`` changes it before it is saved."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if touch is not None:
        touch(book, sheet)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def text(rows: Rows, sign: str = ",", encoding: str = "utf-8") -> bytes:
    """Return a text table; cells with the sign, quotes or line ends are quoted."""

    def quoted(cell: Any) -> str:
        words = "" if cell is None else str(cell)
        marked = any(one in words for one in (sign, '"', "\n"))
        return f'"{words.replace(chr(34), chr(34) * 2)}"' if marked else words

    return "\r\n".join(sign.join(map(quoted, row)) for row in rows).encode(encoding)


def ods(rows: Rows, hidden: Collection[int] = ()) -> bytes:
    """Return an OpenDocument sheet; ``hidden`` rows are not shown, texts like #N/A are errors of formulas."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"

    def cell(value: Any) -> str:
        words = f"<text:p>{escape(str(value))}</text:p>"
        if _is_error(value):
            told = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
            return f'<table:table-cell table:formula="of:=NA()" {told}>{words}</table:table-cell>'
        kind = f'float" office:value="{value}' if isinstance(value, int | float) else "string"
        return f'<table:table-cell office:value-type="{kind}">{words}</table:table-cell>'

    def row(place: int, values: Sequence[Any]) -> str:
        seen = ' table:visibility="collapse"' if place in hidden else ""
        return f"<table:table-row{seen}>{''.join(map(cell, values))}</table:table-row>"

    body = "".join(row(place, values) for place, values in enumerate(rows))
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:'
        'xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table table:name="시트">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{names}manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


_NOT_AVAILABLE = 0x2A


def _is_error(value: Any) -> bool:
    return isinstance(value, str) and value == "#N/A"


def xls(rows: Rows, hidden: Collection[int] = ()) -> bytes:
    """Return a workbook of Excel 97: BIFF8 records in a compound file; ``hidden`` rows are not shown."""

    def record(number: int, data: bytes) -> bytes:
        return struct.pack("<HH", number, len(data)) + data

    cells = b""
    for row, values in enumerate(rows):
        flags = 0x100 | (0x20 if row in hidden else 0)
        cells += record(0x0208, struct.pack("<HHHHHHHH", row, 0, len(values), 300, 0, 0, flags, 0))
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, int | float):
                cells += record(0x0203, place + struct.pack("<d", value))
            elif _is_error(value):
                cells += record(0x0205, place + bytes((_NOT_AVAILABLE, 1)))
            elif value:
                words = value.encode("utf-16-le")
                cells += record(0x0204, place + struct.pack("<HB", len(value), 1) + words)
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    end = record(0x000A, b"")
    name = "시트".encode("utf-16-le")
    at = len(begin) + 4 + 8 + len(name) + len(end)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + end
    index = record(0x0085, struct.pack("<IBBBB", at, 0, 0, 2, 1) + name)
    return _compound((begin + index + end + sheet).ljust(4096, b"\0"))


def xlsb(rows: Rows, hidden: Collection[int] = (), hidden_columns: Collection[int] = ()) -> bytes:
    """Return a binary workbook: BIFF12 records in a package, as LibreOffice opens it too."""
    cells = b""
    for row, values in enumerate(rows):
        flags = 0x10 if row in hidden else 0
        cells += _record12(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        for column, value in enumerate(values):
            place = struct.pack("<II", column, 0)
            if isinstance(value, int | float):
                cells += _record12(5, place + struct.pack("<d", value))
            elif _is_error(value):
                cells += _record12(3, place + bytes((_NOT_AVAILABLE,)))
            elif value:
                cells += _record12(6, place + _wide(value))
    spans = b"".join(_record12(60, struct.pack("<IIIIH", one, one, 2000, 0, 1)) for one in hidden_columns)
    columns = _record12(390) + spans + _record12(391) if spans else b""
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record12(129) + _record12(148, size) + columns + _record12(145) + cells + _record12(146)
    named = _record12(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("시트"))
    book = _record12(131) + _record12(143) + named + _record12(144) + _record12(132)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def related(kind: str, target: str) -> str:
        return (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relation}/{kind}" Target="{target}"/></Relationships>'
        )

    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
            'Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
            "_rels/.rels": related("officeDocument", "xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": related("worksheet", "worksheets/sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet + _record12(130),
        }
    )


def _record12(kind: int, data: bytes = b"") -> bytes:
    """Return a record of BIFF12: its kind and length in bytes of seven figures each."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size > 0x7F:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def _compound(stream: bytes) -> bytes:
    """Return a compound file with the one stream ``Workbook``, of 4096 bytes or more."""
    size = 512
    stream = stream.ljust(-(-len(stream) // size) * size, b"\0")
    count = len(stream) // size
    free, last, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat = [fat_mark, last, *range(3, count + 2), last]
    table = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, last, 0, last, 0)
    head += struct.pack("<109I", 0, *[free] * 108)

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        words = (name + "\0").encode("utf-16-le") if name else b""
        made = words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1)
        return made + struct.pack("<III", free, free, child) + bytes(36) + struct.pack("<IQ", start, length)

    folder = entry("Root Entry", 5, 1, last, 0) + entry("Workbook", 2, free, 2, len(stream))
    return head + table + folder.ljust(size, b"\0") + stream


def _zipped(files: Mapping[str, str | bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, words in files.items():
            packed.writestr(name, words)
    return made.getvalue()
