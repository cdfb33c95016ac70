"""What of the records may be handed out as open data: which kinds, and of them which fields.

Personal fields, whoever a record refers to as a person, and running notes of the office stay inside
(공공데이터의 제공 및 이용 활성화에 관한 법률 제17조, 개인정보 보호법 제18조).  Names that stand in what is
left are taken out when the data are gathered.
"""

from app.domain.choices import Disclosure
from app.domain.entities import ENTITIES
from app.domain.fields import FieldSpec, FieldType

OPEN_ENTITIES = (
    "project",
    "session",
    "proposal",
    "output",
    "indicator",
    "experiment",
    "budget_line",
    "award",
    "agency_score",
)
EVERY_ENTITY = (
    *("project", "session", "finding", "proposal", "output", "milestone", "membership", "person"),
    *("indicator", "experiment", "budget_line", "rubric", "evaluation_round", "award", "agency_score"),
    *("applicant", "draw", "consent", "source"),
)
"""Everything that is listed, in the order of the sheets of 전체 내보내기."""

_INSIDE = {
    "project": {"remarks", "next_title", "next_due", "state", "needs_review"},
    "session": {"host", "minutes", "closed_at", "closed_by", "reopen_reason", "place"},
    "proposal": {"proposer", "follow_up_note", "days_left"},
    "output": {"summary"},
    "indicator": {"note"},
    "budget_line": {"note"},
    "award": {"note", "round_id"},
}


def open_fields(entity: str) -> tuple[FieldSpec, ...]:
    """Return the fields of ``entity`` that may be handed out."""
    inside = _INSIDE.get(entity, set())
    return tuple(
        spec
        for spec in ENTITIES[entity].fields
        if not spec.personal and spec.key not in inside and spec.reference != "person"
    )


def kept_fields(entity: str) -> tuple[FieldSpec, ...]:
    """Return the fields of ``entity`` that stay inside, for the person who asks what was left out."""
    opened = set(open_fields(entity))
    return tuple(spec for spec in ENTITIES[entity].fields if spec not in opened)


def is_open(entity: str, row: object) -> bool:
    """Tell whether a record may be handed out: what is 비공개 or 부분공개 may not."""
    if entity not in ("output", "agency_score"):
        return True
    return getattr(row, "disclosure", None) == Disclosure.OPEN


def format_of(spec: FieldSpec) -> str:
    """Return in words how the values of a field are written."""
    return _FORMATS[spec.type]


_FORMATS = {
    FieldType.TEXT: "글",
    FieldType.LONG_TEXT: "글 (여러 줄)",
    FieldType.INTEGER: "정수",
    FieldType.NUMBER: "수",
    FieldType.PERCENT: "백분율 (0–100)",
    FieldType.BOOLEAN: "예/아니요",
    FieldType.DATE: "날짜 (YYYY-MM-DD)",
    FieldType.TIMESTAMP: "일시 (ISO 8601)",
    FieldType.CHOICE: "고르는 값 하나",
    FieldType.CHOICES: "고르는 값 여럿 (쉼표로 이음)",
    FieldType.REFERENCE: "다른 표의 이름",
}
