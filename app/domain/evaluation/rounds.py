"""평가: rubrics, rounds, panels with their members, score sheets, awards."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.choices import Choice, Disclosure
from app.domain.fields import FieldSpec, FieldType


class PanelKind(Choice):
    """평가단 종류."""

    PAPER = "paper", "서면심사"
    EXPERT = "expert", "전문가심사"
    CITIZEN = "citizen", "국민심사"
    FIELD = "field", "현장평가단"
    SELF = "self", "과정 자가점검"


class RoundState(Choice):
    """평가 상태."""

    DRAFT = "draft", "준비"
    OPEN = "open", "입력 중"
    CLOSED = "closed", "마감"


class SheetState(Choice):
    """한 위원의 한 과제 채점표: derived from its scores."""

    MISSING = "missing", "시작 전"
    PARTIAL = "partial", "입력 중"
    DONE = "done", "마침"
    EXCLUDED = "excluded", "제척"


@dataclass(frozen=True, slots=True)
class Rubric:
    """평가표: criteria with weights; frozen once a round uses it, and then changed as a new version."""

    id: int
    uid: str
    name: str
    kind: str
    version: int
    series: str
    frozen_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    """평가 기준."""

    id: int
    uid: str
    rubric_id: int
    position: int
    label: str
    weight: int
    lowest: int
    highest: int
    description: str
    comment_required: bool


@dataclass(frozen=True, slots=True)
class EvaluationRound:
    """평가 회차: which projects are judged by which rubric, when and how."""

    id: int
    uid: str
    title: str
    year: int | None
    rubric_id: int
    rubric: str
    opens_on: date | None
    closes_on: date | None
    drop_extremes: bool
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Panel:
    """평가단."""

    id: int
    uid: str
    round_id: int
    kind: str
    name: str
    weight: int
    position: int


@dataclass(frozen=True, slots=True)
class PanelMember:
    """평가위원."""

    id: int
    uid: str
    round_id: int
    panel_id: int
    person_id: int | None
    name: str
    field: str
    position: int


@dataclass(frozen=True, slots=True)
class Exclusion:
    """제척: a member who may not judge a project, with the reason."""

    id: int
    uid: str
    round_id: int
    member_id: int
    project_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Award:
    """상격과 선정: what a project was awarded or granted, in which year, by which 평가 where by one.

    ``agency`` is the project's; ``amount`` and ``grant`` are in won.
    """

    id: int
    uid: str
    project_id: int
    project: str
    agency_id: int | None
    agency: str | None
    round_id: int | None
    round: str | None
    year: int | None
    grade: str
    amount: int | None
    grant: int | None
    note: str


@dataclass(frozen=True, slots=True)
class AgencyScore:
    """기관 평가 이력: an indicator's score of an agency in a year, and whether it is public."""

    id: int
    uid: str
    agency_id: int
    agency: str
    year: int
    indicator: str
    score: float | None
    scale: float | None
    disclosure: str
    source: str


_T = FieldType

RUBRIC_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "평가표", required=True, width=220),
    FieldSpec("kind", _T.CHOICE, "종류", PanelKind, width=120, filterable=True),
    FieldSpec("version", _T.INTEGER, "판", derived=True, width=60),
    FieldSpec("frozen_at", _T.TIMESTAMP, "굳힌 때", derived=True, width=150),
    FieldSpec("note", _T.LONG_TEXT, "비고", shown=False),
)

RUBRIC_CRITERION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("label", _T.TEXT, "기준", required=True, width=220),
    FieldSpec("weight", _T.PERCENT, "가중치", required=True, width=80),
    FieldSpec("lowest", _T.INTEGER, "최저점", width=70),
    FieldSpec("highest", _T.INTEGER, "최고점", width=70),
    FieldSpec("description", _T.LONG_TEXT, "설명", width=280),
    FieldSpec("comment_required", _T.BOOLEAN, "의견 필수", width=80),
)

ROUND_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "평가", required=True, width=240),
    FieldSpec("year", _T.INTEGER, "연도", width=70, filterable=True),
    FieldSpec("rubric_id", _T.REFERENCE, "평가표", reference="rubric", required=True, width=180),
    FieldSpec("opens_on", _T.DATE, "시작일", width=104),
    FieldSpec("closes_on", _T.DATE, "마감일", width=104, not_before="opens_on"),
    FieldSpec("drop_extremes", _T.BOOLEAN, "최고·최저 제외", width=110),
    FieldSpec("state", _T.CHOICE, "상태", RoundState, width=90, filterable=True),
    FieldSpec("note", _T.LONG_TEXT, "비고", shown=False),
)

PANEL_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("kind", _T.CHOICE, "종류", PanelKind, required=True, width=120),
    FieldSpec("name", _T.TEXT, "평가단", required=True, width=160),
    FieldSpec("weight", _T.PERCENT, "가중치", required=True, width=80),
)

MEMBER_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "위원", required=True, personal=True, width=110),
    FieldSpec("field", _T.TEXT, "분야", width=140),
    FieldSpec("person_id", _T.REFERENCE, "참여자", reference="person", personal=True, shown=False),
)

EXCLUSION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("project_id", _T.REFERENCE, "과제", reference="project", required=True, width=220),
    FieldSpec("reason", _T.TEXT, "사유", required=True, width=220),
)

SHEET_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("comment", _T.LONG_TEXT, "총평", width=280),
    FieldSpec("received_on", _T.DATE, "받은 날", width=104),
)

SCORE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("value", _T.NUMBER, "점수", width=80),
    FieldSpec("comment", _T.LONG_TEXT, "의견", width=280),
)

AWARD_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("grade", _T.TEXT, "상격", required=True, width=120, filterable=True,
              help="대상, 최우수상, 우수상, 선정처럼 적습니다."),
    FieldSpec("year", _T.INTEGER, "연도", width=70, filterable=True),
    FieldSpec("project_id", _T.REFERENCE, "과제", reference="project", width=220),
    FieldSpec("agency_id", _T.REFERENCE, "기관", reference="agency", derived=True, width=130,
              filterable=True),
    FieldSpec("amount", _T.INTEGER, "상금(원)", width=120),
    FieldSpec("grant", _T.INTEGER, "특별교부세(원)", width=130),
    FieldSpec("round_id", _T.REFERENCE, "평가", reference="evaluation_round", derived=True, width=180),
    FieldSpec("note", _T.LONG_TEXT, "비고", width=200),
)  # fmt: skip

AGENCY_SCORE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(
        "agency_id", _T.REFERENCE, "기관", reference="agency", required=True, width=160, filterable=True
    ),
    FieldSpec("year", _T.INTEGER, "연도", required=True, width=70, filterable=True),
    FieldSpec("indicator", _T.TEXT, "지표", required=True, width=220, filterable=True),
    FieldSpec("score", _T.NUMBER, "점수", width=80),
    FieldSpec("scale", _T.NUMBER, "만점", width=80),
    FieldSpec("disclosure", _T.CHOICE, "공개 구분", Disclosure, width=90, filterable=True),
    FieldSpec("source", _T.TEXT, "출처", width=200),
)
