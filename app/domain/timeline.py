"""타임라인: where on a line of days the stages, 활동 and 할 일 of a project stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.domain.choices import Choice, ProjectState, StageKind
from app.domain.project import Project


class BarState(Choice):
    """단계 막대의 상태."""

    DONE = "done", "끝남"
    CURRENT = "current", "진행"
    PLANNED = "planned", "예정"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both of them taken."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.last - self.first).days + 1

    def moved(self, by: int) -> "Span":
        """Return as many days, ``by`` days later."""
        step = timedelta(by)
        return Span(self.first + step, self.last + step)


def span_of(first: date | None, last: date | None) -> Span | None:
    """Return the span between two days, of one day where only one is known; never one that ends first."""
    known = [day for day in (first, last) if day is not None]
    return Span(known[0], max(known[0], known[-1])) if known else None


@dataclass(frozen=True)
class StageBar:
    """One stage as a bar; what follows from its days is worked out once, for it is painted again and again.

    ``baseline_*`` hold the plan as it stood when the project began; both are None while the plan has not been
    changed since, and the plan itself is the baseline then.  ``passed`` tells that its gate stands signed
    off; ``criteria`` counts what the gate asks for.
    """

    id: int
    kind: str
    position: int
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    baseline_start: date | None
    baseline_end: date | None
    progress: int
    passed: bool
    criteria: int

    @cached_property
    def state(self) -> BarState:
        """Return whether the stage is over, under way or still to come."""
        if self.passed:
            return BarState.DONE
        begun = self.actual_start is not None or self.progress > 0
        return BarState.CURRENT if begun else BarState.PLANNED

    @property
    def label(self) -> str:
        """Return the Korean name of the stage."""
        return StageKind(self.kind).label

    @property
    def plan(self) -> Span | None:
        """Return the days that are planned now."""
        return span_of(self.planned_start, self.planned_end)

    @cached_property
    def span(self) -> Span | None:
        """Return the days of the bar: what was, as far as it is known, and what is planned for the rest."""
        if self.state is BarState.PLANNED:
            return self.plan
        first = self.actual_start or self.planned_start
        if self.state is BarState.DONE:
            last = self.actual_end or self.planned_end
            # begun without a word, it began at the latest on the day on which it ended
            first = min(first, last) if self.actual_start is None and first and last else first
            return span_of(first, last)
        return span_of(first, self.planned_end)

    @cached_property
    def ghost(self) -> Span | None:
        """Return the days of the baseline where they are not those of the bar."""
        first = self.baseline_start or self.planned_start
        base = span_of(first, self.baseline_end or self.planned_end)
        return base if base != self.span else None

    def late(self, today: date) -> int:
        """Return how many days ago a stage that is not over should have been; 0 where it is in time."""
        span = self.span
        return max((today - span.last).days, 0) if span and not self.passed else 0


@dataclass(frozen=True, slots=True)
class Dot:
    """활동 on its day; ``done`` once it is closed."""

    id: int
    title: str
    day: date
    done: bool


@dataclass(frozen=True, slots=True)
class Due:
    """할 일 on the day on which it falls due, or was done without having been due."""

    id: int
    title: str
    day: date
    done: bool


Node = tuple[str, int]
"""A stage or a milestone (``StageKind`` aside: the words ``stage`` and ``milestone``) with its id."""
STAGE, MILESTONE = "stage", "milestone"


@dataclass(frozen=True, slots=True)
class Tie:
    """선후 관계: ``before`` has to be over before ``after`` begins."""

    id: int
    before: Node
    after: Node


@dataclass(frozen=True)
class TimelineRow:
    """One project on its line, the stages in their order, the rest by day."""

    project: Project
    stages: tuple[StageBar, ...] = ()
    dots: tuple[Dot, ...] = ()
    dues: tuple[Due, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def id(self) -> int:
        """Return the id of the project."""
        return self.project.id

    def bar(self, stage_id: int) -> StageBar | None:
        """Return the bar of a stage, None where the project has no such stage."""
        return next((bar for bar in self.stages if bar.id == stage_id), None)

    @cached_property
    def span(self) -> Span | None:
        """Return the days from the first to the last thing that stands on the line."""
        days = list(self._days())
        return Span(min(days), max(days)) if days else None

    def _days(self) -> Iterator[date]:
        for bar in self.stages:
            for span in (bar.span, bar.ghost):
                if span is not None:
                    yield from (span.first, span.last)
        yield from (dot.day for dot in self.dots)
        yield from (due.day for due in self.dues)

    def idle_since(self, today: date) -> date | None:
        """Return the day since which nothing has happened in a stalled project, None of any other."""
        stalled = self.project.state == ProjectState.STALLED.value
        return today - timedelta(self.project.idle_days) if stalled and self.project.idle_days else None

    def next_dot(self, today: date) -> Dot | None:
        """Return the next 활동 that is still to be held."""
        return next((dot for dot in self.dots if not dot.done and dot.day >= today), None)
