"""보고서: what the records say as documents of blocks, with the same figures in every format."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from app.collection import given_up
from app.domain.access import Access, AccessAction
from app.domain.chart import MISSING
from app.domain.choices import ProjectKind
from app.domain.dashboard import SIDES
from app.domain.dashboard_sides import TITLES
from app.domain.desk_role import Duty
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.hangul import quoted
from app.domain.listing import ListQuery
from app.domain.privacy import LEFT_OUT
from app.domain.project import PROJECT_FIELDS
from app.domain.report import ReportInfo, ReportOptions
from app.errors import UserError
from app.services import (
    access,
    access_review,
    certificates,
    consent_forms,
    dashboard,
    directory,
    disclosure,
    evaluation_reports,
    listing,
    matrix,
    roster_report,
    sight,
    thread_reports,
)
from app.services.destruction_report import ledger_data
from app.services.draw_report import record_data
from app.services.giving_report import giving_data
from app.services.project_report import report_data
from app.services.result_reports import RESULT_DATA
from exports import render
from exports.reports import REPORTS
from exports.reports.dashboard_paper import DashboardData
from exports.reports.matrix import MatrixData
from exports.reports.project_list import ProjectListData

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from exports.blocks import Document

Progress = Callable[[int, int], None]

DEFAULT_COLUMNS = (
    "title", "kind", "year", "program_id", "lead_agency_id", "government_level", "service_field",
    "stage", "stage_progress", "state", "citizen_ratio", "manager_id",
)  # fmt: skip
_OPTIONS = {
    "matrix": ("kind", "year", "program_id"),
    "project-list": ("query", "columns", "kind", "year", "program_id"),
    "project-report": ("project_id", "approval_box"),
    "session-minutes": ("session_id",),
    "session-log": ("project_id",),
    "sign-in-sheet": ("session_id",),
    "finding-digest": ("project_id",),
    "proposal-status": ("query", "project_id", "year"),
    "adoption-ledger": ("project_id",),
    "feedback-notice": ("project_id",),
    "contribution-record": ("project_id",),
    "outcome-report": ("project_id", "year", "program_id"),
    "budget-status": ("project_id", "year", "program_id"),
    "dashboard": ("query", "year", "program_id"),
    "destruction-ledger": ("year", "approval_box"),
    "consent-form": ("project_id",),
    "evaluation-result": ("round_id", "approval_box"),
    "reviewer-scores": ("round_id",),
    "evaluation-dossier": ("round_id", "approval_box"),
    "score-request": ("round_id",),
    "award-list": ("year",),
    "agency-history": ("internal",),
    "draw-record": ("project_id", "draw_id"),
    "appointment-letter": ("project_id", "person_ids"),
    "participation-certificate": ("project_id", "person_ids"),
    "roster": (),
    "access-log": ("month", "approval_box"),
}
MIN_PASSWORD = 8
IN_FULL = (
    "project-report", "session-minutes", "session-log", "sign-in-sheet", "feedback-notice",
    "contribution-record", "roster", "appointment-letter", "participation-certificate", "score-request",
)  # fmt: skip
"""The reports that may name persons in full, with a logged purpose."""
# A collected case has neither stages nor a team.
_OF_OWN_PROJECTS = {"stage", "stage_progress", "citizen_ratio", "team_size", "output_count"}
_SPECS = specs_by_key(PROJECT_FIELDS)


def available() -> list[ReportInfo]:
    """Return the reports to choose from."""
    return [ReportInfo(each.id, each.label, each.formats, _heeded(each.id)) for each in REPORTS.values()]


def _heeded(report_id: str) -> tuple[str, ...]:
    return _OPTIONS[report_id] + (("reason",) if report_id in IN_FULL else ())


def build(ws: "Workspace", report_id: str, options: ReportOptions | None = None) -> "Document":
    """Return a report as a document of blocks."""
    if report_id not in REPORTS:
        words = ", ".join(f"{each.id}({each.label})" for each in REPORTS.values())
        raise UserError(
            f"보고서 {quoted(report_id, '은/는')} 없습니다. 고를 수 있는 보고서: {words}", "report"
        )
    data = _DATA[report_id](ws, options or ReportOptions())
    return REPORTS[report_id].build(data)


def export(
    ws: "Workspace",
    report_id: str,
    format: str,
    path: Path,
    options: ReportOptions | None = None,
    progress: Progress | None = None,
    printed: bool = False,
    password: str = "",
) -> list[str]:
    """Write a report to ``path`` and return warnings; an earlier file stays until the new one is whole.

    With purpose and reason it names persons in full, once the line of the log that says so is durable.  A
    ``password`` (xlsx and pdf) encrypts the file.
    """
    _check_password(format, password)
    document = _document(ws, report_id, options or ReportOptions(), path.name, printed)
    return render.render(document, format, path, progress, password)


def _check_password(format: str, password: str) -> None:
    # Before the log is written: a file that cannot be has not been made.
    if password and format == "json":
        raise UserError("json 파일에는 암호를 걸 수 없습니다. xlsx나 pdf로 저장하십시오.", "password")
    if password and len(password) < MIN_PASSWORD:
        raise UserError(f"암호를 {MIN_PASSWORD}자 이상 적으십시오.", "password")


def as_json(ws: "Workspace", report_id: str, options: ReportOptions | None = None) -> str:
    """Return a report as JSON text."""
    return render.to_json(_document(ws, report_id, options or ReportOptions(), "표준 출력", False))


def _document(
    ws: "Workspace", report_id: str, options: ReportOptions, target: str, printed: bool
) -> "Document":
    """Return a report as it is to be written: in full, and logged, where purpose or reason are told."""
    if report_id not in IN_FULL or not (options.purpose or options.reason):
        return build(ws, report_id, options)
    sight.refuse_role(ws, Duty.EXPORT_PEOPLE)
    full = disclosure.InFull(ws)
    document = build(cast("Workspace", full), report_id, options)
    uids = tuple(row.uid for row in listing.rows(ws, "person", sorted(full.named)))
    action = AccessAction.PRINT if printed else AccessAction.EXPORT
    label = REPORTS[report_id].label
    items = roster_report.items(options) if report_id == "roster" else ("이름",)
    access.log(ws, Access(action, label, uids, items, options.purpose, options.reason, target))
    return document


def _today(ws: "Workspace") -> date:
    return ws.today


def _kinds(wanted: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    every = tuple(kind.value for kind in ProjectKind)
    if not wanted:
        return usual
    if wanted == "all":
        return every
    if wanted not in every:
        raise UserError(
            f"구분 {quoted(wanted, '은/는')} 없습니다. 고를 수 있는 값: {', '.join(every)}, all", "kind"
        )
    return (wanted,)


def _matrix(ws: "Workspace", options: ReportOptions) -> MatrixData:
    chosen = options.query.filters if options.query else {}
    kinds = _kinds(options.kind, tuple(chosen.get("kind", matrix.CASES)))
    years = tuple(chosen.get("year", ())) if options.year is None else (options.year,)
    programs = tuple(chosen.get("program_id", ())) if options.program_id is None else (options.program_id,)
    filters: dict[str, tuple[Any, ...]] = {"year": years, "program_id": programs}
    if kinds != matrix.CASES:
        filters["kind"] = kinds
    condition = _condition(ws, ListQuery(filters=filters))
    cases = tuple(matrix.cases(ws, years, programs, kinds))
    return MatrixData(cases, _today(ws), condition)


def _dashboard(ws: "Workspace", options: ReportOptions) -> DashboardData:
    query = _query(options)
    sides = {key: tuple(values) for key, values in query.filters.items() if key in SIDES}
    records = dashboard.read(ws)
    view = dashboard.view(ws, records, sides, dashboard.gates_waiting(ws))
    named = zip(dashboard.FIGURES.values(), view.headlines.values(), strict=True)
    figures = [
        (name, one.value if one.value == MISSING else f"{one.value}{unit}", one.words)
        for (name, unit), one in named
    ]
    return DashboardData(
        figures=figures,
        charts=[(TITLES[key], shown.chart, shown.note) for key, shown in view.charts.items()],
        advice=[one.sentence for one in view.advice],
        as_of=_today(ws),
        condition=_condition(ws, ListQuery(filters=sides)) or "전체",
    )


def _project_list(ws: "Workspace", options: ReportOptions) -> ProjectListData:
    query = _query(options)
    specs = tuple(_spec(key) for key in options.columns or DEFAULT_COLUMNS)
    projects = listing.all_rows(ws, "project", query)
    names = disclosure.allowed(ws, {row.manager_id for row in projects})
    named = (_named(row, names) for row in given_up(projects))
    rows = [tuple(_cell(row, spec) for spec in specs) for row in named]
    if not options.columns:
        specs, rows = _without_empty(specs, rows)
    remarks = names.remarks if names.withheld else ()
    condition = _condition(ws, query) or "전체"
    return ProjectListData(specs, rows, _today(ws), condition=condition, remarks=remarks)


def _named(row: Any, names: disclosure.Disclosure) -> Any:
    return replace(row, manager=LEFT_OUT) if row.manager_id in names.withheld else row


def _without_empty(
    specs: tuple[FieldSpec, ...], rows: list[tuple[Any, ...]]
) -> tuple[tuple[FieldSpec, ...], list[tuple[Any, ...]]]:
    """Leave out columns that nobody asked for and no row fills: cases alone have no stages and no team."""
    filled = [any(row[n] not in (None, "", ()) for row in rows) for n in range(len(specs))]
    kept = [n for n, spec in enumerate(specs) if filled[n] or spec.required or not rows]
    return tuple(specs[n] for n in kept), [tuple(row[n] for n in kept) for row in rows]


def _query(options: ReportOptions) -> ListQuery:
    query = options.query or ListQuery()
    filters = dict(query.filters)
    if options.kind:
        filters["kind"] = _kinds(options.kind, ())
    if options.year is not None:
        filters["year"] = (options.year,)
    if options.program_id is not None:
        filters["program_id"] = (options.program_id,)
    return ListQuery(query.text, filters, query.sort, query.group, query.ids)


def _spec(key: str) -> FieldSpec:
    if key not in _SPECS:
        raise UserError(f"과제에 ‘{key}’ 항목이 없습니다. 고를 수 있는 항목: {', '.join(_SPECS)}", "columns")
    return _SPECS[key]


def _cell(row: Any, spec: FieldSpec) -> Any:
    if spec.key in _OF_OWN_PROJECTS and row.kind != ProjectKind.OWN:
        return None
    return getattr(row, spec.key.removesuffix("_id") if spec.type is FieldType.REFERENCE else spec.key)


def _condition(ws: "Workspace", query: ListQuery) -> str:
    """Return in words what a list is limited to; empty where it is not."""
    parts = [
        f"{_SPECS[key].label} {_values(ws, _SPECS[key], values)}"
        for key, values in query.filters.items()
        if values
    ]
    if query.text.strip():
        parts.append(f"찾는 말 ‘{query.text.strip()}’")
    if query.ids is not None:
        parts.append(f"고른 과제 {len(query.ids)}건")
    return " · ".join(parts)


def _values(ws: "Workspace", spec: FieldSpec, values: tuple[Any, ...]) -> str:
    names: dict[Any, str] = {}
    if spec.type is FieldType.REFERENCE:
        names = {entry.id: entry.label for entry in directory.entries(ws, spec.reference)}
    return ", ".join("없음" if value is None else _value(spec, value, names) for value in values)


def _value(spec: FieldSpec, value: Any, names: dict[Any, str]) -> str:
    if spec.choices:
        return spec.choices(value).label
    if spec.type is FieldType.BOOLEAN:
        return "예" if value else "아니요"
    return names.get(value, str(value))


_DATA: dict[str, Callable[["Workspace", ReportOptions], Any]] = {
    "matrix": _matrix,
    "project-list": _project_list,
    "dashboard": _dashboard,
    "project-report": report_data,
    "consent-form": consent_forms.data,
    "draw-record": record_data,
    "appointment-letter": certificates.letters,
    "participation-certificate": certificates.confirmations,
    **thread_reports.DATA,
    "contribution-record": giving_data,
    **RESULT_DATA,
    "destruction-ledger": ledger_data,
    **evaluation_reports.DATA,
    "roster": roster_report.data,
    "access-log": access_review.data,
}
