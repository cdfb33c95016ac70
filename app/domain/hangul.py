"""Hangul: first consonants, matching while a syllable is still being typed, and the right 조사."""

import re
import unicodedata
from functools import lru_cache

_FIRST = 0xAC00
_LAST = 0xD7A3
_PER_INITIAL = 588
_PER_VOWEL = 28
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_LIEUL = _FINALS.index("ㄹ")
_SEPARATE = re.compile("[\u0300-\u036f\u1100-\u11ff]")
_CLOSING = re.compile(r"\([^()]*\)$|[\s'\"’”」』》〉)\]!?.,…]+$")
_SPELLED = re.compile(r"(?<![A-Za-z])(?:[A-Z]+|[a-z])$")
# How figures and letters are said: 영 일 이 삼 사 오 육 칠 팔 구, and 엘 엠 엔 알.
_DIGIT_FINALS = {"0": 21, "1": 8, "3": 16, "6": 1, "7": 8, "8": 8}
_LETTER_FINALS = {"l": 8, "m": 16, "n": 4, "r": 8}


def fold(text: str) -> str:
    """Return ``text`` as it is compared: NFC, case folded, without blanks."""
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def composed(text: str) -> str:
    """Return ``text`` with separate letters put together; nothing else of it is exchanged.

    NFC alone would also replace compatibility Hanja, which names are written with.
    """
    return unicodedata.normalize("NFC", text) if _SEPARATE.search(text) else text


def choseong(text: str) -> str:
    """Return the first consonant of each syllable of ``text``; other signs stay, blanks go."""
    return "".join(_initial(sign) for sign in fold(text))


def _initial(sign: str) -> str:
    if "가" <= sign <= "힣":
        return _INITIALS[(ord(sign) - _FIRST) // _PER_INITIAL]
    return sign


def matches(text: str, query: str) -> bool:
    """Tell whether ``query`` stands in ``text``: as text, as first consonants, or half typed (국ㅁ, 디자이).

    Blanks and case make no difference; an empty query matches everything.
    """
    return sought(query).search(fold(text)) is not None


@lru_cache(maxsize=64)
def sought(query: str) -> re.Pattern[str]:
    """Return what finds ``query`` in folded texts, for whoever looks through many of them."""
    whole = fold(query)
    ways = dict.fromkeys((re.escape(whole), _typed(whole), _typed(_unjoined(whole))))
    return re.compile("|".join(ways))


def _unjoined(typed: str) -> str:
    """Return what was typed with the final of its last syllable as the next first consonant: 딪 is 디ㅈ."""
    last = typed[-1:]
    if not "가" <= last <= "힣":
        return typed
    final = (ord(last) - _FIRST) % _PER_VOWEL
    consonant = _FINALS[final]
    if not final or consonant not in _INITIALS:
        return typed
    return typed[:-1] + chr(ord(last) - final) + consonant


def _typed(text: str) -> str:
    """Return the pattern of what may have been meant by ``text``; its last syllable may be unfinished."""
    last = len(text) - 1
    return "".join(_meant(sign, is_last=place == last) for place, sign in enumerate(text))


def _meant(sign: str, *, is_last: bool) -> str:
    if sign in _INITIALS:
        first = _FIRST + _INITIALS.index(sign) * _PER_INITIAL
        return f"[{sign}{chr(first)}-{chr(first + _PER_INITIAL - 1)}]"
    if is_last and "가" <= sign <= "힣" and (ord(sign) - _FIRST) % _PER_VOWEL == 0:
        return f"[{sign}-{chr(ord(sign) + _PER_VOWEL - 1)}]"
    return re.escape(sign)


def josa(word: str, pair: str) -> str:
    """Return ``word`` with the one of ``pair`` that its last sound asks for: 과제를, 사업을, 서울로.

    ``pair`` is written ``을/를``, ``이/가``, ``은/는``, ``과/와`` or ``으로/로``; closing quotation marks and
    a bracketed remark are not heard; a word whose sound is unknown gets both, ``을(를)``.
    """
    after_consonant, after_vowel = pair.split("/")
    final = _final(word)
    if final is None:
        return f"{word}{after_consonant}({after_vowel})"
    if after_consonant == "으로" and final == _LIEUL:
        return word + after_vowel
    return word + (after_consonant if final else after_vowel)


def quoted(word: str, pair: str) -> str:
    """Return ``word`` in quotation marks with its 조사: ‘과제’를."""
    return josa(f"‘{word}’", pair)


def _final(word: str) -> int | None:
    """Return the number of the final consonant that is heard at the end of ``word``: 0 for none."""
    heard = unicodedata.normalize("NFC", word)
    while (shorter := _CLOSING.sub("", heard)) not in (heard, ""):
        heard = shorter
    last = heard[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - _FIRST) % _PER_VOWEL
    if last.isascii() and last.isdigit():
        return _DIGIT_FINALS.get(last, 0)
    # Only letters that stand for themselves are said one by one (URL); how a word is said is not written.
    spelled = _SPELLED.search(heard)
    return _LETTER_FINALS.get(last.casefold(), 0) if spelled else None
