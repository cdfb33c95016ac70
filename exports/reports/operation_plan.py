"""운영계획서: why a project is begun, with whom, in which stages, by when and with which money."""

from collections.abc import Iterator, Sequence
from functools import partial

from app.domain.budget import BudgetSource
from app.domain.report import ChapterInfo
from exports.blocks import Align, Block, Column, Document, Kind, Paragraph, Row, Table
from exports.reports import chapters_money as money
from exports.reports import chapters_overview as overview
from exports.reports.chapters import COVER_CHAPTER, NOTHING, Chapter, Paper
from exports.reports.facts import ProjectFacts


def _budget(facts: ProjectFacts) -> Iterator[Block]:
    if not facts.budget:
        yield Paragraph(NOTHING)
        return
    columns = (
        Column("연도", Kind.YEAR, 0.7, key="year"),
        Column("재원", weight=1.8, key="source"),
        Column("항목", weight=2.4, key="label"),
        Column("계획(원)", Kind.MONEY, 1.4, key="planned"),
        Column("비고", weight=2, key="note"),
    )
    rows = [
        (line.year, BudgetSource(line.source).label, line.label, line.planned, line.note or None)
        for line in facts.budget
    ]
    total = ("합계", None, None, sum(line.planned for line in facts.budget), None)
    yield Table(columns, rows, name="budget", label="소요 예산", total=total)


def _targets(facts: ProjectFacts) -> Iterator[Block]:
    """Yield what the project is to be measured by: where it stands and where it is to come."""
    rows: list[Row] = [(one.label, one.direction, one.baseline_words, one.target) for one in facts.indicators]
    if not rows:
        yield Paragraph(NOTHING)
        return
    columns = (
        Column("성과지표", weight=3, key="label"),
        Column("방향", weight=1.4, align=Align.CENTER, key="direction"),
        Column("기준값", weight=2, align=Align.CENTER, key="baseline"),
        Column("목표", weight=1.4, align=Align.CENTER, key="target"),
    )
    yield Table(columns, rows, name="targets", label="성과 목표")


_PAPER = Paper(
    "운영계획서",
    (
        COVER_CHAPTER,
        Chapter("outline", "추진 개요", overview.outline),
        Chapter("team", "팀 구성", partial(overview.team, planned=True), overview.count_team),
        Chapter("plan", "단계별 추진 계획", overview.plan, lambda facts: f"{len(facts.stages)}단계"),
        Chapter("schedule", "추진 일정", overview.schedule, lambda facts: f"{len(facts.milestones)}건"),
        Chapter("targets", "성과 목표", _targets, lambda facts: f"{len(facts.indicators)}항목"),
        Chapter("budget", "소요 예산", _budget, money.count_budget),
    ),
    lambda _facts: (),
)


def build(facts: ProjectFacts) -> Document:
    """Return 운영계획서 with the chapters that are wanted."""
    return _PAPER.build(facts)


def chapters(facts: ProjectFacts) -> Sequence[ChapterInfo]:
    """Return what it can say."""
    return _PAPER.infos(facts)
