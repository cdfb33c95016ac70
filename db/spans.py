"""Beginnings and ends (시작과 끝): the one place that refuses an end before its beginning, whatever the way.

It judges a step of work by what the triggers wrote of it, before it is stored, so a form, a cell, a bulk
edit and an import are all refused with the same sentence.  Undo and redo are not judged: what once stood in
the file may come back.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from app.domain.checks import pairs_of, refuse_reversed
from app.domain.entities import ENTITIES
from db.journal import Change, driver_of

_PAIRED = {key: pairs for key, entity in ENTITIES.items() if (pairs := sorted(pairs_of(entity.fields)))}


def refuse(connection: Connection, changes: Iterable[Change]) -> None:
    """Raise ``UserError`` where a step left a record that ends before it begins."""
    touched: dict[str, list[int]] = {}
    for change in changes:
        pairs = _PAIRED.get(change.table_name)
        if pairs and (change.kind == "I" or (change.kind == "U" and _names(change, pairs))):
            touched.setdefault(change.table_name, []).append(change.row_id)
    for table, ids in touched.items():
        columns = ", ".join(f'"{key}"' for key in _PAIRED[table])
        # The names are those of our own tables and fields.
        statement = f'SELECT {columns} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
        for row in driver_of(connection).execute(statement, (json.dumps(ids),)):
            refuse_reversed(ENTITIES[table].fields, dict(zip(_PAIRED[table], row, strict=True)))


def _names(change: Change, keys: Iterable[str]) -> bool:
    return any(f'"{key}":' in (change.after or "") for key in keys)
