"""발견·아이디어 정리, 제안 처리 현황, 반영 장부, 환류 통지: what became of the citizens' words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.finding import Finding, FindingKind
from app.domain.funnel import FunnelCounts, Ledger
from app.domain.proposal import Channel, DecisionKind, FollowUp, Proposal
from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Kind,
    Note,
    PageBreak,
    Paragraph,
    Sender,
    Table,
)
from exports.values import date_text

_UNGROUPED = "묶지 않은 카드"


@dataclass(frozen=True, slots=True)
class FindingDigestData:
    """The cards of a project in board order; ``origins`` are the texts each card came from, by its id.

    ``rootless`` are the ids of cards that stand on no citizen's words.
    """

    project: str
    findings: tuple[Finding, ...]
    origins: Mapping[int, tuple[str, ...]]
    rootless: frozenset[int]
    as_of: date


@dataclass(frozen=True, slots=True)
class ProposalStatusData:
    """Proposals with their funnel; ``condition`` says what they are limited to."""

    proposals: tuple[Proposal, ...]
    funnel: FunnelCounts
    condition: str
    as_of: date


@dataclass(frozen=True, slots=True)
class LedgerData:
    """The 반영 장부 of one project or of all."""

    ledger: Ledger
    condition: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of one person's words; ``addressee`` is the name as it may be shown."""

    addressee: str
    proposals: tuple[Proposal, ...]
    sessions: int


@dataclass(frozen=True, slots=True)
class NoticeData:
    """환류 통지: one letter per participant, from one office."""

    project: str
    sender: str
    letters: tuple[Letter, ...]
    as_of: date
    remarks: tuple[str, ...] = ()
    """Of how many persons there is no letter for want of consent."""


def digest(data: FindingDigestData) -> Document:
    """Return 발견·아이디어 정리: counts by kind, personas, cards by cluster with what they came from."""
    blocks: list[Block] = [Heading("종류별 카드 수"), _kinds(data.findings)]
    personas = [card for card in data.findings if card.kind == FindingKind.PERSONA]
    if personas:
        blocks += [Heading("퍼소나"), *(part for card in personas for part in _persona(card))]
    blocks.append(Heading("묶음별 카드"))
    clusters = dict.fromkeys(card.cluster or _UNGROUPED for card in data.findings)
    for cluster in clusters:
        blocks += [Heading(cluster, 2), _cards(data, cluster)]
    if not data.findings:
        blocks.append(Paragraph("카드가 없습니다."))
    if data.rootless:
        blocks.append(Note(f"국민의 말에서 나오지 않은 카드가 {len(data.rootless)}장 있습니다(근거 없음)."))
    return Document(f"{data.project} 발견·아이디어 정리", data.as_of, tuple(blocks))


def _kinds(findings: tuple[Finding, ...]) -> Table:
    columns = (Column("종류", weight=2), Column("장", Kind.COUNT, 1))
    counts = {kind: sum(card.kind == kind for card in findings) for kind in FindingKind}
    rows = [(kind.label, count) for kind, count in counts.items() if count]
    return Table(columns, rows, name="kinds", label="종류별", total=("합계", len(findings)))


def _persona(card: Finding) -> Iterator[Block]:
    labels = {"age_band": "나이대", "situation": "상황", "goals": "바라는 것", "frustrations": "답답한 점",
              "quote": "한마디"}  # fmt: skip
    yield Heading(card.persona.get("name") or card.text, 2)
    pairs = [(label, card.persona[key]) for key, label in labels.items() if card.persona.get(key)]
    yield KeyValues(tuple(pairs)) if pairs else Paragraph(card.text)


def _cards(data: FindingDigestData, cluster: str) -> Table:
    columns = (
        Column("종류", weight=0.9),
        Column("내용", weight=3.4),
        Column("말한 사람·활동", weight=1.8),
        Column("점", Kind.COUNT, 0.5),
        Column("나온 곳", Kind.LIST, 2.4),
    )
    cards = (card for card in data.findings if (card.cluster or _UNGROUPED) == cluster)
    rows = [
        (FindingKind(card.kind).label, card.text, _said(card), card.votes, _origin(data, card))
        for card in cards
    ]
    return Table(columns, rows, name="cards", label=cluster)


def _said(card: Finding) -> str:
    return " · ".join(part for part in (card.speaker, card.session) if part)


def _origin(data: FindingDigestData, card: Finding) -> str:
    came = "\n".join(f"· {words}" for words in data.origins.get(card.id, ()))
    return came or ("근거 없음" if card.id in data.rootless else "")


