"""What users say of an example project that was carried out: two scales, a choice and free words."""

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.domain.proposal import QuestionType
from app.domain.survey import Answer, Question, SurveySheet
from app.services import surveys

if TYPE_CHECKING:
    from app.services.workspace import Workspace

# How many of a hundred give 1, 2, … 5 points; every year a little more of them are satisfied.
_POINTS = (2, 6, 22, 42, 28)
_LEAST, _MOST = 16, 40
_FREE = 5


def ask(ws: "Workspace", words: Mapping[str, Any], project_id: int, title: str, years_back: int) -> None:
    """Keep the survey of the project called ``title``; the same title answers the same."""
    rng = random.Random(f"설문 {title}")  # noqa: S311 - a repeatable choice, no secret
    count = rng.randint(_LEAST, _MOST)
    shares = (*_POINTS[:3], _POINTS[3], max(_POINTS[4] - 6 * years_back + rng.randint(-6, 6), 4))
    points = [rng.choices("12345", shares, k=count) for _text in words["scale"]]
    questions = [
        Question(text, QuestionType.SCALE, _numbered(given))
        for text, given in zip(words["scale"], points, strict=True)
    ]
    again = rng.choices(words["choices"], (70, 22, 8), k=count)
    questions.append(Question(words["again"], QuestionType.CHOICE, _numbered(again)))
    said = rng.sample(words["words"], _FREE)
    questions.append(Question(words["free"], QuestionType.TEXT, _numbered(said)))
    surveys.store(ws, project_id, words["title"], SurveySheet(tuple(questions), count))


def _numbered(values: list[str]) -> tuple[Answer, ...]:
    return tuple(Answer(number, value) for number, value in enumerate(values, 1))
