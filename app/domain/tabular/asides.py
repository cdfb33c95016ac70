"""What of a table is no record: sums, titles of groups, notes after it and headings that come again."""

import re
from collections.abc import Iterator, Sequence

from app.domain.hangul import fold
from app.domain.tabular.cells import Cells
from app.domain.tabular.sheet import text_of
from app.domain.tabular.table import Aside, Table

_SUMS = frozenset({"합계", "소계", "총계", "계", "누계", "총합계", "평균", "총평균", "전체합계"})
_NOTE = re.compile(r"^\s*(?:※|\*|주\s*\d?\)|주\s*:|비고\s*:|자료\s*:|출처\s*:|\[?참고\]?|<참고>)")
_GROUP = re.compile(r"^\s*(?:[□■○◇◆▶▷◎●]|[<\[【〈《(].*[>\]】〉》)]\s*$|[IVX]+\.|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])")
_NUMBERING = frozenset({"연번", "번호", "순번", "no", "no.", "순", "일련번호"})
_FRONT, _HELP = 3, "※"
_TELLING = re.compile(r"계\s*$|평\s*균|^\s*[※*주비자출\[<]", re.MULTILINE)


class Asides:
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
