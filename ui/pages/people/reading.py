"""What the roster reads: the ids at once, the rows in view, and beside them counts and facets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.listing import FacetValue, ListQuery
from app.domain.participant import Participant, RosterCounts
from app.services import listing
from app.services.privacy import consents
from app.services.search import in_roster

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FACETS = (("actor_kind", "구분"), ("region_id", "지역"), ("age_band", "나이대"), ("gender", "성별"))
FIRST, ROWS = 256, 32
"""So many ids of a long result are shown before the rest has been found, and so many rows are read ahead:
those in view; scrolling reads the others by pages."""


@dataclass(frozen=True, slots=True)
class RosterList:
    """A list with its first rows; where not ``complete``, more ids are to follow."""

    ids: tuple[int, ...]
    rows: list[Participant]
    complete: bool


def read_list(query: ListQuery, limit: int | None = None) -> Callable[["Workspace"], RosterList]:
    """Return the reading of a list, of its first ``limit`` where words narrow it."""

    def read(ws: "Workspace") -> RosterList:
        found = in_roster.matching(ws, query, limit)
        return RosterList(found.ids, listing.rows(ws, "participant", found.ids[:ROWS]), found.complete)

    return read


def read_rest(query: ListQuery) -> Callable[["Workspace"], tuple[int, ...]]:
    """Return the reading of every id of a list whose beginning is shown."""
    return lambda ws: in_roster.matching(ws, query).ids


def read_ahead(query: ListQuery) -> Callable[["Workspace"], None]:
    """Return the reading that readies the search for one key more."""
    return lambda ws: in_roster.narrow(ws, query)


def read_counts(query: ListQuery) -> Callable[["Workspace"], RosterCounts]:
    """Return the reading of the headings' counts; it readies the search of ``query``'s list besides."""

    def read(ws: "Workspace") -> RosterCounts:
        found = consents.counts(ws)
        in_roster.warm(ws, query)
        return found

    return read


def pack(ws: "Workspace") -> None:
    """Keep what the search needs in little room while the page is not seen."""
    in_roster.pack(ws)


def read_warm(query: ListQuery) -> Callable[["Workspace"], None]:
    """Return the reading that readies the search for the first key."""
    return lambda ws: in_roster.warm(ws, query)


def read_facets(query: ListQuery) -> Callable[["Workspace"], dict[str, list[FacetValue]]]:
    """Return the reading of the facets of a list."""
    keys: Sequence[str] = [key for key, _title in FACETS]
    return lambda ws: listing.facets(ws, "participant", query, keys)
