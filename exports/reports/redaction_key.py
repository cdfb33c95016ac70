"""가명 대조표: which pseudonym of a shared document stands for whom."""

from collections.abc import Sequence
from datetime import date

from app.domain.privacy.redaction import KeyRow
from exports.blocks import Column, Document, Kind, Note, Table


def key_table(rows: Sequence[KeyRow], as_of: date) -> Document:
    """Return the key as a document; it is written behind a password only."""
    columns = (
        Column("가명", weight=1.6),
        Column("종류", weight=0.8),
        Column("본래 내용", weight=2.2),
        Column("나온 곳", Kind.COUNT, 0.6),
    )
    lines = [(row.pseudonym, row.kind, row.stands_for, row.count) for row in rows]
    blocks = (
        Table(columns, lines, name="key", label="가명 대조표"),
        Note("공유한 문서와 따로 보관하고, 쓸 일이 끝나면 지웁니다."),
    )
    return Document("가명 대조표", as_of, blocks)
