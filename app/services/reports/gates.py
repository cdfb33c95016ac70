"""What 관문·증빙 점검표 checks."""

from typing import TYPE_CHECKING

from app.domain.report import ReportOptions
from app.services import stages
from app.services.reports.results import chosen_projects, condition_of
from exports.reports.gate_checklist import GateData, GatesOf

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def gate_data(ws: "Workspace", options: ReportOptions) -> GateData:
    """Return the gates of a project, else of every own project of a year or programme."""
    titles = chosen_projects(ws, options, by_year=True)
    found = tuple(GatesOf(title, tuple(stages.of_project(ws, key))) for key, title in titles.items())
    return GateData(found, condition_of(ws, options), ws.today, single=options.project_id is not None)
