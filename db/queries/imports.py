"""What an import asks of the data file: the records it brought earlier, and what people changed since."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from db.models.directory import agency, program, region, tag
from db.models.journal import journal_change, journal_transaction
from db.models.project import project

# Well below what one statement takes as parameters.
_BATCH = 5000


def by_source_key(connection: Connection, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the imported records among ``keys``, with the names behind their references."""
    joined = (
        project.outerjoin(program, program.c.id == project.c.program_id)
        .outerjoin(agency, agency.c.id == project.c.lead_agency_id)
        .outerjoin(region, region.c.id == project.c.region_id)
    )
    names = (
        program.c.name.label("program"),
        agency.c.name.label("lead_agency"),
        region.c.code.label("region_code"),
    )
    statement = select(project, *names).select_from(joined)
    found = {}
    for part in _batches(keys):
        for row in connection.execute(statement.where(project.c.source_key.in_(part))).mappings():
            found[str(row["source_key"])] = dict(row)
    return found


def edited_fields(connection: Connection, ids: Iterable[int]) -> dict[int, set[str]]:
    """Return, for each project, the columns that a step other than an import has changed."""
    step = journal_transaction
    joined = journal_change.join(step, step.c.id == journal_change.c.transaction_id)
    statement = select(journal_change.c.row_id, journal_change.c.after).select_from(joined)
    statement = statement.where(
        journal_change.c.table_name == "project", journal_change.c.kind == "U", step.c.initiator != "import"
    )
    found: dict[int, set[str]] = {}
    for part in _batches(ids):
        for row_id, after in connection.execute(statement.where(journal_change.c.project_id.in_(part))):
            found.setdefault(row_id, set()).update(json.loads(after or "{}"))
    return found


def ids_by_source_key(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return the ids of the imported records among ``keys``."""
    found: dict[str, int] = {}
    for part in _batches(keys):
        statement = select(project.c.source_key, project.c.id).where(project.c.source_key.in_(part))
        found.update((str(key), row_id) for key, row_id in connection.execute(statement))
    return found


def ids_by_name(connection: Connection, entity: str) -> dict[str, int]:
    """Return every agency, programme or tag by its name; the newest where several share one."""
    table = {"agency": agency, "program": program, "tag": tag}[entity]
    return {
        name: row_id
        for name, row_id in connection.execute(select(table.c.name, table.c.id).order_by(table.c.id))
    }


def region_ids(connection: Connection) -> dict[str, int]:
    """Return every region by its code; the oldest name where a code has several."""
    statement = select(region.c.code, region.c.id).order_by(region.c.id.desc())
    return {code: row_id for code, row_id in connection.execute(statement)}


def program_facts(connection: Connection, name: str) -> tuple[int, str] | None:
    """Return the id and the facts of a programme, or None where there is none of the name."""
    row = connection.execute(select(program.c.id, program.c.facts).where(program.c.name == name)).first()
    return None if row is None else (row.id, row.facts)


def _batches(items: Iterable[Any]) -> Iterator[Sequence[Any]]:
    rest = iter(items)
    while part := list(islice(rest, _BATCH)):
        yield part
