"""접속기록 of personal data: who, when, from which PC, whose data, what and why.

Kept at least two years and reviewed every month (개인정보의 안전성 확보조치 기준 제8조).
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType

KEEP_YEARS = 2


class AccessAction(Choice):
    """한 일."""

    UNMASK = "unmask", "열람"
    EXPORT = "export", "내보내기"
    PRINT = "print", "인쇄"
    COPY = "copy", "복사"
    SHARE = "share", "안전 공유"
    DESTROY = "destroy", "파기"
    PROTECT = "protect", "암호 설정"
    OPEN = "open", "파일 열기"


class AccessPurpose(Choice):
    """목적 that the screen offers; the reason beside it is in the person's own words."""

    CONTACT = "contact", "행사 안내와 참석 확인"
    CONSENT = "consent", "동의 받기"
    APPOINT = "appoint", "위촉과 확인서 발급"
    PAYMENT = "payment", "수당·실비 지급"
    REPLY = "reply", "제안 답변과 환류"
    REPORT = "report", "보고와 평가"
    CORRECT = "correct", "정보 고치기"
    REQUEST = "request", "본인의 열람 요구"
    OTHER = "other", "그 밖의 업무"


@dataclass(frozen=True, slots=True)
class Access:
    """What is to be said of an access before it happens.

    ``people`` are the uids of the persons concerned; ``items`` the labels of their fields; ``target`` the
    name of a file, never its path.
    """

    action: AccessAction
    subject: str
    people: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    purpose: str = ""
    reason: str = ""
    target: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One line of the log as it is kept."""

    id: int
    at: datetime
    actor: str
    department: str
    role: str
    machine: str
    action: str
    subject: str
    people: tuple[str, ...]
    people_count: int
    items: tuple[str, ...]
    purpose: str
    reason: str
    target: str
    until: datetime | None
    digest: str
    previous_digest: str


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """A line of the log with the persons as their names may be told."""

    row: AccessRow
    people: tuple[str, ...]

    @property
    def whose(self) -> str:
        """Return whose data: 홍*동 외 2명."""
        count = self.row.people_count
        if not self.people:
            return f"{count:,}명" if count else ""
        return self.people[0] + (f" 외 {count - 1:,}명" if count > 1 else "")


@dataclass(frozen=True, slots=True)
class AccessMonth:
    """A month of the log (2026-10): its lines newest first, whether the chain holds, and its reviews."""

    month: str
    entries: tuple[AccessEntry, ...]
    broken: tuple[str, ...]
    reviews: tuple["AccessReview", ...]
    months: tuple[str, ...]
    """Every month that has lines, newest first."""


@dataclass(frozen=True, slots=True)
class AccessReview:
    """월 점검: that somebody looked through a month of the log, and what was found."""

    id: int
    uid: str
    month: str
    reviewed_at: datetime
    reviewed_by: str
    row_count: int
    head_digest: str
    finding: str


@dataclass(frozen=True, slots=True)
class Destruction:
    """파기: what was destroyed, how, by whom and with whose approval (파기대장)."""

    id: int
    uid: str
    destroyed_at: datetime
    destroyed_by: str
    approved_by: str
    reason: str
    people_count: int
    people: tuple[str, ...]
    items: str
    files: str
    method: str
    kept: str
    backups_until: date | None


_T = FieldType

REVIEW_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("month", _T.TEXT, "달", required=True, width=90),
    FieldSpec("reviewed_at", _T.TIMESTAMP, "점검한 때", derived=True, width=150),
    FieldSpec("reviewed_by", _T.TEXT, "점검한 사람", derived=True, width=110),
    FieldSpec("row_count", _T.INTEGER, "기록", derived=True, width=70),
    FieldSpec("finding", _T.LONG_TEXT, "점검 결과", width=280),
)

DESTRUCTION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("destroyed_at", _T.TIMESTAMP, "파기한 때", derived=True, width=150),
    FieldSpec("people_count", _T.INTEGER, "사람", derived=True, width=64),
    FieldSpec("items", _T.TEXT, "파기한 항목", derived=True, width=200),
    FieldSpec("files", _T.TEXT, "파기한 파일", derived=True, width=140),
    FieldSpec("reason", _T.TEXT, "사유", width=160),
    FieldSpec("method", _T.TEXT, "방법", derived=True, width=200),
    FieldSpec("destroyed_by", _T.TEXT, "파기한 사람", derived=True, width=110),
    FieldSpec("approved_by", _T.TEXT, "승인한 사람", required=True, width=110),
    FieldSpec("kept", _T.TEXT, "남긴 것", derived=True, width=200),
    FieldSpec("backups_until", _T.DATE, "백업이 없어지는 날", derived=True, width=130),
)
