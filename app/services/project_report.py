"""과제 보고서: the records of one project, gathered for the report."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.choices import ActorKind, ApprovalState, Disclosure, OutputKind, Role, StageKind
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.output import Milestone, Output
from app.domain.person import Membership
from app.domain.project import PROJECT_FIELDS, Project
from app.domain.report import ReportOptions
from app.domain.stage import Criterion, Stage
from app.errors import UserError
from app.services import disclosure, listing, outputs, people, projects, stages
from db.queries import history as queries
from exports.reports import project_report as report

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_OVERVIEW = (
    "lead_agency_id", "department", "region_id", "program_id", "year", "manager_id", "starts_on", "ends_on",
    "state", "summary", "background", "purpose", "actors", "content", "characteristics", "achievements",
    "website", "remarks",
)  # fmt: skip
_CLASSIFICATION = (
    "government_level", "is_foreign", "service_field", "oecd_field", "participation_level",
    "participation_mode", "participant_kinds", "participation_stages",
)  # fmt: skip
_ALWAYS = {"lead_agency_id", "program_id", "year", "state", "government_level", "service_field"}
_SPECS = specs_by_key(PROJECT_FIELDS)


def report_data(ws: "Workspace", options: ReportOptions) -> report.ProjectReportData:
    """Return everything that the report says of the project; names are masked as the setting says."""
    if options.project_id is None:
        raise UserError("어느 과제의 보고서인지 고르십시오. 명령에서는 --project 번호를 붙입니다.", "project")
    project = projects.get(ws, options.project_id)
    today = ws.today
    members = [row for row in people.members(ws, project.id) if _present(row, today)]
    milestones = outputs.milestones(ws, project.id)
    names = _Names(ws, project, members, milestones)
    with ws.reading() as connection:
        decisions = queries.decisions(connection, project.id)
    files = outputs.of_project(ws, project.id)
    return report.ProjectReportData(
        title=project.title,
        as_of=today,
        overview=tuple(_pairs(project, _OVERVIEW, names)),
        classification=tuple(_pairs(project, _CLASSIFICATION, names)),
        stages=tuple(_stage(stage) for stage in stages.of_project(ws, project.id)),
        members=tuple(_member(names.found.row(row)) for row in members),
        citizen_rule=project.citizen_goal,
        outputs=tuple(_output(row) for row in files),
        milestones=tuple(
            report.MilestoneLine(row.title, row.due_on, row.done_on, names(row.assignee_id, row.assignee))
            for row in milestones
        ),
        decisions=tuple(report.Decision(_local(row.at), row.actor, row.label) for row in decisions),
        approval_box=options.approval_box,
        unmasked=not names.found.masking,
        remarks=names.found.remarks,
    )


class _Names:
    """Names as consents, the setting and the rule of privacy let them be shown."""

    def __init__(
        self,
        ws: "Workspace",
        project: Project,
        members: Iterable[Membership],
        milestones: Iterable[Milestone],
    ) -> None:
        ids = {row.person_id for row in members} | {row.assignee_id for row in milestones}
        self.found = disclosure.allowed(ws, {*ids, project.manager_id})
        rows = listing.rows(ws, "person", [each for each in {*ids, project.manager_id} if each is not None])
        self._kinds = {row.id: row.actor_kind for row in rows}

    def __call__(self, person_id: int | None, name: str | None) -> str:
        if person_id is None:
            return name or ""
        return self.found.name(person_id, name, self._kinds.get(person_id))


def _local(moment: datetime) -> datetime:
    # Documents show the time of the office, and a workbook holds no time zone.
    return moment.astimezone().replace(tzinfo=None)


def _pairs(project: Project, keys: Iterable[str], names: _Names) -> Iterable[tuple[str, Any]]:
    """Yield the label and text of each field that says something; the most important ones always."""
    for key in keys:
        spec = _SPECS[key]
        value = _text(project, spec, names)
        if value not in (None, "") or key in _ALWAYS:
            written = project.as_written.get(key.removesuffix("_id"))
            yield spec.label, value if value not in (None, "") else _doubtful(written)


def _doubtful(written: str | None) -> str | None:
    return f"검토 필요 (적힌 대로: {written})" if written else None


def _text(project: Project, spec: FieldSpec, names: _Names) -> Any:
    if spec.type is FieldType.REFERENCE:
        name = getattr(project, spec.key.removesuffix("_id"))
        return names(getattr(project, spec.key), name) if spec.reference == "person" else name
    value = getattr(project, spec.key)
    if value is None:
        return None
    if spec.choices:
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(spec.choices(code).label for code in codes)
    if spec.type is FieldType.BOOLEAN:
        return "해외" if value else "국내"
    # A year is a name of a time, not a figure with thousands.
    return f"{value}년" if spec.key == "year" else value


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
            signed.signed_by, _local(signed.signed_at).date(), signed.remark, signed.exception_reason
        ),
    )


def _criterion(part: Criterion) -> report.Criterion:
    evidence = ", ".join(file.name for file in part.evidence)
    if part.value is not None:
        evidence = f"{part.value} (기준 {part.threshold})"
    confirmed = _local(part.met_at).date() if part.met_at else None
    return report.Criterion(part.label, part.met, evidence, part.met_by or "", confirmed)


def _present(row: Membership, today: date) -> bool:
    return row.to_on is None or row.to_on >= today


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
