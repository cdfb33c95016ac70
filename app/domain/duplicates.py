"""중복: two entries of one person, found by what cannot well be alike by chance.

Names are compared by a key in which spellings that sound alike are one (유/류, 이/리, 재/제); phones and
addresses in one form.  A phone that two quite different names share is a family's, and tells nothing.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.domain.choices import Choice
from app.domain.hangul import fold
from app.domain.tabular.sheet import visible

_INITIALS = tuple("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
_VOWELS = tuple("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
_ALIKE = {"ㅔ": "ㅐ", "ㅖ": "ㅐ", "ㅒ": "ㅐ", "ㅚ": "ㅙ", "ㅞ": "ㅙ", "ㅢ": "ㅣ"}
_SOFT = frozenset("ㅑㅒㅕㅖㅛㅠㅣ")  # before these an initial ㄹ or ㄴ is not said (두음 법칙)
_PASSES, _TELL_EVERY = 4, 2000
_FAMILY = 8  # more entries than this share one phone only at an office's switchboard

_DIALLED = (
    ("0", range(9, 13)), ("82", range(10, 14)), ("10", (10,)), ("15", (8,)), ("16", (8,)), ("18", (8,)),
)  # fmt: skip
"""How numbers begin and how many figures those have: with an area, from abroad, without its 0, of firms."""
_WITHOUT_AREA = re.compile(r"(?!19|20)[2-9]\d{2,3}[-.\s]\d{4}")

Progress = Callable[[int, int], None]


class Certainty(Choice):
    """How sure it is that the entries are of one person."""

    CERTAIN = "certain", "확실"
    LIKELY = "likely", "비슷함"
    POSSIBLE = "possible", "확인 필요"


@dataclass(frozen=True, slots=True)
class Contact:
    """What is compared of a person."""

    id: int
    name: str
    phone: str
    email: str
    affiliation: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Entries that seem to be one person, with the reason in a few words."""

    ids: tuple[int, ...]
    certainty: Certainty
    reason: str


def name_key(name: str) -> str:
    """Return the letters of a name with spellings that sound alike written alike."""
    return "".join(_letters(sign) for sign in fold(visible(name)))


