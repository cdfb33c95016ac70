"""Chapters on what came of a project: proposals, outcomes, money, evaluation, gifts, what is next."""

from collections.abc import Iterator

from app.domain.budget import BudgetLine, BudgetSource
from app.domain.chart import Bar, BarChart, Series
from app.domain.choices import Disclosure, OutputKind, Role, StageKind
from app.domain.indicator import ExperimentState
from app.domain.proposal import Channel, ContributionKind, DecisionKind, FollowUp, Proposal
from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Chart,
    Column,
    Heading,
    Kind,
    Note,
    Paragraph,
    Row,
    Table,
)
from exports.reports.chapters import NOTHING
from exports.reports.facts import Judged, ProjectFacts
from exports.values import date_text

_SCORE_RULE = "점수는 평가단 가중치를 적용한 값이며 소수점 둘째 자리까지 적음"


# -- proposals


def proposals(facts: ProjectFacts) -> Iterator[Block]:
    """Yield how many proposals came how far, each with its decision, and the reasons."""
    if not facts.proposals:
        yield Paragraph(NOTHING)
        return
    yield Heading("처리 현황", 2)
    yield _funnel(facts)
    yield from _rate(facts)
    yield Heading("제안별 처리", 2)
    yield Table(
        _PROPOSALS, [_proposal(row) for row in facts.proposals], name="proposals", label="제안별 처리"
    )
    decided = [row for row in facts.proposals if row.decision != DecisionKind.REVIEWING]
    if decided:
        yield Heading("결정 사유와 반영 내용", 2)
        yield Bullets(tuple(bullet for row in decided for bullet in _reason(row)))


def _funnel(facts: ProjectFacts) -> Table:
    kinds = (DecisionKind.ADOPTED, DecisionKind.PARTLY, DecisionKind.REJECTED, DecisionKind.REVIEWING)
    columns = (
        Column("제안", Kind.COUNT, key="total"),
        *(Column(kind.label, Kind.COUNT, key=kind.value) for kind in kinds),
        Column("시행", Kind.COUNT, key="carried_out"),
    )
    row = (len(facts.proposals), *(facts.decided(kind) for kind in kinds), facts.carried_out)
    return Table(columns, [row], name="funnel", label="제안 처리 현황", keep=True)


def _rate(facts: ProjectFacts) -> Iterator[Block]:
    taken = facts.decided(DecisionKind.ADOPTED, DecisionKind.PARTLY)
    decided = len(facts.proposals) - facts.decided(DecisionKind.REVIEWING)
    if decided:
        yield Bullets(
            (Bullet(f"결정한 {decided}건 가운데 {taken}건 반영(반영률 {round(100 * taken / decided)}%)"),)
        )
    kinds = (DecisionKind.ADOPTED, DecisionKind.PARTLY, DecisionKind.REJECTED, DecisionKind.REVIEWING)
    bars = tuple(Bar(kind.label, float(facts.decided(kind))) for kind in kinds)
    yield Chart(BarChart("제안 처리 결과", bars, "건"), caption="제안 처리 결과")


_PROPOSALS = (
    Column("번호", weight=1, align=Align.CENTER, key="number"),
    Column("제안", weight=3, key="title"),
    Column("통로", weight=1.1, align=Align.CENTER, key="channel"),
    Column("소관 부서", weight=1.3, align=Align.CENTER, key="department"),
    Column("접수일", Kind.DATE, 1.3, key="received_on"),
    Column("결정", weight=0.9, align=Align.CENTER, key="decision"),
    Column("후속 조치", weight=1.3, align=Align.CENTER, key="follow_up"),
)


def _proposal(row: Proposal) -> Row:
    follow = None if row.follow_up == FollowUp.UNDECIDED else FollowUp(row.follow_up).label
    return (
        row.number,
        row.title,
        Channel(row.channel).label,
        row.department or None,
        row.received_on,
        DecisionKind(row.decision).label,
        follow,
    )


def _reason(row: Proposal) -> Iterator[Bullet]:
    yield Bullet(f"{row.title}({DecisionKind(row.decision).label})")
    if row.decision_reason:
        yield Bullet(row.decision_reason, 1)
    follow = FollowUp(row.follow_up)
    told = [follow.label if follow not in (FollowUp.UNDECIDED, FollowUp.NONE) else "", row.follow_up_note]
    told.append(row.follow_up_when)
    if any(told):
        yield Bullet(f"후속 조치: {', '.join(part for part in told if part)}", 2)


