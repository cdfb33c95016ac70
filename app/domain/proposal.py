"""제안, 투표, 설문, 기여: what citizens ask for and give, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice, StageKind
from app.domain.fields import FieldSpec, FieldType
from app.domain.koreandate import format_date


class Channel(Choice):
    """제안 통로."""

    IDEA_PORTAL = "idea_portal", "국민생각함"
    E_PEOPLE = "e_people", "국민신문고 제안"
    ROUNDTABLE = "roundtable", "원탁회의"
    DIALOGUE = "dialogue", "대화모임"
    CONTEST = "contest", "공모"
    PETITION = "petition", "청원"
    FIELD = "field", "현장"


class Funnel(Choice):
    """제안의 흐름: where a proposal stands."""

    RECEIVED = "received", "접수"
    REVIEW = "review", "검토"
    DECIDED = "decided", "결정"
    CARRIED_OUT = "carried_out", "이행"


class DecisionKind(Choice):
    """결정."""

    REVIEWING = "reviewing", "검토중"
    ADOPTED = "adopted", "반영"
    PARTLY = "partly", "일부반영"
    REJECTED = "rejected", "미반영"


class FollowUp(Choice):
    """후속 조치."""

    UNDECIDED = "undecided", "미정"
    REVIEW = "review", "검토"
    BUDGET = "budget", "예산반영"
    RULE = "rule", "제도개선(조례·지침)"
    DONE = "done", "시행"
    NONE = "none", "미반영"


class TallyWay(Choice):
    """표가 모인 곳."""

    PAPER = "paper", "종이"
    HALL = "hall", "현장"
    WEB = "web", "온라인"


class QuestionType(Choice):
    """설문 문항 종류."""

    CHOICE = "choice", "선택"
    SCALE = "scale", "척도"
    NUMBER = "number", "숫자"
    TEXT = "text", "자유 응답"


class ContributionKind(Choice):
    """기여 종류; hours at sessions are counted from attendance and not entered here."""

    HOURS = "hours", "시간"
    GOODS = "goods", "물품"
    MONEY = "money", "돈"
    WORK = "work", "재능·노동"


class CoproductionLevel(Choice):
    """공동생산 수준 (Nabatchi, Sancino & Sicilia 2017)."""

    INDIVIDUAL = "individual", "개인"
    GROUP = "group", "집단"
    COLLECTIVE = "collective", "공동체"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal from its receipt to what became of it; ``funnel`` and ``days_left`` are derived.

    ``number`` reads like 2026-014.  ``days_left`` counts to the answer's due day, negative when it is past,
    None without a due day or once decided.
    """

    id: int
    uid: str
    project_id: int | None
    project: str | None
    number: str
    title: str
    text: str
    channel: str
    proposer: str
    proposer_id: int | None
    received_on: date | None
    period_from: date | None
    period_to: date | None
    supporters: int | None
    supporter_target: int | None
    answer_due: date | None
    department: str
    decision: str
    decision_reason: str
    decided_on: date | None
    follow_up: str
    follow_up_note: str
    follow_up_on: date | None
    responsible_id: int | None
    responsible: str | None
    as_written: Mapping[str, str]
    funnel: str
    days_left: int | None
    parents: int

    @property
    def follow_up_when(self) -> str:
        """Return when it is carried out as documents print it: the day, else the words as written."""
        return (
            format_date(self.follow_up_on) if self.follow_up_on else self.as_written.get("follow_up_on", "")
        )


@dataclass(frozen=True, slots=True)
class Ballot:
    """투표: options, choices per voter; the voters of each way are entered with the tallies."""

    id: int
    uid: str
    project_id: int | None
    title: str
    choices_per_voter: int
    held_from: date | None
    held_to: date | None
    note: str


@dataclass(frozen=True, slots=True)
class BallotOption:
    """A candidate of a ballot with its tallies by way; a way without a tally is missing, not zero."""

    id: int
    ballot_id: int
    position: int
    text: str
    proposal_id: int | None
    tallies: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """기여 of a person or group: hours, goods, money or work given."""

    id: int
    uid: str
    project_id: int
    person_id: int | None
    person: str | None
    giver: str
    kind: str
    stage: str | None
    amount: int | None
    unit: str
    text: str
    given_on: date | None


_T = FieldType

