"""A text as a sheet: the sign between its columns is found, quoted cells may hold line ends."""

import csv
from collections import Counter
from io import StringIO

from app.domain.tabular.sheet import Grid, Raw, Sheet

_SIGNS = "\t,;|"
_LOOKED_AT = 200_000
_LINES = 200


def read_text(text: str, name: str = "") -> Sheet:
    """Return the cells of ``text``; rows are filled up to the length of the longest.

    ``Unreadable`` where one cell is longer than any cell can be: the text is no table.
    """
    from exports.readers.books import Unreadable

    rows: list[list[Raw]] = []
    try:
        # One by one, so that another thread may run between.
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator_of(text)):
            rows.append([*row])
    except csv.Error as error:
        raise Unreadable(
            "한 칸의 글이 너무 길거나 표로 읽을 수 없습니다. 엑셀에서 다시 저장하십시오."
        ) from error
    width = max(map(len, rows), default=0)
    return Sheet(name, Grid.of((row + [""] * (width - len(row)) for row in rows), width))


def separator_of(text: str) -> str:
    """Return the sign that parts most lines into equally many cells; a comma where none does."""
    return max(_SIGNS, key=lambda sign: _fit(text[:_LOOKED_AT], sign))


def _fit(text: str, sign: str) -> tuple[int, int]:
    """Return how many lines share the commonest number of cells above one, and that number."""
    try:
        lines = csv.reader(StringIO(text, newline=""), delimiter=sign)
        widths = Counter(len(row) for row, _ in zip(lines, range(_LINES), strict=False) if len(row) > 1)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, sign == ","
    width, count = widths.most_common(1)[0]
    return count, width
