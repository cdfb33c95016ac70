"""참여자와 단원: a person, and that person's role in one project."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.choices import ActorKind, Choice, Role
from app.domain.fields import FieldSpec, FieldType


class AgeBand(Choice):
    """나이대, as quotas and reports count it."""

    UNDER_14 = "under_14", "14세 미만"
    TEENS = "teens", "10대(14세 이상)"
    TWENTIES = "twenties", "20대"
    THIRTIES = "thirties", "30대"
    FORTIES = "forties", "40대"
    FIFTIES = "fifties", "50대"
    SIXTIES = "sixties", "60대"
    SEVENTIES = "seventies", "70대 이상"


class Gender(Choice):
    """성별; asked for only where a quota needs it."""

    FEMALE = "female", "여성"
    MALE = "male", "남성"
    OTHER = "other", "그 밖"


def age_band_of(birth_year: int, year: int) -> AgeBand:
    """Return the band of who was born in ``birth_year``, by the age reached in the course of ``year``."""
    age = year - birth_year
    if age < 20:
        return AgeBand.UNDER_14 if age < 14 else AgeBand.TEENS
    return list(AgeBand)[min(age // 10, 7)]


def banded(values: Mapping[str, Any], year: int) -> dict[str, Any]:
    """Return a person's values with the 나이대 that a birth year among them means: it is not asked twice."""
    if not values.get("birth_year"):
        return dict(values)
    return {**values, "age_band": age_band_of(int(values["birth_year"]), year).value}


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
    birth_year: int | None
    age_band: str | None
    gender: str | None
    interests: str
    accessibility: str
    memo: str
    destroyed_on: date | None
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
    FieldSpec(
        "name",
        _T.TEXT,
        "이름",
        required=True,
        personal=True,
        width=110,
        aliases=("성명", "성함", "참여자", "참여자명", "name"),
    ),
    FieldSpec(
        "actor_kind",
        _T.CHOICE,
        "구분",
        ActorKind,
        filterable=True,
        width=110,
        aliases=("참여자 구분", "유형", "신분"),
    ),
    FieldSpec(
        "affiliation",
        _T.TEXT,
        "소속",
        personal=True,
        width=160,
        filterable=True,
        aliases=("소속기관", "기관", "소속(직장)", "단체명"),
    ),
    FieldSpec("department", _T.TEXT, "부서", width=120, aliases=("부서명", "담당 부서")),
    FieldSpec(
        "phone",
        _T.TEXT,
        "전화",
        personal=True,
        width=120,
        aliases=("연락처", "휴대전화", "전화번호", "휴대폰", "핸드폰", "휴대폰번호", "HP", "H.P", "Tel"),
        rigid=True,
    ),
    FieldSpec(
        "email",
        _T.TEXT,
        "전자우편",
        personal=True,
        width=170,
        aliases=("이메일", "메일", "전자메일", "E-mail", "email"),
    ),
    FieldSpec(
        "region_id",
        _T.REFERENCE,
        "지역",
        reference="region",
        filterable=True,
        width=110,
        aliases=("거주지", "거주지역", "시군구", "사는 곳"),
    ),
    FieldSpec(
        "birth_year",
        _T.INTEGER,
        "출생연도",
        personal=True,
        shown=False,
        width=80,
        aliases=("출생년도", "생년", "태어난 해", "생년월일"),
    ),
    FieldSpec(
        "age_band",
        _T.CHOICE,
        "나이대",
        AgeBand,
        personal=True,
        filterable=True,
        shown=False,
        width=100,
        aliases=("연령대", "연령", "나이"),
    ),
    FieldSpec("gender", _T.CHOICE, "성별", Gender, personal=True, filterable=True, shown=False, width=70),
    FieldSpec("interests", _T.TEXT, "관심 분야", personal=True, shown=False, width=160),
    FieldSpec(
        "accessibility",
        _T.TEXT,
        "접근성 배려",
        personal=True,
        shown=False,
        width=160,
        help="이동, 의사소통, 돌봄 등 참여에 필요한 배려",
    ),
    FieldSpec(
        "memo", _T.LONG_TEXT, "메모", personal=True, shown=False, width=200, aliases=("비고", "특이사항")
    ),
    FieldSpec("destroyed_on", _T.DATE, "파기한 날", derived=True, shown=False, width=104),
    FieldSpec("project_count", _T.INTEGER, "참여 과제", derived=True, width=80),
)

MEMBERSHIP_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "person_id",
        _T.REFERENCE,
        "이름",
        reference="person",
        required=True,
        personal=True,
        width=110,
        aliases=("성명", "성함", "단원", "팀원"),
    ),
    FieldSpec(
        "role",
        _T.CHOICE,
        "역할",
        Role,
        required=True,
        filterable=True,
        width=190,
        aliases=("직책", "단원 구분"),
    ),
    FieldSpec("actor_kind", _T.CHOICE, "구분", ActorKind, derived=True, width=110),
    FieldSpec("affiliation", _T.TEXT, "소속", derived=True, personal=True, width=160),
    FieldSpec("phone", _T.TEXT, "전화", derived=True, personal=True, width=120, rigid=True),
    FieldSpec("email", _T.TEXT, "전자우편", derived=True, personal=True, shown=False, width=160),
    FieldSpec("from_on", _T.DATE, "위촉일", width=104, aliases=("위촉일자", "위촉")),
    FieldSpec("to_on", _T.DATE, "해촉일", width=104, not_before="from_on"),
    FieldSpec("note", _T.TEXT, "비고", width=160),
    FieldSpec(
        "project_id",
        _T.REFERENCE,
        "과제",
        reference="project",
        shown=False,
        width=200,
        aliases=("과제명", "사업명"),
    ),
)
