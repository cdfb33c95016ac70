"""회의록 as text: the few marks of Markdown that minutes use, and where a quotation stands in them.

One line is one paragraph: ``## `` heads, ``- `` lists, ``- [ ] `` and ``- [x] `` check, ``> `` quotes,
``**…**`` is bold, everything else is a plain paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_PREFIX = re.compile(r"(?P<head>#{1,3}) |- \[(?P<box>[ xX])\] |(?P<bullet>- )|(?P<quote>> )")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


class LineKind(StrEnum):
    """What a line of the minutes is."""

    PLAIN = "plain"
    HEADING = "heading"
    BULLET = "bullet"
    OPEN = "open"
    DONE = "done"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its kind, the level of a heading, and its words as (text, bold)."""

    kind: LineKind
    level: int
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """Return the words without marks."""
        return "".join(text for text, _bold in self.runs)


def lines(markdown: str) -> Iterator[Line]:
    """Return the lines of ``markdown`` in order."""
    for written in markdown.split("\n"):
        match = _PREFIX.match(written)
        rest = written[match.end() :] if match else written
        level = len(match["head"]) if match and match["head"] else 0
        yield Line(_kind(match), level, tuple(_runs(rest)))


def _kind(match: re.Match[str] | None) -> LineKind:
    if match is None:
        return LineKind.PLAIN
    if match["head"]:
        return LineKind.HEADING
    if match["box"]:
        return LineKind.OPEN if match["box"] == " " else LineKind.DONE
    return LineKind.BULLET if match["bullet"] else LineKind.QUOTE


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for match in _BOLD.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[1], True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def prefix(kind: LineKind, level: int = 0) -> str:
    """Return the mark that a line of ``kind`` begins with."""
    if kind is LineKind.HEADING:
        return "#" * min(max(level, 1), 3) + " "
    marks = {LineKind.BULLET: "- ", LineKind.OPEN: "- [ ] ", LineKind.DONE: "- [x] ", LineKind.QUOTE: "> "}
    return marks.get(kind, "")


def written(runs: list[tuple[str, bool]]) -> str:
    """Return words with their marks; a bold run of blanks is not marked, for it could not be read back."""
    return "".join(f"**{text}**" if bold and text.strip() else text for text, bold in runs)


def plain(markdown: str) -> str:
    """Return the words of ``markdown`` without marks, line by line."""
    return "\n".join(line.text for line in lines(markdown))


def place_of(text: str, quote: str, near: int | None) -> tuple[int, int] | None:
    """Return where ``quote`` stands in ``text``: the place nearest to ``near``; None where it is gone.

    Minutes go on being written after a finding was made from them, so a kept place is a hint only.
    """
    if not quote:
        return None
    places = [match.start() for match in re.finditer(re.escape(quote), text)]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - (near or 0)))
    return start, start + len(quote)
