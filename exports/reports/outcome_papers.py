"""성과 보고서: indicators with their values, what changed, what was tried, and what shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.indicator import Comparison, Experiment, ExperimentState, Indicator, Measurement
from app.domain.indicator_line import IndicatorLine, sized
from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    Paragraph,
    Table,
    Value,
)
from exports.reports.tables import filled

NO_EVIDENCE = "근거 없음"
RULE = "n은 표본의 크기입니다. 기준값과 최근값 모두에 n이 있을 때만 변화를 화살표(▲▼)로 적습니다."


@dataclass(frozen=True, slots=True)
class MeasuredIndicator:
    """An indicator in words, with the record and every value measured of it."""

    line: IndicatorLine
    indicator: Indicator
    measured: tuple[Measurement, ...]


@dataclass(frozen=True, slots=True)
class ProjectOutcomes:
    """What came of one project; a pair stands beside the words of its evidence."""

    title: str
    indicators: tuple[MeasuredIndicator, ...]
    pairs: tuple[tuple[Comparison, str], ...]
    experiments: tuple[Experiment, ...]


@dataclass(frozen=True, slots=True)
class OutcomeData:
    """The outcomes of one project or of several; ``condition`` says what they are limited to."""

    projects: tuple[ProjectOutcomes, ...]
    condition: str
    as_of: date
    single: bool = False


def build(data: OutcomeData) -> Document:
    """Return 성과 보고서; several projects follow each other."""
    if data.single and data.projects:
        title, parts = f"{data.projects[0].title} 성과 보고서", _project(data.projects[0], 1)
    else:
        title, parts = "성과 보고서", _several(data.projects)
    return Document(
        title, data.as_of, (*parts, Note(RULE)), subtitle="" if data.single else data.condition,
        landscape=True, data=tuple(_data(data.projects)),
    )  # fmt: skip


def _several(projects: Sequence[ProjectOutcomes]) -> list[Block]:
    if not projects:
        return [Paragraph("성과를 적은 과제가 없습니다.")]
    lines = [each.line for project in projects for each in project.indicators]
    told = [line for line in lines if line.reached is not None]
    blocks: list[Block] = [
        KeyValues((
            ("과제", f"{len(projects)}건"), ("성과지표", f"{len(lines)}개"),
            ("목표 달성", f"{sum(bool(line.reached) for line in told)} / {len(told)}개"),
            ("운영 전·후", f"{sum(len(project.pairs) for project in projects)}건"),
        ))
    ]  # fmt: skip
    for project in projects:
        blocks += [Heading(project.title), *_project(project, 2)]
    return blocks


def _project(project: ProjectOutcomes, level: int) -> list[Block]:
    """Return the parts that have something to tell, and in one sentence which have nothing."""
    parts = (
        ("성과지표", _indicators(project.indicators)), ("측정값", _measured(project.indicators)),
        ("운영 전·후", _pairs(project.pairs)), ("실험", _experiments(project.experiments)),
        ("근거 목록", _evidence(project)),
    )  # fmt: skip
    blocks: list[Block] = []
    for name, part in parts:
        blocks += [Heading(name, level), part] if part else []
    missing = [name for name, part in parts if not part]
    return [*blocks, Note(f"적은 것이 없는 항목: {', '.join(missing)}")] if missing else blocks


def _indicators(found: Sequence[MeasuredIndicator]) -> Block | None:
    if not found:
        return None
    columns = (
        Column("지표", weight=2.2),
        Column("방향", weight=1.1),
        Column("기준값", weight=2),
        Column("목표", weight=1),
        Column("최근값", weight=1.5),
        Column("잰 날", Kind.DATE, 1.1),
        Column("변화", weight=1.1),
        Column("목표 달성", weight=0.9, align=Align.CENTER),
    )
    rows = [
        (line.label, line.direction, line.baseline + (" · 굳힘" if line.locked else ""), line.target,
         line.latest, line.measured_on, line.change, line.reached_words)
        for line in (each.line for each in found)
    ]  # fmt: skip
    return Table(columns, rows, name="indicators", label="성과지표")


def _measured(found: Sequence[MeasuredIndicator]) -> Block | None:
    rows = [
        (each.line.label, one.measured_on, sized(one.value, each.indicator.unit, one.size),
         f"{one.months}개월" if one.months else "", one.source)
        for each in found
        for one in each.measured
    ]  # fmt: skip
    if not rows:
        return None
    columns = (
        Column("지표", weight=2.2), Column("잰 날", Kind.DATE, 1.1), Column("측정값", weight=1.5),
        Column("집행 뒤", weight=0.8, align=Align.CENTER), Column("출처", weight=2.4),
    )  # fmt: skip
    return filled(Table(columns, rows, name="measurements", label="측정값", row_headers=1))


def _pairs(pairs: Sequence[tuple[Comparison, str]]) -> Block | None:
    if not pairs:
        return None
    columns = (
        Column("구분", weight=1), Column("운영 전", weight=2.6), Column("운영 후", weight=2.6),
        Column("근거", weight=1.6),
    )  # fmt: skip
    rows = [(pair.subject, pair.before, pair.after, words or NO_EVIDENCE) for pair, words in pairs]
    return Table(columns, rows, name="comparisons", label="운영 전·후")


_TRIAL = (
    Column("실험", weight=1.4), Column("상태", weight=0.7, align=Align.CENTER), Column("문제", weight=1.8),
    Column("해결 방법", weight=1.8), Column("시험", weight=1.8), Column("든 돈(원)", Kind.MONEY, 1),
    Column("실행", weight=1.8), Column("배운 것", weight=1.8),
)  # fmt: skip


def _experiments(found: Sequence[Experiment]) -> Block | None:
    if not found:
        return None
    return filled(Table(_TRIAL, [_trial(one) for one in found], name="experiments", label="실험"))


def _trial(one: Experiment) -> tuple[Value, ...]:
    state = ExperimentState(one.state).label
    return one.title, state, one.problem, one.solution, one.trial, one.money, one.execution, one.lesson


def _evidence(project: ProjectOutcomes) -> Block | None:
    items = [f"{pair.subject}: {words}" for pair, words in project.pairs if words]
    for each in project.indicators:
        sources = [each.indicator.baseline_source, *(one.source for one in each.measured)]
        named = ", ".join(dict.fromkeys(source for source in sources if source))
        items += [f"{each.line.label}: {named}"] if named else []
    if not items:
        return None
    return Bullets(tuple(Bullet(text, 1) for text in items))


def _data(projects: Sequence[ProjectOutcomes]) -> Iterator[Table]:
    project = Column("과제", key="project")
    heads = (
        "지표", "단위", "방향", "기준값", "기준값 n", "굳힘", "목표", "최근값", "최근값 n", "변화",
        "목표 달성",
    )  # fmt: skip
    rows = [(each.title, *_flat(one)) for each in projects for one in each.indicators]
    yield Table((project, *(Column(head) for head in heads)), rows, name="indicators", label="성과지표")
    columns = (
        project, Column("지표"), Column("단위"), Column("잰 날", Kind.DATE), Column("측정값"),
        Column("n", Kind.INTEGER), Column("집행 뒤(개월)", Kind.INTEGER), Column("출처"),
    )  # fmt: skip
    rows = [
        (each.title, one.line.label, one.indicator.unit, value.measured_on, _number(value.value), value.size,
         value.months, value.source)
        for each in projects for one in each.indicators for value in one.measured
    ]  # fmt: skip
    yield Table(columns, rows, name="measurements", label="측정값")
    pairs = [
        (each.title, p.subject, p.before, p.after, words) for each in projects for p, words in each.pairs
    ]
    sides = (Column("구분"), Column("운영 전"), Column("운영 후"), Column("근거"))
    yield Table((project, *sides), pairs, name="comparisons", label="운영 전·후")
    trials = [(each.title, *_trial(one)) for each in projects for one in each.experiments]
    yield Table((project, *_TRIAL), trials, name="experiments", label="실험")


def _flat(each: MeasuredIndicator) -> tuple[Value, ...]:
    one, line = each.indicator, each.line
    latest = each.measured[-1] if each.measured else None
    return (
        line.label, one.unit, line.direction, _number(one.baseline), one.baseline_size,
        "굳힘" if line.locked else "", _number(one.target), _number(latest.value) if latest else None,
        latest.size if latest else None, line.change, line.reached_words,
    )  # fmt: skip


def _number(value: float | None) -> int | float | None:
    """Return a whole number as one."""
    return int(value) if value is not None and value == int(value) else value
