"""Lists of any entity: ids in order for a table, rows for what is visible, facets for the filter panel."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from app.domain.listing import FacetValue, Group, ListQuery, Summary
from app.services.search import indexing
from db.queries.entities import listing_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.engine import Connection


def groups(ws: "Workspace", entity: str, query: ListQuery) -> list[Group]:
    """Return the ids that match the query, in order, under their headings."""
    with _looked_through(ws, query) as connection:
        return listing_of(entity, ws.settings.stalled_days, ws.today).groups(connection, query, ws.today)


def rows(ws: "Workspace", entity: str, ids: Sequence[int]) -> list[Any]:
    """Return the row dataclasses of ``ids``, in their order; ids that are gone are left out."""
    with ws.reading() as connection:
        return listing_of(entity, ws.settings.stalled_days, ws.today).rows(connection, ids, ws.today)


def all_rows(ws: "Workspace", entity: str, query: ListQuery) -> list[Any]:
    """Return every matching row, in order (for exports; tables use ``groups`` and ``rows``)."""
    if query.text:
        indexing.catch_up(ws)
    with ws.reading() as connection:
        return listing_of(entity, ws.settings.stalled_days, ws.today).all_rows(connection, query, ws.today)


def count(ws: "Workspace", entity: str, query: ListQuery) -> int:
    """Return how many records match."""
    with _looked_through(ws, query) as connection:
        return listing_of(entity, ws.settings.stalled_days, ws.today).count(connection, query, ws.today)


def facets(
    ws: "Workspace", entity: str, query: ListQuery, keys: Iterable[str], most: int | None = None
) -> dict[str, list[FacetValue]]:
    """Return, for each field, its values among what the other filters leave, with their counts.

    ``most`` keeps the commonest values of each field alone.
    """
    with _looked_through(ws, query) as connection:
        listing = listing_of(entity, ws.settings.stalled_days, ws.today)
        return listing.facets(connection, query, keys, ws.today, most)


def summaries(
    ws: "Workspace", entity: str, query: ListQuery, keys: Sequence[str]
) -> dict[Any, dict[str, Summary]]:
    """Return mean, least and greatest of the figures ``keys`` under every heading; None for no heading."""
    with _looked_through(ws, query) as connection:
        listing = listing_of(entity, ws.settings.stalled_days, ws.today)
        return listing.summaries(connection, query, keys, ws.today)


def _looked_through(ws: "Workspace", query: ListQuery) -> AbstractContextManager["Connection"]:
    return ws.searching() if query.text else ws.reading()
