"""A 채점표 that came back: its codes and rows as text, with the numbers of the rows."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from app.domain.score_form import HEADS, MEMBER_CODE, ROUND_CODE, FormRow, ReturnedForm
from exports.readers.sheets import MOST_ROWS, Unreadable, text_of

_NO_FORM = "이 프로그램에서 만든 채점표가 아닙니다."


def read(content: bytes) -> ReturnedForm:
    """Return what a file holds; ``Unreadable`` with a sentence where it is no 채점표."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise Unreadable("엑셀 파일(.xlsx)로 읽을 수 없습니다.") from error
    try:
        rows = list(_texts(book.worksheets[0]))
    finally:
        book.close()
    return _form(rows)


def _texts(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS:
            raise Unreadable(f"줄이 {MOST_ROWS:,}개를 넘습니다.")
        yield number, [text_of(value).strip() for value in row]


def _form(rows: list[tuple[int, list[str]]]) -> ReturnedForm:
    head = next(
        (place for place, (_number, cells) in enumerate(rows) if tuple(cells[: len(HEADS)]) == HEADS), None
    )
    if head is None:
        raise Unreadable(_NO_FORM)
    codes: dict[str, str] = {}
    for _number, cells in rows[:head]:
        for place, words in enumerate(cells[:-1]):
            if words in (ROUND_CODE, MEMBER_CODE):
                codes[words] = cells[place + 1]
    if len(codes) < 2:
        raise Unreadable(_NO_FORM)
    found = tuple(_row(number, cells) for number, cells in rows[head + 1 :] if any(cells))
    return ReturnedForm(codes[ROUND_CODE], codes[MEMBER_CODE], found)


def _row(number: int, cells: list[str]) -> FormRow:
    project, criterion, _said, weight, lowest, highest, score, comment, *codes = [*cells, *[""] * len(HEADS)]
    return FormRow(number, project, criterion, weight, lowest, highest, score, comment, codes[0], codes[1])
