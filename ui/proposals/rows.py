"""What the list of proposals reads: the open ones by their due day, then the decided, latest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.domain.funnel import FunnelCounts
from app.domain.listing import FacetValue, Group, ListQuery
from app.domain.proposal import DecisionKind, Proposal
from app.services import listing, proposals
from app.services.kept_list import KeptList

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
class Beginning:
    """What fills the screen: the groups with their words and the first rows.

    ``counts`` says how many are open and how many decided; None where the open half alone was read.
    """

    groups: tuple[Group, ...]
    meta: Mapping[Any, str]
    rows: tuple[Proposal, ...]
    counts: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the list."""

    facets: Mapping[str, list[FacetValue]]
    """The values of the fields that are filtered by; those of the others are counted when asked for."""
    funnel: FunnelCounts


@dataclass(frozen=True, slots=True)
class Found:
    """Both."""

    list: Beginning
    around: Around


def kept_list() -> KeptList:
    """Return the list of all proposals, still to be read."""
    return KeptList("proposal", _halves)


def read_first(ws: "Workspace", asked: Asked, kept: KeptList, seen: int) -> Beginning:
    """Read the list where it is kept, else the open half alone where it fills the screen.

    Whatever was decided is most of ten years: of 100,000 proposals its ids take ten times as long.
    """
    query, ids = asked.scoped(), {}
    if asked.project_id is None and kept.knows(ws, query):
        return _whole(ws, asked, kept, seen)
    for key in _LABELS:
        if asked.half in ("all", key):
            ids[key] = _ids(ws, query, key)
        if len(ids.get("open", ())) >= FIRST_ROWS:
            break
    counts = (len(ids["open"]), len(ids["decided"])) if len(ids) == len(_LABELS) else None
    return _beginning(ws, asked, ids, counts, _late(ws), FIRST_ROWS)


def _whole(ws: "Workspace", asked: Asked, kept: KeptList, seen: int) -> Beginning:
    query = asked.scoped()
    if asked.project_id is None:
        groups, late = kept.groups(ws, query), kept.beside(ws, query, _beside).late
    else:
        groups, late = _halves(ws, query), _late(ws)
    ids: dict[str, Sequence[int]] = {**dict.fromkeys(_LABELS, ()), **{one.key: one.ids for one in groups}}
    return _beginning(ws, asked, ids, (len(ids["open"]), len(ids["decided"])), late, seen)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is kept with the list: whatever is typed, it stays."""

    late: frozenset[int]
    funnel: FunnelCounts


def _beside(ws: "Workspace") -> _Beside:
    return _Beside(_late(ws), proposals.funnel(ws))


def _late(ws: "Workspace") -> frozenset[int]:
    return frozenset(proposals.overdue(ws))


def _halves(ws: "Workspace", query: ListQuery) -> list[Group]:
    return [Group(key, label, _ids(ws, query, key)) for key, label in _LABELS.items()]


def _beginning(
    ws: "Workspace",
    asked: Asked,
    ids: Mapping[str, Sequence[int]],
    counts: tuple[int, int] | None,
    late: frozenset[int],
    seen: int,
) -> Beginning:
    groups = tuple(
        Group(key, _LABELS[key], ids[key]) for key in ids if ids[key] and asked.half in ("all", key)
    )
    first = [record for group in groups for record in group.ids[:seen]][:seen]
    rows = tuple(listing.rows(ws, "proposal", first))
    return Beginning(groups, _meta(asked.scoped(), ids, late), rows, counts)


def _meta(query: ListQuery, ids: Mapping[str, Sequence[int]], late: frozenset[int]) -> dict[Any, str]:
    """Return what each heading says beside its name."""
    overdue = len(late.intersection(ids.get("open", ())))
    more = {
        "open": f" · 기한 지남 {overdue}건" if overdue else "",
        "decided": "" if query.sort else " · 최근 결정 순",
    }
    return {key: f"{len(found):,}건{more[key]}" for key, found in ids.items()}


def read(ws: "Workspace", asked: Asked, kept: KeptList) -> Found:
    """Read the list and what stands around it."""
    return Found(_whole(ws, asked, kept, FIRST_ROWS), read_around(ws, asked, kept))


def read_around(ws: "Workspace", asked: Asked, kept: KeptList) -> Around:
    """Read what stands around the list."""
    query = asked.scoped()
    filtered = [key for key in _facet_keys(asked) if query.filters.get(key)]
    facets = listing.facets(ws, "proposal", query, filtered)
    if asked.project_id is not None:
        return Around(facets, proposals.funnel(ws, asked.project_id))
    return Around(facets, kept.beside(ws, query, _beside).funnel)


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
