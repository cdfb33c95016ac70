"""Filters of 현황 that were kept: what of them is still known, what goes by another name, what is gone."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from app.domain.dashboard.figures import Filters, Records
from app.domain.dashboard.sides import TITLES
from app.domain.dashboard.tiles import Province
from app.domain.hangul import josa


class Settled(NamedTuple):
    """Filters whose every value is known, and a sentence on what was left out, empty where nothing was."""

    filters: Filters
    sentence: str


def settle(records: Records, filters: Filters, tiles: Sequence[Province]) -> Settled:
    """Return kept filters as the records know them now.

    A 시·도 that goes by another name is filtered by that.  A name of no 시·도 and a programme or agency that
    was deleted would find nothing, and are left out; years and closed lists stay whatever they find.
    """
    kept: dict[str, tuple[Any, ...]] = {}
    gone: list[str] = []
    for side, values in filters.items():
        if side == "province":
            kept[side], lost = _provinces(records, values, tiles)
            gone += lost
        elif side in ("program_id", "lead_agency_id"):
            known = records.names.of(side)
            kept[side] = tuple(value for value in values if value is None or value in known)
            gone += [TITLES[side]] * (len(kept[side]) < len(values))
        else:
            kept[side] = values
    sentence = f"이제 없는 {josa(', '.join(gone), '은/는')} 거르기에서 뺐습니다." if gone else ""
    return Settled({side: values for side, values in kept.items() if values}, sentence)


def _provinces(
    records: Records, values: Iterable[Any], tiles: Sequence[Province]
) -> tuple[tuple[Any, ...], list[str]]:
    used = set(records.projects["province"])
    kept: list[Any] = []
    gone = []
    for value in values:
        tile = next((one for one in tiles if value in one.names), None)
        if value is None or value in used:
            kept.append(value)
        elif tile is not None:
            kept += [name for name in tile.names if name in used] or [value]
        else:
            gone.append(f"지역 ‘{value}’")
    return tuple(dict.fromkeys(kept)), gone
