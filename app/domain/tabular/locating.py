"""The table inside its sheet: which rows are headings, which are records, and what was left aside.

Offices put a title above, a second row of headings below merged ones, a heading over every group of rows,
sums between and notes after.  None of that is a record, and none of it is dropped without a word.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from app.domain.privacy import resident_number
from app.domain.tabular.asides import Asides
from app.domain.tabular.cells import Cells
from app.domain.tabular.headings import LOOKED_AT, headings_of
from app.domain.tabular.sheet import Sheet
from app.domain.tabular.table import Aside, Column, Table


def find_table(sheet: Sheet, knows: Callable[[str], bool]) -> Table:
    """Return the table of ``sheet``; ``knows`` tells whether a heading names a field.

    Without any heading that is known, the first row as wide as those below it is the head, unless it holds
    what only records hold: then the table has no headings.
    """
    width = sheet.width
    top = list(
        islice((row for row, cells in enumerate(sheet.rows) if cells.count("") < width), LOOKED_AT + 4)
    )
    if not top:
        return Table(sheet, (), (), ())
    rows, texts = headings_of(sheet, top, knows)
    last = rows[-1] if rows else -1
    body = [Cells(sheet.rows.column(place, last + 1)) for place in range(width)]
    columns = _columns(sheet, texts, body)
    table = Table(sheet, columns, rows, (), (), body)
    above = [row for row in top if row < (rows[0] if rows else 0)]
    gapless = len(list(islice((column for column in body if "" not in column.values), 2)))
    return _with_records(table, above, _filled_rows(sheet, last + 1, gapless), gapless)


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


def _with_records(table: Table, above: Sequence[int], below: Sequence[int], gapless: int) -> Table:
    aside: list[tuple[int, Aside]] = [(row, Aside.HEADING) for row in table.headings]
    aside += [(row, Aside.TITLE) for row in above]
    seen = Asides(table)
    reasons = dict.fromkeys(seen.notes(below), Aside.NOTE)
    for row in seen.suspects(below, gapless):
        why = None if row in reasons else seen.why(row)
        if why is not None:
            reasons[row] = why
    records = tuple(row for row in below if row not in reasons) if reasons else tuple(below)
    return replace(table, records=records, aside=tuple(sorted((*aside, *reasons.items()))))
