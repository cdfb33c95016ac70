"""활동: make one from its kind's template, keep its parts, close it so that it proves something.

A closed session is locked: it and its agenda, attendance, guests, decisions, next actions and files are not
changed until it is opened again with a reason.  Findings may still be made from its minutes, and its next
actions ticked off: neither changes what was recorded.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.choices import ActorKind
from app.domain.finding import Finding
from app.domain.listing import ListQuery
from app.domain.output import Attachment, Milestone
from app.domain.session import (
    SESSION_FIELDS,
    AgendaItem,
    Attendance,
    AttendanceState,
    Decision,
    GuestCount,
    Session,
    SessionKind,
    SessionStatus,
)
from app.domain.when import clock_time, read_when
from app.errors import UserError
from app.services import listing, outputs, people, records, stages
from app.services.session_templates import templates
from db.queries import sessions as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class SessionParts:
    """A session with all that belongs to it, as of one moment."""

    session: Session
    agenda: tuple[AgendaItem, ...]
    attendance: tuple[Attendance, ...]
    guests: tuple[GuestCount, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Milestone, ...]
    files: tuple[Attachment, ...]
    findings: tuple[Finding, ...]

    @property
    def citizen_share(self) -> int | None:
        """Return the percentage of citizens among all who came, guests included; None where nobody came."""
        kinds = [one.actor_kind for one in self.attendance if one.state != AttendanceState.ABSENT]
        came = len(kinds) + sum(guest.count for guest in self.guests)
        citizens = kinds.count(ActorKind.CITIZEN) + sum(
            guest.count for guest in self.guests if guest.actor_kind == ActorKind.CITIZEN
        )
        return round(100 * citizens / came) if came else None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person expected at a session or entered at it; ``state`` and ``minutes`` are None until entered."""

    person_id: int
    person: str
    actor_kind: str | None
    role: str | None
    state: str | None
    minutes: int | None


# -- reading


def get(ws: "Workspace", session_id: int) -> Session:
    """Return one session; a ``UserError`` where there is none."""
    found = listing.rows(ws, "session", [session_id])
    if not found:
        raise UserError("지워졌거나 없는 활동입니다.", "session")
    session: Session = found[0]
    return session


def of_project(ws: "Workspace", project_id: int) -> list[Session]:
    """Return the sessions of a project, the newest first, those without a day at the end."""
    return listing.all_rows(ws, "session", ListQuery(filters={"project_id": (project_id,)}))


def attended_counts(ws: "Workspace", project_id: int) -> dict[int, int]:
    """Return at how many sessions of a project each person was present or late."""
    with ws.reading() as connection:
        return queries.attended_counts(connection, project_id)


def parts(ws: "Workspace", session_id: int) -> SessionParts:
    """Return a session with all that belongs to it."""
    session = get(ws, session_id)
    of_session = ListQuery(filters={"session_id": (session_id,)})
    with ws.reading() as connection:
        agenda = queries.agenda(connection, session_id)
        attendance = queries.attendances(connection, session_id)
        guests = queries.guests(connection, session_id)
        decisions = queries.decisions(connection, session_id)
        files = queries.files(connection, session_id)
    todos = outputs.milestones(ws, session.project_id)
    return SessionParts(
        session=session,
        agenda=tuple(agenda),
        attendance=tuple(attendance),
        guests=tuple(guests),
        decisions=tuple(sorted(decisions, key=lambda row: (row.position, row.id))),
        actions=tuple(todo for todo in todos if todo.session_id == session_id),
        files=tuple(files),
        findings=tuple(listing.all_rows(ws, "finding", of_session)),
    )


def roster(ws: "Workspace", session_id: int) -> list[RosterRow]:
    """Return the present team and everybody else entered at a session, each once, in the team's order."""
    session = get(ws, session_id)
    with ws.reading() as connection:
        return roster_of(ws, session, queries.attendances(connection, session_id))


def roster_of(ws: "Workspace", session: Session, attendance: Iterable[Attendance]) -> list[RosterRow]:
    """Return the roster of a session whose attendance was read already: three hundred are read once."""
    entered = {row.person_id: row for row in attendance}
    day = session.held_on or ws.today
    rows: dict[int, RosterRow] = {}
    for member in people.members(ws, session.project_id):
        known = entered.get(member.person_id)
        if member.person_id in rows or not (known or member.to_on is None or member.to_on >= day):
            continue
        rows[member.person_id] = RosterRow(
            member.person_id, member.person, member.actor_kind, member.role,
            known.state if known else None, known.minutes if known else None,
        )  # fmt: skip
    for person_id, row in entered.items():
        if person_id not in rows:
            rows[person_id] = RosterRow(
                person_id, row.person, row.actor_kind, row.role, row.state, row.minutes
            )
    return list(rows.values())


