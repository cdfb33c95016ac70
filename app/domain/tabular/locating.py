"""The table inside its sheet: which rows are headings, which are records, and what was left aside.

Offices put a title above, a second row of headings below merged ones, a heading over every group of rows,
sums between and notes after.  None of that is a record, and none of it is dropped without a word.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from app.domain.privacy import resident_number
from app.domain.tabular.asides import Asides
from app.domain.tabular.cells import Cells
from app.domain.tabular.headings import LOOKED_AT, headings_of
from app.domain.tabular.sheet import Raw, Sheet
from app.domain.tabular.table import Aside, Column, Table

_FIGURE = re.compile(
    r"[\d,]+(?:\.\d+)?\s*(?:([십백천만억]*원|%)|[십백천만억]*\s?(?:명|건|회|분|시간|점|개)?)"
)
_OF_MONEY = re.compile(r"원\s*[)）]|%|금액|사업비|예산")
"""Headings below which figures are sums and shares, whether a field is known for them or not."""


def find_table(sheet: Sheet, knows: Callable[[str], bool], counts: Callable[[str], bool]) -> Table:
    """Return the table of ``sheet``; ``knows`` tells a heading of a field, ``counts`` that of one of figures.

    Without any heading that is known, the first row as wide as those below it is the head, unless it holds
    what only records hold: then the table has no headings.
    """
    width, top = sheet.width, _top(sheet)
    if not top:
        return Table(sheet, (), (), ())
    rows, texts = headings_of(sheet, top, knows)
    last = rows[-1] if rows else -1
    cells = [sheet.rows.column(place, last + 1) for place in range(width)]
    spread, undivided = _fill_down(sheet, cells, last + 1, texts, counts)
    body = [Cells(column) for column in cells]
    columns = _columns(sheet, texts, body)
    table = Table(sheet, columns, rows, (), (), body, spread=spread, undivided=undivided)
    above = [row for row in top if row < (rows[0] if rows else 0)]
    gapless = len(list(islice((column for column in body if "" not in column.values), 2)))
    if not rows and sum(width - sheet.rows[row].count("") for row in top) == 1:
        return table  # one word is no list: it is what the sheet is called
    return _with_records(table, above, _filled_rows(sheet, last + 1, gapless), gapless, knows)


def known_headings(sheet: Sheet, knows: Callable[[str], bool]) -> list[str]:
    """Return those headings of ``sheet`` that ``knows`` tells to name a field."""
    _rows, texts = headings_of(sheet, _top(sheet), knows)
    return [text for text in texts if text and knows(text)]


def _top(sheet: Sheet) -> list[int]:
    """Return the first rows that hold anything, as many as headings are looked for in."""
    width = sheet.width
    filled = (row for row, cells in enumerate(sheet.rows) if cells.count("") < width)
    return list(islice(filled, LOOKED_AT + 4))


def _fill_down(
    sheet: Sheet,
    cells: list[list[Raw]],
    first: int,
    headings: Sequence[str],
    counts: Callable[[str], bool],
) -> tuple[Mapping[int, int], Sequence[int]]:
    """Let what is merged down over several records stand in each.

    Return how many cells that gives a row, and the rows with a sum of several records together: it is that of
    none of them, and stays where it stands.
    """
    spread: dict[int, int] = {}
    undivided = []
    for (top, left), (bottom, right) in sheet.merges:
        value = sheet.rows[top][left] if top < len(sheet.rows) and left < sheet.width else ""
        if bottom == top or top < first or value == "" or (right - left + 1) * 2 > max(sheet.width, 2):
            continue
        if _is_amount(value, headings[left] if left < len(headings) else "", counts):
            undivided.append(top)
            continue
        for row in range(top + 1, min(bottom + 1, len(sheet.rows))):
            if sheet.rows[row].count("") < sheet.width:
                cells[left][row - first] = value
                spread[row] = spread.get(row, 0) + 1
    return spread, sorted(set(undivided))


def _is_amount(value: Raw, heading: str, counts: Callable[[str], bool]) -> bool:
    """Tell whether a cell holds a sum: money or a share by its sign, any figure by its heading."""
    found = _FIGURE.fullmatch(str(value).strip())
    return found is not None and bool(found[1] or _OF_MONEY.search(heading) or counts(heading))


def _filled_rows(sheet: Sheet, first: int, gapless: int) -> Sequence[int]:
    """Return the rows from ``first`` on that hold anything: all of them where a column is ``gapless``."""
    rows = range(first, len(sheet.rows))
    return rows if gapless else [row for row in rows if sheet.rows[row].count("") < sheet.width]


def _columns(sheet: Sheet, texts: Sequence[str], body: Sequence[Cells]) -> tuple[Column, ...]:
    """Return the columns that have a heading or hold anything below it."""
    return tuple(
        # A heading is shown, remembered and may go into a memo: such a number is in none of that.
        Column(place, resident_number.hidden(text), place in sheet.hidden_columns)
        for place, (text, cells) in enumerate(zip(texts, body, strict=True))
        if text or any(cell != "" for cell in cells.values)
    )


def _with_records(
    table: Table, above: Sequence[int], below: Sequence[int], gapless: int, knows: Callable[[str], bool]
) -> Table:
    aside: list[tuple[int, Aside]] = [(row, Aside.HEADING) for row in table.headings]
    aside += [(row, Aside.TITLE) for row in above]
    seen = Asides(table, knows)
    reasons = dict.fromkeys(seen.notes(below), Aside.NOTE)
    suspects = seen.suspects(below, gapless)
    for row in suspects:
        why = None if row in reasons else seen.why(row)
        if why is not None:
            reasons[row] = why
    records = tuple(row for row in below if row not in reasons) if reasons else tuple(below)
    last = records[-1] if records else -1
    doubtful = tuple(
        (row, why)
        for row in sorted({*suspects, last} - reasons.keys() - {-1})
        if (why := seen.seems(row, is_last=row == last)) is not None
    )
    return replace(table, records=records, aside=tuple(sorted((*aside, *reasons.items()))), doubtful=doubtful)
