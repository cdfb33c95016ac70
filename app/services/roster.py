"""참여자 명단: adding many persons in one step, those already there left as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain.checks import clean
from app.domain.hangul import fold
from app.domain.listing import ListQuery
from app.domain.person import PERSON_FIELDS
from app.errors import UserError
from app.services import listing, records

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What adding a roster would do: new persons, those already there, and sentences on lines refused."""

    new: tuple[Mapping[str, Any], ...]
    known: int
    refused: tuple[tuple[int, str], ...]


def plan(ws: "Workspace", rows: Sequence[Mapping[str, Any]]) -> RosterPlan:
    """Return which of ``rows`` are new; a person is known by name with phone, address and 소속 alike."""
    seen = {_identity(vars_of(row)) for row in listing.all_rows(ws, "person", ListQuery())}
    new, refused, known = [], [], 0
    for number, row in enumerate(rows, 1):
        try:
            values = clean(PERSON_FIELDS, row)
        except UserError as error:
            refused.append((number, error.message))
            continue
        identity = _identity(values)
        known += identity in seen
        if identity not in seen:
            seen.add(identity)
            new.append(values)
    return RosterPlan(tuple(new), known, tuple(refused))


def add(ws: "Workspace", rows: Sequence[Mapping[str, Any]]) -> int:
    """Enter the new ones of ``rows`` as one step; return how many they were."""
    found = plan(ws, rows)
    if not found.new:
        return 0
    with ws.unit_of_work(f"참여자 {len(found.new)}명 추가") as work:
        for values in found.new:
            records.insert(work, "person", values)
    return len(found.new)


def vars_of(row: Any) -> dict[str, Any]:
    """Return the fields of a person that tell one from another."""
    return {key: getattr(row, key) for key in ("name", "affiliation", "phone", "email")}


def _identity(values: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(fold(str(values.get(key) or "")) for key in ("name", "affiliation", "phone", "email"))
