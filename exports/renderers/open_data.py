"""개방 데이터 as a zip: a CSV for every table, a data dictionary, and the same as JSON.

CSV is UTF-8 with its mark (so that Excel reads Korean), commas and CRLF (RFC 4180); days are ISO 8601.
Text that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import StringIO
from typing import IO, Any

from exports.blocks import Document, Row, Table, Value
from exports.values import native

_TIME = (1980, 1, 1, 0, 0, 0)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Progress = Callable[[int, int], None]


def write(
    document: Document, dictionary: Table, about: Sequence[str], stream: IO[bytes], progress: Progress
) -> None:
    """Write the data tables of ``document``, their ``dictionary`` and what there is to know ``about`` them.

    ``progress`` hears (done, all) counted in tables; it may raise to stop.
    """
    whole = len(document.data_tables) + 1
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        _add(target, "읽어 주세요.txt", "\r\n".join(about) + "\r\n")
        _add(target, "자료 사전.csv", table_text(dictionary))
        for number, table in enumerate(document.data_tables, 1):
            progress(number, whole)
            _add(target, f"{table.label}.csv", table_text(table))
        whole_text = json.dumps(_content(document, dictionary), ensure_ascii=False, indent=1)
        target.writestr(_entry("data.json"), whole_text + "\n")
    progress(whole, whole)


def table_text(table: Table) -> str:
    """Return a table as CSV under its labels."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.label for column in table.columns])
    writer.writerows(_cells(table, row) for row in table.rows)
    return stream.getvalue()


def _cells(table: Table, row: Row) -> Iterable[str]:
    for value, column in zip(row, table.columns, strict=True):
        yield _cell(native(value, column.kind))


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _content(document: Document, dictionary: Table) -> dict[str, Any]:
    return {
        "title": document.title,
        "as_of": document.as_of.isoformat(),
        "dictionary": _records(dictionary),
        "tables": {table.name: _records(table) for table in document.data_tables},
    }


def _records(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    kinds = [column.kind for column in table.columns]
    return [
        {
            name: _plain(native(value, kind))
            for name, value, kind in zip(names, row, kinds, strict=True)
        }
        for row in table.rows
    ]  # fmt: skip


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _add(target: zipfile.ZipFile, name: str, text: str) -> None:
    target.writestr(_entry(name), text.encode("utf-8-sig"))


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info
