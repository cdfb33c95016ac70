"""What a report says, apart from how any file format writes it.

A report builds one ``Document``; every renderer reads the same one, so figures cannot differ between
formats.  Cells are plain values; a column's ``Kind`` says how they are shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from exports.numbering import Counter, Numbering
from exports.parts import (
    AnyChart,
    Attachments,
    Chart,
    Contents,
    Cover,
    End,
    Picture,
    Running,
    SectionBreak,
    Signatures,
    Signer,
)

__all__ = [
    "Align",
    "AnyChart",
    "ApprovalBox",
    "Attachments",
    "Block",
    "Bullet",
    "Bullets",
    "Certificate",
    "Chart",
    "Column",
    "Contents",
    "Cover",
    "Document",
    "End",
    "HeaderCell",
    "Heading",
    "KeyValues",
    "Kind",
    "Linked",
    "Note",
    "Numbering",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Row",
    "Running",
    "SectionBreak",
    "Signatures",
    "Signer",
    "Table",
    "Value",
]

Value: TypeAlias = str | int | float | date | None
Row: TypeAlias = Sequence[Value]


class Linked(int):
    """A count that leads to the list of what it counts: the heading or table with that ``anchor``."""

    anchor: str

    def __new__(cls, value: int, anchor: str) -> "Linked":
        """Make the count with the anchor of its list."""
        made = super().__new__(cls, value)
        made.anchor = anchor
        return made


class Kind(StrEnum):
    """How the values of a column are shown.

    COUNT shows nought as `-`, YEAR has no thousands comma, PERCENT counts from 0 to 100, SCORE has two
    decimals and DECIMAL one, CHANGE has its sign; LIST is text
    with one `· ` item a line and stands at the top of its cell.
    """

    TEXT = "text"
    LIST = "list"
    COUNT = "count"
    INTEGER = "integer"
    YEAR = "year"
    PERCENT = "percent"
    DATE = "date"
    MONEY = "money"
    SCORE = "score"
    DECIMAL = "decimal"
    CHANGE = "change"


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


_ALIGN_OF_KIND = {
    Kind.TEXT: Align.LEFT,
    Kind.LIST: Align.LEFT,
    Kind.INTEGER: Align.RIGHT,
    Kind.MONEY: Align.RIGHT,
    Kind.SCORE: Align.RIGHT,
    Kind.DECIMAL: Align.RIGHT,
    Kind.CHANGE: Align.RIGHT,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; ``weight`` is its share of the width, ``align`` None follows the kind.

    ``formula`` is what a workbook works the column's figures out by, ``closing`` the figure of the total row;
    every other format shows the figures as they are.  In both ``{0}`` stands for the cell of the first column
    in the same row, ``{all[0]}`` for all cells of that column above the total, ``{own}`` for those of the
    column itself.  ``choices`` are the values among which a workbook lets people pick.
    """

    label: str
    kind: Kind = Kind.TEXT
    weight: float = 1.0
    align: Align | None = None
    key: str = ""
    formula: str = ""
    closing: str = ""
    choices: tuple[str, ...] = ()

    @property
    def alignment(self) -> Align:
        """Return the stated alignment, or the usual one of the kind."""
        return self.align or _ALIGN_OF_KIND.get(self.kind, Align.CENTER)

    @property
    def name(self) -> str:
        """Return the key under which data formats write the column."""
        return self.key or self.label


