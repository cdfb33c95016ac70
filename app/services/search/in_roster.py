"""찾기 in the roster: what was typed against 200,000 persons, between one key and the next.

SQL reads every row again at each key (``LIKE`` on six columns of 200,000 rows: 0.6 s).  Here the texts by
which persons are looked for are folded once and kept as one long text beside the ids in the order of the
list: a rare word is found in all of it in 15 ms.  Of a word that stands in many rows the first page is found
at once, and the rest is asked for after that was painted.  The texts follow every commit, and go with the
workspace.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, ref

from app.changes import Changes
from app.domain.hangul import choseong, fold
from app.domain.listing import ListQuery
from app.services import listing
from db.queries import participants

if TYPE_CHECKING:
    from app.services.workspace import Workspace

# More changed persons than this are read anew with all others.
_FEW = 2000
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


def _index_of(ws: "Workspace") -> "RosterIndex":
    with _MAKING:
        found = _INDEXES.get(ws)
        if found is None:
            found = _INDEXES[ws] = RosterIndex(ws)
        return found


class _List:
    """The ids of one list and what they are looked for by."""

    def __init__(self, key: Any, ids: tuple[int, ...]) -> None:
        """Know the ids, and no text yet."""
        self.key, self.ids = key, ids
        self.texts: list[str] | None = None
        self._whole = ""
        self._starts: array[int] = array("L")
        self._last: tuple[tuple[str, ...], list[int]] | None = None

    def read(self, known: dict[int, str]) -> None:
        """Put the texts side by side in the order of the list."""
        self.texts = [known.get(row, "") for row in self.ids]
        self._whole = "\n".join(self.texts)
        self._starts = array("L", accumulate((len(text) + 1 for text in self.texts), initial=0))

    def rows_with(self, words: tuple[str, ...]) -> Iterator[int]:
        """Yield the places of the list where all ``words`` stand, in order."""
        last, texts = self._last, self.texts or []
        if last is not None and all(any(old in word for word in words) for old in last[0]):
            # one key more: only what stood there before can stand there still
            yield from (place for place in last[1] if all(word in texts[place] for word in words))
        else:
            yield from self._found(words, texts)

    def _found(self, words: tuple[str, ...], texts: list[str]) -> Iterator[int]:
        whole, starts = self._whole, self._starts
        first, *others = sorted(words, key=len, reverse=True)
        at = whole.find(first)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            if all(word in texts[place] for word in others):
                yield place
            at = whole.find(first, starts[place + 1])

    def keep(self, words: tuple[str, ...], places: list[int]) -> None:
        """Remember every place of ``words``, for the next key."""
        self._last = (words, places)


class RosterIndex:
    """The texts of one data file's persons, and the list last asked for."""

    def __init__(self, ws: "Workspace") -> None:
        """Know nothing yet."""
        self._lock = Lock()
        self._texts: dict[int, str] | None = None
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
                self._texts, self._stale = None, set()

    def matching(self, query: ListQuery, limit: int | None) -> Found:
        """Return the ids that match, in order."""
        words = tuple(fold(word) for word in query.text.split())
        with self._lock:
            found = self._listed(query, with_texts=bool(words))
        if not words:
            return Found(found.ids, complete=True)
        places: list[int] = []
        for place in found.rows_with(words):
            if limit is not None and len(places) >= limit:
                return Found(tuple([found.ids[each] for each in places]), complete=False)
            places.append(place)
        found.keep(words, places)
        return Found(tuple([found.ids[each] for each in places]), complete=True)

    def _listed(self, query: ListQuery, *, with_texts: bool) -> _List:
        key, found = self._read.key(query), self._list
        if found is None or found.key != key:
            found = _List(key, self._read.ids(query))
        if with_texts and found.texts is None:
            found.read(self._known())
        self._list = found
        return found

    def _known(self) -> dict[int, str]:
        if self._texts is None:
            self._texts = self._read.texts(None)
        elif self._stale:
            for row in self._stale:
                self._texts.pop(row, None)
            self._texts.update(self._read.texts(self._stale))
        self._stale = set()
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

    def ids(self, query: ListQuery) -> tuple[int, ...]:
        """Read the ids of the list without its words."""
        return listing.groups(self._open(), "participant", replace(query, text="", group=""))[0].ids

    def texts(self, ids: set[int] | None) -> dict[int, str]:
        """Read and fold what persons are looked for by."""
        with self._open().reading() as connection:
            return {
                row: f"{fold(text)}|{choseong(name)}"
                for row, name, text in participants.texts(connection, ids)
            }
