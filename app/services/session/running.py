"""진행 화면: run a session - move through its agenda, enter who came, capture what is said."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain import running
from app.domain.checks import clean_text
from app.domain.finding import FindingKind
from app.domain.running import Attendee, Capture, RunBoard
from app.domain.session import AgendaItem, SessionStatus
from app.errors import UserError
from app.services import findings
from app.services.session import attendance, sessions
from db.queries import running as queries
from db.queries import sessions as session_queries

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from db.session import UnitOfWork

INITIATOR = "run"
SHOWN = 12


def board(ws: "Workspace", session_id: int) -> RunBoard:
    """Return what the screen shows of a session; names as the room may read them."""
    session = sessions.get(ws, session_id)
    attendees = tuple(
        Attendee(row.person_id, ws.sight.name(row.person_id, row.person, row.actor_kind), row.role, row.state)
        for row in attendance.roster(ws, session_id)
    )
    with ws.reading() as connection:
        agenda = tuple(session_queries.agenda(connection, session_id))
        cards = tuple(queries.newest(connection, session_id, SHOWN))
        return RunBoard(session, agenda, attendees, cards, queries.count(connection, session_id))


def of_day(ws: "Workspace") -> list[tuple[int, str, str]]:
    """Return the open sessions of today as (id, topic, project)."""
    with ws.reading() as connection:
        return queries.of_day(connection, ws.today)


def capture(ws: "Workspace", session_id: int, card: Capture) -> int:
    """Store a card as a step of its own and return its id; one that is stored already is not stored again."""
    label = f"{FindingKind(card.kind).label} 카드 추가"
    with ws.unit_of_work(label, initiator=INITIATOR) as work:
        known = queries.card_id(work.connection, card.uid)
        if known is not None:
            return known
        return findings.create(
            work, _open_project(work, session_id), card.kind, card.text,
            session_id=session_id, agenda_item_id=card.agenda_item_id, uid=card.uid,
        )  # fmt: skip


def advance(ws: "Workspace", session_id: int) -> tuple[AgendaItem, ...]:
    """End the item under way and begin the next one, as one step; return the agenda as it is then."""
    with ws.unit_of_work("다음 순서로", initiator=INITIATOR) as work:
        _open_project(work, session_id)
        agenda = session_queries.agenda(work.connection, session_id)
        now, at, following = ws.clock(), running.current(agenda), running.upcoming(agenda)
        if at is not None:
            work.update("agenda_item", agenda[at].id, {"ended_at": now})
        if following is not None:
            work.update("agenda_item", agenda[following].id, {"started_at": now, "ended_at": None})
        return tuple(session_queries.agenda(work.connection, session_id))


def step_back(ws: "Workspace", session_id: int) -> tuple[AgendaItem, ...]:
    """Take the last ``advance`` back: the item begun last has not begun, the one before goes on."""
    with ws.unit_of_work("이전 순서로", initiator=INITIATOR) as work:
        _open_project(work, session_id)
        agenda = session_queries.agenda(work.connection, session_id)
        _go_on_before(work, agenda)
        return tuple(session_queries.agenda(work.connection, session_id))


def _go_on_before(work: "UnitOfWork", agenda: Sequence[AgendaItem]) -> None:
    nothing: dict[str, Any] = {"started_at": None, "ended_at": None}
    at = running.current(agenda)
    begun = [place for place, item in enumerate(agenda) if item.started_at and place != at]
    if at is not None:
        work.update("agenda_item", agenda[at].id, nothing)
    if begun:
        work.update("agenda_item", agenda[begun[-1]].id, {"ended_at": None})


def _open_project(work: "UnitOfWork", session_id: int) -> int:
    place = queries.place_of(work.connection, session_id)
    if place is None:
        raise UserError("지워졌거나 없는 활동입니다.", "session")
    if place[1] == SessionStatus.CLOSED:
        raise UserError("마감한 활동은 고치지 않습니다. 고치려면 사유를 적고 다시 여십시오.", "session")
    return place[0]


def card(kind: str, text: str, agenda_item_id: int | None = None) -> Capture:
    """Return a card with an identity of its own, to be handed to ``capture``.

    Words that could never be stored are refused here, before they are kept anywhere on their way.
    """
    from db.uid import new_uid

    return Capture(new_uid(), kind, clean_text(text, "내용", "text", long=True), agenda_item_id)
