"""Chapters on what was done: the sessions one by one, what was heard at them and thought up."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.chart import Bar, BarChart
from app.domain.choices import StageKind
from app.domain.finding import Finding, FindingKind
from app.domain.minutes import LineKind, lines
from app.domain.session import Method, SessionKind
from app.domain.session_parts import SessionParts
from exports.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Chart,
    Column,
    Heading,
    KeyValues,
    Kind,
    Linked,
    Note,
    Paragraph,
    Row,
    Table,
    Value,
)
from exports.reports.chapters import NOTHING
from exports.reports.facts import ProjectFacts
from exports.reports.session_papers import when, written
from exports.values import date_text

_UNGROUPED = "그 밖"
_TOLD = 6
"""How many lines of the minutes a session's summary takes; the whole text is 붙임."""


def sessions(facts: ProjectFacts) -> Iterator[Block]:
    """Yield the sessions as a table with its sums, and how many came as a chart."""
    if not facts.sessions:
        yield Paragraph(NOTHING)
        return
    yield Heading("총괄", 2)
    yield Bullets(tuple(_sums(facts)))
    rows = [_session(number, parts) for number, parts in enumerate(facts.sessions, 1)]
    total = ("합계", *(None,) * 3, facts.attended, *_found(facts))
    yield Table(_SESSIONS, rows, name="sessions", label="활동 목록", total=total)
    if len(facts.sessions) > 1:
        bars = tuple(
            Bar(_short(one.session.topic), float(one.session.attended + one.session.guests))
            for one in facts.sessions
        )
        yield Chart(BarChart("활동별 참석 인원", bars, "명"), caption="활동별 참석 인원")


def _found(facts: ProjectFacts) -> tuple[int, int]:
    decided = sum(len(parts.decisions) for parts in facts.sessions)
    return decided, sum(parts.session.finding_count for parts in facts.sessions)


def _sums(facts: ProjectFacts) -> Iterator[Bullet]:
    kinds = [parts.session.kind for parts in facts.sessions]
    told = ", ".join(f"{kind.label} {kinds.count(kind)}회" for kind in SessionKind if kind in kinds)
    yield Bullet(f"마감한 활동 {len(kinds)}회, 참석 연인원 {facts.attended:,}명")
    yield Bullet(f"종류: {told}", 1)
    decided = sum(len(parts.decisions) for parts in facts.sessions)
    yield Bullet(f"활동에서 나온 결정 {decided}건, 발견 카드 {len(facts.findings)}건", 1)


_SESSIONS = (
    Column("연번", Kind.INTEGER, 0.5, Align.CENTER, "number"),
    Column("일시", weight=1.7, align=Align.CENTER, key="when"),
    Column("종류", weight=0.9, align=Align.CENTER, key="kind"),
    Column("활동", weight=3, key="topic"),
    Column("참석", Kind.COUNT, 0.6, key="attended"),
    Column("결정", Kind.COUNT, 0.6, key="decided"),
    Column("발견", Kind.COUNT, 0.6, key="found"),
)


def _session(number: int, parts: SessionParts) -> tuple[Value, ...]:
    one = parts.session
    return (
        number,
        when(one),
        SessionKind(one.kind).label,
        one.topic,
        Linked(one.attended + one.guests, _anchor(parts)),
        Linked(len(parts.decisions), _anchor(parts)),
        one.finding_count,
    )


def _anchor(parts: SessionParts) -> str:
    """Return the name of the place where a session is told of."""
    return f"session-{parts.session.id}"


def _short(topic: str, most: int = 34) -> str:
    return topic if len(topic) <= most else f"{topic[: most - 1].rstrip()}…"


def session_details(facts: ProjectFacts, level: int = 2) -> Iterator[Block]:
    """Yield every session with its place and people, what was said, decided and given to do."""
    for parts in facts.sessions:
        yield Heading(parts.session.topic, level, anchor=_anchor(parts))
        yield KeyValues(tuple(_where(parts)), short=30)
        yield Bullets(tuple(_told(parts)))


def _where(parts: SessionParts) -> Iterator[tuple[str, Value]]:
    one, share = parts.session, parts.citizen_share
    yield "일시", when(one)
    if one.place:
        yield "장소", one.place
    yield "참석", f"{one.attended + one.guests}명" + (f"(국민 {share}%)" if share is not None else "")
    stage = StageKind(one.stage).label if one.stage else ""
    methods = ", ".join(Method(code).label for code in one.methods)
    yield "단계·방법", " · ".join(part for part in (stage, methods) if part) or None


def _told(parts: SessionParts) -> Iterator[Bullet]:
    said = [
        line for line in lines(parts.session.minutes) if line.text.strip() and line.kind != LineKind.HEADING
    ]
    if said:
        yield Bullet("주요 내용")
        for line in said[:_TOLD]:
            quoted = line.kind == LineKind.QUOTE
            text = line.text.strip()
            yield Bullet(f"“{text}”" if quoted else text, 2 if quoted else 1)
    if parts.decisions:
        yield Bullet("결정 사항")
        yield from (Bullet(decision.text, 1) for decision in parts.decisions)
    if parts.actions:
        yield Bullet("다음 할 일")
        for row in parts.actions:
            told = [row.assignee or "", f"{date_text(row.due_on)}까지" if row.due_on else ""]
            more = ", ".join(part for part in told if part)
            yield Bullet(f"{row.title}({more})" if more else row.title, 1)
    if not (said or parts.decisions or parts.actions):
        yield Bullet("적은 내용이 없음")


