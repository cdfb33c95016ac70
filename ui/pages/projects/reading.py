"""What the 과제 page reads, each in one go on a reader thread.

The services are loaded where they are used: the first screen is shown before the database is loaded.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.domain.choices import StageKind
from app.domain.listing import FacetValue, Group, ListQuery, Summary
from ui.pages.projects.selection import FACETS, Selection, in_order
from ui.saved_views import NOBODY, SPECS, Filters, View, offered

if TYPE_CHECKING:
    from app.domain.timeline import Span
    from app.services.first_list import FirstList
    from app.services.kept_list import KeptList
    from app.services.workspace import Workspace

FIRST_ROWS = 40
FIRST_CARDS = 12
MOST = 200
"""How many values of a facet are offered: 10,000 names would be a list that nobody reads to its end."""


@dataclass(frozen=True, slots=True)
class ListRead:
    """The ids under their headings, and the rows of the first screen."""

    groups: list[Group]
    rows: list[Any]
    figures: Mapping[Any, Mapping[str, Summary]]
    stalled: Mapping[Any, int] = field(default_factory=dict)
    """How many stand still under each heading; counted for the board."""

    def count(self) -> int:
        """Return how many projects are shown."""
        return sum(len(group.ids) for group in self.groups)


@dataclass(frozen=True, slots=True)
class TimelineRead(ListRead):
    """The same, and the days between the first and the last thing of these projects."""

    bounds: "Span | None" = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands around the list: the facets, the saved filters with their counts, group figures."""

    facets: dict[str, list[FacetValue]]
    views: list[View]
    counts: list[int]
    meta: dict[Any, str]

    @property
    def total(self) -> int:
        """Return how many own projects there are."""
        return self.counts[0]


def kept_list() -> "KeptList":
    """Return the list of projects, still to be read."""
    from app.services import listing
    from app.services.kept_list import KeptList

    return KeptList("project", lambda ws, query: listing.groups(ws, "project", query))


def read_table(ws: "Workspace", selection: Selection, kept: "KeptList", seen: int) -> ListRead:
    """Return the list of the table: its ids, and the rows of the first screen, which shows ``seen``."""
    from app.services import listing

    found = kept.groups(ws, selection.query())
    return _table(found, lambda ids: listing.rows(ws, "project", ids), selection, seen)


def read_first(first: "FirstList", selection: Selection) -> ListRead:
    """Return the same from a file that is not open yet."""
    return _table(first.groups(selection.query()), first.rows, selection)


def _table(
    found: Sequence[Group],
    rows: Callable[[Sequence[int]], list[Any]],
    selection: Selection,
    seen: int = FIRST_ROWS,
) -> ListRead:
    groups = in_order(found, selection.group)
    first = [record for group in groups[:seen] for record in group.ids[:seen]][:seen]
    return ListRead(groups, rows(first), {})


def read_board(ws: "Workspace", selection: Selection) -> ListRead:
    """Return the four stages, also the empty ones, with the cards of the first screen and their figures."""
    from app.services import board, listing

    query = selection.query("stage")
    found = {group.key: group for group in listing.groups(ws, "project", query)}
    groups = [found.get(kind.value) or Group(kind.value, kind.label, ()) for kind in StageKind]
    first = [record for group in groups for record in group.ids[:FIRST_CARDS]]
    figures = listing.summaries(ws, "project", query, ("stage_progress", "criteria_total"))
    return ListRead(groups, board.cards(ws, first), figures, board.stalled(ws, query))


def read_timeline(
    ws: "Workspace", selection: Selection, kept: "KeptList", wanted: Sequence[int]
) -> TimelineRead:
    """Return the list of the timeline with the rows of what is in sight: ``wanted``, else the first ones."""
    from app.services import timeline

    groups = in_order(kept.groups(ws, selection.query()), selection.group)
    ids = [record for group in groups for record in group.ids]
    known = set(ids)
    first = [record for record in wanted if record in known] or ids[:FIRST_ROWS]
    return TimelineRead(groups, timeline.rows(ws, first), {}, bounds=timeline.bounds(ws, ids))


def read_facts(ws: "Workspace", selection: Selection, kept: "KeptList", saved: Sequence[View]) -> Facts:
    """Return facets, counts of the saved filters and the mean citizen ratio of every group."""
    from app.services import listing

    views = [*offered(_records_of(ws, ws.settings.user_name), ws.today.year), *saved]
    facets = listing.facets(ws, "project", selection.query(), [key for key, _label in FACETS], MOST)
    states = kept.beside(ws, selection.query(), _states) if selection.filtered() else facets["state"]
    counts = _counts(ws, views, states)
    _name_chosen(ws, facets, selection.filters)
    return Facts(facets, views, counts, _meta(ws, selection.query()))


def _states(ws: "Workspace") -> list[FacetValue]:
    """Return how many own projects are in which state, whatever is filtered."""
    from app.services import listing

    return listing.facets(ws, "project", Selection().query(), ["state"])["state"]


def _counts(ws: "Workspace", views: Sequence[View], by_state: Sequence[FacetValue]) -> list[int]:
    """Return how many projects each view leaves; who is in which state is worked out once for all views."""
    from app.services import listing

    states = {value.key: value.count for value in by_state}
    return [
        sum(states.get(state, 0) for state in view.filters["state"])
        if view.filters.keys() == {"state"} and not view.text
        else listing.count(ws, "project", Selection(view.filters, view.text).query())
        for view in views
    ]


def _name_chosen(ws: "Workspace", facets: dict[str, list[FacetValue]], filters: Filters) -> None:
    from app.services import directory

    # a kept filter may name records that the other filters leave without a project
    for key, chosen in filters.items():
        values = facets.setdefault(key, [])
        lost = set(chosen) - {value.key for value in values} - {None, NOBODY}
        if lost and SPECS[key].reference:
            entries = directory.entries(ws, SPECS[key].reference)
            values += [FacetValue(entry.id, entry.name, 0) for entry in entries if entry.id in lost]


def _records_of(ws: "Workspace", name: str) -> tuple[int, ...]:
    from app.services import directory

    return directory.called(ws, name) if name else ()


def _meta(ws: "Workspace", query: ListQuery) -> dict[Any, str]:
    if not query.group:
        return {}
    from app.services import listing

    found = listing.summaries(ws, "project", replace(query, sort=()), ("citizen_ratio",))
    ratios = {key: figures["citizen_ratio"].mean for key, figures in found.items()}
    return {key: f"국민 비율 평균 {mean:.0f}%" for key, mean in ratios.items() if mean is not None}
