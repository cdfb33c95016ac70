"""산출물, 첨부, 할 일: what a project delivers, the files that prove it, and what falls due."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.choices import ApprovalState, Disclosure, OutputKind, StageKind
from app.domain.fields import FieldSpec, FieldType


@dataclass(frozen=True, slots=True)
class Output:
    """산출물: a deliverable of a stage, with the number of its files."""

    id: int
    uid: str
    project_id: int
    project: str
    stage: str | None
    kind: str
    title: str
    version: str
    summary: str
    produced_on: date | None
    disclosure: str
    approval: str
    file_count: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """첨부: a file in the content-addressed store, filed under an output or a gate criterion."""

    id: int
    uid: str
    project_id: int
    output_id: int | None
    criterion_id: int | None
    session_id: int | None
    name: str
    sha256: str
    size: int
    media_type: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Milestone:
    """할 일: something of a project that falls due on a day."""

    id: int
    uid: str
    project_id: int
    project: str
    stage: str | None
    title: str
    due_on: date | None
    done_on: date | None
    assignee_id: int | None
    assignee: str | None
    session_id: int | None
    note: str


_T = FieldType

OUTPUT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "산출물명", required=True, width=260, aliases=("산출물", "제목", "문서명")),
    FieldSpec("kind", _T.CHOICE, "종류", OutputKind, required=True, filterable=True, width=140),
    FieldSpec("stage", _T.CHOICE, "단계", StageKind, filterable=True, width=80),
    FieldSpec("version", _T.TEXT, "판", width=64, aliases=("버전",)),
    FieldSpec("produced_on", _T.DATE, "작성일", width=104, aliases=("작성일자", "제출일")),
    FieldSpec("disclosure", _T.CHOICE, "공개 구분", Disclosure, filterable=True, width=90),
    FieldSpec("approval", _T.CHOICE, "승인", ApprovalState, filterable=True, width=90),
    FieldSpec("file_count", _T.INTEGER, "파일", derived=True, width=64),
    FieldSpec("summary", _T.LONG_TEXT, "내용", shown=False, width=280, aliases=("개요", "비고")),
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

ATTACHMENT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "파일", required=True, width=260),
    FieldSpec("size", _T.INTEGER, "크기(바이트)", derived=True, width=100),
    FieldSpec("sha256", _T.TEXT, "SHA-256", derived=True, shown=False),
    FieldSpec("media_type", _T.TEXT, "형식", derived=True, shown=False),
    FieldSpec("added_at", _T.TIMESTAMP, "붙인 때", derived=True, width=150),
)

MILESTONE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "할 일", required=True, width=260),
    FieldSpec("due_on", _T.DATE, "기한", width=104),
    FieldSpec("done_on", _T.DATE, "마친 날", width=104),
    FieldSpec("stage", _T.CHOICE, "단계", StageKind, width=80),
    FieldSpec("assignee_id", _T.REFERENCE, "담당", reference="person", width=100),
    FieldSpec("session_id", _T.REFERENCE, "활동", reference="session", shown=False),
    FieldSpec("note", _T.LONG_TEXT, "메모", shown=False),
    FieldSpec("project_id", _T.REFERENCE, "과제", reference="project", shown=False, width=200),
)
