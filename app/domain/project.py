"""과제: one co-production effort of one agency in one year, or a case collected to learn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.domain.checks import EMPTY
from app.domain.choices import (
    GovernmentLevel,
    OecdField,
    ParticipantKind,
    ParticipationLevel,
    ParticipationMode,
    ProjectKind,
    ProjectState,
    ProjectStatus,
    ServiceField,
    StageKind,
)
from app.domain.fields import FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class Project:
    """A project as lists and pages read it: stored fields, the names behind references, derived figures.

    ``progress`` holds the percent of each of the four stages; ``stage`` is the code of the stage under way
    (환류 when all are closed); ``criteria_met`` of ``criteria_total`` count the gate of that stage;
    ``citizen_ratio`` is the citizens' share of the present members in percent, None without a team;
    ``goal_met`` tells whether it reaches ``citizen_goal``.
    """

    id: int
    uid: str
    kind: str
    title: str
    year: int | None
    program_id: int | None
    program: str | None
    government_level: str | None
    is_foreign: bool | None
    service_field: str | None
    oecd_field: str | None
    participation_level: str | None
    participation_mode: str | None
    participant_kinds: tuple[str, ...]
    participation_stages: tuple[str, ...]
    lead_agency_id: int | None
    lead_agency: str | None
    department: str
    region_id: int | None
    region: str | None
    province: str | None
    manager_id: int | None
    manager: str | None
    starts_on: date | None
    ends_on: date | None
    summary: str
    background: str
    purpose: str
    actors: str
    content: str
    characteristics: str
    achievements: str
    website: str
    remarks: str
    status: str
    state: str
    template: str
    citizen_goal: int | None
    actor_kinds_goal: int | None
    as_written: Mapping[str, str]
    needs_review: bool
    stage: str
    progress: tuple[int, ...]
    stage_progress: int
    team_size: int
    citizen_count: int
    citizen_ratio: int | None
    goal_met: bool | None
    criteria_total: int
    criteria_met: int
    output_count: int
    next_title: str | None
    next_due: date | None
    active_at: datetime
    idle_days: int
    proposal_count: int = 0
    """Counted for the board alone, as is the next."""
    session_count: int = 0


def of_columns(values: Mapping[str, Any]) -> Project:
    """Return the project that the list's columns tell of."""
    merged = dict(values)
    merged["progress"] = tuple(int(part) for part in (values["progress"] or "").split(",") if part)
    merged["needs_review"] = bool(values["needs_review"])
    if values["goal_met"] is not None:
        merged["goal_met"] = bool(values["goal_met"])
    merged["active_at"] = values["active_at"] or datetime.fromtimestamp(0, UTC)
    return Project(**merged)


_T = FieldType

