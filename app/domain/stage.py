"""단계, 세부단계, 관문: the four stages of a project and what lets it pass from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.choices import CriterionKind, StageKind
from app.domain.fields import FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class Step:
    """세부단계 of a stage, such as 이해하기 or 발견하기."""

    id: int
    stage_id: int
    position: int
    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file attached to a gate criterion or an output."""

    id: int
    name: str
    size: int
    sha256: str


_UNITS = {
    "team_size": "명", "citizen_ratio": "%", "actor_kinds": "종", "role_count": "명",
    "output_count": "건", "output_files": "개", "open_outputs": "건", "steps_done": "개",
    "sessions_closed": "회", "findings": "장", "ideas_voted": "건", "proposals_decided": "건",
    "links_complete": "%",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Criterion:
    """관문 기준 with its result as the records stand now.

    ``value`` is the counted figure (None for attested criteria); ``met`` is true when it reaches
    ``threshold`` or, for attested criteria, when somebody confirmed it.
    """

    id: int
    uid: str
    project_id: int
    stage_id: int
    position: int
    kind: str
    label: str
    metric: str
    detail: str
    threshold: int
    due_on: date | None
    note: str
    value: int | None
    met: bool
    met_by: str | None
    met_at: datetime | None
    remark: str | None
    evidence: tuple[Evidence, ...] = ()

    @property
    def unit(self) -> str:
        """Return what is written after the figure and its threshold."""
        return _UNITS.get(self.metric, "")


@dataclass(frozen=True, slots=True)
class SignOff:
    """관문 통과: who let a stage pass, when, on which evidence, and whether it was opened again."""

    id: int
    stage_id: int
    signed_by: str
    signed_at: datetime
    remark: str
    exception_reason: str
    evidence: Mapping[str, object]
    evidence_digest: str
    reopened_at: datetime | None
    reopened_by: str | None
    reopen_reason: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four stages of a project; ``closed_at`` is set while its gate stands signed off.

    ``baseline_start`` and ``baseline_end`` hold the first plan once it was changed in a project under way.
    """

    id: int
    uid: str
    project_id: int
    kind: str
    position: int
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    progress: int
    note: str
    closed_at: datetime | None
    baseline_start: date | None = None
    baseline_end: date | None = None
    steps: tuple[Step, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    signoffs: tuple[SignOff, ...] = ()

    @property
    def criteria_met(self) -> int:
        """Return how many criteria of the gate are met."""
        return sum(criterion.met for criterion in self.criteria)

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """Return the criteria that the gate still waits for."""
        return tuple(criterion for criterion in self.criteria if not criterion.met)

    @property
    def kind_label(self) -> str:
        """Return the Korean name of the stage."""
        return StageKind(self.kind).label


_T = FieldType

STAGE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("kind", _T.CHOICE, "단계", StageKind, derived=True),
    FieldSpec("planned_start", _T.DATE, "계획 시작"),
    FieldSpec("planned_end", _T.DATE, "계획 종료", not_before="planned_start"),
    FieldSpec("actual_start", _T.DATE, "실제 시작"),
    FieldSpec("actual_end", _T.DATE, "실제 종료", not_before="actual_start"),
    FieldSpec("progress", _T.PERCENT, "진행률"),
    FieldSpec("note", _T.LONG_TEXT, "메모", shown=False),
    FieldSpec("closed_at", _T.TIMESTAMP, "관문 통과", derived=True),
    FieldSpec("baseline_start", _T.DATE, "처음 계획 시작", derived=True, shown=False),
    FieldSpec("baseline_end", _T.DATE, "처음 계획 종료", derived=True, shown=False),
)

STEP_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("label", _T.TEXT, "세부단계", required=True),
    FieldSpec("position", _T.INTEGER, "순서", shown=False),
    FieldSpec("done", _T.BOOLEAN, "마침"),
)

CRITERION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("label", _T.TEXT, "관문 기준", required=True, width=260),
    FieldSpec("position", _T.INTEGER, "순서", shown=False),
    FieldSpec("kind", _T.CHOICE, "종류", CriterionKind, required=True),
    FieldSpec("metric", _T.TEXT, "지표", shown=False),
    FieldSpec("detail", _T.TEXT, "지표 대상", shown=False),
    FieldSpec("threshold", _T.INTEGER, "기준값"),
    FieldSpec("due_on", _T.DATE, "기한"),
    FieldSpec("note", _T.LONG_TEXT, "설명", shown=False),
)

RESULT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("met_by", _T.TEXT, "확인한 사람", required=True),
    FieldSpec("met_at", _T.TIMESTAMP, "확인 시각"),
    FieldSpec("remark", _T.LONG_TEXT, "확인 내용"),
)

SIGNOFF_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("signed_by", _T.TEXT, "통과시킨 사람", required=True),
    FieldSpec("signed_at", _T.TIMESTAMP, "통과 시각"),
    FieldSpec("remark", _T.LONG_TEXT, "의견"),
    FieldSpec("exception_reason", _T.LONG_TEXT, "예외 사유"),
    FieldSpec("reopened_at", _T.TIMESTAMP, "다시 연 시각"),
    FieldSpec("reopened_by", _T.TEXT, "다시 연 사람"),
    FieldSpec("reopen_reason", _T.LONG_TEXT, "다시 연 사유"),
)
