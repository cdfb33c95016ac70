"""What the list of proposals reads: the open ones by their due day, then the decided, latest first."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.domain.funnel import FunnelCounts
from app.domain.listing import FacetValue, Group, ListQuery
from app.domain.proposal import DecisionKind, Proposal
from app.services import listing, proposals

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FIRST_ROWS = 64
OPEN = (DecisionKind.REVIEWING.value,)
DECIDED = tuple(kind.value for kind in DecisionKind if kind is not DecisionKind.REVIEWING)
FACETS = (("project_id", "과제"), ("department", "소관 부서"), ("channel", "통로"))
_LABELS = {"open": "검토중", "decided": "결정함"}
OPEN_ORDER = (("answer_due", False), ("number", False))
DECIDED_ORDER = (("decided_on", True), ("number", True))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a query, which half (open, decided or all), and the project of a room."""

    query: ListQuery = field(default_factory=ListQuery)
    half: str = "all"
    project_id: int | None = None

    @property
    def counted_elsewhere(self) -> bool:
        """Tell whether the list is narrowed by what no menu of its own says: it was opened from 현황."""
        own = {key for key, _title in FACETS}
        return any(
            values and (key not in own or None in values) for key, values in self.query.filters.items()
        )

    def scoped(self) -> ListQuery:
        """Return the query within the project."""
        if self.project_id is None:
            return self.query
        return replace(self.query, filters={**self.query.filters, "project_id": (self.project_id,)})


@dataclass(frozen=True, slots=True)
class Found:
    """What is shown: the groups with their words, first rows, facets and the funnel."""

    groups: tuple[Group, ...]
    meta: Mapping[Any, str]
    rows: tuple[Proposal, ...]
    facets: Mapping[str, list[FacetValue]]
    """The values of the fields that are filtered by; those of the others are counted when asked for."""
    counts: tuple[int, int]
    funnel: FunnelCounts


@dataclass(frozen=True, slots=True)
class Beginning:
    """What fills the screen, without what stands around it; where not ``complete``, the open half alone."""

    groups: tuple[Group, ...]
    meta: Mapping[Any, str]
    rows: tuple[Proposal, ...]
    complete: bool


def read_first(ws: "Workspace", asked: Asked) -> Beginning:
    """Read the open half alone where it fills the screen, else both.

    Whatever was decided is most of ten years: of 100,000 proposals its ids take ten times as long.
    """
    query, ids = asked.scoped(), {}
    for key in _LABELS:
        if asked.half in ("all", key):
            ids[key] = _ids(ws, query, key)
        if len(ids.get("open", ())) >= FIRST_ROWS:
            break
    groups = _groups(ids, asked.half)
    complete = asked.half == "open" or "decided" in ids
    return Beginning(groups, _meta(ws, query, ids), _first_rows(ws, groups), complete)


def _groups(ids: Mapping[str, tuple[int, ...]], half: str) -> tuple[Group, ...]:
    return tuple(Group(key, _LABELS[key], ids[key]) for key in ids if ids[key] and half in ("all", key))


def _meta(ws: "Workspace", query: ListQuery, ids: Mapping[str, tuple[int, ...]]) -> dict[Any, str]:
    """Return what each heading says beside its name."""
    late = set(proposals.overdue(ws))
    overdue = sum(record in late for record in ids.get("open", ()))
    more = {
        "open": f" · 기한 지남 {overdue}건" if overdue else "",
        "decided": "" if query.sort else " · 최근 결정 순",
    }
    return {key: f"{len(found):,}건{more[key]}" for key, found in ids.items()}


def _first_rows(ws: "Workspace", groups: tuple[Group, ...]) -> tuple[Proposal, ...]:
    first = [record for group in groups for record in group.ids[:FIRST_ROWS]][:FIRST_ROWS]
    return tuple(listing.rows(ws, "proposal", first))


def read(ws: "Workspace", asked: Asked) -> Found:
    """Read the list; one statement for each half and each facet, whatever their number."""
    query = asked.scoped()
    ids = {key: _ids(ws, query, key) for key in _LABELS}
    groups = _groups(ids, asked.half)
    return Found(
        groups,
        _meta(ws, query, ids),
        _first_rows(ws, groups),
        listing.facets(ws, "proposal", query, [key for key in _facet_keys(asked) if query.filters.get(key)]),
        (len(ids["open"]), len(ids["decided"])),
        proposals.funnel(ws, asked.project_id),
    )


def read_facet(ws: "Workspace", asked: Asked, key: str) -> list[FacetValue]:
    """Return the values of one field among what the other filters leave."""
    return listing.facets(ws, "proposal", asked.scoped(), [key])[key]


def _facet_keys(asked: Asked) -> list[str]:
    """Return the fields that are counted: within a room there is one project."""
    return [key for key, _title in FACETS if key != "project_id" or asked.project_id is None]


def _ids(ws: "Workspace", query: ListQuery, half: str) -> tuple[int, ...]:
    accepted, order = (OPEN, OPEN_ORDER) if half == "open" else (DECIDED, DECIDED_ORDER)
    wanted = query.filters.get("decision") or accepted
    accepted = tuple(decision for decision in accepted if decision in wanted)
    if not accepted:
        return ()
    # Whatever was decided is most of the list: by the index of decisions each would be looked up by itself.
    own = {"is_decided": (True,)} if accepted == DECIDED else {"decision": accepted}
    filters = {**{key: values for key, values in query.filters.items() if key != "decision"}, **own}
    asked = replace(query, filters=filters, sort=query.sort or order, group="")
    return tuple(listing.groups(ws, "proposal", asked)[0].ids)
