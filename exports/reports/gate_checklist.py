"""관문·증빙 점검표: what every gate asks for, what there is and what is missing, to be ticked off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.choices import StageKind
from app.domain.stage import Criterion, Stage
from exports.blocks import (
    Align,
    Block,
    Column,
    Document,
    Heading,
    Kind,
    Linked,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Value,
)
from exports.reports.chapters_overview import gate_state, passed
from exports.values import date_text

_MET, _MISSING = "☑", "☐"


@dataclass(frozen=True, slots=True)
class GatesOf:
    """The stages of one project with their gates."""

    title: str
    stages: tuple[Stage, ...]

    @property
    def missing(self) -> list[tuple[Stage, Criterion]]:
        """Return what the gate under way still waits for."""
        stage = next((one for one in self.stages if one.closed_at is None), None)
        return [(stage, one) for one in stage.missing] if stage else []


@dataclass(frozen=True, slots=True)
class GateData:
    """The gates of one project (``single``) or of several; ``condition`` says which they are."""

    projects: tuple[GatesOf, ...]
    condition: str
    as_of: date
    single: bool = False


def build(data: GateData) -> Document:
    """Return the checklist of a project, or a table of all gates with each project on its own page."""
    if data.single:
        title, blocks = f"{data.projects[0].title} 관문·증빙 점검표", list(_project(data.projects[0]))
    else:
        title, blocks = "관문·증빙 점검표", list(_several(data.projects))
    return Document(
        title,
        data.as_of,
        tuple(blocks),
        subtitle="" if data.single else data.condition,
        landscape=True,
        subject="관문·증빙 점검표",
        data=(_flat(data.projects),),
    )


def _several(projects: Sequence[GatesOf]) -> Iterator[Block]:
    if not projects:
        yield Paragraph("조건에 맞는 과제가 없습니다.")
        return
    yield Heading("과제별 관문")
    columns = (
        Column("연번", Kind.INTEGER, 0.4, Align.CENTER, "number"),
        Column("과제", weight=3, key="project"),
        *(Column(kind.label, weight=1.1, align=Align.CENTER, key=kind.value) for kind in StageKind),
        Column("모자란 증빙", Kind.COUNT, 0.9, key="missing"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            number,
            one.title,
            *(_state_of(one, kind) for kind in StageKind),
            Linked(len(one.missing), f"gates-{number}"),
        )
        for number, one in enumerate(projects, 1)
    ]
    total = ("합계", f"{len(rows)}건", *(None for _ in StageKind), sum(len(one.missing) for one in projects))
    yield Table(columns, rows, name="gates_by_project", label="과제별 관문", total=total)
    lacking = [one for one in projects if one.missing]
    if lacking:
        yield Heading("모자란 증빙")
        yield _lacking(lacking)
    for number, one in enumerate(projects, 1):
        yield PageBreak()
        yield Heading(one.title, anchor=f"gates-{number}")
        yield from _project(one)


def _state_of(project: GatesOf, kind: StageKind) -> str | None:
    return next((gate_state(stage) for stage in project.stages if stage.kind == kind), None)


def _lacking(projects: Sequence[GatesOf]) -> Table:
    columns = (
        Column("과제", weight=2.4, key="project"),
        Column("단계", weight=0.7, align=Align.CENTER, key="stage"),
        Column("모자란 증빙", weight=3, key="criterion"),
        Column("기한", Kind.DATE, 1, key="due_on"),
    )
    rows = [
        (project.title, stage.kind_label, one.label, one.due_on)
        for project in projects
        for stage, one in project.missing
    ]
    return Table(columns, rows, name="missing", label="모자란 증빙", row_headers=2)


_COLUMNS = (
    Column("단계", weight=0.7, align=Align.CENTER, key="stage"),
    Column("관문 기준", weight=3, key="criterion"),
    Column("기준", Kind.INTEGER, 0.6, key="threshold"),
    Column("현재", Kind.INTEGER, 0.6, key="value"),
    Column("충족", weight=0.6, align=Align.CENTER, key="met"),
    Column("증빙", weight=2.6, key="evidence"),
    Column("확인한 사람", weight=1, align=Align.CENTER, key="met_by"),
    Column("확인일", Kind.DATE, 1.1, key="met_on"),
    Column("비고", weight=1.4, key="remark"),
)


def _project(project: GatesOf) -> Iterator[Block]:
    rows = [_row(stage, one) for stage in project.stages for one in stage.criteria]
    if not rows:
        yield Paragraph("관문 기준이 없습니다.")
        return
    yield Table(_COLUMNS, rows, name="criteria", label=project.title, row_headers=1)
    for stage in project.stages:
        signed = passed(stage)
        if signed is not None:
            more = f" 조건: {signed.exception_reason}" if signed.exception_reason else ""
            day = date_text(signed.signed_at.astimezone().date())
            yield Note(f"{stage.kind_label} 관문은 {day} {signed.signed_by} 통과.{more}")


def _row(stage: Stage, one: Criterion) -> Row:
    names = ", ".join(file.name for file in one.evidence)
    evidence = names or ("기록에서 셈" if one.value else None)
    met_on = one.met_at.astimezone().date() if one.met_at else None
    # a gate attested by a person counts nothing: neither a threshold nor a figure
    counted = (one.threshold, one.value) if one.value is not None else (None, None)
    mark = _MET if one.met else _MISSING
    return (stage.kind_label, one.label, *counted, mark, evidence, one.met_by, met_on, one.remark or None)


def _flat(projects: Sequence[GatesOf]) -> Table:
    rows = [
        (project.title, *_row(stage, one))
        for project in projects
        for stage in project.stages
        for one in stage.criteria
    ]
    return Table((Column("과제", key="project"), *_COLUMNS), rows, name="criteria", label="관문 기준")
