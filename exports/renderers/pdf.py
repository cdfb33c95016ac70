"""A document as PDF: embedded fonts, searchable text, bookmarks, page numbers, words kept whole."""

from collections.abc import Callable
from typing import BinaryIO

from exports.blocks import (
    ApprovalBox,
    Block,
    Bullets,
    Certificate,
    Document,
    Heading,
    KeyValues,
    Note,
    PageBreak,
    Paragraph,
    SectionBreak,
    Table,
)
from exports.renderers.pdf_certificate import place_certificate
from exports.renderers.pdf_fonts import Fonts, Typeface, load_fonts
from exports.renderers.pdf_page import Flow, draw
from exports.renderers.pdf_table import TableFlow
from exports.values import clean, date_text, shown
from exports.wording import lines_of

_TITLE_SIZE, _BODY_SIZE, _SMALL_SIZE = 17.0, 10.5, 9.0
_HEADING_SIZES = (13.0, 11.5, 10.5)
_TABLE_SIZE, _DENSE_SIZE = 9.5, 8.0
_DENSE_FROM = 9
_LEADING = 1.55
_FRAME = (0.8, 0.15)
_THIN = (0.4, 0.6)

Progress = Callable[[int, int], None]


def write(document: Document, stream: BinaryIO, progress: Progress | None = None) -> list[str]:
    """Write the document to ``stream`` and return what a reader should be warned of.

    ``progress`` hears (done, all) counted in table rows, laid out and then drawn; it may raise to stop.
    """
    fonts = load_fonts()
    rows = sum(len(table.rows) for table in document.tables)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(done, 2 * rows)

    flow = Flow(document, fonts, advance)
    _Writer(flow, document).place_all()

    def on_page(number: int) -> None:
        if progress:
            progress(rows + rows * number // len(flow.pages), 2 * rows)

    draw(flow, document, stream, on_page)
    return _warnings(fonts)


def _warnings(fonts: Fonts) -> list[str]:
    if not fonts.missing:
        return []
    signs = " ".join(f"{sign}(U+{ord(sign):04X})" for sign in fonts.missing[:10])
    return [f"글꼴에 없는 글자 {len(fonts.missing)}종을 ▢로 바꾸어 적었습니다: {signs}"]


class _Writer:
    """Puts the blocks of one document into the flow, one method per kind of block."""

    def __init__(self, flow: Flow, document: Document) -> None:
        self.flow, self.document = flow, document
        self.fonts = flow.fonts

    def place_all(self) -> None:
        blocks = list(self.document.numbered_blocks)
        if blocks and isinstance(blocks[0], ApprovalBox):
            self._approval(blocks.pop(0))  # type: ignore[arg-type]
        if not self.document.covered:
            self._title()
        for block in blocks:
            self._place(block)

    def _place(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(text):
                self._text(text, _BODY_SIZE, after=5)
            case Note(text, mark):
                self._text(text, _SMALL_SIZE, mark=mark, after=4)
            case Bullets():
                for mark, item in block.marked:
                    self._text(item.text, _BODY_SIZE, mark=mark, left=item.level * 12.0, after=2)
                self.flow.y += 4
            case KeyValues():
                self._key_values(block)
            case Table():
                self._table(block)
            case ApprovalBox():
                self._approval(block)
            case _:
                self._place_other(block)

    def _place_other(self, block: Block) -> None:
        match block:
            case Certificate():
                place_certificate(self.flow, block)
            case PageBreak() | SectionBreak():
                if not self.flow.fresh:
                    self.flow.new_page()
            case _:
                for line in lines_of(block, self.document):
                    self._text(line, _BODY_SIZE, after=2)

    def _title(self) -> None:
        """Title in a one-cell box, below it the subtitle at the left and 기준일 at the right."""
        flow = self.flow
        flow.page.marks.append((self.document.title, 0, flow.y))
        lines = self.fonts.bold.wrap(clean(self.document.title), (flow.inner - 24) * 1000 / _TITLE_SIZE)
        height = len(lines) * _TITLE_SIZE * 1.4 + 14
        flow.page.fills[0.96].append((flow.left, flow.y, flow.inner, height))
        self._box(flow.left, flow.y, flow.inner, height)
        y = flow.y + 7 + _TITLE_SIZE * 1.05
        for line in lines:
            x = flow.left + (flow.inner - line.width * _TITLE_SIZE / 1000) / 2
            flow.page.texts.append((self.fonts.bold, _TITLE_SIZE, x, y, line.text))
            y += _TITLE_SIZE * 1.4
        flow.y += height + 6
        self._as_of()

    def _as_of(self) -> None:
        flow, face = self.flow, self.fonts.regular
        day = f"기준일: {date_text(self.document.as_of)}"
        width = face.measure(day) * _SMALL_SIZE / 1000
        top = flow.y
        if self.document.subtitle:
            self._text(self.document.subtitle, _SMALL_SIZE, after=0, spare=width + 12)
        x = flow.left + flow.inner - width
        flow.page.texts.append((face, _SMALL_SIZE, x, top + _SMALL_SIZE * 1.1, day))
        flow.y = max(flow.y, top + _SMALL_SIZE * _LEADING) + 5

    def _heading(self, block: Heading) -> None:
        flow = self.flow
        size = _HEADING_SIZES[min(block.level, len(_HEADING_SIZES)) - 1]
        flow.y += 0 if flow.fresh else 7
        flow.need(size * _LEADING + 60)
        flow.page.marks.append((clean(block.text), 1 if block.level == 1 else 2, flow.y))
        self._text(block.text, size, after=3, face=self.fonts.bold)

    def _text(
        self,
        text: str,
        size: float,
        *,
        mark: str = "",
        left: float = 0.0,
        after: float = 0.0,
        spare: float = 0.0,
        face: Typeface | None = None,
    ) -> None:
        """Write wrapped text; behind a ``mark`` all its lines stand one below the other."""
        flow, face = self.flow, face or self.fonts.regular
        leading = size * _LEADING
        hang = face.measure(mark + " ") * size / 1000 if mark else 0.0
        lines = face.wrap(clean(text), (flow.inner - left - hang - spare) * 1000 / size)
        for number, line in enumerate(lines):
            flow.need(leading)
            y = flow.y + size * 1.1
            if mark and number == 0:
                flow.page.texts.append((face, size, flow.left + left, y, mark))
            x = flow.left + left + hang + line.indent * size / 1000
            if line.text:
                flow.page.texts.append((face, size, x, y, line.text))
            flow.y += leading
        flow.y += after

    def _key_values(self, block: KeyValues) -> None:
        """Label cells are shaded; a pair alone in its line takes the whole width."""
        flow, size = self.flow, _TABLE_SIZE
        label = flow.inner * 0.16
        leading = size * 1.4
        for index, pairs in enumerate(block.lines):
            value = (flow.inner - label * len(pairs)) / len(pairs)
            texts = [
                (
                    self.fonts.bold.wrap(clean(name), (label - 8) * 1000 / size),
                    self.fonts.regular.wrap(shown(item), (value - 10) * 1000 / size),
                )
                for name, item in pairs
            ]
            height = max(len(lines) for pair in texts for lines in pair) * leading + 7
            flow.need(height)
            if index == 0 or flow.fresh:
                flow.page.rules[_FRAME].append((flow.left, flow.y, flow.left + flow.inner, flow.y))
            x = flow.left
            for name_lines, value_lines in texts:
                flow.page.fills[0.95].append((x, flow.y, label, height))
                self._cell(name_lines, self.fonts.bold, x + 4, height)
                self._cell(value_lines, self.fonts.regular, x + label + 5, height)
                x += label + value
            flow.y += height
            rule = _FRAME if index == len(block.lines) - 1 else _THIN
            flow.page.rules[rule].append((flow.left, flow.y, flow.left + flow.inner, flow.y))
        flow.y += 8

    def _cell(self, lines: tuple, face: Typeface, x: float, height: float) -> None:  # type: ignore[type-arg]
        leading = _TABLE_SIZE * 1.4
        y = self.flow.y + (height - len(lines) * leading) / 2 + _TABLE_SIZE * 1.04
        for line in lines:
            self.flow.page.texts.append(
                (face, _TABLE_SIZE, x + line.indent * _TABLE_SIZE / 1000, y, line.text)
            )
            y += leading

    def _table(self, block: Table) -> None:
        size = _DENSE_SIZE if len(block.columns) >= _DENSE_FROM else _TABLE_SIZE
        if block.caption:
            self.flow.need(90)
            self._text(block.caption, _BODY_SIZE, after=1, face=self.fonts.bold)
        TableFlow(self.flow, block, size).place()

    def _approval(self, block: ApprovalBox) -> None:
        flow, size, width = self.flow, _TABLE_SIZE, 54.0
        flow.need(70)
        left = flow.left + flow.inner - width * len(block.approvers)
        for number, approver in enumerate(block.approvers):
            x = left + number * width
            flow.page.fills[0.95].append((x, flow.y, width, 17))
            self._box(x, flow.y, width, 17)
            self._box(x, flow.y + 17, width, 38)
            middle = x + (width - self.fonts.regular.measure(approver) * size / 1000) / 2
            flow.page.texts.append((self.fonts.regular, size, middle, flow.y + 12, approver))
        flow.y += 17 + 38 + 8

    def _box(self, x: float, y: float, width: float, height: float) -> None:
        right, bottom = x + width, y + height
        self.flow.page.rules[_FRAME] += [
            (x, y, right, y),
            (right, y, right, bottom),
            (right, bottom, x, bottom),
            (x, bottom, x, y),
        ]
