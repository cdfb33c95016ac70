"""A sheet (xlsx or csv) as rows of text: the first sheet that has anything in it.

Formulas give the value that was last calculated; dates read 2026. 11. 21.; whole numbers lose their ".0".
"""

import csv
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

MOST_ROWS = 50_000
MOST_COLUMNS = 500


class Unreadable(Exception):
    """The file is no sheet; the text says why in a sentence."""


def read_xlsx(content: bytes) -> list[list[str]]:
    """Return the rows of a workbook's first filled sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unreadable(
            "엑셀 파일(.xlsx)로 읽을 수 없습니다. 암호가 걸려 있으면 풀어서 저장하십시오."
        ) from error
    try:
        for sheet in book.worksheets:
            rows = _filled(_cells(row) for row in sheet.iter_rows(values_only=True))
            if rows:
                return rows
    finally:
        book.close()
    return []


def read_csv(text: str) -> list[list[str]]:
    """Return the rows of a text whose columns stand apart by commas, semicolons or tabs."""
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        return _filled(row for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(
            "한 칸의 글이 너무 길거나 표로 읽을 수 없습니다. 엑셀에서 다시 저장하십시오."
        ) from error


def _filled(rows: Iterable[list[str]]) -> list[list[str]]:
    found = []
    for row in rows:
        cells = [cell.strip() for cell in row[:MOST_COLUMNS]]
        if any(cells):
            found.append(cells)
        if len(found) > MOST_ROWS:
            raise Unreadable(f"줄이 {MOST_ROWS:,}개를 넘습니다. 나누어 저장하십시오.")
    return found


def _cells(row: Iterable[Any]) -> list[str]:
    return [text_of(value) for value in row]


def text_of(value: Any) -> str:
    """Return a cell's value as text: whole numbers without .0, dates as 2026. 11. 21."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return f"{value.year}. {value.month}. {value.day}."
    if isinstance(value, time):
        return f"{value.hour:02d}:{value.minute:02d}"
    return str(value)
