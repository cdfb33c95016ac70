"""파기대장: what was destroyed, how many, when, how, by whom and with whose approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.koreandate import format_date
from app.domain.privacy.access import Destruction
from exports.blocks import (
    Align,
    ApprovalBox,
    Block,
    Column,
    Document,
    KeyValues,
    Kind,
    Note,
    Paragraph,
    Table,
)


@dataclass(frozen=True, slots=True)
class DestructionLedgerData:
    """The destructions in the order in which they were made; ``condition`` says what they are limited to."""

    rows: Sequence[Destruction]
    condition: str
    as_of: date
    approval_box: bool = True


def ledger(data: DestructionLedgerData) -> Document:
    """Return 개인정보 파기대장 with its approval box; no line names anybody who was destroyed."""
    blocks: list[Block] = [ApprovalBox()] if data.approval_box else []
    total = sum(row.people_count for row in data.rows)
    facts = [("파기 횟수", f"{len(data.rows)}회"), ("파기한 사람", f"{total}명")]
    if data.condition:
        facts.insert(0, ("범위", data.condition))
    blocks.append(KeyValues(tuple(facts)))
    blocks.append(_table(data.rows, total) if data.rows else Paragraph("파기한 기록이 없습니다."))
    blocks.append(
        Note(
            "파기한 사람의 이름은 대장에 남기지 않습니다. 다른 곳에 따로 둔 백업과 내보낸 문서는 "
            "따로 파기합니다."
        )
    )
    return Document("개인정보 파기대장", data.as_of, tuple(blocks), landscape=True)


def _table(rows: Sequence[Destruction], total: int) -> Table:
    columns = (
        Column("연번", Kind.INTEGER, 0.45, Align.CENTER),
        Column("파기한 때", weight=1.15, align=Align.CENTER),
        Column("사람", Kind.COUNT, 0.5),
        Column("파기한 항목", weight=2.3),
        Column("파일", weight=0.6, align=Align.CENTER),
        Column("사유", weight=1.7),
        Column("방법", weight=1.8),
        Column("남긴 것", weight=1.6),
        Column("파기한 사람", weight=0.85, align=Align.CENTER),
        Column("승인한 사람", weight=0.85, align=Align.CENTER),
        Column("백업 삭제일", Kind.DATE, 0.9),
    )
    lines = [
        (number, _moment(row), row.people_count, row.items, row.files, row.reason, row.method, row.kept,
         row.destroyed_by, row.approved_by, row.backups_until)
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    sums = ("합계", "", total, "", "", "", "", "", "", "", None)
    return Table(columns, lines, name="destructions", label="파기대장", total=sums)


def _moment(row: Destruction) -> str:
    local = row.destroyed_at.astimezone()
    return f"{format_date(local.date())} {local:%H:%M}"
