"""Numbers and addresses in free text that would tell more than they should: found by their shape, masked.

Cards have a sum to check (Luhn); accounts have none, so their shape counts only with hyphens as banks write
them, or beside a word of banking.  A 주민등록번호 is no matter of this module: it is refused.
"""

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.domain.choices import Choice
from app.domain.hangul import josa
from app.domain.privacy.masks import mask_email, mask_phone


class SensitiveKind(Choice):
    """What was seen."""

    CARD = "card", "카드번호"
    ACCOUNT = "account", "계좌번호"
    PHONE = "phone", "전화번호"
    EMAIL = "email", "전자우편"
    ADDRESS = "address", "주소"


Runs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where in a text something was seen."""

    start: int
    end: int
    kind: SensitiveKind


_GAP = r"[ .\-‐-―−]"
# Nine figures or more with what may stand between them.
_FIGURES = re.compile(r"[+(]?\d(?:[ .()\-‐-―−]{0,2}\d){8,}")
_CARD = re.compile(
    rf"(?<![\d-])\d{{4}}(?:{_GAP}?\d{{4}}){{2}}{_GAP}?\d{{1,7}}(?![\d-])"
    rf"|(?<![\d-])3\d{{3}}{_GAP}?\d{{6}}{_GAP}?\d{{5}}(?![\d-])"
)
_PHONE = re.compile(
    rf"(?<![\d-])(?:\+82{_GAP}?\(?0?\)?1[016-9]|\(?01[016-9]\)?){_GAP}?\d{{3,4}}{_GAP}?\d{{4}}(?![\d-])"
    rf"|(?<![\d-])\(?0(?:2|[3-6]\d|70|50\d)\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?![\d-])"
    r"|(?<![\d-])0(?:2\d{7,8}|[3-6]\d{8,9}|70\d{8})(?![\d-])"
)
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_ACCOUNT = re.compile(r"(?<![\d-])\d{2,6}(?:-\d{2,7}){2,3}(?![\d-])|(?<![\d-])\d{10,14}(?![\d-])")
_BANK = re.compile("계좌|은행|뱅크|입금|송금|이체|농협|수협|신협|새마을금고|우체국|예금주|신한|카카오|토스")
_BANK_REACH = 24
_DATE = re.compile(r"(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])")
_BUSINESS = re.compile(r"\d{3}-\d{2}-\d{5}")

_AREA = r"(?:[가-힣]{1,7}(?:특별자치시|특별자치도|특별시|광역시|도|시|군|구|읍|면)[ ])"
_ROAD = r"[가-힣A-Za-z·]{1,12}(?:\d{1,4}(?:번)?)?(?:대로|로|길)(?:[ ]?\d{1,4}번?길)?"
_NUMBER = r"[ ]?(?:지하[ ]?)?\d{1,4}(?:-\d{1,4})?(?!\d)"
# What is counted is no house number.
_COUNTED = (
    r"(?![ ]?(?:명|개|건|회|차|년|월|일|시간|시(?![가-힣])|분|초|주|곳|가지|번째|%|퍼센트|원|만|천|km|m|배|"
    r"단계|장|쪽|점|대(?!로)|인|세|살|호선|위))"
)
_REST = (
    r"(?:,?[ ]?(?:\(?[가-힣]{1,8}동\)?|[가-힣A-Za-z]{0,8}(?:아파트|빌라|오피스텔|맨션|주택)?[ ]?\d{1,4}동|"
    r"\d{1,3}층|\d{1,4}호))*"
)
_STREET = re.compile(
    rf"(?<![가-힣])(?:{_AREA}{{1,3}}{_ROAD}{_NUMBER}{_COUNTED}|"
    rf"[가-힣]{{1,10}}(?:대로|(?:\d{{1,4}}번)?길)[ ]\d{{1,4}}(?:-\d{{1,4}})?(?!\d){_COUNTED}|"
    rf"[가-힣]{{2,10}}(?<!으)로[ ]\d{{1,4}}-\d{{1,4}}(?!\d){_COUNTED}){_REST}"
)
_PLOT = r"(?:산[ ]?)?\d{1,4}"
_LOT = re.compile(
    rf"(?<![가-힣])(?:{_AREA}{{1,3}}(?:[가-힣]{{1,6}}리[ ])?|[가-힣]{{1,6}}(?:동|리|가)\d?[ ])"
    rf"{_PLOT}(?:-\d{{1,4}}(?:번지)?|번지)(?!\d){_COUNTED}{_REST}"
    rf"|(?<![가-힣]){_AREA}{{1,3}}[가-힣]{{1,6}}(?:동|리|가)[ ]{_PLOT}(?:-\d{{1,4}})?(?:번지)?(?!\d)"
    rf"{_COUNTED}{_REST}"
)
# The two above are slow, so they are asked only where a number follows what may be a road or a village.
_HINT = re.compile(r"(?:(?<!으)로|길|동|리|가|읍|면)(?:\d{1,4}번?길?)?[ ]?(?:산[ ]?|지하[ ]?)?\d")
_BEFORE_HINT, _BEHIND_HINT = 40, 40
_NO_PLACE = re.compile(
    "^(?:활동|운동|이동|행동|자동|공동|감동|노동|아동|변동|작동|협동|가동|연동|정리|처리|관리|우리|거리|소리|자리|원리|논리|심리|"
    "요리|분리|수리|권리|평가|참가|추가|증가|국가|물가|휴가|허가|전문가|작가|단가|원가|정가|대로|그대로|이대로|제대로|앞으로|바로|"
    "새로|서로|따로|별도로|가는길|오는길)[ ]"
)
_FIGURE = re.compile(r"\d")
_FIGURES_ONLY = (SensitiveKind.CARD, SensitiveKind.ACCOUNT, SensitiveKind.PHONE)


def sightings(text: str, kinds: Collection[SensitiveKind] = tuple(SensitiveKind)) -> list[Sighting]:
    """Return what is seen in ``text``, in order and without overlap; a surer kind takes its place first."""
    # Most text has no long run of figures, and is passed over.
    runs = [run.span() for run in _FIGURES.finditer(text)]
    taken: list[tuple[int, int, SensitiveKind]] = []
    for kind in kinds:
        for start, end in _FINDERS[kind](text, runs):
            place = bisect(taken, (start, end))
            behind = place < len(taken) and taken[place][0] < end
            if not behind and not (place and taken[place - 1][1] > start):
                taken.insert(place, (start, end, kind))
    return [Sighting(*one) for one in taken]


def masked(text: str, sighting: Sighting) -> str:
    """Return the seen words with what tells hidden: figures of numbers but the last four, house numbers."""
    words = text[sighting.start : sighting.end]
    if sighting.kind is SensitiveKind.PHONE:
        return mask_phone(words)
    if sighting.kind is SensitiveKind.EMAIL:
        return mask_email(words)
    if sighting.kind is SensitiveKind.ADDRESS:
        return _FIGURE.sub("*", words)
    last = [found.start() for found in _FIGURE.finditer(words)][-4:]
    kept = last if sighting.kind is SensitiveKind.CARD else last[2:]
    return "".join("*" if sign.isdigit() and at not in kept else sign for at, sign in enumerate(words))


def all_masked(text: str, kinds: Collection[SensitiveKind] = tuple(SensitiveKind)) -> str:
    """Return ``text`` with everything seen in it masked."""
    parts, at = [], 0
    for sighting in sightings(text, kinds):
        parts += [text[at : sighting.start], masked(text, sighting)]
        at = sighting.end
    return "".join([*parts, text[at:]])


def notice(found: Collection[Sighting]) -> str:
    """Return the quiet sentence about what was seen; empty where nothing was."""
    kinds = [kind.label for kind in SensitiveKind if any(one.kind is kind for one in found)]
    if not kinds:
        return ""
    figures = all(kind in _FIGURES_ONLY for kind in SensitiveKind if kind.label in kinds)
    return f"{josa('·'.join(kinds), '으로/로')} 보이는 {'숫자가' if figures else '부분이'} 있습니다"


def _within(pattern: re.Pattern[str], text: str, runs: Runs) -> Iterator[re.Match[str]]:
    for start, end in runs:
        yield from pattern.finditer(text, start, end)


def _cards(text: str, runs: Runs) -> Iterator[tuple[int, int]]:
    for found in _within(_CARD, text, runs):
        figures = "".join(filter(str.isdigit, found[0]))
        if 13 <= len(figures) <= 19 and luhn(figures) and len(set(figures)) > 1:
            yield found.span()


def luhn(figures: str) -> bool:
    """Tell whether the last figure checks the others as on payment cards (ISO/IEC 7812)."""
    total = 0
    for place, figure in enumerate(reversed(figures)):
        value = int(figure) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _accounts(text: str, runs: Runs) -> Iterator[tuple[int, int]]:
    for found in _within(_ACCOUNT, text, runs):
        words = found[0]
        figures = sum(map(str.isdigit, words))
        told = _BANK.search(text[max(found.start() - _BANK_REACH, 0) : found.end() + _BANK_REACH // 2])
        if not 10 <= figures <= 16 or _DATE.fullmatch(words) or (_BUSINESS.fullmatch(words) and not told):
            continue
        if told or ("-" in words and figures >= 11 and not _PHONE.fullmatch(words)):
            yield found.span()


def _phones(text: str, runs: Runs) -> Iterator[tuple[int, int]]:
    for found in _within(_PHONE, text, runs):
        yield found.span()


def _emails(text: str, _runs: Runs) -> Iterator[tuple[int, int]]:
    if "@" in text:
        for found in _EMAIL.finditer(text):
            yield found.span()


def _addresses(text: str, _runs: Runs) -> Iterator[tuple[int, int]]:
    done = 0
    for hint in _HINT.finditer(text):
        if hint.end() <= done:
            continue
        first, last = max(hint.start() - _BEFORE_HINT, done), hint.end() + _BEHIND_HINT
        for pattern in (_STREET, _LOT):
            found = next(
                (one for one in pattern.finditer(text, first, last) if one.end() >= hint.end()), None
            )
            if found and not _NO_PLACE.match(found[0]):
                done = found.start() + len(found[0].rstrip(" ,("))
                yield found.start(), done
                break


_FINDERS = {
    SensitiveKind.CARD: _cards,
    SensitiveKind.ACCOUNT: _accounts,
    SensitiveKind.PHONE: _phones,
    SensitiveKind.EMAIL: _emails,
    SensitiveKind.ADDRESS: _addresses,
}
