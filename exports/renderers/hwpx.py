"""A document as HWPX, the open format of Hangul (KS X 6101): real styles, numbers by style, real tables.

Written as text part by part: python-hwpx builds and saves whole trees, which for tables of an office's
size takes minutes (see ``hwpx_table``).  Its validator and other readers check in the tests what is
written here.
"""

from collections.abc import Callable, Iterator
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
    Numbering,
    PageBreak,
    Paragraph,
    Picture,
    SectionBreak,
    Sender,
    Signatures,
    Table,
)
from exports.renderers import hwpx_front as front
from exports.renderers.hwpx_look import set_styles
from exports.renderers.hwpx_media import Pictures, chart_picture, fitted, picture_run, watermark_picture
from exports.renderers.hwpx_package import NAMESPACES, save
from exports.renderers.hwpx_section import MM, Sheet, set_up
from exports.renderers.hwpx_styles import Frame, Letters, Lines, Styles
from exports.renderers.hwpx_table import TableWriter
from exports.renderers.hwpx_text import Pen
from exports.renderers.pictures import ready
from exports.values import clean
from exports.wording import lines_of

Progress = Callable[[int, int], None]


def write(document: Document, stream: BinaryIO, progress: Progress | None = None) -> list[str]:
    """Write the document to ``stream`` and return what a reader should be warned of.

    ``progress`` hears (done, all) counted in table rows; it may raise to stop.
    """
    whole = sum(len(table.rows) for table in document.tables) or 1
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if progress and done < whole:
            progress(done, whole)

    writer = Writer(document, advance)
    sections = writer.sections()
    header = writer.styles.header(len(sections), NAMESPACES)
    preview = "\r\n".join([document.title, *_preview(document)])
    save(document, header, sections, writer.pictures.items, preview, stream)
    if progress:
        progress(whole, whole)
    return writer.warnings


def _preview(document: Document) -> Iterator[str]:
    for block in document.numbered_blocks[:12]:
        if not isinstance(block, Table):
            yield from lines_of(block, document)


