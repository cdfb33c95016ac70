"""The names that Ctrl+K looks in."""

from typing import Any

from sqlalchemy import Connection, func, select

from db.models.directory import agency
from db.models.person import person
from db.models.project import project


def projects(connection: Connection) -> list[Any]:
    """Return kind, id, title, year and agency of every project, own ones first, the newest first."""
    joined = project.outerjoin(agency, agency.c.id == project.c.lead_agency_id)
    columns = (project.c.kind, project.c.id, project.c.title, project.c.year, agency.c.name)
    own_first = (project.c.kind != "own", project.c.id.desc())
    return list(connection.execute(select(*columns).select_from(joined).order_by(*own_first)).all())


def people(connection: Connection) -> list[Any]:
    """Return id, name, where they belong and what they are of every person not destroyed, by name."""
    belongs = func.coalesce(person.c.affiliation, "")
    statement = select(person.c.id, person.c.name, belongs, person.c.actor_kind)
    statement = statement.where(person.c.destroyed_on.is_(None))
    return list(connection.execute(statement.order_by(person.c.name, person.c.id)).all())
