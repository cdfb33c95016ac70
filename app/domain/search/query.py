"""The words of a search: 종류:아이디어 연도:2025 "그대로 이 말" -제외 쉼ㅌ.

Words are looked for together, each anywhere; words in quotation marks are looked for as they stand there,
with every sign and blank, a minus sign leaves out what has the word, and ``항목:값`` narrows to records.  What
is not a known filter is a word.  Signs within and between words are passed over, but for those that mean
something by themselves (%, ㎡, 😀); where nothing else is asked, any sign is looked for.  Nothing here knows
how a file is searched.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from app.domain.search.bigrams import line, runs

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
_PUNCTUATION = {"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sk"}
_FIRST, _PER_INITIAL, _PER_VOWEL = 0xAC00, 588, 28
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase; ``unfinished`` while its last syllable is still being typed.

    ``moving``: the last consonant may yet become the first one of a syllable that is not typed (딪 of 디자).
    ``literal``: it is looked for with all its signs and blanks.
    """

    text: str
    excluded: bool = False
    unfinished: bool = False
    moving: bool = False
    literal: bool = False

    @property
    def written(self) -> str:
        """Return what ``bigrams.stands`` is asked of a literal one."""
        return line(self.text)

    def readings(self) -> tuple[tuple[str, ...], ...]:
        """Return the runs of letters that are looked for, once for each way of finishing the syllable.

        None of what consists of signs alone.
        """
        return _readings(self.text, self.unfinished, self.moving)

    @property
    def is_no_word_yet(self) -> bool:
        """Tell whether it ends in a lone consonant, of which the next key makes a syllable (국ㅁ)."""
        return self.unfinished and len(self.readings()) > _PER_VOWEL

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every place of a composed ``text`` that has the term."""
        literal = _literal(self.text) if self.literal else None
        pattern = literal or _pattern(self.text, self.unfinished, self.moving)
        if pattern is not None:
            yield from (found.span() for found in pattern.finditer(text))


@lru_cache(maxsize=64)
def _readings(text: str, unfinished: bool, moving: bool) -> tuple[tuple[str, ...], ...]:
    found = runs(text)
    if not found:
        return ()
    *before, last = found
    return tuple((*before, ending) for ending in _endings(last, unfinished, moving))


@lru_cache(maxsize=64)
def _literal(text: str) -> re.Pattern[str]:
    # Where it is shown, line breaks and blanks in a row have become one blank.
    return re.compile(r"\s+".join(re.escape(part) for part in re.split(r"\s+", text)), re.IGNORECASE)


@lru_cache(maxsize=64)
def _pattern(text: str, unfinished: bool, moving: bool) -> re.Pattern[str] | None:
    readings = _readings(text, unfinished, moving)
    if not readings:
        return None
    lasts: dict[str, list[str]] = {}
    for *_before, last in readings:
        lasts.setdefault(last[:-1], []).append(last[-1])
    ends = "|".join(f"{re.escape(begin)}[{re.escape(''.join(signs))}]" for begin, signs in lasts.items())
    whole = r"[\W_]+".join([*map(re.escape, readings[0][:-1]), f"(?:{ends})"])
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

    @property
    def moved(self) -> "SearchQuery":
        """Return the same query where the consonant typed last begins a syllable yet to come."""
        terms = (replace(term, moving=True) if term.unfinished else term for term in self.terms)
        return SearchQuery(tuple(terms), self.filters)


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
        if phrase is not None or not term.readings():
            term = Term(value, bool(minus), literal=True)
        if value.strip():
            terms.append(term)
    return SearchQuery(tuple(_asking(terms)), filters)


def _asking(terms: Sequence[Term]) -> Sequence[Term]:
    """Return the terms without the stops and dashes between them, but where these are all there is."""
    return [term for term in terms if not _PUNCTUATION.issuperset(_kinds(term))] or terms


def _kinds(term: Term) -> set[str]:
    return {"S" if sign == "%" else unicodedata.category(sign) for sign in term.text}


def unfinished_filter(text: str) -> tuple[str, str] | None:
    """Return name and beginning of the value of the filter that is being written at the end of ``text``."""
    found = re.search(r"""(?:^|\s)([^\s:"“”-]+):([^\s:"“”]*)$""", text)
    return (found[1], found[2]) if found and found[1] in FILTERS else None


def _endings(run: str, unfinished: bool, moving: bool) -> list[str]:
    """Return the run as it may go on: 국ㅁ as 국마 … 국밓, and while it is typed 디자이 as 디자인 too."""
    last = run[-1]
    if last in _INITIALS:
        # First consonants alone are those of a name.
        return [run] if all(sign in _INITIALS for sign in run) else [run, *_begun(run[:-1], last)]
    if not (unfinished and "가" <= last <= "힣"):
        return [run]
    final = (ord(last) - _FIRST) % _PER_VOWEL
    if not final:
        return [run, *(run[:-1] + chr(ord(last) + more) for more in range(1, _PER_VOWEL))]
    if not (moving and _FINALS[final] in _INITIALS):
        return [run]
    return _begun(run[:-1] + chr(ord(last) - final), _FINALS[final])


def _begun(before: str, consonant: str) -> list[str]:
    place = _INITIALS.index(consonant)
    return [before + sign for sign in _written()[place]]


@cache
def _written() -> list[list[str]]:
    """Return the syllables that are written (KS X 1001: 2,350 of 11,172) by their first consonant."""
    found: list[list[str]] = [[] for _ in _INITIALS]
    for row in range(0xB0, 0xC9):
        for cell in range(0xA1, 0xFF):
            sign = bytes((row, cell)).decode("euc_kr")
            found[(ord(sign) - _FIRST) // _PER_INITIAL].append(sign)
    return found
