"""The rows of the table of ratios and how they are measured: each figure beside its floor in one run."""

import gc
import os
import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Row(NamedTuple):
    """One line: seconds (or another ``unit``) measured and of the floor; without a goal for information."""

    what: str
    measured: float
    floor: float
    ratio: float
    goal: float | None
    unit: str = "s"


class Late(float):
    """What an action returns that had ended so many seconds before it returned, having watched for more."""


def compare(
    what: str,
    measured: Callable[[], object],
    floor: Callable[[], object],
    goal: float | None,
    rounds: int = 5,
) -> Row:
    """Run both in turn, so that a drift of the machine meets both, and compare the medians."""
    pairs = [(seconds(measured), seconds(floor)) for _ in range(rounds)]
    ours, bare = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    return Row(what, ours, bare, ours / bare, goal)


def paired(
    what: str, rounds: Iterable[tuple[Callable[[], object], Callable[[], object]]], goal: float | None
) -> Row:
    """Measure both of each round one right after the other, and take the median of the rounds' ratios.

    The machine's pace drifts by half within a minute: a round meets one pace, and who begins takes turns.
    """
    pairs = []
    for number, (measured, floor) in enumerate(rounds):
        if number % 2:
            bare, ours = seconds(floor), seconds(measured)
        else:
            ours, bare = seconds(measured), seconds(floor)
        pairs.append((ours, bare))
    mine, floors = (median(side) for side in zip(*pairs, strict=True))
    return Row(what, mine, floors, median(ours / bare for ours, bare in pairs), goal)


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes, with what earlier calls left behind cleared away first."""
    gc.collect()
    start = _clock()
    told = action()
    took = _clock() - start
    return took - told if isinstance(told, Late) and _clock is time.perf_counter else took


def count_processor_time() -> None:
    """Count from now on the processor time of this process and of those it started, not that of the wall.

    On a machine where others work too the ratios are then those of a quiet one, about.
    """
    global _clock
    _clock = _processor_time


def _processor_time() -> float:
    return time.process_time() + sum(os.times()[2:4])


_clock: Callable[[], float] = time.perf_counter


def show(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| 무엇 | 걸린 시간 | 바닥 | 배율 | 목표 |", "|---|---|---|---|---|"]
    for row in rows:
        goal = f"{row.goal:g}" if row.goal is not None else ""
        mark = "" if row.goal is None or row.ratio <= row.goal else " ✗"
        lines.append(
            f"| {row.what} | {row.measured:.3f} {row.unit} | {row.floor:.3f} {row.unit} "
            f"| {row.ratio:.2f} | {goal}{mark} |"
        )
    return "\n".join(lines)
