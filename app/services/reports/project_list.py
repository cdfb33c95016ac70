"""What 과제 목록 lists: the rows of the 과제 page, in the columns asked for."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.collection import given_up
from app.domain.checks import EMPTY
from app.domain.choices import ProjectKind
from app.domain.fields import FieldSpec, FieldType
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import listing
from app.services.privacy import disclosure
from app.services.reports.scope import SPECS, condition, query_of
from exports.reports.project_list import ProjectListData

if TYPE_CHECKING:
    from app.services.workspace import Workspace

DEFAULT_COLUMNS = (
    "title", "kind", "year", "program_id", "lead_agency_id", "government_level", "service_field",
    "stage", "stage_progress", "state", "citizen_ratio", "manager_id",
)  # fmt: skip
# A collected case has neither stages nor a team.
_OF_OWN_PROJECTS = {"stage", "stage_progress", "citizen_ratio", "team_size", "output_count"}


def data(ws: "Workspace", options: ReportOptions) -> ProjectListData:
    """Return the rows of the list and what it is limited to, in words."""
    query = query_of(options)
    specs = tuple(_spec(key) for key in options.columns or DEFAULT_COLUMNS)
    projects = listing.all_rows(ws, "project", query)
    names = disclosure.allowed(ws, {row.manager_id for row in projects})
    named = (_named(row, names) for row in given_up(projects))
    rows = [tuple(_cell(row, spec) for spec in specs) for row in named]
    if not options.columns:
        specs, rows = _without_empty(specs, rows)
    remarks = names.remarks if names.withheld else ()
    words = condition(ws, query) or "전체"
    return ProjectListData(specs, rows, ws.today, condition=words, remarks=remarks)


def _named(row: Any, names: disclosure.Disclosure) -> Any:
    return replace(row, manager=names.name(row.manager_id, row.manager) or None)


def _without_empty(
    specs: tuple[FieldSpec, ...], rows: list[tuple[Any, ...]]
) -> tuple[tuple[FieldSpec, ...], list[tuple[Any, ...]]]:
    """Leave out columns that nobody asked for and no row fills: cases alone have no stages and no team."""
    filled = [any(row[n] not in EMPTY for row in rows) for n in range(len(specs))]
    kept = [n for n, spec in enumerate(specs) if filled[n] or spec.required or not rows]
    return tuple(specs[n] for n in kept), [tuple(row[n] for n in kept) for row in rows]


def _spec(key: str) -> FieldSpec:
    if key not in SPECS:
        raise UserError(f"과제에 ‘{key}’ 항목이 없습니다. 고를 수 있는 항목: {', '.join(SPECS)}", "columns")
    return SPECS[key]


def _cell(row: Any, spec: FieldSpec) -> Any:
    if spec.key in _OF_OWN_PROJECTS and row.kind != ProjectKind.OWN:
        return None
    return getattr(row, spec.key.removesuffix("_id") if spec.type is FieldType.REFERENCE else spec.key)