# -- outcomes


def outcomes(facts: ProjectFacts) -> Iterator[Block]:
    """Yield what was achieved in words, the indicators, what is different now, what was tried."""
    achieved = [line.strip(" -·○□") for line in facts.project.achievements.splitlines()]
    if any(achieved):
        yield Heading("주요 성과", 2)
        yield Bullets(tuple(Bullet(line) for line in achieved if line))
    if facts.indicators:
        yield Heading("성과지표", 2)
        yield Table(
            _INDICATORS,
            [_indicator(facts, at) for at in range(len(facts.indicators))],
            name="indicators",
            label="성과지표",
        )
        yield Note("n은 표본의 크기이며, 기준값과 최근값 모두에 n이 있을 때만 변화를 적음")
    yield from before_after(facts)
    if facts.experiments:
        yield Heading("실험", 2)
        yield Bullets(tuple(_trials(facts)))
    if not (any(achieved) or facts.indicators or facts.comparisons or facts.experiments):
        yield Paragraph(NOTHING)


_INDICATORS = (
    Column("지표", weight=2.4, key="label"),
    Column("기준값", weight=1.4, align=Align.CENTER, key="baseline"),
    Column("목표", weight=1, align=Align.CENTER, key="target"),
    Column("최근값", weight=1.4, align=Align.CENTER, key="latest"),
    Column("잰 날", Kind.DATE, 1.3, key="measured_on"),
    Column("변화", weight=1.1, align=Align.CENTER, key="change"),
    Column("목표 달성", weight=0.9, align=Align.CENTER, key="reached"),
)


def _indicator(facts: ProjectFacts, at: int) -> Row:
    line = facts.indicators[at]
    return (
        f"{line.label}({line.direction})",
        line.baseline,
        line.target,
        line.latest,
        line.measured_on,
        line.change,
        line.reached_words,
    )


def before_after(facts: ProjectFacts) -> Iterator[Block]:
    """Yield 운영 전·후 side by side with what shows it."""
    if not facts.comparisons:
        return
    yield Heading("운영 전·후 비교", 2)
    columns = (
        Column("구분", weight=1.1, align=Align.CENTER, key="subject"),
        Column("운영 전", weight=2.6, key="before"),
        Column("운영 후", weight=2.6, key="after"),
        Column("근거", weight=1.6, key="evidence"),
    )
    rows = [
        (pair.subject, pair.before, pair.after, words or "근거 없음") for pair, words in facts.comparisons
    ]
    yield Table(columns, rows, name="comparisons", label="운영 전·후 비교")


def compared(facts: ProjectFacts) -> Iterator[Block]:
    """Yield 운영 전·후 as a chapter of its own."""
    yield from list(before_after(facts)) or [Paragraph(NOTHING)]


def _trials(facts: ProjectFacts) -> Iterator[Bullet]:
    for one in facts.experiments:
        yield Bullet(f"{one.title}({ExperimentState(one.state).label})")
        parts = (
            ("문제", one.problem),
            ("해결 방법", one.solution),
            ("시험", one.trial),
            ("실행", one.execution),
            ("배운 것", one.lesson),
        )
        yield from (Bullet(f"{label}: {text}", 1) for label, text in parts if text)
        if one.money:
            yield Bullet(f"든 돈: {one.money:,}원", 1)


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
    bars = tuple(Bar(str(row[0]), None, parts=(float(row[1]), float(row[2]))) for row in rows)
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
    yield Table(
        columns, lines, name="lines", label="항목별 예산", total=("합계", None, *_sums(facts.budget), None)
    )


_MONEY = (
    Column("계획(원)", Kind.MONEY, 1.4, key="planned"),
    Column("집행(원)", Kind.MONEY, 1.4, key="spent"),
    Column("남은 돈(원)", Kind.MONEY, 1.4, key="left"),
    Column("집행률", Kind.PERCENT, 0.8, key="rate"),
)


