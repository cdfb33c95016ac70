"""Tables of a PDF, row by row on the page: time grows with the rows and with nothing else.

reportlab's own tables are superlinear (300 pages 17 s, 1,000 pages 151 s); this flow costs little more
than drawing the bare strings.  A long row is cut between lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from reportlab.lib.units import mm

from exports.blocks import Align, HeaderCell, Kind, Linked, Row, Table
from exports.renderers.pdf_fonts import Line, Typeface
from exports.renderers.pdf_page import Flow, Text
from exports.values import shown
from exports.widths import shares

_SIDE, _ABOVE = 3.5, 3.2
_LEADING = 1.38
_ASCENT = 1.02
_HEAD_GRAY, _TOTAL_GRAY = 0.925, 0.96
_OUTER, _INNER, _UPRIGHT = (0.9, 0.15), (0.4, 0.6), (0.4, 0.78)
_ADVANCE_EVERY = 50
_SMALL = 1 / 3  # of the page; a lower table is not parted
_LONG_ROW = 14  # lines from which a row is cut rather than leave half a page empty


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row whose cells are wrapped; ``spans`` are the last columns of cells that reach to the right."""

    cells: list[tuple[Line, ...]]
    lines: int
    spans: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row on the page being filled; ``place`` counts the texts that stand before it."""

    laid: _Laid
    top: float
    height: float
    place: int

    @property
    def bottom(self) -> float:
        return self.top + self.height


class TableFlow:
    """One table on its way through the pages."""

    def __init__(self, flow: Flow, table: Table, size: float) -> None:
        """Measure the columns for the width of the page and wrap the header."""
        self.flow, self.table, self.size = flow, table, size
        self.leading = size * _LEADING
        self.lowest: float = table.row_height * mm
        unit = size / 1000
        parts = shares(table, flow.inner / unit, 2 * _SIDE / unit, flow.fonts.bold.measure)
        widths = [part * flow.inner for part in parts]
        self.edges = list(accumulate(widths, initial=flow.left))
        self.limits = [(width - 2 * _SIDE) * 1000 / size for width in widths]
        self.header = Header(self)
        self.segment: list[_Placed] = []
        self.linked = any(isinstance(value, Linked) for row in table.rows for value in row)

    @cached_property
    def whole(self) -> float:
        """Return the height of all of it, as far as rows of a table kept together go.

        A heading asks for it, then the table itself, and each time every row would be wrapped anew.
        """
        rows = sum(self._height(self._lay(row)) for row in self.table.rows)
        total = self.table.total
        last = self._height(self._lay(total, spanning=len(total))) if total is not None else 0.0
        return self.header.height + rows + last

    @property
    def small(self) -> bool:
        """Return whether it is so low that it is not parted: less than a third of the page."""
        most = (self.flow.bottom - self.flow.top) * _SMALL
        return len(self.table.rows) * (self.leading + 2 * _ABOVE) < most and self.whole < most

    @property
    def least(self) -> float:
        """Return the height that header and first row need."""
        first = min(self._lay(self.table.rows[0]).lines, 6) if self.table.rows else 1
        return self.header.height + max(first * self.leading + 2 * _ABOVE, self.lowest)

    def _height(self, laid: _Laid) -> float:
        return max(laid.lines * self.leading + 2 * _ABOVE, self.lowest)

    def _link(self, row: Row) -> None:
        placed = self.segment[-1]
        for number, value in enumerate(row):
            if isinstance(value, Linked) and value:
                left, right = self.edges[number], self.edges[number + 1]
                self.flow.page.links.append((value.anchor, (left, placed.top, right - left, placed.height)))

    def place(self, below: float = 0.0) -> None:
        """Lay out header, rows and total from the place where the flow stands.

        Its end stays with what stands ``below`` it, so many points of notes.
        """
        flow = self.flow
        flow.need(self.least)
        self.header.draw()
        for number, row in enumerate(self.table.rows, 1):
            if number == len(self.table.rows) - 1:
                self._keep_tail(below)
            self._place_row(self._lay(row))
            if self.linked:
                self._link(row)
            if number % _ADVANCE_EVERY == 0:
                flow.advance(_ADVANCE_EVERY)
        flow.advance(len(self.table.rows) % _ADVANCE_EVERY)
        self._close_segment()
        if self.table.total is not None:
            self._place_total(self.table.total)
        flow.y += 10

    def _keep_tail(self, below: float) -> None:
        """Turn the page before the last two rows where they, the total or notes would stand alone there."""
        rows = [self._lay(row) for row in self.table.rows[-2:]]
        height = sum(map(self._height, rows)) + below
        height += self.leading + 2 * _ABOVE if self.table.total is not None else 0.0
        small = height < (self.flow.bottom - self.flow.top) / 3
        if small and len(self.segment) > 1 and self.flow.y + height > self.flow.bottom:
            self._turn_page()

    def _lay(self, row: Row, face: Typeface | None = None, spanning: int = -1) -> _Laid:
        """Wrap the cells; a cell followed by None among the first ``spanning`` ones reaches to the right."""
        wrap = (face or self.flow.fonts.regular).wrap
        cells = [
            wrap(shown(value, column.kind), limit)
            for value, column, limit in zip(row, self.table.columns, self.limits, strict=True)
        ]
        heads = self.table.row_headers if spanning < 0 else spanning
        spans = _spans_of(row, heads) if heads else {}
        for start, last in spans.items():
            room = (self.edges[last + 1] - self.edges[start] - 2 * _SIDE) * 1000 / self.size
            cells[start] = wrap(shown(row[start], self.table.columns[start].kind), room)
        return _Laid(cells, max(map(len, cells)), spans)

    def _place_row(self, laid: _Laid) -> None:
        height = self._height(laid)
        if self.flow.y + height > self.flow.bottom:
            rest = (self.flow.bottom - self.flow.y) / self.leading
            long = laid.lines >= _LONG_ROW and rest >= _LONG_ROW / 2
            if long or height > self.flow.bottom - self.flow.top - self.header.height:
                self._place_pieces(laid)
                return
            self._turn_page()
        self._put(laid, height)

    def _place_pieces(self, laid: _Laid) -> None:
        """Cut a row that is taller than a page between its lines."""
        start = 0
        while start < laid.lines:
            room = int((self.flow.bottom - self.flow.y - 2 * _ABOVE) / self.leading)
            if room < min(3, laid.lines - start) and self.segment:
                self._turn_page()
                continue
            stop = min(start + max(room, 1), laid.lines)
            cells = [lines if len(lines) == 1 else lines[start:stop] for lines in laid.cells]
            self._put(_Laid(cells, stop - start, laid.spans), (stop - start) * self.leading + 2 * _ABOVE)
            start = stop
            if start < laid.lines:
                self._turn_page()

    def _put(self, laid: _Laid, height: float) -> None:
        self.segment.append(_Placed(laid, self.flow.y, height, len(self.flow.page.texts)))
        heads = self.table.row_headers
        self._draw_cells(laid, self.flow.y, height, heads, self.flow.fonts.regular)
        self.flow.y += height

    def _turn_page(self) -> None:
        self._close_segment()
        self.flow.new_page()
        self.header.draw()

    def _draw_cells(self, laid: _Laid, top: float, height: float, first: int, face: Typeface) -> None:
        texts, size, leading, edges = self.flow.page.texts, self.size, self.leading, self.edges
        scale = size / 1000
        covered = -1
        for number in range(first, len(laid.cells)):
            if number <= covered:
                continue
            lines = laid.cells[number]
            covered = laid.spans.get(number, number)
            align = Align.CENTER if covered > number else self.table.columns[number].alignment
            y = self._upper(number, top, height, len(lines)) + size * _ASCENT
            for line in lines:
                if line.text:
                    x = _start(edges[number], edges[covered + 1], line, scale, align)
                    texts.append((face, size, x, y, line.text))
                y += leading

    def _upper(self, column: int, top: float, height: float, lines: int) -> float:
        if self.table.columns[column].kind is Kind.LIST:
            return top + _ABOVE
        return top + (height - lines * self.leading) / 2

    def _close_segment(self) -> None:
        """Rule the rows of this page and write their row headers, merged where neighbours are equal."""
        if not self.segment:
            return
        page, edges = self.flow.page, self.edges
        heads = self.table.row_headers
        top, bottom = self.segment[0].top, self.segment[-1].bottom
        for upper, lower in pairwise(self.segment):
            x = edges[next((c for c in range(heads) if _differ(upper, lower, c)), heads)]
            page.rules[_INNER].append((x, upper.bottom, edges[-1], upper.bottom))
        page.rules[_OUTER].append((edges[0], bottom, edges[-1], bottom))
        page.rules[_UPRIGHT] += [(x, top, x, bottom) for x in edges[1 + heads : -1]]
        self._write_row_headers([group for column in range(heads) for group in self._groups(column)])
        self.segment = []

    def _groups(self, column: int) -> Iterator[tuple[int, list[_Placed]]]:
        """Yield the rows that share a row header in ``column`` and in those left of it."""
        group: list[_Placed] = []
        for placed in self.segment:
            if group and any(_differ(group[-1], placed, c) for c in range(column + 1)):
                yield column, group
                group = []
            group.append(placed)
        yield column, group

    def _write_row_headers(self, groups: list[tuple[int, list[_Placed]]]) -> None:
        """Put each label before the row it begins with, so that the text reads as the table does."""
        labels: list[tuple[int, list[Text]]] = []
        for column, group in groups:
            laid = group[0].laid
            if any(first < column <= last for first, last in laid.spans.items()):
                continue
            right = self.edges[laid.spans.get(column, column) + 1]
            box = (self.edges[column], group[0].top, right, group[-1].bottom)
            self.flow.page.fills[_TOTAL_GRAY].append((box[0], box[1], box[2] - box[0], box[3] - box[1]))
            self.flow.page.rules[_UPRIGHT].append((right, box[1], right, box[3]))
            labels.append((group[0].place, self.centred(laid.cells[column], box, self.flow.fonts.regular)))
        for place, texts in sorted(labels, key=lambda label: label[0], reverse=True):
            self.flow.page.texts[place:place] = texts

    def centred(
        self, lines: tuple[Line, ...], box: tuple[float, float, float, float], face: Typeface
    ) -> list[Text]:
        """Return the texts of lines in the middle of a box (left, top, right, bottom)."""
        left, top, right, bottom = box
        y = (top + bottom - len(lines) * self.leading) / 2 + self.size * _ASCENT
        scale = self.size / 1000
        starts = [_start(left, right, line, scale, Align.CENTER) for line in lines]
        return [
            (face, self.size, x, y + number * self.leading, line.text)
            for number, (x, line) in enumerate(zip(starts, lines, strict=True))
        ]

    def _place_total(self, total: Row) -> None:
        face = self.flow.fonts.bold
        laid = self._lay(total, face, spanning=len(total))
        height = laid.lines * self.leading + 2 * _ABOVE
        if self.flow.y + height > self.flow.bottom:
            self._turn_page()
        page, edges, top = self.flow.page, self.edges, self.flow.y
        page.fills[_HEAD_GRAY].append((edges[0], top, edges[-1] - edges[0], height))
        self._draw_cells(laid, top, height, 0, face)
        covered = {c for first, last in laid.spans.items() for c in range(first + 1, last + 1)}
        page.rules[_UPRIGHT] += [
            (edges[c], top, edges[c], top + height) for c in range(1, len(edges) - 1) if c not in covered
        ]
        page.rules[_OUTER].append((edges[0], top + height, edges[-1], top + height))
        self.flow.y += height


class Header:
    """The header rows of a table, wrapped once and drawn on every page."""

    def __init__(self, owner: TableFlow) -> None:
        """Find the place of every header cell and the height of every header row."""
        self.owner = owner
        bold = owner.flow.fonts.bold
        self.cells: list[tuple[int, int, HeaderCell, tuple[Line, ...]]] = []
        rows = owner.table.headers
        heights = [1] * len(rows)
        for row, column, cell in owner.table.placed_headers:
            width = owner.edges[column + cell.columns] - owner.edges[column] - 2 * _SIDE
            lines = bold.wrap(cell.text, width * 1000 / owner.size)
            self.cells.append((row, column, cell, lines))
            if cell.rows == 1:
                heights[row] = max(heights[row], len(lines))
        heights[-1] = max(
            heights[-1], *(len(c[3]) - sum(heights[c[0] : -1]) for c in self.cells if c[2].rows > 1), 1
        )
        self.tops = list(accumulate((n * owner.leading + 2 * _ABOVE + 1 for n in heights), initial=0.0))
        self.height = self.tops[-1]

    def draw(self) -> None:
        """Draw the header where the flow stands."""
        owner, flow = self.owner, self.owner.flow
        page, edges, top = flow.page, owner.edges, flow.y
        page.fills[_HEAD_GRAY].append((edges[0], top, edges[-1] - edges[0], self.height))
        for row, column, cell, lines in self.cells:
            upper, lower = top + self.tops[row], top + self.tops[row + cell.rows]
            left, right = edges[column], edges[column + cell.columns]
            page.texts += owner.centred(lines, (left, upper, right, lower), flow.fonts.bold)
            if right < edges[-1] - 0.01:
                page.rules[_UPRIGHT].append((right, upper, right, lower))
            if row + cell.rows < len(self.tops) - 1:
                page.rules[_INNER].append((left, lower, right, lower))
        page.rules[_OUTER].append((edges[0], top, edges[-1], top))
        page.rules[_INNER].append((edges[0], top + self.height, edges[-1], top + self.height))
        flow.y += self.height


def _spans_of(row: Row, heads: int) -> dict[int, int]:
    """Return first -> last column of the cells among the first ``heads`` that None extends."""
    spans: dict[int, int] = {}
    start = 0
    for column in range(1, heads):
        if row[column] is None and (heads < len(row) or start == 0):
            spans[start] = column
        else:
            start = column
    return spans


def _differ(upper: _Placed, lower: _Placed, column: int) -> bool:
    above, below = upper.laid, lower.laid
    return above.cells[column] != below.cells[column] or above.spans != below.spans


def _start(left: float, right: float, line: Line, scale: float, align: Align) -> float:
    if align is Align.LEFT:
        return left + _SIDE + line.indent * scale
    width = line.width * scale
    if align is Align.RIGHT:
        return right - _SIDE - width
    return (left + right - width) / 2