class Writer:
    """Turns the blocks of one document into sections of paragraphs."""

    def __init__(self, document: Document, advance: Callable[[int], None]) -> None:
        """Begin with the named styles; ``advance`` hears of table rows."""
        self.document, self.advance = document, advance
        self.styles: Styles = set_styles(document.numbering)
        self.pen = Pen(self.styles)
        self.pictures = Pictures()
        self.warnings: list[str] = []
        self.new_page = False
        self.targets = [self.pen.number() for _ in document.headings]
        self.heading = 0
        self.behind = self._watermark()
        self._turn(document.landscape, any(isinstance(block, Cover) for block in document.blocks))

    def sections(self) -> list[list[str]]:
        """Return the pieces of every section in their order."""
        made: list[list[str]] = []
        inner = [set_up(self.pen, self.sheet, self.document.running, self.document.watermark)]
        for block in self._ordered():
            if isinstance(block, SectionBreak):
                made.append(inner)
                self._turn(block.landscape)
                inner = [set_up(self.pen, self.sheet, self.document.running, self.document.watermark)]
                self.new_page = False
            elif isinstance(block, PageBreak):
                self.new_page = True
                inner += self._breaking(
                    front.anew(self.pen, self.tables, self.document) if block.anew else []
                )
            else:
                inner += self._breaking(list(self._paragraphs(block)))
        return [*made, inner]

    def _ordered(self) -> list[Block | Document]:
        """Return the blocks with the title box where it stands: after a 결재란 that comes first."""
        blocks: list[Block | Document] = list(self.document.blocks)
        if not self.document.covered:
            blocks.insert(1 if blocks and isinstance(blocks[0], ApprovalBox) else 0, self.document)
        return blocks

    def _turn(self, landscape: bool, bare_first: bool = False) -> None:
        self.sheet = Sheet(landscape, bare_first, self.behind)
        self.tables = TableWriter(self.pen, self.sheet.width, self.advance)

    def _watermark(self) -> int:
        if not self.document.watermark:
            return 1
        name = self.pictures.id(watermark_picture(self.document))
        return self.styles.frames.id(Frame(picture=name)) + 1

    def _breaking(self, paragraphs: list[str]) -> list[str]:
        """Return the paragraphs, the first on a new page where one was asked for."""
        if self.new_page and paragraphs:
            paragraphs[0] = paragraphs[0].replace(' pageBreak="0"', ' pageBreak="1"', 1)
            self.new_page = False
        return paragraphs

    def _paragraphs(self, block: Block | Document) -> Iterator[str]:
        pen = self.pen
        match block:
            case Document():
                yield from front.title(pen, self.tables, block)
            case Heading():
                yield self._heading(block)
            case Paragraph(text, keep):
                yield (
                    pen.styled("본문", text, Lines(after=4, keep=True), self._body())
                    if keep
                    else pen.plain("본문", text)
                )
            case Note(text, mark):
                yield pen.plain("주", f"{mark} {text}")
            case Bullets():
                yield from self._bullets(block)
            case KeyValues():
                yield self.tables.key_values(block)
            case Table():
                if block.caption:
                    yield pen.plain("표 제목", block.caption)
                yield from self.tables.table(block)
            case Chart():
                yield from self._chart(block)
            case Picture():
                yield from self._picture(block)
            case _:
                yield from self._others(block)

    def _others(self, block: Block) -> Iterator[str]:
        pen = self.pen
        match block:
            case Cover():
                yield from front.cover(pen, block, self._emblem(block.picture))
                self.new_page = True
            case Contents(title, depth):
                yield from front.contents(pen, title, self._pages(), depth, self.sheet.width)
                self.new_page = True
            case Certificate():
                self.new_page = bool(self.heading) or self.new_page
                yield from front.certificate(pen, block)
                self.new_page = True
            case ApprovalBox():
                yield front.approval(self.tables, block)
            case Signatures():
                yield from front.signatures(pen, block)
            case Sender():
                yield from front.sender(pen, block)
            case Attachments():
                yield from front.attachments(pen, block)
            case End():
                yield pen.styled("본문", "끝.", Lines(left=self._body().size), self._body())

    def _body(self) -> Letters:
        return self.styles.letters.items[self.styles.of("본문")[2]]

    def _heading(self, block: Heading) -> str:
        """Write a heading by the style of its level; its number comes from there."""
        number = self.targets[self.heading]
        self.heading += 1
        level = min(block.level, 7)
        named = block.numbered and self.document.numbering is not Numbering.NONE
        return self.pen.plain(
            f"개요 {level}" if named else f"제목 {min(level, 3)}", block.text, number=number
        )

    def _bullets(self, block: Bullets) -> Iterator[str]:
        if block.numbering is Numbering.REPORT:
            below = [*(item.level for item in block.items[1:]), 0]
            for item, following in zip(block.items, below, strict=True):
                style = f"목록 {min(item.level, 3) + 1}"
                write = self.pen.kept if following > item.level else self.pen.plain
                yield write(style, item.text)
            return
        target = self.styles.new_list()
        for item in block.items:
            lines = Lines(left=item.level * 12.0, head=("NUMBER", target, item.level))
            yield self.pen.styled("본문", item.text, lines, self._body())

    def _pages(self) -> list[tuple[Heading, int, int]]:
        """Return every heading with its paragraph and the page on which our own layout has it."""
        from exports.renderers.pdf import Writer as Layout
        from exports.renderers.pdf_fonts import load_fonts
        from exports.renderers.pdf_page import Flow

        flow = Flow(self.document, load_fonts(), lambda _: None)
        layout = Layout(flow, self.document)
        layout.place_all()
        return list(zip(self.document.headings, self.targets, layout.contents.pages, strict=True))

    def _chart(self, block: Chart) -> Iterator[str]:
        picture, size = chart_picture(block, self.document, self.sheet.width)
        place, lines, letters = self.styles.of("그림")
        name = self.pictures.id(picture)
        inner = picture_run(self.pen, name, size, clean(block.alternative), letters)
        yield self.pen.paragraph(inner, place, lines)
        if block.caption:
            yield self.pen.plain("그림 제목", block.caption)

    def _picture(self, block: Picture) -> Iterator[str]:
        found = ready(block.content)
        if found is None:
            self.warnings.append(f"그림을 읽지 못해 자리만 두었습니다: {clean(block.alt)}")
            yield self.pen.plain("그림 제목", f"그림을 읽지 못했습니다: {block.alt}")
        else:
            width = min(round(block.width * MM) if block.width else self.sheet.width, self.sheet.width)
            place, lines, letters = self.styles.of("그림")
            name = self.pictures.id(found)
            inner = picture_run(self.pen, name, fitted(found, width), clean(block.alt), letters)
            yield self.pen.paragraph(inner, place, lines)
        if block.caption:
            yield self.pen.plain("그림 제목", block.caption)

    def _emblem(self, block: Picture | None) -> str:
        found = ready(block.content) if block else None
        if found is None or block is None:
            return ""
        place, lines, letters = self.styles.of("그림")
        inner = picture_run(
            self.pen, self.pictures.id(found), fitted(found, round(28 * MM)), clean(block.alt), letters
        )
        return self.pen.paragraph(inner, place, lines)
