"""A document as JSON: the same figures for other programs."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any, BinaryIO

from exports.blocks import (
    ApprovalBox,
    Block,
    Bullets,
    Certificate,
    Chart,
    Column,
    Contents,
    Document,
    KeyValues,
    Kind,
    Note,
    Row,
    Table,
    Value,
)
from exports.values import native, shown
from exports.wording import lines_of


def to_json(document: Document) -> str:
    """Return the document as JSON text: key values, tables by column key, texts, charts and data."""
    content = {
        "title": document.title,
        "subtitle": document.subtitle,
        "as_of": document.as_of.isoformat(),
        "key_values": _key_values(document.blocks),
        "tables": [_table(table) for table in document.tables],
        "texts": [text for block in document.numbered_blocks for text in _texts(block, document)],
        "charts": [_chart(block) for block in document.blocks if isinstance(block, Chart)],
        "data": [_table(table) for table in document.data],
    }
    if document.watermark:
        content["watermark"] = document.watermark
    if document.record is not None:
        content["record"] = document.record
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def write(
    document: Document, stream: BinaryIO, progress: Callable[[int, int], None] | None = None
) -> list[str]:
    """Write the document to ``stream`` as UTF-8; nothing can be lost, so there are no warnings."""
    stream.write(to_json(document).encode())
    if progress:
        progress(1, 1)
    return []


def _key_values(blocks: tuple[Block, ...]) -> dict[str, Any]:
    return {
        name: _plain(value, None)
        for block in blocks
        if isinstance(block, KeyValues)
        for name, value in block.pairs
    }


def _chart(block: Chart) -> dict[str, Any]:
    return {"kind": type(block.chart).__name__, "caption": block.caption, **asdict(block.chart)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "label": table.label or table.caption,
        "columns": [{"key": c.name, "label": c.label, "kind": c.kind.value} for c in table.columns],
        "rows": [_row(table, row) for row in table.rows],
        "total": None if table.total is None else _row(table, table.total),
    }


def _row(table: Table, row: Row) -> dict[str, Any]:
    return {column.name: _plain(value, column) for value, column in zip(row, table.columns, strict=True)}


def _plain(value: Value, column: Column | None) -> Any:
    value = native(value, column.kind if column else Kind.TEXT)
    if column and column.kind is Kind.LIST and isinstance(value, str):
        return [item.removeprefix("· ") for item in value.split("\n")]
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return None
    return value.isoformat() if isinstance(value, date) else value


def _texts(block: Block, document: Document) -> list[str]:
    match block:
        case Note(text):
            return [shown(text)]
        case Bullets(items):
            return [shown(item.text) for item in items]
        case Certificate():
            return [" ".join(lines_of(block, document))]
        case Table() | KeyValues() | Contents() | ApprovalBox():
            return []
    return list(lines_of(block, document))
