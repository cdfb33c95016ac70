"""A document as plain text, for mail and boards that take nothing else."""

from collections.abc import Iterator

from app.domain.koreandate import format_date
from exports.blocks import ApprovalBox, Block, Certificate, Document, Heading, PageBreak, Table
from exports.wording import lines_of


def to_text(document: Document) -> str:
    """Return the document line by line: headings under blank lines, cells of a row parted by bars."""
    lines = [document.watermark] if document.watermark else []
    lines.append(document.title)
    if document.subtitle:
        lines.append(document.subtitle)
    lines.append(format_date(document.as_of))
    for block in document.numbered_blocks:
        lines += _lines(block, document)
    return "\n".join(lines).strip() + "\n"


def _lines(block: Block, document: Document) -> Iterator[str]:
    if isinstance(block, Heading):
        yield ""
        yield f"{'■' if block.level == 1 else '▪'} {block.text}"
    elif isinstance(block, ApprovalBox):
        return  # nobody signs a text
    else:
        if isinstance(block, (Certificate, PageBreak, Table)):
            yield ""
        yield from lines_of(block, document)
