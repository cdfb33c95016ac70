"""The charts and figures of 현황 under its filters: projects, proposals, what citizens said and gave."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from app.domain.chart import Bar, BarChart, Form, Mark, Series
from app.domain.dashboard.doors import Door, Headline, Shown, project_door, proposal_door
from app.domain.dashboard.figures import (
    DECISIONS,
    Answers,
    Filters,
    Mean,
    Narrowed,
    Records,
    mean_percent,
    steps_of,
    summed,
    total_of,
)
from app.domain.dashboard.sides import (
    MOST_YEARS,
    TITLES,
    by_field,
    by_record,
    by_stage,
    by_year,
    fields_of,
    tile_map,
)
from app.domain.dashboard.tiles import Province
from app.domain.rounding import percent_of

FUNNEL = (
    ("received", "접수", ""),
    ("reviewed", "검토", "is_reviewed"),
    ("decided", "결정", "is_decided"),
    ("carried_out", "이행", "is_carried_out"),
)
"""The steps: the count, its name, and the mark by which the list of proposals knows it."""
_TONES = ("success.icon", "information.icon", "control", "heat.3")


def headlines(records: Records, found: Narrowed) -> dict[str, Headline]:
    """Return the figures above the charts."""
    filters, facts = found.filters, found.columns
    total = total_of(records, found)
    ratio, teams = found.share
    rate = percent_of(total.taken_up, total.decided)
    mean = Mean.of(_satisfied(records, found))
    minutes, times, unmeasured = (sum(facts[name]) for name in ("minutes", "times", "unmeasured"))
    running = sum(facts["active"])
    return {
        "projects": Headline(f"{found.count:,}", f"진행 {running:,}건", project_door(filters)),
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
        "stage": by_stage(found),
        "service_field": by_field(found),
        "program_id": by_record(found, "program_id", records),
        "year": by_year(found),
        "province": tile_map(found, tiles),
        "lead_agency_id": by_record(found, "lead_agency_id", records),
        "funnel": funnel(records, found),
        "decisions": _decisions(records, found),
        "ratio": _ratio(found),
        "satisfaction": _satisfaction(records, found),
        "hours": _hours(found),
    }


# -- proposals


def funnel(records: Records, found: Narrowed) -> Shown:
    """Return how many proposals come how far, each step as a share of the one before."""
    total = total_of(records, found)
    bars, doors, before = [], {}, 0
    for name, label, mark in FUNNEL:
        count = getattr(total, name)
        whole = total.taken_up if name == "carried_out" else before
        share = percent_of(count, whole) if name != "received" else None
        of = "반영한 제안의" if name == "carried_out" else "앞 단계의"
        bars.append(Bar(label, count, f"{of} {share}%" if share is not None else "", key=name))
        doors[name] = proposal_door(found.filters, **({mark: (True,)} if mark else {}))
        before = count
    return Shown(BarChart(TITLES["funnel"], tuple(bars), "건"), doors)


def _decisions(records: Records, found: Narrowed) -> Shown:
    fields = dict(zip(found.columns["id"], found.columns["service_field"], strict=True))
    steps = steps_of(records, found)
    groups: dict[Any, list[int]] = defaultdict(list)
    for place, project_id in enumerate(steps["project_id"]):
        groups[fields.get(project_id, "none")].append(place)
    series = tuple(Series(kind.label, kind.value, tone) for kind, tone in zip(DECISIONS, _TONES, strict=True))
    values = fields_of(groups) + ([("none", "과제 없음")] if "none" in groups else [])
    bars, doors = [], {}
    for value, label in values:
        total = summed(steps, groups[value])
        parts = tuple(float(total.of(kind)) for kind in DECISIONS)
        bars.append(Bar(label, total.received, key=str(value), parts=parts))
        of = _owned(found.filters, value)
        for kind in DECISIONS:
            doors[f"{value}/{kind.value}"] = proposal_door(of[0], **of[1], decision=(kind.value,))
        doors[str(value)] = proposal_door(of[0], **of[1])
    note = "" if bars else "받은 제안이 없습니다."
    return Shown(BarChart(TITLES["decisions"], tuple(bars), "건", series, stacked=True), doors, note)


def _owned(filters: Filters, value: Any) -> tuple[Filters, dict[str, tuple[Any, ...]]]:
    if value == "none":
        return filters, {"project_id": (None,)}
    return {**filters, "service_field": (value,)}, {}


# -- what citizens had a part in, said and gave


def _ratio(found: Narrowed) -> Shown:
    facts = found.for_side("service_field")
    shares: dict[Any, list[float]] = {value: [] for value in found.counted("service_field")}
    for value, team, citizens in zip(facts["service_field"], facts["team"], facts["citizens"], strict=True):
        if team:
            shares[value].append(100 * citizens / team)
    bars, doors = [], {}
    for value, label in fields_of(shares):
        mean, teams = mean_percent(shares[value])
        bars.append(Bar(label, mean, f"팀 {teams:,}" if teams else "", key=str(value)))
        doors[str(value)] = project_door(found.filters, "service_field", (value,))
    whole, _teams = found.share
    goals = set(found.columns["goal"]) - {None}
    goal = Mark(goals.pop(), "기준") if len(goals) == 1 else None
    average = Mark(whole, "평균") if whole is not None else None
    return Shown(BarChart(TITLES["ratio"], tuple(bars), "%", threshold=goal, average=average), doors)


def _satisfied(records: Records, found: Narrowed) -> list[Answers]:
    return [row for row in records.satisfaction if row.project_id in found.ids]


def _satisfaction(records: Records, found: Narrowed) -> Shown:
    facts = found.for_side("year")
    year_of = dict(zip(facts["id"], facts["year"], strict=True))
    answers: dict[int | None, list[Answers]] = {year: [] for year in found.counted("year")}
    for row in records.satisfaction:
        if row.project_id in year_of:
            answers[year_of[row.project_id]].append(row)
    years = sorted(year for year in answers if year is not None)
    bars, doors = [], {}
    for year in range(max(years[0], years[-1] - MOST_YEARS + 1), years[-1] + 1) if years else ():
        mean = Mean.of(answers.get(year, ()))
        value = None if mean.value is None else round(mean.value, 1)
        bars.append(Bar(str(year), value, f"n={mean.n:,}" if mean.n else "", key=str(year)))
        doors[str(year)] = Door("satisfaction", {"year": (year,)}, "year", (year,))
    left = records.other_scales
    note = f"5점 척도가 아니거나 응답 수가 없는 문항·지표 {left:,}개는 넣지 않았습니다." if left else ""
    if all(bar.value is None for bar in bars):
        note = f"5점 척도로 만족을 물은 설문이나 지표가 없습니다. {note}".strip()
    return Shown(BarChart(TITLES["satisfaction"], tuple(bars), "점", form=Form.LINE), doors, note)


def _hours(found: Narrowed) -> Shown:
    facts = found.for_side("service_field")
    given = {value: [0, 0] for value in found.counted("service_field")}
    for value, minutes, times in zip(facts["service_field"], facts["minutes"], facts["times"], strict=True):
        sums = given[value]
        sums[0] += minutes
        sums[1] += times
    bars, doors = [], {}
    for value, label in fields_of(given):
        minutes, times = given[value]
        noted = None if not minutes else round(minutes / 60, 1 if minutes < 6000 else None)
        bars.append(Bar(label, noted, f"{times:,}회" if times else "", key=str(value)))
        doors[str(value)] = Door("hours", {"service_field": (value,)}, "service_field", (value,))
    return Shown(BarChart(TITLES["hours"], tuple(bars), "시간"), doors)
