"""The members as the table of the team shows them: what the records say of each, and the hours together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.fields import FieldSpec, FieldType
from app.domain.giving import Contributions, Hours
from app.domain.person import MEMBERSHIP_FIELDS, Membership
from ui.models.ordering import in_order

HOURS = FieldSpec("hours", FieldType.TEXT, "함께한 시간", derived=True, width=96, rigid=True)
# figures are never cut off, so phones get more and the words less
_WIDTHS = {"role": 148, "affiliation": 120, "phone": 148}
_SPECS = tuple(
    replace(spec, width=_WIDTHS.get(spec.key, spec.width), shown=spec.shown and spec.key != "note")
    for spec in MEMBERSHIP_FIELDS
    if spec.key != "project_id"
)
_AFTER = next(number for number, spec in enumerate(_SPECS) if spec.key == "role") + 1
COLUMNS = (*_SPECS[:_AFTER], HOURS, *_SPECS[_AFTER:])


@dataclass(frozen=True, slots=True)
class TeamRow(Membership):
    """A member with the hours at the activities of this project, by the attendance entered there."""

    hours: str = ""
    minutes: int = 0


def hours_of(found: Contributions) -> dict[int, Hours]:
    """Return the hours of each person by its id."""
    return {row.person_id: row.hours for row in found.persons}


def rows_of(members: Iterable[Membership], hours: Mapping[int, Hours]) -> list[TeamRow]:
    """Return ``members`` with their hours; who never came has none."""
    return [_row(member, hours.get(member.person_id)) for member in members]


def _row(member: Membership, hours: Hours | None) -> TeamRow:
    values: dict[str, Any] = {field.name: getattr(member, field.name) for field in fields(member)}
    return TeamRow(**values, hours=hours.words if hours else "", minutes=hours.minutes if hours else 0)


def ordered(rows: Sequence[TeamRow], sorts: Sequence[tuple[str, bool]]) -> list[TeamRow]:
    """Return ``rows`` in the order of their columns, the hours by their length."""
    return in_order(rows, COLUMNS, sorts, {HOURS.key: lambda row: row.minutes if row.hours else None})
