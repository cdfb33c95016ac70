"""What tells in a text who somebody is: name, phone, address; found as people write them, and taken out.

Names are found with blanks between their letters and in the separate letters of other systems' file names.
A name of two letters is too often a part of another word, so it counts only where it stands by itself: no
Hangul before it, and behind it nothing, a particle or a title.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.choices import Choice
from app.domain.privacy.masks import mask_email, mask_name, mask_phone

PLACEHOLDER = "[파기]"
SURE_LETTERS = 3
"""Names of so many letters are found wherever they stand."""

_PARTICLES = (
    "은|는|이|가|을|를|과|와|의|도|만|야|아|에게|에게서|께|께서|한테|한테서|에|로|으로|라고|이라고|라는|이라는|이며|이나|"
    "랑|이랑|하고|부터|까지|처럼|보다|조차|마저|이고|이다|입니다|이었|였|예요|이에요"
)
_TITLES = (
    "님|씨|군|양|선생|위원|위원장|단장|대표|회장|이사|부장|과장|팀장|계장|국장|실장|주무관|사무관|서기관|주사|교수|박사|"
    "의원|기자|작가|연구원|간사|매니저|디자이너|퍼실리테이터|학생|어르신|할머니|할아버지|어머니|아버지"
)
AFTER_NAME = re.compile(
    rf"(?:$|(?![가-힣])|(?:{_TITLES})(?:들|께서|께|{_PARTICLES})?(?![가-힣])|(?:{_TITLES})|(?:들)?(?:{_PARTICLES})(?![가-힣]))"
)
"""What may stand behind a name: the end of the word, a particle, or a title with its own particle."""

_BETWEEN = "[ \\t\u200b]?"
_SEPARATOR = r"[\s.()·\-‐-―−]{0,2}"
_SHORTEST_PHONE = 7


class MarkKind(Choice):
    """What was found."""

    NAME = "name", "이름"
    PHONE = "phone", "전화"
    EMAIL = "email", "전자우편"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text where somebody is named."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True)
class Marks:
    """The values by which persons are told: every name, phone and address they have or had."""

    names: frozenset[str] = field(default=frozenset())
    phones: frozenset[str] = field(default=frozenset())
    emails: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, names: Iterable[str], phones: Iterable[str], emails: Iterable[str]) -> "Marks":
        """Take the values as they were written, without those too short to tell anybody."""
        figures = ("".join(filter(str.isdigit, unicodedata.normalize("NFKC", phone))) for phone in phones)
        return cls(
            frozenset(name for name in map(_letters, names) if len(name) >= 2),
            frozenset(phone for phone in figures if len(phone) >= _SHORTEST_PHONE),
            frozenset(
                address for address in (email.strip().casefold() for email in emails) if "@" in address
            ),
        )

    def joined(self, other: "Marks") -> "Marks":
        """Return the marks of both."""
        return Marks(self.names | other.names, self.phones | other.phones, self.emails | other.emails)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        parts = [
            ("name", "|".join(_name(name) for name in sorted(self.names, key=len, reverse=True))),
            ("phone", "|".join(map(_phone, sorted(self.phones)))),
            (
                "email",
                "|".join(
                    rf"(?<![A-Za-z0-9_.+-]){re.escape(email)}(?![A-Za-z0-9_-])"
                    for email in sorted(self.emails)
                ),
            ),
        ]
        whole = "|".join(f"(?P<{name}>{part})" for name, part in parts if part)
        return re.compile(whole, re.IGNORECASE) if whole else None

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every place of ``text`` that names one of the persons, in order."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            yield Hit(found.start(), found.end(), MarkKind(str(found.lastgroup)))

    def holds(self, text: str | None) -> bool:
        """Tell whether ``text`` names one of the persons."""
        return bool(text and self._pattern and self._pattern.search(text))

    def removed(self, text: str | None) -> str | None:
        """Return ``text`` with a placeholder at every such place."""
        return self._pattern.sub(PLACEHOLDER, text) if text and self._pattern else text

    def masked(self, text: str) -> str:
        """Return ``text`` with every such place masked as the screen masks it."""
        return self._pattern.sub(_mask, text) if self._pattern else text


_MASKS = {MarkKind.NAME: mask_name, MarkKind.PHONE: mask_phone, MarkKind.EMAIL: mask_email}


def _mask(found: re.Match[str]) -> str:
    # The separate letters of other systems' file names would be counted one by one.
    return _MASKS[MarkKind(str(found.lastgroup))](unicodedata.normalize("NFC", found.group()))


def _letters(name: str) -> str:
    return unicodedata.normalize("NFC", "".join(name.split()))


def _name(name: str) -> str:
    letters = (_either(re.escape(sign), re.escape(unicodedata.normalize("NFD", sign))) for sign in name)
    joined = _BETWEEN.join(letters)
    if len(name) >= SURE_LETTERS or not all("가" <= sign <= "힣" for sign in name):
        return joined
    return rf"(?<![가-힣]){joined}(?={AFTER_NAME.pattern})"


def _either(composed: str, separate: str) -> str:
    return composed if composed == separate else f"(?:{composed}|{separate})"


def _phone(figures: str) -> str:
    signs = [f"[{figure}{chr(ord(figure) - 0x30 + 0xFF10)}]" for figure in figures]
    if figures[0] == "0":
        signs[0] = rf"(?:{signs[0]}|\+?82{_SEPARATOR}0?)"
    return rf"(?<!\d){_SEPARATOR.join(signs)}(?!\d)"


def _email(address: str) -> str:
    return rf"(?<![A-Za-z0-9_.+-]){re.escape(address)}(?![A-Za-z0-9_-])"
