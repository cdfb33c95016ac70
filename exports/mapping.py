"""A document with other words in it: every text a reader would see, headings to cells, exchanged in order."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from exports.blocks import (
    Block,
    Bullet,
    Bullets,
    Certificate,
    Document,
    Heading,
    KeyValues,
    Note,
    Paragraph,
    Row,
    Table,
    Value,
)

Change = Callable[[str], str]


def texts(document: Document) -> list[str]:
    """Return every text of a document, in the order in which ``with_texts`` takes them."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    mapped(document, keep)
    return found


def with_texts(document: Document, changed: Iterable[str]) -> Document:
    """Return the document with its texts exchanged for as many others."""
    waiting = iter(changed)
    return mapped(document, lambda _text: next(waiting))


def mapped(document: Document, change: Change) -> Document:
    """Return the document with ``change`` applied to every text; labels of columns stay."""
    return replace(
        document,
        title=change(document.title),
        subtitle=change(document.subtitle),
        subject=change(document.subject),
        keywords=tuple(change(word) for word in document.keywords),
        blocks=tuple(_block(block, change) for block in document.blocks),
        data=tuple(_table(table, change) for table in document.data),
    )


def _block(block: Block, change: Change) -> Block:
    if isinstance(block, (Heading, Paragraph, Note)):
        return replace(block, text=change(block.text))
    if isinstance(block, Bullets):
        return Bullets(tuple(Bullet(change(item.text), item.level) for item in block.items))
    if isinstance(block, Certificate):
        return _certificate(block, change)
    if isinstance(block, KeyValues):
        return replace(block, pairs=tuple((label, _value(value, change)) for label, value in block.pairs))
    return _table(block, change) if isinstance(block, Table) else block


def _certificate(block: Certificate, change: Change) -> Certificate:
    pairs = tuple((label, change(value)) for label, value in block.pairs)
    words = {key: change(getattr(block, key)) for key in ("name", "affiliation", "text", "issuer")}
    return replace(block, pairs=pairs, **words)


def _table(table: Table, change: Change) -> Table:
    return replace(
        table,
        caption=change(table.caption),
        rows=tuple(_row(row, change) for row in table.rows),
        total=None if table.total is None else _row(table.total, change),
    )


def _row(row: Row, change: Change) -> Row:
    return tuple(_value(value, change) for value in row)


def _value(value: Value, change: Change) -> Value:
    return change(value) if isinstance(value, str) else value
