"""성과: indicators with baseline, target and measured values, pairs of before and after, experiments."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType


class Direction(Choice):
    """어느 쪽이 좋은가."""

    UP = "up", "높을수록 좋음"
    DOWN = "down", "낮을수록 좋음"


class ExperimentState(Choice):
    """실험의 상태."""

    IDEA = "idea", "준비"
    RUNNING = "running", "시행 중"
    DONE = "done", "끝남"
    STOPPED = "stopped", "그만둠"


@dataclass(frozen=True, slots=True)
class Indicator:
    """성과지표; its baseline is locked when the planning stage ends."""

    id: int
    uid: str
    project_id: int
    project: str
    label: str
    unit: str
    direction: str
    baseline: float | None
    baseline_on: date | None
    baseline_size: int | None
    baseline_source: str
    baseline_locked_at: datetime | None
    target: float | None
    target_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Measurement:
    """측정값: of an indicator on a day, with sample size and source."""

    id: int
    uid: str
    project_id: int
    indicator_id: int
    value: float
    measured_on: date
    size: int | None
    source: str
    months: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """운영 전·후: paired statements with their evidence."""

    id: int
    uid: str
    project_id: int
    position: int
    subject: str
    before: str
    after: str
    evidence: str
    output_id: int | None


@dataclass(frozen=True, slots=True)
class Experiment:
    """실험: problem, solution, trial, money, execution, lesson."""

    id: int
    uid: str
    project_id: int
    project: str
    title: str
    problem: str
    solution: str
    trial: str
    money: int | None
    execution: str
    lesson: str
    state: str
    from_on: date | None
    to_on: date | None


_T = FieldType

INDICATOR_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("label", _T.TEXT, "지표", required=True, width=240, aliases=("성과지표", "지표명")),
    FieldSpec("unit", _T.TEXT, "단위", width=70),
    FieldSpec("direction", _T.CHOICE, "방향", Direction, width=110),
    FieldSpec("baseline", _T.NUMBER, "기준값", width=90, aliases=("기준치", "현재값")),
    FieldSpec("baseline_on", _T.DATE, "기준값 잰 날", width=110),
    FieldSpec("baseline_size", _T.INTEGER, "기준값 표본", width=90),
    FieldSpec("baseline_source", _T.TEXT, "기준값 출처", width=160),
    FieldSpec("target", _T.NUMBER, "목표값", width=90, aliases=("목표", "목표치")),
    FieldSpec("target_on", _T.DATE, "목표일", width=104),
    FieldSpec("note", _T.LONG_TEXT, "비고", shown=False),
    FieldSpec(
        "project_id",
        _T.REFERENCE,
        "과제",
        reference="project",
        shown=False,
        width=220,
        aliases=("과제명", "사업명"),
    ),
)

MEASUREMENT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("measured_on", _T.DATE, "잰 날", required=True, width=104),
    FieldSpec("value", _T.NUMBER, "측정값", required=True, width=90),
    FieldSpec("size", _T.INTEGER, "표본", width=80),
    FieldSpec("source", _T.TEXT, "출처", width=180),
    FieldSpec("months", _T.INTEGER, "집행 뒤(개월)", width=100),
    FieldSpec("note", _T.LONG_TEXT, "비고", shown=False),
)

COMPARISON_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("subject", _T.TEXT, "구분", required=True, width=140),
    FieldSpec("before", _T.LONG_TEXT, "운영 전", required=True, width=260),
    FieldSpec("after", _T.LONG_TEXT, "운영 후", required=True, width=260),
    FieldSpec("evidence", _T.TEXT, "근거", width=200),
    FieldSpec("output_id", _T.REFERENCE, "근거 산출물", reference="output", shown=False),
)

EXPERIMENT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "실험", required=True, width=220),
    FieldSpec("state", _T.CHOICE, "상태", ExperimentState, width=90, filterable=True),
    FieldSpec("problem", _T.LONG_TEXT, "문제", width=240),
    FieldSpec("solution", _T.LONG_TEXT, "해결 방법", width=240),
    FieldSpec("trial", _T.LONG_TEXT, "시험", width=240),
    FieldSpec("money", _T.INTEGER, "든 돈(원)", width=110),
    FieldSpec("execution", _T.LONG_TEXT, "실행", width=240),
    FieldSpec("lesson", _T.LONG_TEXT, "배운 것", width=240),
    FieldSpec("from_on", _T.DATE, "시작일", width=104),
    FieldSpec("to_on", _T.DATE, "끝난 날", width=104, not_before="from_on"),
    FieldSpec("project_id", _T.REFERENCE, "과제", reference="project", shown=False, width=220),
)