PROJECT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "title",
        _T.TEXT,
        "과제명",
        required=True,
        width=260,
        aliases=("사업명", "사례명", "제목", "과제", "과제 이름"),
    ),
    FieldSpec("kind", _T.CHOICE, "구분", ProjectKind, shown=False, width=80),
    FieldSpec(
        "year",
        _T.INTEGER,
        "연도",
        filterable=True,
        shown=False,
        width=64,
        aliases=("년도", "추진연도", "사업연도"),
    ),
    FieldSpec(
        "program_id",
        _T.REFERENCE,
        "사업",
        reference="program",
        filterable=True,
        width=110,
        aliases=("사업구분", "사업유형", "프로그램"),
    ),
    FieldSpec(
        "service_field", _T.CHOICE, "분야", ServiceField, filterable=True, width=110, aliases=("서비스 분야",)
    ),
    FieldSpec("stage", _T.CHOICE, "단계", StageKind, derived=True, filterable=True, shown=False, width=70),
    FieldSpec("stage_progress", _T.PERCENT, "단계 진행", derived=True, width=180),
    FieldSpec("state", _T.CHOICE, "상태", ProjectState, derived=True, filterable=True, width=110, rigid=True),
    FieldSpec("citizen_ratio", _T.PERCENT, "국민 비율", derived=True, width=86),
    FieldSpec(
        "goal_met",
        _T.BOOLEAN,
        "국민 비율 충족",
        derived=True,
        filterable=True,
        shown=False,
        width=80,
        help="팀의 국민 비율이 과제의 기준에 이르렀는지. 팀이나 기준이 없으면 비어 있습니다.",
    ),
    FieldSpec("next_title", _T.TEXT, "다음 일정", derived=True, width=120),
    FieldSpec("next_due", _T.DATE, "기한", derived=True, width=92),
    FieldSpec(
        "manager_id",
        _T.REFERENCE,
        "담당",
        reference="person",
        filterable=True,
        width=84,
        aliases=("담당자", "담당자명", "업무담당자"),
    ),
    FieldSpec("province", _T.TEXT, "시·도", derived=True, filterable=True, shown=False, width=120),
    FieldSpec(
        "lead_agency_id",
        _T.REFERENCE,
        "기관",
        reference="agency",
        filterable=True,
        shown=False,
        width=130,
        aliases=("주관기관", "추진기관", "기관명", "시행기관", "수행기관"),
    ),
    FieldSpec(
        "department", _T.TEXT, "담당 부서", shown=False, aliases=("부서", "소관부서", "담당과", "부서명")
    ),
    FieldSpec(
        "region_id",
        _T.REFERENCE,
        "지역",
        reference="region",
        filterable=True,
        shown=False,
        width=120,
        aliases=("시군구", "시·군·구", "지역명"),
    ),
    FieldSpec(
        "government_level",
        _T.CHOICE,
        "관",
        GovernmentLevel,
        filterable=True,
        shown=False,
        width=90,
        help="과제를 이끄는 공공 부문의 종류",
    ),
    FieldSpec("is_foreign", _T.BOOLEAN, "해외", filterable=True, shown=False, width=64),
    FieldSpec("oecd_field", _T.CHOICE, "OECD 분야", OecdField, shown=False, filterable=True),
    FieldSpec(
        "participation_level", _T.CHOICE, "참여 수준", ParticipationLevel, shown=False, filterable=True
    ),
    FieldSpec("participation_mode", _T.CHOICE, "참여 방식", ParticipationMode, shown=False, filterable=True),
    FieldSpec("participant_kinds", _T.CHOICES, "참여 주체", ParticipantKind, shown=False),
    FieldSpec("participation_stages", _T.CHOICES, "참여 단계", StageKind, shown=False),
    FieldSpec(
        "starts_on",
        _T.DATE,
        "시작일",
        shown=False,
        width=104,
        aliases=("착수일", "시작", "사업시작일", "추진 시작", "추진기간", "사업기간"),
    ),
    FieldSpec(
        "ends_on",
        _T.DATE,
        "종료일",
        shown=False,
        width=104,
        not_before="starts_on",
        aliases=("완료일", "종료", "종료예정일", "사업종료일", "준공일"),
    ),
    FieldSpec(
        "status", _T.CHOICE, "진행 상태", ProjectStatus, shown=False, width=90, aliases=("추진상태", "상태")
    ),
    FieldSpec(
        "summary", _T.LONG_TEXT, "개요", shown=False, width=280, aliases=("사업개요", "과제개요", "주요내용")
    ),
    FieldSpec("background", _T.LONG_TEXT, "배경", shown=False, width=280),
    FieldSpec("purpose", _T.LONG_TEXT, "목적", shown=False, width=280),
    FieldSpec("actors", _T.LONG_TEXT, "추진주체", shown=False, width=200),
    FieldSpec("content", _T.LONG_TEXT, "사업내용", shown=False, width=280),
    FieldSpec("characteristics", _T.LONG_TEXT, "특성·의의", shown=False, width=280),
    FieldSpec("achievements", _T.LONG_TEXT, "주요성과", shown=False, width=280),
    FieldSpec("website", _T.TEXT, "관련사이트", shown=False, width=200),
    FieldSpec("remarks", _T.LONG_TEXT, "기타", shown=False, width=200, aliases=("비고",)),
    FieldSpec(
        "citizen_goal",
        _T.PERCENT,
        "국민 비율 기준",
        shown=False,
        width=90,
        help="팀에서 국민이 차지해야 할 비율. 못 미치면 알리기만 합니다.",
    ),
    FieldSpec("actor_kinds_goal", _T.INTEGER, "참여 주체 수 기준", shown=False, width=90),
    FieldSpec("team_size", _T.INTEGER, "팀원", derived=True, shown=False, width=64),
    FieldSpec("output_count", _T.INTEGER, "산출물", derived=True, shown=False, width=64),
    FieldSpec("needs_review", _T.BOOLEAN, "검토 필요", derived=True, filterable=True, shown=False, width=80),
)

_REFERENCES = {spec.key.removesuffix("_id"): spec.key for spec in PROJECT_FIELDS if spec.reference}


def settling_field(key: str) -> str:
    """Return the field that settles what was kept as written under ``key``.

    A name kept for a reference (``lead_agency``) is settled in its field (``lead_agency_id``).
    """
    return _REFERENCES.get(key, key)


def still_doubtful(as_written: Mapping[str, str], changes: Mapping[str, object]) -> dict[str, str]:
    """Return what stays in doubt after ``changes``: a field that is given a value no longer is."""
    given = {key for key, value in changes.items() if value not in EMPTY}
    return {key: text for key, text in as_written.items() if settling_field(key) not in given}
