"""What is looked for: which texts of which records, derived from their fields.

Every text that people write is found, but for what the screens hide of a person whatever the mask
(편의·메모): looking for a word must not tell what may not be read.  A name is found by its first consonants
and without its blanks as well.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from app.domain.entities import ENTITIES
from app.domain.fields import FieldType
from app.domain.hangul import choseong, fold

SEARCHED = ("project", "person", "session", "finding", "proposal", "output", "attachment", "source")
"""The kinds of records that have an index of their own."""

_TEXTS = (FieldType.TEXT, FieldType.LONG_TEXT)
_HIDDEN = {"accessibility", "memo"}
_NO_WORDS = {"starts_at", "ends_at"}
_COMPUTED = {("proposal", "number")}
_NAMED = {"project", "person", "session", "proposal", "output", "attachment", "source"}


@dataclass(frozen=True, slots=True)
class Part:
    """Texts that are looked for as a part of another record, which ``column`` names."""

    entity: str
    field: str
    owner: str
    column: str


PARTS = (
    Part("session_decision", "text", "session", "session_id"),
    Part("agenda_item", "title", "session", "session_id"),
    Part("project_tag", "name", "project", "project_id"),
    Part("file_text", "text", "attachment", "sha256"),
)


@cache
def fields_of(entity: str) -> tuple[str, ...]:
    """Return the fields of ``entity`` that are looked in, its name first where it has one."""
    kept = [
        spec.key
        for spec in ENTITIES[entity].fields
        if spec.type in _TEXTS
        and (not spec.derived or (entity, spec.key) in _COMPUTED)
        and not (spec.personal and spec.key in _HIDDEN)
        and spec.key not in _NO_WORDS
    ]
    name = ENTITIES[entity].name_key
    return (name, *(key for key in kept if key != name))


def texts_of(entity: str, values: Iterable[str]) -> Iterator[str]:
    """Yield what a record is looked for by: its texts, and of a name what people type for it.

    ``values`` are those of ``fields_of`` in their order, then those of its parts.
    """
    texts = list(values)
    yield from filter(None, texts)
    if entity in _NAMED and texts[0]:
        yield from names_of(texts[0])


def names_of(name: str) -> Iterator[str]:
    """Yield the other ways of typing a name: its first consonants, and without its blanks."""
    yield choseong(name)
    if " " in name.strip():
        yield fold(name)