SUM = "SUM({own})"
"""The ``closing`` of a column whose total is its sum."""


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of a header that covers ``columns`` columns and ``rows`` header rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header that repeats on every page.

    The first ``row_headers`` columns head their row: equal neighbours below each other are merged, and
    None there extends the cell at its left (in ``total`` too).  ``name`` and ``label`` are what data
    formats and their readers call the table.  ``header_rows`` replaces the one header
    row made of the labels; a cell covered by a span from above or from the left is left out.
    ``keep`` holds a table that fits on a page together, ``anchor`` is what ``Linked`` figures lead to.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]  # any iterable is taken
    name: str = ""
    label: str = ""
    caption: str = ""
    total: Row | None = None
    row_headers: int = 0
    header_rows: tuple[tuple[HeaderCell, ...], ...] = ()
    keep: bool = False
    anchor: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.rows, Sequence):
            object.__setattr__(self, "rows", tuple(self.rows))

    @property
    def headers(self) -> tuple[tuple[HeaderCell, ...], ...]:
        """Return the stated header rows, or one row made of the labels."""
        return self.header_rows or (tuple(HeaderCell(column.label) for column in self.columns),)

    @property
    def placed_headers(self) -> list[tuple[int, int, HeaderCell]]:
        """Return (row, column, cell) of the header cells; spans push the later ones along."""
        placed: list[tuple[int, int, HeaderCell]] = []
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.headers):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                placed.append((row, column, cell))
                taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
        return placed


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and with it a bookmark; ``level`` counts from 1.

    Its number comes from ``Document.numbering`` unless it is not ``numbered``; it is never typed.
    """

    text: str
    level: int = 1
    numbered: bool = True
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text as wide as the page; ``keep_with_next`` holds it on the page of the next block."""

    text: str
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list; ``level`` counts from 0."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose wrapped lines hang on the first character of their item.

    보고서형 takes □ ○ - · by level; 공문형 counts 1. 가. 1) 가) anew in every list.
    """

    items: tuple[Bullet, ...]
    numbering: Numbering = Numbering.REPORT

    @property
    def marked(self) -> list[tuple[str, Bullet]]:
        """Return every item with the mark that stands before it."""
        counter = Counter(self.numbering)
        return [(counter.next(item.level + 1), item) for item in self.items]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names and their values, two pairs a line where both are short."""

    pairs: tuple[tuple[str, Value], ...]
    short: int = 22

    @property
    def lines(self) -> list[tuple[tuple[str, Value], ...]]:
        """Return the pairs by line: two short ones together, a long one alone."""
        lines: list[tuple[tuple[str, Value], ...]] = []
        waiting: tuple[str, Value] | None = None
        for pair in self.pairs:
            if len(str(pair[1] or "")) > self.short:
                lines += [(waiting,), (pair,)] if waiting else [(pair,)]
                waiting = None
            elif waiting:
                lines.append((waiting, pair))
                waiting = None
            else:
                waiting = pair
        return [*lines, (waiting,)] if waiting else lines


@dataclass(frozen=True, slots=True)
class ApprovalBox:
    """결재란: one empty box per approver; as the first block it stands above the title at the right."""

    approvers: tuple[str, ...] = ("담당", "팀장", "과장")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a new page (in a workbook a new sheet for printing)."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small print after ※, or after another ``mark`` such as `*`."""

    text: str
    mark: str = "※"


@dataclass(frozen=True, slots=True)
class Certificate:
    """위촉장 or 확인서 of one person: a whole page in a frame, without title box and page number.

    ``issuer`` is who signs (가온시장); ``seal`` the words in the place of the seal.
    """

    title: str
    name: str
    pairs: tuple[tuple[str, str], ...]
    text: str
    day: str
    issuer: str
    number: str = ""
    affiliation: str = ""
    seal: str = "직인"

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all that it says, line by line."""
        pairs = (f"{label}: {value}" for label, value in self.pairs)
        said = (self.number, self.title, self.affiliation, f"{self.name} 귀하", *pairs, self.text, self.day)
        return tuple(line for line in (*said, self.issuer) if line)


Block: TypeAlias = (
    Heading
    | Paragraph
    | Bullets
    | KeyValues
    | Table
    | ApprovalBox
    | PageBreak
    | Note
    | Certificate
    | Cover
    | Contents
    | SectionBreak
    | Chart
    | Picture
    | Signatures
    | Attachments
    | End
)


_NOTHING = Running()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, the same for every format it is written in.

    ``data`` are the flat tables for further work (데이터 sheets); where it is empty the tables among the
    blocks serve.  ``numbering`` numbers the headings, ``running`` is the head and foot of the pages,
    ``watermark`` stands behind every page (대외비, 초안).  With a ``Cover`` there is no title box.
    """

    title: str
    as_of: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    landscape: bool = False
    language: str = "ko"
    subject: str = ""
    keywords: tuple[str, ...] = ()
    numbering: Numbering = Numbering.NONE
    running: Running = _NOTHING
    watermark: str = ""
    data: tuple[Table, ...] = ()
    record: Mapping[str, object] | None = None
    """What another program recomputes from, as it is; only JSON carries it."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return the tables among the blocks, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def data_tables(self) -> tuple[Table, ...]:
        """Return the tables meant for further work."""
        return self.data or self.tables

    @property
    def covered(self) -> bool:
        """Return whether a cover or a certificate stands for the title box."""
        return any(isinstance(block, (Cover, Certificate)) for block in self.blocks)

    @property
    def numbered_blocks(self) -> tuple[Block, ...]:
        """Return the blocks with the numbers of headings written out, for formats that number nothing."""
        counter = Counter(self.numbering)
        return tuple(
            replace(block, text=f"{counter.next(block.level)} {block.text}".strip(), numbered=False)
            if isinstance(block, Heading) and block.numbered
            else block
            for block in self.blocks
        )

    @property
    def headings(self) -> list[Heading]:
        """Return the headings, their numbers written out, in their order."""
        return [block for block in self.numbered_blocks if isinstance(block, Heading)]
