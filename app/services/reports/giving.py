"""What the report on contributions says, the names as they may be shown."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.report import ReportOptions
from app.errors import UserError
from app.services import contributions, listing, projects
from app.services.privacy import disclosure
from exports.reports.giving_papers import GivingData

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def giving_data(ws: "Workspace", options: ReportOptions) -> GivingData:
    """Return what was given to a project, names as consents and the setting let them be shown."""
    if options.project_id is None:
        raise UserError("어느 과제의 보고서인지 고르십시오.", "project")
    project = projects.get(ws, options.project_id)
    found = contributions.of_project(ws, project.id)
    ids = [*(row.person_id for row in found.persons), *(row.person_id for row in found.given)]
    names = disclosure.allowed(ws, ids)
    kinds = {row.id: row.actor_kind for row in listing.rows(ws, "person", [n for n in ids if n is not None])}
    persons = tuple(
        replace(row, person=names.name(row.person_id, row.person, row.actor_kind)) for row in found.persons
    )
    given = tuple(
        replace(row, person=names.name(row.person_id, row.person, kinds.get(row.person_id or 0)))
        if row.person
        else row
        for row in found.given
    )
    shown = replace(found, persons=persons, given=given)
    return GivingData(project.title, shown, ws.today, names.remarks)
