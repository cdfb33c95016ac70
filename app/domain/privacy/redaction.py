"""안전 공유: who and what is named in a text, and the same text with pseudonyms in their places.

Names are looked up by a window that slides over each run of Hangul, so 20,000 of them cost no more than
twenty.  A name that is a word as well, stands inside a longer word, or has two letters without a title is
doubtful: it is shown, and a person decides.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.choices import ActorKind, Choice
from app.domain.hangul import josa
from app.domain.privacy.common_words import COMMON_WORDS
from app.domain.privacy.personal_marks import AFTER_NAME
from app.domain.privacy.sensitive import SensitiveKind, sightings

PREFIX, OTHER_PREFIX = "참여자", "가명"
"""People are called 참여자 1 …, or 가명 1 … where a text has its own 참여자 already."""
_CONTEXT = 18

_TITLE = re.compile(r" ?(?:님|씨|군|양|선생|위원|단장|대표|회장|팀장|과장|주무관|교수|의원|어르신)")
_HANGUL = re.compile(r"[가-힣]{2,}")
_CALLED = re.compile(r"(?<![가-힣])([가-힣]{2}) ?(?:님|씨)(?![가-힣]{3})")
_SPACED = re.compile(r"(?<![가-힣])[가-힣](?: [가-힣]){1,4}(?![가-힣])")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
_PAIRS = {part: pair for pair in ("은/는", "이/가", "을/를", "과/와", "으로/로") for part in pair.split("/")}
_PARTICLE = re.compile(rf"(?:{'|'.join(sorted(_PAIRS, key=len, reverse=True))})(?![가-힣])")
_LATIN = re.compile(r"[A-Za-z0-9]")
_TAKEN = re.compile(rf"{PREFIX} ?\d")


class HitKind(Choice):
    """What was found."""

    NAME = "name", "이름"
    PHONE = "phone", "전화번호"
    EMAIL = "email", "전자우편"
    ADDRESS = "address", "주소"
    ACCOUNT = "account", "계좌번호"
    CARD = "card", "카드번호"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the roster."""

    uid: str
    name: str
    actor_kind: str | None = None
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place: ``words`` at ``start`` of the text number ``segment``; ``subject`` is what it stands for.

    ``proposed`` tells whether it is replaced unless somebody unticks it.
    """

    segment: int
    start: int
    end: int
    kind: HitKind
    words: str
    subject: str
    people: tuple[str, ...]
    doubtful: bool
    official: bool
    before: str
    after: str

    @property
    def proposed(self) -> bool:
        """Officials act in public and doubtful words wait for a decision."""
        return not self.official and not self.doubtful


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One line of the key: what stands in the text, for whom or what, how often."""

    pseudonym: str
    kind: str
    stands_for: str
    count: int


