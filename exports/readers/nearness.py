"""Whether no cell of an xlsx sheet lies far out, told by its text as a whole.

To look at each cell of 100,000 rows takes twice as long as to read them.  Most sheets are told at a tenth of
that: either each row and cell says its place, as Excel and others write them, and no place is beyond one of a
few bounds; or no cell does, so that their number is all that counts.
"""

import re
from collections.abc import Iterable
from operator import methodcaller

_ALL, _ROWS, _NONE, _SOME = "all", "rows", "none", "some"
_CELLS = methodcaller("count", b"<c")
_APART = (b" =", b"\n=", b"\r=", b"\t=")
_BOUNDS = (
    (199_999, 26, re.compile(rb'r="(?:[A-Za-z]{2}|[A-Za-z]?(?:\d{7}|[2-9]\d{5}))')),
    (49_999, 104, re.compile(rb'r="(?:[A-Za-z]{3}|[D-Zd-z][A-Za-z]|[A-Za-z]{0,2}(?:\d{6}|[5-9]\d{4}))')),
    (7_999, 702, re.compile(rb'r="(?:[A-Za-z]{3}|[A-Za-z]{0,2}(?:\d{5}|[89]\d{3}))')),
)
"""Rows and columns, and what finds a place beyond them."""


def bound(pieces: Iterable[bytes]) -> tuple[int, int] | None:
    """Return rows and columns within which all cells lie; None where that takes a look at each.

    ``pieces`` of the sheet end where a tag ends.
    """
    rows = widest = open_cells = 0
    bounds, says = list(_BOUNDS), set[str]()
    for text in pieces:
        if b":row" in text or b":c" in text:
            return None  # tags with a prefix are not looked for
        cells = list(map(_CELLS, text.split(b"<row")))
        cells[0] += open_cells
        rows, widest, open_cells = rows + len(cells) - 1, max(widest, max(cells)), cells[-1]
        says.add(_places(text))
        while bounds and bounds[0][2].search(text):
            del bounds[0]
        if len(says) > 1 or _SOME in says or not bounds:
            return None
    if _ALL in says:
        return bounds[0][:2]
    return (bounds[0][0] if _ROWS in says else rows), widest


def _places(text: bytes) -> str:
    """Return what says its place in a piece: all tags, the rows alone, nothing, or some and others not."""
    if any(apart in text for apart in _APART):
        return _SOME
    places, rows = text.count(b"r="), text.count(b'<row r="')
    if not places:
        return _NONE
    if rows != text.count(b"<row") and rows != _tags(text, b"<row"):
        return _SOME
    if places == rows:
        return _ROWS
    return _ALL if text.count(b'<c r="') == _tags(text, b"<c") else _SOME


def _tags(text: bytes, name: bytes) -> int:
    """Return how often a tag begins, without those whose names go on."""
    return sum(text.count(name + end) for end in (b" ", b">", b"/", b"\n", b"\r", b"\t"))
