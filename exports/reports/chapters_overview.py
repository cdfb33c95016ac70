"""Chapters on what a project is: its outline, its course through the stages, its team."""

from collections.abc import Iterator
from datetime import date

from app.domain.chart import Bar, BarChart
from app.domain.choices import ActorKind, Role
from app.domain.person import Membership
from app.domain.rounding import percent_of
from app.domain.stage import SignOff, Stage
from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Chart,
    Column,
    Heading,
    KeyValues,
    Kind,
    Linked,
    Paragraph,
    Row,
    Table,
    Value,
)
from exports.reports.chapters import NOTHING, remarks
from exports.reports.facts import ProjectFacts, is_citizen
from exports.values import date_text

_PROSE = {
    "summary": "개요",
    "background": "배경",
    "purpose": "목적",
    "content": "사업내용",
    "characteristics": "특성·의의",
    "actors": "추진주체",
}


def outline(facts: ProjectFacts) -> Iterator[Block]:
    """Yield 배경과 목적 in 개조식, the outline as a grid, and how the project is classified."""
    told = [(label, getattr(facts.project, key)) for key, label in _PROSE.items() if key != "summary"]
    told = [(label, text) for label, text in told if text.strip()]
    if told:
        yield Heading("추진 배경과 목적", 2)
        yield Bullets(tuple(bullet for label, text in told for bullet in prose(label, text)))
    yield Heading("과제 개요", 2)
    yield KeyValues(tuple(_grid(facts)))
    yield Heading("분류", 2)
    yield KeyValues(facts.classification)


def _grid(facts: ProjectFacts) -> Iterator[tuple[str, Value]]:
    """Yield what the grid says: the facts, for the prose stands in the text above."""
    prose_labels = set(_PROSE.values()) - {"개요"}
    yield "과제명", facts.project.title
    skipped = prose_labels | {"시작일", "종료일", "주요성과", "기타"}
    yield from (pair for pair in facts.overview if pair[0] not in skipped)
    yield "기간", period(facts.project.starts_on, facts.project.ends_on)
    yield "팀 구성", f"{len(facts.members)}명(국민 {facts.citizens}명)" if facts.members else None


def prose(label: str, text: str) -> Iterator[Bullet]:
    """Yield a text as □ label and ○ for every paragraph of it."""
    yield Bullet(label)
    for part in text.splitlines():
        if part.strip(" \t-·○□•"):
            yield Bullet(part.strip(" \t-·○□•"), 1)


def period(start: date | None, end: date | None) -> str | None:
    """Return a period as papers print it; None where nothing of it is known."""
    if not start and not end:
        return None
    return f"{date_text(start) if start else ''} ~ {date_text(end) if end else ''}".strip()


# -- the four stages


def course(facts: ProjectFacts) -> Iterator[Block]:
    """Yield the stages with their progress in a table and a chart, and who let which gate pass."""
    yield Heading("단계별 추진 현황", 2)
    yield Table(
        _STAGES,
        [_stage(stage) for stage in facts.stages],
        name="stages",
        label="단계별 추진 현황",
        row_headers=1,
        keep=True,
    )
    if facts.stages:
        bars = tuple(Bar(one.kind_label, float(one.progress)) for one in facts.stages)
        yield Chart(BarChart("단계별 진행률", bars, "%"), caption="단계별 진행률")
    signed = [bullet for stage in facts.stages for bullet in _signed(stage)]
    if signed:
        yield Heading("관문 통과", 2)
        yield Bullets(tuple(signed))


_STAGES = (
    Column("단계", weight=0.7, align=Align.CENTER, key="stage"),
    Column("진행률", Kind.PERCENT, 0.8, key="progress"),
    Column("계획", weight=2.7, align=Align.CENTER, key="planned"),
    Column("실제", weight=2.7, align=Align.CENTER, key="actual"),
    Column("관문", weight=1.1, align=Align.CENTER, key="gate"),
    Column("마친 세부단계", weight=1.7, key="steps"),
)


def _stage(stage: Stage) -> Row:
    done = [step.label for step in stage.steps if step.done]
    return (
        stage.kind_label,
        stage.progress,
        period(stage.planned_start, stage.planned_end),
        period(stage.actual_start, stage.actual_end),
        gate_state(stage),
        ", ".join(done) or None,
    )


def passed(stage: Stage) -> SignOff | None:
    """Return the sign-off that stands, None while the gate is shut."""
    return next((one for one in reversed(stage.signoffs) if one.reopened_at is None), None)


def gate_state(stage: Stage) -> str:
    """Return where a gate stands, in words."""
    signed = passed(stage)
    if signed is not None:
        return "조건부 통과" if signed.exception_reason else "통과"
    return f"증빙 {stage.criteria_met} / {len(stage.criteria)}" if stage.criteria else "기준 없음"


