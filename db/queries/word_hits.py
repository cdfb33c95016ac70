"""Which records of a list have a word: themselves, or in the name of what they refer to.

The index answers in a millisecond; to join what it found to the list took ten, and to put that in order more.
So whoever keeps the list in its order (``app.services.kept_list``) asks for the bare ids.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Select, bindparam, func, select

from app.domain.listing import ListQuery
from app.domain.search.query import Term
from app.domain.search.texts import SEARCHED
from db import search
from db.queries.having import reference_to
from db.queries.listing import Listing
from db.queries.parts import ids_of, whole_numbers

Names = Mapping[str, Mapping[int, str]]
"""What the records refer to is called, in small letters: by the column that refers, then by id."""


class WordReader:
    """Asks for the records of one listing that have a word; a statement of one shape is put together once."""

    def __init__(self, listing: Listing[Any]) -> None:
        """Know whom the records refer to; a text from anywhere else is refused."""
        self._listing, self._own = listing, listing.key.table
        self._referring: dict[str, tuple[Any, Any]] = {}
        for key in listing.text:
            name: Any = listing.columns[key]
            if name.table is not self._own:
                reference = reference_to(self._own, name.table)
                if reference is None:
                    raise TypeError(f"{self._own.name}.{key} is behind no reference")
                self._referring[reference.name] = (reference, name)
        self._known: dict[Any, Select[Any]] = {}

    def names(self, connection: Connection) -> Names:
        """Return what the records refer to: to look through 10,000 names takes less than to ask for them."""
        return {key: _names(connection, *columns) for key, columns in self._referring.items()}

    def hits(self, connection: Connection, word: str, names: Names, today: date) -> Iterator[int]:
        """Yield the ids of the records that have ``word``, in no order, some of them twice."""
        term = Term(word, unfinished=True)
        asked = search.question(self._own.name, [term])
        if asked is None or not term.readings() or self._own.name not in SEARCHED:
            return iter(ids_of(connection, self._listing.ids(ListQuery(word)), today))
        shape = (asked.shape, len(asked.asked))
        if shape not in self._known:
            own = search.prepared(asked)
            self._known[shape] = _as_text(select(own.rowid).select_from(own.source).where(own.condition))
        found = [whole_numbers(connection.execute(self._known[shape], asked.values).scalar_one())]
        for key, called in names.items():
            if ids := [one for one, name in called.items() if word.lower() in name]:
                found.append(self._referring_to(connection, key, ids))
        return chain.from_iterable(found)

    def _referring_to(self, connection: Connection, key: str, ids: list[int]) -> Iterator[int]:
        if key not in self._known:
            wanted = func.json_each(bindparam("ids")).table_valued("value")
            reference = self._referring[key][0]
            self._known[key] = _as_text(select(self._own.c.id).where(reference.in_(select(wanted.c.value))))
        found = connection.execute(self._known[key], {"ids": json.dumps(ids)}).scalar_one()
        return whole_numbers(found)


def _names(connection: Connection, reference: Column[int], name: Column[str]) -> dict[int, str]:
    other: Any = name.table
    columns = map(func.json_group_array, (other.c.id, name))
    of_these = other.c.id.in_(select(reference).where(reference.is_not(None)))
    ids, names = connection.execute(select(*columns).where(of_these)).one()
    return {
        one: (called or "").lower() for one, called in zip(json.loads(ids), json.loads(names), strict=True)
    }


def _as_text(found: Select[Any]) -> Select[Any]:
    return select(func.json_group_array(found.subquery().c[0]))