# -- the session itself


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
        links = {"project_id": project_id, "session_id": session_id}
        items = [
            {"title": title, "minutes": minutes, "position": place, **links}
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
        session = _unlocked(work, session_id)
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
        _unlocked(work, session_id)
        work.delete("session", [session_id])


def close(ws: "Workspace", session_id: int) -> None:
    """Lock a session and let it count as evidence for gates; who closed it and when is kept."""
    session = get(ws, session_id)
    if session.held_on is not None and session.held_on > ws.today:
        raise UserError("아직 열리지 않은 활동은 마감하지 않습니다. 날짜를 확인하십시오.", "held_on")
    with ws.unit_of_work(f"활동 ‘{session.topic}’ 마감") as work:
        _unlocked(work, session_id)
        closed = {"status": SessionStatus.CLOSED.value, "closed_at": ws.clock(), "closed_by": ws.actor}
        work.update("session", session_id, closed)


def reopen(ws: "Workspace", session_id: int, reason: str) -> None:
    """Open a closed session again, with a reason that the journal keeps."""
    reason = clean(SESSION_FIELDS, {"host": reason}, partial=True)["host"]
    if not reason:
        raise UserError("다시 여는 사유를 적으십시오.", "reason")
    session = get(ws, session_id)
    if session.status != SessionStatus.CLOSED:
        raise UserError("마감되지 않은 활동입니다.", "session")
    with ws.unit_of_work(f"활동 ‘{session.topic}’ 다시 열기") as work:
        opened = {"status": SessionStatus.DRAFT.value, "closed_at": None, "closed_by": None}
        work.update("session", session_id, {**opened, "reopen_reason": reason})


def _unlocked(work: "UnitOfWork", session_id: int | None) -> Session:
    found = queries.SESSIONS.rows(work.connection, [session_id]) if session_id else []
    if not found:
        raise UserError("지워졌거나 없는 활동입니다.", "session")
    if found[0].status == SessionStatus.CLOSED:
        raise UserError("마감한 활동은 고치지 않습니다. 고치려면 사유를 적고 다시 여십시오.", "session")
    return found[0]


def _owner(work: "UnitOfWork", entity: str, row_id: int) -> Session:
    return _unlocked(work, queries.session_of(work.connection, entity, row_id))


# -- parts: agenda, decisions, next actions, files


def _add_part(ws: "Workspace", session_id: int, entity: str, label: str, values: Mapping[str, Any]) -> int:
    with ws.unit_of_work(label) as work:
        session = _unlocked(work, session_id)
        place = queries.last_place(work.connection, entity, session_id) + 1
        links = {"project_id": session.project_id, "session_id": session_id}
        return records.insert(work, entity, {**values, "position": place}, **links)


def _edit_part(ws: "Workspace", entity: str, row_id: int, label: str, changes: Mapping[str, Any]) -> None:
    from app.domain.entities import ENTITIES

    cleaned = clean(ENTITIES[entity].fields, changes, partial=True)
    with ws.unit_of_work(label) as work:
        _owner(work, entity, row_id)
        work.update(entity, row_id, cleaned)


def _delete_parts(ws: "Workspace", entity: str, ids: Iterable[int], label: str) -> None:
    targets = list(ids)
    with ws.unit_of_work(label) as work:
        for row_id in targets:
            _owner(work, entity, row_id)
        work.delete(entity, targets)


def add_agenda(ws: "Workspace", session_id: int, title: str, minutes: int = 10, host: str = "") -> int:
    """Add an item at the end of the agenda; return its id."""
    values = {"title": title, "minutes": minutes, "host": host}
    return _add_part(ws, session_id, "agenda_item", f"진행 순서 ‘{title}’ 추가", values)


def edit_agenda(ws: "Workspace", item_id: int, changes: Mapping[str, Any]) -> None:
    """Change title, minutes, host, or when an item began and ended."""
    if changes.get("minutes") is not None and not 0 <= int(changes["minutes"]) <= 24 * 60:
        raise UserError("분에는 0에서 1,440까지의 수를 넣으십시오.", "minutes")
    _edit_part(ws, "agenda_item", item_id, "진행 순서 수정", changes)


def move_agenda(ws: "Workspace", item_id: int, before_id: int | None) -> None:
    """Put an item before another, or at the end."""
    with ws.unit_of_work("진행 순서 옮기기") as work:
        session = _owner(work, "agenda_item", item_id)
        order = [row.id for row in queries.agenda(work.connection, session.id) if row.id != item_id]
        order.insert(order.index(before_id) if before_id in order else len(order), item_id)
        for place, row_id in enumerate(order, 1):
            work.update("agenda_item", row_id, {"position": place})


def delete_agenda(ws: "Workspace", ids: Iterable[int]) -> None:
    """Take items off the agenda; findings captured during them stay."""
    _delete_parts(ws, "agenda_item", ids, "진행 순서 삭제")


def add_decision(ws: "Workspace", session_id: int, text: str) -> int:
    """Write a decision down; return its id."""
    return _add_part(ws, session_id, "session_decision", "결정 추가", {"text": text})


def edit_decision(ws: "Workspace", decision_id: int, text: str) -> None:
    """Put a decision in other words."""
    _edit_part(ws, "session_decision", decision_id, "결정 수정", {"text": text})


def delete_decision(ws: "Workspace", decision_id: int) -> None:
    """Take a decision back."""
    _delete_parts(ws, "session_decision", [decision_id], "결정 삭제")


def add_action(
    ws: "Workspace", session_id: int, title: str, due_on: date | None = None, assignee_id: int | None = None
) -> int:
    """Agree on something to be done, by whom and until when; it appears among what falls due."""
    with ws.unit_of_work(f"다음 할 일 ‘{title}’ 추가") as work:
        session = _unlocked(work, session_id)
        values = {"title": title, "due_on": due_on, "assignee_id": assignee_id, "stage": session.stage}
        links = {"project_id": session.project_id, "session_id": session_id}
        return records.insert(work, "milestone", {**values, **links})


def edit_action(ws: "Workspace", milestone_id: int, changes: Mapping[str, Any]) -> None:
    """Change a next action as it was agreed."""
    _edit_part(ws, "milestone", milestone_id, "다음 할 일 수정", changes)


def delete_action(ws: "Workspace", milestone_id: int) -> None:
    """Take a next action back."""
    _delete_parts(ws, "milestone", [milestone_id], "다음 할 일 삭제")


def attach(
    ws: "Workspace",
    session_id: int,
    files: Iterable[Path],
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Keep photos and files of a session."""
    stored = outputs.store(ws, files, progress)
    with ws.unit_of_work(f"활동에 파일 {len(stored)}개 붙이기") as work:
        session = _unlocked(work, session_id)
        for row in stored:
            work.insert("attachment", {**row, "project_id": session.project_id, "session_id": session_id})


def delete_files(ws: "Workspace", ids: Iterable[int]) -> None:
    """Take files off a session."""
    _delete_parts(ws, "attachment", ids, "활동 파일 떼기")


# -- attendance


def set_attendance(
    ws: "Workspace", session_id: int, person_id: int, state: str | None, minutes: int | None = None
) -> None:
    """Enter a person as present, late or absent; None takes the entry away."""
    value = AttendanceState(state).value if state else None
    label = f"출석 {AttendanceState(value).label}" if value else "출석 지우기"
    with ws.unit_of_work(label) as work:
        session = _unlocked(work, session_id)
        found = queries.attendance_id(work.connection, session_id, person_id)
        if value is None:
            work.delete("attendance", [found] if found else [])
        elif found:
            work.update("attendance", found, {"state": value, "minutes": minutes})
        else:
            _attend(work, session, person_id, value, minutes)


def _attend(
    work: "UnitOfWork", session: Session, person_id: int, state: str, minutes: int | None = None
) -> None:
    links = {"project_id": session.project_id, "session_id": session.id}
    values = {"person_id": person_id, "state": state, "minutes": minutes}
    records.insert(work, "attendance", values, **links)


def mark_all_present(ws: "Workspace", session_id: int) -> int:
    """Enter everybody of the roster who has no entry yet as present; return how many they were."""
    waiting = [row.person_id for row in roster(ws, session_id) if row.state is None]
    with ws.unit_of_work(f"모두 출석 {len(waiting)}명") as work:
        session = _unlocked(work, session_id)
        present = {"state": AttendanceState.PRESENT.value, "minutes": None}
        links = {"project_id": session.project_id, "session_id": session_id}
        work.insert_many("attendance", [{"person_id": one, **present, **links} for one in waiting])
    return len(waiting)


def set_guests(ws: "Workspace", session_id: int, actor_kind: str, count: int) -> None:
    """Count heads of one kind of actor that came without a person record; 0 takes the count away."""
    kind = ActorKind(actor_kind)
    if not 0 <= count <= 100_000:
        raise UserError("인원에는 0에서 100,000까지의 수를 넣으십시오.", "count")
    with ws.unit_of_work(f"손님 {kind.label} {count}명") as work:
        session = _unlocked(work, session_id)
        found = queries.guest_id(work.connection, session_id, kind.value)
        if found and count:
            work.update("session_guest", found, {"count": count})
        elif found:
            work.delete("session_guest", [found])
        elif count:
            links = {"project_id": session.project_id, "session_id": session_id}
            records.insert(work, "session_guest", {"actor_kind": kind.value, "count": count}, **links)
