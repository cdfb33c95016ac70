"""What every block says in plain words, for formats that have no form of their own for it."""

from collections.abc import Iterator

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
from exports.values import shown


def lines_of(block: Block, document: Document) -> Iterator[str]:
    """Yield what a block says, line by line; tables come row by row, breaks say nothing."""
    match block:
        case Heading(text) | Paragraph(text):
            yield shown(text)
        case Note(text, mark):
            yield f"{mark} {shown(text)}"
        case Bullets():
            yield from (f"{'  ' * item.level}{mark} {shown(item.text)}" for mark, item in block.marked)
        case KeyValues(pairs):
            yield from (f"{label}: {'-' if value is None else shown(value)}" for label, value in pairs)
        case Table():
            yield from table_lines(block)
        case Contents(title, depth):
            yield title
            inner = (h for h in document.headings if h.level <= depth)
            yield from (f"{'  ' * (heading.level - 1)}{shown(heading.text)}" for heading in inner)
        case Attachments():
            yield from (f"{mark}{shown(text)}" for mark, text in block.lines)
        case Certificate() | Cover() | Signatures() | Sender():
            yield from (shown(line) for line in block.lines)
        case _:
            yield from _small(block)


def _small(block: Block) -> Iterator[str]:
    match block:
        case Picture(_, alt, caption):
            yield f"[그림] {shown(alt)}"
            if caption and caption != alt:
                yield shown(caption)
        case Chart():
            yield f"[도표] {shown(block.title)}"
            head, rows = block.chart.grid
            for row in (head, *rows):
                yield " | ".join("–" if value is None else shown(value) for value in row)
            if block.caption:
                yield shown(block.caption)
        case End():
            yield "끝."
        case ApprovalBox(approvers):
            yield f"결재: {' / '.join(approvers)}"
        case PageBreak() | SectionBreak():
            return


def table_lines(table: Table) -> Iterator[str]:
    """Yield caption, labels, rows and total, cells parted by bars."""
    if table.caption:
        yield shown(table.caption)
    yield " | ".join(column.label for column in table.columns)
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    for row in rows:
        yield " | ".join(shown(value, column.kind) for value, column in zip(row, table.columns, strict=True))
