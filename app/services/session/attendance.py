"""출석: who is expected at a session (활동), who came, and the heads counted without a person record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from app.domain.choices import ActorKind
from app.domain.session import Attendance, AttendanceState, Session
from app.errors import UserError
from app.services import people, records
from app.services.session import sessions
from db.queries import sessions as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class RosterRow(NamedTuple):
    """One person expected at a session or entered at it; ``state`` and ``minutes`` are None until entered."""

    person_id: int
    person: str
    actor_kind: str | None
    role: str | None
    state: str | None
    minutes: int | None


def attended_counts(ws: "Workspace", project_id: int) -> dict[int, int]:
    """Return at how many sessions of a project each person was present or late."""
    with ws.reading() as connection:
        return queries.attended_counts(connection, project_id)


def roster(ws: "Workspace", session_id: int) -> list[RosterRow]:
    """Return the present team and everybody else entered at a session, each once, in the team's order."""
    session = sessions.get(ws, session_id)
    with ws.reading() as connection:
        return roster_of(ws, session, queries.attendances(connection, session_id, ws.today))


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


def enter(
    ws: "Workspace", session_id: int, person_id: int, state: str | None, minutes: int | None = None
) -> None:
    """Enter a person as present, late or absent; None takes the entry away."""
    value = AttendanceState(state).value if state else None
    label = f"출석 {AttendanceState(value).label}" if value else "출석 지우기"
    with ws.unit_of_work(label) as work:
        entry = queries.attendance_id(work.connection, session_id, person_id)
        if value is None:
            work.delete("attendance", [entry] if entry else [])
        elif entry:
            work.update("attendance", entry, {"state": value, "minutes": minutes})
        else:
            values = {"person_id": person_id, "state": value, "minutes": minutes}
            records.insert(work, "attendance", values, **sessions.links(ws, work, session_id))


def mark_all_present(ws: "Workspace", session_id: int) -> int:
    """Enter everybody of the roster who has no entry yet as present; return how many they were."""
    waiting = [row.person_id for row in roster(ws, session_id) if row.state is None]
    with ws.unit_of_work(f"모두 출석 {len(waiting)}명") as work:
        present = {"state": AttendanceState.PRESENT.value, "minutes": None}
        links = sessions.links(ws, work, session_id)
        work.insert_many("attendance", [{"person_id": one, **present, **links} for one in waiting])
    return len(waiting)


def set_guests(ws: "Workspace", session_id: int, actor_kind: str, count: int) -> None:
    """Count heads of one kind of actor that came without a person record; 0 takes the count away."""
    kind = ActorKind(actor_kind)
    if not 0 <= count <= 100_000:
        raise UserError("인원에는 0에서 100,000까지의 수를 넣으십시오.", "count")
    with ws.unit_of_work(f"손님 {kind.label} {count}명") as work:
        entry = queries.guest_id(work.connection, session_id, kind.value)
        if entry and count:
            work.update("session_guest", entry, {"count": count})
        elif entry:
            work.delete("session_guest", [entry])
        elif count:
            values = {"actor_kind": kind.value, "count": count}
            records.insert(work, "session_guest", values, **sessions.links(ws, work, session_id))