def _letters(sign: str) -> str:
    if not "가" <= sign <= "힣":
        return sign
    place = ord(sign) - ord("가")
    initial, vowel, final = _INITIALS[place // 588], _VOWELS[place % 588 // 28], place % 28
    if initial in "ㄹㄴ":
        initial = "ㅇ" if vowel in _SOFT else "ㄴ"
    return initial + _ALIKE.get(vowel, vowel) + (chr(0x11A7 + final) if final else "")


def phone_key(phone: str) -> str:
    """Return a phone's figures as dialled at home (+82 10 is 010); empty for what is no whole number."""
    figures = "".join(sign for sign in unicodedata.normalize("NFKC", phone) if sign.isdigit())
    if figures.startswith("82"):
        figures = "0" + figures[2:].removeprefix("0")
    return figures if len(figures) >= 9 else ""


def is_dialled(written: str) -> bool:
    """Tell whether figures are those of a phone: of a day of birth (1985.03.02) they are not."""
    figures = "".join(filter(str.isdigit, written))
    return any(figures.startswith(begin) and len(figures) in lengths for begin, lengths in _DIALLED) or bool(
        _WITHOUT_AREA.fullmatch(written)
    )


def email_key(email: str) -> str:
    """Return an address as it is compared; empty for what is none."""
    address = fold(visible(email))
    return address if "@" in address else ""


def find(
    contacts: Sequence[Contact], progress: Progress | None = None, apart: Collection[frozenset[int]] = ()
) -> list[Duplicate]:
    """Return the entries that seem to be one person, the surest first; each pair once.

    ``apart`` are pairs that somebody has found to be two persons: they are not told again.
    """
    found: dict[frozenset[int], Duplicate] = {}
    keys = _keys(contacts, progress)
    ways: tuple[tuple[Callable[[Contact], str], str], ...] = (
        (lambda one: phone_key(one.phone), "전화"),
        (lambda one: email_key(one.email), "전자우편"),
    )
    for number, (key, label) in enumerate(ways, 1):
        for group in _groups(contacts, key):
            _by_contact(group, keys, label, found)
        _tell(progress, number, len(contacts))
    for group in _groups(contacts, lambda one: keys[one.id]):
        _by_name(group, found)
    _tell(progress, len(ways) + 1, len(contacts))
    for pair in apart:
        found.pop(pair, None)
    order = list(Certainty)
    told = _joined(found.values(), apart)
    return sorted(told, key=lambda one: (order.index(one.certainty), one.ids))


def _keys(contacts: Sequence[Contact], progress: Progress | None) -> dict[int, str]:
    keys = {}
    for done, one in enumerate(contacts):
        keys[one.id] = name_key(one.name)
        if progress and done % _TELL_EVERY == 0:
            progress(done, len(contacts) * _PASSES)
    return keys


def _tell(progress: Progress | None, passes: int, count: int) -> None:
    if progress:
        progress(count * (passes + 1), count * _PASSES)


def _groups(contacts: Iterable[Contact], key: Callable[[Contact], str]) -> Iterable[list[Contact]]:
    groups: dict[str, list[Contact]] = defaultdict(list)
    for one in contacts:
        value = key(one)
        if value:
            groups[value].append(one)
    return (group for group in groups.values() if len(group) > 1)


def _by_contact(
    group: Sequence[Contact], keys: dict[int, str], label: str, found: dict[frozenset[int], Duplicate]
) -> None:
    if len(group) > _FAMILY:
        group = [one for one in group if sum(keys[one.id] == keys[other.id] for other in group) > 1]
    for one, other in combinations(group, 2):
        if keys[one.id] == keys[other.id]:
            alike = fold(one.name) == fold(other.name)
            reason = f"이름과 {label}이 같음" if alike else f"{label}이 같고 이름의 소리가 같음"
            _note(found, one, other, Certainty.CERTAIN, _particle(reason))
        elif _one_apart(keys[one.id], keys[other.id]):
            _note(found, one, other, Certainty.LIKELY, _particle(f"{label}이 같고 이름의 한 글자가 다름"))


def _particle(reason: str) -> str:
    return reason.replace("전화이", "전화가")


def _by_name(group: Sequence[Contact], found: dict[frozenset[int], Duplicate]) -> None:
    """Note entries of one name that share 소속 or 출생연도 while nothing known of them differs."""
    shared: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for one in group:
        if one.affiliation:
            shared["소속이", fold(one.affiliation)].append(one)
        if one.birth_year:
            shared["출생연도가", str(one.birth_year)].append(one)
    for (label, _value), members in shared.items():
        for one, other in combinations(members, 2):
            if not _contradict(one, other):
                _note(found, one, other, Certainty.POSSIBLE, f"이름과 {label} 같음")


def _contradict(one: Contact, other: Contact) -> bool:
    phones = {phone_key(one.phone), phone_key(other.phone)} - {""}
    emails = {email_key(one.email), email_key(other.email)} - {""}
    years = {one.birth_year, other.birth_year} - {None}
    return len(phones) > 1 or len(emails) > 1 or len(years) > 1


def _note(
    found: dict[frozenset[int], Duplicate], one: Contact, other: Contact, certainty: Certainty, reason: str
) -> None:
    pair = frozenset((one.id, other.id))
    if pair not in found:
        low, high = sorted(pair)
        found[pair] = Duplicate((low, high), certainty, reason)


def _joined(pairs: Iterable[Duplicate], apart: Collection[frozenset[int]]) -> Iterable[Duplicate]:
    """Put certain pairs that share a person together; the others stay pairs, for they are to be judged.

    A cluster that holds two persons found to be apart is told as the pairs that it is made of.
    """
    clusters: dict[int, set[int]] = {}
    reasons: dict[int, str] = {}
    certain: list[Duplicate] = []
    for pair in pairs:
        if pair.certainty is not Certainty.CERTAIN:
            yield pair
            continue
        certain.append(pair)
        merged: set[int] = set(pair.ids)
        for member in pair.ids:
            merged |= clusters.get(member, set())
        for member in merged:
            clusters[member] = merged
            reasons.setdefault(member, pair.reason)
    for ids in {tuple(sorted(cluster)) for cluster in clusters.values()}:
        if any(pair <= set(ids) for pair in apart):
            yield from (pair for pair in certain if set(pair.ids) <= set(ids))
        else:
            yield Duplicate(ids, Certainty.CERTAIN, reasons[ids[0]])


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one letter more, less or other makes one key the other."""
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    short, long = sorted((one, other), key=len)
    place = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    skip = 1 if len(short) == len(long) else 0
    return short[place + skip :] == long[place + 1 :]
