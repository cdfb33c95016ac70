"""열 맞추기: which column holds which field, by its heading, by words nearly alike and by what it holds."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import fold
from app.domain.privacy import resident_number
from app.domain.tabular.choice_words import ChoiceWords, code_of
from app.domain.tabular.kinds import UID, ImportKind
from app.domain.tabular.sheet import Raw, text_of
from app.domain.tabular.table import Column, Table

MEMO, NOTHING = "+memo", ""
"""What a column can be matched with beside a field: the memo with its heading, or nothing."""
Likeness = Callable[[str, str], float]
"""How alike two words are, from 0 to 100."""
WordsOf = Callable[[FieldSpec], ChoiceWords]
SAMPLES, LOOKED_AT = 3, 300
LABEL, ALIAS, ENDING, SURE, GUESS = 100.0, 98.0, 90.0, 95.0, 80.0
_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
_SIGNS = re.compile(r"[\s·ㆍ.,:;*※/_\-'\"“”‘’]+")
_RESIDENT = re.compile(r"주민(?:등록)?번호")
_NUMBERING = frozenset({"연번", "번호", "순번", "no", "순", "일련번호", "번", "오류사유"})
_SHAPES: Mapping[str, re.Pattern[str]] = {
    # A day of birth in one piece (19850302) has as many figures as some phones.
    "phone": re.compile(r"(?!(?:19|20)\d{6}$)\+?(?:82[-. ]?)?\(?0?\d{1,3}\)?[-. )]*\d{3,4}[-. ]*\d{4}"),
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    UID: re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"),
}
_FIGURES = frozenset({FieldType.INTEGER, FieldType.NUMBER, FieldType.PERCENT})
_NAME = re.compile(r"[가-힣]{2,4}|[가-힣]{1,2} [가-힣]{1,3}")


class Certainty(StrEnum):
    """How a column came to its field."""

    SURE = "sure"
    GUESS = "guess"
    CHOSEN = "chosen"
    NONE = "none"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Match:
    """A column with the key of its field (or ``MEMO``, ``NOTHING``), how that is known, and samples."""

    column: Column
    target: str
    certainty: Certainty
    samples: tuple[str, ...] = ()


@lru_cache(8192)
def plain(heading: str) -> str:
    """Return a heading as it is compared: without what stands in brackets, signs and blanks."""
    folded = unicodedata.normalize("NFKC", heading)
    return _SIGNS.sub("", fold(_BRACKETS.sub("", folded))) or _SIGNS.sub("", fold(folded))


@lru_cache(64)
def _names(spec: FieldSpec) -> tuple[str, frozenset[str]]:
    return plain(spec.label), frozenset(map(plain, spec.aliases))


def knows(kind: ImportKind) -> Callable[[str], bool]:
    """Return what tells whether a heading names a field of ``kind`` by label or alias."""
    words = {word for spec in kind.targets for word in (_names(spec)[0], *_names(spec)[1])}
    words |= _NUMBERING | {"주민등록번호", "주민번호"}
    return lambda heading: plain(heading) in words or plain(heading.split(" ")[-1]) in words


def counts(kind: ImportKind) -> Callable[[str], bool]:
    """Return what tells whether a heading names a field of ``kind`` for figures; a year is none."""
    specs = [spec for spec in kind.targets if spec.type in _FIGURES and not spec.key.endswith("year")]
    words = {word for spec in specs for word in (_names(spec)[0], *_names(spec)[1])}
    return lambda heading: plain(heading) in words or plain(heading.split(" ")[-1]) in words


def is_resident(heading: str) -> bool:
    """Tell whether a heading names the number that is read by no means."""
    return bool(_RESIDENT.search(plain(heading)))


def match_columns(table: Table, kind: ImportKind, likeness: Likeness, words_of: WordsOf) -> tuple[Match, ...]:
    """Return every column with the field it most likely holds; no field is given to two columns."""
    values = {column.place: _some(table.cells(column.place)) for column in table.columns}
    texts = {place: [text_of(value).strip() for value in found] for place, found in values.items()}
    refused = {
        column.place
        for column in table.columns
        if is_resident(column.heading) or _are_numbers(texts[column.place])
    }
    free = [one for one in table.columns if one.place not in refused and not is_numbering(one)]
    taken = _by_heading(free, kind, texts, likeness)
    _by_values(free, kind, texts, words_of, taken)
    if not any(column.heading for column in table.columns):
        _names_without_heading(free, kind, texts, taken)
    return tuple(_match(column, taken, refused, texts[column.place]) for column in table.columns)


def _match(
    column: Column, taken: Mapping[int, tuple[str, float]], refused: set[int], texts: Sequence[str]
) -> Match:
    plain_texts = (" ".join(resident_number.hidden(text).split()) for text in texts if text)
    samples = tuple(dict.fromkeys(text[:60] for text in plain_texts))[:SAMPLES]
    if column.place in refused:
        return Match(column, NOTHING, Certainty.REFUSED, samples)
    key, score = taken.get(column.place, (NOTHING, 0.0))
    sure = Certainty.SURE if score >= SURE else Certainty.GUESS
    return Match(column, key, sure if key else Certainty.NONE, samples)


def _are_numbers(texts: Sequence[str]) -> bool:
    """Tell whether most of ``texts`` are such numbers and nothing else: one in a remark is refused alone."""
    alone = sum(1 for text in texts if resident_number.hidden(text).strip() == resident_number.HIDDEN)
    return alone * 2 > len(texts)


def is_numbering(column: Column) -> bool:
    """Tell whether a column only numbers the rows, or says why they were refused before."""
    return plain(column.heading) in _NUMBERING


def _some(cells: Sequence[Raw]) -> list[Raw]:
    found = [cell for cell in cells[:LOOKED_AT] if cell != ""]
    return found or [cell for cell in cells if cell != ""][:SAMPLES]


def _by_heading(
    columns: Sequence[Column], kind: ImportKind, texts: Mapping[int, Sequence[str]], likeness: Likeness
) -> dict[int, tuple[str, float]]:
    scored = []
    for column in columns:
        for place, spec in enumerate(kind.targets):
            score = _score(column.heading, spec, likeness) if column.heading else 0.0
            if score >= GUESS and not _contradicts(spec, texts[column.place]):
                scored.append((-score, place, column.place, spec.key))
    taken: dict[int, tuple[str, float]] = {}
    given: set[str] = set()
    for score, _order, place, key in sorted(scored):
        if place not in taken and key not in given:
            taken[place] = (key, -score)
            given.add(key)
    return taken


def _score(heading: str, spec: FieldSpec, likeness: Likeness) -> float:
    label, aliases = _names(spec)
    best = 0.0
    # Of a heading of two rows the lower one tells what the column holds.
    for word, less in ((plain(heading), 0.0), (plain(heading.split(" ")[-1]), 2.0)):
        if word == label:
            return LABEL - less
        if word in aliases:
            best = max(best, ALIAS - less)
    word = plain(heading)
    if any(len(name) > 1 and word.endswith(name) for name in (label, *aliases)):
        best = max(best, ENDING)
    return max(best, *(0.92 * likeness(word, name) for name in (label, *aliases)))


def _contradicts(spec: FieldSpec, texts: Sequence[str]) -> bool:
    """Tell whether what stands in a column is plainly something else than ``spec`` holds."""
    key = spec.key.removeprefix("person_")
    if key == UID:
        return False
    if key in ("phone", "email"):
        other = "email" if key == "phone" else "phone"
        return _share(_SHAPES[other], texts) > 0.5 and _share(_SHAPES[key], texts) < 0.2
    return spec.type is FieldType.TEXT and _share(_SHAPES["email"], texts) > 0.8


def _share(shape: re.Pattern[str], texts: Sequence[str]) -> float:
    return sum(1 for text in texts if shape.fullmatch(text)) / len(texts) if texts else 0.0


def holds_contacts(texts: Sequence[str]) -> bool:
    """Tell whether most of ``texts`` are phone numbers or addresses of e-mail."""
    filled = [text for text in texts if text]
    return any(_share(_SHAPES[key], filled) > 0.7 for key in ("phone", "email"))


def _by_values(
    columns: Sequence[Column],
    kind: ImportKind,
    texts: Mapping[int, Sequence[str]],
    words_of: WordsOf,
    taken: dict[int, tuple[str, float]],
) -> None:
    """Give what is left by what it holds: identities, phones, addresses, words of a closed list."""
    given = {key for key, _score in taken.values()}
    for column in columns:
        if column.place in taken:
            continue
        for spec in kind.targets:
            if spec.key not in given and _holds(spec, texts[column.place], words_of):
                taken[column.place] = (spec.key, LABEL if spec.key == UID else GUESS)
                given.add(spec.key)
                break


def _holds(spec: FieldSpec, texts: Sequence[str], words_of: WordsOf) -> bool:
    shape = _SHAPES.get(spec.key.removeprefix("person_"))
    if shape is not None:
        return _share(shape, texts) > 0.7
    if spec.type is FieldType.CHOICE and len(texts) > 1:
        words = words_of(spec)
        named = [text for text in texts if len(text) > 1 and not text.isdigit() and code_of(words, text)]
        return len(named) / len(texts) > 0.7
    return False


def _names_without_heading(
    columns: Sequence[Column], kind: ImportKind, texts: Mapping[int, Sequence[str]],
    taken: dict[int, tuple[str, float]],
) -> None:  # fmt: skip
    """Take the first column of short Korean words for the names, the next words for where they are from."""
    names = [spec.key for spec in kind.targets if spec.key in ("name", "person_id")]
    places = ["affiliation", "person_affiliation"]
    wanted = names + [spec.key for spec in kind.targets if spec.key in places]
    given = {key for key, _score in taken.values()}
    for column in columns:
        held = texts[column.place]
        if column.place in taken or not wanted or not held or all(text.isdigit() for text in held):
            continue
        if wanted[0] in names and _share(_NAME, held) < 0.6:
            continue
        if wanted[0] not in given:
            taken[column.place] = (wanted[0], GUESS)
        wanted.pop(0)
