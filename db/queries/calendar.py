"""일정: everything with a day in a span of days, by one statement."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from app.domain.calendar import Entry, EntryKind
from db.models.journal import journal_transaction
from db.models.output import milestone
from db.models.project import project
from db.models.session import session
from db.models.stage import stage
from db.queries.parts import as_stored

_NOTHING: Any = type_coerce(null(), Date)


def entries(
    connection: Connection, first: date, last: date, kinds: Collection[str], projects: Collection[int]
) -> list[Entry]:
    """Return what stands on the days from ``first`` to ``last``, in the order of days and hours.

    Empty ``kinds`` or ``projects`` mean all of them; collected cases have no calendar.
    """
    # Joined to nothing, so that the days are what is looked up and not every own project.
    own = (project.c.kind + "") == "own"
    parts = [
        part.where(part.selected_columns.day.between(first, last), own)
        for kind, part in _PARTS
        if not kinds or kind in kinds
    ]
    if projects:
        parts = [part.where(project.c.id.in_(projects)) for part in parts]
    if not parts:
        return []
    found = union_all(*parts).subquery()
    order = (found.c.day, found.c.starts_at == "", found.c.starts_at, found.c.turn)
    columns = (found.c[name] for name in Entry.__slots__)
    statement = select(*columns).order_by(*order, found.c.title, found.c.id, found.c.field)
    return _made(as_stored(connection.execute(statement)))


def _made(rows: Iterable[Sequence[Any]]) -> list[Entry]:
    """Return rows in the order of the fields of ``Entry``; each day is made a date once."""
    days: dict[str | None, date | None] = {None: None}

    def day(text: str | None) -> date | None:
        if text not in days:
            days[text] = date.fromisoformat(text)  # type: ignore[arg-type]
        return days[text]

    return [Entry(*row[:_DAY], *map(day, row[_DAY:_HOURS]), *row[_HOURS:_MARKS], *map(bool, row[_MARKS:]))
            for row in rows]  # fmt: skip


_DAY, _HOURS, _MARKS = map(Entry.__slots__.index, ("day", "starts_at", "done"))


def changed_at(connection: Connection) -> datetime | None:
    """Return when anything in the file was changed last."""
    newest = select(journal_transaction.c.at).order_by(journal_transaction.c.id.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none()


def is_closed(connection: Connection, session_id: int) -> bool:
    """Tell whether a session is closed; one that is gone is not."""
    status = select(session.c.status).where(session.c.id == session_id)
    return connection.execute(status).scalar_one_or_none() == "closed"


def _columns(kind: EntryKind, turn: int, field: str, day: Any, table: Any, **more: Any) -> Select[Any]:
    columns: dict[str, ColumnElement[Any]] = {
        "kind": literal(kind.value),
        "field": literal(field),
        "id": table.c.id,
        "uid": table.c.uid,
        "project_id": project.c.id,
        "project": project.c.title,
        "title": literal(""),
        "stage": table.c.stage if "stage" in table.c else table.c.kind,
        "day": day,
        "first": day,
        "last": day,
        "starts_at": literal(""),
        "ends_at": literal(""),
        "place": literal(""),
        "done": literal(False),
        "locked": literal(False),
        "turn": literal(turn),
        **more,
    }
    joined = table.join(project, project.c.id == table.c.project_id)
    return select(*(column.label(name) for name, column in columns.items())).select_from(joined)


def _sessions() -> Select[Any]:
    closed, t = session.c.status == "closed", session.c
    more = {"title": t.topic, "starts_at": t.starts_at, "ends_at": t.ends_at, "place": t.place}
    return _columns(EntryKind.SESSION, 0, "held_on", t.held_on, session, done=closed, locked=closed, **more)


def _milestones(field: str) -> Select[Any]:
    day, t = milestone.c[field], milestone.c
    part = _columns(EntryKind.MILESTONE, 1, field, day, milestone, title=t.title, done=t.done_on.is_not(None))
    # What was done without having been due stands on the day on which it was done.
    return part if field == "due_on" else part.where(t.due_on.is_(None))


def _stages(kind: EntryKind, end: str) -> Select[Any]:
    first, last = stage.c[f"{kind.value}_start"], stage.c[f"{kind.value}_end"]
    field = f"{kind.value}_{end}"
    done = stage.c.closed_at.is_not(None)
    return _columns(kind, 2, field, stage.c[field], stage, first=first, last=last, done=done)


_PARTS = (
    ("session", _sessions()),
    ("milestone", _milestones("due_on")),
    ("milestone", _milestones("done_on")),
    *(
        (kind.value, _stages(kind, end))
        for kind in (EntryKind.PLANNED, EntryKind.ACTUAL)
        for end in ("start", "end")
    ),
)