PROPOSAL_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("number", _T.TEXT, "번호", derived=True, width=112, rigid=True),
    FieldSpec("title", _T.TEXT, "제안", required=True, width=240, aliases=("제안명", "제안 제목", "제목")),
    FieldSpec(
        "project_id",
        _T.REFERENCE,
        "과제",
        reference="project",
        filterable=True,
        width=160,
        aliases=("과제명", "사업명"),
    ),
    FieldSpec(
        "channel",
        _T.CHOICE,
        "통로",
        Channel,
        required=True,
        filterable=True,
        width=100,
        aliases=("제안 통로", "접수경로", "접수 통로"),
    ),
    FieldSpec(
        "department",
        _T.TEXT,
        "소관 부서",
        filterable=True,
        width=110,
        aliases=("담당부서", "부서", "처리부서"),
    ),
    FieldSpec("answer_due", _T.DATE, "회신 기한", width=104, aliases=("처리기한", "답변기한")),
    FieldSpec(
        "decision",
        _T.CHOICE,
        "결정",
        DecisionKind,
        filterable=True,
        width=100,
        aliases=("처리결과", "반영여부"),
    ),
    FieldSpec("decision_reason", _T.LONG_TEXT, "사유", width=200, aliases=("결정 사유", "검토의견")),
    FieldSpec("funnel", _T.CHOICE, "흐름", Funnel, derived=True, filterable=True, shown=False, width=80),
    FieldSpec("days_left", _T.INTEGER, "남은 날", derived=True, shown=False, width=80),
    FieldSpec("text", _T.LONG_TEXT, "내용", shown=False, width=280, aliases=("제안내용", "제안 내용")),
    FieldSpec("proposer", _T.TEXT, "제안자(역할·가명)", shown=False, width=120, aliases=("제안자",)),
    FieldSpec("proposer_id", _T.REFERENCE, "제안한 참여자", reference="person", personal=True, shown=False),
    FieldSpec("received_on", _T.DATE, "접수일", shown=False, width=104, aliases=("접수일자", "제안일")),
    FieldSpec("period_from", _T.DATE, "기간 시작", shown=False, width=104),
    FieldSpec("period_to", _T.DATE, "기간 끝", shown=False, width=104, not_before="period_from"),
    FieldSpec("supporters", _T.INTEGER, "공감·서명", shown=False, width=90),
    FieldSpec("supporter_target", _T.INTEGER, "필요한 수", shown=False, width=90),
    FieldSpec("decided_on", _T.DATE, "결정일", shown=False, width=104, not_before="received_on"),
    FieldSpec("follow_up", _T.CHOICE, "후속 조치", FollowUp, filterable=True, shown=False, width=120),
    FieldSpec("follow_up_note", _T.TEXT, "반영되는 곳", shown=False, width=180),
    FieldSpec(
        "follow_up_on",
        _T.DATE,
        "이행일",
        shown=False,
        width=104,
        partial=True,
        help="달까지만 알면 2026. 3.처럼 적습니다.",
    ),
    FieldSpec("responsible_id", _T.REFERENCE, "이행 확인 담당", reference="person", shown=False, width=100),
    FieldSpec("parents", _T.INTEGER, "근거", derived=True, shown=False, width=64),
)

BALLOT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "투표 이름", required=True, width=220),
    FieldSpec("choices_per_voter", _T.INTEGER, "한 사람이 고르는 수", required=True),
    FieldSpec("held_from", _T.DATE, "시작"),
    FieldSpec("held_to", _T.DATE, "끝", not_before="held_from"),
    FieldSpec("note", _T.LONG_TEXT, "메모", shown=False),
)

OPTION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("text", _T.TEXT, "후보", required=True, width=260),
    FieldSpec("position", _T.INTEGER, "차례", shown=False),
    FieldSpec("proposal_id", _T.REFERENCE, "제안", reference="proposal", shown=False),
)

TALLY_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("way", _T.CHOICE, "모인 곳", TallyWay, required=True),
    FieldSpec("votes", _T.INTEGER, "표"),
)

TURNOUT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("way", _T.CHOICE, "모인 곳", TallyWay, required=True),
    FieldSpec("voters", _T.INTEGER, "투표한 사람"),
)

SURVEY_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "설문 이름", required=True, width=220),
    FieldSpec("held_on", _T.DATE, "날짜"),
    FieldSpec("session_id", _T.REFERENCE, "활동", reference="session", shown=False),
)

QUESTION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("text", _T.TEXT, "문항", required=True, width=260),
    FieldSpec("type", _T.CHOICE, "종류", QuestionType, required=True),
    FieldSpec("position", _T.INTEGER, "차례", shown=False),
)

ANSWER_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("respondent", _T.INTEGER, "응답자 번호"),
    FieldSpec("value", _T.LONG_TEXT, "응답"),
)

CONTRIBUTION_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("giver", _T.TEXT, "기여한 곳", width=140),
    FieldSpec("person_id", _T.REFERENCE, "참여자", reference="person", personal=True, width=110),
    FieldSpec("kind", _T.CHOICE, "종류", ContributionKind, required=True, width=100),
    FieldSpec("stage", _T.CHOICE, "단계", StageKind, width=80),
    FieldSpec("amount", _T.INTEGER, "양", width=80),
    FieldSpec("unit", _T.TEXT, "단위", width=64),
    FieldSpec("text", _T.TEXT, "내용", width=220),
    FieldSpec("given_on", _T.DATE, "날짜", width=104),
)

FINGERPRINT_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("level", _T.CHOICE, "수준", CoproductionLevel, required=True),
    FieldSpec("stage", _T.CHOICE, "단계", StageKind, required=True),
)
