"""발견 카드, 묶음, 연결, 점 투표, 원문: what was heard and thought, and the thread between the cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.choices import Choice
from app.domain.fields import FieldSpec, FieldType


class FindingKind(Choice):
    """발견 카드 종류, from a citizen's words to a prototype."""

    VOICE = "voice", "목소리"
    CITIZEN_NEED = "citizen_need", "국민요구"
    ADMIN_NEED = "admin_need", "행정요구"
    PAIN = "pain", "페인포인트"
    KEYWORD = "keyword", "키워드"
    PERSONA = "persona", "퍼소나"
    PROBLEM = "problem", "문제정의"
    HMW = "hmw", "HMW 질문"
    IDEA = "idea", "아이디어"
    PROTOTYPE = "prototype", "프로토타입"


class NodeKind(Choice):
    """What a thread can run through; the code is the table of the record."""

    FINDING = "finding", "발견 카드"
    PROPOSAL = "proposal", "제안"
    OUTPUT = "output", "산출물"


class RoundState(Choice):
    """점 투표 상태: results are hidden until a round has ended."""

    OPEN = "open", "진행 중"
    ENDED = "ended", "끝남"


@dataclass(frozen=True, slots=True)
class Finding:
    """A card with its source: the session or transcript, the place in its text and who said it.

    ``speaker`` is a role or a pseudonym, never a name.  ``quote_start`` and ``quote_end`` are character
    offsets in the minutes or the transcript; ``quote`` keeps the words as they stood.  ``persona`` holds a
    persona's own fields (see ``PERSONA_FIELDS``).  ``votes`` counts dots of ended rounds; ``has_origin``
    tells whether a citizen's words stand at the end of its thread.
    """

    id: int
    uid: str
    project_id: int
    project: str
    kind: str
    text: str
    cluster_id: int | None
    cluster: str | None
    position: int
    session_id: int | None
    session: str | None
    agenda_item_id: int | None
    source_id: int | None
    source: str | None
    quote: str
    quote_start: int | None
    quote_end: int | None
    speaker: str
    persona: Mapping[str, str]
    votes: int
    parents: int
    children: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """묶음: cards under one heading."""

    id: int
    uid: str
    project_id: int
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Node:
    """One record of a thread; ``depth`` counts steps from the asked record, below 0 towards its origin."""

    kind: str
    id: int
    label: str
    detail: str
    subkind: str
    depth: int


@dataclass(frozen=True, slots=True)
class Edge:
    """'Came from': the child record came from the parent record; both as (kind, id)."""

    id: int
    child: tuple[str, int]
    parent: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Thread:
    """The chain of a record, or of a whole project: its nodes and the links between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class VoteRound:
    """점 투표 한 판: votes per person on cards of ``kinds`` (none: all).

    ``voters`` counts who has voted, the ``hall_heads`` included; ``votes`` is 0 until the round has ended.
    """

    id: int
    uid: str
    project_id: int
    title: str
    votes_per_person: int
    kinds: tuple[str, ...]
    hall_heads: int | None
    state: str
    started_at: datetime
    ended_at: datetime | None
    voters: int
    votes: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A card's place in an ended round: cards with as many dots share a rank."""

    rank: int
    tied: bool
    finding_id: int
    kind: str
    text: str
    dots: int


@dataclass(frozen=True, slots=True)
class Source:
    """원문: an interview transcript, with the pseudonym of who speaks."""

    id: int
    uid: str
    project_id: int
    session_id: int | None
    title: str
    text: str
    pseudonym: str
    held_on: date | None
    finding_count: int


_T = FieldType

FINDING_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("text", _T.LONG_TEXT, "내용", required=True, width=320, aliases=("발견 내용", "의견", "카드")),
    FieldSpec(
        "kind",
        _T.CHOICE,
        "종류",
        FindingKind,
        required=True,
        filterable=True,
        width=110,
        aliases=("구분", "유형"),
    ),
    FieldSpec("cluster_id", _T.REFERENCE, "묶음", reference="cluster", filterable=True, width=140),
    FieldSpec("speaker", _T.TEXT, "말한 사람(역할·가명)", filterable=True, width=130, aliases=("화자",)),
    FieldSpec("session_id", _T.REFERENCE, "활동", reference="session", filterable=True, width=150),
    FieldSpec("agenda_item_id", _T.REFERENCE, "순서", reference="agenda_item", shown=False),
    FieldSpec("source_id", _T.REFERENCE, "원문", reference="source", shown=False, width=130),
    FieldSpec("quote", _T.LONG_TEXT, "들은 그대로", shown=False, width=240),
    FieldSpec("quote_start", _T.INTEGER, "자리", shown=False),
    FieldSpec("quote_end", _T.INTEGER, "자리 끝", shown=False),
    FieldSpec("position", _T.INTEGER, "차례", shown=False),
    FieldSpec("votes", _T.INTEGER, "점", derived=True, width=64),
    FieldSpec("parents", _T.INTEGER, "근거", derived=True, width=64),
    FieldSpec("children", _T.INTEGER, "이어짐", derived=True, width=64),
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

PERSONA_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "이름(가명)", required=True),
    FieldSpec("age_band", _T.TEXT, "나이대"),
    FieldSpec("situation", _T.LONG_TEXT, "상황"),
    FieldSpec("goals", _T.LONG_TEXT, "바라는 것"),
    FieldSpec("frustrations", _T.LONG_TEXT, "답답한 점"),
    FieldSpec("quote", _T.LONG_TEXT, "한마디"),
    FieldSpec("picture", _T.TEXT, "그림", shown=False),
)

CLUSTER_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("name", _T.TEXT, "묶음 이름", required=True),
    FieldSpec("position", _T.INTEGER, "차례", shown=False),
)

ROUND_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "투표 이름", required=True),
    FieldSpec("votes_per_person", _T.INTEGER, "한 사람의 점", required=True),
    FieldSpec("kinds", _T.CHOICES, "점을 놓을 카드", FindingKind, help="고르지 않으면 모든 카드에 놓습니다."),
    FieldSpec("hall_heads", _T.INTEGER, "현장 인원", shown=False),
    FieldSpec("state", _T.CHOICE, "상태", RoundState, derived=True),
)

VOTE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("finding_id", _T.REFERENCE, "카드", reference="finding", required=True),
    FieldSpec("voter", _T.TEXT, "투표한 사람"),
    FieldSpec("dots", _T.INTEGER, "점", required=True),
)

SOURCE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("title", _T.TEXT, "원문 이름", required=True, width=200),
    FieldSpec("pseudonym", _T.TEXT, "가명", width=100),
    FieldSpec("held_on", _T.DATE, "날짜", width=104),
    FieldSpec("text", _T.LONG_TEXT, "원문", shown=False, width=320),
    FieldSpec("session_id", _T.REFERENCE, "활동", reference="session", shown=False),
    FieldSpec("finding_count", _T.INTEGER, "카드", derived=True, width=64),
)

PSEUDONYM_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec("label", _T.TEXT, "가명", required=True),
    FieldSpec("person_id", _T.REFERENCE, "사람", reference="person", personal=True),
)
