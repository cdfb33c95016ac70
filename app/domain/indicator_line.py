"""성과지표 in words: one line per indicator, the same on the screen and on paper."""

from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.indicator import Direction, Indicator, Measurement

NOTHING, NO_SIZE, SAME = "–", "n 없음", "변화 없음"


class Again(Choice):
    """Which re-measurement after 집행 a value answers."""

    THREE = "3", "3개월"
    SIX = "6", "6개월"
    TWELVE = "12", "12개월"


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator as people read it; ``better`` and ``reached`` are None where nobody can tell."""

    id: int
    label: str
    direction: str
    baseline: str
    target: str
    latest: str
    measured_on: date | None
    change: str
    reached_words: str
    better: bool | None
    reached: bool | None
    locked: bool
    measured: int

    @property
    def baseline_words(self) -> str:
        """Return the baseline, with the word that tells that it is locked."""
        return f"{self.baseline} · 굳힘" if self.locked else self.baseline


def line_of(
    indicator: Indicator,
    measured: tuple[Measurement, ...],
    change: float | None,
    better: bool | None,
    reached: bool | None,
) -> IndicatorLine:
    """Return the words of an indicator and of what was made of its values."""
    latest, unit = (measured[-1] if measured else None), indicator.unit
    return IndicatorLine(
        id=indicator.id,
        label=indicator.label,
        direction=Direction(indicator.direction).label,
        baseline=sized(indicator.baseline, unit, indicator.baseline_size),
        target=figure(indicator.target, unit),
        latest=sized(latest.value, unit, latest.size) if latest else NOTHING,
        measured_on=latest.measured_on if latest else None,
        change=_change(indicator.baseline, latest, change, unit),
        reached_words={None: NOTHING, True: "달성", False: "미달"}[reached],
        better=better,
        reached=reached,
        locked=indicator.baseline_locked_at is not None,
        measured=len(measured),
    )


def figure(value: float | None, unit: str) -> str:
    """Return a value with its unit, – where there is none."""
    return NOTHING if value is None else f"{value:,.10g}{unit}"


def sized(value: float | None, unit: str, size: int | None) -> str:
    """Return a value with the size of its sample; that there is none is said, not left out."""
    if value is None:
        return NOTHING
    return f"{figure(value, unit)} ({f'n={size:,}' if size else NO_SIZE})"


def _change(baseline: float | None, latest: Measurement | None, change: float | None, unit: str) -> str:
    """Return the change with an arrow only where both values have a sample size."""
    if baseline is None or latest is None:
        return NOTHING
    if change is None:
        return NO_SIZE
    if not change:
        return SAME
    # the difference of two shares is counted in points of percent
    return f"{'▲' if change > 0 else '▼'} {figure(abs(round(change, 9)), '%p' if unit == '%' else unit)}"
