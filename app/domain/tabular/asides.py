"""What of a table is no record: sums, titles of groups, notes after it and headings that come again."""

import re
from collections.abc import Callable, Iterator, Sequence

from app.domain.hangul import fold
from app.domain.tabular.amounts import number_of
from app.domain.tabular.cells import Cells
from app.domain.tabular.sheet import Raw, text_of
from app.domain.tabular.table import Aside, Table

_SUMS = frozenset({"합계", "소계", "총계", "계", "누계", "총합계", "평균", "총평균", "전체합계"})
_SUM_ENDINGS = ("소계", "합계", "총계")
_NOTE = re.compile(
    r"^\s*(?:※|\*|주\s*\d?\)|주\s*:|비고\s*:|자료\s*:|출처\s*:|\[참고\]|<참고>|참고\s*(?::|\d?\)|$))"
)
_GROUP = re.compile(
    r"^\s*(?:[□■○◇◆▶▷◎●]|[<\[【〈《(][^<>\[\]【】〈〉《》()]*[>\]】〉》)]\s*$|[IVX]+\.|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
)
_NUMBERING = frozenset({"연번", "번호", "순번", "no", "no.", "순", "일련번호"})
_FRONT, _HELP, _LONG = 3, "※", 25
_FEW = 3000
"""Where more cells differ, none is looked at for a heading in other words: that would take too long."""
_TELLING = re.compile(r"계\s*$|평\s*균|^\s*[※*주비자출참\[<]", re.MULTILINE)


class Asides:
    """Tells records from sums, groups, notes and headings that come again."""

    def __init__(self, table: Table, knows: Callable[[str], bool]) -> None:
        self._table, self._cells, self._knows = table, table.sheet.rows, knows
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
        few = len(column.different) <= _FEW
        telling = {
            cell
            for cell in column.different
            if cell == head
            or (isinstance(cell, str) and (_TELLING.search(cell) or (few and self._knows(cell))))
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
            if not (
                self._is_note(row, text) or (lone and (row in self._merged or self._is_number(row, text)))
            ):
                break
            found.append(row)
        return frozenset(found)

    def _is_note(self, row: int, text: str) -> bool:
        """Tell whether a row begins as notes do, with nothing beside that; of one column ※ alone tells."""
        alone = self._filled(row) <= 1 and (self._width > 1 or text.startswith(_HELP))
        return alone and bool(_NOTE.match(text))

    def _is_number(self, row: int, text: str) -> bool:
        return self._numbered and self._cells[row][self._first] == text

    def why(self, row: int) -> Aside | None:
        """Return why a row is no record; None for a record.

        What fills the columns of the table is a record, whatever its first cell begins with.
        """
        cells = self._cells[row]
        if self._head is not None and (list(cells) == self._head or self._is_heading(cells)):
            return Aside.HEADING
        filled, text = self._filled(row), self._lead(row)
        if (
            self._is_sum(text)
            and self._has_figures_alone(row)
            and (fold(text) in _SUMS or not self._is_full(row))
        ):
            return Aside.SUM
        if filled == 1 and self._width > 2 and (row in self._merged or self._is_group(row, text)):
            return Aside.GROUP
        if text.startswith(_HELP) and all(str(cell).startswith(_HELP) for cell in cells if cell != ""):
            return Aside.NOTE  # the row of help of the program's own sheets
        return Aside.NOTE if self._is_note(row, text) else None

    def _is_heading(self, cells: Sequence[Raw]) -> bool:
        """Tell whether a row holds nothing but names of fields: a heading in other words than the first."""
        filled = [cell for cell in cells if cell != ""]
        return len(filled) > 1 and all(isinstance(cell, str) and self._knows(cell) for cell in filled)

    def seems(self, row: int, *, is_last: bool) -> Aside | None:
        """Return what a row may be that is kept as a record; None where nothing speaks against it."""
        filled, text = self._filled(row), self._lead(row)
        if self._is_sum(text) and (fold(text) in _SUMS or not self._is_full(row)):
            return Aside.SUM
        if _NOTE.match(text) and filled * 2 <= self._width:
            return Aside.NOTE
        return Aside.NOTE if is_last and filled == 1 and self._width > 2 and len(text) > _LONG else None

    def _is_full(self, row: int) -> bool:
        """Tell whether no more than one column is empty, and more than a word and a figure stand there."""
        return self._filled(row) >= max(self._width - 1, 3)

    @staticmethod
    def _is_sum(text: str) -> bool:
        return fold(text) in _SUMS or fold(text).endswith(_SUM_ENDINGS)

    def _has_figures_alone(self, row: int) -> bool:
        """Tell whether all that stands beside the first word of a row are figures."""
        rest = [cell for cell in self._cells[row] if cell != ""][1:]
        return all(not isinstance(cell, str) or number_of(cell) is not None for cell in rest)

    def _is_group(self, row: int, text: str) -> bool:
        lead = self._cells[row][self._first]
        return bool(_GROUP.match(text)) or (self._numbered and isinstance(lead, str) and lead != "")

    def _filled(self, row: int) -> int:
        cells = self._cells[row]
        return len(cells) - cells.count("") + self._table.spread.get(row, 0)

    def _lead(self, row: int) -> str:
        return next((text_of(cell).strip() for cell in self._cells[row] if cell != ""), "")
