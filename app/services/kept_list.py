"""A list kept in its order while somebody types into the field above it.

To put 10,000 projects in order takes ten times as long as to find those that have a word; and whatever the
words, the order among them is that of the list without words.  So the list is read once without them, and
each key asks the index alone.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.domain.listing import Group, ListQuery, in_little_room
from db.queries.entities import listing_of
from db.queries.word_hits import Names, WordReader

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
        self._words: dict[str, AbstractSet[int]] = {}
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
        hits = {word: before[word] if word in before else kept.hits(ws, word) for word in words}
        with self._lock:
            if changes == self._changes:
                self._words = hits
        first, *others = hits.values()
        for other in others:
            first = first & other
        return kept.among(first)

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
        self._listed(ws, query)[0].asking(ws)

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
    """A list without words, and what its records refer to."""

    def __init__(self, key: Any, entity: str, groups: Sequence[Group]) -> None:
        self.key, self._entity = key, entity
        self.beside: Any = None
        self.groups = [in_little_room(group) for group in groups]
        self._asking: tuple[WordReader, Names] | None = None

    def asking(self, ws: "Workspace") -> tuple[WordReader, Names]:
        """Return who asks for words, and the names that are looked through with them."""
        if self._asking is None:
            reader = WordReader(listing_of(self._entity, ws.settings.stalled_days, ws.today))
            with ws.reading() as connection:
                self._asking = reader, reader.names(connection)
        return self._asking

    def hits(self, ws: "Workspace", word: str) -> AbstractSet[int]:
        """Return who has ``word``."""
        reader, names = self.asking(ws)
        with ws.searching() as connection:
            return reader.hits(connection, word, names, ws.today)

    def among(self, found: AbstractSet[int]) -> list[Group]:
        """Return the groups of those who were ``found``."""
        groups = (replace(one, ids=tuple(filter(found.__contains__, one.ids))) for one in self.groups)
        return [in_little_room(group) for group in groups if group.ids]