def minutes(facts: ProjectFacts) -> Iterator[Block]:
    """Yield the minutes of every session as they stand."""
    for parts in facts.sessions:
        yield Heading(f"{parts.session.topic} ({when(parts.session)})", 2)
        yield from written(parts.session.minutes)


# -- what was heard and thought up


def findings(facts: ProjectFacts) -> Iterator[Block]:
    """Yield what was heard, what it shows and what was thought up: from needs to prototypes."""
    if not facts.findings:
        yield Paragraph(NOTHING)
        return
    yield from _heard(facts)
    yield from _personas(facts)
    yield from _ideas(facts)


def _heard(facts: ProjectFacts) -> Iterator[Block]:
    yield Heading("국민요구와 행정요구", 2)
    yield Bullets(tuple(_needs(facts)) or (Bullet("정리한 요구가 없음"),))
    pains = facts.cards(FindingKind.PAIN)
    if pains:
        yield Heading("페인포인트", 2)
        yield _table(pains, "pains", "페인포인트")
    keywords = facts.cards(FindingKind.KEYWORD)
    if keywords:
        yield Bullets((Bullet(f"핵심 낱말: {', '.join(card.text for card in keywords)}"),))


def _needs(facts: ProjectFacts) -> Iterator[Bullet]:
    kinds = (FindingKind.CITIZEN_NEED, FindingKind.ADMIN_NEED, FindingKind.VOICE)
    found = facts.cards(*kinds)
    for cluster in dict.fromkeys(card.cluster or _UNGROUPED for card in found):
        of_it = [card for card in found if (card.cluster or _UNGROUPED) == cluster]
        yield Bullet(cluster)
        for kind in kinds:
            yield from (_need(card) for card in of_it if card.kind == kind)


def _need(card: Finding) -> Bullet:
    if card.kind == FindingKind.VOICE:
        return Bullet(f"“{card.text}”" + (f" ({card.speaker})" if card.speaker else ""), 2)
    return Bullet(f"({FindingKind(card.kind).label}) {card.text}", 1)


def _personas(facts: ProjectFacts) -> Iterator[Block]:
    found = facts.cards(FindingKind.PERSONA)
    if not found:
        return
    yield Heading("퍼소나", 2)
    columns = (
        Column("퍼소나", weight=1, align=Align.CENTER, key="name"),
        Column("나이대", weight=0.8, align=Align.CENTER, key="age"),
        Column("상황", weight=2, key="situation"),
        Column("바라는 것", weight=2, key="goals"),
        Column("답답한 점", weight=2, key="frustrations"),
        Column("한마디", weight=2, key="quote"),
    )
    keys = ("age_band", "situation", "goals", "frustrations", "quote")
    rows = [
        (card.persona.get("name") or card.text, *(card.persona.get(key) for key in keys)) for card in found
    ]
    yield Table(columns, rows, name="personas", label="퍼소나")


def _ideas(facts: ProjectFacts) -> Iterator[Block]:
    problems, questions = facts.cards(FindingKind.PROBLEM), facts.cards(FindingKind.HMW)
    found, built = facts.cards(FindingKind.IDEA), facts.cards(FindingKind.PROTOTYPE)
    if problems or questions:
        yield Heading("문제정의와 서비스 목표", 2)
        yield Bullets(
            (*(Bullet(card.text) for card in problems), *(Bullet(card.text, 1) for card in questions))
        )
    if found:
        yield Heading("아이디어", 2)
        yield _table(found, "ideas", "아이디어")
        if any(card.votes for card in found):
            ranked = sorted(found, key=lambda card: -card.votes)
            bars = tuple(Bar(_short(card.text), float(card.votes)) for card in ranked)
            yield Chart(BarChart("아이디어 점 투표", bars, "점"), caption="아이디어 점 투표 결과")
            yield Note("점은 끝난 투표만 셈")
    if built:
        yield Heading("시제품", 2)
        yield _table(built, "prototypes", "시제품")


def _table(cards: Sequence[Finding], name: str, label: str) -> Table:
    voted = any(card.votes for card in cards)
    columns: tuple[Column, ...] = (
        Column("연번", Kind.INTEGER, 0.5, Align.CENTER, "number"),
        Column("내용", weight=4.4, key="text"),
        Column("묶음", weight=1.3, align=Align.CENTER, key="cluster"),
        Column("나온 활동", weight=2.2, key="session"),
    )
    rows: Iterable[Row] = (
        (number, card.text, card.cluster, card.session, *((card.votes,) if voted else ()))
        for number, card in enumerate(cards, 1)
    )
    if voted:
        columns = (*columns, Column("점", Kind.COUNT, 0.5, key="votes"))
    return Table(columns, tuple(rows), name=name, label=label)


def count_sessions(facts: ProjectFacts) -> str:
    """Return how many sessions there are, in words."""
    return f"{len(facts.sessions)}회"


def count_findings(facts: ProjectFacts) -> str:
    """Return how many cards there are, in words."""
    return f"{len(facts.findings)}장"