def _sums(lines: "tuple[BudgetLine, ...] | list[BudgetLine]") -> tuple[int, int, int, int | None]:
    planned, spent = sum(line.planned for line in lines), sum(line.spent for line in lines)
    return planned, spent, planned - spent, round(100 * spent / planned) if planned else None


def _percent(planned: int, spent: int) -> str:
    return f"{round(100 * spent / planned)}%" if planned else "–"


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
        Column("분", Kind.COUNT, 0.9, key="minutes"),
    )
    hours = facts.given.roles
    rows = [
        (Role(role).label if role else "팀 밖", one.times, one.words, one.minutes)
        for role, one in sorted(hours.items(), key=lambda pair: _place(pair[0]))
    ]
    total_row = ("합계", sum(row[1] for row in rows), None, sum(row[3] for row in rows))
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


# -- what is next


def ahead(facts: ProjectFacts) -> Iterator[Block]:
    """Yield what still waits: things to do, proposals to answer, gates to pass."""
    told = [*_todo(facts), *_waiting(facts), *_gates(facts)]
    yield Bullets(tuple(told)) if told else Paragraph("남은 할 일 없음")


def _todo(facts: ProjectFacts) -> Iterator[Bullet]:
    rows = [row for row in facts.milestones if row.done_on is None]
    if rows:
        yield Bullet(f"할 일 {len(rows)}건")
    for row in sorted(rows, key=lambda row: (row.due_on is None, row.due_on or facts.as_of)):
        due = date_text(row.due_on) if row.due_on else "기한 없음"
        late = ", 기한 지남" if row.due_on and row.due_on < facts.as_of else ""
        yield Bullet(f"{row.title}({due}{late})", 1)


def _waiting(facts: ProjectFacts) -> Iterator[Bullet]:
    rows = [row for row in facts.proposals if row.decision == DecisionKind.REVIEWING]
    if rows:
        yield Bullet(f"답을 기다리는 제안 {len(rows)}건")
    for row in rows:
        due = f"회신 기한 {date_text(row.answer_due)}" if row.answer_due else "회신 기한 없음"
        yield Bullet(f"{row.title}({', '.join(part for part in (row.department, due) if part)})", 1)


def _gates(facts: ProjectFacts) -> Iterator[Bullet]:
    for stage in facts.stages:
        if stage.closed_at is None and stage.missing:
            yield Bullet(f"{stage.kind_label} 관문에 모자란 증빙 {len(stage.missing)}건")
            yield from (Bullet(one.label, 1) for one in stage.missing)
            return


# -- what goes with it


def outputs(facts: ProjectFacts) -> Iterator[Block]:
    """Yield the approved deliverables that may be shown."""
    rows = [
        (
            number,
            row.title,
            OutputKind(row.kind).label,
            StageKind(row.stage).label if row.stage else None,
            row.version or None,
            row.produced_on,
            Disclosure(row.disclosure).label,
        )
        for number, row in enumerate(facts.approved, 1)
    ]
    if not rows:
        yield Paragraph("승인한 산출물 없음")
        return
    columns = (
        Column("연번", Kind.INTEGER, 0.5, Align.CENTER, "number"),
        Column("산출물", weight=3, key="title"),
        Column("종류", weight=1.6, align=Align.CENTER, key="kind"),
        Column("단계", weight=0.7, align=Align.CENTER, key="stage"),
        Column("판", weight=0.6, align=Align.CENTER, key="version"),
        Column("작성일", Kind.DATE, 1.2, key="produced_on"),
        Column("공개", weight=0.9, align=Align.CENTER, key="disclosure"),
    )
    yield Table(columns, rows, name="outputs", label="산출물")


def attached(facts: ProjectFacts) -> tuple[str, ...]:
    """Return what is attached: the approved deliverables."""
    return tuple(f"{row.title} 1부." for row in facts.approved)


def count_proposals(facts: ProjectFacts) -> str:
    """Return how many proposals there are, in words."""
    return f"{len(facts.proposals)}건"


def count_outcomes(facts: ProjectFacts) -> str:
    """Return how many indicators and pairs there are, in words."""
    return f"{len(facts.indicators) + len(facts.comparisons)}항목"


def count_compared(facts: ProjectFacts) -> str:
    """Return how many pairs of before and after there are, in words."""
    return f"{len(facts.comparisons)}항목"
