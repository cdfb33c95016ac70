"""What a binary workbook hides, and its errors: the records of xls (BIFF8) and of xlsb (BIFF12).

Sources: [MS-XLS] 2.4 and [MS-XLSB] 2.4, records Row, ColInfo, BoolErr and Formula of each.
"""

import struct
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

LARGEST = 8 << 20
"""Of more bytes the records are not looked through: it would take longer than to read the cells."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
           0x2A: "#N/A"}  # fmt: skip
_IS_ERROR, _COLUMNS = 2, 16_384
Record = tuple[int, bytes]


class Found(NamedTuple):
    """Hidden rows, hidden columns and errors by their cells, counted from 0."""

    rows: set[int]
    columns: set[int]
    errors: dict[tuple[int, int], str]


def of_xls(content: bytes, place: int) -> Found | None:
    """Return what is told of the sheet at ``place`` of a workbook of Excel 97; None of a larger one."""
    stream = book_of(content)
    if len(stream) > LARGEST:
        return None
    found = Found(set(), set(), {})
    for kind, data in biff8_sheets(stream)[place]:
        if kind == 0x0208 and data[12] & 0x20:
            found.rows.add(struct.unpack_from("<H", data)[0])
        elif kind == 0x007D and data[8] & 1:
            found.columns.update(_span(*struct.unpack_from("<HH", data)))
        elif kind == 0x0205 and data[7]:
            found.errors[struct.unpack_from("<HH", data)] = _error(data[6])
        elif kind == 0x0006 and data[6] == _IS_ERROR and data[12:14] == b"\xff\xff":
            found.errors[struct.unpack_from("<HH", data)] = _error(data[8])
    return found


def of_xlsb(content: bytes, place: int) -> Found | None:
    """Return what is told of the sheet at ``place`` of a binary workbook; None of a larger one."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        path = paths_of(packed)[place]
        if packed.getinfo(path).file_size > LARGEST:
            return None
        return _of_records(biff12(packed.read(path)))


def paths_of(packed: zipfile.ZipFile) -> list[str]:
    """Return the parts of an xlsb that hold its sheets, in their order."""
    relations = ElementTree.fromstring(packed.read("xl/_rels/workbook.bin.rels"))  # noqa: S314
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    records = biff12(packed.read("xl/workbook.bin"))
    found = [targets.get(_wide(data, 8)) or "" for kind, data in records if kind == 156]
    return [target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in found]


def _of_records(records: Iterable[Record]) -> Found:
    found, row = Found(set(), set(), {}), 0
    for kind, data in records:
        if kind == 0:
            (row,) = struct.unpack_from("<I", data)
            if data[11] & 0x10:
                found.rows.add(row)
        elif kind == 60 and data[16] & 1:
            found.columns.update(_span(*struct.unpack_from("<II", data)))
        elif kind in (3, 11):
            found.errors[row, struct.unpack_from("<I", data)[0]] = _error(data[8])
    return found


def _span(first: int, last: int) -> range:
    return range(first, min(last + 1, _COLUMNS))


def _error(code: int) -> str:
    return _ERRORS.get(code, "#N/A")


def book_of(content: bytes) -> bytes:
    """Return the records of a workbook of Excel 97, taken out of their container."""
    import olefile

    with olefile.OleFileIO(BytesIO(content)) as file:
        return bytes(file.openstream("Workbook").read())


def biff8_sheets(stream: bytes) -> list[Iterator[Record]]:
    """Return the records of every sheet."""
    starts = [struct.unpack_from("<I", data)[0] for kind, data in _biff8(stream, 0) if kind == 0x85]
    return [_biff8(stream, start) for start in starts]


def _biff8(stream: bytes, at: int) -> Iterator[Record]:
    """Yield the records from ``at`` to the end of their part; parts within it (charts) are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == 0x0809) - (kind == 0x000A)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def biff12(stream: bytes) -> Iterator[Record]:
    """Yield the records of a part of an xlsb."""
    at = 0
    while at < len(stream):
        kind, at = _short(stream, at, 2)
        size, at = _short(stream, at, 4)
        yield kind, stream[at : at + size]
        at += size


def _short(stream: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of up to ``most`` bytes of seven figures each, and where it ends."""
    number = 0
    for place in range(most):
        byte = stream[at]
        at += 1
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return number, at


def _wide(data: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<I", data, at)
    return data[at + 4 : at + 4 + 2 * length].decode("utf-16-le")
