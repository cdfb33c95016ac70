"""회의록, 활동일지 묶음, 참석자 서명부: what a session leaves on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.choices import ActorKind, Role, StageKind
from app.domain.minutes import LineKind, lines
from app.domain.privacy.masks import shown_name
from app.domain.session import (
    AgendaItem,
    Attendance,
    AttendanceState,
    Method,
    Session,
    SessionKind,
)
from app.domain.session_parts import SessionParts
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
    Table,
    Value,
)
from exports.values import date_text

BLANK_LINES, PAGE_LINES = 12, 24  # as many as a page holds with the notes below
_ROOM_TO_SIGN = 8.0  # millimetres
_SHORT = 30  # a day with its hours stands beside the kind
_LEVELS = {LineKind.BULLET: 1, LineKind.OPEN: 1, LineKind.DONE: 1, LineKind.QUOTE: 2, LineKind.PLAIN: 0}
_BOXES = {LineKind.OPEN: "☐ ", LineKind.DONE: "☑ "}


@dataclass(frozen=True, slots=True)
class SessionPaper:
    """A session on paper; names of citizens are masked unless ``unmasked``."""

    parts: SessionParts
    as_of: date
    unmasked: bool = False
    remarks: tuple[str, ...] = ()
    """How many are not named for want of consent."""

    def name(self, row: Attendance) -> str:
        """Return a participant's name as this paper may show it."""
        return shown_name(row.person, row.actor_kind, not self.unmasked)


@dataclass(frozen=True, slots=True)
class SessionLogData:
    """The closed sessions of one project in their order; ``unclosed`` ones are left out."""

    project: str
    papers: tuple[SessionPaper, ...]
    as_of: date
    unclosed: int = 0
    project_id: int | None = None


def minutes(paper: SessionPaper) -> Document:
    """Return 회의록 of one session: head, agenda, attendance, minutes, decisions, next actions."""
    blocks = tuple(_body(paper))
    return Document(
        f"{paper.parts.session.topic} 회의록", paper.as_of, blocks, subtitle=paper.parts.session.project
    )


def log(data: SessionLogData) -> Document:
    """Return 활동일지 묶음: a table of all sessions, then each session's record on pages of its own."""
    blocks: list[Block] = [Heading("활동 목록")]
    blocks.append(_overview(data.papers) if data.papers else Paragraph("마감한 활동이 없습니다."))
    if data.unclosed:
        blocks.append(Note(f"마감하지 않은 활동 {data.unclosed}건은 넣지 않았습니다."))
    for paper in data.papers:
        blocks += [
            PageBreak(),
            Heading(f"{paper.parts.session.topic} ({when(paper.parts.session)})"),
            *_body(paper, 2),
        ]
    return Document(f"{data.project} 활동일지", data.as_of, tuple(blocks))