def _signed(stage: Stage) -> Iterator[Bullet]:
    signed = passed(stage)
    if signed is None:
        return
    day = date_text(signed.signed_at.astimezone().date())
    yield Bullet(f"{stage.kind_label} 관문: {day} 통과({signed.signed_by})")
    if signed.exception_reason:
        yield Bullet(f"조건: {signed.exception_reason}", 1)
    if signed.remark:
        yield Bullet(f"의견: {signed.remark}", 1)


def plan(facts: ProjectFacts) -> Iterator[Block]:
    """Yield what is planned when: stages with their steps and what each gate asks for."""
    rows = [
        (
            stage.kind_label,
            period(stage.planned_start, stage.planned_end),
            ", ".join(step.label for step in stage.steps) or None,
            "\n".join(_criterion(one.label, one.threshold, one.metric) for one in stage.criteria) or None,
        )
        for stage in facts.stages
    ]
    columns = (
        Column("단계", weight=0.7, align=Align.CENTER, key="stage"),
        Column("기간", weight=2.4, align=Align.CENTER, key="planned"),
        Column("세부단계", weight=1.8, key="steps"),
        Column("관문 기준", Kind.LIST, 3.4, key="criteria"),
    )
    yield Table(columns, rows, name="plan", label="단계별 계획", row_headers=1)


def _criterion(label: str, threshold: int, metric: str) -> str:
    return f"{label} ({threshold} 이상)" if metric and threshold > 1 else label


def schedule(facts: ProjectFacts) -> Iterator[Block]:
    """Yield the things to do by their days."""
    rows = [
        (row.due_on, row.title, row.assignee, row.done_on, _state(row.done_on, row.due_on, facts.as_of))
        for row in sorted(facts.milestones, key=lambda row: (row.due_on is None, row.due_on or date.min))
    ]
    if not rows:
        yield Paragraph(NOTHING)
        return
    columns = (
        Column("기한", Kind.DATE, 1.2, key="due"),
        Column("할 일", weight=3.4, key="title"),
        Column("담당", weight=1, align=Align.CENTER, key="responsible"),
        Column("마친 날", Kind.DATE, 1.2, key="done_on"),
        Column("상태", weight=0.8, align=Align.CENTER, key="state"),
    )
    yield Table(columns, rows, name="milestones", label="추진 일정")


def _state(done: date | None, due: date | None, today: date) -> str:
    if done:
        return "마침"
    return "지남" if due and due < today else "예정"


# -- the team


def team(facts: ProjectFacts, *, planned: bool = False) -> Iterator[Block]:
    """Yield the share of citizens against the rule, the team by role, and its members.

    What is ``planned`` tells no hours: nobody has come yet.
    """
    if not facts.members:
        yield Paragraph(NOTHING)
        return
    yield Heading("구성과 국민 비율", 2)
    yield Bullets(tuple(_share(facts, planned)))
    roles = [role for role in Role if any(row.role == role for row in facts.members)]
    numbers = [(role.label, sum(row.role == role for row in facts.members)) for role in roles]
    counts = [(label, Linked(number, "members")) for label, number in numbers]
    columns = (Column("역할", weight=3, key="role"), Column("인원", Kind.INTEGER, 1, key="count"))
    yield Table(
        columns, counts, name="roles", label="역할별 인원", total=("합계", len(facts.members)), keep=True
    )
    yield Heading("구성원", 2)
    yield Table(
        _MEMBERS,
        [_member(number, row) for number, row in enumerate(facts.members, 1)],
        name="members",
        label="구성원",
        anchor="members",
    )
    yield from remarks(facts)


def _share(facts: ProjectFacts, planned: bool) -> Iterator[Bullet]:
    share, goal = percent_of(facts.citizens, len(facts.members)), facts.project.citizen_goal
    yield Bullet(f"전체 {len(facts.members)}명 가운데 국민 {facts.citizens}명({share}%)")
    if goal is not None:
        met = facts.citizens * 100 >= goal * len(facts.members)
        yield Bullet(f"국민 비율 기준 {goal}% 이상: {'충족' if met else '미달'}", 1)
    hours = facts.given.total
    if hours.all.times and not planned:
        part = f", 국민 {hours.citizens.words}" if hours.citizens.times else ""
        yield Bullet(f"활동에 함께한 시간: 모두 {hours.all.words}{part}", 1)


_MEMBERS = (
    Column("연번", Kind.INTEGER, 0.5, Align.CENTER, "number"),
    Column("역할", weight=2.2, key="role"),
    Column("이름", weight=1.2, align=Align.CENTER, key="name"),
    Column("구분", weight=1.2, align=Align.CENTER, key="kind"),
    Column("소속", weight=2.4, key="affiliation"),
)


def _member(number: int, row: Membership) -> Row:
    kind = ActorKind(row.actor_kind).label if row.actor_kind else ("국민" if is_citizen(row) else None)
    return number, Role(row.role).label, row.person, kind, row.affiliation or None


def count_team(facts: ProjectFacts) -> str:
    """Return how many are on the team, in words."""
    return f"{len(facts.members)}명"
