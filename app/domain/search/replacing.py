"""찾아 바꾸기: the same words exchanged in the texts of chosen records, seen before it is done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.domain.entities import ENTITIES
from app.domain.fields import specs_by_key
from app.domain.search.texts import fields_of

KINDS = ("project", "session", "finding", "proposal", "output", "person")
"""The kinds of records in which words are exchanged: not what others wrote or said (원문, 첨부)."""
_VERBATIM = {("finding", "quote"), ("session", "reopen_reason")}
_OF_PERSONS = {"affiliation", "department", "interests"}
_AROUND = 18


@dataclass(frozen=True, slots=True)
class Change:
    """One text of one record: what it would be, and an excerpt of the first place before and after."""

    entity: str
    record_id: int
    field: str
    name: str
    text: str
    places: int
    before: str
    after: str

    @property
    def where(self) -> str:
        """Return the kind of record and the field as people call them."""
        entity = ENTITIES[self.entity]
        return f"{entity.label} · {specs_by_key(entity.fields)[self.field].label}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, and sentences about what is left out."""

    changes: tuple[Change, ...]
    left_out: tuple[str, ...] = ()

    @property
    def places(self) -> int:
        """Return how many places would change."""
        return sum(change.places for change in self.changes)


@cache
def replaceable(entity: str) -> tuple[str, ...]:
    """Return the fields whose words may be exchanged: stored texts, never who somebody is or said."""
    specs = specs_by_key(ENTITIES[entity].fields)
    return tuple(
        key
        for key in fields_of(entity)
        if not specs[key].derived
        and (entity, key) not in _VERBATIM
        and (entity != "person" or key in _OF_PERSONS)
    )


def exchanged(
    entity: str, record_id: int, name: str, texts: Mapping[str, str], sought: str, by: str, *, exact: bool
) -> list[Change]:
    """Return what becomes of the texts of a record; ``exact``: capital and small letters differ."""
    pattern = re.compile(re.escape(sought), 0 if exact else re.IGNORECASE)
    changes = []
    for field in replaceable(entity):
        text = texts.get(field) or ""
        first = pattern.search(text)
        if first is None:
            continue
        # A function, for what is written in the place may look like a reference to a group.
        new, places = pattern.subn(lambda _found: by, text)
        if new != text:
            before = _piece(text, first.start(), first.end())
            after = _piece(
                text[: first.start()] + by + text[first.end() :], first.start(), first.start() + len(by)
            )
            changes.append(Change(entity, record_id, field, name, new, places, before, after))
    return changes


def _piece(text: str, start: int, end: int) -> str:
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    piece = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{piece}{'…' if right < len(text) else ''}"
