"""Which records of a list have a word: themselves, or in the name of what they refer to.

The index answers in a millisecond; to join what it found to the list took ten, and to put that in order more.
So whoever keeps the list in its order (``app.services.kept_list``) asks for the bare ids.
"""

import json
from array import array
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, bindparam, func, select

from app.domain.listing import ListQuery
from app.domain.search.query import Term
from app.domain.search.texts import SEARCHED
from db import search
from db.queries.listing import FEW, Listing, bare, reference_to
from db.queries.parts import whole_numbers

References = Mapping[str, Mapping[int, int]]
"""Whom each record refers to, by the column that says so."""


@dataclass(frozen=True, slots=True)
class WordHits:
    """The records that have a word themselves; and, by the column that refers to them, those called by it."""

    own: AbstractSet[int]
    named: Mapping[str, AbstractSet[int]] = field(default_factory=dict)


class WordReader:
    """Asks for the hits of one listing; a statement of one shape is put together once."""

    def __init__(self, listing: Listing[Any]) -> None:
        """Know whom the records refer to; a text from anywhere else is refused."""
        self._listing, self._own = listing, listing.key.table
        self._names: dict[str, ColumnElement[Any]] = {}
        for key in listing.text:
            name: Any = listing.columns[key]
            if name.table is not self._own:
                reference = reference_to(self._own, name.table)
                if reference is None:
                    raise TypeError(f"{self._own.name}.{key} is behind no reference")
                self._names[reference.name] = name
        self._known: dict[Any, Select[Any]] = {}

    def references(self, connection: Connection) -> References:
        """Return whom the records refer to, each column read from its index alone."""
        return {name: self._referred(connection, self._own.c[name]) for name in self._names}

    def _referred(self, connection: Connection, reference: ColumnElement[Any]) -> dict[int, int]:
        columns = map(func.json_group_array, (self._own.c.id, reference))
        ids, others = connection.execute(select(*columns).where(reference.is_not(None))).one()
        return dict(zip(whole_numbers(ids), whole_numbers(others), strict=True))

    def hits(
        self, connection: Connection, word: str, referred: Mapping[str, Collection[int]], today: date
    ) -> WordHits:
        """Return who has ``word``; ``referred`` are all whom the records refer to."""
        asked = search.question(self._own.name, [Term(word, unfinished=True)])
        readings = Term(word, unfinished=True).readings()
        if asked is None or not readings or self._own.name not in SEARCHED:
            return WordHits(self._listing.id_set(connection, ListQuery(word), today))
        shape = (asked.shape, len(asked.asked))
        if shape not in self._known:
            self._known[shape] = self._statement(asked)
        few = {f"{name}_ids": json.dumps(list(referred.get(name, ()))) for name in self._within()}
        values = {"word": _escaped(word), **few, **asked.values}
        own, *named = connection.execute(self._known[shape], values).one()
        return WordHits(
            set(whole_numbers(own)),
            {name: set(whole_numbers(found)) for name, found in zip(self._names, named, strict=True)},
        )

    def _statement(self, asked: search.Question) -> Select[Any]:
        own = search.prepared(asked)
        parts = [_as_text(select(own.rowid).select_from(own.source).where(own.condition))]
        for name, called in self._names.items():
            parts.append(_as_text(self._called(name, called, asked)))
        return select(*parts)

    def _called(self, reference: str, name: Any, asked: search.Question) -> Select[Any]:
        """Return the statement of the records with the word in their ``name``."""
        other = bare(name.table.name, name.name)
        named = other.c[name.name].icontains(bindparam("word"), escape="/")
        found = select(other.c.id).where(named)
        if reference in self._within():
            # 200,000 persons may have a 2 somewhere, 48 of them lead a project
            ids = func.json_each(bindparam(f"{reference}_ids")).table_valued("value")
            return found.where(other.c.id.in_(select(ids.c.value)))
        if other.name not in SEARCHED:
            return found
        among = search.prepared(search.Question((other.name, *asked.shape[1:]), asked.asked))
        return found.where(
            other.c.id.in_(select(among.rowid).select_from(among.source).where(among.condition))
        )

    def _within(self) -> Collection[str]:
        return self._names if self._own.name in FEW else ()


def aligned(ids: Collection[int], referred: Mapping[int, int]) -> "array[int]":
    """Return whom each of ``ids`` refers to in their order, 0 for nobody."""
    return array("q", [referred.get(one, 0) for one in ids])


def _as_text(found: Select[Any]) -> ScalarSelect[Any]:
    return select(func.json_group_array(found.subquery().c[0])).scalar_subquery()


def _escaped(word: str) -> str:
    return word.replace("/", "//").replace("%", "/%").replace("_", "/_")
