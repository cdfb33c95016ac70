"""과제 보고서: the records of one project, gathered for the report."""

from typing import TYPE_CHECKING

from app.domain.choices import ActorKind, ApprovalState, Disclosure, OutputKind, Role, StageKind
from app.domain.output import Output
from app.domain.person import Membership
from app.domain.report import ReportOptions
from app.domain.stage import Criterion, Stage
from app.services import outputs, people, stages
from app.services.privacy import disclosure
from app.services.reports.project_facts import (
    CLASSIFICATION,
    OVERVIEW,
    field_pairs,
    local,
    present,
    wanted_project,
)
from db.queries import history as queries
from exports.reports import project_report as report

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def report_data(ws: "Workspace", options: ReportOptions) -> report.ProjectReportData:
    """Return everything that the report says of the project; names are masked as the setting says."""
    project = wanted_project(ws, options)
    today = ws.today
    members = [row for row in people.members(ws, project.id) if present(row, today)]
    milestones = outputs.milestones(ws, project.id)
    concerned = {row.person_id for row in members} | {row.assignee_id for row in milestones}
    names = disclosure.allowed(ws, {*concerned, project.manager_id})
    with ws.reading() as connection:
        decisions = queries.decisions(connection, project.id)
    files = outputs.of_project(ws, project.id)
    return report.ProjectReportData(
        title=project.title,
        as_of=today,
        overview=tuple(field_pairs(project, OVERVIEW, names)),
        classification=tuple(field_pairs(project, CLASSIFICATION, names)),
        stages=tuple(_stage(stage) for stage in stages.of_project(ws, project.id)),
        members=tuple(_member(names.row(row)) for row in members),
        citizen_rule=project.citizen_goal,
        outputs=tuple(_output(row) for row in files),
        milestones=tuple(
            report.MilestoneLine(
                row.title, row.due_on, row.done_on, names.name(row.assignee_id, row.assignee)
            )
            for row in milestones
        ),
        decisions=tuple(report.Decision(local(row.at), row.actor, row.label) for row in decisions),
        approval_box=options.approval_box,
        unmasked=not names.masking,
        remarks=names.remarks,
    )


def _stage(stage: Stage) -> report.StageLine:
    signed = next((part for part in reversed(stage.signoffs) if part.reopened_at is None), None)
    return report.StageLine(
        name=stage.kind_label,
        planned_start=stage.planned_start,
        planned_end=stage.planned_end,
        actual_start=stage.actual_start,
        actual_end=stage.actual_end,
        progress=stage.progress,
        criteria=tuple(_criterion(part) for part in stage.criteria),
        sign_off=None
        if signed is None
        else report.SignOff(
            signed.signed_by, local(signed.signed_at).date(), signed.remark, signed.exception_reason
        ),
    )


def _criterion(part: Criterion) -> report.Criterion:
    evidence = ", ".join(file.name for file in part.evidence)
    if part.value is not None:
        evidence = f"{part.value}{part.unit} (기준 {part.threshold}{part.unit})"
    confirmed = local(part.met_at).date() if part.met_at else None
    return report.Criterion(part.label, part.met, evidence, part.met_by or "", confirmed)


def _member(row: Membership) -> report.Member:
    citizen = Role.CITIZEN.value == row.role or row.actor_kind == ActorKind.CITIZEN.value
    return report.Member(Role(row.role).label, row.person, row.affiliation, citizen, row.actor_kind)


def _output(row: Output) -> report.OutputLine:
    return report.OutputLine(
        title=row.title,
        kind=OutputKind(row.kind).label,
        stage=StageKind(row.stage).label if row.stage else "",
        version=row.version,
        approval=ApprovalState(row.approval).label,
        disclosure=Disclosure(row.disclosure).label,
        files=row.file_count,
        filed_on=row.produced_on,
    )
