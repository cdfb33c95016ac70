"""성과: a baseline that is locked, measured values with their sample, and what is to be measured again."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.choices import StageKind
from app.domain.indicator import Comparison, Direction, Experiment, Indicator, Measurement
from app.domain.indicator_line import IndicatorLine, line_of
from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import listing, records, stages
from db.queries import indicators as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

AGAIN_AFTER = (3, 6, 12)
"""Months after the end of 집행 at which an indicator is measured again."""


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator with everything measured of it, by day."""

    indicator: Indicator
    measured: tuple[Measurement, ...]

    @property
    def latest(self) -> Measurement | None:
        """Return the newest value."""
        return self.measured[-1] if self.measured else None

    @property
    def change(self) -> float | None:
        """Return the newest value less the baseline; None unless both have a sample size.

        Without n nobody can tell a change from chance, so none is shown.
        """
        latest, baseline = self.latest, self.indicator.baseline
        if latest is None or baseline is None or not latest.size or not self.indicator.baseline_size:
            return None
        return latest.value - baseline

    @property
    def better(self) -> bool | None:
        """Tell whether the change is for the better; None where there is none to tell of."""
        change = self.change
        if not change:
            return None
        return (change > 0) == (self.indicator.direction == Direction.UP)

    @property
    def reached(self) -> bool | None:
        """Tell whether the newest value reaches the target; None where either is missing."""
        latest, target = self.latest, self.indicator.target
        if latest is None or target is None:
            return None
        up = self.indicator.direction == Direction.UP
        return latest.value >= target if up else latest.value <= target

    @property
    def line(self) -> IndicatorLine:
        """Return the indicator in words."""
        return line_of(self.indicator, self.measured, self.change, self.better, self.reached)


@dataclass(frozen=True, slots=True)
class DueAgain:
    """An indicator to be measured again: ``months`` after 집행, due on a day."""

    project_id: int
    project: str
    indicator_id: int
    indicator: str
    months: int
    due_on: date


@dataclass(frozen=True, slots=True)
class DueProject:
    """What of a project is to be measured again: the newest round that is due, and its indicators."""

    project_id: int
    project: str
    months: int
    due_on: date
    indicators: tuple[str, ...]
    indicator_id: int


def courses(ws: "Workspace", project_id: int) -> list[Course]:
    """Return the indicators of a project in the order of their making, with their measured values."""
    return courses_of(ws, [project_id])


def courses_of(ws: "Workspace", project_ids: Sequence[int]) -> list[Course]:
    """Return the indicators of several projects with their measured values; none without a project."""
    if not project_ids:
        return []
    found = listing.all_rows(ws, "indicator", ListQuery(filters={"project_id": tuple(project_ids)}))
    measured: dict[int, list[Measurement]] = defaultdict(list)
    with ws.reading() as connection:
        for one in queries.measurements(connection, [row.id for row in found]):
            measured[one.indicator_id].append(one)
    return [Course(one, tuple(measured[one.id])) for one in sorted(found, key=lambda row: row.id)]


def add_indicator(ws: "Workspace", project_id: int, values: Mapping[str, Any]) -> int:
    """Add an indicator."""
    with ws.unit_of_work(f"성과지표 ‘{values.get('label', '')}’ 추가") as work:
        return records.insert(work, "indicator", values, project_id=project_id)


def edit_indicator(ws: "Workspace", indicator: Indicator, changes: Mapping[str, Any]) -> None:
    """Change an indicator; a locked baseline is not changed any more."""
    baseline = {"baseline", "baseline_on", "baseline_size", "baseline_source"}
    if indicator.baseline_locked_at is not None and baseline & changes.keys():
        raise UserError("기획 단계를 마칠 때 굳힌 기준값은 고치지 않습니다.", "baseline")
    records.edit(ws, "indicator", [indicator.id], changes)


def lock_baselines(ws: "Workspace", project_id: int) -> int:
    """Lock the baselines of a project whose planning is closed, and return how many; refused before."""
    planning = next(one for one in stages.of_project(ws, project_id) if one.kind == StageKind.PLANNING)
    if planning.closed_at is None:
        raise UserError("기획 관문을 통과한 뒤에 기준값을 굳힙니다.", "baseline")
    found = listing.all_rows(ws, "indicator", ListQuery(filters={"project_id": (project_id,)}))
    open_ones = [one for one in found if one.baseline_locked_at is None and one.baseline is not None]
    with ws.unit_of_work(f"기준값 {len(open_ones)}건 굳히기") as work:
        for one in open_ones:
            work.update("indicator", one.id, {"baseline_locked_at": ws.clock()})
    return len(open_ones)


