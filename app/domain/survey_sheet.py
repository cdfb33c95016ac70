"""A result sheet of a 설문 becomes questions with answers.

Two shapes are read: a row per respondent under a row of questions, and rows of question, type and answers.
Columns that tell who answered are no questions and are not read.
"""

from collections import Counter
from collections.abc import Sequence

from app.domain.person import PERSON_FIELDS
from app.domain.privacy import resident_number
from app.domain.proposal import QuestionType
from app.domain.survey import Answer, AnswersRefused, Question, SurveySheet, number
from app.domain.tabular.matching import holds_contacts, is_resident, plain
from app.errors import UserError

SCALE_MOST = 11
"""Whole numbers of a scale run from 0 or 1 up to 10 at most."""
CHOICE_MOST, CHOICE_LONGEST = 12, 40
_TYPE_WORDS = {
    "객관식": QuestionType.CHOICE, "선택형": QuestionType.CHOICE, "단일선택": QuestionType.CHOICE,
    "점수": QuestionType.SCALE, "만족도": QuestionType.SCALE, "5점척도": QuestionType.SCALE,
    "주관식": QuestionType.TEXT, "서술형": QuestionType.TEXT, "자유응답": QuestionType.TEXT,
}  # fmt: skip
_NO_QUESTION = (
    "타임스탬프",
    "응답시간",
    "응답일시",
    "순번",
    "연번",
    "번호",
    "응답자",
    "응답자번호",
    "timestamp",
)
_HEADS = frozenset({*_NO_QUESTION, "문항", "질문", "종류", "유형", "question", "type"})
_PERSONAL = frozenset(
    plain(word)
    for spec in PERSON_FIELDS
    if spec.key in ("name", "phone", "email")
    for word in (spec.label, *spec.aliases, "주소", "집 주소", "생년월일", "응답자 이름", "응답자 성명")
)


def read_sheet(rows: Sequence[Sequence[str]]) -> SurveySheet:
    """Return the questions of a sheet in either shape; a ``UserError`` where there are none."""
    if len(rows) < 2:
        raise UserError("첫 줄에 문항, 다음 줄부터 응답이 있는 표를 고르십시오.", "path")
    sheet = _listed(rows) if _is_list(rows[0]) else _per_respondent(rows)
    if not sheet.questions:
        raise UserError("응답이 있는 문항이 없습니다. 첫 줄이 문항인지 확인하십시오.", "path")
    refused = [
        (answer.respondent, question.text)
        for question in sheet.questions
        for answer in question.answers
        if resident_number.holds(answer.value)
    ]
    if refused:
        raise AnswersRefused(refused)
    return sheet


def knows(heading: str) -> bool:
    """Tell whether a heading is one that sheets of answers have: numbers, times, persons, the list's own."""
    return plain(heading) in _HEADS or is_personal(heading)


def is_personal(heading: str) -> bool:
    """Tell whether a heading asks who somebody is, and not what that person thinks."""
    return plain(heading) in _PERSONAL or is_resident(heading)


def _is_list(head: Sequence[str]) -> bool:
    words = ["".join(cell.split()) for cell in head]
    return words[:2] in (["문항", "종류"], ["문항", "유형"], ["질문", "종류"], ["질문", "유형"]) or [
        word.lower() for word in words[:2]
    ] == ["question", "type"]


def _per_respondent(rows: Sequence[Sequence[str]]) -> SurveySheet:
    questions, personal = [], []
    for column, head in enumerate(rows[0]):
        if not head or "".join(head.split()).lower() in _NO_QUESTION:
            continue
        cells = [row[column] if column < len(row) else "" for row in rows[1:]]
        if is_personal(head) or holds_contacts(cells):
            personal.append(head)
            continue
        answers = tuple(Answer(respondent, cell) for respondent, cell in enumerate(cells, 1) if cell)
        if answers:
            questions.append(Question(head, guess([answer.value for answer in answers]), answers))
    return SurveySheet(tuple(questions), len(rows) - 1, tuple(personal))


def _listed(rows: Sequence[Sequence[str]]) -> SurveySheet:
    answers: dict[str, list[Answer]] = {}
    types: dict[str, QuestionType | None] = {}
    for row in rows[1:]:
        text, kind, cells = row[0], row[1] if len(row) > 1 else "", row[2:]
        if not text:
            continue
        types[text] = types.get(text) or _type(kind)
        first = len(answers.setdefault(text, []))
        answers[text] += [Answer(first + place, cell) for place, cell in enumerate(cells, 1) if cell]
    found = [
        Question(text, types[text] or guess([one.value for one in given]), tuple(given))
        for text, given in answers.items()
        if given
    ]
    most = max((answer.respondent for question in found for answer in question.answers), default=0)
    return SurveySheet(tuple(found), most)


def _type(word: str) -> QuestionType | None:
    tight = "".join(word.split())
    named = next((kind for kind in QuestionType if tight in ("".join(kind.label.split()), kind.value)), None)
    return named or _TYPE_WORDS.get(tight)


def guess(values: Sequence[str]) -> QuestionType:
    """Return the likely type: whole numbers up to 10 are a scale, few repeated short words a choice."""
    numbers = [number(value) for value in values]
    if all(value is not None for value in numbers):
        whole = all(value == int(value) and 0 <= value < SCALE_MOST for value in numbers if value is not None)
        return QuestionType.SCALE if whole else QuestionType.NUMBER
    kinds = Counter(values)
    repeated = len(kinds) <= max(2, len(values) // 2) and len(kinds) <= CHOICE_MOST
    if repeated and max(map(len, kinds)) <= CHOICE_LONGEST:
        return QuestionType.CHOICE
    return QuestionType.TEXT
