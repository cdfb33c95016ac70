"""What an import of a table asks of the data file: what names mean, and the records found again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from db.models import metadata
from db.queries.parts import in_parts

_BATCH = 5000


def columns_of(connection: Connection, entity: str, *names: str) -> list[tuple[Any, ...]]:
    """Return the id and ``names`` of every record of ``entity``, but of persons who were destroyed."""
    table = metadata.tables[entity]
    statement = select(table.c.id, *(table.c[name] for name in names)).order_by(table.c.id)
    if entity == "person":
        statement = statement.where(table.c.destroyed_on.is_(None))
    return [tuple(row) for row in in_parts(connection.execute(statement))]


def stored(connection: Connection, entity: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the records of ``ids`` with all their columns."""
    table = metadata.tables[entity]
    wanted = sorted(set(ids))
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(wanted), _BATCH):
        part = select(table).where(table.c.id.in_(wanted[start : start + _BATCH]))
        found |= {row["id"]: dict(row) for row in connection.execute(part).mappings()}
    return found


def ids_of_uids(connection: Connection, entity: str, uids: Sequence[str]) -> list[int]:
    """Return the ids of records just stored, in the order of their ``uids``."""
    table = metadata.tables[entity]
    found: dict[str, int] = {}
    for start in range(0, len(uids), _BATCH):
        part = select(table.c.uid, table.c.id).where(table.c.uid.in_(uids[start : start + _BATCH]))
        found |= {uid: row_id for uid, row_id in connection.execute(part)}
    return [found[uid] for uid in uids]


def last_positions(connection: Connection) -> dict[int, int]:
    """Return the last place on the board of each project that has cards."""
    table = metadata.tables["finding"]
    found: dict[int, int] = {}
    for project_id, position in connection.execute(select(table.c.project_id, table.c.position)):
        found[project_id] = max(found.get(project_id, 0), position)
    return found


def layout(connection: Connection, kind: str, signature: str) -> dict[str, Any] | None:
    """Return what was decided about tables of these headings, or None."""
    table = metadata.tables["import_layout"]
    same = (table.c.kind == kind, table.c.signature == signature)
    row = connection.execute(select(table).where(*same)).mappings().first()
    return None if row is None else dict(row)


def taught_words(connection: Connection, kind: str) -> dict[str, dict[str, str]]:
    """Return the words taught with any layout of a kind, by field; the newest wins."""
    table = metadata.tables["import_layout"]
    statement = select(table.c.taught).where(table.c.kind == kind).order_by(table.c.used_on, table.c.id)
    words: dict[str, dict[str, str]] = {}
    for (taught,) in connection.execute(statement):
        for key, pairs in taught.items():
            words.setdefault(key, {}).update(pairs)
    return words


def keep_layout(
    connection: Connection, kind: str, signature: str, values: dict[str, Any], today: date
) -> None:
    """Keep what was decided about tables of these headings, in the place of what was before."""
    table = metadata.tables["import_layout"]
    same = (table.c.kind == kind, table.c.signature == signature)
    row = {**values, "used_on": today}
    # Files of earlier versions hold the names of the files that were brought in.
    connection.execute(table.update().where(table.c.name != "").values(name=""))
    if connection.execute(table.update().where(*same).values(row)).rowcount == 0:
        connection.execute(table.insert().values(kind=kind, signature=signature, **row))
