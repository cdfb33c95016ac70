"""진행 화면: a session run by the keyboard alone, and nothing captured is lost."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.domain.listing import ListQuery
from app.errors import EnvironmentProblem
from app.services import listing
from app.services.session import running, sessions
from app.services.workspace import Workspace
from app.settings import load
from tests.conftest import TESTS
from tests.factories import project, team
from tests.ui.desk import Desk
from ui.finding import finder
from ui.run_mode.opening import open_run
from ui.run_mode.window import RunWindow


@pytest.fixture
def session_id(workspace: Workspace) -> int:
    """Make a workshop of today with a team of nine."""
    made = project(workspace)
    team(workspace, made.id)
    return sessions.create(workspace, made.id, "workshop", {"topic": "발견", "held_on": workspace.today})


@pytest.fixture
def opened(desk: Desk, session_id: int) -> Iterator[Callable[[], RunWindow]]:
    """Give a way to open the screen of the session; a window that is closed deletes itself."""
    windows: list[RunWindow] = []

    def make() -> RunWindow:
        made = RunWindow(desk.context, running.board(desk.workspace, session_id))
        windows.append(made)
        made.resize(1366, 768)
        made.show()
        desk.settle()
        return made

    yield make
    for made in filter(isValid, windows):
        made.close()
    desk.settle()


@pytest.fixture
def window(opened: Callable[[], RunWindow]) -> RunWindow:
    """Open the screen."""
    return opened()


def _type(window: RunWindow, *lines: str) -> None:
    for line in lines:
        QTest.keyClicks(window.line, line)
        QTest.keyClick(window.line, Qt.Key.Key_Return)


def _cards(ws: Workspace) -> list[tuple[str, str]]:
    rows = sorted(listing.all_rows(ws, "finding", ListQuery()), key=lambda row: row.id)
    return [(row.kind, row.text) for row in rows]


def _compose(window: RunWindow, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(window.line, event)


def test_enter_stores_a_card_and_empties_the_line(desk: Desk, window: RunWindow) -> None:
    """Type, Enter, next card: the mark chooses the kind, the newest card stands first."""
    _type(window, "no bus", "?how to get home")
    desk.settle()
    assert _cards(desk.workspace) == [("voice", "no bus"), ("hmw", "how to get home")]
    assert [card.text for card in window.strip.shown()] == ["how to get home", "no bus"]
    assert (window.line.text(), window.count_label.text()) == ("", "2장")


def test_alt_and_a_digit_choose_the_kind(desk: Desk, window: RunWindow) -> None:
    """The kind stays until another is chosen; 0 is the tenth; a mark without words stores nothing."""
    QTest.keyClick(window.line, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    _type(window, "dark", "?")
    assert window.line.text() == "?"
    window.line.clear()
    QTest.keyClick(window.line, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    _type(window, "lamp")
    desk.settle()
    assert _cards(desk.workspace) == [("pain", "dark"), ("prototype", "lamp")]


def test_two_hundred_cards_without_the_mouse(desk: Desk, window: RunWindow) -> None:
    """However fast one types, every card is stored once, in its order."""
    lines = [f"card {number}" for number in range(200)]
    _type(window, *lines)
    desk.settle()
    assert [text for _kind, text in _cards(desk.workspace)] == lines
    assert window.count_label.text() == "200장"


def test_enter_in_a_syllable_ends_the_syllable_only(desk: Desk, window: RunWindow) -> None:
    """The card waits for the next Enter and holds each syllable once."""
    _compose(window, "", "버")
    _compose(window, "스")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    desk.settle()
    assert _cards(desk.workspace) == []
    _compose(window, "", "스")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    desk.settle()
    assert _cards(desk.workspace) == [("voice", "버스")]


def test_an_input_method_that_ends_the_syllable_by_enter_itself(desk: Desk, window: RunWindow) -> None:
    """Where the syllable arrives before the Enter, the card has it whole."""
    _compose(window, "ㅂ")
    _compose(window, "밤")
    _compose(window, "", "밤")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    desk.settle()
    assert _cards(desk.workspace) == [("voice", "밤")]


def test_the_clock_overruns_in_red(desk: Desk, window: RunWindow) -> None:
    """PgDn begins an item, the clock counts down by the injected time and past zero says 초과."""
    now = datetime(2026, 6, 18, 5, 0, tzinfo=UTC)
    desk.workspace.clock = lambda: now
    assert "PgDn" in window.agenda.title()
    QTest.keyClick(window.line, Qt.Key.Key_PageDown)
    desk.settle()
    item = running.board(desk.workspace, window.board.session.id).agenda[0]
    window.agenda.tick(now + timedelta(seconds=30))
    assert (window.agenda.title(), window.agenda.overrun()) == (item.title, False)
    assert window.agenda.clock() == f"{item.minutes - 1:02d}:30"
    window.agenda.tick(now + timedelta(minutes=item.minutes, seconds=5))
    assert (window.agenda.clock(), window.agenda.overrun()) == ("+00:05", True)


def test_page_keys_walk_and_store(desk: Desk, window: RunWindow) -> None:
    """PgDn twice and PgUp once leave the first item under way, and cards go to it."""
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(window.line, key)
    desk.settle()
    _type(window, "here")
    desk.settle()
    agenda = running.board(desk.workspace, window.board.session.id).agenda
    assert agenda[0].started_at and not agenda[0].ended_at and not agenda[1].started_at
    (card,) = listing.all_rows(desk.workspace, "finding", ListQuery())
    assert card.agenda_item_id == agenda[0].id


def test_attendance_by_one_key_each(desk: Desk, window: RunWindow) -> None:
    """Once 출석, twice 지각, three times 불참; Esc goes back to the line."""
    window.activateWindow()
    QTest.keyClick(window.line, Qt.Key.Key_F2)
    assert window.roster.hasFocus()
    QTest.keyClicks(window.roster, "122333")
    desk.settle()
    people = running.board(desk.workspace, window.board.session.id).attendees
    assert [person.state for person in people[:4]] == ["present", "late", "absent", None]
    assert window.roster.counts() == "출석 1 · 지각 1 · 불참 1 · 남음 6"
    assert [person.state for person in window.roster.people()] == [person.state for person in people]
    QTest.keyClick(window.roster, Qt.Key.Key_Escape)
    assert window.line.hasFocus() and window.isVisible()


def test_forty_people_have_two_pages(desk: Desk, opened: Callable[[], RunWindow], session_id: int) -> None:
    """More persons than keys: the arrow turns the page and the same keys are other persons."""
    team(desk.workspace, sessions.get(desk.workspace, session_id).project_id, 31, 0, 0)
    window = opened()
    assert len(window.roster.people()) == 40
    QTest.keyClick(window.roster, Qt.Key.Key_Right)
    assert window.roster.press("4") and not window.roster.press("5")
    assert [n for n, person in enumerate(window.roster.people()) if person.state] == [39]
    desk.settle()


def test_undo_takes_the_last_card_back(desk: Desk, window: RunWindow) -> None:
    """Ctrl+Z in an empty line takes back the last step; in a typed one it is the line's own."""
    _type(window, "one", "two")
    desk.settle()
    QTest.keyClick(window.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert _cards(desk.workspace) == [("voice", "one")]
    assert [card.text for card in window.strip.shown()] == ["one"]


def test_what_others_change_is_shown(desk: Desk, window: RunWindow) -> None:
    """A card added elsewhere appears."""
    running.capture(desk.workspace, window.board.session.id, running.card("voice", "다른 곳"))
    window.refresh()
    desk.settle()
    assert window.count_label.text() == "1장"


def test_a_refused_card_is_kept_and_said(
    desk: Desk, window: RunWindow, opened: Callable[[], RunWindow]
) -> None:
    """A session closed meanwhile refuses; the card waits, and is stored when the session is open again."""
    session_id = window.board.session.id
    sessions.close(desk.workspace, session_id)
    _type(window, "late")
    desk.settle()
    assert _cards(desk.workspace) == []
    assert "마감한 활동" in window.notice.full_text()
    assert [card.text for card in window.strip.shown()] == ["late"]
    window.close()
    sessions.reopen(desk.workspace, session_id, "늦은 말")
    opened()
    desk.settle()
    assert _cards(desk.workspace) == [("voice", "late")]


def test_a_disk_that_refuses_loses_no_card(
    desk: Desk, window: RunWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card that could not be written goes again, in its order, with the next one."""
    whole = running.capture

    def full(*_args: object) -> int:
        raise EnvironmentProblem("디스크가 가득 찼습니다.")

    monkeypatch.setattr(running, "capture", full)
    _type(window, "one")
    desk.settle()
    monkeypatch.setattr(running, "capture", whole)
    _type(window, "two")
    desk.settle()
    assert _cards(desk.workspace) == [("voice", "one"), ("voice", "two")]
    assert len(desk.errors) == 1
    desk.errors.clear()


def test_what_is_typed_is_there_again(desk: Desk, window: RunWindow, opened: Callable[[], RunWindow]) -> None:
    """A line half typed, the syllable under composition as well, stands in the next window with its kind."""
    QTest.keyClick(window.line, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(window.line, "taxi ")
    _compose(window, "함")
    window.close()
    desk.settle()
    again = opened()
    assert again.line.text() == "taxi 함"
    assert again.capturing.kind == "idea"


def test_nothing_is_kept_once_all_is_stored(desk: Desk, window: RunWindow) -> None:
    """The state holds no words of citizens beyond what is not stored yet."""
    _type(window, "secret")
    desk.settle()
    assert desk.context.state.get(f"run/{window.board.session.uid}") is None


def test_a_closed_session_does_not_open(desk: Desk, session_id: int, window: RunWindow) -> None:
    """It says so instead."""
    sessions.close(desk.workspace, session_id)
    open_run(window, desk.context, session_id)
    desk.settle()
    assert "마감한 활동" in desk.said[-1]


def test_todays_sessions_are_found_by_ctrl_k(desk: Desk, session_id: int) -> None:
    """진행 with the topic of a session of today is a line of the finder."""
    found = finder(desk.context)(desk.workspace, "진행 화면")
    assert [hit.label for hit in found] == ["진행 화면: 발견"]


@pytest.mark.parametrize("round_", range(3))
def test_a_killed_laptop_loses_nothing(tmp_path: Path, round_: int) -> None:
    """All acknowledged cards are in the file; the line half typed and cards on their way are in the state."""
    file, settings = tmp_path / "시험.hamkke", tmp_path / "settings.json"
    command = [sys.executable, "-m", "tests.ui.run_mode.capture_child", str(file), str(settings)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=TESTS.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=environment) as child:  # fmt: skip
        assert child.stdout and child.stderr
        said = b""
        while not said.endswith(b"half\n"):
            line = child.stdout.readline()
            assert line, child.stderr.read().decode("utf-8", "replace")
            said += line
            if said.count(b"stored") == 10 * (round_ + 1):
                break
        child.kill()
        said += child.stdout.read()
    whole = said[: said.rfind(b"\n") + 1].decode()
    acknowledged = [line.removeprefix("stored ") for line in whole.splitlines() if line.startswith("stored")]
    ws = Workspace(file)
    try:
        texts = [text for _kind, text in _cards(ws)]
        assert texts[: len(acknowledged)] == acknowledged
        assert len(texts) - len(acknowledged) <= 1
    finally:
        ws.close()
    if "half" in whole:
        kept = next(value for key, value in load(settings).ui.items() if key.startswith("run/"))
        assert kept["draft"].startswith("half typed")


def test_a_number_that_may_be_kept_nowhere_stays_in_the_line_alone(desk: Desk, window: RunWindow) -> None:
    """It reaches neither the file nor what a crash would leave; the line can be mended and sent again."""
    window.line.setText("담당 900101-1234567")
    window.line.textEdited.emit("담당 900101-1234567")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    desk.settle()
    assert "주민등록번호" in window.notice.full_text()
    assert window.line.text() == "담당 900101-1234567"
    recovery = window.capturing.recovery
    assert (recovery.waiting(), recovery.draft) == ([], "")
    window.line.setText("담당에게 묻기")
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    desk.settle()
    assert _cards(desk.workspace) == [("voice", "담당에게 묻기")]
    assert window.notice.full_text() == ""
