"""What 사례 카드 and 사례집 tell."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.choices import ProjectKind
from app.domain.report import ReportOptions
from app.services import listing
from app.services.reports.project_facts import wanted_project
from app.services.reports.scope import condition, kinds_of, query_of
from exports.reports.case_papers import CaseData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def card_data(ws: "Workspace", options: ReportOptions) -> CaseData:
    """Return one case; an own project can be told in the same form."""
    return CaseData((wanted_project(ws, options),), ws.today)


def book_data(ws: "Workspace", options: ReportOptions) -> CaseData:
    """Return the cases of a query, kind, year and programme; without any, all that were collected."""
    query = query_of(options)
    words = condition(ws, query)
    if "kind" not in query.filters and query.ids is None and options.kind != "all":
        kinds = kinds_of("", (ProjectKind.CASE.value,))
        query = replace(query, filters={**query.filters, "kind": kinds})
    rows = listing.all_rows(ws, "project", query)
    return CaseData(tuple(rows), ws.today, words)
