"""A document as plain text, for mail and boards that take nothing else."""

from collections.abc import Iterator

from app.domain.koreandate import format_date
from exports.blocks import (
    Block,
    Bullets,
    Certificate,
    Document,
    Heading,
    KeyValues,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from exports.values import shown


def to_text(document: Document) -> str:
    """Return the document line by line: headings under blank lines, cells of a row parted by bars."""
    lines = [document.title]
    if document.subtitle:
        lines.append(document.subtitle)
    lines.append(format_date(document.as_of))
    for block in document.blocks:
        lines += _lines(block)
    return "\n".join(lines).strip() + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield ""
        yield f"{'■' if block.level == 1 else '▪'} {block.text}"
    elif isinstance(block, (Paragraph, Note)):
        yield block.text if isinstance(block, Paragraph) else f"※ {block.text}"
    elif isinstance(block, Bullets):
        yield from (f"{'  ' * item.level}{item.mark} {item.text}" for item in block.items)
    elif isinstance(block, KeyValues):
        yield from (f"{label}: {value if value is not None else '-'}" for label, value in block.pairs)
    elif isinstance(block, Certificate):
        yield from ("", *block.lines)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, PageBreak):
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield ""
    if table.caption:
        yield table.caption
    yield " | ".join(column.label for column in table.columns)
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    for row in rows:
        yield " | ".join(shown(value, column.kind) for value, column in zip(row, table.columns, strict=True))
