"""What duplicate persons are found by, and what refers to a person: read for merging."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, UniqueConstraint, select

from app.domain.duplicates import Contact
from db.models import metadata
from db.models.person import person
from db.models.privacy import apart

_AT_ONCE = 500
_CONTACT = ("id", "name", "phone", "email", "affiliation", "birth_year")


def contacts(connection: Connection) -> list[Contact]:
    """Return what is compared of every person who is not destroyed; one plain statement."""
    statement = select(*(person.c[name] for name in _CONTACT)).where(person.c.destroyed_on.is_(None))
    return [Contact(*row) for row in connection.execute(statement)]


def found_apart(connection: Connection) -> list[frozenset[int]]:
    """Return the pairs found to be two persons, of those who are still there."""
    pairs = [pair.split(" ") for (pair,) in connection.execute(select(apart.c.pair))]
    uids = sorted({uid for pair in pairs for uid in pair})
    ids: dict[str, int] = {}
    for first in range(0, len(uids), _AT_ONCE):
        statement = select(person.c.uid, person.c.id).where(person.c.uid.in_(uids[first : first + _AT_ONCE]))
        ids |= {uid: number for uid, number in connection.execute(statement)}
    return [frozenset((ids[one], ids[other])) for one, other in pairs if one in ids and other in ids]


def noted_apart(connection: Connection, pairs: Sequence[str]) -> set[str]:
    """Return which of the pairs of uids are noted already."""
    return {pair for (pair,) in connection.execute(select(apart.c.pair).where(apart.c.pair.in_(pairs)))}


def referring(connection: Connection, ids: Sequence[int]) -> list[tuple[str, str, int, int]]:
    """Return every reference to the persons ``ids``: table, column, id of the record, id of the person."""
    found = []
    for table, column in _references():
        statement = select(table.c.id, column).where(column.in_(ids)).order_by(table.c.id)
        found += [(table.name, column.name, row[0], row[1]) for row in connection.execute(statement)]
    return found


def _references() -> list[tuple[Table, Column[Any]]]:
    return [
        (table, column)
        for table in metadata.sorted_tables
        if table.info.get("journal")
        for column in table.columns
        if any(key.column.table is person for key in column.foreign_keys)
    ]


def unique_beside(table_name: str, column_name: str) -> tuple[str, ...]:
    """Return the other columns that a person may stand beside only once: of an attendance the session."""
    table = metadata.tables[table_name]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and column_name in constraint.columns:
            return tuple(column.name for column in constraint.columns if column.name != column_name)
    return ()


def values(connection: Connection, table_name: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return records of a table by their ids."""
    table = metadata.tables[table_name]
    rows = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return {row["id"]: dict(row) for row in rows}
