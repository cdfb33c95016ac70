"""The figures of an evaluation: means, weights, dropped extremes, ranks, agreement.

Score of a project = sum over criteria of weight x mean of the panel's scores, each as a share of its scale,
so that a full score is the sum of the weights; several panels are put together by the panels' weights.  A
sheet or a score that is missing stays missing and never counts as nought.  Sums are exact (``math.fsum``):
no figure depends on the order in which the scores came.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

DROP_FROM = 5
"""Scores that a panel must have given before the highest and the lowest are left out."""

Scores = Mapping[int, float]
"""What the members of one panel gave for one criterion of one project, by member."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """One criterion as it counts: its weight and the ends of its scale."""

    id: int
    weight: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class PanelWeight:
    """One panel as it counts; ``members`` are those who may judge the project (the excluded left out)."""

    id: int
    weight: float
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of one project in one panel: the mean that counts and how far the scores lie apart."""

    criterion_id: int
    panel_id: int
    mean: float | None
    deviation: float | None
    spread: float | None
    counted: int
    dropped: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """A project's score of at most the sum of the weights; None where nobody has scored yet.

    ``missing`` counts scores that are still to come: until there are none the score is provisional.
    """

    project_id: int
    score: float | None
    missing: int
    criteria: tuple[CriterionResult, ...]

    @property
    def provisional(self) -> bool:
        """Tell whether scores are still to come."""
        return self.missing > 0


def counted(scores: Scores, *, drop_extremes: bool) -> tuple[list[float], tuple[int, ...]]:
    """Return the scores that count and the members whose highest and lowest are left out.

    Of equal extremes one is left out, that of the member with the smallest id; never where a panel has given
    fewer than ``DROP_FROM`` scores.
    """
    if not drop_extremes or len(scores) < DROP_FROM:
        return list(scores.values()), ()
    lowest = min(scores, key=lambda member: (scores[member], member))
    highest = max((member for member in scores if member != lowest), key=lambda m: (scores[m], -m))
    return [value for member, value in scores.items() if member not in (lowest, highest)], (lowest, highest)


def mean(values: Sequence[float]) -> float | None:
    """Return the mean, exact to the last digit whatever the order; None of nothing."""
    return math.fsum(values) / len(values) if values else None


def deviation(values: Sequence[float]) -> float | None:
    """Return the standard deviation of the scores as they are (of all, not of a sample); None below two."""
    middle = mean(values)
    if middle is None or len(values) < 2:
        return None
    return math.sqrt(math.fsum([(value - middle) ** 2 for value in values]) / len(values))


def criterion_result(
    criterion_id: int, panel_id: int, scores: Scores, *, drop_extremes: bool
) -> CriterionResult:
    """Return mean and spread of one criterion in one panel; spread and deviation are of all scores given."""
    values, dropped = counted(scores, drop_extremes=drop_extremes)
    every = list(scores.values())
    spread = max(every) - min(every) if len(every) > 1 else None
    return CriterionResult(
        criterion_id, panel_id, mean(values), deviation(every), spread, len(values), dropped
    )


def project_result(
    project_id: int,
    criteria: Sequence[Weighted],
    panels: Sequence[PanelWeight],
    scores: Mapping[tuple[int, int], Scores],
    *,
    drop_extremes: bool,
) -> ProjectResult:
    """Return a project's result; ``scores`` are by (panel, criterion)."""
    found = tuple(
        criterion_result(
            criterion.id, panel.id, scores.get((panel.id, criterion.id), {}), drop_extremes=drop_extremes
        )
        for panel in panels
        for criterion in criteria
    )
    expected = sum(len(panel.members) for panel in panels) * len(criteria)
    given = 0
    for panel in panels:
        judges = frozenset(panel.members)
        given += sum(len(judges & scores.get((panel.id, one.id), {}).keys()) for one in criteria)
    return ProjectResult(project_id, total(criteria, panels, found), max(expected - given, 0), found)


def total(
    criteria: Sequence[Weighted], panels: Sequence[PanelWeight], results: Iterable[CriterionResult]
) -> float | None:
    """Return the weighted score of what has been scored; None where nothing has.

    A criterion that nobody of a panel has scored yet leaves its weight to the others of that panel, a panel
    that has given nothing its weight to the other panels: what is missing is not nought.
    """
    by_place = {(one.panel_id, one.criterion_id): one for one in results}
    shares: list[tuple[float, float]] = []
    for panel in panels:
        known = [
            (criterion, value)
            for criterion in criteria
            if (value := _share(criterion, by_place.get((panel.id, criterion.id)))) is not None
        ]
        weight = math.fsum(criterion.weight for criterion, _ in known)
        if weight > 0:
            shares.append((panel.weight, math.fsum(c.weight * value for c, value in known) / weight))
    panel_weight = math.fsum(weight for weight, _ in shares)
    if panel_weight <= 0:
        return None
    full = math.fsum(criterion.weight for criterion in criteria)
    return full * math.fsum(weight * share for weight, share in shares) / panel_weight


def _share(criterion: Weighted, result: CriterionResult | None) -> float | None:
    # As offices count: 8 of a scale to 10 is 80 %, whatever the lowest step of the scale is called.
    return None if result is None or result.mean is None else result.mean / criterion.highest


def ranks(scores: Mapping[int, float | None]) -> dict[int, int | None]:
    """Return competition ranks (1, 2, 2, 4) of projects by their scores; one without a score has none.

    Scores that print alike to six decimals are equal: a tie is no matter of the last bit.
    """
    known = sorted((round(score, 6) for score in scores.values() if score is not None), reverse=True)
    first: dict[float, int] = {}
    for place, score in enumerate(known, 1):
        first.setdefault(score, place)
    return {key: None if score is None else first[round(score, 6)] for key, score in scores.items()}


def alpha(units: Iterable[Sequence[float]]) -> float | None:
    """Return Krippendorff's alpha for interval data: 1 full agreement, 0 chance, below that worse.

    ``units`` are the scores that one thing got from several reviewers; missing ones are left out.  None where
    nothing can be compared or nothing varies.  (Krippendorff, Content Analysis, 4th ed., ch. 12.  The library
    ``krippendorff`` is well kept but needs numpy, which slows every start and workbook; others are under the
    GPL.  So it is worked out here, and held against two published examples.)
    """
    pairable = [list(unit) for unit in units if len(unit) > 1]
    values = [value for unit in pairable for value in unit]
    count = len(values)
    if count < 2:
        return None
    observed = math.fsum(2 * _squares(unit) / (len(unit) - 1) for unit in pairable) / count
    expected = 2 * _squares(values) / (count * (count - 1))
    return None if expected == 0 else 1 - observed / expected


def _squares(values: Sequence[float]) -> float:
    """Return the sum of squared differences of all pairs: n times the sum of squares about the mean."""
    middle = math.fsum(values) / len(values)
    return len(values) * math.fsum((value - middle) ** 2 for value in values)
