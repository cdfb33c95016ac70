"""The charts and figures of 현황, each bar with the list behind it.

A ``Door`` opens the list that was counted: the page, and the filters under which it shows exactly as many
rows as the bar says.  The bar's side and values can be added to the filters in force, too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.chart import Bar, BarChart, Form, Mark, Series, Tile, TileMap
from app.domain.choices import ServiceField, StageKind
from app.domain.dashboard import (
    DECISIONS,
    Fact,
    Filters,
    Mean,
    Narrowed,
    Records,
    Steps,
    mean_share,
    percent,
    steps_of,
    summed,
)
from app.domain.listing import FacetValue
from app.domain.tiles import Province

NOTHING = "없음"
MOST_BARS, MOST_YEARS = 8, 10
TITLES = {
    "stage": "단계", "service_field": "분야", "program_id": "사업", "year": "연도", "province": "지역",
    "lead_agency_id": "기관", "funnel": "제안의 흐름", "decisions": "분야별 제안 결정",
    "ratio": "분야별 국민 비율", "satisfaction": "연도별 만족도", "hours": "분야별 투입 시간",
}  # fmt: skip
FUNNEL = (
    ("received", "접수", ""),
    ("reviewed", "검토", "is_reviewed"),
    ("decided", "결정", "is_decided"),
    ("carried_out", "이행", "is_carried_out"),
)
"""The steps: the count, its name, and the mark by which the list of proposals knows it."""
_TONES = ("success.icon", "information.icon", "control", "heat.3")


@dataclass(frozen=True, slots=True)
class Door:
    """The list behind a figure; ``side`` and ``values`` are what it adds to the filters, if anything."""

    page: str
    filters: Filters = field(default_factory=dict)
    side: str = ""
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart with the doors of its bars by their keys; ``note`` says what it leaves out."""

    chart: BarChart | TileMap
    doors: Mapping[str, Door]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of the strip: ``value`` as printed (– where missing), words below, the list behind it."""

    value: str
    words: str
    door: Door


def project_door(filters: Filters, side: str = "", values: tuple[Any, ...] = ()) -> Door:
    """Return the door to the own projects under ``filters``, narrowed further by a side."""
    whole = {key: kept for key, kept in filters.items() if kept}
    return Door("projects", {**whole, side: values} if side else whole, side, values)


def proposal_door(filters: Filters, **marks: tuple[Any, ...]) -> Door:
    """Return the door to the proposals of the projects under ``filters``, narrowed by marks of their own."""
    owned = {f"project.{key}": kept for key, kept in filters.items() if kept}
    if owned:
        owned["project.kind"] = ("own",)
    return Door("proposals", {**owned, **marks})


def headlines(records: Records, found: Narrowed) -> dict[str, Headline]:
    """Return the figures above the charts."""
    inside, filters = found.inside, found.filters
    total = summed(steps_of(records.steps, found))
    ratio, teams = mean_share(inside)
    rate = percent(total.taken_up, total.decided)
    mean = Mean.of(_satisfied(records, inside))
    minutes, times = sum(fact.minutes for fact in inside), sum(fact.times for fact in inside)
    unmeasured = sum(fact.unmeasured for fact in inside)
    running = sum(fact.active for fact in inside)
    return {
        "projects": Headline(f"{len(inside):,}", f"진행 {running:,}건", project_door(filters)),
        "ratio": Headline(
            _shown(ratio), f"팀 {teams:,}개 평균" if teams else "아직 팀이 없습니다", Door("ratio")
        ),
        "proposals": Headline(
            _shown(rate),
            f"반영·일부반영 {total.taken_up:,} / 결정 {total.decided:,}"
            if total.decided
            else f"접수 {total.received:,} · 결정 없음",
            proposal_door(filters, is_decided=(True,)) if total.decided else proposal_door(filters),
        ),
        "satisfaction": Headline(
            "–" if mean.value is None else f"{mean.value:.1f}",
            f"응답 {mean.n:,}개" if mean.n else "조사한 것이 없습니다",
            Door("satisfaction"),
        ),
        "hours": Headline(
            f"{minutes / 60:,.0f}" if minutes else "–", _hours_words(times, unmeasured), Door("hours")
        ),
    }


def _shown(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _hours_words(times: int, unmeasured: int) -> str:
    if not times:
        return "출석 기록이 없습니다"
    return f"국민 출석 {times:,}회" + (f" · 시간 없음 {unmeasured:,}회" if unmeasured else "")


def charts(records: Records, found: Narrowed, tiles: Sequence[Province]) -> dict[str, Shown]:
    """Return every chart by its name."""
    return {
        "stage": _by_stage(found),
        "service_field": _by_field(found),
        "program_id": _by_record(found, "program_id", records),
        "year": _by_year(found),
        "province": tile_map(found, tiles),
        "lead_agency_id": _by_record(found, "lead_agency_id", records),
        "funnel": funnel(records, found),
        "decisions": _decisions(records, found),
        "ratio": _ratio(found),
        "satisfaction": _satisfaction(records, found),
        "hours": _hours(found),
    }


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
    groups = _grouped(found.for_side(side), side)
    values = [
        FacetValue(value, value_label(records, side, value), len(rows)) for value, rows in groups.items()
    ]
    lost = [value for value in found.filters.get(side, ()) if value not in groups]
    values += [FacetValue(value, value_label(records, side, value), 0) for value in lost]
    order = [*map(str, ServiceField), *map(str, StageKind)]
    if side == "year":
        return sorted(values, key=lambda one: (one.key is None, -(one.key or 0)))
    if side in ("service_field", "stage"):
        return sorted(values, key=lambda one: (one.key is None, order.index(one.key) if one.key else 0))
    return sorted(values, key=lambda one: (one.key is None, one.label))


# -- projects by one side

Value = tuple[Any, str]
"""A stored value of a side and what people read for it."""


def _grouped(facts: Iterable[Fact], side: str) -> dict[Any, list[Fact]]:
    found: dict[Any, list[Fact]] = defaultdict(list)
    at = Fact._fields.index(side)
    for fact in facts:
        found[fact[at]].append(fact)
    return found


def _counted(
    found: Narrowed, side: str, groups: Mapping[Any, Sequence[Fact]], values: Iterable[Value], form: Form
) -> Shown:
    chosen = found.filters.get(side, ())
    bars, doors = [], {}
    for value, label in values:
        key = str(value)
        bars.append(Bar(label, len(groups.get(value, ())), strong=value in chosen, key=key))
        doors[key] = project_door(found.filters, side, (value,))
    return Shown(BarChart(f"{TITLES[side]}별 과제", tuple(bars), "건", form=form), doors)


def _by_stage(found: Narrowed) -> Shown:
    groups = _grouped(found.for_side("stage"), "stage")
    values = [(kind.value, f"{kind.number} {kind.label}") for kind in StageKind]
    shown = _counted(found, "stage", groups, values, Form.ACROSS)
    over = len(groups.get(StageKind.FEEDBACK.value, ())) - sum(
        fact.active for fact in groups.get(StageKind.FEEDBACK.value, ())
    )
    note = f"환류에는 마쳤거나 멈춘 과제 {over:,}건이 들어 있습니다." if over else ""
    return replace(shown, note=note)


def _fields(groups: Mapping[Any, Sequence[Any]]) -> list[Value]:
    named = [(kind.value, kind.label) for kind in ServiceField if kind.value in groups]
    return [*named, (None, NOTHING)] if None in groups else list(named)


def _by_field(found: Narrowed) -> Shown:
    groups = _grouped(found.for_side("service_field"), "service_field")
    return _counted(found, "service_field", groups, _fields(groups), Form.ACROSS)


def _by_year(found: Narrowed) -> Shown:
    groups = _grouped(found.for_side("year"), "year")
    years = sorted(year for year in groups if year is not None)
    values: list[Value] = [(year, str(year)) for year in years[-MOST_YEARS:]]
    if None in groups:
        values.append((None, NOTHING))
    shown = _counted(found, "year", groups, values, Form.UPRIGHT)
    older = sum(len(groups[year]) for year in years[:-MOST_YEARS])
    note = f"{years[-MOST_YEARS - 1]}년까지 {older:,}건은 그림에 없습니다." if older else ""
    return Shown(shown.chart, shown.doors, note)


def _by_record(found: Narrowed, side: str, records: Records) -> Shown:
    groups = _grouped(found.for_side(side), side)
    names = records.names.of(side)
    every = [(value, names.get(value, NOTHING)) for value in groups]
    order = sorted(every, key=lambda pair: (pair[0] is None, -len(groups[pair[0]]), pair[1]))
    shown = _counted(found, side, groups, order[:MOST_BARS], Form.ACROSS)
    rest = tuple(value for value, _name in order[MOST_BARS:])
    if not rest or isinstance(shown.chart, TileMap):
        return shown
    label = f"그 밖 {len(rest):,}{'곳' if side == 'lead_agency_id' else '개'}"
    bar = Bar(label, sum(len(groups[value]) for value in rest), key="rest")
    chart = replace(shown.chart, bars=(*shown.chart.bars, bar))
    return Shown(chart, {**shown.doors, "rest": project_door(found.filters, side, rest)})


def tile_map(found: Narrowed, tiles: Sequence[Province]) -> Shown:
    """Return the projects by 시·도; what bears the name of no tile is told below."""
    groups = _grouped(found.for_side("province"), "province")
    placed, doors, told = [], {}, set()
    for one in tiles:
        names = tuple(name for name in one.names if name in groups) or one.names[:1]
        count = sum(len(groups.get(name, ())) for name in names)
        placed.append(Tile(one.short, count, one.column, one.row, one.names[0]))
        doors[one.names[0]] = project_door(found.filters, "province", names)
        told.update(one.names)
    outside = tuple(name for name in groups if name not in told)
    note = ""
    if outside:
        note = f"지역이 없거나 지도에 없는 과제 {sum(len(groups[name]) for name in outside):,}건"
        doors["outside"] = project_door(found.filters, "province", outside)
    return Shown(TileMap("지역별 과제", tuple(placed), "건", note), doors, note)


# -- proposals


def funnel(records: Records, found: Narrowed) -> Shown:
    """Return how many proposals come how far, each step as a share of the one before."""
    total = summed(steps_of(records.steps, found))
    bars, doors, before = [], {}, 0
    for name, label, mark in FUNNEL:
        count = getattr(total, name)
        whole = total.taken_up if name == "carried_out" else before
        share = percent(count, whole) if name != "received" else None
        of = "반영한 제안의" if name == "carried_out" else "앞 단계의"
        bars.append(Bar(label, count, f"{of} {share}%" if share is not None else "", key=name))
        doors[name] = proposal_door(found.filters, **({mark: (True,)} if mark else {}))
        before = count
    return Shown(BarChart(TITLES["funnel"], tuple(bars), "건"), doors)


def _decisions(records: Records, found: Narrowed) -> Shown:
    fields = {fact.id: fact.service_field for fact in found.inside}
    groups: dict[Any, list[Steps]] = defaultdict(list)
    for row in steps_of(records.steps, found):
        groups[fields.get(row.project_id or 0, "none")].append(row)
    series = tuple(Series(kind.label, kind.value, tone) for kind, tone in zip(DECISIONS, _TONES, strict=True))
    values = _fields(groups) + ([("none", "과제 없음")] if "none" in groups else [])
    bars, doors = [], {}
    for value, label in values:
        total = summed(groups[value])
        parts = tuple(float(total.of(kind)) for kind in DECISIONS)
        bars.append(Bar(label, total.received, key=str(value), parts=parts))
        of = _owned(found.filters, value)
        for kind in DECISIONS:
            doors[f"{value}/{kind.value}"] = proposal_door(of[0], **of[1], decision=(kind.value,))
        doors[str(value)] = proposal_door(of[0], **of[1])
    return Shown(BarChart(TITLES["decisions"], tuple(bars), "건", series, stacked=True), doors)


def _owned(filters: Filters, value: Any) -> tuple[Filters, dict[str, tuple[Any, ...]]]:
    if value == "none":
        return filters, {"project_id": (None,)}
    return {**filters, "service_field": (value,)}, {}


# -- what citizens had a part in, said and gave


def _ratio(found: Narrowed) -> Shown:
    groups = _grouped(found.for_side("service_field"), "service_field")
    bars, doors = [], {}
    for value, label in _fields(groups):
        mean, teams = mean_share(groups[value])
        bars.append(Bar(label, mean, f"팀 {teams:,}" if teams else "", key=str(value)))
        doors[str(value)] = project_door(found.filters, "service_field", (value,))
    whole, _teams = mean_share(found.inside)
    goals = {fact.goal for fact in found.inside if fact.goal is not None}
    goal = Mark(goals.pop(), "기준") if len(goals) == 1 else None
    average = Mark(whole, "평균") if whole is not None else None
    return Shown(BarChart(TITLES["ratio"], tuple(bars), "%", threshold=goal, average=average), doors)


def _satisfied(records: Records, facts: Iterable[Fact]) -> list[Any]:
    ids = {fact.id for fact in facts}
    return [row for row in records.satisfaction if row.project_id in ids]


def _satisfaction(records: Records, found: Narrowed) -> Shown:
    groups = _grouped(found.for_side("year"), "year")
    years = sorted(year for year in groups if year is not None)[-MOST_YEARS:]
    bars, doors = [], {}
    for year in range(years[0], years[-1] + 1) if years else ():
        mean = Mean.of(_satisfied(records, groups.get(year, ())))
        value = None if mean.value is None else round(mean.value, 1)
        bars.append(Bar(str(year), value, f"n={mean.n:,}" if mean.n else "", key=str(year)))
        doors[str(year)] = Door("satisfaction", {"year": (year,)}, "year", (year,))
    left = records.other_scales
    note = f"5점 척도가 아니거나 응답 수가 없는 문항·지표 {left:,}개는 넣지 않았습니다." if left else ""
    return Shown(BarChart(TITLES["satisfaction"], tuple(bars), "점", form=Form.LINE), doors, note)


def _hours(found: Narrowed) -> Shown:
    groups = _grouped(found.for_side("service_field"), "service_field")
    bars, doors = [], {}
    for value, label in _fields(groups):
        minutes = sum(fact.minutes for fact in groups[value])
        times = sum(fact.times for fact in groups[value])
        noted = None if not minutes else round(minutes / 60, 1 if minutes < 6000 else None)
        bars.append(Bar(label, noted, f"{times:,}회" if times else "", key=str(value)))
        doors[str(value)] = Door("hours", {"service_field": (value,)}, "service_field", (value,))
    return Shown(BarChart(TITLES["hours"], tuple(bars), "시간"), doors)
