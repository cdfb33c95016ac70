"""참여자 as the roster shows them: the person, how each consent stands, until when, what was last done."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.choices import ActorKind, Choice
from app.domain.fields import FieldSpec, FieldType
from app.domain.person import PERSON_FIELDS
from app.domain.privacy.consent import ConsentPurpose, ConsentState


class Standing(Choice):
    """보유: whether the office may keep a person's data, by the consent to their collection."""

    KEPT = "kept", "보유"
    ABSENT = "absent", "동의 없음"
    OVER = "over", "파기 대상"
    EXEMPT = "exempt", "해당 없음"


@dataclass(frozen=True, slots=True)
class Participant:
    """A person with what the roster shows beside it.

    Each purpose holds the code of its ``ConsentState``; ``begins_on`` and ``ends_on`` are those of the
    consent in force that ends first, ``over_on`` the day since which the collection is no longer covered.
    """

    id: int
    uid: str
    name: str
    actor_kind: str | None
    affiliation: str
    department: str
    phone: str
    email: str
    region_id: int | None
    region: str | None
    birth_year: int | None
    age_band: str | None
    gender: str | None
    interests: str
    accessibility: str
    memo: str
    destroyed_on: date | None
    project_count: int
    collection: str
    photo: str
    recording: str
    disclosure: str
    provision: str
    standing: str
    is_ending: bool
    begins_on: date | None
    ends_on: date | None
    over_on: date | None
    last_on: date | None
    last_kind: str | None

    @property
    def place(self) -> str:
        """Return where the person is from: the affiliation, else the region."""
        return self.affiliation or self.region or ""

    @property
    def eye(self) -> str:
        """Return nothing: the column that opens 개인정보 열람 tells no more than that."""
        return ""

    def state(self, purpose: ConsentPurpose) -> ConsentState:
        """Return how the consent to a purpose stands."""
        return ConsentState(getattr(self, purpose.value))


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """How many persons the roster holds, and how many of them stand under each of its headings."""

    every: int
    ending: int
    absent: int
    over: int
    citizens: int


def is_exempt(actor_kind: str | None) -> bool:
    """Tell whether a person needs no consent: an official in duty (정보공개법 제9조 제1항 제6호 라목)."""
    return actor_kind == ActorKind.OFFICIAL


_T = FieldType
_PERSON = {spec.key: spec for spec in PERSON_FIELDS}
_PURPOSES = tuple(
    FieldSpec(purpose.value, _T.CHOICE, purpose.label.removesuffix("·영상"), ConsentState, derived=True,
              filterable=True, rigid=True, width=80 if purpose is ConsentPurpose.COLLECTION else 52,
              shown=purpose is not ConsentPurpose.PROVISION)
    for purpose in ConsentPurpose
)  # fmt: skip

PARTICIPANT_FIELDS: tuple[FieldSpec, ...] = (
    replace(_PERSON["name"], width=76),
    replace(_PERSON["actor_kind"], width=104, rigid=True),
    *_PURPOSES,
    FieldSpec("ends_on", _T.DATE, "보유 기한", derived=True, rigid=True, width=140),
    replace(_PERSON["phone"], width=118, label="연락처"),
    replace(_PERSON["email"], shown=False),
    FieldSpec("place", _T.TEXT, "지역·소속", derived=True, personal=True, width=150),
    replace(_PERSON["affiliation"], shown=False),
    replace(_PERSON["department"], shown=False),
    replace(_PERSON["region_id"], shown=False),
    replace(_PERSON["project_count"], label="과제", width=56),
    FieldSpec("last_on", _T.DATE, "최근 참여", derived=True, rigid=True, width=140),
    *(_PERSON[key] for key in ("birth_year", "age_band", "gender", "interests", "accessibility", "memo")),
    FieldSpec("standing", _T.CHOICE, "보유", Standing, derived=True, shown=False, filterable=True),
    FieldSpec("is_ending", _T.BOOLEAN, "30일 안 만료", derived=True, shown=False, filterable=True),
    FieldSpec("destroyed_on", _T.DATE, "파기한 날", derived=True, shown=False, width=104),
)
