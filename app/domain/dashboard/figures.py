"""현황: what is counted of own projects, narrowed by filters that work together.

Every figure is counted from the same records, one ``Fact`` for each own project.  A filter on one side (연도,
분야, …) narrows every figure; only the chart of that side keeps its values, so that another can be chosen.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import compress, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from app.domain.proposal import DecisionKind
from app.domain.rounding import half_up
from app.domain.survey import number

Filters = Mapping[str, tuple[Any, ...]]
SIDES = ("year", "program_id", "service_field", "province", "lead_agency_id", "stage")
"""The sides by which projects are counted and filtered; they are fields of the list of projects."""


class Fact(NamedTuple):
    """One own project as 현황 counts it.

    ``team`` and ``citizens`` count the present members; ``minutes`` of citizens were noted at ``times``
    attendances, ``unmeasured`` of which have no length.
    """

    id: int
    year: int | None
    program_id: int | None
    service_field: str | None
    province: str | None
    lead_agency_id: int | None
    stage: str
    active: bool
    idle_days: int
    goal: int | None
    doubtful: bool
    minutes: int
    times: int
    unmeasured: int
    team: int = 0
    citizens: int = 0

    @property
    def share(self) -> float | None:
        """Return the citizens' share of the team in percent, None without a team."""
        return 100 * self.citizens / self.team if self.team else None

    @property
    def short(self) -> bool:
        """Tell whether a running project's team has fewer citizens than its rule asks for."""
        return is_short(self.active, self.team, self.citizens, self.goal)


def is_short(active: bool, team: int, citizens: int, goal: int | None) -> bool:
    """Tell whether a running project's ``team`` has fewer citizens than its rule asks for, in percent."""
    return bool(active and team) and goal is not None and 100 * citizens < goal * team


class Steps(NamedTuple):
    """The proposals of one project (None: of none) in the funnel and by their decision."""

    project_id: int | None
    received: int = 0
    reviewed: int = 0
    decided: int = 0
    carried_out: int = 0
    adopted: int = 0
    partly: int = 0
    rejected: int = 0
    overdue: int = 0

    @property
    def taken_up(self) -> int:
        """Return how many were taken up, whole or in part."""
        return self.adopted + self.partly

    def of(self, decision: str) -> int:
        """Return how many were decided so; those still in review are not decided at all."""
        counts = {"adopted": self.adopted, "partly": self.partly, "rejected": self.rejected}
        return counts.get(decision, self.received - self.decided)


class Answers(NamedTuple):
    """Answers to one question about satisfaction, or a measured value: their sum, number, and extremes."""

    project_id: int
    what: str
    total: float
    n: int
    low: float
    high: float


SCALE = (1, 5)
"""만족도 is told on the five-point scale; answers on another are not converted but left out, and counted."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with the number of answers it rests on; None where there is none."""

    value: float | None = None
    n: int = 0

    @classmethod
    def of(cls, rows: Iterable[Answers]) -> "Mean":
        """Return the mean of all answers together."""
        found = list(rows)
        n = sum(row.n for row in found)
        return cls(sum(row.total for row in found) / n if n else None, n)


@dataclass(frozen=True, slots=True)
class Names:
    """What the file calls programmes and agencies, by id."""

    programs: Mapping[int, str] = field(default_factory=dict)
    agencies: Mapping[int, str] = field(default_factory=dict)

    def of(self, side: str) -> Mapping[int, str]:
        """Return the names of a side that refers to records; empty of another."""
        return {"program_id": self.programs, "lead_agency_id": self.agencies}.get(side, {})


def answered(rows: Iterable[tuple[int, int, str, str, int]]) -> Iterable[Answers]:
    """Put the answers to each question together: (question, project, words, answer, how often), by question.

    An answer that is no number is none.
    """
    given = list(rows)
    worth = {text: number(text) for text in {row[3] for row in given}}
    for _question, those in groupby(given, key=itemgetter(0)):
        answers = list(those)
        known = [(value, row[4]) for row in answers if (value := worth[row[3]]) is not None]
        values = [value for value, _often in known] or [0.0]
        total, n = sum(value * often for value, often in known), sum(often for _value, often in known)
        yield Answers(answers[0][1], answers[0][2], total, n, min(values), max(values))


def five_point(surveys: Iterable[Answers], measured: Iterable[Answers]) -> tuple[tuple[Answers, ...], int]:
    """Return the answers about satisfaction that can be put together, and how many others there are.

    A project's surveys count; where it has none, the last measured values of its indicators, each as often
    as its sample is large.  A question with an answer outside 1-5 is on another scale.
    """
    low, high = SCALE
    asked = list(surveys)
    surveyed = {row.project_id for row in asked}
    every = asked + [row for row in measured if row.project_id not in surveyed]
    kept = tuple(row for row in every if row.n and low <= row.low and row.high <= high)
    return kept, len(every) - len(kept)


