"""A 채점표 that came back: its codes and rows as text, with the numbers of the rows."""

from app.domain.evaluation.score_form import HEADS, MEMBER_CODE, ROUND_CODE, FormRow, ReturnedForm
from exports.readers.books import Unreadable
from exports.readers.sheets import read_rows

_NO_FORM = "이 프로그램에서 만든 채점표가 아닙니다."


def read(content: bytes) -> ReturnedForm:
    """Return what a file holds; ``Unreadable`` with a sentence where it is no 채점표."""
    return _form(read_rows(content))


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
