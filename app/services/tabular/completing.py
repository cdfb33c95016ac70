"""What a record of each kind takes beside the cells of its row, new or changed, as if it were typed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.checks import EMPTY, with_words
from app.domain.choices import ProjectKind, ProjectStatus
from app.domain.person import banded
from app.domain.project import still_doubtful
from app.domain.proposal import PROPOSAL_FIELDS, DecisionKind, FollowUp
from app.services import proposals
from app.services.channel_rules import in_force
from app.services.codes import templates
from app.services.findings import GAP
from app.services.projects import DEFAULT_TEMPLATE, furnish
from app.services.tabular.keys import management_key
from db.queries import tabular as queries
from db.queries.proposals import last_number

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Given:
    """What rows say beside their values: words kept as written by field, numbers that an office gave."""

    words: Mapping[str, Sequence[str]]
    numbers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Done:
    """The columns to store, and what is to be done with the ids of the new records."""

    columns: Columns
    after: Callable[[Sequence[int]], None] | None = None


def _plain(_ws: "Workspace", _work: "UnitOfWork", columns: Columns, _given: Given) -> Done:
    return Done(columns)


def _projects(ws: "Workspace", work: "UnitOfWork", columns: Columns, given: Given) -> Done:
    """Give own projects their stages, and keep what fits no choice as written."""
    count = len(given.numbers)
    process = templates()[DEFAULT_TEMPLATE]
    own = [kind == ProjectKind.OWN for kind in columns["kind"]]
    _fill(columns, "status", [
        (ProjectStatus.ACTIVE if mine else ProjectStatus.DONE).value for mine in own
    ])  # fmt: skip
    for key, value in (
        ("citizen_goal", process.citizen_goal),
        ("actor_kinds_goal", process.actor_kinds_goal),
    ):
        _fill(columns, key, [value if mine else None for mine in own])
    columns["template"] = [process.key if mine else "" for mine in own]
    columns["as_written"] = [
        {key: words[place] for key, words in given.words.items() if words[place].strip()
         and columns[key][place] is None}
        for place in range(count)
    ]  # fmt: skip
    columns["source_key"] = [management_key(number) if number else None for number in given.numbers]
    starts = columns.get("starts_on") or [None] * count
    years = columns.get("year") or [None] * count

    def after(ids: Sequence[int]) -> None:
        begins = [day or _begin(year, ws.today) for day, year in zip(starts, years, strict=True)]
        opened = [pair for pair, mine in zip(zip(ids, begins, strict=True), own, strict=True) if mine]
        furnish(work, opened, process)

    return Done(columns, after)


def _begin(year: int | None, today: date) -> date:
    return date(year, 1, 1) if year and year != today.year else today


def _fill(columns: Columns, key: str, values: Sequence[Any]) -> None:
    given = columns.get(key) or [None] * len(values)
    columns[key] = [new if old in EMPTY else old for old, new in zip(given, values, strict=True)]


def _people(_ws: "Workspace", work: "UnitOfWork", columns: Columns, _given: Given) -> Done:
    """Let the 나이대 follow from the birth year, as it does where a person is typed in."""
    years = columns.get("birth_year")
    if years is not None:
        bands = columns.get("age_band") or [None] * len(years)
        known = {pair: banded({"birth_year": pair[0], "age_band": pair[1]}, work.today.year)["age_band"]
                 for pair in dict.fromkeys(zip(years, bands, strict=True))}  # fmt: skip
        columns["age_band"] = [known[pair] for pair in zip(years, bands, strict=True)]
    return Done(columns)


def _findings(_ws: "Workspace", work: "UnitOfWork", columns: Columns, _given: Given) -> Done:
    """Put new cards at the end of their boards, in the order of the rows."""
    last: dict[int, int] = defaultdict(int, queries.last_positions(work.connection))
    positions = []
    for project_id in columns["project_id"]:
        last[project_id] += GAP
        positions.append(last[project_id])
    columns["position"] = positions
    return Done(columns)


def _proposals(ws: "Workspace", work: "UnitOfWork", columns: Columns, _given: Given) -> Done:
    """Number new proposals by the year of their receipt and count their due days by the channel's rule."""
    rules = in_force(work.connection)
    names = list(columns)
    numbers: dict[int, int] = {}
    rows = []
    for cells in zip(*columns.values(), strict=True):
        given, words = with_words(PROPOSAL_FIELDS, dict(zip(names, cells, strict=True)), {})
        given["received_on"] = given.get("received_on") or ws.today
        fields = proposals.received_as(rules, proposals.settled(given), ws.today)
        year = fields["received_on"].year
        numbers[year] = numbers.get(year, last_number(work.connection, year)) + 1
        rows.append({**fields, "number": f"{year}-{numbers[year]:03d}", "as_written": words})
    for row in rows:
        row["decision"] = row.get("decision") or DecisionKind.REVIEWING.value
        row["follow_up"] = row.get("follow_up") or FollowUp.UNDECIDED.value
        row.setdefault("decided_on", None)
    return Done({key: [row[key] for row in rows] for key in rows[0]})


def _outputs(_ws: "Workspace", _work: "UnitOfWork", columns: Columns, _given: Given) -> Done:
    for key, value in (("disclosure", "closed"), ("approval", "draft")):
        if key in columns:
            _fill(columns, key, [value] * len(columns[key]))
    return Done(columns)


def _indicators(_ws: "Workspace", _work: "UnitOfWork", columns: Columns, _given: Given) -> Done:
    if "direction" in columns:
        _fill(columns, "direction", ["up"] * len(columns["direction"]))
    return Done(columns)


Complete = Callable[["Workspace", "UnitOfWork", Columns, Given], Done]
COMPLETE: Mapping[str, Complete] = {
    "projects": _projects,
    "people": _people,
    "memberships": _plain,
    "sessions": _plain,
    "attendance": _plain,
    "findings": _findings,
    "proposals": _proposals,
    "outputs": _outputs,
    "indicators": _indicators,
    "budget": _plain,
}


def settle(
    ws: "Workspace", work: "UnitOfWork", kind: str, row: Mapping[str, Any], changes: dict[str, Any]
) -> dict[str, Any]:
    """Return what a change of a stored record takes with it, as its form would."""
    if kind == "projects":
        kept = still_doubtful(row["as_written"], changes)
        return changes if kept == row["as_written"] else {**changes, "as_written": kept}
    if kind == "people" and {"birth_year", "age_band"} & changes.keys():
        year = changes.get("birth_year", row["birth_year"])
        return {**changes, **banded({"birth_year": year}, work.today.year)} if year else changes
    if kind == "sessions" and "held_on" in changes:
        return {**changes, "as_written": {k: v for k, v in row["as_written"].items() if k != "held_on"}}
    return _settled_proposal(ws, work, row, changes) if kind == "proposals" else changes


def _settled_proposal(
    ws: "Workspace", work: "UnitOfWork", row: Mapping[str, Any], changes: dict[str, Any]
) -> dict[str, Any]:
    given, words = with_words(PROPOSAL_FIELDS, changes, row["as_written"])
    cleaned = proposals.settled(given)
    after = {**row, **cleaned}
    derived = proposals.derived_days(in_force(work.connection), row, cleaned, after, ws.today)
    return {**cleaned, **derived, "as_written": words}
