"""찾기 in the roster: what was typed against 200,000 persons, between one key and the next.

SQL reads every row again at each key (``LIKE`` on six columns of 200,000 rows: 0.6 s).  Here the texts by
which persons are looked for are folded once and kept as one long text beside the ids in the order of the
list: a rare word is found in all of it in 15 ms.  Of a word that stands in many rows the first page is found
at once, and the rest is asked for after that was painted.  The texts follow every commit, and go with the
workspace.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, ref

from app.changes import Changes
from app.domain.hangul import choseong, fold
from app.domain.listing import ListQuery
from app.services import listing
from app.services.search.roster_texts import PackedTexts, RosterTexts, Text, encoded
from db.queries import participants

if TYPE_CHECKING:
    from app.services.workspace import Workspace

# More changed persons than this are read anew with all others.
_FEW = 2000
# To ask so many rows one by one takes as long as to go through all texts (18 ms for 15,000).
_COMMON = 3000
_ORDERED_BY = ("person", "consent", "membership", "attendance", "session", "region")
_INDEXES: "WeakKeyDictionary[Workspace, RosterIndex]" = WeakKeyDictionary()
_MAKING = Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """The ids that match, in order; where not ``complete`` there are more to be asked for."""

    ids: tuple[int, ...]
    complete: bool


def matching(ws: "Workspace", query: ListQuery, limit: int | None = None) -> Found:
    """Return the ids of the participants that match, in order; no more than ``limit`` where words are given.

    Every word has to stand in one of the fields, blanks and case making no difference; consonants alone
    find the initials of a name.
    """
    return _index_of(ws).matching(query, limit)


def warm(ws: "Workspace", query: ListQuery) -> None:
    """Read the texts of a list ahead of the first key."""
    _index_of(ws).matching(replace(query, text="|"), 0)


def narrow(ws: "Workspace", query: ListQuery) -> None:
    """Find all that matches ahead of the next key, which looks there alone; what is very common is left."""
    _index_of(ws).matching(query, _COMMON)


def pack(ws: "Workspace") -> None:
    """Keep the texts in little room while nobody looks for anybody; whoever does opens them again."""
    _index_of(ws).pack()


def _index_of(ws: "Workspace") -> "RosterIndex":
    with _MAKING:
        found = _INDEXES.get(ws)
        if found is None:
            found = _INDEXES[ws] = RosterIndex(ws)
        return found


class _List:
    """The ids of a list, its texts once words are looked for in it, and what was found last."""

    def __init__(self, key: Any, ids: Iterable[int]) -> None:
        """Know no text yet; ``key`` is what the list depends on."""
        self.key, self.ids = key, array("I", ids)
        self.texts: RosterTexts | None = None
        self.packed = False
        """Whether its texts are there, but packed."""
        self._last: tuple[tuple[bytes, ...], array[int]] | None = None

    def places_with(self, words: tuple[bytes, ...], texts: RosterTexts) -> Iterator[int]:
        """Yield the places of the list where all ``words`` stand in its ``texts``, in order."""
        last = self._last
        if last is not None and all(any(old in word for word in words) for old in last[0]):
            # one key more: only what stood there before can stand there still
            return (place for place in last[1] if texts.has(place, words))
        return texts.places_with(words)

    def keep(self, words: tuple[bytes, ...], places: "array[int]") -> None:
        """Remember every place of ``words`` for the next key, where they are few."""
        self._last = (words, places) if len(places) <= _COMMON else None


class RosterIndex:
    """The texts of one data file's persons, in the order of the list last asked for."""

    def __init__(self, ws: "Workspace") -> None:
        """Know nothing yet."""
        self._lock = Lock()
        self._texts: RosterTexts | None = None
        self._packed: PackedTexts | None = None
        self._stale: set[int] = set()
        self._list: _List | None = None
        self._read = _Reader(ws)
        ws.on_commit(self._changed)

    def _changed(self, changes: Changes) -> None:
        with self._lock:
            if changes.touches(*_ORDERED_BY):
                self._list = None
            self._stale |= changes.ids("person")
            if changes.everything or changes.touches("region") or len(self._stale) > _FEW:
                self._texts, self._packed, self._stale = None, None, set()

    def matching(self, query: ListQuery, limit: int | None) -> Found:
        """Return the ids that match, in order."""
        words = tuple(encoded(fold(word)) for word in query.text.split())
        with self._lock:
            found = self._listed(query)
            if not words:
                return Found(tuple(found.ids), complete=True)
            self._open()
            texts = found.texts = found.texts or self._ordered(found)
        places = array("I")
        for place in found.places_with(words, texts):
            if limit is not None and len(places) >= limit:
                return Found(texts.ids_at(places), complete=False)
            places.append(place)
        found.keep(words, places)
        return Found(texts.ids_at(places), complete=True)

    def pack(self) -> None:
        """Compress the texts; who looks through them now keeps them until that is done."""
        with self._lock:
            if self._texts is None:
                return
            self._packed, self._texts = self._texts.packed(), None
            if self._list is not None:
                self._list.packed, self._list.texts = self._list.texts is not None, None

    def _open(self) -> None:
        if self._packed is not None:
            self._texts, self._packed = RosterTexts.opened(self._packed), None
            if self._list is not None and self._list.packed:
                self._list.texts = self._texts

    def _listed(self, query: ListQuery) -> _List:
        key, found = self._read.key(query), self._list
        if found is None or found.key != key:
            found = self._list = _List(key, self._read.ids(query))
        return found

    def _ordered(self, found: _List) -> RosterTexts:
        """Return everybody's texts in the order of a list, those of changed persons read anew."""
        known = self._texts or RosterTexts()
        self._texts, self._stale = known.ordered(found.ids, self._stale, self._read.texts), set()
        if len(self._texts.ids) == len(found.ids):
            found.ids = self._texts.ids  # the same, and 200,000 of them
        return self._texts


class _Reader:
    """Reads for an index without keeping its workspace alive."""

    def __init__(self, ws: "Workspace") -> None:
        self._ws = ref(ws)

    def _open(self) -> "Workspace":
        found = self._ws()
        if found is None:
            raise RuntimeError("the data file of this roster is closed")
        return found

    def key(self, query: ListQuery) -> tuple[Any, date]:
        """Return what a list depends on besides the words and the records."""
        return (tuple(sorted(query.filters.items(), key=repr)), query.sort, query.ids), self._open().today

    def ids(self, query: ListQuery) -> Sequence[int]:
        """Read the ids of the list without its words."""
        return listing.groups(self._open(), "participant", replace(query, text="", group=""))[0].ids

    def texts(self, ids: Sequence[int]) -> dict[int, Text]:
        """Read and fold what persons are looked for by."""
        with self._open().reading() as connection:
            return {
                row: Text(encoded(f"{fold(words)}|{choseong(name)}"), encoded(fold(figures)))
                for row, name, words, figures in participants.texts(connection, ids)
            }
