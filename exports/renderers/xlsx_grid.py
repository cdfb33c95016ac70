"""Blocks laid on the cells of a sheet for printing.

The column edges of all tables of a sheet are laid over each other; a cell that spans several of the
resulting columns is merged.  A sheet with one table therefore has that table's columns and no merge
in its body.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from openpyxl.utils import get_column_letter

from exports.blocks import (
    Align,
    ApprovalBox,
    Block,
    Certificate,
    Chart,
    Contents,
    Cover,
    Document,
    Heading,
    KeyValues,
    Kind,
    PageBreak,
    Paragraph,
    Picture,
    SectionBreak,
    Table,
    Value,
)
from exports.renderers import xlsx_certificate, xlsx_parts, xlsx_table
from exports.renderers.xlsx_breaks import Stretch
from exports.renderers.xlsx_heights import height_of
from exports.renderers.xlsx_package import Look, SheetRow
from exports.renderers.xlsx_table import LABEL, LABEL_FILL, STEPS, edges_of
from exports.values import clean, native
from exports.wording import lines_of

_PLAIN = Look(border=False)
_KEY_EDGES = (0.0, 0.15, 0.5, 0.65, 1.0)
_BOX_SHARE = 0.1
_POINTS_PER_LETTER = 5.25
_GAPS = (8.0, 10.0)


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

    def __init__(self, blocks: Sequence[Block], document: Document, letters: float) -> None:
        """Find the columns for ``blocks``; ``letters`` is the sheet's width in letters."""
        self.blocks = blocks
        self.document = document
        edges = {0, STEPS} | {edge for block in blocks for edge in _edges_of(block, letters)}
        if len(edges) == 2 and not any(isinstance(block, Table) for block in blocks):
            edges.add(STEPS // 2)  # a sheet of one wide column is not fitted to its page by every program
        self.edges = sorted(edges)
        self.widths = [(b - a) * letters / STEPS for a, b in pairwise(self.edges)]
        self.letters = letters
        self.parts: list[Part] = []
        self.merges: list[str] = []
        self.repeat: tuple[int, int] | None = None
        self.freeze: int | None = None
        self.floats: list[tuple[int, Chart | Picture, float]] = []
        """Charts and pictures: the row they stand in, and their height in points."""
        self.links: list[tuple[str, str]] = []
        """(cell, anchor) of figures that lead to a list."""
        self.anchors: dict[str, int] = {}
        self.document_warnings: list[str] = []
        self.stretches: list[Stretch] = []
        """The rows of every block, in their order."""

    @property
    def height(self) -> int:
        """Return the number of rows so far."""
        return sum(part.height for part in self.parts)

    @property
    def points(self) -> float:
        """Return the width of the sheet in points."""
        return self.letters * _POINTS_PER_LETTER

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.widths)

    def fill(self) -> None:
        """Lay title, 기준일 and blocks; header rows of a sheet's only table repeat and stay in view."""
        document, blocks = self.document, list(self.blocks)
        if blocks and isinstance(blocks[0], ApprovalBox):
            self._approval(blocks.pop(0).approvers)  # type: ignore[union-attr]
        if blocks and isinstance(blocks[0], Certificate):
            xlsx_certificate.lay(self, blocks[0])
            return
        if not any(isinstance(block, Cover) for block in document.blocks):
            self._title(document)
        alone = sum(isinstance(block, Table) for block in self.blocks) == 1
        for block in blocks:
            first = self.height + 1
            self._place(block, alone)
            if self.height >= first:
                self.stretches.append(Stretch(first, self.height, isinstance(block, Heading)))
        rows = self.parts[-1].rows
        if rows and not any(rows[-1].looks) and rows[-1].height in _GAPS:
            rows.pop()  # the gap below the last block

    def _title(self, document: Document) -> None:
        title = Look(align=Align.CENTER, bold=True, size=16.0, border=True, fill=LABEL_FILL)
        self.line([(0, STEPS, clean(document.title), title)], 32.0)
        middle = self.edges[max(1, bisect_left(self.edges, STEPS // 2))] if self.width > 1 else STEPS
        day = document.day
        if not (day or document.subtitle):
            self.line([], 8.0)
            return
        right = Look(align=Align.RIGHT, border=False)
        if middle < STEPS:
            self.line([(0, middle, clean(document.subtitle), _PLAIN), (middle, STEPS, day, right)], 20.0)
        else:
            self.line([(0, STEPS, f"{clean(document.subtitle)}  {day}".strip(), right)], 20.0)

    def line(
        self, cells: Sequence[tuple[int, int, Value, Look]], height: float | None = None, merged: bool = True
    ) -> None:
        """Write a row of cells given by their edges, merged where they cover several columns."""
        values: list[Value] = [None] * self.width
        looks: list[Look | None] = [None] * self.width
        number = self.height + 1
        for left, right, value, look in cells:
            first, last = self.column(left), self.column(right) - 1
            values[first] = value
            looks[first : last + 1] = [look] * (last - first + 1)
            if merged:
                self.merge(number, number, first, last)
        if not self.parts or self.parts[-1].table:
            self.parts.append(Part())
        self.parts[-1].rows.append(SheetRow(tuple(values), tuple(looks), height))

    def begin_body(self, table: Table) -> None:
        """Leave the next rows to the body of a table."""
        self.parts.append(Part(table=table))

    def merge(self, top: int, bottom: int, first: int, last: int) -> None:
        """Merge a range of rows and of columns counted from 0, unless it is one cell."""
        if (top, first) != (bottom, last):
            self.merges.append(f"{get_column_letter(first + 1)}{top}:{get_column_letter(last + 1)}{bottom}")

    def mark(self, anchor: str) -> None:
        """Note that a list with this anchor begins in the next row."""
        if anchor:
            self.anchors[anchor] = self.height + 1

    def column(self, edge: int) -> int:
        """Return the number of the column that begins at ``edge``, counted from 0."""
        return bisect_left(self.edges, edge)

    def _place(self, block: Block, alone: bool) -> None:
        match block:
            case Heading(text, level):
                self.mark(block.anchor)
                look = Look(bold=True, size=13.0 if level == 1 else 11.0, border=False)
                self.line([(0, STEPS, clean(text), look)], 24.0)
            case Paragraph(text):
                self.prose(text)
            case KeyValues():
                self._key_values(block)
            case ApprovalBox(approvers):
                self._approval(approvers)
            case Table():
                xlsx_table.lay(self, block, alone)
            case _ if not xlsx_parts.lay(self, block):
                for line in lines_of(block, self.document):
                    self.prose(line)

    def prose(self, text: str) -> None:
        """Write text over the whole width, as high as it needs."""
        self.line([(0, STEPS, clean(text), _PLAIN)], self._height([text], (0, STEPS)))

    def _height(self, values: Sequence[Value], edges: Sequence[int]) -> float | None:
        """Return the height of a row whose cells stand between ``edges``."""
        return height_of(values, self.letters_between(edges))

    def letters_between(self, edges: Sequence[int]) -> list[float]:
        """Return the widths in letters of the cells that stand between ``edges``."""
        return [(right - left) / STEPS * self.letters for left, right in pairwise(edges)]

    def _key_values(self, block: KeyValues) -> None:
        edges = [round(edge * STEPS) for edge in _KEY_EDGES]
        for pairs in block.lines:
            cells: list[tuple[int, int, Value, Look]] = []
            for number, (name, value) in enumerate(pairs):
                left, middle = edges[2 * number], edges[2 * number + 1]
                right = edges[2 * number + 2] if len(pairs) == 2 else STEPS
                cells += [
                    (left, middle, clean(name), LABEL),
                    (middle, right, native(value, Kind.TEXT), Look()),
                ]
            self.line(
                cells, self._height([cell[2] for cell in cells], [cells[0][0], *(cell[1] for cell in cells)])
            )
        self.line([], 8.0)

    def _approval(self, approvers: Sequence[str]) -> None:
        edges = _box_edges(len(approvers))
        spots = list(zip(pairwise(edges), approvers, strict=True))
        self.line([(left, right, name, LABEL) for (left, right), name in spots], 18.0)
        self.line([(left, right, None, Look()) for (left, right), _ in spots], 40.0)
        self.line([], 8.0)

    def sheet_rows(self) -> Iterator[SheetRow]:
        """Yield all rows of the sheet."""
        number = 1
        for part in self.parts:
            if part.table:
                yield from xlsx_table.body(self, part.table, number)
            else:
                yield from part.rows
            number += part.height


def pages_of(document: Document) -> list[tuple[bool, list[Block]]]:
    """Return (landscape, blocks) by sheet: each break begins a new one."""
    landscape = document.landscape
    pages: list[tuple[bool, list[Block]]] = [(landscape, [])]
    for block in document.numbered_blocks:
        if isinstance(block, (PageBreak, SectionBreak)):
            landscape = block.landscape if isinstance(block, SectionBreak) else landscape
            pages.append((landscape, []))
            continue
        pages[-1][1].append(block)
        if isinstance(block, (Cover, Contents)):
            pages.append((landscape, []))
    return [page for page in pages if page[1]] or [(document.landscape, [])]


def _edges_of(block: Block, letters: float) -> list[int]:
    """Return the column edges of a block in steps from 0 to 120, each column at least one step wide."""
    if isinstance(block, KeyValues):
        return [round(edge * STEPS) for edge in _KEY_EDGES]
    if isinstance(block, Certificate):
        return list(xlsx_certificate.EDGES)
    if isinstance(block, ApprovalBox):
        return _box_edges(len(block.approvers))
    return edges_of(block, letters) if isinstance(block, Table) else []


def _box_edges(count: int) -> list[int]:
    return [round(STEPS * (1 - _BOX_SHARE * left)) for left in range(count, -1, -1)]
