"""과제 보고서: one project from its overview to the history of its decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.privacy.masks import shown_name
from exports.blocks import (
    Align,
    ApprovalBox,
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
from exports.values import date_text

_NONE = "해당 사항이 없습니다."


@dataclass(frozen=True, slots=True)
class Criterion:
    """A gate criterion and what speaks for it."""

    text: str
    met: bool
    evidence: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who let a stage pass and when; ``exception`` is the written reason where criteria were missing."""

    by: str
    on: date
    remark: str = ""
    exception: str = ""


@dataclass(frozen=True, slots=True)
class StageLine:
    """One of the four stages; ``progress`` counts from 0 to 100."""

    name: str
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    progress: int
    criteria: tuple[Criterion, ...] = ()
    sign_off: SignOff | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the team; ``citizen`` marks those who count as citizens, officials are named in full."""

    role: str
    name: str
    affiliation: str = ""
    citizen: bool = False
    actor_kind: str | None = None


@dataclass(frozen=True, slots=True)
class OutputLine:
    """A deliverable as the report lists it."""

    title: str
    kind: str
    stage: str
    version: str
    approval: str
    disclosure: str
    files: int = 0
    filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone or a thing to do."""

    title: str
    due: date | None
    done_on: date | None = None
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the history that changed the course of the project."""

    at: datetime
    actor: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectReportData:
    """Everything the report says; ``citizen_rule`` is the least share of citizens in percent, if any.

    Names of people but officials are masked unless ``unmasked``, which only a logged purpose may set;
    ``remarks`` tell how many are not named for want of consent.
    """

    title: str
    as_of: date
    overview: tuple[tuple[str, Value], ...]
    classification: tuple[tuple[str, Value], ...]
    stages: tuple[StageLine, ...]
    members: tuple[Member, ...] = ()
    citizen_rule: int | None = None
    outputs: tuple[OutputLine, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    decisions: tuple[Decision, ...] = ()
    approval_box: bool = False
    unmasked: bool = False
    remarks: tuple[str, ...] = ()


def build(data: ProjectReportData) -> Document:
    """Return the report, upright, with a bookmark for every chapter."""
    blocks: list[Block] = [ApprovalBox()] if data.approval_box else []
    blocks += [Heading("1. 과제 개요"), KeyValues(data.overview)]
    blocks += [Heading("2. 분류"), KeyValues(data.classification)]
    blocks += [Heading("3. 단계와 관문"), _stages(data.stages), *_gates(data)]
    blocks += [Heading("4. 팀 구성"), *_team(data)]
    blocks += [Heading("5. 산출물"), *_or_none(_outputs(data.outputs))]
    blocks += [Heading("6. 일정"), *_or_none(_milestones(data))]
    blocks += [Heading("7. 결정 이력"), *_or_none(_decisions(data))]
    return Document(
        title=f"{data.title} 과제 보고서",
        as_of=data.as_of,
        blocks=tuple(blocks),
        subject="과제 보고서",
        keywords=("과제 보고서",),
    )


def _or_none(table: Table) -> tuple[Block]:
    return (table,) if table.rows else (Paragraph(_NONE),)


def _stages(stages: tuple[StageLine, ...]) -> Table:
    columns = (
        Column("단계", weight=1.0, align=Align.CENTER, key="stage"),
        Column("계획", weight=2.6, align=Align.CENTER, key="planned"),
        Column("실제", weight=2.6, align=Align.CENTER, key="actual"),
        Column("진행률", Kind.PERCENT, 1.0, key="progress"),
        Column("관문", weight=1.4, align=Align.CENTER, key="gate"),
    )
    rows = [
        (
            stage.name,
            _period(stage.planned_start, stage.planned_end),
            _period(stage.actual_start, stage.actual_end),
            stage.progress,
            _gate_state(stage),
        )
        for stage in stages
    ]
    return Table(columns, rows, name="stages", label="단계", row_headers=1)


def _period(start: date | None, end: date | None) -> str | None:
    if not start and not end:
        return None
    return f"{date_text(start) if start else ''} ~ {date_text(end) if end else ''}".strip()


def _gate_state(stage: StageLine) -> str:
    if stage.sign_off:
        return "예외 통과" if stage.sign_off.exception else "통과"
    met = sum(criterion.met for criterion in stage.criteria)
    return f"{met} / {len(stage.criteria)} 충족" if stage.criteria else "기준 없음"


def _gates(data: ProjectReportData) -> Iterator[Block]:
    """Yield the criteria of all stages and, below, who signed them off."""
    columns = (
        Column("단계", weight=0.8, align=Align.CENTER, key="stage"),
        Column("관문 기준", weight=3.2, key="criterion"),
        Column("충족", weight=0.8, align=Align.CENTER, key="met"),
        Column("근거", weight=2.6, key="evidence"),
        Column("확인", weight=1.1, align=Align.CENTER, key="confirmed_by"),
        Column("확인일", Kind.DATE, 1.5, key="confirmed_on"),
    )
    rows = [
        (
            stage.name,
            item.text,
            "충족" if item.met else "미충족",
            item.evidence or None,
            item.confirmed_by,
            item.confirmed_on,
        )
        for stage in data.stages
        for item in stage.criteria
    ]
    if rows:
        yield Heading("관문 기준", 2)
        yield Table(columns, rows, name="gates", label="관문", row_headers=1)
    signed = tuple(
        bullet for stage in data.stages if stage.sign_off for bullet in _signed(stage.name, stage.sign_off)
    )
    if signed:
        yield Heading("관문 통과", 2)
        yield Bullets(signed)


def _signed(stage: str, sign_off: SignOff) -> Iterator[Bullet]:
    yield Bullet(f"{stage} 관문: {date_text(sign_off.on)} {sign_off.by} 통과")
    if sign_off.exception:
        yield Bullet(f"예외 사유: {sign_off.exception}", 1)
    if sign_off.remark:
        yield Bullet(f"의견: {sign_off.remark}", 1)


def _team(data: ProjectReportData) -> Iterator[Block]:
    """Yield the counts by role, the share of citizens against the rule, and the members."""
    if not data.members:
        yield Paragraph(_NONE)
        return
    roles = list(dict.fromkeys(member.role for member in data.members))
    counts = [(role, sum(member.role == role for member in data.members)) for role in roles]
    yield Bullets((Bullet(_citizens_sentence(data)),))
    columns = (Column("역할", weight=3.0, key="role"), Column("인원", Kind.INTEGER, 1.0, key="count"))
    yield Table(
        columns, counts, name="roles", label="역할", caption="역할별 인원", total=("합계", len(data.members))
    )
    yield Table(_MEMBER_COLUMNS, _members(data), name="members", label="단원", caption="단원")
    if not data.unmasked:
        yield Note("개인정보 보호를 위하여 이름의 일부를 가렸습니다.")
    for text in data.remarks:
        yield Note(text)


_MEMBER_COLUMNS = (
    Column("연번", Kind.INTEGER, 0.5, Align.CENTER, "number"),
    Column("역할", weight=2.2, key="role"),
    Column("이름", weight=1.0, align=Align.CENTER, key="name"),
    Column("소속", weight=2.4, key="affiliation"),
)


def _members(data: ProjectReportData) -> list[tuple[Value, ...]]:
    return [
        (
            number,
            member.role,
            shown_name(member.name, member.actor_kind, not data.unmasked),
            member.affiliation or None,
        )
        for number, member in enumerate(data.members, 1)
    ]


def _citizens_sentence(data: ProjectReportData) -> str:
    citizens = sum(member.citizen for member in data.members)
    share = citizens * 100 / len(data.members)
    sentence = f"전체 {len(data.members)}명 가운데 국민 {citizens}명 ({share:.1f}%)"
    if data.citizen_rule is None:
        return sentence
    met = "충족" if citizens * 100 >= data.citizen_rule * len(data.members) else "미달"
    return f"{sentence}, 기준 {data.citizen_rule}% 이상 {met}"


def _outputs(outputs: tuple[OutputLine, ...]) -> Table:
    columns = (
        Column("연번", Kind.INTEGER, 0.6, Align.CENTER, "number"),
        Column("산출물", weight=3.2, key="title"),
        Column("종류", weight=1.8, key="kind"),
        Column("단계", weight=0.8, align=Align.CENTER, key="stage"),
        Column("판", weight=0.7, align=Align.CENTER, key="version"),
        Column("승인", weight=1.1, align=Align.CENTER, key="approval"),
        Column("공개", weight=1.1, align=Align.CENTER, key="disclosure"),
        Column("파일", Kind.INTEGER, 0.7, key="files"),
    )
    rows = [
        (number, o.title, o.kind, o.stage, o.version, o.approval, o.disclosure, o.files)
        for number, o in enumerate(outputs, 1)
    ]
    total = ("합계", f"{len(rows)}건", *(None for _ in columns[2:-1]), sum(o.files for o in outputs))
    return Table(columns, rows, name="outputs", label="산출물", total=total)


def _milestones(data: ProjectReportData) -> Table:
    columns = (
        Column("할 일", weight=3.6, key="title"),
        Column("기한", Kind.DATE, 1.3, key="due"),
        Column("마친 날", Kind.DATE, 1.3, key="done_on"),
        Column("담당", weight=1.1, align=Align.CENTER, key="responsible"),
        Column("상태", weight=1.0, align=Align.CENTER, key="state"),
    )
    rows = [
        (m.title, m.due, m.done_on, m.responsible or None, _due_state(m, data.as_of)) for m in data.milestones
    ]
    return Table(columns, rows, name="milestones", label="일정")


def _due_state(milestone: MilestoneLine, today: date) -> str:
    if milestone.done_on:
        return "마침"
    return "지남" if milestone.due and milestone.due < today else "예정"


def _decisions(data: ProjectReportData) -> Table:
    columns = (
        Column("때", Kind.DATE, 1.8, key="at"),
        Column("한 사람", weight=1.1, align=Align.CENTER, key="actor"),
        Column("내용", weight=4.6, key="text"),
    )
    return Table(columns, [(d.at, d.actor, d.text) for d in data.decisions], name="decisions", label="결정")
