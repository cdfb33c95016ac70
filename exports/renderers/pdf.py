"""A document as PDF: embedded fonts, searchable text, bookmarks, page numbers, words kept whole."""

from collections.abc import Callable, Collection
from io import BytesIO
from typing import BinaryIO

from exports.blocks import (
    ApprovalBox,
    Attachments,
    Block,
    Bullets,
    Certificate,
    Chart,
    Contents,
    Cover,
    Document,
    End,
    Heading,
    KeyValues,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    SectionBreak,
    Sender,
    Signatures,
    Table,
)
from exports.renderers.pdf_certificate import place_certificate
from exports.renderers.pdf_chart import place_chart
from exports.renderers.pdf_draw import draw
from exports.renderers.pdf_end import place_attachments, place_end, place_sender, place_signatures
from exports.renderers.pdf_fonts import Fonts, load_fonts
from exports.renderers.pdf_form import place_approval, place_key_values, place_title
from exports.renderers.pdf_front import ContentsLines, place_cover
from exports.renderers.pdf_keep import STEP, Rooms
from exports.renderers.pdf_media import place_caption, place_picture
from exports.renderers.pdf_page import Flow
from exports.renderers.pdf_text import SMALL_SIZE, write_text
from exports.values import clean

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
    writer = Writer(flow, document)
    writer.place_all()

    def on_page(number: int) -> None:
        if progress:
            progress(rows + rows * number // len(flow.pages), 2 * rows)

    draw(flow, document, stream, on_page)
    return [*_warnings(fonts), *writer.warnings]


class Laid:
    """A document laid out on its pages, to be drawn page by page as they are looked at.

    Laying out takes a sixth of the time of drawing, so a preview draws what it shows and nothing else.
    """

    def __init__(self, document: Document) -> None:
        """Lay ``document`` out."""
        self._document = document
        self._flow = Flow(document, load_fonts(), lambda _count: None)
        self._writer = Writer(self._flow, document)
        self._writer.place_all()

    def page_of(self, block: int) -> int:
        """Return the page (from 1) on which a block of the document (from 0) begins."""
        return self._writer.pages[block]

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Return width and height of every page, in points."""
        return [(page.width, page.height) for page in self._flow.pages]

    def pages(self, numbers: Collection[int]) -> bytes:
        """Return these pages (from 1) as a PDF of their own."""
        stream = BytesIO()
        draw(self._flow, self._document, stream, lambda _number: None, numbers)
        return stream.getvalue()


def _warnings(fonts: Fonts) -> list[str]:
    warnings = []
    if fonts.missing:
        signs = " ".join(f"{sign}(U+{ord(sign):04X})" for sign in fonts.missing[:10])
        warnings.append(f"글꼴에 없는 글자 {len(fonts.missing)}종을 ▢로 바꾸어 적었습니다: {signs}")
    if fonts.regular.turned or fonts.bold.turned:
        words = "오른쪽에서 왼쪽으로 쓰는 글(아랍어·히브리어)은 PDF에서 글자 순서가 다를 수 있습니다."
        warnings.append(f"{words} 그 글이 중요하면 HWPX로 내보내십시오.")
    return warnings


class Writer:
    """Puts the blocks of one document into the flow, one method per kind of block."""

    def __init__(self, flow: Flow, document: Document) -> None:
        """Begin with the blocks of ``document``, the numbers of its headings written out."""
        self.flow, self.document = flow, document
        self.fonts = flow.fonts
        self.blocks = list(document.numbered_blocks)
        self.contents = ContentsLines(flow, document.headings)
        self.rooms = Rooms(flow, self.blocks, any(isinstance(block, Cover) for block in self.blocks))
        self.warnings: list[str] = []
        self.pages: list[int] = []
        """The page (from 1) on which every block begins."""

    def place_all(self) -> None:
        """Lay out everything."""
        start = 0
        if self.blocks and isinstance(self.blocks[0], ApprovalBox):
            place_approval(self.flow, self.blocks[0])
            start = 1
            self.pages.append(1)
        if not self.document.covered:
            place_title(self.flow, self.document)
        for number in range(start, len(self.blocks)):
            before = self.flow.mark()
            self._place(self.blocks[number], number)
            self.pages.append(self.flow.page_since(before))
        self.contents.fill()
        if self.flow.fresh and len(self.flow.pages) > 1 and not self.flow.page.texts:
            self.flow.pages.pop()  # a break at the very end

    def _place(self, block: Block, number: int) -> None:
        match block:
            case Heading():
                self._heading(block, number)
            case Paragraph(text):
                self.flow.need(self.rooms.of_paragraph(number, block))
                write_text(self.flow, text, after=5)
            case Note(text, mark):
                write_text(self.flow, text, SMALL_SIZE, mark=mark, after=4)
            case Bullets():
                self._bullets(block)
            case KeyValues():
                self.flow.need(self.rooms.of_key_values(block))
                place_key_values(self.flow, block)
            case Table():
                self._table(block, number)
            case Chart():
                place_chart(self.flow, block)
                place_caption(self.flow, block.caption)
            case Picture():
                self._picture(block)
            case _:
                self._place_other(block)

    def _place_other(self, block: Block) -> None:
        match block:
            case ApprovalBox():
                place_approval(self.flow, block)
            case Certificate():
                place_certificate(self.flow, block)
            case Cover():
                place_cover(self.flow, block)
            case Contents():
                self.contents.place(block)
            case PageBreak(anew):
                self._break(anew)
            case SectionBreak(landscape):
                self.flow.new_section(landscape)
            case Signatures():
                place_signatures(self.flow, block)
            case Sender():
                place_sender(self.flow, block)
            case Attachments():
                place_attachments(self.flow, block)
            case End():
                place_end(self.flow)

    def _break(self, anew: bool) -> None:
        if anew:
            self.flow.new_paper()
            place_title(self.flow, self.document)
        elif not self.flow.fresh:
            self.flow.new_page()

    def _heading(self, block: Heading, number: int) -> None:
        flow = self.flow
        size = self.rooms.size_of(block)
        flow.y += 0 if flow.fresh else 7
        flow.need(self.rooms.of(number))
        self.contents.found()
        flow.page.marks.append((clean(block.text), 1 if block.level == 1 else 2, flow.y))
        if block.anchor:
            flow.page.anchors.append((block.anchor, flow.y))
        write_text(flow, block.text, size, after=3, face=self.fonts.bold)

    def _bullets(self, block: Bullets) -> None:
        for number, (mark, item) in enumerate(block.marked):
            self.flow.need(self.rooms.of_item(block.items, number))
            write_text(self.flow, item.text, mark=mark, left=item.level * STEP, after=2)
        self.flow.y += 4

    def _table(self, block: Table, number: int) -> None:
        flow = self.flow
        flow.need(self.rooms.of_table(number, block))
        if block.anchor:
            flow.page.anchors.append((block.anchor, flow.y))
        if block.caption:
            write_text(flow, block.caption, after=1, face=self.fonts.bold)
        self.rooms.table(number, block).place(self.rooms.below(number + 1))

    def _picture(self, block: Picture) -> None:
        if not place_picture(self.flow, block):
            self.warnings.append(f"그림을 읽지 못해 자리만 두었습니다: {clean(block.alt)}")
