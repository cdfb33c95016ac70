"""채점표 as a file: what is given out to one reviewer, what came back row by row, and what of it is taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.evaluation.rounds import RubricCriterion

HEADS = ("과제", "기준", "설명", "가중치", "최저점", "최고점", "점수", "의견", "과제 코드", "기준 코드")
OVERALL, OVERALL_CODE = "총평", "overall"
"""The row of a project that takes no score but what a reviewer has to say of it as a whole."""
ROUND_CODE, MEMBER_CODE = "평가 코드", "위원 코드"


@dataclass(frozen=True, slots=True)
class FormProject:
    """A project on a form; ``scores`` and ``comments`` by criterion and 총평 are what was given before."""

    uid: str
    title: str
    scores: Mapping[int, float]
    comments: Mapping[int, str]
    overall: str = ""


@dataclass(frozen=True, slots=True)
class ScoreForm:
    """What one reviewer gets: the projects to judge by the criteria of the round."""

    round_uid: str
    title: str
    member_uid: str
    member: str
    closes: str
    criteria: tuple[RubricCriterion, ...]
    projects: tuple[FormProject, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a file that came back, as text, with its number in the sheet."""

    number: int
    project: str
    criterion: str
    weight: str
    lowest: str
    highest: str
    score: str
    comment: str
    project_uid: str
    criterion_uid: str


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A file that came back."""

    round_uid: str
    member_uid: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what became of it: a score to take, or the ``problem`` for which it is refused."""

    file: str
    row: int
    member: str
    project: str
    criterion: str
    score: str
    problem: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """Return what becomes of the row."""
        return f"거절: {self.problem}" if self.problem else self.note or "넣음"


def altered(row: FormRow, one: RubricCriterion) -> bool:
    """Tell whether the words or figures of a criterion were changed in the file."""
    figures = [row.weight.removesuffix("%"), row.lowest, row.highest]
    return row.criterion != one.label or figures != [str(one.weight), str(one.lowest), str(one.highest)]


def refused(rows: Sequence[Judged]) -> int:
    """Return how many rows are refused."""
    return sum(bool(one.problem) for one in rows)
