"""추첨: a stratified random draw of team members from those who applied, which another can recompute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType


class ApplicantState(Choice):
    """신청 상태."""

    APPLIED = "applied", "신청"
    SELECTED = "selected", "선정"
    ALTERNATE = "alternate", "예비"
    NOT_SELECTED = "not_selected", "미선정"
    DECLINED = "declined", "사양"


class DrawOutcome(Choice):
    """추첨 결과 of one applicant."""

    SELECTED = "selected", "선정"
    ALTERNATE = "alternate", "예비"
    LEFT = "left", "미선정"


@dataclass(frozen=True, slots=True)
class Applicant:
    """신청자: a person who asked to be on the team of a project."""

    id: int
    uid: str
    project_id: int
    person_id: int
    person: str
    actor_kind: str | None
    gender: str | None
    birth_year: int | None
    age_band: str | None
    region: str | None
    applied_on: date | None
    route: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Draw:
    """추첨: its rule, its seed and the digest of the pool, as they were when it was drawn."""

    id: int
    uid: str
    project_id: int
    title: str
    seed: str
    method: str
    seats: int
    alternates: int
    quotas: Mapping[str, Any]
    pool_digest: str
    drawn_at: datetime
    drawn_by: str
    note: str


@dataclass(frozen=True, slots=True)
class DrawEntry:
    """One applicant in a draw: number, what was counted of the person, and what came out."""

    id: int
    uid: str
    draw_id: int
    person_id: int | None
    person: str | None
    number: int
    strata: Mapping[str, Any]
    outcome: str
    rank: int | None


_T = FieldType

APPLICANT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("person_id", _T.REFERENCE, "이름", reference="person", required=True, personal=True, width=110),
    FieldSpec("applied_on", _T.DATE, "신청일", width=104),
    FieldSpec("route", _T.TEXT, "알게 된 곳", width=140),
    FieldSpec("state", _T.CHOICE, "상태", ApplicantState, filterable=True, width=90),
    FieldSpec("note", _T.TEXT, "비고", width=160),
)

DRAW_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "추첨", required=True, width=200),
    FieldSpec("seats", _T.INTEGER, "인원", required=True, width=64),
    FieldSpec("alternates", _T.INTEGER, "예비", width=64),
    FieldSpec("seed", _T.TEXT, "시작값", width=140),
    FieldSpec("drawn_at", _T.TIMESTAMP, "추첨한 때", derived=True, width=150),
    FieldSpec("drawn_by", _T.TEXT, "추첨한 사람", derived=True, width=110),
    FieldSpec("note", _T.LONG_TEXT, "비고", shown=False, width=160),
)
