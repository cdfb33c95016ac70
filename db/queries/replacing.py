"""The records in which words are to be exchanged."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from app.domain.entities import ENTITIES
from app.domain.search.query import Term
from app.domain.search.replacing import replaceable
from db import search
from db.models import metadata


def having(
    connection: Connection, entity: str, sought: str, ids: Sequence[int] | None, most: int
) -> list[Mapping[str, Any]]:
    """Return the newest records that may have ``sought``, with the fields that can change and their name."""
    records = metadata.tables[entity]
    name = ENTITIES[entity].name_key
    keys = dict.fromkeys(("id", name, *replaceable(entity), *(("status",) if entity == "session" else ())))
    term = Term(sought)
    if term.readings():
        condition = search.matching(entity, records.c.id, [term])
    else:
        condition = or_(*(records.c[key].contains(sought, autoescape=True) for key in replaceable(entity)))
    statement = select(*(records.c[key] for key in keys)).where(condition)
    if ids is not None:
        statement = statement.where(records.c.id.in_(ids))
    if entity == "person":
        statement = statement.where(records.c.destroyed_on.is_(None))
    found = connection.execute(statement.order_by(records.c.id.desc()).limit(most))
    return [dict(row) for row in found.mappings()]
