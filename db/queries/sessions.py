"""활동 as lists read them, and the parts of one session."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, func, select

from app.domain.output import Attachment
from app.domain.session import SESSION_FIELDS, AgendaItem, Attendance, Decision, GuestCount, Session
from db.models import metadata
from db.models.finding import finding
from db.models.output import attachment
from db.models.person import membership, person
from db.models.project import project
from db.models.session import agenda_item, attendance, session, session_decision, session_guest
from db.queries.gates import present
from db.queries.listing import Listing

T = TypeVar("T")
Part = AgendaItem | Attendance | GuestCount | Decision | Attachment

_came = select(func.count()).where(attendance.c.session_id == session.c.id, attendance.c.state != "absent")
_guests = select(func.coalesce(func.sum(session_guest.c.count), 0)).where(
    session_guest.c.session_id == session.c.id
)
_findings = select(func.count()).where(finding.c.session_id == session.c.id)
_files = select(func.count()).where(attachment.c.session_id == session.c.id)

SESSIONS = Listing(
    row=Session,
    specs=SESSION_FIELDS,
    source=session.join(project, project.c.id == session.c.project_id),
    key=session.c.id,
    columns={
        **{column.name: column for column in session.columns},
        "project": project.c.title,
        "attended": _came.correlate(session).scalar_subquery(),
        "guests": _guests.correlate(session).scalar_subquery(),
        "finding_count": _findings.correlate(session).scalar_subquery(),
        "file_count": _files.correlate(session).scalar_subquery(),
    },
    text=("topic", "place", "host", "minutes", "project"),
    order=(("held_on", True), ("starts_at", True)),
)


def agenda_counts(connection: Connection, session_ids: Collection[int]) -> dict[int, int]:
    """Return how many items the 진행 순서 of each session has; one without is left out."""
    statement = select(agenda_item.c.session_id, func.count()).group_by(agenda_item.c.session_id)
    rows = connection.execute(statement.where(agenda_item.c.session_id.in_(session_ids)))
    return {row[0]: row[1] for row in rows}


def agenda(connection: Connection, session_id: int) -> list[AgendaItem]:
    """Return the agenda of a session in its order."""
    return _parts(connection, AgendaItem, _agenda(), session_id)


def attendances(connection: Connection, session_id: int, today: date) -> list[Attendance]:
    """Return who was entered as present, late or absent, by name, with the role in the project's team."""
    return _parts(connection, Attendance, _attendances(), session_id, today=today)


def guests(connection: Connection, session_id: int) -> list[GuestCount]:
    """Return the heads counted without a person record."""
    return _parts(connection, GuestCount, _of_session(session_guest, GuestCount), session_id)


def decisions(connection: Connection, session_id: int) -> list[Decision]:
    """Return the decisions of a session in their order."""
    return _parts(connection, Decision, _of_session(session_decision, Decision), session_id)


def files(connection: Connection, session_id: int) -> list[Attachment]:
    """Return the photos and files of a session, oldest first."""
    return _parts(connection, Attachment, _of_session(attachment, Attachment), session_id)


def parts_of(connection: Connection, session_ids: Sequence[int], today: date) -> list[Part]:
    """Return agenda, attendance, guests, decisions and files of many sessions, by five statements."""
    ids: dict[str, Any] = {"session": list(session_ids)}
    found: list[Part] = []
    for kind, statement, more in (
        (AgendaItem, _agenda(True), {}),
        (Attendance, _attendances(True), {"today": today}),
        (GuestCount, _of_session(session_guest, GuestCount, True), {}),
        (Decision, _of_session(session_decision, Decision, True), {}),
        (Attachment, _of_session(attachment, Attachment, True), {}),
    ):
        found += [kind(*row) for row in connection.execute(statement, {**ids, **more}).all()]
    return found


def _parts(
    connection: Connection, kind: Callable[..., T], statement: Select[Any], session_id: int, **values: Any
) -> list[T]:
    # by the order of the columns: by name each of the hundreds of rows takes three times as long
    return [kind(*row) for row in connection.execute(statement, {"session": session_id, **values}).all()]


# Statements are put together once: that takes longer than running them.


def _belongs(column: Any, many: bool) -> Any:
    return column.in_(bindparam("session", expanding=True)) if many else column == bindparam("session")


@cache
def _of_session(table: Table, kind: Any, many: bool = False) -> Select[Any]:
    columns = (table.c[field.name] for field in fields(kind))
    return select(*columns).where(_belongs(table.c.session_id, many)).order_by(table.c.id)


@cache
def _agenda(many: bool = False) -> Select[Any]:
    statement = _of_session(agenda_item, AgendaItem, many)
    return statement.order_by(None).order_by(agenda_item.c.position, agenda_item.c.id)


@cache
def _attendances(many: bool = False) -> Select[Any]:
    role = (
        select(func.min(membership.c.role))
        .where(
            membership.c.project_id == attendance.c.project_id,
            membership.c.person_id == attendance.c.person_id,
            present(),
        )
        .correlate(attendance)
        .scalar_subquery()
    )
    table = attendance
    statement = select(
        table.c.id, table.c.session_id, table.c.person_id, person.c.name.label("person"),
        person.c.actor_kind, role.label("role"), table.c.state, table.c.minutes,
    ).select_from(table.join(person, person.c.id == table.c.person_id))  # fmt: skip
    return statement.where(_belongs(table.c.session_id, many)).order_by(person.c.name, person.c.id)


def session_of(connection: Connection, entity: str, row_id: int) -> int | None:
    """Return the session that a part (an agenda item, a decision, a file …) belongs to."""
    table = metadata.tables[entity]
    return connection.execute(select(table.c.session_id).where(table.c.id == row_id)).scalar()


def attendance_id(connection: Connection, session_id: int, person_id: int) -> int | None:
    """Return the id of a person's attendance at a session, or None."""
    table = attendance
    statement = select(table.c.id).where(table.c.session_id == session_id, table.c.person_id == person_id)
    return connection.execute(statement).scalar()


def guest_id(connection: Connection, session_id: int, actor_kind: str) -> int | None:
    """Return the id of the count of one kind of guests at a session, or None."""
    table = session_guest
    statement = select(table.c.id).where(table.c.session_id == session_id, table.c.actor_kind == actor_kind)
    return connection.execute(statement).scalar()


def last_place(connection: Connection, entity: str, session_id: int) -> int:
    """Return the last position among the parts of a session; 0 where there is none."""
    table = metadata.tables[entity]
    last = select(func.max(table.c.position)).where(table.c.session_id == session_id)
    return int(connection.execute(last).scalar() or 0)


def attended_counts(connection: Connection, project_id: int) -> dict[int, int]:
    """Return at how many sessions of a project each person was present or late."""
    came = (attendance.c.project_id == project_id, attendance.c.state != "absent")
    statement = select(attendance.c.person_id, func.count()).where(*came).group_by(attendance.c.person_id)
    return {person_id: count for person_id, count in connection.execute(statement)}
