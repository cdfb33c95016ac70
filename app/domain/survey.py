"""설문: questions with answers, and what the answers add up to.

An empty cell is no answer: it is missing and never counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.proposal import QuestionType
from app.errors import UserError


@dataclass(frozen=True, slots=True)
class Answer:
    """What one respondent (1, 2, …) answered."""

    respondent: int
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its type and the answers given."""

    text: str
    type: QuestionType
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """A sheet as read: its questions and how many respondents it has.

    ``personal`` are the columns that tell who answered and are not read; ``remarks`` tell of rows left aside.
    """

    questions: tuple[Question, ...]
    respondents: int
    personal: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """Return sentences on what of the sheet is not read."""
        if not self.personal:
            return self.remarks
        named = ", ".join(self.personal)
        return (f"누가 답했는지 적힌 열은 문항이 아니므로 읽지 않습니다: {named}", *self.remarks)


class AnswersRefused(UserError):
    """Answers hold what may not be stored; ``answers`` are those: respondent and question."""

    def __init__(self, answers: Sequence[tuple[int, str]]) -> None:
        """Say which answer is the first."""
        number, text = answers[0]
        more = f" (외 {len(answers) - 1:,}개)" if len(answers) > 1 else ""
        super().__init__(
            f"‘{text}’ {number}번 응답{more}에 주민등록번호로 보이는 숫자가 있어 저장하지 않았습니다. "
            "그 부분을 지우십시오.",
            "path",
        )
        self.answers = tuple(answers)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What a question's answers add up to; ``n`` answered, ``mean`` only of numbers, None of no answer."""

    id: int
    text: str
    type: str
    n: int
    mean: float | None
    counts: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey that was imported, with its results; ``respondents`` answered at least one question."""

    id: int
    title: str
    project_id: int
    session_id: int | None
    respondents: int
    questions: tuple[QuestionResult, ...]


def number(value: str) -> float | None:
    """Return the number that a cell holds (``4``, ``4점``, ``1,200``), or None."""
    try:
        return float(value.replace(",", "").removesuffix("점").strip())
    except ValueError:
        return None


def summed_up(question_id: int, text: str, kind: str, values: Sequence[str]) -> QuestionResult:
    """Return counts, mean with n, or the free answers of a question.

    Numbers are listed by size, choices by how often; an answer that is no number stays out of the mean and n.
    """
    if kind == QuestionType.TEXT:
        return QuestionResult(question_id, text, kind, len(values), None, (), tuple(values))
    if kind == QuestionType.CHOICE:
        counts = Counter(values).most_common()
        return QuestionResult(question_id, text, kind, len(values), None, tuple(counts), ())
    numbers = [found for value in values if (found := number(value)) is not None]
    tally = Counter(numbers)
    shown = tuple((f"{value:g}", tally[value]) for value in sorted(tally))
    mean = sum(numbers) / len(numbers) if numbers else None
    return QuestionResult(question_id, text, kind, len(numbers), mean, shown, ())
