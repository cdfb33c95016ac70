"""주민등록번호 in any text: found by its shape, refused wherever text is stored (개인정보 보호법 제24조의2).

The shape is that of the number since 1975: six figures that are a real day of birth, then seven of which the
first tells century, sex and nationality (1-8; 9 and 0 are births before 1900).  Full-width figures, unseen
characters and blanks, dashes or dots between the figures make no difference.  The check figure is not asked:
numbers given since October 2020 have none.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.errors import UserError

# What can stand unseen between its figures.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_GAP = r"[ \t]?[-‐-―−~._·]?[ \t]?"
HIDDEN = "●●●●●●-●●●●●●●"
"""What stands in the place of a number that must not be written down."""
_SHAPE = re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{7}}(?!\d)")
_CENTURIES = {1: 1900, 2: 1900, 5: 1900, 6: 1900, 3: 2000, 4: 2000, 7: 2000, 8: 2000, 9: 1800, 0: 1800}


def holds(text: str) -> bool:
    """Tell whether ``text`` holds what is shaped like a 주민등록번호."""
    return next(places(text), None) is not None


def places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each one begins and ends in ``text``."""
    if sum(map(str.isdigit, text)) < 13:
        return
    plain, origin = _plain(text)
    for found in _SHAPE.finditer(plain):
        if _is_birth("".join(filter(str.isdigit, found[0]))):
            yield origin[found.start()], origin[found.end() - 1] + 1


def hidden(text: str) -> str:
    """Return ``text`` with signs that tell nothing in the place of every such number."""
    parts, at = [], 0
    for start, end in places(text):
        parts += [text[at:start], HIDDEN]
        at = end
    return "".join([*parts, text[at:]]) if at else text


def line_of(text: str) -> int | None:
    """Return the line, counted from 1, in which the first one stands; None where there is none."""
    found = next(places(text), None)
    return None if found is None else text.count("\n", 0, found[0]) + 1


def refuse(text: str, label: str, key: str = "") -> None:
    """Refuse a text that holds one; the sentence names the place and never the number."""
    if holds(text):
        raise UserError(
            f"{label}에 주민등록번호로 보이는 숫자가 있어 저장하지 않았습니다. 그 부분을 지우십시오.", key
        )


_MADE = ("sha256", "digest", "uid")
_DIGEST = re.compile("[0-9a-f]{64}")


def refuse_in(values: Mapping[str, Any], labels: Mapping[str, str]) -> None:
    """Refuse stored values, nested ones too, of which any holds one; ``labels`` names the fields.

    Digests and identities of records are made by the program, nested ones too: one in 300 digests has such a
    figure in it.
    """
    for key, value in values.items():
        if key.endswith(_MADE):
            continue
        for text in _texts(value):
            if not _DIGEST.fullmatch(text):
                refuse(text, labels.get(key, "내용"), key)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, int) and value >= 10**11:
        yield f"{value:013}"
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(key)
            yield from _texts(part)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for part in value:
            yield from _texts(part)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text in plain figures without what is unseen, and where each sign of it came from."""
    signs: list[str] = []
    origin: list[int] = []
    for place, sign in enumerate(text):
        if _INVISIBLE.match(sign):
            continue
        plain = unicodedata.normalize("NFKC", sign)
        signs.append(plain)
        origin += [place] * len(plain)
    return "".join(signs), origin


def _is_birth(figures: str) -> bool:
    try:
        # Figures of other scripts are figures too: as numbers they are alike.
        date(_CENTURIES[int(figures[6])] + int(figures[:2]), int(figures[2:4]), int(figures[4:6]))
    except ValueError:
        return False
    return True


_NEAR = re.compile(r"\d{6}[^\d\n]{0,3}\d{7}")
# What is unseen, and figures of other shapes that read the same: superscript, circled.
_DISGUISED = re.compile(f"{_INVISIBLE.pattern[:-1]}²³¹⁰-₉①-⒛⓪-⓿❶-➓]")
SHORTEST = 13
"""Fewer signs hold none."""
_NO_FIGURES = bytes(set(range(256)) - set(b"0123456789\n"))


def cells_holding(texts: Sequence[str]) -> list[int]:
    """Return the places of the texts that hold one; a hundred thousand are looked through at once."""
    if max(map(len, texts), default=0) < SHORTEST or not may_hold("\n".join(texts)):
        return []
    return [place for place, text in enumerate(texts) if len(text) >= SHORTEST and holds(text)]


def may_hold(whole: str) -> bool:
    """Tell whether texts, joined by line ends, are to be looked at one by one: something is near to it."""
    return not _has_few_figures(whole) and bool(_NEAR.search(whole) or _DISGUISED.search(whole))


def _has_few_figures(whole: str) -> bool:
    """Tell whether no line has figures enough; False also where they may stand in disguise.

    Ten times as fast as looking for their shape: a column of phones is full of what begins like it.
    """
    if not unicodedata.is_normalized("NFKC", whole):
        return False
    try:
        # Of the figures of other scripts Korean Windows has none; its second bytes are never figures.
        figures = whole.encode("cp949").translate(None, _NO_FIGURES)
    except UnicodeEncodeError:
        return False
    return max(map(len, figures.split(b"\n"))) < SHORTEST
