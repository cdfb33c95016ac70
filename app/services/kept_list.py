"""A list kept in its order while somebody types into the field above it.

To put 10,000 projects in order takes ten times as long as to find those that have a word; and whatever the
words, the order among them is that of the list without words.  So the list is read once without them, and
each key asks the index alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import compress
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.domain.listing import Group, ListQuery, in_little_room
from db.queries.entities import listing_of
from db.queries.word_hits import WordHits, WordReader, aligned

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Read = Callable[["Workspace", ListQuery], Sequence[Group]]


class KeptList:
    """Reads the ids of the list of an entity; ``forget`` once records have changed."""

    def __init__(self, entity: str, read: Read) -> None:
        """Keep nothing yet; ``read`` reads the list without words, under its headings."""
        self._entity, self._read = entity, read
        self._lock = Lock()
        self._changes = 0
        self._kept: _Kept | None = None
        self._words: dict[str, WordHits] = {}
        """The words of the last key: of two words the first is not looked for again at each key."""

    def forget(self) -> None:
        """Read anew next time, also what is being read now."""
        with self._lock:
            self._changes += 1
            self._kept, self._words = None, {}

    def groups(self, ws: "Workspace", query: ListQuery) -> list[Group]:
        """Return the ids that match under their headings, those without any left out; on any thread."""
        kept, changes = self._listed(ws, query)
        words = tuple(dict.fromkeys(query.text.split()))
        if not words:
            return [group for group in kept.groups if group.ids]
        before = self._words
        hits = {word: before.get(word) or kept.hits(ws, word) for word in words}
        with self._lock:
            if changes == self._changes:
                self._words = hits
        return kept.having(tuple(hits.values()))

    def knows(self, ws: "Workspace", query: ListQuery) -> bool:
        """Tell whether the list of ``query`` is kept, whatever its words."""
        kept = self._kept
        return kept is not None and kept.key == self._key(ws, query)

    def beside(self, ws: "Workspace", query: ListQuery, read: Callable[["Workspace"], Any]) -> Any:
        """Return what ``read`` told of the whole list, kept with it."""
        kept, _changes = self._listed(ws, query)
        if kept.beside is None:
            kept.beside = read(ws)
        return kept.beside

    def ready(self, ws: "Workspace", query: ListQuery) -> None:
        """Read what the first key asks for, ahead of it."""
        self._listed(ws, query)[0].refer(ws)

    def _listed(self, ws: "Workspace", query: ListQuery) -> "tuple[_Kept, int]":
        changes, kept = self._changes, self._kept
        if kept is None or kept.key != self._key(ws, query):
            kept = _Kept(self._key(ws, query), self._entity, self._read(ws, replace(query, text="")))
            with self._lock:
                if changes == self._changes:
                    self._kept = kept
        return kept, changes

    @staticmethod
    def _key(ws: "Workspace", query: ListQuery) -> Any:
        """Return what the list depends on besides the records: states follow the day and the settings."""
        return replace(query, text=""), ws.today, ws.settings.stalled_days, ws


class _Kept:
    """A list without words, and whom each of its records refers to."""

    def __init__(self, key: Any, entity: str, groups: Sequence[Group]) -> None:
        self.key, self._entity = key, entity
        self.beside: Any = None
        self.groups = [in_little_room(group) for group in groups]
        self._reader: WordReader | None = None
        self._referred: dict[str, set[int]] = {}
        self._references: list[dict[str, Sequence[int]]] = []

    def refer(self, ws: "Workspace") -> WordReader:
        """Read whom the records refer to, where that is not known yet."""
        if self._reader is None:
            reader = WordReader(listing_of(self._entity, ws.settings.stalled_days, ws.today))
            with ws.reading() as connection:
                found = reader.references(connection)
            self._referred = {name: set(referred.values()) for name, referred in found.items()}
            self._references = [
                {name: aligned(group.ids, referred) for name, referred in found.items()}
                for group in self.groups
            ]
            self._reader = reader
        return self._reader

    def hits(self, ws: "Workspace", word: str) -> WordHits:
        """Return who has ``word``."""
        reader = self.refer(ws)
        with ws.searching() as connection:
            return reader.hits(connection, word, self._referred, ws.today)

    def having(self, words: Sequence[WordHits]) -> list[Group]:
        """Return the groups of those who have every word."""
        found: list[Group] = []
        for group, references in zip(self.groups, self._references, strict=True):
            marks = [_marks(word, group.ids, references) for word in words]
            ids = tuple(compress(group.ids, map(all, zip(*marks, strict=True)) if marks[1:] else marks[0]))
            if ids:
                found.append(in_little_room(replace(group, ids=ids)))
        return found


def _marks(hits: WordHits, ids: Sequence[int], references: dict[str, Sequence[int]]) -> list[bool]:
    """Return of each record whether it has a word, itself or by one whom it refers to."""
    own = hits.own
    marks = [one in own for one in ids]
    for name, called in hits.named.items():
        if called:
            marks = [mark or to in called for mark, to in zip(marks, references[name], strict=True)]
    return marks
