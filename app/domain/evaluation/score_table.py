"""One project's sheets of one panel as a table: scores by criterion and reviewer, with what they come to."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evaluation.rounds import RubricCriterion
from app.domain.evaluation.scoring import CriterionResult
from app.domain.evaluation.standing import Standing

FLAGGED_SHARE = 0.3
"""Reviewers who lie apart by this share of the scale (3 of 10 points) are asked to look again."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One criterion: the scores by reviewer, their mean, how far they lie apart, what it adds to the sum."""

    criterion: RubricCriterion
    values: tuple[float | None, ...]
    result: CriterionResult

    @property
    def weighted(self) -> float | None:
        """Return what the criterion adds to the score."""
        if self.result.mean is None:
            return None
        return self.criterion.weight * self.result.mean / self.criterion.highest

    @property
    def flagged(self) -> bool:
        """Tell whether the reviewers lie too far apart."""
        spread = self.result.spread
        return spread is not None and spread >= FLAGGED_SHARE * self.criterion.highest

    def stands_out(self, place: int) -> bool:
        """Tell whether the score at ``place`` is that of a flagged row that lies farthest from its mean."""
        known = [value for value in self.values if value is not None]
        value = self.values[place]
        if not self.flagged or value is None:
            return False
        middle = math.fsum(known) / len(known)
        return abs(value - middle) >= max(abs(one - middle) for one in known) - 1e-9


def score_rows(
    standing: Standing,
    criteria: Sequence[RubricCriterion],
    panel_id: int,
    members: Sequence[int],
    project_id: int,
) -> list[ScoreRow]:
    """Return the rows of a project's table for one panel, in the order of the criteria."""
    results = {
        one.criterion_id: one for one in standing.results[project_id].criteria if one.panel_id == panel_id
    }
    return [
        ScoreRow(
            one,
            tuple(standing.given(project_id, panel_id, one.id).get(member) for member in members),
            results[one.id],
        )
        for one in criteria
    ]


def member_sum(rows: Sequence[ScoreRow], place: int) -> float | None:
    """Return the weighted sum of one reviewer's sheet; None until it is finished."""
    given = [(row.criterion, row.values[place]) for row in rows]
    if not given or any(value is None for _, value in given):
        return None
    return math.fsum(one.weight * value / one.highest for one, value in given if value is not None)


def panel_score(rows: Sequence[ScoreRow]) -> float | None:
    """Return the panel's score: criteria that nobody has scored yet leave their weight to the others."""
    known = [(row.criterion.weight, row.weighted) for row in rows if row.weighted is not None]
    weight = math.fsum(one for one, _ in known)
    if weight <= 0:
        return None
    full = math.fsum(row.criterion.weight for row in rows)
    return full * math.fsum(value for _, value in known) / weight
