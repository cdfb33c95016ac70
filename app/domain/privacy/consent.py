"""동의: what a person agreed to, for which purpose, until when (개인정보 보호법 제15조, 제17조, 제22조).

A person has one row per purpose and giving; a renewal is a new row, so that the history stays.  What holds
now is the newest row of a purpose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType
from app.domain.person import AgeBand

GUARDED_AGE = 14
WARN_DAYS = 30
"""Days before the end of a retention from which on it is shown as ending soon."""


class ConsentPurpose(Choice):
    """목적: each is asked for by itself, and may be refused by itself."""

    COLLECTION = "collection", "수집·이용"
    PHOTO = "photo", "사진·영상"
    RECORDING = "recording", "녹취"
    DISCLOSURE = "disclosure", "공개"
    PROVISION = "provision", "제3자 제공"


class ConsentDecision(Choice):
    """동의 여부."""

    AGREED = "agreed", "동의"
    REFUSED = "refused", "동의하지 않음"


class ConsentMethod(Choice):
    """받은 방법."""

    PAPER = "paper", "서면"
    ELECTRONIC = "electronic", "전자"
    PHONE = "phone", "전화 녹취"


class ConsentState(Choice):
    """상태 on a day: derived, never stored."""

    VALID = "valid", "동의"
    ENDING = "ending", "곧 끝남"
    ENDED = "ended", "기간 지남"
    WITHDRAWN = "withdrawn", "철회"
    REFUSED = "refused", "동의하지 않음"
    MISSING = "missing", "동의 없음"
    EXEMPT = "exempt", "해당 없음"
    """Nothing on record of somebody who needs none; lists say so, ``state_of`` does not know the person."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent as it was given."""

    id: int
    uid: str
    person_id: int
    person: str
    project_id: int | None
    project: str | None
    purpose: str
    decision: str
    items: str
    given_on: date | None
    ends_on: date | None
    withdrawn_on: date | None
    withdrawal_reason: str
    method: str
    recipient: str
    recipient_purpose: str
    guardian: str
    scan_name: str
    scan_sha256: str
    scan_size: int | None
    note: str


def state_of(consent: Consent | None, today: date) -> ConsentState:
    """Return how a consent stands on a day; the last day of the retention still is covered."""
    if consent is None:
        return ConsentState.MISSING
    if consent.decision == ConsentDecision.REFUSED:
        return ConsentState.REFUSED
    if consent.withdrawn_on is not None and consent.withdrawn_on <= today:
        return ConsentState.WITHDRAWN
    if consent.ends_on is None:
        return ConsentState.VALID
    if consent.ends_on < today:
        return ConsentState.ENDED
    soon = consent.ends_on <= today + timedelta(days=WARN_DAYS)
    return ConsentState.ENDING if soon else ConsentState.VALID


def newest(consents: Iterable[Consent]) -> dict[str, Consent]:
    """Return what holds now of each purpose: the row given last."""
    found: dict[str, Consent] = {}
    for consent in sorted(consents, key=lambda row: (row.given_on or date.min, row.id)):
        found[consent.purpose] = consent
    return found


def needs_guardian(birth_year: int | None, age_band: str | None, year: int) -> bool:
    """Tell whether a legal guardian has to agree in a person's stead (under 14, 제22조의2).

    Of a birth year alone the birthday is unknown: who turns 14 in the course of ``year`` may still be 13.
    """
    if birth_year is not None:
        return year - birth_year <= GUARDED_AGE
    return age_band == AgeBand.UNDER_14


def default_end(given_on: date, project_ends: date | None, days: int) -> date:
    """Return until when a consent is kept unless another day is set: its project's end, else ``days``."""
    if project_ends is not None and project_ends >= given_on:
        return project_ends
    return given_on + timedelta(days=days)


def covers(state: ConsentState) -> bool:
    """Tell whether a state lets the office use what the consent is about."""
    return state in (ConsentState.VALID, ConsentState.ENDING)


_T = FieldType

CONSENT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("person_id", _T.REFERENCE, "이름", reference="person", required=True, personal=True, width=110),
    FieldSpec("purpose", _T.CHOICE, "목적", ConsentPurpose, required=True, filterable=True, width=110),
    FieldSpec("decision", _T.CHOICE, "동의 여부", ConsentDecision, required=True, filterable=True, width=110),
    FieldSpec(
        "items", _T.TEXT, "항목", width=200, help="동의 받은 개인정보의 항목. 예: 이름, 전화, 전자우편"
    ),
    FieldSpec("given_on", _T.DATE, "동의한 날", width=104),
    FieldSpec("ends_on", _T.DATE, "보유 기한", width=104),
    FieldSpec("withdrawn_on", _T.DATE, "철회한 날", width=104),
    FieldSpec("withdrawal_reason", _T.TEXT, "철회 사유", shown=False, width=160),
    FieldSpec("method", _T.CHOICE, "받은 방법", ConsentMethod, width=90),
    FieldSpec("recipient", _T.TEXT, "제공받는 곳", shown=False, width=160),
    FieldSpec("recipient_purpose", _T.TEXT, "제공받는 곳의 목적", shown=False, width=160),
    FieldSpec("guardian", _T.TEXT, "법정대리인", personal=True, shown=False, width=110),
    FieldSpec("project_id", _T.REFERENCE, "과제", reference="project", width=200),
    FieldSpec("scan_name", _T.TEXT, "동의서", derived=True, personal=True, width=160),
    FieldSpec("note", _T.LONG_TEXT, "비고", shown=False, width=160),
)