def measure(ws: "Workspace", indicator: Indicator, values: Mapping[str, Any]) -> int:
    """Note a measured value with day, sample and source; ``months`` are 3, 6 or 12 after 집행."""
    _refuse_months(values)
    with ws.unit_of_work(f"‘{indicator.label}’ 측정값 추가") as work:
        links = {"project_id": indicator.project_id, "indicator_id": indicator.id}
        return records.insert(work, "measurement", values, **links)


def edit_measurement(ws: "Workspace", measured: Measurement, changes: Mapping[str, Any]) -> None:
    """Change a measured value."""
    _refuse_months(changes)
    records.edit(ws, "measurement", [measured.id], changes)


def _refuse_months(values: Mapping[str, Any]) -> None:
    if str(values.get("months") or AGAIN_AFTER[0]) not in {str(months) for months in AGAIN_AFTER}:
        words = ", ".join(str(months) for months in AGAIN_AFTER)
        raise UserError(f"집행 뒤 개월은 {words} 가운데 하나입니다.", "months")


def due_again(ws: "Workspace", within_days: int = 30) -> list[DueAgain]:
    """Return what is to be measured again 3, 6 and 12 months after 집행, overdue or soon, and is not yet."""
    horizon = ws.today + timedelta(within_days)
    with ws.reading() as connection:
        ended = {row[0]: row[1:] for row in queries.executed(connection, ws.today)}
    found = []
    for course in courses_of(ws, list(ended)):
        one = course.indicator
        title, end = ended[one.project_id]
        done = {value.months for value in course.measured if value.months}
        for months in AGAIN_AFTER:
            due = _months_later(end, months)
            if months not in done and due <= horizon and not _measured_since(course, due):
                found.append(DueAgain(one.project_id, title, one.id, one.label, months, due))
    return sorted(found, key=lambda one: (one.due_on, one.project_id, one.indicator_id))


def due_projects(ws: "Workspace") -> list[DueProject]:
    """Return the projects with something to measure again, the one that waits longest first.

    A value measured now answers the rounds that were missed before it too, so only the newest is named.
    """
    rounds: dict[int, list[DueAgain]] = defaultdict(list)
    for one in due_again(ws):
        rounds[one.project_id].append(one)
    return [_due_project(found) for found in rounds.values()]


def _due_project(found: Sequence[DueAgain]) -> DueProject:
    newest = [one for one in found if one.due_on == found[-1].due_on]
    first = newest[0]
    names = tuple(one.indicator for one in newest)
    return DueProject(first.project_id, first.project, first.months, first.due_on, names, first.indicator_id)


def _measured_since(course: Course, due: date) -> bool:
    return any(one.measured_on >= due for one in course.measured)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def comparisons(ws: "Workspace", project_id: int) -> list[Comparison]:
    """Return the pairs of before and after of a project."""
    return comparisons_of(ws, [project_id])


def comparisons_of(ws: "Workspace", project_ids: Sequence[int]) -> list[Comparison]:
    """Return the pairs of before and after of several projects."""
    with ws.reading() as connection:
        return queries.comparisons(connection, project_ids)


def add_comparison(ws: "Workspace", project_id: int, values: Mapping[str, Any]) -> int:
    """Add a pair of before and after."""
    position = len(comparisons(ws, project_id))
    with ws.unit_of_work(f"운영 전·후 ‘{values.get('subject', '')}’ 추가") as work:
        return records.insert(work, "comparison", values, project_id=project_id, position=position)


def experiments(ws: "Workspace", project_id: int) -> list[Experiment]:
    """Return the experiments of a project, newest first."""
    return listing.all_rows(ws, "experiment", ListQuery(filters={"project_id": (project_id,)}))


def add_experiment(ws: "Workspace", project_id: int, values: Mapping[str, Any]) -> int:
    """Add an experiment."""
    with ws.unit_of_work(f"실험 ‘{values.get('title', '')}’ 추가") as work:
        return records.insert(work, "experiment", values, project_id=project_id)
