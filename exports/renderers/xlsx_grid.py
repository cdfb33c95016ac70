"""Blocks laid on the cells of a sheet for printing.

The column edges of all tables of a sheet are laid over each other; a cell that spans several of the
resulting columns is merged.  A sheet with one table therefore has that table's columns and no merge
in its body.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise

from openpyxl.utils import get_column_letter

from exports.blocks import (
    Align,
    ApprovalBox,
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Value,
)
from exports.renderers.xlsx_heights import height_of, split_tall
from exports.renderers.xlsx_package import Look, SheetRow
from exports.values import clean, date_text, native

_STEPS = 120
_HEAD_FILL, _LABEL_FILL = "FFEDEFF1", "FFF4F5F6"
_PLAIN = Look(border=False)
_HEAD = Look(align=Align.CENTER, bold=True, fill=_HEAD_FILL)
_LABEL = Look(align=Align.CENTER, bold=True, fill=_LABEL_FILL)
_KEY_EDGES = (0.0, 0.15, 0.5, 0.65, 1.0)
_BOX_SHARE = 0.1


@dataclass(slots=True)
class Part:
    """Rows in a stretch of the sheet: written ones, or the body of a table."""

    rows: list[SheetRow] = field(default_factory=list)
    table: Table | None = None

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.table.rows) if self.table else len(self.rows)


class Grid:
    """One sheet for printing in the making."""

    def __init__(self, blocks: Sequence[Block], letters: float) -> None:
        """Find the columns for ``blocks``; ``letters`` is the sheet's width in letters."""
        self.blocks = blocks
        edges = {0, _STEPS} | {edge for block in blocks for edge in _edges_of(block)}
        self.edges = sorted(edges)
        self.widths = [(b - a) * letters / _STEPS for a, b in pairwise(self.edges)]
        self.letters = letters
        self.parts: list[Part] = []
        self.merges: list[str] = []
        self.repeat: tuple[int, int] | None = None
        self.freeze: int | None = None

    @property
    def height(self) -> int:
        """Return the number of rows so far."""
        return sum(part.height for part in self.parts)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.widths)

    def fill(self, document: Document) -> None:
        """Lay title, 기준일 and blocks; header rows of a sheet's only table repeat and stay in view."""
        blocks = list(self.blocks)
        if blocks and isinstance(blocks[0], ApprovalBox):
            self._approval(blocks.pop(0).approvers)  # type: ignore[union-attr]
        title = Look(align=Align.CENTER, bold=True, size=16.0, border=True, fill=_LABEL_FILL)
        self.line([(0, _STEPS, clean(document.title), title)], 32.0)
        middle = self.edges[max(1, bisect_left(self.edges, _STEPS // 2))] if self.width > 1 else _STEPS
        day = f"기준일: {date_text(document.as_of)}"
        right = Look(align=Align.RIGHT, border=False)
        if middle < _STEPS:
            self.line([(0, middle, clean(document.subtitle), _PLAIN), (middle, _STEPS, day, right)], 20.0)
        else:
            self.line([(0, _STEPS, f"{clean(document.subtitle)}  {day}".strip(), right)], 20.0)
        alone = sum(isinstance(block, Table) for block in self.blocks) == 1
        for block in blocks:
            self._place(block, alone)
        rows = self.parts[-1].rows
        if rows and not any(rows[-1].looks):
            rows.pop()  # the gap below the last block

    def line(
        self, cells: Sequence[tuple[int, int, Value, Look]], height: float | None = None, merged: bool = True
    ) -> None:
        """Write a row of cells given by their edges, merged where they cover several columns."""
        values: list[Value] = [None] * self.width
        looks: list[Look | None] = [None] * self.width
        number = self.height + 1
        for left, right, value, look in cells:
            first, last = self._column(left), self._column(right) - 1
            values[first] = value
            looks[first : last + 1] = [look] * (last - first + 1)
            if merged:
                self.merge(number, number, first, last)
        if not self.parts or self.parts[-1].table:
            self.parts.append(Part())
        self.parts[-1].rows.append(SheetRow(tuple(values), tuple(looks), height))

    def merge(self, top: int, bottom: int, first: int, last: int) -> None:
        """Merge a range of rows and of columns counted from 0, unless it is one cell."""
        if (top, first) != (bottom, last):
            self.merges.append(f"{get_column_letter(first + 1)}{top}:{get_column_letter(last + 1)}{bottom}")

    def _column(self, edge: int) -> int:
        return bisect_left(self.edges, edge)

    def _place(self, block: Block, alone: bool) -> None:
        match block:
            case Heading(text, level):
                look = Look(bold=True, size=13.0 if level == 1 else 11.0, border=False)
                self.line([(0, _STEPS, clean(text), look)], 24.0)
            case Paragraph(text):
                self._prose(text)
            case Note(text):
                self._prose(f"※ {text}")
            case Bullets(items):
                for item in items:
                    self._prose(f"{'  ' * item.level}{item.mark} {item.text}")
            case KeyValues():
                self._key_values(block)
            case ApprovalBox(approvers):
                self._approval(approvers)
            case Table():
                self._table(block, alone)

    def _prose(self, text: str) -> None:
        self.line([(0, _STEPS, clean(text), _PLAIN)], self._height([text], (0, _STEPS)))

    def _height(self, values: Sequence[Value], edges: Sequence[int]) -> float | None:
        """Return the height of a row whose cells stand between ``edges``."""
        return height_of(values, self._letters(edges))

    def _letters(self, edges: Sequence[int]) -> list[float]:
        return [(right - left) / _STEPS * self.letters for left, right in pairwise(edges)]

    def _key_values(self, block: KeyValues) -> None:
        edges = [round(edge * _STEPS) for edge in _KEY_EDGES]
        for pairs in block.lines:
            cells: list[tuple[int, int, Value, Look]] = []
            for number, (name, value) in enumerate(pairs):
                left, middle = edges[2 * number], edges[2 * number + 1]
                right = edges[2 * number + 2] if len(pairs) == 2 else _STEPS
                cells += [
                    (left, middle, clean(name), _LABEL),
                    (middle, right, native(value, Kind.TEXT), Look()),
                ]
            self.line(
                cells, self._height([cell[2] for cell in cells], [cells[0][0], *(cell[1] for cell in cells)])
            )
        self.line([], 8.0)

    def _approval(self, approvers: Sequence[str]) -> None:
        edges = _box_edges(len(approvers))
        spots = list(zip(pairwise(edges), approvers, strict=True))
        self.line([(left, right, name, _LABEL) for (left, right), name in spots], 18.0)
        self.line([(left, right, None, Look()) for (left, right), _ in spots], 40.0)
        self.line([], 8.0)

    def _table(self, table: Table, alone: bool) -> None:
        if table.caption:
            self.line([(0, _STEPS, clean(table.caption), Look(bold=True, border=False))], 20.0)
        edges = _edges_of(table)
        table = split_tall(table, self._letters(edges))
        first = self.height + 1
        self._header(table, edges)
        if alone:
            self.repeat = (first, self.height)
            self.freeze = self.height + 1
        top = self.height + 1
        self.parts.append(Part(table=table))
        self._merge_row_headers(table, top, edges)
        if len(edges) - 1 != self.width:
            for number in range(top, top + len(table.rows)):
                for left, right in pairwise(edges[table.row_headers :]):
                    self.merge(number, number, self._column(left), self._column(right) - 1)
        if table.total is not None:
            self._total(table, table.total, edges)
        self.line([], 10.0)

    def _header(self, table: Table, edges: Sequence[int]) -> None:
        rows = table.headers
        placed = table.placed_headers
        top = self.height + 1
        for number in range(len(rows)):
            cells = [
                (
                    edges[column],
                    edges[column + cell.columns],
                    clean(cell.text) if row == number else None,
                    _HEAD,
                )
                for row, column, cell in placed
                if row <= number < row + cell.rows
            ]
            self.line(cells, 20.0, merged=False)
        for row, column, cell in placed:
            first, last = self._column(edges[column]), self._column(edges[column + cell.columns]) - 1
            self.merge(top + row, top + row + cell.rows - 1, first, last)

    def _merge_row_headers(self, table: Table, top: int, edges: Sequence[int]) -> None:
        """Merge equal neighbours below each other, and what None extends to the right."""
        heads = table.row_headers
        for column in range(heads):
            start = top
            for _, group in groupby(tuple(row[: column + 1]) for row in table.rows):
                rows = list(group)
                whole = table.rows[start - top][:heads]
                last = column + 1
                while last < heads and whole[last] is None:
                    last += 1
                if whole[column] is not None:
                    first, right = self._column(edges[column]), self._column(edges[last]) - 1
                    self.merge(start, start + len(rows) - 1, first, right)
                start += len(rows)

    def _total(self, table: Table, total: Row, edges: Sequence[int]) -> None:
        reach = next((n for n, value in enumerate(total) if n and value is not None), len(total))
        label = (edges[0], edges[reach], total[0], _HEAD)
        cells = [
            (edges[n], edges[n + 1], native(total[n], column.kind), _total_look(column))
            for n, column in enumerate(table.columns)
            if n >= reach
        ]
        self.line([label, *cells], 20.0)

    def sheet_rows(self) -> Iterator[SheetRow]:
        """Yield all rows of the sheet."""
        for part in self.parts:
            if part.table:
                yield from self._body(part.table)
            else:
                yield from part.rows

    def _body(self, table: Table) -> Iterator[SheetRow]:
        edges = _edges_of(table)
        looks = tuple(
            _LABEL if number < table.row_headers else look_of(column)
            for number, column in enumerate(table.columns)
        )
        widths = self._letters(edges)
        # A merged row header has the height of all its rows.
        free = [1000.0] * table.row_headers + widths[table.row_headers :]
        if len(edges) - 1 == self.width:
            for row in native_rows(table):
                yield SheetRow(row, looks, height_of(row, free))
            return
        places = [self._column(edge) for edge in edges]
        wide = tuple(look for look, (a, b) in zip(looks, pairwise(places), strict=True) for _ in range(b - a))
        for row in native_rows(table):
            values: list[Value] = [None] * self.width
            for value, place in zip(row, places, strict=False):
                values[place] = value
            yield SheetRow(tuple(values), wide, height_of(row, free))


def _total_look(column: Column) -> Look:
    return replace(look_of(column), bold=True, fill=_HEAD_FILL)


def look_of(column: Column) -> Look:
    """Return how the body cells of a column look."""
    return Look(column.kind, column.alignment)


def native_rows(table: Table) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table with the values that a machine should have."""
    kinds = [column.kind for column in table.columns]
    for row in table.rows:
        yield tuple([native(value, kind) for value, kind in zip(row, kinds, strict=True)])


def pages_of(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks by sheet: each page break begins a new one."""
    pages: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, PageBreak):
            pages.append([])
        else:
            pages[-1].append(block)
    return [page for page in pages if page] or [[]]


def _edges_of(block: Block) -> list[int]:
    """Return the column edges of a block in steps from 0 to 120, each column at least one step wide."""
    if isinstance(block, KeyValues):
        return [round(edge * _STEPS) for edge in _KEY_EDGES]
    if isinstance(block, ApprovalBox):
        return _box_edges(len(block.approvers))
    if not isinstance(block, Table):
        return []
    whole = sum(column.weight for column in block.columns)
    edges = [
        round(edge / whole * _STEPS) for edge in accumulate((c.weight for c in block.columns), initial=0.0)
    ]
    for number in range(1, len(edges)):
        least, most = edges[number - 1] + 1, _STEPS - (len(edges) - 1 - number)
        edges[number] = min(max(edges[number], least), most)
    return edges


def _box_edges(count: int) -> list[int]:
    return [round(_STEPS * (1 - _BOX_SHARE * left)) for left in range(count, -1, -1)]
