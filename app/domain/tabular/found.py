"""The table inside its sheet: which rows are headings, which are records, and what was left aside.

Offices put a title above, a second row of headings below merged ones, a heading over every group of rows,
sums between and notes after.  None of that is a record, and none of it is dropped without a word.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import islice

from app.domain.hangul import fold, josa
from app.domain.tabular.cells import Cells
from app.domain.tabular.sheet import Raw, Sheet, column_name, text_of

LOOKED_AT = 40
"""Headings are looked for in so many rows from the top that hold anything."""
_SUMS = frozenset({"합계", "소계", "총계", "계", "누계", "총합계", "평균", "총평균", "전체합계"})
_NOTE = re.compile(r"^\s*(?:※|\*|주\s*\d?\)|주\s*:|비고\s*:|자료\s*:|출처\s*:|\[?참고\]?|<참고>)")
_GROUP = re.compile(r"^\s*(?:[□■○◇◆▶▷◎●]|[<\[【〈《(].*[>\]】〉》)]\s*$|[IVX]+\.|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])")
_PASSED = frozenset({"오류사유"})
_NUMBERING = frozenset({"연번", "번호", "순번", "no", "no.", "순", "일련번호"})
_FRONT, _HELP = 3, "※"
_TELLING = re.compile(r"계\s*$|평\s*균|^\s*[※*주비자출\[<]", re.MULTILINE)
_DATA = re.compile(r"\d{2,}[-.]\d{3,}|@|^\d+([.,]\d+)*%?$")


class Aside(StrEnum):
    """Why a row is no record."""

    TITLE = "title"
    HEADING = "heading"
    GROUP = "group"
    SUM = "sum"
    NOTE = "note"


ASIDE_WORDS = {
    Aside.TITLE: "표 위의 제목",
    Aside.HEADING: "머리글",
    Aside.GROUP: "묶음 제목",
    Aside.SUM: "합계",
    Aside.NOTE: "표 아래의 글",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its place in the sheet and its heading, empty where it has none."""

    place: int
    heading: str
    hidden: bool = False

    @property
    def name(self) -> str:
        """Return what people call it: the heading, else the letter."""
        return self.heading or f"{column_name(self.place)}열"


@dataclass(frozen=True)
class Table:
    """A table found in its sheet; rows are counted from 0 as in the sheet.

    ``aside`` holds the rows that are no records, each with the reason.  ``body`` is the sheet below the
    headings turned to columns, once: picked out row by row, the cells cost as much as reading the file.
    """

    sheet: Sheet
    columns: tuple[Column, ...]
    headings: tuple[int, ...]
    records: tuple[int, ...]
    aside: tuple[tuple[int, Aside], ...] = ()
    body: Sequence[Cells] = field(default=(), repr=False, compare=False)

    def cells(self, place: int) -> Sequence[Raw]:
        """Return the cells of a column of the sheet, one a record."""
        return self.column(place).values

    def column(self, place: int) -> Cells:
        """Return the cells of a column of the sheet with what is derived of them."""
        if place not in self._cells:
            self._cells[place] = self._of_records(self.body[place]) if self.body else Cells(())
        return self._cells[place]

    def _of_records(self, column: Cells) -> Cells:
        if len(column.values) == len(self.records):
            return column
        first = len(self.sheet.rows) - len(column.values)
        return Cells([column.values[row - first] for row in self.records])

    @cached_property
    def _cells(self) -> dict[int, Cells]:
        return {}

    @property
    def titles(self) -> str:
        """Return what stands above the table."""
        rows = [row for row, why in self.aside if why is Aside.TITLE]
        return "\n".join(text_of(cell) for row in rows for cell in self.sheet.rows[row] if cell != "")

    @cached_property
    def hidden(self) -> Sequence[int]:
        """Return the rows of records that Excel does not show."""
        return sorted(self.sheet.hidden_rows.intersection(self.records)) if self.sheet.hidden_rows else []

    @property
    def signature(self) -> str:
        """Return what a layout is known again by: its headings in their order."""
        return "|".join(fold(one.heading) for one in self.columns if fold(one.heading) not in _PASSED)

    def remarks(self, *, without_hidden: bool = False) -> Iterator[str]:
        """Yield sentences on what is not read, or not seen in Excel."""
        for kind in (Aside.TITLE, Aside.GROUP, Aside.SUM, Aside.NOTE):
            rows = [row + 1 for row, why in self.aside if why is kind]
            if rows:
                said = josa(ASIDE_WORDS[kind], "으로/로")
                yield f"{said} 보고 읽지 않은 행: {listed(rows)}"
        hidden = [row + 1 for row in self.hidden]
        if hidden:
            said = "엑셀에서 숨긴 행은 뺍니다" if without_hidden else "엑셀에서 숨긴 행도 읽습니다"
            yield f"{said}: {listed(hidden)}"
        columns = [column.name for column in self.columns if column.hidden]
        if columns:
            yield f"엑셀에서 숨긴 열도 읽습니다: {', '.join(columns)}"
        if not self.sheet.told:
            yield (
                "이 파일에서는 숨긴 행·열과 오류 칸(#N/A 등)을 알 수 없습니다. 오류 칸은 빈 칸으로 읽습니다. "
                "숨긴 것과 오류가 있으면 엑셀에서 .xlsx로 저장해 다시 고르십시오."
            )
        uncounted = len(self.sheet.uncounted)
        if uncounted:
            yield (
                f"계산된 값이 없는 수식 칸이 {uncounted:,}개 있어 빈 칸으로 읽습니다. "
                "엑셀에서 열어 한 번 저장하면 값이 남습니다."
            )


