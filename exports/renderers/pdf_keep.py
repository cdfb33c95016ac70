"""What must not be parted by the end of a page: a heading and what it heads, a table and its notes.

Rules of papers that offices hand in: nothing that announces something stands alone at the foot of a page,
nothing that ends something alone at the head of the next.
"""

from collections.abc import Sequence

from exports.blocks import (
    Block,
    Bullet,
    Bullets,
    Chart,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Sender,
    Signatures,
    Table,
)
from exports.renderers.pdf_chart import chart_height
from exports.renderers.pdf_end import sender_height, signatures_height
from exports.renderers.pdf_form import height_of_key_values
from exports.renderers.pdf_page import Flow
from exports.renderers.pdf_table import TableFlow
from exports.renderers.pdf_text import BODY_SIZE, LEADING, SMALL_SIZE, height_of

STEP = 12.0  # points by which a level of a list is set in
_HEADING_SIZES = (13.0, 11.5, 10.5)
_CHAPTER_SIZES = (16.0, 12.5, 11.0)  # of a report with a cover
_TABLE_SIZE, _DENSE_SIZE = 9.5, 8.0
_DENSE_FROM = 9
_LEAST = 40.0  # what a heading needs below it at least
_GAP = 10.0  # below a table
_SMALL = 1 / 3  # of the page; a lower grid of names and values is not parted
_MOST_NOTES = 4


class Rooms:
    """How much the blocks of one document need where they stand, on the page that is being filled."""

    def __init__(self, flow: Flow, blocks: Sequence[Block], covered: bool) -> None:
        """Measure ``blocks``; the headings of a report that is ``covered`` are larger."""
        self.flow, self.blocks = flow, blocks
        self._sizes = _CHAPTER_SIZES if covered else _HEADING_SIZES
        self._tables: dict[tuple[int, float], TableFlow] = {}

    def size_of(self, block: Heading) -> float:
        """Return the size of the letters of a heading."""
        return self._sizes[min(block.level, len(self._sizes)) - 1]

    def table(self, number: int, block: Table) -> TableFlow:
        """Return table ``number`` measured for this page; it is measured once."""
        size = _DENSE_SIZE if len(block.columns) >= _DENSE_FROM else _TABLE_SIZE
        key = (number, self.flow.inner)
        if key not in self._tables:
            self._tables[key] = TableFlow(self.flow, block, size)
        return self._tables[key]

    def of(self, number: int) -> float:
        """Return the height that block ``number`` needs at least, with what must not be parted from it."""
        block = self.blocks[number] if number < len(self.blocks) else None
        match block:
            case Heading(text):
                own = height_of(self.flow, text, self.size_of(block), self.flow.fonts.bold) + 10
                return own + max(self.of(number + 1), _LEAST)
            case Table():
                return self.of_table(number, block)
            case KeyValues():
                return self.of_key_values(block)
            case Chart():
                return chart_height(block) + (SMALL_SIZE * LEADING if block.caption else 0) + 8
            case Bullets(items):
                return self.of_item(items, 0)
            case Paragraph(text):
                return self.of_paragraph(number, block)
            case Note() | Signatures() | Sender():
                return self.below(number)
            case _:
                return _LEAST if block else 0.0

    def of_paragraph(self, number: int, block: Paragraph) -> float:
        """Return what a paragraph needs: two of its lines, or all of it and the next block."""
        whole = height_of(self.flow, block.text)
        return whole + self.of(number + 1) if block.keep_with_next else min(whole, 2 * BODY_SIZE * LEADING)

    def of_key_values(self, block: KeyValues) -> float:
        """Return the height of a low grid, of a high one as much as begins it."""
        whole = height_of_key_values(self.flow, block)
        return whole if whole < (self.flow.bottom - self.flow.top) * _SMALL else _LEAST

    def of_table(self, number: int, block: Table) -> float:
        """Return what a table needs: all of it and its notes where it is low, else its first row."""
        inner = self.table(number, block)
        caption = BODY_SIZE * LEADING + 1 if block.caption else 0.0
        if not (block.keep or inner.small):
            return inner.least + caption
        whole = inner.whole + caption + self.below(number + 1)
        return whole if whole <= self.flow.bottom - self.flow.top - 40 else 90.0

    def of_item(self, items: Sequence[Bullet], number: int) -> float:
        """Return what an item of a list needs: its lines, and the first of what stands below it."""
        item = items[number]
        if number + 1 == len(items) or items[number + 1].level <= item.level:
            return BODY_SIZE * LEADING
        return (
            height_of(self.flow, item.text, left=item.level * STEP + STEP)
            + 2
            + self.of_item(items, number + 1)
        )

    def below(self, number: int) -> float:
        """Return the height of the notes or signatures from block ``number`` on that end what is above."""
        height = 0.0
        for block in self.blocks[number : number + _MOST_NOTES]:
            match block:
                case Note(text):
                    height += height_of(self.flow, text, SMALL_SIZE, left=STEP) + 4
                case Sender():
                    height += sender_height(block)
                case Signatures():
                    height += signatures_height(block)
                case _:
                    break
        return height + _GAP if height else 0.0
