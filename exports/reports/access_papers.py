"""개인정보 접속기록: a month of the log as a paper with its approval box, and what its review found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.koreandate import format_date
from app.domain.privacy.access import AccessAction, AccessEntry, AccessPurpose, AccessReview
from exports.blocks import (
    Align,
    ApprovalBox,
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    Paragraph,
    Table,
)


@dataclass(frozen=True, slots=True)
class AccessLogData:
    """The lines of a month, oldest first; ``broken`` are sentences on what was altered."""

    month: str
    entries: Sequence[AccessEntry]
    broken: Sequence[str]
    reviews: Sequence[AccessReview]
    as_of: date
    approval_box: bool = True


def access_log(data: AccessLogData) -> Document:
    """Return 개인정보 접속기록 of a month; persons are told masked, whoever looked by name."""
    people = {uid for entry in data.entries for uid in entry.row.people}
    facts = (
        ("달", month_words(data.month)),
        ("기록", f"{len(data.entries):,}건"),
        ("처리한 정보주체", f"{len(people):,}명"),
        ("위·변조 검사", "이상 없음" if not data.broken else f"이상 {len(data.broken)}건"),
    )
    blocks: list[Block] = [ApprovalBox()] if data.approval_box else []
    blocks.append(KeyValues(facts))
    blocks.append(_table(data.entries) if data.entries else Paragraph("이 달에는 접속기록이 없습니다."))
    blocks += [Note(words) for words in data.broken]
    blocks.append(Heading("점검 결과"))
    blocks.append(_reviews(data.reviews) if data.reviews else Paragraph("아직 점검하지 않았습니다."))
    blocks.append(Note("접속기록은 2년 이상 보관하며 지우거나 고칠 수 없습니다."))
    return Document(
        "개인정보 접속기록", data.as_of, tuple(blocks), subtitle=month_words(data.month), landscape=True
    )


def month_words(month: str) -> str:
    """Return 2026년 10월 for 2026-10."""
    year, _, number = month.partition("-")
    return f"{year}년 {int(number)}월"


def moment_words(moment: datetime) -> str:
    """Return a moment as the office reads it: 2026. 6. 18. 14:03."""
    local = moment.astimezone()
    return f"{format_date(local.date())} {local:%H:%M}"


def action_words(code: str) -> str:
    """Return 한 일 in words."""
    return AccessAction(code).label if code in list(AccessAction) else code


def purpose_words(code: str) -> str:
    """Return 목적 in words."""
    return AccessPurpose(code).label if code in list(AccessPurpose) else code


def _table(entries: Sequence[AccessEntry]) -> Table:
    columns = (
        Column("연번", Kind.INTEGER, 0.45, Align.CENTER),
        Column("때", weight=1.2, align=Align.CENTER),
        Column("누구", weight=1.1),
        Column("PC", weight=0.9),
        Column("한 일", weight=0.7, align=Align.CENTER),
        Column("누구의", weight=1.0),
        Column("무엇을", weight=1.3),
        Column("목적", weight=1.2),
        Column("사유", weight=1.9),
        Column("파일", weight=1.2),
    )
    lines = [
        (entry.row.id, moment_words(entry.row.at), _who(entry), entry.row.machine,
         action_words(entry.row.action), entry.whose,
         ", ".join(entry.row.items) or entry.row.subject, purpose_words(entry.row.purpose), entry.row.reason,
         entry.row.target)
        for entry in entries
    ]  # fmt: skip
    return Table(columns, lines, name="access_log", label="접속기록")


def _who(entry: AccessEntry) -> str:
    return f"{entry.row.actor} ({entry.row.department})" if entry.row.department else entry.row.actor


def _reviews(reviews: Sequence[AccessReview]) -> Table:
    columns = (
        Column("점검한 때", weight=1.2, align=Align.CENTER),
        Column("점검한 사람", weight=0.9, align=Align.CENTER),
        Column("기록", Kind.COUNT, 0.5),
        Column("점검 결과", weight=4.0),
    )
    lines = [(moment_words(row.reviewed_at), row.reviewed_by, row.row_count, row.finding) for row in reviews]
    return Table(columns, lines, name="reviews", label="점검")
