"""The charts of 현황 that count projects by one side, and the values that a side offers as filters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.chart import Bar, BarChart, Form, Tile, TileMap
from app.domain.choices import ServiceField, StageKind
from app.domain.dashboard.doors import Shown, project_door
from app.domain.dashboard.figures import Narrowed, Records
from app.domain.dashboard.tiles import Province
from app.domain.listing import FacetValue

NOTHING = "없음"
MOST_BARS, MOST_YEARS, ABREAST = 8, 10, 4
TITLES = {
    "stage": "단계", "service_field": "분야", "program_id": "사업", "year": "연도", "province": "지역",
    "lead_agency_id": "기관", "funnel": "제안의 흐름", "decisions": "분야별 제안 결정",
    "ratio": "분야별 국민 비율", "satisfaction": "연도별 만족도", "hours": "분야별 투입 시간",
}  # fmt: skip


def value_label(records: Records, side: str, value: Any) -> str:
    """Return what people read for a value of a side."""
    if value is None:
        return NOTHING
    if side == "service_field":
        return ServiceField(value).label
    if side == "stage":
        return StageKind(value).label
    return records.names.of(side).get(value, NOTHING) if records.names.of(side) else str(value)


def facet(records: Records, found: Narrowed, side: str) -> list[FacetValue]:
    """Return the values of a side among what the other filters leave, with their counts.

    Years stand newest first, closed lists in their order, the rest by name; no value comes last.
    """
    counts = found.counted(side)
    lost = [value for value in found.filters.get(side, ()) if value not in counts]
    values = [
        FacetValue(value, value_label(records, side, value), counts[value]) for value in (*counts, *lost)
    ]
    order = [*map(str, ServiceField), *map(str, StageKind)]
    if side == "year":
        return sorted(values, key=lambda one: (one.key is None, -(one.key or 0)))
    if side in ("service_field", "stage"):
        return sorted(values, key=lambda one: (one.key is None, order.index(one.key) if one.key else 0))
    return sorted(values, key=lambda one: (one.key is None, one.label))


Value = tuple[Any, str]
"""A stored value of a side and what people read for it."""


def _shown(found: Narrowed, side: str, counts: Counter[Any], values: Iterable[Value], form: Form) -> Shown:
    chosen = found.filters.get(side, ())
    bars, doors = [], {}
    for value, label in values:
        key = str(value)
        bars.append(Bar(label, counts[value], strong=value in chosen, key=key))
        doors[key] = project_door(found.filters, side, (value,))
    return Shown(BarChart(f"{TITLES[side]}별 과제", tuple(bars), "건", form=form), doors)


def by_stage(found: Narrowed) -> Shown:
    """Return the projects by stage; who is done stands in 환류, as in the list of projects."""
    values = [(kind.value, f"{kind.number} {kind.label}") for kind in StageKind]
    shown = _shown(found, "stage", found.counted("stage"), values, Form.ACROSS)
    last = StageKind.FEEDBACK.value
    facts = found.for_side("stage")
    pairs = Counter(zip(facts["stage"], facts["active"], strict=True))
    over = sum(count for (stage, active), count in pairs.items() if stage == last and not active)
    note = f"환류에는 마쳤거나 멈춘 과제 {over:,}건이 들어 있습니다." if over else ""
    return replace(shown, note=note)


def fields_of(groups: Mapping[Any, Any]) -> list[Value]:
    """Return the 분야 that occur, in the order of their list; none at all comes last."""
    named = [(kind.value, kind.label) for kind in ServiceField if kind.value in groups]
    return [*named, (None, NOTHING)] if None in groups else list(named)


def by_field(found: Narrowed) -> Shown:
    """Return the projects by 분야."""
    counts = found.counted("service_field")
    return _shown(found, "service_field", counts, fields_of(counts), Form.ACROSS)


def by_year(found: Narrowed) -> Shown:
    """Return the projects of the last years; how many are older is told."""
    counts = found.counted("year")
    years = sorted(year for year in counts if year is not None)
    values: list[Value] = [(year, str(year)) for year in years[-MOST_YEARS:]]
    if None in counts:
        values.append((None, NOTHING))
    shown = _shown(found, "year", counts, values, Form.UPRIGHT)
    older = sum(counts[year] for year in years[:-MOST_YEARS])
    note = f"{years[-MOST_YEARS - 1]}년까지 {older:,}건은 그림에 없습니다." if older else ""
    return Shown(shown.chart, shown.doors, note)


def by_record(found: Narrowed, side: str, records: Records) -> Shown:
    """Return the projects of the programmes or agencies that have most, the others in one bar."""
    counts = found.counted(side)
    names = records.names.of(side)
    every = [(value, names.get(value, NOTHING)) for value in counts]
    order = sorted(every, key=lambda pair: (pair[0] is None, -counts[pair[0]], pair[1]))
    shown = _shown(found, side, counts, order[:MOST_BARS], Form.ACROSS)
    rest = tuple(value for value, _name in order[MOST_BARS:])
    if not rest or isinstance(shown.chart, TileMap):
        return shown
    label = f"그 밖 {len(rest):,}{'곳' if side == 'lead_agency_id' else '개'}"
    bar = Bar(label, sum(counts[value] for value in rest), key="rest")
    chart = replace(shown.chart, bars=(*shown.chart.bars, bar))
    return Shown(chart, {**shown.doors, "rest": project_door(found.filters, side, rest)})


def tile_map(found: Narrowed, tiles: Sequence[Province]) -> Shown:
    """Return the projects by 시·도; a name of no tile gets one of its own below the map.

    A tile without projects leads nowhere, unless it is filtered by and can be let go there.
    """
    counts, kept = found.counted("province"), found.filters.get("province", ())
    placed, doors = [], {}
    told: set[str] = set()
    for one in tiles:
        names = tuple(name for name in one.names if name in counts) or one.names[:1]
        count = sum(counts[name] for name in names)
        key = one.names[0] if count or any(name in kept for name in one.names) else ""
        placed.append(Tile(one.short, count, one.column, one.row, key))
        doors[one.names[0]] = project_door(found.filters, "province", names)
        told.update(one.names)
    below = max((one.row for one in tiles), default=-1) + 1
    strange = sorted(name for name in counts if name is not None and name not in told)
    for at, name in enumerate(strange):
        placed.append(Tile(name, counts[name], at % ABREAST, below + at // ABREAST, name))
        doors[name] = project_door(found.filters, "province", (name,))
    note = ""
    if None in counts:
        note = f"지역을 적지 않은 과제 {counts[None]:,}건"
        doors["outside"] = project_door(found.filters, "province", (None,))
    return Shown(TileMap("지역별 과제", tuple(placed), "건", note), doors, note)