Columns = Mapping[str, Sequence[Any]]
"""Records field by field: to add up a column of 10,000 takes a fifteenth of asking each record for it."""


def columns_of(fields: Sequence[str], columns: Iterable[Sequence[Any]]) -> Columns:
    """Return columns, as many as there are ``fields``, by their names."""
    return dict(zip(fields, columns, strict=True))


def _those(columns: Columns, which: Sequence[bool]) -> Columns:
    return {name: tuple(compress(column, which)) for name, column in columns.items()}


@dataclass(frozen=True, eq=False)
class Records:
    """Everything that 현황 counts, as it was read once; filters are applied to it without reading again.

    ``projects`` are the fields of ``Fact``, ``steps`` those of ``Steps``; ``satisfaction`` has the answers on
    the five-point scale; ``other_scales`` counts questions on others.
    """

    projects: Columns
    steps: Columns
    satisfaction: tuple[Answers, ...]
    other_scales: int
    names: Names

    @property
    def count(self) -> int:
        """Return how many own projects there are."""
        return len(self.projects["id"])


@dataclass(frozen=True, eq=False)
class Narrowed:
    """The projects that pass every filter, and for each side those that fail on that side alone."""

    columns: Columns
    apart: Mapping[str, Columns]
    filters: Filters

    @property
    def count(self) -> int:
        """Return how many projects pass every filter."""
        return len(self.columns["id"])

    @cached_property
    def inside(self) -> tuple[Fact, ...]:
        """Return the projects that pass every filter one by one, for a list of them."""
        return tuple(map(Fact._make, zip(*self.columns.values(), strict=True)))

    @cached_property
    def ids(self) -> frozenset[int]:
        """Return the ids of the projects that pass every filter."""
        return frozenset(self.columns["id"])

    def for_side(self, side: str) -> Columns:
        """Return the projects that pass every filter but the one on ``side``, field by field."""
        more = self.apart.get(side)
        if more is None:
            return self.columns
        return {name: (*column, *more[name]) for name, column in self.columns.items()}

    def counted(self, side: str) -> Counter[Any]:
        """Return how many projects have each value of a side, every other filter in force."""
        if side not in self._counts:
            column, more = self.columns[side], self.apart.get(side)
            self._counts[side] = Counter(column if more is None else (*column, *more[side]))
        return self._counts[side]

    @cached_property
    def share(self) -> tuple[int | None, int]:
        """Return the mean of the citizens' shares of teams in whole percent, and of how many teams."""
        pairs = zip(self.columns["citizens"], self.columns["team"], strict=True)
        return mean_percent([100 * citizens / team for citizens, team in pairs if team])

    @cached_property
    def _counts(self) -> dict[str, Counter[Any]]:
        return {}


def narrowed(projects: Columns, filters: Filters) -> Narrowed:
    """Return how ``filters`` divide the projects."""
    wanted = {side: frozenset(filters[side]) for side in SIDES if filters.get(side)}
    if not wanted:
        return Narrowed(projects, {}, filters)
    failed = {side: [value not in values for value in projects[side]] for side, values in wanted.items()}
    times = list(map(sum, zip(*failed.values(), strict=True)))
    apart = {
        side: _those(projects, [here and once == 1 for here, once in zip(fails, times, strict=True)])
        for side, fails in failed.items()
    }
    return Narrowed(_those(projects, [not failures for failures in times]), apart, filters)


def steps_of(records: Records, found: Narrowed) -> Columns:
    """Return the proposals of the projects inside; those of no project too, while nothing is filtered."""
    if not any(found.filters.values()):
        return records.steps
    return _those(records.steps, [key in found.ids for key in records.steps["project_id"]])


@lru_cache(maxsize=1)
def total_of(records: Records, found: Narrowed) -> Steps:
    """Return the proposals of the projects inside together, added up once for all that shows them."""
    return summed(steps_of(records, found))


def summed(steps: Columns, places: Sequence[int] | None = None) -> Steps:
    """Return all proposals together, or those at ``places``."""
    counts = (steps[name] for name in Steps._fields[1:])
    if places is None:
        return Steps(None, *map(sum, counts))
    return Steps(None, *(sum(map(column.__getitem__, places)) for column in counts))


def mean_percent(shares: Sequence[float]) -> tuple[int | None, int]:
    """Return the mean of shares in whole percent, halves rounded up, and of how many."""
    return (half_up(sum(shares) / len(shares)) if shares else None), len(shares)


DECISIONS = (
    DecisionKind.ADOPTED,
    DecisionKind.PARTLY,
    DecisionKind.REJECTED,
    DecisionKind.REVIEWING,
)
