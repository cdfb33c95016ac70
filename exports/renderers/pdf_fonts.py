"""The fonts of a PDF: Pretendard GOV, and run by run another font for the signs that it lacks.

reportlab draws an empty box for an unknown character without a word, so every character is looked up
first; one that no font has is drawn as ▢ and reported.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.errors import EnvironmentProblem, ProblemKind
from exports.renderers.pdf_face import make_small
from exports.widths import DATE

REPLACEMENT = "▢"
_FAMILY = "PretendardGOV"
_JOINED = "\u00a0"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that fits: ``indent`` and ``width`` are in thousandths of the font size."""

    text: str
    width: float
    indent: float = 0.0


class Typeface:
    """One weight of the family with its fallback fonts; lives for one rendering."""

    def __init__(self, fonts: tuple[TTFont, ...]) -> None:
        """Take the main font and, after it, the fonts to ask for what it lacks."""
        self.name: str = fonts[0].fontName
        self.missing: set[str] = set()
        self.turned = False  # whether letters written from right to left were met
        self._fonts = fonts
        self._main: set[str] = set()
        self._widths = _Widths(self._width_of)
        # Words come again and again in a table: asked for its columns, its height and its lines.
        self.wrap: Callable[[str, float], tuple[Line, ...]] = lru_cache(8192)(self._wrap)
        self.measure: Callable[[str], float] = lru_cache(8192)(self._measure)

    def _measure(self, text: str) -> float:
        """Return the width of ``text`` in thousandths of the font size."""
        return sum(map(self._widths.__getitem__, text))

    def runs(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return ``text`` cut where the font changes, as (font name, text)."""
        if self._main.issuperset(text) or self._has_all(set(text) - self._main):
            return ((self.name, text),)
        pieces = [self._home_of(character) for character in text]
        return tuple(
            (name, "".join(piece[1] for piece in run)) for name, run in groupby(pieces, lambda p: p[0])
        )

    def _has_all(self, characters: set[str]) -> bool:
        """Tell whether the main font has ``characters``, and remember those it has."""
        known = {character for character in characters if ord(character) in self._fonts[0].face.charToGlyph}
        self._main |= known
        return len(known) == len(characters)

    def _home_of(self, character: str) -> tuple[str, str]:
        for font in self._fonts:
            if ord(character) in font.face.charToGlyph:
                return font.fontName, character
        return self.name, REPLACEMENT

    def _width_of(self, character: str) -> float:
        code = ord(character)
        self.turned = self.turned or unicodedata.bidirectional(character) in ("R", "AL")
        for font in self._fonts:
            if code in font.face.charToGlyph:
                return float(font.face.charWidths[code])
        self.missing.add(character)
        return float(self._fonts[0].face.charWidths[ord(REPLACEMENT)])

    def _wrap(self, text: str, limit: float) -> tuple[Line, ...]:
        if "\n" not in text:
            width = self.measure(text)
            if width <= limit:
                return (Line(text, width),)
        return tuple(line for part in text.split("\n") for line in self._wrap_line(part, limit))

    def _wrap_line(self, text: str, limit: float) -> Iterator[Line]:
        """Break between words only; wrapped lines hang behind a leading `· `."""
        hang = self.measure(text[:2]) if text.startswith("· ") else 0.0
        indent, line, width = 0.0, "", 0.0
        space = self.measure(" ")
        for word in self._words(text, limit - hang):
            word_width = self.measure(word)
            if line and indent + width + space + word_width > limit:
                yield Line(line, width, indent)
                indent, line, width = hang, word, word_width
            elif line:
                line, width = f"{line} {word}", width + space + word_width
            else:
                line, width = word, word_width
        yield Line(line, width, indent)

    def _words(self, text: str, limit: float) -> Iterator[str]:
        """Yield the words, a date as one; one longer than a whole line comes in pieces that fit."""
        for word in self._kept(text, limit):
            while word and self.measure(word) > limit:
                cut = self._fitting(word, limit)
                yield word[:cut]
                word = word[cut:]
            if word:
                yield word

    def _kept(self, text: str, limit: float) -> Iterator[str]:
        """Yield the words of a text; what holds a date stays one word where a line holds it."""
        if ". " not in text:
            yield from text.split(" ")
            return
        for joined in DATE.sub(lambda found: found[0].replace(" ", _JOINED), text).split(" "):
            word = joined.replace(_JOINED, " ")
            if self.measure(word) <= limit:
                yield word
            else:
                yield from word.split(" ")

    def _fitting(self, word: str, limit: float) -> int:
        width = 0.0
        for place, character in enumerate(word):
            width += self._widths[character]
            if width > limit:
                return max(place, 1)
        return len(word)


class _Widths(dict[str, float]):
    """Widths by character, asked for once."""

    def __init__(self, find: Callable[[str], float]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, character: str) -> float:
        width = self[character] = self._find(character)
        return width


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two weights of a document."""

    regular: Typeface
    bold: Typeface

    @property
    def missing(self) -> list[str]:
        """Return the characters that no font has."""
        return sorted(self.regular.missing | self.bold.missing)


def load_fonts() -> Fonts:
    """Return the weights for one rendering; the files are read once in a process."""
    folder = Path(str(files("resources") / "fonts"))
    others = sorted(path for path in folder.glob("*.ttf") if not path.stem.startswith(_FAMILY))
    fallbacks = tuple(_font(path) for path in others)
    regular, bold = (_font(folder / f"{_FAMILY}-{weight}.ttf") for weight in ("Regular", "Bold"))
    return Fonts(Typeface((regular, *fallbacks)), Typeface((bold, *fallbacks)))


@cache
def _font(path: Path) -> TTFont:
    try:
        font = TTFont(f"Hamkke-{path.stem}", str(path))
    except (OSError, TTFError) as error:
        words = f"PDF에 쓸 글꼴 파일 ‘{path.name}’을 읽지 못했습니다. 프로그램을 다시 설치하십시오."
        raise EnvironmentProblem(words, ProblemKind.MISSING) from error
    make_small(font.face, path)
    pdfmetrics.registerFont(font)
    return font
