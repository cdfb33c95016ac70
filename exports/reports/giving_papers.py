"""기여 내역: the hours that people gave to a project, and the goods, money and work beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.choices import ActorKind, Role, StageKind
from app.domain.giving import Contributions, Hours, PersonHours, StageHours
from app.domain.proposal import Contribution, ContributionKind
from exports.blocks import Align, Block, Column, Document, Heading, KeyValues, Kind, Note, Paragraph, Table

NO_STAGE, NO_TEAM = "단계 없음", "팀 밖"


@dataclass(frozen=True, slots=True)
class GivingData:
    """What was given to a project; the names in ``found`` are as they may be shown."""

    project: str
    found: Contributions
    as_of: date
    remarks: tuple[str, ...] = ()


def contributions(data: GivingData) -> Document:
    """Return 기여 내역: the sums, hours by stage and by person, and what else was given."""
    total = data.found.total
    share = "–" if total.share is None else f"{total.share}%"
    figures = (
        ("국민이 함께한 시간", total.citizens.words),
        ("모두가 함께한 시간", total.all.words),
        ("국민의 몫", share),
        ("함께한 사람", f"{len(data.found.persons)}명"),
    )
    blocks: list[Block] = [
        KeyValues(figures),
        Heading("단계별 시간"),
        _stages(data.found.stages, total),
        Heading("사람별 시간"),
        _persons(data.found.persons),
        Heading("물품·돈·재능"),
        _given(data.found.given),
    ]
    if total.all.unmeasured:
        blocks.append(
            Note(f"시간을 적지 않은 출석 {total.all.unmeasured}회는 횟수에만 넣고 시간에는 넣지 않았습니다.")
        )
    blocks += [Note(text) for text in data.remarks]
    return Document(f"{data.project} 기여 내역", data.as_of, tuple(blocks))


def _stages(stages: Sequence[StageHours], total: StageHours) -> Block:
    rows = [row for row in stages if row.all.times]
    if not rows:
        return Paragraph("출석을 적은 활동이 없습니다.")
    columns = (
        Column("단계", weight=1.2),
        Column("국민 시간", weight=1.2, align=Align.RIGHT),
        Column("국민(분)", Kind.INTEGER, 0.9),
        Column("모두 시간", weight=1.2, align=Align.RIGHT),
        Column("모두(분)", Kind.INTEGER, 0.9),
        Column("국민의 몫", Kind.PERCENT, 0.9),
    )
    return Table(columns, [_stage(row) for row in rows], name="stages", label="단계별",
                 total=("합계", *_stage(total)[1:]))  # fmt: skip


def _stage(row: StageHours) -> tuple[str | int | None, ...]:
    name = StageKind(row.stage).label if row.stage else NO_STAGE
    return (name, row.citizens.words, row.citizens.minutes, row.all.words, row.all.minutes, row.share)


def _persons(persons: Sequence[PersonHours]) -> Block:
    if not persons:
        return Paragraph("출석을 적은 사람이 없습니다.")
    columns = (
        Column("이름", weight=1.2),
        Column("구분", weight=1),
        Column("역할", weight=1.6),
        Column("참석", Kind.COUNT, 0.7),
        Column("시간", weight=1.2, align=Align.RIGHT),
        Column("분", Kind.INTEGER, 0.8),
    )
    rows = [
        (row.person, ActorKind(row.actor_kind).label if row.actor_kind else "",
         Role(row.role).label if row.role else NO_TEAM, row.hours.times, row.hours.words, row.hours.minutes)
        for row in persons
    ]  # fmt: skip
    whole = sum((row.hours for row in persons), Hours())
    return Table(columns, rows, name="persons", label="사람별",
                 total=("합계", "", "", whole.times, whole.words, whole.minutes))  # fmt: skip


def _given(given: Sequence[Contribution]) -> Block:
    if not given:
        return Paragraph("적은 물품·돈·재능이 없습니다.")
    columns = (
        Column("기여한 곳", weight=1.4),
        Column("종류", weight=0.9),
        Column("단계", weight=0.8),
        Column("양", Kind.INTEGER, 1),
        Column("단위", weight=0.7),
        Column("내용", weight=2.4),
        Column("날짜", Kind.DATE, 1),
    )
    rows = [
        (row.giver or row.person or "", ContributionKind(row.kind).label,
         StageKind(row.stage).label if row.stage else "", row.amount, row.unit, row.text, row.given_on)
        for row in given
    ]  # fmt: skip
    return Table(columns, rows, name="given", label="물품·돈·재능")
