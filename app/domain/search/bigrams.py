"""Words as the index keeps them: every two signs beside each other, and every sign alone.

Korean is looked for by parts of words (민디 in 국민디자인), so a text is kept as the pairs of signs at each
place of each run of letters and figures; the last sign of a run stands alone, so that no phrase runs on into
the next word unseen.  A substring of two signs or more is a phrase of such pairs; one sign is looked for in a
small index of single signs.  Texts are compared in NFC and without regard to case, Hanja as written.
"""

import re
import unicodedata
from collections.abc import Iterable

BREAK = "¶"
"""Stands between two fields: no phrase runs from one into the next."""

_RUN = re.compile(r"[^\W_]+")
# Not the sign that stands between the parts of a record (two decisions of a session): no words run over it.
_BLANK = re.compile(r"[^\S\x1f]")


def folded(text: str) -> str:
    """Return ``text`` as it is compared: NFC and without regard to case."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.casefold()


def runs(text: str) -> list[str]:
    """Return the runs of letters and figures of ``text`` as they are compared."""
    return _RUN.findall(folded(text))


def line(text: str) -> str:
    """Return ``text`` as it is compared sign by sign: folded, every blank and line break one and the same."""
    return _BLANK.sub(" ", folded(text))


def stands(asked: str, *texts: str | None) -> bool:
    """Tell whether ``asked``, which is a ``line``, stands in one of ``texts`` with all its signs.

    The index knows letters and figures alone; what it finds is read by this for signs and blanks.
    """
    compared = line if " " in asked else folded
    return any(asked in compared(text) for text in texts if text)


def cut(texts: Iterable[str]) -> tuple[str, str]:
    """Return what the indexes of pairs and of single signs are given of a record's texts."""
    tokens: list[str] = []
    alone: set[str] = set()
    for text in texts:
        for run in (found := runs(text)):
            tokens += map(str.__add__, run, run[1:])
            tokens.append(run[-1])
        tokens.append(BREAK)
        alone.update(*found)
    return " ".join(tokens), " ".join(alone)


def pairs(texts: Iterable[str]) -> str:
    """Return what the index of pairs is given of a record's texts."""
    return cut(texts)[0]


def signs(texts: Iterable[str]) -> str:
    """Return what the index of single signs is given of a record's texts."""
    return cut(texts)[1]
