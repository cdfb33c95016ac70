"""The stages of one project with their steps, gates and sign-offs."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, select

from app.domain.output import Attachment
from app.domain.stage import Criterion, Evidence, SignOff, Stage, Step
from db.models import stage as models
from db.models.output import attachment
from db.queries import gates


def stages(connection: Connection, project_id: int, today: date) -> list[Stage]:
    """Return the four stages of a project, whole, by five statements whatever their size."""
    steps = _by_stage(connection, models.step, project_id)
    signoffs = _by_stage(connection, models.signoff, project_id)
    criteria = _criteria(connection, project_id, today)
    statement = select(models.stage).where(models.stage.c.project_id == project_id)
    rows = connection.execute(statement.order_by(models.stage.c.position)).mappings()
    return [
        Stage(
            **row,
            steps=tuple(_part(Step, values) for values in steps[row["id"]]),
            criteria=tuple(criteria[row["id"]]),
            signoffs=tuple(_part(SignOff, values) for values in signoffs[row["id"]]),
        )
        for row in rows
    ]


def _by_stage(connection: Connection, table: Table, project_id: int) -> dict[int, list[dict[str, Any]]]:
    grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
    statement = select(table).where(table.c.project_id == project_id).order_by(table.c.id)
    for row in connection.execute(statement).mappings():
        grouped[row["stage_id"]].append(dict(row))
    for rows in grouped.values():
        rows.sort(key=lambda row: row.get("position", row["id"]))
    return grouped


def _part(kind: Any, values: dict[str, Any]) -> Any:
    return kind(**{name: values[name] for name in kind.__slots__})


def _criteria(connection: Connection, project_id: int, today: date) -> dict[int, list[Criterion]]:
    files: dict[int, list[Evidence]] = defaultdict(list)
    for file in attachments(connection, project_id):
        if file.criterion_id:
            files[file.criterion_id].append(Evidence(file.id, file.name, file.size, file.sha256))
    grouped: dict[int, list[Criterion]] = defaultdict(list)
    for row in gates.criteria(connection, project_id, today):
        values = {**row, "met": bool(row["met"]), "evidence": tuple(files[row["id"]])}
        grouped[row["stage_id"]].append(Criterion(**values))
    return grouped


def attachments(connection: Connection, project_id: int) -> list[Attachment]:
    """Return the files of a project, oldest first."""
    statement = select(attachment).where(attachment.c.project_id == project_id).order_by(attachment.c.id)
    return [Attachment(**row) for row in connection.execute(statement).mappings()]


def not_begun(connection: Connection, project_id: int, position: int) -> int | None:
    """Return the id of the stage at a place among the four, or None where it has begun already."""
    table = models.stage
    statement = select(table.c.id).where(table.c.project_id == project_id, table.c.position == position)
    return connection.execute(statement.where(table.c.actual_start.is_(None))).scalar()


def result_id(connection: Connection, criterion_id: int) -> int | None:
    """Return the id of the confirmation of an attested criterion, or None."""
    table = models.criterion_result
    return connection.execute(select(table.c.id).where(table.c.criterion_id == criterion_id)).scalar()
