"""The tile map of the 시·도: which are in force on a day, where each stands, which old names it carries on.

The places stand in ``resources/codes/tiles.csv``; a name that has ended says there who carries it on.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.codes import SIDO, RegionCode
from app.errors import EnvironmentProblem, ProblemKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where the tile of a 시·도 stands (from 0), and the code of the 시·도 that carries it on, if any."""

    column: int
    row: int
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Province:
    """One tile: the 시·도 in force, its place, and every name that is counted in it, its own first."""

    short: str
    names: tuple[str, ...]
    column: int
    row: int


def load_places(folder: Path) -> dict[str, Place]:
    """Read ``tiles.csv`` of ``folder``; raises EnvironmentProblem where it is missing."""
    try:
        with (folder / "tiles.csv").open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except OSError as error:
        raise EnvironmentProblem(
            "지도 자리표 tiles.csv를 읽을 수 없습니다. 프로그램을 다시 설치하십시오.", ProblemKind.MISSING
        ) from error
    return {row["code"]: Place(int(row["column"]), int(row["row"]), row["successor"]) for row in rows}


def day_of(years: Iterable[int | None], today: date) -> date:
    """Return the day whose 시·도 a map shows: the end of the one year chosen, today otherwise."""
    chosen = [year for year in years if year is not None]
    if len(chosen) != 1 or chosen[0] == today.year:
        return today
    return date(chosen[0], 12, 31)


def provinces(regions: Iterable[RegionCode], places: Mapping[str, Place], day: date) -> tuple[Province, ...]:
    """Return the 시·도 in force on ``day``.

    A name that has ended is counted in the 시·도 that carries it on; a later name in the one that it came
    from.  One that came from two (전남광주통합특별시) is neither, and stands outside on an earlier day.
    """
    known = {region.code: region for region in regions if region.level == SIDO and region.code in places}
    current = {code for code, region in known.items() if region.span.covers(day)}
    names: dict[str, list[str]] = defaultdict(list)
    for code in sorted(known, key=lambda code: (code not in current, code)):
        home = code if code in current else _home(code, places, current)
        if home:
            names[home].append(known[code].name)
    return tuple(
        Province(known[code].short, tuple(names[code]), places[code].column, places[code].row)
        for code in sorted(current, key=lambda code: (places[code].row, places[code].column))
    )


def _home(code: str, places: Mapping[str, Place], current: set[str]) -> str:
    later = code
    while later and later not in current:
        later = places[later].successor if later in places else ""
    if later:
        return later
    before = [name for name, place in places.items() if place.successor == code]
    return _home_before(before, places, current)


def _home_before(before: list[str], places: Mapping[str, Place], current: set[str]) -> str:
    if len(before) != 1:
        return ""
    if before[0] in current:
        return before[0]
    return _home_before(
        [name for name, place in places.items() if place.successor == before[0]], places, current
    )
