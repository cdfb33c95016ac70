"""기관, 지역, 사업, 사람 as choices for the fields that refer to them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, func, or_, select

from app.domain.directory import Entry
from db.models.directory import agency, program, region, tag
from db.models.person import person
from db.models.project import project, project_tag
from db.queries.parts import by_columns


def texts(connection: Connection, entity: str, day: date | None = None) -> tuple[str, ...]:
    """Return the choices of a short list as a text a column, by which those that were read before are known.

    Regions and agencies are those in force on ``day``.
    """
    return tuple(connection.execute(by_columns(_STATEMENTS[entity](day))).one())


def entries(columns: Sequence[str]) -> list[Entry]:
    """Return the records that ``texts`` has read as choices."""
    return [Entry(*row) for row in zip(*map(json.loads, columns), strict=True)]


def _regions(day: date | None) -> Select[Any]:
    parent = region.alias("parent")
    hint = select(parent.c.name).where(parent.c.code == region.c.parent_code).limit(1).scalar_subquery()
    statement = select(region.c.id, region.c.name, func.coalesce(hint, "")).order_by(region.c.code)
    return _in_force(statement, region, day)


def _agencies(day: date | None) -> Select[Any]:
    statement = select(agency.c.id, agency.c.name, func.coalesce(agency.c.kind, "")).order_by(agency.c.name)
    return _in_force(statement, agency, day)


def _in_force(statement: Select[Any], table: Table, day: date | None) -> Select[Any]:
    if day is None:
        return statement
    begun = or_(table.c.valid_from.is_(None), table.c.valid_from <= day)
    return statement.where(begun, or_(table.c.valid_to.is_(None), table.c.valid_to >= day))


def _programs(day: date | None) -> Select[Any]:
    return select(program.c.id, program.c.name).order_by(program.c.id)


def _projects(day: date | None) -> Select[Any]:
    return select(project.c.id, project.c.title).where(project.c.kind == "own").order_by(project.c.title)


def _tags(day: date | None) -> Select[Any]:
    return select(tag.c.id, tag.c.name).order_by(tag.c.name)


_STATEMENTS = {
    "region": _regions,
    "agency": _agencies,
    "program": _programs,
    "project": _projects,
    "tag": _tags,
}


def find(connection: Connection, entity: str, name: str) -> int | None:
    """Return the id of the record called ``name``; the newest where several are."""
    table = {"region": region, "agency": agency, "program": program, "tag": tag, "person": person}[entity]
    statement = select(func.max(table.c.id)).where(table.c.name == name)
    found = connection.execute(statement).scalar_one()
    return None if found is None else int(found)


def persons_called(connection: Connection, name: str) -> tuple[int, ...]:
    """Return the ids of the persons with exactly this name, oldest first."""
    statement = select(person.c.id).where(person.c.name == name, person.c.destroyed_on.is_(None))
    return tuple(connection.execute(statement.order_by(person.c.id)).scalars())


def are_more(connection: Connection, number: int) -> bool:
    """Tell whether there are more than ``number`` persons."""
    return connection.execute(select(person.c.id).limit(1).offset(number)).first() is not None


def region_by_code(connection: Connection, code: str) -> int | None:
    """Return the id of the region with an administrative code."""
    return connection.execute(select(region.c.id).where(region.c.code == code).limit(1)).scalar()


def tags_of(connection: Connection, project_id: int) -> list[Entry]:
    """Return the tags of a project, by name."""
    joined = project_tag.join(tag, tag.c.id == project_tag.c.tag_id)
    statement = select(project_tag.c.id, tag.c.name).select_from(joined)
    statement = statement.where(project_tag.c.project_id == project_id).order_by(tag.c.name)
    return [Entry(row[0], row[1]) for row in connection.execute(statement)]


def tagged(connection: Connection, name: str) -> set[int]:
    """Return the ids of the projects that carry the tag called ``name``."""
    joined = project_tag.join(tag, tag.c.id == project_tag.c.tag_id)
    statement = select(project_tag.c.project_id).select_from(joined).where(tag.c.name == name)
    return set(connection.execute(statement).scalars())
