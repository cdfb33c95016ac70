"""순위표: all scores of a round in memory: one more score or another weight moves the ranks at once."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from app.domain.evaluation.scoring import PanelWeight, ProjectResult, Weighted, alpha, project_result, ranks


@dataclass(frozen=True, slots=True)
class Given:
    """What members of a panel gave for one criterion of one project, by member."""

    project_id: int
    panel_id: int
    criterion_id: int
    values: Mapping[int, float]


Shares = list[tuple[float, list[tuple[int, float]]]]
"""By panel its weight and the means as shares of their scales, by criterion."""


@dataclass
class Standing:
    """The scores of a round with what follows from them.

    ``excluded`` are (member, project) pairs: their scores do not count and are not missed.  ``results`` are
    kept by project; a score that changes makes that project's alone anew.
    """

    criteria: tuple[Weighted, ...]
    panels: tuple[PanelWeight, ...]
    projects: tuple[int, ...]
    excluded: frozenset[tuple[int, int]] = frozenset()
    drop_extremes: bool = False
    results: dict[int, ProjectResult] = field(default_factory=dict)
    counts: dict[int, dict[int, int]] = field(default_factory=dict)
    """How many scores each member has given, by project."""
    _shares: dict[int, Shares] = field(default_factory=dict)
    _scores: dict[int, dict[tuple[int, int], dict[int, float]]] = field(default_factory=dict)

    def take(self, scores: Iterable[Given], told: Callable[[int, int], None] | None = None) -> None:
        """Take in scores and work out every result; ``told(done, total)`` counts the projects."""
        for one in scores:
            values = one.values
            if self.excluded:
                kept = self.excluded
                values = {m: value for m, value in values.items() if (m, one.project_id) not in kept}
            self._of(one.project_id, one.panel_id, one.criterion_id).update(values)
        for number, project_id in enumerate(self.projects, 1):
            self._work_out(project_id)
            if told is not None:
                told(number, len(self.projects))

    def set_score(
        self, project_id: int, panel_id: int, member_id: int, criterion_id: int, value: float | None
    ) -> ProjectResult:
        """Exchange one score (None takes it away) and return the project's new result."""
        if value is None:
            self._of(project_id, panel_id, criterion_id).pop(member_id, None)
        elif (member_id, project_id) not in self.excluded:
            self._of(project_id, panel_id, criterion_id)[member_id] = value
        return self._work_out(project_id)

    def given(self, project_id: int, panel_id: int, criterion_id: int) -> Mapping[int, float]:
        """Return the scores that count for one criterion of one project in one panel, by member."""
        return self._of(project_id, panel_id, criterion_id)

    def scores(self) -> dict[int, float | None]:
        """Return every project's score."""
        return {project_id: self.results[project_id].score for project_id in self.projects}

    def ranks(self) -> dict[int, int | None]:
        """Return every project's rank."""
        return ranks(self.scores())

    def reweighted(self, weights: Mapping[int, float]) -> dict[int, float | None]:
        """Return what the scores would be if criteria had other weights; nothing is changed.

        The means stay, so only the sums are made anew: quick enough to follow a slider.
        """
        tried = {one.id: weights.get(one.id, one.weight) for one in self.criteria}
        full = math.fsum(tried.values())
        return {
            project_id: self._total(self._shares[project_id], tried, full) for project_id in self.projects
        }

    @staticmethod
    def _total(shares: Shares, weights: Mapping[int, float], full: float) -> float | None:
        # The same as ``scoring.total``, on shares that are worked out already.
        found = []
        for panel_weight, known in shares:
            weight = math.fsum(weights[key] for key, _ in known)
            if weight > 0:
                found.append((panel_weight, math.fsum(weights[key] * share for key, share in known) / weight))
        whole = math.fsum(weight for weight, _ in found)
        return full * math.fsum(weight * share for weight, share in found) / whole if whole > 0 else None

    def agreement(self, panel_id: int, criterion_id: int) -> float | None:
        """Return how far the members of a panel agree on a criterion over all projects (Krippendorff)."""
        return alpha(
            list(self._of(project_id, panel_id, criterion_id).values()) for project_id in self.projects
        )

    def _of(self, project_id: int, panel_id: int, criterion_id: int) -> dict[int, float]:
        return self._scores.setdefault(project_id, {}).setdefault((panel_id, criterion_id), {})

    def _work_out(self, project_id: int) -> ProjectResult:
        result = project_result(
            project_id, self.criteria, self._panels_for(project_id), self._scores.get(project_id, {}),
            drop_extremes=self.drop_extremes,
        )  # fmt: skip
        self.results[project_id] = result
        highest = {one.id: one.highest for one in self.criteria}
        self._shares[project_id] = [
            (
                panel.weight,
                [
                    (one.criterion_id, one.mean / highest[one.criterion_id])
                    for one in result.criteria
                    if one.panel_id == panel.id and one.mean is not None
                ],
            )
            for panel in self.panels
        ]
        self.counts[project_id] = dict(Counter(chain(*self._scores.get(project_id, {}).values())))
        return result

    def _panels_for(self, project_id: int) -> Sequence[PanelWeight]:
        if not any(project == project_id for _member, project in self.excluded):
            return self.panels
        return [
            replace(panel, members=tuple(m for m in panel.members if (m, project_id) not in self.excluded))
            for panel in self.panels
        ]
