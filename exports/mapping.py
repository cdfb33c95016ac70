"""A document with other words in it: every text a reader would see, headings to cells, exchanged in order."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from exports.blocks import (
    ApprovalBox,
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
        running=_deep(document.running, change),
        blocks=tuple(_block(block, change) for block in document.blocks),
        data=tuple(_table(table, change) for table in document.data),
    )


def _block(block: Block, change: Change) -> Block:
    if isinstance(block, (Heading, Paragraph, Note)):
        return replace(block, text=change(block.text))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(Bullet(change(item.text), item.level) for item in block.items))
    if isinstance(block, Certificate):
        return _certificate(block, change)
    if isinstance(block, KeyValues):
        return replace(block, pairs=tuple((label, _value(value, change)) for label, value in block.pairs))
    if isinstance(block, Table):
        return _table(block, change)
    return block if isinstance(block, ApprovalBox) else _deep(block, change)


def _deep(part: Any, change: Change) -> Any:
    """Return a part with every text in it changed, however deep: names may stand in a chart or a cover."""
    if isinstance(part, str) and not isinstance(part, Enum):
        return change(part)
    if isinstance(part, tuple):
        return tuple(_deep(item, change) for item in part)
    if is_dataclass(part) and not isinstance(part, type):
        inner = {field.name: _deep(getattr(part, field.name), change) for field in fields(part)}
        return replace(part, **inner)
    return part


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
