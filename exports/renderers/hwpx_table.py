"""Tables of an HWPX: real header rows that repeat, spans, and a row after the other.

python-hwpx keeps the whole tree and takes 6 s for 1,000 rows, 73 s for 5,000; written as text they take
a hundredth of that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from exports.blocks import Align, KeyValues, Row, Table
from exports.renderers.hwpx_styles import GOTHIC, Frame, Letters, Lines, Styles
from exports.renderers.hwpx_text import Pen, run
from exports.values import clean, shown
from exports.widths import shares

_THIN, _THICK = "0.12", "0.4"
HEAD_FILL, LABEL_FILL, TOTAL_FILL = "#EDEFF1", "#F4F5F6", "#EDEFF1"
_SIDE, _UPPER = 283, 113  # the inner margins of a cell
_SIZE, _DENSE = 10.0, 8.5
_DENSE_FROM = 9
_DIGIT = 0.55  # of the size of the letters
_KEY_EDGES = (0.0, 0.16, 0.5, 0.66, 1.0)
_POINTS_PER_MM = 72 / 25.4
_LOW_ROWS, _LOW_LETTERS = 12, 600
_TELL_EVERY = 100
_ROWS = "\x00"  # where the rows of a table go; no text holds it


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its place, what it covers, its text and its look."""

    text: str
    row: int
    column: int
    columns: int = 1
    rows: int = 1
    align: Align = Align.CENTER
    bold: bool = False
    fill: str = ""
    head: bool = False


class TableWriter:
    """Writes tables of one width of the page."""

    def __init__(self, pen: Pen, width: int, advance: Callable[[int], None]) -> None:
        """Write tables ``width`` HWP units wide; ``advance`` hears of the rows."""
        self.pen, self.width, self.advance = pen, width, advance
        self.styles: Styles = pen.styles

    def table(self, table: Table) -> Iterator[str]:
        """Yield a table in its paragraph, row by row: a long one is never held whole."""
        size = _DENSE if len(table.columns) >= _DENSE_FROM else _SIZE
        digit = size * 100 * _DIGIT
        edges = _edges(shares(table, self.width / digit, 2 * _SIDE / digit), self.width)
        heads = len(table.headers)
        count = heads + len(table.rows) + (table.total is not None)
        keep = table.keep or _is_low(count, table.rows)
        before, after = self.wrap(_ROWS, count, edges, size, keep=keep, repeat=True).split(_ROWS)
        yield before
        yield from (self._row(cells, edges, size) for cells in _header(table))
        spans = _row_spans(table)
        lowest = table.row_height * _POINTS_PER_MM or None
        for number, row in enumerate(table.rows):
            yield self._row(list(_body(table, row, number, heads + number, spans)), edges, size, lowest)
            if number % _TELL_EVERY == _TELL_EVERY - 1:
                self.advance(_TELL_EVERY)
        self.advance(len(table.rows) % _TELL_EVERY)
        if table.total is not None:
            yield self._row(list(_total(table, table.total, heads + len(table.rows))), edges, size)
        yield after

    def key_values(self, block: KeyValues) -> str:
        """Return names and values: two pairs a line, a long one alone over the whole width."""
        edges = [round(edge * self.width) for edge in _KEY_EDGES]
        rows = []
        for number, pairs in enumerate(block.lines):
            cells = []
            for place, (name, value) in enumerate(pairs):
                reach = 1 if len(pairs) == 2 else 3
                cells.append(Cell(clean(name), number, 2 * place, bold=True, fill=LABEL_FILL))
                cells.append(Cell(shown(value), number, 2 * place + 1, reach, align=Align.LEFT))
            rows.append(self._row(cells, edges, _SIZE))
        return self.wrap("".join(rows), len(rows), edges, _SIZE, keep=_is_low(len(rows), block.pairs))

    def boxes(self, rows: Sequence[Sequence[Cell]], shares: Sequence[float], heights: Sequence[float]) -> str:
        """Return a table of given cells, as wide as its shares of the page, at the right."""
        edges = _edges(shares, self.width)
        inner = "".join(
            self._row(list(cells), edges, _SIZE, height) for cells, height in zip(rows, heights, strict=True)
        )
        return self.wrap(inner, len(rows), edges, _SIZE, align=Align.RIGHT)

    def wrap(
        self,
        rows: str,
        count: int,
        edges: Sequence[int],
        size: float,
        *,
        keep: bool = False,
        repeat: bool = False,
        align: Align = Align.LEFT,
    ) -> str:
        """Return the table element around its rows, as a sign of its paragraph."""
        pen = self.pen
        frame = self._frame("")
        lines = self.styles.lines.id(Lines(align=align, after=4, spacing=130))
        height = round(count * (size * 130 + 2 * _UPPER))
        letters = self.styles.letters.id(Letters(size, face=GOTHIC))
        inner = (
            f'<hp:run charPrIDRef="{letters}"><hp:tbl id="{pen.number()}" zOrder="0" numberingType="TABLE"'
            ' textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None"'
            f' pageBreak="{"NONE" if keep else "CELL"}" repeatHeader="{repeat:d}" rowCnt="{count}"'
            f' colCnt="{len(edges) - 1}" cellSpacing="0" borderFillIDRef="{frame}" noAdjust="0">'
            f'<hp:sz width="{edges[-1]}" widthRelTo="ABSOLUTE" height="{height}"'
            ' heightRelTo="ABSOLUTE" protect="0"/>'
            # A table that stands like a letter cannot be parted between pages.
            f'<hp:pos treatAsChar="{align is Align.RIGHT:d}" affectLSpacing="0" flowWithText="1"'
            ' allowOverlap="0" holdAnchorAndSO="0"'
            ' vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0"'
            ' horzOffset="0"/>'
            '<hp:outMargin left="0" right="0" top="0" bottom="283"/>'
            f'<hp:inMargin left="{_SIDE}" right="{_SIDE}" top="{_UPPER}" bottom="{_UPPER}"/>'
            f"{rows}</hp:tbl></hp:run>"
        )
        return pen.paragraph(inner, self.styles.of("본문")[0], lines)

    def _frame(self, fill: str) -> int:
        return self.styles.frames.id(Frame(_THIN, _THIN, _THIN, _THIN, fill)) + 1

    def _row(self, cells: list[Cell], edges: Sequence[int], size: float, height: float | None = None) -> str:
        points = height or size * 1.3
        return f"<hp:tr>{''.join(self._cell(cell, edges, size, points) for cell in cells)}</hp:tr>"

    def _cell(self, cell: Cell, edges: Sequence[int], size: float, height: float) -> str:
        letters = self.styles.letters.id(Letters(size, cell.bold, GOTHIC))
        lines = self.styles.lines.id(Lines(align=cell.align, spacing=130))
        style = self.styles.of("표 머리" if cell.head else "표")[0]
        paragraphs = "".join(
            self.pen.paragraph(run(letters, text), style, lines) for text in cell.text.split("\n")
        )
        width = edges[cell.column + cell.columns] - edges[cell.column]
        return (
            f'<hp:tc name="" header="{cell.head:d}" hasMargin="0" protect="0" editable="0" dirty="0"'
            f' borderFillIDRef="{self._frame(cell.fill)}"><hp:subList id="" textDirection="HORIZONTAL"'
            ' lineWrap="BREAK" vertAlign="CENTER" linkListIDRef="0" linkListNextIDRef="0" textWidth="0"'
            f' textHeight="0" hasTextRef="0" hasNumRef="0">{paragraphs}</hp:subList>'
            f'<hp:cellAddr colAddr="{cell.column}" rowAddr="{cell.row}"/>'
            f'<hp:cellSpan colSpan="{cell.columns}" rowSpan="{cell.rows}"/>'
            f'<hp:cellSz width="{width}" height="{round(height * 100) + 2 * _UPPER}"/>'
            f'<hp:cellMargin left="{_SIDE}" right="{_SIDE}" top="{_UPPER}" bottom="{_UPPER}"/></hp:tc>'
        )


