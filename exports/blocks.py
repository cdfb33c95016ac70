"""What a report says, apart from how any file format writes it.

A report builds one ``Document``; every renderer reads the same one, so figures cannot differ between
formats.  Cells are plain values; a column's ``Kind`` says how they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
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
    Sender,
    Signatures,
    Signer,
)
from exports.table import SUM, Align, Column, HeaderCell, Kind, Linked, Row, Table, Value

__all__ = [
    "SUM",
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
    "Sender",
    "Signatures",
    "Signer",
    "Table",
    "Value",
]


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
    """The next block starts a new page (in a workbook a new sheet for printing).

    With ``anew`` a paper of its own begins there, such as the next of many letters: under the same title,
    its pages counted from 1.
    """

    anew: bool = False


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
    | Sender
    | Attachments
    | End
)


_NOTHING = Running()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, the same for every format it is written in.

    ``data`` are the flat tables for further work (데이터 sheets); where it is empty the tables among the
    blocks serve.  ``numbering`` numbers the headings, ``running`` is the head and foot of the pages,
    ``watermark`` stands behind every page (대외비, 초안).  With a ``Cover`` there is no title box; 기준일
    stands below it unless the paper is not ``dated`` (a form to be signed, a letter with its own day).
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
    dated: bool = True
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
    def day(self) -> str:
        """Return what stands at the right below the title."""
        return f"기준일: {self.as_of.year}. {self.as_of.month}. {self.as_of.day}." if self.dated else ""

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