class Finder:
    """Finds the persons of a roster, and sensitive numbers and addresses, in texts."""

    def __init__(self, roster: Iterable[Known]) -> None:
        """Prepare the lookups for everybody of the roster."""
        self._people: dict[str, list[Known]] = {}
        self._given: dict[str, set[str]] = {}
        self._latin: dict[str, list[str]] = {}
        self._contacts: dict[str, str] = {}
        for person in roster:
            self._take(person)
        self._heads, self._first = self._windows()

    def _windows(self) -> tuple[dict[str, tuple[int, ...]], re.Pattern[str] | None]:
        """Return how long the names are that begin with two syllables, and what finds their first one."""
        heads: dict[str, set[int]] = {}
        for name in self._people:
            if _HANGUL.fullmatch(name):
                heads.setdefault(name[:2], set()).add(len(name))
        firsts = "".join(sorted({head[0] for head in heads}))
        pattern = re.compile(f"[{firsts}](?=[가-힣])") if firsts else None
        return {head: tuple(sorted(found, reverse=True)) for head, found in heads.items()}, pattern

    def _take(self, person: Known) -> None:
        name = "".join(person.name.split())
        if len(name) < 2:
            return
        self._people.setdefault(name, []).append(person)
        if _HANGUL.fullmatch(name):
            if len(name) == 3:
                self._given.setdefault(name[1:], set()).add(name)
        else:
            self._latin.setdefault(person.name.split()[0].casefold(), []).append(person.name)
        for contact in (_figures(person.phone), person.email.strip().casefold()):
            if contact:
                self._contacts[contact] = name

    def find(self, texts: Sequence[str]) -> list[Hit]:
        """Return every hit of the texts, in their order."""
        return [hit for number, text in enumerate(texts) for hit in self._in_text(number, text)]

    def _in_text(self, number: int, text: str) -> list[Hit]:
        hits = [self._number(number, text, one.start, one.end, one.kind) for one in sightings(text)]
        taken = [(hit.start, hit.end) for hit in hits]
        for start, end, subject, doubtful in self._names(text):
            place = bisect(taken, (start, end))
            before = place and taken[place - 1][1] > start
            if not before and not (place < len(taken) and taken[place][0] < end):
                hits.append(self._name(number, text, start, end, subject, doubtful))
        return sorted(hits, key=lambda hit: hit.start)

    def _number(self, number: int, text: str, start: int, end: int, kind: SensitiveKind) -> Hit:
        words = text[start:end]
        owner = self._contacts.get(_figures(words) if kind is SensitiveKind.PHONE else words.casefold(), "")
        people = tuple(person.uid for person in self._people.get(owner, ()))
        found = HitKind(kind.value)
        return Hit(
            number, start, end, found, words, owner or words, people, False, False, *_around(text, start, end)
        )

    def _name(self, number: int, text: str, start: int, end: int, subject: str, doubtful: bool) -> Hit:
        persons = self._people[subject]
        official = all(person.actor_kind == ActorKind.OFFICIAL for person in persons)
        people = tuple(person.uid for person in persons)
        around = _around(text, start, end)
        return Hit(
            number, start, end, HitKind.NAME, text[start:end], subject, people, doubtful, official, *around
        )

    def _names(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        yield from self._in_hangul(text)
        if self._given:
            yield from self._called(text)
        if " " in text:
            for run in _SPACED.finditer(text):
                name = run[0].replace(" ", "")
                if name in self._people:
                    yield run.start(), run.end(), name, False
        if self._latin:
            yield from self._in_latin(text)

    def _in_hangul(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        done, people, heads = 0, self._people, self._heads
        for first in self._first.finditer(text) if self._first else ():
            start = first.start()
            if start < done:
                continue
            for length in heads.get(text[start : start + 2], ()):
                word = text[start : start + length]
                if word in people:
                    doubtful = _judged(text, start, word)
                    if doubtful is not None:
                        done = start + length
                        yield start, done, word, doubtful
                        break

    def _called(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        """Yield given names by which somebody is called: 길동 씨."""
        for found in _CALLED.finditer(text):
            for name in sorted(self._given.get(found[1], ()))[:1]:
                yield found.start(1), found.end(1), name, True

    def _in_latin(self, text: str) -> Iterator[tuple[int, int, str, bool]]:
        for word in _WORD.finditer(text):
            for name in self._latin.get(word[0].casefold(), ()):
                end = word.start() + len(name)
                same = text[word.start() : end].casefold() == name.casefold()
                if same and not _LATIN.match(text, end):
                    yield word.start(), end, "".join(name.split()), " " not in name
                    break


def _judged(text: str, start: int, word: str) -> bool | None:
    """Tell whether a name found is doubtful; None where it is a part of another word."""
    end = start + len(word)
    begins = start == 0 or not "가" <= text[start - 1] <= "힣"
    ends = bool(AFTER_NAME.match(text, end))
    if len(word) == 2:
        alone = len(text) == len(word)  # a cell of its own
        return None if not (begins and ends) else not (alone or _TITLE.match(text, end))
    return not (begins and ends) or (word in COMMON_WORDS and not _TITLE.match(text, end))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    return before.replace("\n", " "), after.replace("\n", " ")


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@dataclass
class Redaction:
    """What is replaced by what: the same person has the same pseudonym in every text."""

    texts: Sequence[str]
    hits: Sequence[Hit]
    prefix: str = field(default="")

    def __post_init__(self) -> None:
        """Choose what people are called."""
        self.prefix = OTHER_PREFIX if any(_TAKEN.search(text) for text in self.texts) else PREFIX

    def pseudonyms(self) -> dict[tuple[str, str], str]:
        """Return by kind and subject what stands in their place, numbered as they appear."""
        found: dict[tuple[str, str], str] = {}
        counts: dict[str, int] = {}
        for hit in self.hits:
            subject = (hit.kind.value, hit.subject)
            if subject in found:
                continue
            if hit.kind is HitKind.NAME or hit.people:
                owner = found.get((HitKind.NAME.value, hit.subject))
                if owner is None:
                    counts["name"] = counts.get("name", 0) + 1
                    owner = found[(HitKind.NAME.value, hit.subject)] = f"{self.prefix} {counts['name']}"
                found[subject] = owner if hit.kind is HitKind.NAME else f"[{owner} {hit.kind.label}]"
            else:
                counts[hit.kind.value] = counts.get(hit.kind.value, 0) + 1
                found[subject] = f"[{hit.kind.label} {counts[hit.kind.value]}]"
        return found

    def replaced(self) -> list[str]:
        """Return the texts with every hit replaced."""
        names = self.pseudonyms()
        by_text: dict[int, list[Hit]] = {}
        for hit in self.hits:
            by_text.setdefault(hit.segment, []).append(hit)
        return [_replaced(text, by_text.get(number, ()), names) for number, text in enumerate(self.texts)]

    def key(self) -> list[KeyRow]:
        """Return the key: what each pseudonym stands for."""
        counts: dict[tuple[str, str], int] = {}
        words: dict[tuple[str, str], str] = {}
        for hit in self.hits:
            subject = (hit.kind.value, hit.subject)
            counts[subject] = counts.get(subject, 0) + 1
            words.setdefault(subject, hit.subject if hit.kind is HitKind.NAME else hit.words)
        return [
            KeyRow(name, HitKind(subject[0]).label, words[subject], counts[subject])
            for subject, name in self.pseudonyms().items()
            if subject in counts
        ]


def _replaced(text: str, hits: Iterable[Hit], names: Mapping[tuple[str, str], str]) -> str:
    parts, at = [], 0
    for hit in sorted(hits, key=lambda one: one.start):
        parts.append(text[at : hit.start])
        name, at = names[(hit.kind.value, hit.subject)], hit.end
        particle = _PARTICLE.match(text, at) if hit.kind is HitKind.NAME else None
        if particle:
            # 홍길동이 is 참여자 2가: the particle follows the sound of what stands there now.
            name, at = josa(name, _PAIRS[particle[0]]), particle.end()
        parts.append(name)
    return "".join([*parts, text[at:]])
