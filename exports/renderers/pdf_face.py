"""What reportlab keeps of a font file, made small once it has read it.

It keeps the whole file and a dictionary for every property of 22,000 letters: 15 MB for each weight.  The
same figures in arrays, and the file left where it lies, take a tenth.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

_NONE = 0xFFFF
_PAGE = 256


class ByCode(Mapping[int, float]):
    """Figures by the code of a letter, in pages of 256 codes; most of the 4,352 pages are empty."""

    def __init__(self, figures: Mapping[int, float], kind: str, none: float) -> None:
        """Keep ``figures``, which are of the array ``kind`` and never ``none``."""
        self._none, self._count = none, len(figures)
        self._pages: dict[int, array[float]] = {}
        for code, figure in figures.items():
            page = self._pages.get(code // _PAGE)
            if page is None:
                page = self._pages[code // _PAGE] = array(kind, [none]) * _PAGE
            page[code % _PAGE] = figure

    def __getitem__(self, code: int) -> float:
        """Return the figure of a letter that the font has."""
        found: float | None = self.get(code)
        if found is None:
            raise KeyError(code)
        return found

    def __contains__(self, code: object) -> bool:
        """Tell whether the font has a letter."""
        return isinstance(code, int) and self.get(code) is not None

    def get(self, code: int, default: Any = None) -> Any:
        """Return the figure of a letter, ``default`` where the font lacks it."""
        page = self._pages.get(code // _PAGE)
        found = self._none if page is None else page[code % _PAGE]
        return default if found == self._none else found

    def __iter__(self) -> Iterator[int]:
        """Go through the codes of the letters that the font has."""
        for number, page in self._pages.items():
            yield from (number * _PAGE + at for at, found in enumerate(page) if found != self._none)

    def __len__(self) -> int:
        """Return how many letters the font has."""
        return self._count


class Pairs(Sequence[tuple[int, int]]):
    """The width of each glyph and where it begins."""

    def __init__(self, pairs: Sequence[tuple[float, float]]) -> None:
        """Keep ``pairs``, as the whole numbers that a subset is written with."""
        self._widths = array("i", (int(width) for width, _left in pairs))
        self._lefts = array("i", (int(left) for _width, left in pairs))

    def __getitem__(self, place: Any) -> Any:
        """Return one pair."""
        return self._widths[place], self._lefts[place]

    def __len__(self) -> int:
        """Return the number of glyphs."""
        return len(self._widths)


class Whole:
    """A font file left where it lies: only what is asked for is read, by any thread.

    Mapped into memory, each weight held 2 MB for good once some of its drawings had been picked.
    """

    def __init__(self, path: Path) -> None:
        """Hold the file open as long as this lives."""
        self._file, self._one = path.open("rb", buffering=0), Lock()
        finalize(self, self._file.close)

    def __getitem__(self, part: slice) -> bytes:
        """Return the bytes from ``start`` to before ``stop``."""
        with self._one:
            self._file.seek(part.start)
            return self._file.read(part.stop - part.start)


class Outlines:
    """The drawings of the glyphs, cut out of the file one by one."""

    def __init__(self, file: Whole, begin: int) -> None:
        """Know where they begin in the file."""
        self._file, self._begin = file, begin

    def __getitem__(self, part: slice) -> bytes:
        """Return one drawing."""
        return self._file[self._begin + part.start : self._begin + part.stop]


def make_small(face: Any, path: Path) -> None:
    """Keep what reportlab's ``face`` of the font file ``path`` knows in less room."""
    whole = face._ttf_data = Whole(path)
    table_of, outlines = face.get_table, Outlines(whole, face.get_table_pos("glyf")[0])
    # for every document it would take all drawings into memory to pick some of them
    face.get_table = lambda tag: outlines if tag == "glyf" else table_of(tag)
    face.charToGlyph = ByCode(face.charToGlyph, "H", _NONE)
    face.charWidths = ByCode(face.charWidths, "d", -1.0)
    face.hmetrics = Pairs(face.hmetrics)
    face.glyphPos = array("I", face.glyphPos)
    face.glyphToChar = {}
