"""Numbers and marks of headings and lists, as Korean offices write them; nobody types them.

공문형 follows 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조: 1. 가. 1) 가) (1) (가) ① ㉮, and
after 하 comes 거, 너 and so on.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

_SYLLABLES = "가나다라마바사아자차카타파하"
_FINALS = 28
_NEXT_VOWEL = 4  # from ㅏ to ㅓ, as 거 follows 하
_ROMAN = ((10, "Ⅹ"), (9, "Ⅸ"), (8, "Ⅷ"), (7, "Ⅶ"), (6, "Ⅵ"), (5, "Ⅴ"), (4, "Ⅳ"), (3, "Ⅲ"), (2, "Ⅱ"), (1, "Ⅰ"))


class Numbering(StrEnum):
    """How headings and lists are marked: 보고서형 by signs, 공문형 by numbers, CHAPTERS as Ⅰ. 1. 가. 1)."""

    NONE = "none"
    REPORT = "report"
    OFFICIAL = "official"
    CHAPTERS = "chapters"


def marker(numbering: Numbering, level: int, number: int) -> str:
    """Return what stands before item ``number`` (from 1) of ``level``; too deep ones take the last."""
    if numbering is Numbering.NONE:
        return ""
    levels = _LEVELS[numbering]
    return levels[min(level, len(levels)) - 1](number)


class Counter:
    """Counts the items of one text; a higher level begins the lower ones anew."""

    def __init__(self, numbering: Numbering) -> None:
        """Count from 1 on every level."""
        self.numbering = numbering
        self._counts: list[int] = []

    def next(self, level: int) -> str:
        """Return the mark of the next item of ``level`` (from 1)."""
        self._counts = self._counts[:level] + [0] * (level - len(self._counts))
        self._counts[level - 1] += 1
        return marker(self.numbering, level, self._counts[level - 1])


def syllable(number: int) -> str:
    """Return 가, 나 … 하, 거, 너 … for 1, 2 … 14, 15, 16 …."""
    turn, place = divmod(number - 1, len(_SYLLABLES))
    return chr(ord(_SYLLABLES[place]) + turn * _NEXT_VOWEL * _FINALS) if turn < 2 else str(number)


def roman(number: int) -> str:
    """Return Ⅰ to Ⅻ as one sign each, greater numbers composed of them."""
    if number in (11, 12):
        return "ⅪⅫ"[number - 11]
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def circled(number: int) -> str:
    """Return ① to ㊿; beyond, the number in brackets."""
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(sign) + number - first)
    return f"({number})"


def circled_syllable(number: int) -> str:
    """Return ㉮ to ㉻; beyond, the syllable in brackets."""
    return chr(ord("㉮") + number - 1) if number <= len(_SYLLABLES) else f"({syllable(number)})"


def _sign(sign: str) -> Callable[[int], str]:
    return lambda _number: sign


_LEVELS: dict[Numbering, Sequence[Callable[[int], str]]] = {
    Numbering.REPORT: tuple(map(_sign, "□○-·")),
    Numbering.OFFICIAL: (
        lambda n: f"{n}.",
        lambda n: f"{syllable(n)}.",
        lambda n: f"{n})",
        lambda n: f"{syllable(n)})",
        lambda n: f"({n})",
        lambda n: f"({syllable(n)})",
        circled,
        circled_syllable,
    ),
    Numbering.CHAPTERS: (
        lambda n: f"{roman(n)}.",
        lambda n: f"{n}.",
        lambda n: f"{syllable(n)}.",
        lambda n: f"{n})",
        lambda n: f"{syllable(n)})",
        lambda n: f"({n})",
        lambda n: f"({syllable(n)})",
    ),
}
