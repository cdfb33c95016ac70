"""What 현황 says on paper: the figures, charts and advice of the overview, of the sides chosen."""

from typing import TYPE_CHECKING

from app.domain.chart import MISSING
from app.domain.dashboard.figures import SIDES
from app.domain.dashboard.sides import TITLES
from app.domain.listing import ListQuery
from app.domain.report import ReportOptions
from app.services import dashboard
from app.services.reports.scope import condition, query_of
from exports.reports.dashboard_paper import DashboardData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def dashboard_data(ws: "Workspace", options: ReportOptions) -> DashboardData:
    """Return the overview of the projects that the options leave."""
    query = query_of(options)
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
        as_of=ws.today,
        condition=condition(ws, ListQuery(filters=sides)) or "전체",
    )
