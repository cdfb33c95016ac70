"""The headings of a table inside its sheet: which rows hold them, and what each column is called."""

import re
from collections.abc import Callable, Sequence

from app.domain.tabular.sheet import Sheet, text_of, visible

LOOKED_AT = 40
"""Headings are looked for in so many rows from the top that hold anything."""
_DATA = re.compile(r"\d{2,}[-.]\d{3,}|@|^\d+([.,]\d+)*%?$")


def headings_of(
    sheet: Sheet, filled: Sequence[int], knows: Callable[[str], bool]
) -> tuple[tuple[int, ...], list[str]]:
    """Return the rows of the headings and the heading of every column."""
    best: tuple[tuple[int, int, int], tuple[int, ...], list[str]] = ((0, 0, 0), (), [""] * sheet.width)
    for place, row in enumerate(filled[:LOOKED_AT]):
        for rows in ((row,), tuple(filled[place : place + 2])):
            if len(rows) == 2 and not _goes_on(sheet, rows[0], rows[1]):
                continue
            texts = _joined(sheet, rows)
            known = sum(1 for text in texts if text and knows(text))
            score = (known, -len(rows) if not known else len(rows), -row)
            alone = known == 1 and all(_count(sheet, below) <= 1 for below in filled[place : place + 4])
            if score > best[0] and (known > 1 or alone):
                best = (score, rows, texts)
    return (best[1], best[2]) if best[1] else _unknown_head(sheet, filled)


def _unknown_head(sheet: Sheet, filled: Sequence[int]) -> tuple[tuple[int, ...], list[str]]:
    nothing: tuple[tuple[int, ...], list[str]] = ((), [""] * sheet.width)
    for place, row in enumerate(filled[:LOOKED_AT]):
        below = filled[place + 1 : place + 4]
        wide = max((_count(sheet, other) for other in below), default=0)
        if _count(sheet, row) > 1 and _count(sheet, row) >= wide:
            texts = _texts(sheet, row)
            return nothing if any(map(_DATA.search, texts)) or not _is_texts(sheet, row) else ((row,), texts)
    return nothing


def _goes_on(sheet: Sheet, first: int, second: int) -> bool:
    """Tell whether ``second`` holds headings below those of ``first``: merged, or in its gaps."""
    if second != first + 1 or not _is_texts(sheet, second) or any(map(_DATA.search, _texts(sheet, second))):
        return False
    for (top, left), (bottom, right) in sheet.merges:
        if top == first and ((bottom == first and right > left) or bottom == second):
            return not (left == 0 and right >= sheet.width - 1)
    upper, lower = _texts(sheet, first), _texts(sheet, second)
    gaps = [place for place, text in enumerate(upper) if not text and lower[place]]
    return bool(gaps) and not any(upper[place] and lower[place] for place in range(gaps[0] - 1)) and len(
        [text for text in upper if text]
    ) > 1  # fmt: skip


def _joined(sheet: Sheet, rows: Sequence[int]) -> list[str]:
    """Return one heading a column; of two rows the merged upper one stands before the lower."""
    upper = _texts(sheet, rows[0])
    if len(rows) == 1:
        return upper
    lower, spread = _texts(sheet, rows[1]), list(upper)
    for (top, left), (bottom, right) in sheet.merges:
        if top <= rows[0] <= bottom:
            spread[left : right + 1] = [upper[left]] * (right - left + 1)
    if not any(top == rows[0] for (top, _left), _end in sheet.merges):
        for place in range(1, len(spread)):
            spread[place] = spread[place] or (spread[place - 1] if lower[place] else "")
    return [" ".join(dict.fromkeys(filter(None, pair))) for pair in zip(spread, lower, strict=True)]


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [" ".join(visible(text_of(cell)).split()) for cell in sheet.rows[row]]


def _count(sheet: Sheet, row: int) -> int:
    return sum(1 for cell in sheet.rows[row] if cell != "")


def _is_texts(sheet: Sheet, row: int) -> bool:
    return all(isinstance(cell, str) for cell in sheet.rows[row])
