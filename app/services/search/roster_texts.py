"""The texts by which 200,000 persons are looked for: two runs of bytes, in the order of a list.

As strings they took 80 MB; as UTF-8 behind one another, with where each begins, they take 20 MB, and a word
is found in all of them in 10 ms.  UTF-8 has no letter within another, so bytes are found where letters are.
Numbers and addresses are kept apart: who looks for Hangul need not go through them.
"""

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice
from operator import sub
from typing import NamedTuple

PART = 2000
"""So many texts are put together at once: in between others may work, and little stands in memory twice."""
BLOCK = 500
"""So many persons are gone through in both runs before the next are."""
_NONE = 0xFFFFFFFF


class Text(NamedTuple):
    """What one person is looked for by: names and places, and figures and addresses."""

    words: bytes = b""
    figures: bytes = b""


Read = Callable[[Sequence[int]], Mapping[int, Text]]


def encoded(text: str) -> bytes:
    """Return a text or a word as it stands in the bytes; half of a surrogate pair stands nowhere else."""
    return text.encode("utf-8", "surrogatepass")


class _Run:
    """Texts behind one another, and where each begins."""

    def __init__(self) -> None:
        """Have no text yet."""
        # grows where it lies: to copy it once it is whole would take as much again
        self._whole: bytes | bytearray = bytearray()
        self._starts = array("I", [0])

    def append(self, texts: Sequence[bytes]) -> None:
        """Put more texts behind those that are there."""
        for text in texts:
            self._starts.append(self._starts[-1] + len(text) + 1)
        self._whole += b"\n".join(texts) + b"\n"

    def is_ascii(self) -> bool:
        """Tell whether no text has Hangul or another letter beyond ASCII."""
        return self._whole.isascii()

    def text(self, place: int) -> bytes:
        """Return the text at ``place``."""
        return bytes(memoryview(self._whole)[self._starts[place] : self._starts[place + 1] - 1])

    def has(self, place: int, word: bytes) -> bool:
        """Tell whether ``word`` stands in the text at ``place``."""
        return self._whole.find(word, self._starts[place], self._starts[place + 1]) >= 0

    def packed(self) -> tuple[bytes, bytes]:
        """Return the texts and their lengths compressed."""
        lengths = array("I", map(sub, islice(self._starts, 1, None), self._starts))
        return zlib.compress(self._whole, 1), zlib.compress(lengths.tobytes(), 1)

    @classmethod
    def opened(cls, whole: bytes, lengths: bytes) -> "_Run":
        """Return the texts that were ``packed``."""
        made, each = cls(), array("I")
        each.frombytes(zlib.decompress(lengths))
        made._whole, made._starts = zlib.decompress(whole), array("I", accumulate(each, initial=0))
        return made

    def places(self, word: bytes, begin: int, end: int) -> Iterator[int]:
        """Yield the places from ``begin`` to before ``end`` where ``word`` stands, in order."""
        find, starts, stop = self._whole.find, self._starts, self._starts[end]
        at = find(word, starts[begin], stop)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            yield place
            at = find(word, starts[place + 1], stop)


class RosterTexts:
    """Everybody's text, those of a list first and in its order; is never changed once made."""

    def __init__(self, texts: Iterable[tuple[int, Text]] = (), listed: int = 0) -> None:
        """Keep the texts of ids, of which the first ``listed`` are those of the list."""
        self.ids = array("I")
        """Of everybody, in the order of the texts; nobody may change them."""
        self._listed = listed
        self._words, self._figures, pieces = _Run(), _Run(), iter(texts)
        while part := list(islice(pieces, PART)):
            self.ids.extend([row for row, _text in part])
            self._words.append([text.words for _row, text in part])
            self._figures.append([text.figures for _row, text in part])
        self._plain = self._figures.is_ascii()

    def ordered(self, ids: Sequence[int], stale: Collection[int], read: Read) -> "RosterTexts":
        """Return the texts with those of the list ``ids`` first; unknown and ``stale`` ones are read."""
        return RosterTexts(self._in_order(ids, stale, read), len(ids))

    def _in_order(self, ids: Sequence[int], stale: Collection[int], read: Read) -> Iterator[tuple[int, Text]]:
        places, none = self._places(max(ids, default=0), stale), Text()
        for begin in range(0, len(ids), PART):
            part = ids[begin : begin + PART]
            unknown = [row for row in part if places[row] == _NONE]
            fresh = read(unknown) if unknown else {}
            for row in part:
                place = places[row]
                yield row, fresh.get(row, none) if place == _NONE else self._text(place)
                places[row] = _NONE
        for row in self.ids:
            if places[row] != _NONE:
                yield row, self._text(places[row])

    def _places(self, highest: int, stale: Collection[int]) -> "array[int]":
        """Return by id where its text is, but for those that are ``stale``."""
        places = array("I", [_NONE]) * (max(max(self.ids, default=0), highest) + 1)
        for place, row in enumerate(self.ids):
            if row not in stale:
                places[row] = place
        return places

    def _text(self, place: int) -> Text:
        return Text(self._words.text(place), self._figures.text(place))

    def places_with(self, words: Sequence[bytes]) -> Iterator[int]:
        """Yield the places of the list where all ``words`` stand, in order."""
        first, *others = sorted(words, key=len, reverse=True)
        places = self._places_of(first)
        return (place for place in places if self.has(place, others)) if others else places

    def _places_of(self, word: bytes) -> Iterator[int]:
        if self._plain and not word.isascii():
            return self._words.places(word, 0, self._listed)
        return self._places_in_both(word)

    def _places_in_both(self, word: bytes) -> Iterator[int]:
        for begin in range(0, self._listed, BLOCK):
            end = min(begin + BLOCK, self._listed)
            found = {*self._words.places(word, begin, end), *self._figures.places(word, begin, end)}
            yield from sorted(found)

    def has(self, place: int, words: Iterable[bytes]) -> bool:
        """Tell whether all ``words`` stand in the texts at ``place``."""
        return all(self._words.has(place, word) or self._figures.has(place, word) for word in words)

    def ids_at(self, places: Iterable[int]) -> tuple[int, ...]:
        """Return the ids at places."""
        return tuple([self.ids[place] for place in places])

    def packed(self) -> "PackedTexts":
        """Return the same texts in a fifth of the room, as they are kept while nobody looks for anybody."""
        return PackedTexts(self.ids, self._listed, self._plain, self._words.packed(), self._figures.packed())

    @classmethod
    def opened(cls, packed: "PackedTexts") -> "RosterTexts":
        """Return the texts that were ``packed``; it takes a twentieth of reading them."""
        made = cls()
        made.ids, made._listed, made._plain = packed.ids, packed.listed, packed.plain
        made._words, made._figures = _Run.opened(*packed.words), _Run.opened(*packed.figures)
        return made


class PackedTexts(NamedTuple):
    """Texts of a roster that can only be opened again."""

    ids: "array[int]"
    listed: int
    plain: bool
    words: tuple[bytes, bytes]
    figures: tuple[bytes, bytes]
