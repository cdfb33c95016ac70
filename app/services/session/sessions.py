"""활동: make one from its kind's template, read it with its parts, close it so that it proves something.

Its parts are written in ``agenda``, ``attendance`` and ``outcomes``.  A closed session is locked with all of
them until it is opened again with a reason; ``db.closed`` refuses the step that would change it.  Findings
may still be made from its minutes, and its next actions ticked off: neither changes what was recorded.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.finding import Finding
from app.domain.listing import ListQuery
from app.domain.output import Attachment, Milestone
from app.domain.session import (
    SESSION_FIELDS,
    AgendaItem,
    Attendance,
    Decision,
    GuestCount,
    Session,
    SessionKind,
    SessionStatus,
)
from app.domain.session_parts import SessionParts
from app.domain.when import clock_time, read_when
from app.errors import UserError
from app.services import listing, records, stages
from app.services.session.templates import templates
from db import undo as steps
from db.queries import sessions as queries
from db.queries.findings import FINDINGS
from db.queries.outputs import MILESTONES

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.engine import Connection
    from db.session import UnitOfWork


def get(ws: "Workspace", session_id: int) -> Session:
    """Return one session; a ``UserError`` where there is none."""
    with ws.reading() as connection:
        return _one(ws, connection, session_id)


def of_project(ws: "Workspace", project_id: int) -> list[Session]:
    """Return the sessions of a project, the newest first, those without a day at the end."""
    return listing.all_rows(ws, "session", ListQuery(filters={"project_id": (project_id,)}))


def parts(ws: "Workspace", session_id: int) -> SessionParts:
    """Return a session with all that belongs to it."""
    of_session = ListQuery(filters={"session_id": (session_id,)})
    with ws.reading() as connection:
        session = _one(ws, connection, session_id)
        agenda = queries.agenda(connection, session_id)
        attendance = queries.attendances(connection, session_id, ws.today)
        guests = queries.guests(connection, session_id)
        decisions = queries.decisions(connection, session_id)
        files = queries.files(connection, session_id)
        actions = MILESTONES.all_rows(connection, of_session, ws.today)
        findings = FINDINGS.all_rows(connection, of_session, ws.today)
    return SessionParts(
        session=session,
        agenda=tuple(agenda),
        attendance=tuple(attendance),
        guests=tuple(guests),
        decisions=tuple(sorted(decisions, key=lambda row: (row.position, row.id))),
        actions=tuple(actions),
        files=tuple(files),
        findings=tuple(findings),
    )


def parts_of(ws: "Workspace", session_ids: Sequence[int]) -> list[SessionParts]:
    """Return sessions with all that belongs to each, in the order of ``session_ids``; set-based."""
    if not session_ids:
        return []
    of_sessions = ListQuery(filters={"session_id": tuple(session_ids)})
    with ws.reading() as connection:
        rows = queries.SESSIONS.rows(connection, session_ids, ws.today)
        found: list[Any] = [*queries.parts_of(connection, session_ids, ws.today)]
        found += MILESTONES.all_rows(connection, of_sessions, ws.today)
        found += FINDINGS.all_rows(connection, of_sessions, ws.today)
    by_session: dict[tuple[int | None, type], list[Any]] = defaultdict(list)
    for part in found:
        by_session[part.session_id, type(part)].append(part)
    return [_gathered(row, by_session) for row in rows]


def _gathered(row: Session, found: Mapping[tuple[int | None, type], list[Any]]) -> SessionParts:
    def of(kind: type) -> tuple[Any, ...]:
        return tuple(found.get((row.id, kind), ()))

    decided = sorted(of(Decision), key=lambda part: (part.position, part.id))
    return SessionParts(
        row, of(AgendaItem), of(Attendance), of(GuestCount), tuple(decided), of(Milestone), of(Attachment),
        of(Finding),
    )  # fmt: skip


def create(ws: "Workspace", project_id: int, kind: str, values: Mapping[str, Any] | None = None) -> int:
    """Make a session of ``kind`` with the agenda and methods of its template; return its id.

    ``held_on`` may be given in words: what is certain is read, the words are kept where something is not.
    Without a stage the session belongs to the stage under way.
    """
    template = templates()[SessionKind(kind).value]
    given = dict(values or {})
    given.setdefault("topic", template.topic)
    given.setdefault("methods", template.methods)
    if "stage" not in given:
        under_way = stages.current(stages.of_project(ws, project_id))
        given["stage"] = under_way.kind if under_way else None
    given, as_written = _with_when(given)
    with ws.unit_of_work(f"활동 ‘{given['topic']}’ 기록") as work:
        fields = {**given, "kind": kind, "project_id": project_id}
        session_id = records.insert(work, "session", fields, as_written=as_written or {})
        owners = {"project_id": project_id, "session_id": session_id}
        items = [
            {"title": title, "minutes": minutes, "position": place, **owners}
            for place, (title, minutes) in enumerate(template.agenda, 1)
        ]
        work.insert_many("agenda_item", items)
    return session_id


def edit(
    ws: "Workspace", session_id: int, changes: Mapping[str, Any], *, initiator: str = "", label: str = ""
) -> None:
    """Change fields of a session that is not closed; ``held_on`` may be given in words."""
    given, as_written = _with_when(dict(changes))
    cleaned = clean(SESSION_FIELDS, given, partial=True)
    first = next((spec.label for spec in SESSION_FIELDS if spec.key in cleaned), "")
    with ws.unit_of_work(label or f"활동 {first} 수정", initiator=initiator) as work:
        session = found(ws, work, session_id)
        starts, ends = (cleaned.get(key, getattr(session, key)) for key in ("starts_at", "ends_at"))
        if starts and ends and ends < starts:
            raise UserError("끝나는 시각이 시작보다 이릅니다. 두 시각을 확인하십시오.", "ends_at")
        if as_written is not None:
            rest = {key: text for key, text in session.as_written.items() if key != "held_on"}
            cleaned["as_written"] = {**rest, **as_written}
        work.update("session", session_id, cleaned)


def _with_when(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str] | None]:
    """Return ``values`` with day and times read, and the words to keep (None where no day was given)."""
    as_written: dict[str, str] | None = None
    for key in ("starts_at", "ends_at"):
        if key in values:
            values[key] = clock_time(str(values[key] or ""), key)
    if "held_on" in values:
        as_written = {}
        if isinstance(values["held_on"], str):
            when = read_when(values["held_on"])
            values["held_on"] = when.held_on
            if when.starts_at:
                values["starts_at"] = values.get("starts_at") or when.starts_at
            as_written = {"held_on": when.as_written} if when.as_written else {}
    return values, as_written


def delete(ws: "Workspace", session_id: int) -> None:
    """Delete a session with its parts; findings made from it stay, and undo brings all of it back."""
    topic = get(ws, session_id).topic
    with ws.unit_of_work(f"활동 ‘{topic}’ 삭제") as work:
        work.delete("session", [session_id])


def close(ws: "Workspace", session_id: int) -> None:
    """Lock a session and let it count as evidence for gates; who closed it and when is kept."""
    session = get(ws, session_id)
    if session.status == SessionStatus.CLOSED:
        raise UserError("이미 마감한 활동입니다.", "session")
    if session.held_on is not None and session.held_on > ws.today:
        raise UserError("아직 열리지 않은 활동은 마감하지 않습니다. 날짜를 확인하십시오.", "held_on")
    with ws.unit_of_work(f"활동 ‘{session.topic}’ 마감") as work:
        closed = {"status": SessionStatus.CLOSED.value, "closed_at": ws.clock(), "closed_by": ws.actor}
        work.update("session", session_id, closed)


def reopen(ws: "Workspace", session_id: int, reason: str) -> None:
    """Open a closed session again, with a reason that the journal keeps; undo does not close it again."""
    reason = clean(SESSION_FIELDS, {"host": reason}, partial=True)["host"]
    if not reason:
        raise UserError("다시 여는 사유를 적으십시오.", "reason")
    session = get(ws, session_id)
    if session.status != SessionStatus.CLOSED:
        raise UserError("마감되지 않은 활동입니다.", "session")
    with ws.unit_of_work(f"활동 ‘{session.topic}’ 다시 열기") as work:
        opened = {"status": SessionStatus.DRAFT.value, "closed_at": None, "closed_by": None}
        work.update("session", session_id, {**opened, "reopen_reason": reason})
        steps.settle(work.connection, "session", session_id, work.transaction_id)


def found(ws: "Workspace", work: "UnitOfWork", session_id: int) -> Session:
    """Return a session as it is within a step of work; a ``UserError`` where there is none."""
    return _one(ws, work.connection, session_id)


def _one(ws: "Workspace", connection: "Connection", session_id: int) -> Session:
    rows = queries.SESSIONS.rows(connection, [session_id], ws.today)
    if not rows:
        raise UserError("지워졌거나 없는 활동입니다.", "session")
    session: Session = rows[0]
    return session


def links(ws: "Workspace", work: "UnitOfWork", session_id: int) -> dict[str, int]:
    """Return what a new part of a session refers to: the session and its project."""
    return {"project_id": found(ws, work, session_id).project_id, "session_id": session_id}
