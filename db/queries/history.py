"""The journal as people read it: steps of work, and the changed fields of records.

What is personal is told masked, as everywhere on the screen: a change shows that it was made, not the number.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from app.domain.entities import ENTITIES
from app.domain.fields import FieldSpec, FieldType
from app.domain.history import ChangeKind, FieldChange, HistoryEntry, StepEntry
from app.domain.koreandate import format_date
from app.domain.privacy.masks import masked_text, shown_name
from app.domain.privacy.personal_marks import PLACEHOLDER
from db.models import metadata
from db.models.journal import journal_change, journal_transaction
from db.models.person import person


def steps(connection: Connection, limit: int) -> list[StepEntry]:
    """Return the newest steps of work."""
    table = journal_transaction
    names = ("id", "label", "actor", "at", "kind", "state", "change_count")
    statement = select(*(table.c[name] for name in names)).where(table.c.digest.is_not(None))
    return [
        StepEntry(**{**row, "label": row["label"] or PLACEHOLDER})
        for row in connection.execute(statement.order_by(table.c.id.desc()).limit(limit)).mappings()
    ]


def of_record(connection: Connection, uid: str, limit: int = 200) -> list[HistoryEntry]:
    """Return what happened to one record, newest first."""
    return _entries(connection, _changes().where(journal_change.c.uid == uid).limit(limit))


def of_project(connection: Connection, project_id: int, limit: int = 500) -> list[HistoryEntry]:
    """Return what happened to a project and everything that belongs to it, newest first."""
    return _entries(connection, _changes().where(journal_change.c.project_id == project_id).limit(limit))


def _changes() -> Select[Any]:
    step = journal_transaction
    columns = (step.c.label, step.c.actor, step.c.at, step.c.initiator, journal_change)
    joined = journal_change.join(step, step.c.id == journal_change.c.transaction_id)
    # A dot's history would tell who gave it to which card; rounds themselves stay in the list.
    told = journal_change.c.table_name != "vote"
    return select(*columns).select_from(joined).where(told).order_by(journal_change.c.id.desc())


def _entries(connection: Connection, statement: Select[Any]) -> list[HistoryEntry]:
    rows = connection.execute(statement).all()
    names = _Names(connection, rows)
    return [
        HistoryEntry(
            transaction_id=row.transaction_id,
            label=row.label or PLACEHOLDER,
            actor=row.actor,
            at=row.at,
            entity=row.table_name,
            row_id=row.row_id,
            kind=ChangeKind(row.kind),
            changes=tuple(_fields(row, names)),
            initiator=row.initiator,
        )
        for row in rows
    ]


def _fields(row: Any, names: "_Names") -> Iterable[FieldChange]:
    if row.kind == "I" or row.blanked:
        return
    before, after = json.loads(row.before or "{}"), json.loads(row.after or "{}")
    for spec in ENTITIES[row.table_name].fields:
        if spec.key in before or spec.key in after:
            change = FieldChange(
                spec.label,
                _shown(spec, before.get(spec.key), names),
                _shown(spec, after.get(spec.key), names),
            )
            if change.before or change.after:
                yield change


def _shown(spec: FieldSpec, value: Any, names: "_Names") -> str | None:
    if value in (None, "", "[]", "{}"):
        return None
    if spec.type is FieldType.REFERENCE:
        return names.shown(spec, value)
    if spec.personal:
        return masked_text(spec.key, str(value))
    if spec.choices:
        codes = json.loads(value) if spec.type is FieldType.CHOICES else [value]
        return ", ".join(spec.choices(code).label for code in codes)
    if spec.type is FieldType.BOOLEAN:
        return "예" if value else "아니요"
    if spec.type in (FieldType.DATE, FieldType.TIMESTAMP):
        return _moment(str(value))
    return f"{value}%" if spec.type is FieldType.PERCENT else str(value)


def _moment(value: str) -> str:
    """Return a stored day or time as people read it; the time of day in local time."""
    if len(value) <= len("2026-11-21"):
        return format_date(date.fromisoformat(value))
    local = datetime.fromisoformat(value).astimezone()
    return f"{format_date(local.date())} {local:%H:%M}"


class _Names:
    """What the records are called that the changes refer to; persons by their masked names."""

    def __init__(self, connection: Connection, rows: Iterable[Any]) -> None:
        self._names: dict[tuple[str, Any], str] = {}
        for entity, ids in _referenced(rows).items():
            table = metadata.tables[entity]
            statement = select(table.c.id, table.c[ENTITIES[entity].name_key]).where(table.c.id.in_(ids))
            self._names.update({(entity, row_id): name for row_id, name in connection.execute(statement)})
        persons = [row_id for entity, row_id in self._names if entity == "person"]
        kinds = select(person.c.id, person.c.actor_kind).where(person.c.id.in_(persons))
        self._kinds = {row_id: kind for row_id, kind in connection.execute(kinds)}

    def shown(self, spec: FieldSpec, row_id: Any) -> str:
        """Return the name of the record ``row_id`` as the field ``spec`` may tell it."""
        name = self._names.get((spec.reference, row_id))
        if name is None:
            return f"{row_id}번"
        return shown_name(name, self._kinds.get(row_id), True) if spec.personal else name


def _referenced(rows: Iterable[Any]) -> dict[str, set[Any]]:
    wanted: dict[str, set[Any]] = {}
    for row in rows:
        values = [json.loads(text) for text in (row.before, row.after) if text]
        for spec in ENTITIES[row.table_name].fields:
            if spec.type is FieldType.REFERENCE:
                found = {part.get(spec.key) for part in values} - {None}
                wanted.setdefault(spec.reference, set()).update(found)
    return wanted


def decisions(connection: Connection, project_id: int) -> list[Any]:
    """Return at, actor and label of the steps that stand and changed a project's course, oldest first.

    These are its registration, the passing and opening again of its gates, and what set its status.
    """
    step, change = journal_transaction, journal_change
    course = or_(
        change.c.table_name == "signoff",
        and_(change.c.table_name == "project", change.c.kind == "I"),
        and_(change.c.table_name == "project", change.c.after.op("->>")("status").is_not(None)),
    )
    of_project = select(change.c.transaction_id).where(change.c.project_id == project_id, course)
    statement = select(step.c.at, step.c.actor, step.c.label).where(
        step.c.kind == "do", step.c.state == "done"
    )
    return list(connection.execute(statement.where(step.c.id.in_(of_project)).order_by(step.c.id)).all())
