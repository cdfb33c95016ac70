"""The names that the fields of the reports page offer, each by one statement that reads nothing else."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from db.models.directory import agency, program
from db.models.project import project
from db.models.session import session
from db.queries.parts import in_parts


class Met(NamedTuple):
    """A session as it is named: its topic, when it was, whose it is."""

    id: int
    topic: str
    held_on: date | None
    starts_at: str
    as_written: dict[str, Any]
    project: str


def years(connection: Connection) -> tuple[int, ...]:
    """Return the years of projects, newest first."""
    statement = select(project.c.year).distinct().where(project.c.year.is_not(None))
    return tuple(connection.execute(statement.order_by(project.c.year.desc())).scalars())


def programs(connection: Connection) -> tuple[tuple[int, str], ...]:
    """Return the programmes that have projects, the one with most first."""
    counted = select(project.c.program_id, func.count().label("count")).group_by(project.c.program_id)
    found = counted.subquery()
    statement = select(program.c.id, program.c.name).join(found, found.c.program_id == program.c.id)
    rows = connection.execute(statement.order_by(found.c.count.desc(), program.c.name))
    return tuple((key, name) for key, name in rows)


def cases(connection: Connection) -> tuple[tuple[int, str], ...]:
    """Return the collected cases in the order of their list."""
    statement = select(project.c.id, project.c.title).select_from(
        project.outerjoin(agency, agency.c.id == project.c.lead_agency_id)
    )
    order = (agency.c.name.is_(None), agency.c.name, project.c.title, project.c.id)
    rows = connection.execute(statement.where(project.c.kind == "case").order_by(*order))
    return tuple((key, title) for key, title in rows)


def sessions(connection: Connection, limit: int | None) -> tuple[Met, ...]:
    """Return the newest sessions first, those without a day last; all of them without a limit."""
    t = session.c
    # Both are NULLS LAST in this order, and so the index of days gives the newest without sorting all.
    newest = select(t.id).order_by(t.held_on.desc(), t.starts_at.desc(), t.id).limit(limit).subquery()
    columns = (t.id, t.topic, t.held_on, t.starts_at, t.as_written, project.c.title)
    joined = session.join(newest, newest.c.id == t.id).join(project, project.c.id == t.project_id)
    statement = select(*columns).select_from(joined).order_by(t.held_on.desc(), t.starts_at.desc(), t.id)
    return tuple(Met(*row) for row in in_parts(connection.execute(statement)))
