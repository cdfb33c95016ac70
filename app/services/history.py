"""이력: the steps of work, and what happened to one record or one project."""

from typing import TYPE_CHECKING

from app.domain.history import HistoryEntry, StepEntry
from db.queries import history as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def steps(ws: "Workspace", limit: int = 200) -> list[StepEntry]:
    """Return the newest steps of work, undone ones included."""
    with ws.reading() as connection:
        return queries.steps(connection, limit)


def of_record(ws: "Workspace", uid: str) -> list[HistoryEntry]:
    """Return what happened to one record: who, when, which field, before and after."""
    with ws.reading() as connection:
        return queries.of_record(connection, uid)


def of_project(ws: "Workspace", project_id: int) -> list[HistoryEntry]:
    """Return what happened to a project and all that belongs to it, newest first."""
    with ws.reading() as connection:
        return queries.of_project(connection, project_id)
