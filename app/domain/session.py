"""활동: a workshop, interview or meeting with its agenda, attendance, minutes and next actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.domain.choices import Choice, StageKind
from app.domain.fields import FieldSpec, FieldType


class SessionKind(Choice):
    """활동 종류."""

    WORKSHOP = "workshop", "워크숍"
    ROUNDTABLE = "roundtable", "원탁회의"
    DIALOGUE = "dialogue", "대화모임"
    INTERVIEW = "interview", "심층인터뷰"
    FIELD = "field", "현장조사"
    SURVEY = "survey", "설문"
    FORUM = "forum", "포럼"
    CONSULTING = "consulting", "컨설팅"
    TRAINING = "training", "교육"
    KICKOFF = "kickoff", "발대식"
    INTERIM = "interim", "중간점검"
    FINAL = "final", "최종보고"
    SHARING = "sharing", "성과공유회"


class SessionStatus(Choice):
    """활동 상태: a closed session is locked and counts as evidence for gates."""

    DRAFT = "draft", "초안"
    CLOSED = "closed", "마감"


class AttendanceState(Choice):
    """출석."""

    PRESENT = "present", "출석"
    LATE = "late", "지각"
    ABSENT = "absent", "불참"


class Method(Choice):
    """방법: a tag of a session, bound to no step."""

    DESK = "desk", "데스크리서치"
    STAKEHOLDER_MAP = "stakeholder_map", "이해관계자맵"
    INTERVIEW = "interview", "심층인터뷰"
    SHADOWING = "shadowing", "섀도잉"
    SURVEY = "survey", "설문"
    JOURNEY = "journey", "여정지도"
    AFFINITY = "affinity", "어피니티"
    PERSONA = "persona", "퍼소나"
    HMW = "hmw", "HMW"
    IDEATION = "ideation", "아이디에이션"
    PROTOTYPE = "prototype", "프로토타입"
    BLUEPRINT = "blueprint", "서비스 블루프린트"
    PILOT = "pilot", "파일럿"


@dataclass(frozen=True, slots=True)
class Session:
    """A session with its counts; ``starts_at`` and ``ends_at`` are texts such as 14:30, empty if unknown.

    A missing or partial date stays missing, its words in ``as_written`` under ``held_on``.  ``minutes`` is
    Markdown.  ``attended`` counts present and late persons, ``guests`` the heads without a person record.
    """

    id: int
    uid: str
    project_id: int
    project: str
    kind: str
    topic: str
    held_on: date | None
    starts_at: str
    ends_at: str
    place: str
    host: str
    stage: str | None
    step_id: int | None
    methods: tuple[str, ...]
    minutes: str
    as_written: Mapping[str, str]
    status: str
    closed_at: datetime | None
    closed_by: str | None
    reopen_reason: str
    attended: int
    guests: int
    finding_count: int
    file_count: int


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """진행 순서의 한 항목 with its planned minutes; findings captured during it refer to it."""

    id: int
    session_id: int
    project_id: int
    position: int
    title: str
    minutes: int
    host: str
    started_at: datetime | None
    ended_at: datetime | None


class Attendance(NamedTuple):
    """출석 of one person at one session; ``minutes`` is None where nobody measured.

    A tuple, for three hundred of them are made when a large session opens: a frozen dataclass takes six times
    as long.
    """

    id: int
    session_id: int
    person_id: int
    person: str
    actor_kind: str | None
    role: str | None
    state: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class GuestCount:
    """Heads of one kind of actor that came without a person record."""

    id: int
    session_id: int
    actor_kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Decision:
    """결정 made at a session."""

    id: int
    session_id: int
    position: int
    text: str


_T = FieldType

SESSION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "topic",
        _T.TEXT,
        "활동명",
        required=True,
        width=240,
        aliases=("주제", "제목", "활동", "회의명", "행사명", "모임명"),
    ),
    FieldSpec(
        "kind",
        _T.CHOICE,
        "종류",
        SessionKind,
        required=True,
        filterable=True,
        width=110,
        aliases=("활동 종류", "활동구분", "구분", "유형"),
    ),
    FieldSpec(
        "held_on", _T.DATE, "날짜", width=110, aliases=("일자", "일시", "활동일", "개최일", "개최일시")
    ),
    FieldSpec("starts_at", _T.TEXT, "시작", width=70, aliases=("시작 시각", "시작시간")),
    FieldSpec(
        "ends_at", _T.TEXT, "끝", width=70, not_before="starts_at", aliases=("종료", "종료 시각", "종료시간")
    ),
    FieldSpec("place", _T.TEXT, "장소", width=150, aliases=("개최장소",)),
    FieldSpec("host", _T.TEXT, "진행", width=100, aliases=("진행자",)),
    FieldSpec("stage", _T.CHOICE, "단계", StageKind, filterable=True, width=80),
    FieldSpec("step_id", _T.REFERENCE, "세부단계", reference="step", shown=False),
    FieldSpec("methods", _T.CHOICES, "방법", Method, shown=False, width=160),
    FieldSpec("minutes", _T.LONG_TEXT, "회의록", shown=False, width=280, aliases=("내용", "주요내용")),
    FieldSpec("status", _T.CHOICE, "상태", SessionStatus, derived=True, filterable=True, width=90),
    FieldSpec("attended", _T.INTEGER, "참석", derived=True, width=64),
    FieldSpec("guests", _T.INTEGER, "손님", derived=True, shown=False, width=64),
    FieldSpec("finding_count", _T.INTEGER, "발견", derived=True, width=64),
    FieldSpec("closed_at", _T.TIMESTAMP, "마감 시각", derived=True, shown=False),
    FieldSpec("closed_by", _T.TEXT, "마감한 사람", derived=True, shown=False),
    FieldSpec("reopen_reason", _T.LONG_TEXT, "다시 연 사유", derived=True, shown=False),
    FieldSpec(
        "project_id",
        _T.REFERENCE,
        "과제",
        reference="project",
        filterable=True,
        shown=False,
        width=200,
        aliases=("과제명", "사업명"),
    ),
)

AGENDA_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "순서", required=True, width=240),
    FieldSpec("position", _T.INTEGER, "차례", shown=False),
    FieldSpec("minutes", _T.INTEGER, "분", width=64),
    FieldSpec("host", _T.TEXT, "진행", width=100),
    FieldSpec("started_at", _T.TIMESTAMP, "시작한 때", shown=False),
    FieldSpec("ended_at", _T.TIMESTAMP, "마친 때", shown=False),
)

ATTENDANCE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "person_id",
        _T.REFERENCE,
        "이름",
        reference="person",
        required=True,
        personal=True,
        aliases=("성명", "성함", "참석자", "참여자"),
    ),
    FieldSpec(
        "state", _T.CHOICE, "출석", AttendanceState, required=True, aliases=("출석 여부", "참석", "참석 여부")
    ),
    FieldSpec("minutes", _T.INTEGER, "참석 시간(분)", aliases=("참석시간", "참여시간", "시간(분)")),
)

GUEST_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("actor_kind", _T.TEXT, "구분"),
    FieldSpec("count", _T.INTEGER, "인원"),
)

DECISION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("text", _T.LONG_TEXT, "결정", required=True),
    FieldSpec("position", _T.INTEGER, "차례", shown=False),
)
