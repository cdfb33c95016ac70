"""추첨 기록 as a report: what was counted, which rule, what came out; numbers instead of names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain import drawing
from app.domain.draw import Draw, DrawEntry, DrawOutcome
from app.domain.drawing import Quota
from app.domain.koreandate import format_date
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import draws, projects
from exports.reports.draw_record import DrawRecordData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def record_data(ws: "Workspace", options: ReportOptions) -> DrawRecordData:
    """Return the record of the draw ``draw_id``, else of the newest draw of the project."""
    draw = _draw(ws, options)
    rows = draws.entries(ws, draw.id)
    axes = [axis for axis in draws.AXES if any(axis in row.strata for row in rows)]
    reasons = draws.reasons(draw)
    selected = sorted(
        (row for row in rows if row.outcome == DrawOutcome.SELECTED), key=lambda row: row.rank or 0
    )
    at = draw.drawn_at.astimezone()
    return DrawRecordData(
        project=projects.get(ws, draw.project_id).title,
        title=draw.title,
        record=draws.record(ws, draw),
        drawn_at=f"{format_date(at.date())} {at:%H:%M}",
        axes=[draws.AXES[axis] for axis in axes],
        quotas=[_quota(quota, rows) for quota in draws.quotas_of(draw)],
        entries=[_entry(draw, row, axes) for row in rows],
        reasons=[(row.rank, row.number, reasons.get(row.rank or 0, "")) for row in selected],
        line=_line(rows[0]) if rows else "",
        as_of=ws.today,
    )


def _draw(ws: "Workspace", options: ReportOptions) -> Draw:
    if options.draw_id is not None:
        return draws.get(ws, options.draw_id)
    if options.project_id is None:
        raise UserError("어느 과제의 추첨인지 고르십시오.", "project")
    found = draws.of_project(ws, options.project_id)
    if not found:
        raise UserError("이 과제에는 추첨 기록이 없습니다. 팀의 신청자에서 먼저 추첨하십시오.", "project")
    return found[0]


def _quota(quota: Quota, rows: Sequence[DrawEntry]) -> tuple[Any, ...]:
    of_it = [row for row in rows if row.strata.get(quota.axis) == quota.category]
    taken = sum(row.outcome == DrawOutcome.SELECTED for row in of_it)
    most = "-" if quota.most is None else str(quota.most)
    return draws.quota_label(quota), len(of_it), quota.least, most, taken


def _entry(draw: Draw, row: DrawEntry, axes: Sequence[str]) -> tuple[Any, ...]:
    labels = (draws.category_label(axis, row.strata[axis]) if axis in row.strata else "-" for axis in axes)
    ticket = drawing.ticket(draw.seed, draw.quotas["attempt"], row.number)
    return row.number, *labels, ticket, DrawOutcome(row.outcome).label, row.rank


def _line(row: DrawEntry) -> str:
    return drawing.pool_line(drawing.Candidate(row.number, row.strata))
