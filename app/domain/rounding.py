"""반올림: a half goes up, as offices and the data file round; Python itself takes it to the even number."""

from math import floor


def half_up(value: float) -> int:
    """Return the nearest whole number; of two as near the one farther from 0: 12.5 is 13, -12.5 is -13."""
    # What a multiplication leaves (0.285 * 100 is 28.499...) is no part of the figure.
    nearest = floor(abs(round(value, 9)) + 0.5)
    return nearest if value >= 0 else -nearest


def percent_of(part: float, whole: float) -> int | None:
    """Return what percent ``part`` is of ``whole``; None of nothing."""
    return half_up(100 * part / whole) if whole else None
