"""오늘: what a person should look at this morning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figures:
    """The row of figures: running own projects, what falls due, citizens on the teams, outputs.

    ``by_stage`` holds the running projects per code of the stage under way, all four stages in order;
    ``due_soon`` counts what is due from today within the days of the setting, ``overdue`` what was due
    before; ``ratio`` is the mean of the teams' shares of citizens in percent (None without a team);
    ``goal_met`` of ``goal_of`` teams with a goal reach it; ``outputs`` were made this month.
    """

    running: int
    by_stage: Mapping[str, int]
    due_soon: int
    overdue: int
    ratio: int | None
    goal_met: int
    goal_of: int
    outputs: int
    due_days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits: due within the days of the setting, overdue, and answers to proposals overdue."""

    due_soon: int
    overdue: int
    late_answers: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that falls due: ``kind`` is milestone, criterion, stage, answer, scores; ``id`` its record.

    ``days`` counts from today, negative when overdue; ``person`` is who is to do it, else who manages.  An
    answer is that to a proposal, which may belong to no project: ``project`` then names its department.
    Of missing score sheets ``id`` and ``project`` are those of the 평가.
    """

    kind: str
    id: int
    title: str
    project_id: int | None
    project: str
    stage: str | None
    due_on: date
    days: int
    person: str | None


@dataclass(frozen=True, slots=True)
class Own:
    """The first deadlines of the person at the desk, and how many there are."""

    first: tuple[Deadline, ...]
    count: int


@dataclass(frozen=True, slots=True)
class WaitingGate:
    """A gate that has some of its evidence: ``missing`` are the labels of the criteria it waits for."""

    project_id: int
    project: str
    stage_id: int
    stage: str
    next_stage: str | None
    met: int
    total: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stalled:
    """A running project in which nothing has changed for ``idle_days`` days."""

    project_id: int
    project: str
    stage: str | None
    idle_days: int


@dataclass(frozen=True, slots=True)
class Today:
    """Everything that the 오늘 page shows.

    ``deadlines`` are the first of those that the figures count, ``stalled`` the first of ``stalled_count``.
    """

    day: date
    figures: Figures
    deadlines: tuple[Deadline, ...]
    late_answers: int
    gates: tuple[WaitingGate, ...]
    stalled: tuple[Stalled, ...]
    stalled_count: int

    @property
    def waiting(self) -> Waiting:
        """Return how much of it waits."""
        return Waiting(self.figures.due_soon, self.figures.overdue, self.late_answers)
