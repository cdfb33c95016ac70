"""진행 화면: cards stored once, an agenda walked through, who came."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.running import current
from app.errors import UserError
from app.services import listing, undo
from app.services.session import running, sessions
from app.services.workspace import Workspace
from tests.factories import project, team


@pytest.fixture
def session_id(workspace: Workspace) -> int:
    """Make a workshop of today with its agenda and a team of nine."""
    made = project(workspace)
    team(workspace, made.id)
    return sessions.create(workspace, made.id, "workshop", {"topic": "발견", "held_on": workspace.today})


def test_a_card_keeps_where_it_was_said(workspace: Workspace, session_id: int) -> None:
    """Session and agenda item stand on the card; it is one step that undo takes back."""
    item = running.board(workspace, session_id).agenda[1]
    card = running.card("pain", "밤길이 어둡다", item.id)
    (row,) = listing.rows(workspace, "finding", [running.capture(workspace, session_id, card)])
    assert (row.uid, row.kind, row.text) == (card.uid, "pain", "밤길이 어둡다")
    assert (row.session_id, row.agenda_item_id) == (session_id, item.id)
    assert undo.state(workspace).undo_label == "페인포인트 카드 추가"


def test_a_card_handed_over_twice_is_stored_once(workspace: Workspace, session_id: int) -> None:
    """What was stored just before a crash is not stored again after it."""
    card = running.card("voice", "버스가 없어요")
    first = running.capture(workspace, session_id, card)
    assert running.capture(workspace, session_id, card) == first
    assert running.board(workspace, session_id).card_count == 1


def test_the_newest_cards_come_first(workspace: Workspace, session_id: int) -> None:
    """The board holds the newest cards and the number of all."""
    for number in range(running.SHOWN + 3):
        running.capture(workspace, session_id, running.card("voice", f"말 {number}"))
    board = running.board(workspace, session_id)
    assert board.card_count == running.SHOWN + 3
    assert [card.text for card in board.cards[:2]] == [f"말 {running.SHOWN + 2}", f"말 {running.SHOWN + 1}"]


def test_walking_through_the_agenda_stores_its_times(workspace: Workspace, session_id: int) -> None:
    """Each step ends one item and begins the next at the same moment; the last step ends the last."""
    start = datetime(2026, 6, 18, 5, 0, tzinfo=UTC)
    count = len(running.board(workspace, session_id).agenda)
    for number in range(count + 1):
        moment = start + timedelta(minutes=10 * number)
        workspace.clock = lambda moment=moment: moment  # type: ignore[misc]
        agenda = running.advance(workspace, session_id)
    assert current(agenda) is None
    assert [item.started_at for item in agenda] == [start + timedelta(minutes=10 * n) for n in range(count)]
    assert [item.ended_at for item in agenda] == [
        start + timedelta(minutes=10 * n + 10) for n in range(count)
    ]


def test_a_step_back_goes_on_with_the_item_before(workspace: Workspace, session_id: int) -> None:
    """A slip of the key: the item before runs on from its own beginning."""
    first = running.advance(workspace, session_id)[0]
    running.advance(workspace, session_id)
    agenda = running.step_back(workspace, session_id)
    assert (agenda[0].started_at, agenda[0].ended_at) == (first.started_at, None)
    assert agenda[1].started_at is None
    assert current(running.step_back(workspace, session_id)) is None


def test_the_last_item_can_go_on(workspace: Workspace, session_id: int) -> None:
    """After the end a step back opens the last item again."""
    count = len(running.board(workspace, session_id).agenda)
    for _ in range(count + 1):
        running.advance(workspace, session_id)
    assert current(running.step_back(workspace, session_id)) == count - 1


def test_a_closed_session_takes_nothing(workspace: Workspace, session_id: int) -> None:
    """Cards and steps are refused by a sentence once the session is closed."""
    sessions.close(workspace, session_id)
    for verb in (running.advance, running.step_back):
        with pytest.raises(UserError, match="마감한 활동"):
            verb(workspace, session_id)
    with pytest.raises(UserError, match="마감한 활동"):
        running.capture(workspace, session_id, running.card("voice", "늦은 말"))


def test_names_are_shown_as_the_room_may_read_them(workspace: Workspace, session_id: int) -> None:
    """Citizens are masked on the projector, officials are not."""
    names = {person.name for person in running.board(workspace, session_id).attendees}
    assert "국*1" in names
    assert "과제1" in names


def test_sessions_of_today(workspace: Workspace, session_id: int) -> None:
    """Open sessions of today can be run, closed ones and those of other days are not offered."""
    place = listing.rows(workspace, "session", [session_id])[0]
    tomorrow = workspace.today + timedelta(days=1)
    sessions.create(workspace, place.project_id, "forum", {"topic": "내일", "held_on": tomorrow})
    assert running.of_day(workspace) == [(session_id, "발견", place.project)]
    sessions.close(workspace, session_id)
    assert running.of_day(workspace) == []
