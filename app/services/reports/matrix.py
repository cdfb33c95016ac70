"""What 총괄표 counts."""

from typing import TYPE_CHECKING, Any

from app.domain.listing import ListQuery
from app.domain.report import ReportOptions
from app.services import matrix
from app.services.reports.scope import condition, kinds_of
from exports.reports.matrix import MatrixData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def matrix_data(ws: "Workspace", options: ReportOptions) -> MatrixData:
    """Return the cases to count: of the kinds, years and programmes that the options tell."""
    chosen = options.query.filters if options.query else {}
    kinds = kinds_of(options.kind, tuple(chosen.get("kind", matrix.CASES)))
    years = tuple(chosen.get("year", ())) if options.year is None else (options.year,)
    programs = tuple(chosen.get("program_id", ())) if options.program_id is None else (options.program_id,)
    filters: dict[str, tuple[Any, ...]] = {"year": years, "program_id": programs}
    if kinds != matrix.CASES:
        filters["kind"] = kinds
    words = condition(ws, ListQuery(filters=filters))
    cases = tuple(matrix.cases(ws, years, programs, kinds))
    return MatrixData(cases, ws.today, words)
