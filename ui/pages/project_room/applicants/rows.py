"""Applicants as their table shows them: what a draw counts of each beside the state."""

from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.choices import ActorKind
from app.domain.draw import APPLICANT_FIELDS, Applicant, ApplicantState
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.person import AgeBand, Gender
from app.services import draws

_BY_KEY = specs_by_key(APPLICANT_FIELDS)
_T = FieldType
COLUMNS = (
    _BY_KEY["person_id"],
    _BY_KEY["state"],
    FieldSpec("actor_kind", _T.CHOICE, "구분", ActorKind, derived=True, width=96),
    FieldSpec("gender", _T.CHOICE, "성별", Gender, derived=True, personal=True, width=64),
    FieldSpec("band", _T.CHOICE, "나이대", AgeBand, derived=True, personal=True, width=124),
    FieldSpec("region_id", _T.REFERENCE, "지역", reference="region", derived=True, width=110),
    _BY_KEY["applied_on"],
    replace(_BY_KEY["route"], width=120),
)


@dataclass(frozen=True, slots=True)
class ApplicantRow(Applicant):
    """An applicant with the 나이대 that a draw counts."""

    band: str | None = None


def row_of(applicant: Applicant, year: int) -> ApplicantRow:
    """Return an applicant as the table shows it."""
    values: dict[str, Any] = {part.name: getattr(applicant, part.name) for part in fields(applicant)}
    return ApplicantRow(**values, band=draws.strata_of(applicant, year).get("age_band"))


def summary(rows: list[ApplicantRow]) -> str:
    """Return how many there are, and how many of each state that is not just applied."""
    counts = {state: sum(row.state == state for row in rows) for state in ApplicantState}
    told = [f"{state.label} {counts[state]}" for state in ApplicantState if counts[state]]
    return " · ".join((f"{len(rows)}명", *told)) if len(told) > 1 else f"{len(rows)}명"
