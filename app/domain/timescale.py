"""The line of days: how wide a day is, which lines stand on it, what stands over them.

Scales are pixels to a day.  Weeks begin on Sunday, as on the calendars of Korean offices.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import WEEK, add_months, week_start
from app.domain.choices import Choice

_WEEKDAYS = "월화수목금토일"
_MONTHS = 12


class Zoom(Choice):
    """타임라인의 크기."""

    DAY = "day", "일"
    WEEK = "week", "주"
    MONTH = "month", "월"
    YEAR = "year", "연"


SCALES = (1.25, 1.75, 2.5, 3.5, 5.0, 7.0, 10.0, 14.0, 20.0, 28.0, 40.0)
SCALE_OF = {Zoom.YEAR: 2.5, Zoom.MONTH: 7.0, Zoom.WEEK: 20.0, Zoom.DAY: 40.0}
_WIDEST = ((3.5, Zoom.YEAR), (10.0, Zoom.MONTH), (28.0, Zoom.WEEK))


def zoom_of(scale: float) -> Zoom:
    """Return the size that a scale belongs to."""
    return next((zoom for widest, zoom in _WIDEST if scale <= widest), Zoom.DAY)


def nearest(scale: object) -> float:
    """Return the scale nearest to a remembered one; that of a year where nothing usable was remembered."""
    if not isinstance(scale, int | float) or not scale > 0:
        return SCALE_OF[Zoom.YEAR]
    return min(SCALES, key=lambda known: abs(known - scale))


def step(scale: float, by: int) -> float:
    """Return the scale ``by`` steps nearer (or, below 0, farther), the last one at the edge."""
    place = SCALES.index(nearest(scale)) + by
    return SCALES[min(max(place, 0), len(SCALES) - 1)]


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a stretch of the line begins, and what is written over it."""

    day: date
    label: str


def upper(scale: float, first: date, last: date) -> Iterator[Tick]:
    """Yield the wide stretches that touch the days from ``first`` to ``last``: quarters, or months."""
    quarters = zoom_of(scale) is Zoom.YEAR
    length = 3 if quarters else 1
    day = date(first.year, (first.month - 1) // length * length + 1, 1)
    while day <= last:
        yield Tick(day, _quarter(day) if quarters else f"{day.year}년 {day.month}월")
        day = add_months(day, length)


def _quarter(day: date) -> str:
    number = f"{(day.month + 2) // 3}분기"
    return f"{day.year}년 {number}" if day.month == 1 else number


def lower(scale: float, first: date, last: date) -> Iterator[Tick]:
    """Yield the narrow stretches that touch the days from ``first`` to ``last``: months, weeks or days."""
    zoom = zoom_of(scale)
    if zoom is Zoom.YEAR:
        day = first.replace(day=1)
        while day <= last:
            yield Tick(day, f"{day.month}월")
            day = add_months(day, 1)
        return
    length = 1 if zoom is Zoom.DAY else WEEK
    day = first if zoom is Zoom.DAY else week_start(first)
    while day <= last:
        yield Tick(day, _narrow(zoom, day))
        day += timedelta(length)


def _narrow(zoom: Zoom, day: date) -> str:
    if zoom is Zoom.DAY:
        return f"{day.day} {_WEEKDAYS[day.weekday()]}"
    return f"{day.month}. {day.day}." if zoom is Zoom.WEEK else f"{day.day}"


def years(first: date, last: date) -> tuple[date, date]:
    """Return the whole years that the days from ``first`` to ``last`` touch."""
    return date(first.year, 1, 1), date(last.year, _MONTHS, 31)
