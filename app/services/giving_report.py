"""What the report on contributions says, the names as they may be shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.privacy import shown_name
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import contributions, listing, projects
from exports.reports.giving_papers import GivingData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def giving_data(ws: "Workspace", options: ReportOptions) -> GivingData:
    """Return what was given to a project, citizens' names masked where the settings say so."""
    if options.project_id is None:
        raise UserError("어느 과제의 보고서인지 고르십시오.", "project")
    project = projects.get(ws, options.project_id)
    found, hide = contributions.of_project(ws, project.id), ws.settings.mask_personal
    persons = tuple(
        replace(row, person=shown_name(row.person, row.actor_kind, hide)) for row in found.persons
    )
    ids = [row.person_id for row in found.given if row.person_id is not None]
    kinds = {row.id: row.actor_kind for row in listing.rows(ws, "person", ids)}
    given = tuple(
        replace(row, person=shown_name(row.person, kinds.get(row.person_id or 0), hide))
        if row.person
        else row
        for row in found.given
    )
    return GivingData(project.title, replace(found, persons=persons, given=given), ws.today)
