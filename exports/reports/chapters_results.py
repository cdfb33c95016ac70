"""Chapters on what came of a project: proposals, outcomes, money, evaluation, gifts, what is next."""

from collections.abc import Iterator

from app.domain.chart import Bar, BarChart
from app.domain.choices import Disclosure, OutputKind, StageKind
from app.domain.indicator import ExperimentState
from app.domain.proposal import Channel, DecisionKind, FollowUp, Proposal
from app.domain.rounding import percent_of
from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Chart,
    Column,
    Heading,
    Kind,
    Linked,
    Note,
    Paragraph,
    Row,
    Table,
)
from exports.reports.chapters import NOTHING
from exports.reports.facts import ProjectFacts
from exports.reports.tables import filled
from exports.values import date_text

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
    rows = [_proposal(row) for row in facts.proposals]
    yield filled(Table(_PROPOSALS, rows, name="proposals", label="제안별 처리", anchor="proposals"))
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
    counts = (len(facts.proposals), *(facts.decided(kind) for kind in kinds), facts.carried_out)
    row = [Linked(count, "proposals") for count in counts]
    return Table(columns, [row], name="funnel", label="제안 처리 현황", keep=True)


def _rate(facts: ProjectFacts) -> Iterator[Block]:
    taken = facts.decided(DecisionKind.ADOPTED, DecisionKind.PARTLY)
    decided = len(facts.proposals) - facts.decided(DecisionKind.REVIEWING)
    if decided:
        yield Bullets(
            (Bullet(f"결정한 {decided}건 가운데 {taken}건 반영(반영률 {percent_of(taken, decided)}%)"),)
        )
    kinds = (DecisionKind.ADOPTED, DecisionKind.PARTLY, DecisionKind.REJECTED, DecisionKind.REVIEWING)
    bars = tuple(Bar(kind.label, float(facts.decided(kind))) for kind in kinds)
    yield Chart(BarChart("제안 처리 결과", bars, "건"), caption="제안 처리 결과")


_PROPOSALS = (
    Column("번호", weight=1.25, align=Align.CENTER, key="number"),
    Column("제안", weight=2.8, key="title"),
    Column("통로", weight=1.1, align=Align.CENTER, key="channel"),
    Column("소관 부서", weight=1.3, align=Align.CENTER, key="department"),
    Column("접수일", Kind.DATE, 1.5, key="received_on"),
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


def count_outputs(facts: ProjectFacts) -> str:
    """Return how many approved deliverables there are, in words."""
    return f"{len(facts.approved)}건"
