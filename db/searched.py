"""The texts by which records are found, read in one statement for many of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from app.domain.search.texts import PARTS, SEARCHED, Part, fields_of, texts_of
from db.journal import driver_of

_UNIT = "\x1f"
_TAGS = """(SELECT group_concat(t.name, char(31)) FROM project_tag p JOIN tag t ON t.id = p.tag_id
    WHERE p.project_id = r.id)"""
_FILE = "(SELECT f.text FROM file_text f WHERE f.sha256 = r.sha256 AND r.sha256 <> '')"
# Whose data were destroyed is found by nothing.
_ONLY = {"person": "r.destroyed_on IS NULL"}

COLUMNS = {entity: fields_of(entity) for entity in SEARCHED}
"""The fields of a record itself that it is found by."""
OWNERS = {part.entity: (part.owner, part.column) for part in PARTS if part.entity != "file_text"}
"""Whose texts the parts are: the kind of their owner, and the column that names it."""


def documents(driver: Any, entity: str, ids: Sequence[int]) -> list[tuple[int, list[str]]]:
    """Return the texts by which the records ``ids`` are found; those that are gone are left out."""
    rows = driver.execute(_DOCUMENTS[entity], (json.dumps(ids),)).fetchall()
    return [(row[0], list(texts_of(entity, _split(row[1:])))) for row in rows]


def portions(driver: Any, entity: str, most: int, letters: int) -> Iterator[list[int]]:
    """Yield the ids of all records of a kind, in parts of no more than ``most`` records and ``letters``.

    A record with more letters than that is a part of its own.
    """
    part: list[int] = []
    held = 0
    for row_id, size in driver.execute(_SIZES[entity]).fetchall():
        if part and (len(part) == most or held + size > letters):
            yield part
            part, held = [], 0
        part.append(row_id)
        held += size
    if part:
        yield part


def texts(connection: Connection, entity: str, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return, by id, field and text of all that the records are found by, in the order of the fields."""
    parts = [part.entity for part in PARTS if part.owner == entity]
    names = [*COLUMNS[entity], *parts]
    found = driver_of(connection).execute(_DOCUMENTS[entity], (json.dumps(list(ids)),)).fetchall()
    return {
        row[0]: [
            (name, text)
            for name, value in zip(names, row[1:], strict=True)
            for text in _split([value])
            if text
        ]
        for row in found
    }


def all_ids(entity: str) -> str:
    """Return the statement of the ids of all records of a kind that can be found."""
    only = f" WHERE {_ONLY[entity]}" if entity in _ONLY else ""
    return f'SELECT r.id FROM "{entity}" r{only}'  # noqa: S608 - our own table


def values_of(entity: str) -> str:
    """Return the expressions of all texts that a record, called ``r``, is found by."""
    own = (f'r."{name}"' for name in COLUMNS[entity])
    return ", ".join((*own, *(_part_of(part) for part in PARTS if part.owner == entity)))


def _split(values: Iterable[str | None]) -> Iterator[str]:
    for value in values:
        yield from (value or "").split(_UNIT)


def _part_of(part: Part) -> str:
    if part.entity == "project_tag":
        return _TAGS
    if part.entity == "file_text":
        return _FILE
    return (
        f"(SELECT group_concat(p.{part.field}, char(31)) FROM {part.entity} p "  # noqa: S608
        f"WHERE p.{part.column} = r.id)"
    )


def _document(entity: str) -> str:
    only = f" AND {_ONLY[entity]}" if entity in _ONLY else ""
    return (
        f'SELECT r.id, {values_of(entity)} FROM "{entity}" r '  # noqa: S608
        f"WHERE r.id IN (SELECT value FROM json_each(?)){only}"
    )


def _size(entity: str) -> str:
    letters = " + ".join(f'coalesce(length(r."{name}"), 0)' for name in COLUMNS[entity])
    if entity == "attachment":
        letters += " + coalesce((SELECT f.characters FROM file_text f WHERE f.sha256 = r.sha256), 0)"
    only = f" WHERE {_ONLY[entity]}" if entity in _ONLY else ""
    return f'SELECT r.id, {letters} FROM "{entity}" r{only} ORDER BY r.id'  # noqa: S608 - our own table


_SIZES = {entity: _size(entity) for entity in SEARCHED}
_DOCUMENTS = {entity: _document(entity) for entity in SEARCHED}
