"""What the rounds of 평가 read: every round, and one of them with scores, comments and awards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.evaluation.rounds import EvaluationRound
from app.services.evaluation import awards, rounds, scores
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell
from ui.pages.evaluation.score_model import WHOLE

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Read:
    """Every round, and one of them with its scores and comments.

    ``comments`` hold 총평 too, in the place of no criterion; ``awarded`` are the grades by project.
    """

    rounds: tuple[EvaluationRound, ...]
    found: RoundParts | None
    comments: dict[Cell, str]
    awarded: dict[int, str]


def read(ws: "Workspace", wanted: int | None, progress: Callable[[int, int], None] | None = None) -> Read:
    """Read the round ``wanted``, the newest where there is no such; ``progress`` counts its projects."""
    every = tuple(rounds.every(ws))
    ids = [one.id for one in every]
    chosen = wanted if wanted in ids else next(iter(ids), None)
    if chosen is None:
        return Read(every, None, {}, {})
    comments = scores.remarks(ws, chosen)
    for (member_id, project_id), words in scores.overall(ws, chosen).items():
        comments[Cell(member_id, project_id, WHOLE)] = words
    awarded: dict[int, str] = {}
    for one in awards.of_round(ws, chosen):
        awarded.setdefault(one.project_id, one.grade)
    return Read(every, rounds.parts(ws, chosen, progress), comments, awarded)
