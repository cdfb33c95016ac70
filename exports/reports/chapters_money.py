"""Chapters on money, on what an evaluation made of a project, and on what citizens gave to it."""

from collections.abc import Iterator, Sequence

from app.domain.budget import BudgetLine, BudgetSource
from app.domain.chart import Bar, BarChart, Series
from app.domain.choices import Role, StageKind
from app.domain.giving import Hours
from app.domain.proposal import ContributionKind
from app.domain.rounding import percent_of
from exports.blocks import Align, Block, Bullet, Bullets, Chart, Column, Heading, Kind, Note, Paragraph, Table
from exports.reports.chapters import NOTHING
from exports.reports.facts import Judged, ProjectFacts
from exports.reports.tables import filled

_SCORE_RULE = "점수는 평가단 가중치를 적용한 값이며 소수점 둘째 자리까지 적음"


# -- money


def budget(facts: ProjectFacts) -> Iterator[Block]:
    """Yield planned and spent by source, then every line."""
    if not facts.budget:
        yield Paragraph(NOTHING)
        return
    sources = [one for one in BudgetSource if any(line.source == one for line in facts.budget)]
    planned, spent = (sum(getattr(line, key) for line in facts.budget) for key in ("planned", "spent"))
    yield Bullets((Bullet(f"계획 {planned:,}원, 집행 {spent:,}원(집행률 {_percent(planned, spent)})"),))
    yield Heading("재원별", 2)
    rows = [(one.label, *_sums([line for line in facts.budget if line.source == one])) for one in sources]
    yield Table(
        (Column("재원", weight=2, key="source"), *_MONEY),
        rows,
        name="sources",
        label="재원별 예산",
        total=("합계", *_sums(facts.budget)),
        keep=True,
    )
    bars = tuple(
        Bar(str(row[0]), None, f"집행률 {_percent(row[1], row[2])}", parts=(float(row[1]), float(row[2])))
        for row in rows
    )
    series = (Series("계획"), Series("집행"))
    yield Chart(BarChart("재원별 계획과 집행", bars, "원", series), caption="재원별 계획과 집행")
    yield Heading("항목별", 2)
    lines = [
        (BudgetSource(line.source).label, line.label, *_sums([line]), line.note or None)
        for line in facts.budget
    ]
    columns = (
        Column("재원", weight=1.5, key="source"),
        Column("항목", weight=2, key="label"),
        *_MONEY,
        Column("비고", weight=1.4, key="note"),
    )
    total = ("합계", None, *_sums(facts.budget), None)
    yield filled(Table(columns, lines, name="lines", label="항목별 예산", total=total))


_MONEY = (
    Column("계획(원)", Kind.MONEY, 1.4, key="planned"),
    Column("집행(원)", Kind.MONEY, 1.4, key="spent"),
    Column("남은 돈(원)", Kind.MONEY, 1.4, key="left"),
    Column("집행률", Kind.PERCENT, 0.8, key="rate"),
)


def _sums(lines: Sequence[BudgetLine]) -> tuple[int, int, int, int | None]:
    planned, spent = sum(line.planned for line in lines), sum(line.spent for line in lines)
    return planned, spent, planned - spent, percent_of(spent, planned)


def _percent(planned: int, spent: int) -> str:
    return f"{percent_of(spent, planned)}%" if planned else "–"


# -- evaluation


def evaluation(facts: ProjectFacts) -> Iterator[Block]:
    """Yield what the closed evaluations made of the project; one still open is not told."""
    if not facts.judged:
        yield Paragraph("마감한 평가 없음")
        return
    for one in facts.judged:
        yield Heading(one.title, 2)
        yield Bullets(tuple(_judged(one)))
        columns = (
            Column("평가단", weight=2, key="panel"),
            Column("가중치", Kind.INTEGER, 1, key="weight"),
            Column("점수", Kind.SCORE, 1, key="score"),
        )
        yield Table(
            columns,
            one.panels,
            name="panels",
            label="평가단별 점수",
            keep=True,
            total=("종합", None, one.score),
        )
    yield Note(_SCORE_RULE)


def _judged(one: Judged) -> Iterator[Bullet]:
    score = f"{one.score:.2f}점" if one.score is not None else "점수 없음"
    yield Bullet(f"종합 {score}" + (f", {one.of}건 가운데 {one.rank}위" if one.rank else ""))
    yield Bullet(f"평가표: {one.rubric}", 1)


# -- what citizens gave


def given(facts: ProjectFacts) -> Iterator[Block]:
    """Yield the hours that people were together by role, and goods, money and work given."""
    total = facts.given.total
    if not total.all.times and not facts.given.given:
        yield Paragraph(NOTHING)
        return
    share = f"(국민의 몫 {total.share}%)" if total.share is not None else ""
    yield Bullets((Bullet(f"함께한 시간: 모두 {total.all.words}, 국민 {total.citizens.words}{share}"),))
    columns = (
        Column("역할", weight=2.4, key="role"),
        Column("참석(회)", Kind.COUNT, 0.9, key="times"),
        Column("시간", weight=1.4, align=Align.RIGHT, key="time"),
        Column("분", Kind.INTEGER, 0.9, key="minutes"),
    )
    hours = facts.given.roles
    rows = [
        (Role(role).label if role else "팀 밖", one.times, one.words, one.minutes)
        for role, one in sorted(hours.items(), key=lambda pair: _place(pair[0]))
    ]
    whole = sum(hours.values(), Hours())
    total_row = ("합계", whole.times, whole.words, whole.minutes)
    yield Table(columns, rows, name="hours", label="역할별 함께한 시간", total=total_row, keep=True)
    if total.all.unmeasured:
        yield Note(f"시간을 적지 않은 출석 {total.all.unmeasured}회는 횟수에만 넣음")
    if facts.given.given:
        yield Bullets((Bullet("물품·돈·재능"), *_gifts(facts)))


def _place(role: str | None) -> int:
    return list(Role).index(Role(role)) if role else len(Role)


def _gifts(facts: ProjectFacts) -> Iterator[Bullet]:
    for row in facts.given.given:
        amount = f" {row.amount:,}{row.unit}" if row.amount is not None else ""
        stage = f"({StageKind(row.stage).label})" if row.stage else ""
        what = f"{ContributionKind(row.kind).label}{amount}{stage}"
        yield Bullet(": ".join(part for part in (what, row.text) if part), 1)


def count_budget(facts: ProjectFacts) -> str:
    """Return how many lines the budget has, in words."""
    return f"{len(facts.budget)}항목"


def count_evaluation(facts: ProjectFacts) -> str:
    """Return how many closed evaluations there are, in words."""
    return f"{len(facts.judged)}회"
