"""A chart of values over time as data: points with their sample, a baseline and a target."""

from dataclasses import dataclass
from datetime import date

from app.domain.chart import Grid, figure, head


@dataclass(frozen=True, slots=True)
class Point:
    """One value on a day; ``words`` stand beside it."""

    day: date
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class LineChart:
    """Points in the order of their days, with the levels that they are held against."""

    title: str
    points: tuple[Point, ...]
    baseline: float | None = None
    target: float | None = None
    unit: str = ""

    @property
    def span(self) -> tuple[float, float]:
        """Return the lowest and the highest figure; never of no height."""
        every = [*(point.value for point in self.points), self.baseline, self.target]
        figures = [value for value in every if value is not None]
        if not figures:
            return 0.0, 1.0
        low, high = min(figures), max(figures)
        return (low, high) if high > low else (low - 0.5, high + 0.5)

    @property
    def said(self) -> str:
        """Return the chart in words."""
        levels = (("기준값", self.baseline), ("목표", self.target))
        parts = [f"{name} {figure(value, self.unit)}" for name, value in levels if value is not None]
        for point in self.points:
            parts.append(f"{_said(point.day)} {figure(point.value, self.unit)} {point.words}".strip())
        return f"{self.title}: {', '.join(parts) or '값 없음'}"

    @property
    def grid(self) -> Grid:
        """Return the chart as a table: the levels, then a row for each day."""
        levels = (("기준값", self.baseline), ("목표", self.target))
        rows = [(name, value, "") for name, value in levels if value is not None]
        rows += [(_said(point.day), point.value, point.words) for point in self.points]
        return ("날짜", head(self.unit), "비고"), tuple(rows)


def _said(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."
