"""보드: projects as cards, with what only a card counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.choices import ProjectState
from app.domain.listing import ListQuery
from app.domain.project import Project
from app.services import listing
from db.queries import projects as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def cards(ws: "Workspace", ids: Sequence[int]) -> list[Project]:
    """Return the projects ``ids`` in their order, with their proposals and sessions counted."""
    found: list[Project] = listing.rows(ws, "project", ids)
    with ws.reading() as connection:
        counted = queries.counts(connection, ids)
    none = (0, 0)
    return [
        replace(row, proposal_count=counted.get(row.id, none)[0], session_count=counted.get(row.id, none)[1])
        for row in found
    ]


def stalled(ws: "Workspace", query: ListQuery) -> dict[str, int]:
    """Return how many projects stand still in each stage, among those that ``query`` leaves."""
    state = ProjectState.STALLED.value
    accepted = query.filters.get("state")
    if accepted and state not in accepted:
        return {}
    filters = {**query.filters, "state": (state,)}
    only = ListQuery(query.text, filters, (), "stage", query.ids)
    return {group.key: len(group.ids) for group in listing.groups(ws, "project", only)}
