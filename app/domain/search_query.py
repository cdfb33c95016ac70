"""The words of a search: 종류:아이디어 연도:2025 "그대로 이 말" -제외 쉼ㅌ.

Words are looked for together, each anywhere; words in quotation marks are looked for as they stand there, a
minus sign leaves out what has the word, and ``항목:값`` narrows to records.  What is not a known filter is a
word.  Nothing here knows how a file is searched.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.bigrams import runs

FILTERS: Mapping[str, str] = {
    "종류": "kind",
    "구분": "kind",
    "연도": "year",
    "년도": "year",
    "기관": "agency",
    "상태": "state",
    "과제": "project",
    "분야": "field",
    "단계": "stage",
    "태그": "tag",
}
"""The filters by the words that people write before the colon."""

_PART = re.compile(r"""(-?)(?:([^\s:"“”-][^\s:"“”]*):)?(?:["“]([^"“”]*)["”]?|([^\s"“”]+))""")
_FIRST, _PER_INITIAL, _PER_VOWEL = 0xAC00, 588, 28
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase; ``unfinished`` while its last syllable is still being typed."""

    text: str
    excluded: bool = False
    unfinished: bool = False

    def readings(self) -> list[list[str]]:
        """Return the runs of signs that are looked for, one list for each way of finishing the syllable."""
        found = runs(self.text)
        if not found:
            return []
        *before, last = found
        return [[*before, ending] for ending in _endings(last, typing=self.unfinished)]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every place of ``text`` that has the term."""
        pattern = self._pattern()
        if pattern is not None:
            yield from (found.span() for found in pattern.finditer(text))

    def _pattern(self) -> re.Pattern[str] | None:
        readings = self.readings()
        if not readings:
            return None
        *before, last = readings[0]
        ends = "|".join(_letters(reading[-1]) for reading in readings)
        whole = r"[\W_]+".join([*map(_letters, before), f"(?:{ends})"])
        return re.compile(whole, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What somebody looks for: terms that all have to be there (or not), and filters by their keys."""

    terms: tuple[Term, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Return the terms that have to be there."""
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is looked for yet."""
        return not self.wanted and not self.filters


def parse(text: str, *, typing: bool = False) -> SearchQuery:
    """Read what somebody wrote; ``typing``: the last word may still be going on."""
    terms: list[Term] = []
    filters: dict[str, tuple[str, ...]] = {}
    for found in _PART.finditer(unicodedata.normalize("NFC", text)):
        minus, name, phrase, word = found.groups()
        value = phrase if phrase is not None else word
        key = FILTERS.get(name or "")
        if key and not minus:
            filters[key] = (*filters.get(key, ()), value)
            continue
        if name:
            value = f"{name}:{value}"
        at_end = typing and phrase is None and found.end() == len(text)
        term = Term(value, bool(minus), at_end and not minus)
        if term.readings():
            terms.append(term)
    return SearchQuery(tuple(terms), filters)


def unfinished_filter(text: str) -> tuple[str, str] | None:
    """Return name and beginning of the value of the filter that is being written at the end of ``text``."""
    found = re.search(r"""(?:^|\s)([^\s:"“”-]+):([^\s:"“”]*)$""", text)
    return (found[1], found[2]) if found and found[1] in FILTERS else None


def _endings(run: str, *, typing: bool) -> list[str]:
    """Return the run as it may go on: 국ㅁ as 국마 … 국밓, and while it is typed 디자이 as 디자인 too."""
    last = run[-1]
    if last in _INITIALS:
        if all(sign in _INITIALS for sign in run):
            return [run]  # first consonants of a name
        return [run, *(run[:-1] + sign for sign in _begun(last))]
    if not typing or not "가" <= last <= "힣":
        return [run]
    final = (ord(last) - _FIRST) % _PER_VOWEL
    if not final:
        return [run, *(run[:-1] + chr(ord(last) + more) for more in range(1, _PER_VOWEL))]
    moved = _FINALS[final]
    if moved not in _INITIALS or len(run) == 1:
        return [run]
    # 딪 is what 디자 looks like before its vowel is typed.
    return [run, *(run[:-1] + chr(ord(last) - final) + sign for sign in _begun(moved))]


def _begun(consonant: str) -> list[str]:
    first = _FIRST + _INITIALS.index(consonant) * _PER_INITIAL
    return [sign for code in range(first, first + _PER_INITIAL) if (sign := chr(code)) in _in_use()]


_USED: set[str] = set()


def _in_use() -> set[str]:
    """Return the syllables that are written (KS X 1001): 2,350 of the 11,172 that could be."""
    if not _USED:
        for code in range(_FIRST, 0xD7A4):
            try:
                chr(code).encode("euc_kr")
            except UnicodeEncodeError:
                continue
            _USED.add(chr(code))
    return _USED


def _letters(run: str) -> str:
    """Return a pattern for the run, whether its letters stand composed or separate in the text."""
    return "".join(_letter(sign) for sign in run)


def _letter(sign: str) -> str:
    apart = unicodedata.normalize("NFD", sign)
    return re.escape(sign) if apart == sign else f"(?:{re.escape(sign)}|{re.escape(apart)})"
