"""참여자와 단원: a person, and that person's role in one project."""

from dataclasses import dataclass
from datetime import date

from app.domain.choices import ActorKind, Role
from app.domain.fields import FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class Person:
    """A person who takes part, with the number of projects as a present member."""

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
    memo: str
    project_count: int


@dataclass(frozen=True, slots=True)
class Membership:
    """단원: a person's role in one project, from a day to a day."""

    id: int
    uid: str
    project_id: int
    project: str
    person_id: int
    person: str
    role: str
    actor_kind: str | None
    affiliation: str
    phone: str
    email: str
    from_on: date | None
    to_on: date | None
    note: str


_T = FieldType

PERSON_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "이름", required=True, personal=True, width=110, aliases=("성명",)),
    FieldSpec("actor_kind", _T.CHOICE, "구분", ActorKind, filterable=True, width=110),
    FieldSpec("affiliation", _T.TEXT, "소속", personal=True, width=160, filterable=True),
    FieldSpec("department", _T.TEXT, "부서", width=120),
    FieldSpec("phone", _T.TEXT, "전화", personal=True, width=120, aliases=("연락처", "휴대전화"), rigid=True),
    FieldSpec("email", _T.TEXT, "전자우편", personal=True, width=170, aliases=("이메일", "메일")),
    FieldSpec("region_id", _T.REFERENCE, "지역", reference="region", filterable=True, width=110),
    FieldSpec("memo", _T.LONG_TEXT, "메모", personal=True, shown=False, width=200),
    FieldSpec("project_count", _T.INTEGER, "참여 과제", derived=True, width=80),
)

MEMBERSHIP_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("person_id", _T.REFERENCE, "이름", reference="person", required=True, personal=True, width=110),
    FieldSpec("role", _T.CHOICE, "역할", Role, required=True, filterable=True, width=190),
    FieldSpec("actor_kind", _T.CHOICE, "구분", ActorKind, derived=True, width=110),
    FieldSpec("affiliation", _T.TEXT, "소속", derived=True, personal=True, width=160),
    FieldSpec("phone", _T.TEXT, "전화", derived=True, personal=True, width=120, rigid=True),
    FieldSpec("email", _T.TEXT, "전자우편", derived=True, personal=True, shown=False, width=160),
    FieldSpec("from_on", _T.DATE, "위촉일", width=104),
    FieldSpec("to_on", _T.DATE, "해촉일", width=104, not_before="from_on"),
    FieldSpec("note", _T.TEXT, "비고", width=160),
    FieldSpec("project_id", _T.REFERENCE, "과제", reference="project", shown=False, width=200),
)
