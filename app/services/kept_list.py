"""A list kept in its order while somebody types into the field above it.

To put 10,000 projects in order takes ten times as long as to find those that have a word; and whatever the
words, the order among them is that of the list without words.  So the list is read once without them, and
each key asks the index alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, chain, compress, pairwise
from operator import and_
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.domain.listing import Group, ListQuery, in_little_room, packed
from app.services.search import indexing
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

    def forget(self) -> None:
        """Read anew next time, also what is being read now."""
        with self._lock:
            self._changes += 1
            self._kept = None

    def groups(self, ws: "Workspace", query: ListQuery) -> list[Group]:
        """Return the ids that match under their headings, empty ones left out; on any thread."""
        kept = self._listed(ws, query)
        if not query.text.split():
            return [group for group in kept.groups if group.ids]
        return kept.having(ws, tuple(dict.fromkeys(query.text.split())))

    def knows(self, ws: "Workspace", query: ListQuery) -> bool:
        """Tell whether the list of ``query`` is kept, whatever its words."""
        return self._known(ws, query) is not None

    def beside(self, ws: "Workspace", query: ListQuery, read: Callable[["Workspace"], Any]) -> Any:
        """Return what ``read`` tells of all records, kept with the list where that is kept."""
        kept = self._known(ws, query)
        if kept is None:
            return read(ws)
        if kept.beside is None:
            kept.beside = read(ws)
        return kept.beside

    def ready(self, ws: "Workspace", query: ListQuery) -> None:
        """Read what the first key asks for, ahead of it, where the list is kept."""
        if (kept := self._known(ws, query)) is not None:
            kept.asking(ws)

    def _known(self, ws: "Workspace", query: ListQuery) -> "_Kept | None":
        kept = self._kept
        return kept if kept is not None and kept.key == self._key(ws, query) else None

    def _listed(self, ws: "Workspace", query: ListQuery) -> "_Kept":
        changes, kept = self._changes, self._known(ws, query)
        if kept is None:
            kept = _Kept(self._key(ws, query), self._entity, self._read(ws, replace(query, text="")))
            with self._lock:
                if changes == self._changes:
                    self._kept = kept
        return kept

    @staticmethod
    def _key(ws: "Workspace", query: ListQuery) -> Any:
        """Return what the list depends on besides the records: states follow the day and the settings."""
        return replace(query, text=""), ws.today, ws.settings.stalled_days, ws


class _Kept:
    """A list without words; of each of its places it is told whether who stands there has a word."""

    def __init__(self, key: Any, entity: str, groups: Sequence[Group]) -> None:
        self.key, self._entity = key, entity
        self.beside: Any = None
        self.groups = [in_little_room(group) for group in groups]
        self._ends = list(accumulate((len(group.ids) for group in groups), initial=0))
        self._places: list[int] = []
        """The place of each record, by its id; whoever is not in the list stands behind its end.

        A list, for it is asked 100,000 times at a key: an array, which makes a number each time, took four
        times as long.
        """
        self._asking: tuple[WordReader, Names] | None = None
        self._words: dict[str, bytearray] = {}
        """The words of the last key: of two words the first is not looked for again at each key."""

    def asking(self, ws: "Workspace") -> tuple[WordReader, Names]:
        """Return who asks for words, and the names that are looked through with them."""
        if self._asking is None:
            reader = WordReader(listing_of(self._entity, ws.settings.stalled_days, ws.today))
            with ws.reading() as connection:
                names = reader.names(connection)
            last = max((max(group.ids) for group in self.groups if group.ids), default=0)
            places = [self._ends[-1]] * (last + 1)
            for place, one in enumerate(chain.from_iterable(group.ids for group in self.groups)):
                places[one] = place
            self._places = places
            self._asking = reader, names
        return self._asking

    def having(self, ws: "Workspace", words: Sequence[str]) -> list[Group]:
        """Return the groups of those who have all ``words``."""
        before = self._words
        known = {word: before[word] if word in before else self._marks(ws, word) for word in words}
        # what is taken in only now is found by the next key
        self._words = {} if indexing.waiting(ws, 1) else known
        marks, *others = known.values()
        for other in others:
            marks = bytearray(map(and_, marks, other))
        found: list[Group] = []
        for group, (start, end) in zip(self.groups, pairwise(self._ends), strict=True):
            if ids := packed(compress(group.ids, marks[start:end]), len(group.ids)):
                found.append(replace(group, ids=ids))
        return found

    def _marks(self, ws: "Workspace", word: str) -> bytearray:
        """Return of each place whether who stands there has ``word``.

        To ask a set of 20,000 for each of 100,000 ids in their order took four times as long.
        """
        reader, names = self.asking(ws)
        marks, places = bytearray(self._ends[-1] + 1), self._places
        with ws.searching() as connection:
            for one in reader.hits(connection, word, names, ws.today):
                try:
                    marks[places[one]] = 1
                except IndexError:  # written since
                    continue
        return marks