def listed(numbers: Sequence[int], most: int = 8) -> str:
    """Return numbers of rows in words, runs of them in short: 3, 5~9, 12 외 4개."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(first) if first == last else f"{first}~{last}" for first, last in runs]
    more = f" 외 {len(words) - most}곳" if len(words) > most else ""
    return ", ".join(words[:most]) + more


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
    rows, texts = _headings(sheet, top, knows)
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


def _headings(
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


def _columns(sheet: Sheet, texts: Sequence[str], body: Sequence[Cells]) -> tuple[Column, ...]:
    """Return the columns that have a heading or hold anything below it."""
    return tuple(
        Column(place, text, place in sheet.hidden_columns)
        for place, (text, cells) in enumerate(zip(texts, body, strict=True))
        if text or any(cell != "" for cell in cells.values)
    )


def _with_records(table: Table, above: Sequence[int], below: Sequence[int], gapless: int) -> Table:
    aside: list[tuple[int, Aside]] = [(row, Aside.HEADING) for row in table.headings]
    aside += [(row, Aside.TITLE) for row in above]
    seen = _Rows(table)
    reasons = dict.fromkeys(seen.notes(below), Aside.NOTE)
    for row in seen.suspects(below, gapless):
        why = None if row in reasons else seen.why(row)
        if why is not None:
            reasons[row] = why
    records = tuple(row for row in below if row not in reasons) if reasons else tuple(below)
    return replace(table, records=records, aside=tuple(sorted((*aside, *reasons.items()))))


class _Rows:
    """Tells records from sums, groups, notes and headings that come again."""

    def __init__(self, table: Table) -> None:
        self._table, self._cells = table, table.sheet.rows
        self._width = len(table.columns)
        self._places = [column.place for column in table.columns]
        self._head = list(table.sheet.rows[table.headings[-1]]) if table.headings else None
        self._merged = {
            top for (top, left), (_bottom, right) in table.sheet.merges if right - left + 1 > self._width / 2
        }
        first = table.columns[0] if table.columns else None
        self._numbered = first is not None and fold(first.heading) in _NUMBERING
        self._first = first.place if first else 0

    def suspects(self, rows: Sequence[int], gapless: int) -> list[int]:
        """Return the rows that may be no records: nearly empty, or with a word at the front that tells so.

        Where two columns are ``gapless`` no row is nearly empty.
        """
        cells, width = self._cells, len(self._cells[0]) if self._cells else 0
        found = set() if gapless > 1 else {row for row in rows if cells[row].count("") >= width - 1}
        for place in self._places[:_FRONT]:
            found.update(self._told_by(self._table.body[place], place))
        return sorted(found.intersection(rows)) if found else []

    def _told_by(self, column: Cells, place: int) -> Iterator[int]:
        head = self._head[place] if self._head else None
        telling = {
            cell
            for cell in column.different
            if cell == head or (isinstance(cell, str) and _TELLING.search(cell))
        }
        if telling:
            first = len(self._cells) - len(column.values)
            yield from (row for row, cell in enumerate(column.values, first) if cell in telling)

    def notes(self, rows: Sequence[int]) -> frozenset[int]:
        """Return the rows after the last record that only say something of the table."""
        found: list[int] = []
        for row in reversed(rows):
            lone = self._filled(row) <= 1 and self._width > 2
            text = self._lead(row)
            if not (_NOTE.match(text) or (lone and (row in self._merged or self._is_lone_note(row, text)))):
                break
            found.append(row)
        return frozenset(found)

    def _is_lone_note(self, row: int, text: str) -> bool:
        return len(text) > 25 or (self._numbered and self._cells[row][self._first] == text)

    def why(self, row: int) -> Aside | None:
        """Return why a row is no record; None for a record."""
        cells = self._cells[row]
        if self._head is not None and list(cells) == self._head:
            return Aside.HEADING
        filled, text = self._filled(row), self._lead(row)
        if fold(text) in _SUMS or (fold(text).endswith(("소계", "합계", "총계")) and filled < self._width):
            return Aside.SUM
        if filled == 1 and self._width > 2 and (row in self._merged or self._is_group(row, text)):
            return Aside.GROUP
        if text.startswith(_HELP) and all(str(cell).startswith(_HELP) for cell in cells if cell != ""):
            return Aside.NOTE  # the row of help of the program's own sheets
        return Aside.NOTE if _NOTE.match(text) and filled == 1 else None

    def _is_group(self, row: int, text: str) -> bool:
        lead = self._cells[row][self._first]
        return bool(_GROUP.match(text)) or (self._numbered and isinstance(lead, str) and lead != "")

    def _filled(self, row: int) -> int:
        cells = self._cells[row]
        return len(cells) - cells.count("")

    def _lead(self, row: int) -> str:
        return next((text_of(cell).strip() for cell in self._cells[row] if cell != ""), "")


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [" ".join(text_of(cell).split()) for cell in sheet.rows[row]]


def _count(sheet: Sheet, row: int) -> int:
    return sum(1 for cell in sheet.rows[row] if cell != "")


def _is_texts(sheet: Sheet, row: int) -> bool:
    return all(isinstance(cell, str) for cell in sheet.rows[row])