def sign_in(paper: SessionPaper) -> Document:
    """Return 참석자 서명부: who is expected, with room to sign, and blank lines for who comes besides."""
    columns = (
        Column("연번", Kind.INTEGER, 0.5, Align.CENTER),
        Column("이름", weight=1.1),
        Column("구분", weight=1.1),
        Column("소속·역할", weight=2),
        Column("서명", weight=1.6),
        Column("비고", weight=1),
    )
    listed = [
        (number, paper.name(row), _actor(row.actor_kind), _role(row.role), None, None)
        for number, row in enumerate(paper.parts.attendance, 1)
    ]
    lines = min(BLANK_LINES, max(PAGE_LINES - len(listed), BLANK_LINES // 2))
    blank = [(len(listed) + number, None, None, None, None, None) for number in range(1, lines + 1)]
    blocks: tuple[Block, ...] = (
        KeyValues(tuple(_head(paper)[:4]), short=_SHORT),
        Table(columns, [*listed, *blank], name="sign_in", label="서명부", row_height=_ROOM_TO_SIGN),
        Note("이 서명부는 참석 사실을 확인하는 데만 씁니다."),
        *(Note(text) for text in paper.remarks),
    )
    return Document(
        f"{paper.parts.session.topic} 참석자 서명부",
        paper.as_of,
        blocks,
        subtitle=paper.parts.session.project,
        dated=False,
    )


def when(session: Session) -> str:
    """Return day and time of a session as written; what is not known is left out, nothing is guessed."""
    day = date_text(session.held_on) if session.held_on else session.as_written.get("held_on", "")
    hours = "~".join(part for part in (session.starts_at, session.ends_at) if part)
    return " ".join(part for part in (day, hours) if part) or "날짜 미정"


def _head(paper: SessionPaper) -> list[tuple[str, Value]]:
    session = paper.parts.session
    came = [row for row in paper.parts.attendance if row.state != AttendanceState.ABSENT]
    guests = sum(guest.count for guest in paper.parts.guests)
    people = f"{len(came) + guests}명" + (f" (명단 밖 {guests}명)" if guests else "")
    share = "" if paper.parts.citizen_share is None else f", 국민 {paper.parts.citizen_share}%"
    return [
        ("종류", SessionKind(session.kind).label),
        ("일시", when(session)),
        ("장소", session.place),
        ("진행", session.host),
        ("단계", StageKind(session.stage).label if session.stage else ""),
        ("방법", ", ".join(Method(code).label for code in session.methods)),
        ("참석", people + share),
    ]


def _body(paper: SessionPaper, level: int = 1) -> Iterator[Block]:
    yield KeyValues(tuple(pair for pair in _head(paper) if pair[1]), short=_SHORT)
    if paper.parts.agenda:
        yield Heading("진행 순서", level)
        yield _agenda(paper.parts.agenda)
    yield Heading("참석자", level)
    yield _attendance(paper)
    for text in paper.remarks:
        yield Note(text)
    yield Heading("회의 내용", level)
    yield from written(paper.parts.session.minutes)
    yield Heading("결정", level)
    yield _list([decision.text for decision in paper.parts.decisions], "결정한 것이 없습니다.")
    yield Heading("다음 할 일", level)
    yield _actions(paper) if paper.parts.actions else Paragraph("정한 할 일이 없습니다.")
    if paper.parts.session.status != "closed":
        yield Note("마감하지 않은 초안입니다.")


def _agenda(items: tuple[AgendaItem, ...]) -> Table:
    columns: tuple[Column, ...] = (
        Column("차례", Kind.INTEGER, 0.5, Align.CENTER),
        Column("순서", weight=4),
        Column("분", Kind.INTEGER, 0.6),
    )
    rows: list[tuple[Value, ...]] = [
        (number, item.title, item.minutes) for number, item in enumerate(items, 1)
    ]
    total: tuple[Value, ...] = (None, "합계", sum(item.minutes for item in items))
    if any(item.host for item in items):  # an empty column is no use on paper
        columns += (Column("진행", weight=1.2),)
        rows = [(*row, item.host) for row, item in zip(rows, items, strict=True)]
        total += (None,)
    return Table(columns, rows, name="agenda", label="진행 순서", total=total)


def _attendance(paper: SessionPaper) -> Block:
    if not paper.parts.attendance and not paper.parts.guests:
        return Paragraph("출석을 적지 않았습니다.")
    columns = (
        Column("연번", Kind.INTEGER, 0.5, Align.CENTER),
        Column("이름", weight=1.2),
        Column("구분", weight=1.2),
        Column("역할", weight=2),
        Column("출석", weight=0.8, align=Align.CENTER),
        Column("분", Kind.INTEGER, 0.6),
    )
    rows: list[tuple[Value, ...]] = [
        (number, paper.name(row), _actor(row.actor_kind), _role(row.role), AttendanceState(row.state).label,
         row.minutes)
        for number, row in enumerate(paper.parts.attendance, 1)
    ]  # fmt: skip
    rows += [
        (None, f"{guest.count}명", _actor(guest.actor_kind), "명단 밖", "출석", None)
        for guest in paper.parts.guests
    ]
    return Table(columns, rows, name="attendance", label="참석자")


def _actions(paper: SessionPaper) -> Table:
    columns = (
        Column("할 일", weight=4),
        Column("담당", weight=1.2),
        Column("기한", Kind.DATE, 1.2),
        Column("마친 날", Kind.DATE, 1.2),
    )
    rows = [(row.title, row.assignee, row.due_on, row.done_on) for row in paper.parts.actions]
    return Table(columns, rows, name="actions", label="다음 할 일")


def written(markdown: str) -> Iterator[Block]:
    """Yield minutes written as Markdown; what is empty is said."""
    items: list[Bullet] = []
    for line in lines(markdown):
        text = _BOXES.get(line.kind, "") + line.text.strip()
        if not text.strip():
            continue
        if line.kind is LineKind.HEADING:
            if items:
                yield Bullets(tuple(items))
                items = []
            yield Heading(text, 3)
        else:
            items.append(Bullet(f"“{text}”" if line.kind is LineKind.QUOTE else text, _LEVELS[line.kind]))
    if items:
        yield Bullets(tuple(items))
    elif not markdown.strip():
        yield Paragraph("적은 내용이 없습니다.")


def _list(texts: list[str], nothing: str) -> Block:
    return Bullets(tuple(Bullet(text) for text in texts)) if texts else Paragraph(nothing)


def _overview(papers: tuple[SessionPaper, ...]) -> Table:
    columns = (
        Column("연번", Kind.INTEGER, 0.5, Align.CENTER),
        Column("일시", weight=1.8),
        Column("종류", weight=1),
        Column("활동", weight=2.6),
        Column("참석", Kind.COUNT, 0.6),
        Column("결정", Kind.COUNT, 0.6),
        Column("발견", Kind.COUNT, 0.6),
        Column("상태", weight=0.7, align=Align.CENTER),
    )
    held = [(paper.parts.session, len(paper.parts.decisions)) for paper in papers]
    rows = [
        (number, when(row), SessionKind(row.kind).label, row.topic, row.attended + row.guests, decided,
         row.finding_count, "마감" if row.status == "closed" else "초안")
        for number, (row, decided) in enumerate(held, 1)
    ]  # fmt: skip
    total = (None, None, None, "합계", *(sum(int(row[place]) for row in rows) for place in (4, 5, 6)), None)
    return Table(columns, rows, name="sessions", label="활동 목록", total=total)


def _actor(code: str | None) -> str:
    return ActorKind(code).label if code in {kind.value for kind in ActorKind} else (code or "")


def _role(code: str | None) -> str:
    return Role(code).label if code else ""
