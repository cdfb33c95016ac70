"""접속기록 점검: a month of the log to look through, whether its chain holds, and what the review found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.desk_role import Duty
from app.domain.hangul import matches
from app.domain.privacy.access import AccessEntry, AccessMonth, AccessRow
from app.domain.privacy.masks import shown_name
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy import sight
from db.queries import access as queries
from exports.reports.access_papers import AccessLogData

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_Names = Mapping[str, tuple[str, str | None]]


def month_of(moment: datetime) -> str:
    """Return the month of a moment at this desk: 2026-10."""
    return f"{moment.astimezone():%Y-%m}"


def last_month(ws: "Workspace") -> str:
    """Return the month before this one."""
    return f"{ws.today.replace(day=1) - timedelta(days=1):%Y-%m}"


def months(ws: "Workspace") -> tuple[str, ...]:
    """Return last month, then the others that have lines, newest first: what is reviewed comes first."""
    with ws.reading() as connection:
        found = {month_of(at) for at in queries.moments(connection)}
    last = last_month(ws)
    return (last, *sorted(found - {last}, reverse=True))


@dataclass(frozen=True, slots=True)
class Lines:
    """A month with all its lines, and the whole names of those whom they are about: told they are masked."""

    month: AccessMonth
    names: _Names


def read(ws: "Workspace", month: str = "", text: str = "", action: str = "") -> AccessMonth:
    """Return a month (this one where empty): lines of whom ``text`` names, and of ``action`` alone."""
    return narrowed(lines(ws, month), text, action)


def lines(ws: "Workspace", month: str = "") -> Lines:
    """Return a month (this one where empty); the chain of the whole log is looked through for it."""
    sight.refuse_role(ws, Duty.REVIEW_ACCESS)
    chosen = month or f"{ws.today:%Y-%m}"
    since, until = _bounds(chosen)
    with ws.reading() as connection:
        rows = queries.rows(connection, since, until)
        names = queries.persons(connection, {uid for row in rows for uid in row.people})
        broken = tuple(queries.verify(connection))
        reviews = tuple(queries.reviews(connection, chosen))
        months = {month_of(at) for at in queries.moments(connection)} | {f"{ws.today:%Y-%m}", chosen}
    entries = tuple(_entry(row, names) for row in rows)
    return Lines(AccessMonth(chosen, entries, broken, reviews, tuple(sorted(months, reverse=True))), names)


def narrowed(found: Lines, text: str = "", action: str = "") -> AccessMonth:
    """Return the lines of whom ``text`` names, and of ``action`` alone; nothing is read.

    Persons are found by their whole names.
    """
    sought, names = text.strip(), found.names
    kept = (entry for entry in found.month.entries if not action or entry.row.action == action)
    return replace(found.month, entries=tuple(entry for entry in kept if _names(entry.row, names, sought)))


def _names(row: AccessRow, names: _Names, sought: str) -> bool:
    people = (names[uid][0] for uid in row.people if uid in names)
    return not sought or matches(row.actor, sought) or any(matches(name, sought) for name in people)


def _entry(row: AccessRow, names: _Names) -> AccessEntry:
    told = (shown_name(*names[uid], masking=True) for uid in row.people if uid in names)
    return AccessEntry(row, tuple(told))


def _bounds(month: str) -> tuple[datetime, datetime]:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise UserError(f"‘{month}’ 달이 없습니다. 2026-10처럼 적으십시오.", "month") from None
    following = (first + timedelta(days=32)).replace(day=1)
    return _begin(first), _begin(following)


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()


def review(ws: "Workspace", month: str, finding: str) -> None:
    """Keep that a month was looked through and what was found; a month under way is not reviewed yet."""
    sight.refuse_role(ws, Duty.REVIEW_ACCESS)
    words = finding.strip()
    if not words:
        raise UserError("점검 결과를 적으십시오. 없으면 ‘이상 없음’이라고 적습니다.", "finding")
    if month >= f"{ws.today:%Y-%m}":
        raise UserError("아직 끝나지 않은 달입니다. 달이 바뀐 뒤에 점검합니다.", "month")
    since, until = _bounds(month)
    with ws.unit_of_work(f"접속기록 {month} 점검") as work:
        values = {
            "month": month,
            "reviewed_at": ws.clock(),
            "reviewed_by": ws.actor,
            "row_count": queries.count_between(work.connection, since, until),
            "head_digest": queries.head(work.connection),
            "finding": words,
        }
        work.insert("access_review", values)


def due(ws: "Workspace") -> str:
    """Return the last month where it has lines that nobody reviewed yet, else an empty text."""
    month = last_month(ws)
    since, until = _bounds(month)
    with ws.reading() as connection:
        waits = bool(queries.count_between(connection, since, until)) and not queries.reviews(
            connection, month
        )
    return month if waits else ""


def data(ws: "Workspace", options: ReportOptions) -> AccessLogData:
    """Return what 접속기록 of a month says on paper, the oldest line first."""
    found = read(ws, options.month or last_month(ws))
    return AccessLogData(
        found.month,
        tuple(reversed(found.entries)),
        found.broken,
        found.reviews,
        ws.today,
        options.approval_box,
    )
