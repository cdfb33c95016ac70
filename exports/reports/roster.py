"""참여자 명단: the columns that were asked for and no others, headed by who made it, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exports.blocks import Block, Column, Document, KeyValues, Note, Paragraph, Row, Table


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
        blocks.append(Table(data.columns, data.rows, name="people", label="참여자"))
    else:
        blocks.append(Paragraph("내보낼 참여자가 없습니다."))
    blocks += [Note(words) for words in data.remarks]
    return Document("참여자 명단", data.as_of, tuple(blocks), landscape=len(data.columns) > 6)
