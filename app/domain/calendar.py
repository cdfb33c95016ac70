"""일정: whatever of a project has a day, as the calendar shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.choices import Choice

WEEK = 7


class EntryKind(Choice):
    """일정 종류."""

    SESSION = "session", "활동"
    MILESTONE = "milestone", "할 일"
    PLANNED = "planned", "단계 계획"
    ACTUAL = "actual", "단계 실적"


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark on one day; ``field`` names the column that holds ``day``.

    A stage leaves two marks, one for each end of its time; ``first`` and ``last`` hold both ends, None where
    one is not known.  ``starts_at`` and ``ends_at`` are texts such as 14:30, empty if unknown.  ``locked``
    is a closed session.
    """

    kind: str
    field: str
    id: int
    uid: str
    project_id: int
    project: str
    title: str
    stage: str | None
    day: date
    first: date | None
    last: date | None
    starts_at: str
    ends_at: str
    place: str
    done: bool
    locked: bool

    @property
    def key(self) -> tuple[str, int, str]:
        """Return what tells this mark from every other."""
        return (self.kind, self.id, self.field)


def weeks_of_month(day: date) -> list[date]:
    """Return the Sundays on which the weeks of a month begin, as many as touch it."""
    first = week_start(day.replace(day=1))
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return [first + timedelta(days=offset) for offset in range(0, (following - first).days, WEEK)]


def week_start(day: date) -> date:
    """Return the Sunday of a day's week (Korean office calendars begin on Sunday)."""
    return day - timedelta(days=(day.weekday() + 1) % WEEK)


def add_months(day: date, by: int) -> date:
    """Return the same day of another month, or the last day of a shorter one."""
    place = day.year * 12 + day.month - 1 + by
    first = date(place // 12, place % 12 + 1, 1)
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))


def by_day(entries: Sequence[Entry]) -> Iterator[tuple[date, list[Entry]]]:
    """Yield each day that has entries with them, in their order."""
    days: dict[date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    yield from sorted(days.items())