def _is_low(count: int, rows: Sequence[Sequence[object]]) -> bool:
    """Return whether a table is surely so low that no page need part it."""
    return count <= _LOW_ROWS and sum(len(str(value or "")) for row in rows for value in row) <= _LOW_LETTERS


def _edges(shares: Sequence[float], width: int) -> list[int]:
    return [round(edge * width) for edge in accumulate(shares, initial=0.0)]


def _header(table: Table) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in table.headers]
    for row, column, cell in table.placed_headers:
        text = clean(cell.text)
        rows[row].append(
            Cell(text, row, column, cell.columns, cell.rows, bold=True, fill=HEAD_FILL, head=True)
        )
    return rows


def _row_spans(table: Table) -> dict[tuple[int, int], int]:
    """Return (row, column) -> how many rows the row header there covers; 0 where one above covers it."""
    spans: dict[tuple[int, int], int] = {}
    for column in range(table.row_headers):
        start = 0
        for number, (above, below) in enumerate(pairwise(table.rows), 1):
            if tuple(above[: column + 1]) == tuple(below[: column + 1]) and _reach(above, table) == _reach(
                below, table
            ):
                spans[number, column] = 0
                continue
            spans[start, column] = number - start
            start = number
        if table.rows:
            spans[start, column] = len(table.rows) - start
    return spans


def _reach(row: Row, table: Table) -> tuple[bool, ...]:
    return tuple(value is None for value in row[: table.row_headers])


def _body(
    table: Table, row: Row, number: int, place: int, spans: dict[tuple[int, int], int]
) -> Iterator[Cell]:
    heads = table.row_headers
    for column, value in enumerate(row):
        kind = table.columns[column]
        text = shown(value, kind.kind)
        if column >= heads:
            yield Cell(text, place, column, align=kind.alignment)
            continue
        if (value is None and column) or spans[number, column] == 0:
            continue
        reach = _width(row, column, heads)
        yield Cell(text, place, column, reach, spans[number, column], fill=LABEL_FILL)


def _width(row: Row, column: int, heads: int) -> int:
    reach = 1
    while column + reach < heads and row[column + reach] is None:
        reach += 1
    return reach


def _total(table: Table, total: Row, place: int) -> Iterator[Cell]:
    reach = next((n for n, value in enumerate(total) if n and value is not None), len(total))
    yield Cell(shown(total[0], table.columns[0].kind), place, 0, reach, bold=True, fill=TOTAL_FILL)
    for column in range(reach, len(total)):
        kind = table.columns[column]
        text = shown(total[column], kind.kind)
        yield Cell(text, place, column, align=kind.alignment, bold=True, fill=TOTAL_FILL)
