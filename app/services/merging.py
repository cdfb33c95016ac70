"""중복 합치기: entries of one person become one, with all that any of them had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.duplicates import Duplicate, Progress, find
from app.domain.entities import ENTITIES
from app.domain.person import PERSON_FIELDS, Person, banded
from app.domain.privacy.masks import mask_name
from app.errors import UserError
from app.services import listing
from db.queries import duplicates as queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

Reference = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging would do: records moved by their Korean kind, and those that stand there already."""

    moved: tuple[tuple[str, int], ...]
    dropped: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Groups of entries to be judged, and how many there are in all."""

    groups: tuple[tuple[Duplicate, tuple[Person, ...]], ...]
    count: int


def duplicates(ws: "Workspace", progress: Progress | None = None) -> list[Duplicate]:
    """Return the entries that seem to be one person, the surest first."""
    with ws.reading() as connection:
        contacts = queries.contacts(connection)
        apart = queries.found_apart(connection)
    return find(contacts, progress, apart)


def keep_apart(ws: "Workspace", persons: Sequence[Person]) -> None:
    """Note for good that entries are different persons, each pair of them; nothing else changes."""
    pairs = [" ".join(sorted((one.uid, other.uid))) for one, other in combinations(persons, 2)]
    with ws.unit_of_work(f"중복 아님 {len(persons)}명") as work:
        there = queries.noted_apart(work.connection, pairs)
        for pair in pairs:
            if pair not in there:
                work.insert("apart", {"pair": pair})


def groups(ws: "Workspace", progress: Progress | None = None, most: int = 300) -> Found:
    """Return the duplicates with their entries, the surest ``most`` of them, and how many there are."""
    found = duplicates(ws, progress)
    shown = found[:most]
    ids = list(dict.fromkeys(person_id for group in shown for person_id in group.ids))
    by_id = {row.id: row for row in listing.rows(ws, "person", ids)}
    return Found(tuple((group, tuple(by_id[one] for one in group.ids)) for group in shown), len(found))


def suggestion(persons: Sequence[Person]) -> dict[str, Any]:
    """Return the fields of the merged person: of the first entry, what is empty there from the next ones."""
    chosen: dict[str, Any] = {}
    for spec in PERSON_FIELDS:
        if not spec.derived:
            values = [getattr(person, spec.key) for person in persons]
            chosen[spec.key] = next((value for value in values if value not in (None, "")), values[0])
    return chosen


def plan(ws: "Workspace", keep_id: int, other_ids: Sequence[int]) -> Merge:
    """Return what merging ``other_ids`` into ``keep_id`` would move and what it would drop as double."""
    with ws.reading() as connection:
        moved, dropped = _sorted_out(connection, keep_id, other_ids)
    return Merge(_counted(moved), _counted(dropped))


def merge(ws: "Workspace", keep_id: int, other_ids: Sequence[int], values: Mapping[str, Any]) -> None:
    """Merge persons into one in one step: ``values`` are its fields, all that referred to others is its own.

    What a person can have once only (the attendance at one session, the same role on one team) stays as the
    kept entry has it.
    """
    others = [person_id for person_id in dict.fromkeys(other_ids) if person_id != keep_id]
    rows = listing.rows(ws, "person", [keep_id, *others])
    if not others or len(rows) != len(others) + 1:
        raise UserError(
            "합칠 참여자를 둘 이상 고르십시오. 그사이 지워진 참여자가 있을 수 있습니다.", "person"
        )
    cleaned = clean(PERSON_FIELDS, values, partial=True)
    with ws.unit_of_work(f"참여자 ‘{mask_name(rows[0].name)}’ 중복 {len(others)}건 합치기") as work:
        moved, dropped = _sorted_out(work.connection, keep_id, others)
        _drop(work, dropped)
        for table, column, row_id, _person in moved:
            work.update(table, row_id, {column: keep_id})
        work.delete("person", others)
        work.update("person", keep_id, banded(cleaned, work.today.year))


def _drop(work: "UnitOfWork", dropped: Sequence[Reference]) -> None:
    for table, _column, row_id, _person in dropped:
        work.delete(table, [row_id])


def _sorted_out(
    connection: Any, keep_id: int, others: Sequence[int]
) -> tuple[list[Reference], list[Reference]]:
    moved: list[Reference] = []
    dropped: list[Reference] = []
    references = queries.referring(connection, [keep_id, *others])
    for table, column in dict.fromkeys((table, column) for table, column, *_ in references):
        of_table = [one for one in references if one[:2] == (table, column)]
        beside = _ROLES if table == "membership" else queries.unique_beside(table, column)
        values = queries.values(connection, table, [one[2] for one in of_table]) if beside else {}
        taken = set()
        for one in sorted(of_table, key=lambda one: one[3] != keep_id):
            place = tuple(values[one[2]][name] for name in beside) if beside else (one[2],)
            double = bool(beside) and place in taken
            taken.add(place)
            if one[3] != keep_id:
                (dropped if double else moved).append(one)
    return moved, dropped


# On one team in one role at a time; a time that ended is a record of its own.
_ROLES = ("project_id", "role", "to_on")


def _counted(references: Sequence[Reference]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for table, *_ in references:
        label = ENTITIES[table].label
        counts[label] = counts.get(label, 0) + 1
    return tuple(counts.items())