def status(data: ProposalStatusData) -> Document:
    """Return 제안 처리 현황: the funnel in figures, then every proposal with its decision and follow-up."""
    funnel = data.funnel
    counts = (
        ("접수", funnel.received),
        ("검토", funnel.reviewed),
        ("결정", funnel.decided),
        ("반영", funnel.adopted),
        ("일부반영", funnel.partly),
        ("미반영", funnel.rejected),
        ("시행", funnel.carried_out),
        ("기한 지남", funnel.overdue),
    )
    figures = (
        *((name, f"{count:,}건") for name, count in counts),
        ("제안 반영률", "–" if funnel.rate is None else f"{funnel.rate}%"),
    )
    columns = (
        Column("번호", weight=0.9),
        Column("제안", weight=2.4),
        Column("통로", weight=0.9),
        Column("접수일", Kind.DATE, 1),
        Column("소관 부서", weight=1.1),
        Column("회신 기한", Kind.DATE, 1),
        Column("결정", weight=0.8, align=Align.CENTER),
        Column("사유", weight=2),
        Column("후속 조치", weight=1.1),
    )
    rows = [
        (row.number, row.title, Channel(row.channel).label, row.received_on, row.department, row.answer_due,
         DecisionKind(row.decision).label, row.decision_reason, _followed(row))
        for row in data.proposals
    ]  # fmt: skip
    blocks: tuple[Block, ...] = (
        Heading("처리 흐름"),
        KeyValues(figures),
        Heading("제안별 처리"),
        Table(columns, rows, name="proposals", label="제안") if rows else Paragraph("제안이 없습니다."),
    )
    return Document("제안 처리 현황", data.as_of, blocks, subtitle=data.condition, landscape=True)


def _followed(row: Proposal) -> str:
    label = FollowUp(row.follow_up).label
    return f"{label} ({row.follow_up_when})" if row.follow_up_when else label


def ledger(data: LedgerData) -> Document:
    """Return 반영 장부: per project how many citizens' proposals were taken up, changed, refused, and why."""
    columns = (
        Column("과제", weight=3),
        *(
            Column(label, Kind.COUNT, 0.8)
            for label in ("제안", "반영", "일부반영", "미반영", "검토중", "시행")
        ),
        Column("근거 있음", Kind.COUNT, 0.9),
    )
    whole = data.ledger.total
    names = ("project", "total", "adopted", "partly", "rejected", "reviewing", "carried_out", "rooted")
    rows = [tuple(getattr(row, name) for name in names) for row in (*data.ledger.rows, whole)]
    total = ("합계", *rows.pop()[1:])
    blocks: list[Block] = [
        Heading("과제별 반영"),
        Table(columns, rows, name="ledger", label="과제별", total=total)
        if rows
        else Paragraph("제안이 없습니다."),
        Heading("결정과 사유"),
        _reasons(data.ledger),
    ]
    if data.ledger.left_out:
        blocks.append(Note(f"공무원이 낸 제안 {data.ledger.left_out}건은 세지 않았습니다."))
    return Document("반영 장부", data.as_of, tuple(blocks), subtitle=data.condition, landscape=True)


def _reasons(ledger: Ledger) -> Block:
    if not ledger.reasons:
        return Paragraph("결정한 제안이 없습니다.")
    columns = (
        Column("번호", weight=0.9),
        Column("제안", weight=2.2),
        Column("과제", weight=1.8),
        Column("결정", weight=0.8, align=Align.CENTER),
        Column("사유", weight=3),
        Column("반영되는 곳", weight=1.6),
        Column("이행일", weight=1),
    )
    rows = [
        (row.number, row.title, row.project, DecisionKind(row.decision).label, row.reason,
         row.follow_up_note, row.follow_up_when)
        for row in ledger.reasons
    ]  # fmt: skip
    return Table(columns, rows, name="reasons", label="결정과 사유")


def notice(data: NoticeData) -> Document:
    """Return 환류 통지: one letter a person on a page of its own, saying what their words became."""
    blocks: list[Block] = []
    for letter in data.letters:
        blocks += ([PageBreak(anew=True)] if blocks else []) + list(_letter(data, letter))
    blocks = blocks or [Paragraph("보낼 통지가 없습니다.")]
    if data.remarks:
        blocks += [PageBreak(), Heading("보내는 사람이 볼 것"), *(Note(text) for text in data.remarks)]
    return Document("환류 통지", data.as_of, tuple(blocks), subtitle=data.project, dated=False)


def _letter(data: NoticeData, letter: Letter) -> Iterator[Block]:
    yield Heading(f"{letter.addressee} 님께")
    yield Paragraph(
        f"‘{data.project}’에 함께해 주셔서 고맙습니다. 말씀해 주신 내용이 어떻게 되었는지 알려 드립니다."
    )
    if letter.sessions:
        yield Paragraph(f"그동안 활동에 {letter.sessions}회 함께하셨습니다.")
    for proposal in letter.proposals:
        yield Heading(proposal.title, 2)
        yield Bullets(tuple(Bullet(text, 1) for text in _fate(proposal)))
    yield Sender(data.sender, date_text(data.as_of))


def _fate(proposal: Proposal) -> Iterator[str]:
    yield f"결정: {DecisionKind(proposal.decision).label}"
    if proposal.decision_reason:
        yield f"사유: {proposal.decision_reason}"
    if proposal.follow_up_note:
        yield f"반영되는 곳: {proposal.follow_up_note}"
    if proposal.follow_up != FollowUp.UNDECIDED:
        yield f"후속 조치: {FollowUp(proposal.follow_up).label}"
    if proposal.follow_up_when:
        yield f"이행일: {proposal.follow_up_when}"
    if proposal.decision == DecisionKind.REVIEWING:
        yield "아직 검토하고 있습니다. 결정하면 다시 알려 드리겠습니다."
