"""접속기록: every look at, copy of or file with unmasked personal data is written down before it happens."""

import platform
from datetime import datetime
from typing import TYPE_CHECKING

from app.changes import LOG, Changes
from app.domain.privacy import resident_number
from app.domain.privacy.access import Access, AccessRow
from app.errors import UserError
from db.queries import access as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace

REASON_LENGTH = 10


def log(ws: "Workspace", access: Access) -> AccessRow:
    """Append a line to the log and return it once it is durable; what it tells of may happen only then.

    A ``UserError`` where purpose or reason are missing: nothing is logged, and nothing may be shown.
    """
    check(access)
    with ws.beside_journal() as connection:
        row = queries.append(connection, line(ws, access))
    ws.announce(Changes("접속기록", {"access_log": frozenset({row.id})}, LOG))
    return row


def check(access: Access) -> None:
    """Refuse an access without a purpose, or with a reason too short to tell anything (10 letters)."""
    if not access.purpose:
        raise UserError("무엇을 위해 보는지 목적을 고르십시오.", "purpose")
    if len(access.reason.strip()) < REASON_LENGTH:
        raise UserError(f"사유를 {REASON_LENGTH}자 이상 적으십시오.", "reason")
    resident_number.refuse(access.reason, "사유", "reason")
    resident_number.refuse(access.target, "파일 이름", "target")
    resident_number.refuse(" ".join((access.subject, access.purpose, *access.items)), "접속기록")


def line(ws: "Workspace", access: Access) -> dict[str, object]:
    """Return the line that an access leaves, as the screen shows it before it happens."""
    return {
        "at": ws.clock(),
        "actor": ws.actor,
        "department": ws.settings.department,
        "role": ws.settings.desk_role,
        "machine": platform.node(),
        "action": access.action.value,
        "subject": access.subject,
        "people": access.people,
        "people_count": len(access.people),
        "items": access.items,
        "purpose": access.purpose,
        "reason": access.reason.strip(),
        "target": access.target,
        "until": access.until,
    }


def rows(ws: "Workspace", since: datetime, until: datetime) -> list[AccessRow]:
    """Return the lines of a time, newest first."""
    with ws.reading() as connection:
        return queries.rows(connection, since, until)
