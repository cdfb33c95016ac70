"""참여자 명단: the columns that were asked for and no others, headed by who made it, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exports.blocks import Align, Block, Column, Document, KeyValues, Kind, Note, Paragraph, Row, Table


@dataclass(frozen=True, slots=True)
class RosterData:
    """The rows as the paper may show them; ``facts`` stand at its head, ``remarks`` at its foot."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    facts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    as_of: date


def roster(data: RosterData) -> Document:
    """Return 참여자 명단; neither its title nor its properties name anybody."""
    blocks: list[Block] = [KeyValues(data.facts)]
    if data.rows:
        columns = (Column("연번", Kind.INTEGER, 0.5, Align.CENTER, key="number"), *data.columns)
        rows = [(number, *row) for number, row in enumerate(data.rows, 1)]
        blocks.append(Table(columns, rows, name="people", label="참여자"))
    else:
        blocks.append(Paragraph("내보낼 참여자가 없습니다."))
    blocks += [Note(words) for words in data.remarks]
    flat = (Table(data.columns, data.rows, name="people", label="참여자"),) if data.rows else ()
    return Document("참여자 명단", data.as_of, tuple(blocks), landscape=len(data.columns) > 6, data=flat)
