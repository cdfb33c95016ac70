"""일정: what is shown, walked, moved by drag and by keys, opened and saved."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.calendar import Entry
from app.domain.project import Project
from app.services import calendar, undo
from app.services.session import sessions
from app.services.workspace import Workspace
from tests.factories import milestone, project
from tests.ui.desk import Desk
from ui.pages.calendar import marks
from ui.pages.calendar.page import CalendarPage
from ui.pages.project_room.page import ProjectRoom

DAY = date(2026, 6, 18)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def plan(workspace: Workspace) -> Project:
    """Make a project on 18 June 2026 with a workshop of that day and a 할 일 two days later."""
    workspace.clock = lambda: datetime(2026, 6, 18, 3, 0, tzinfo=UTC)
    made = project(workspace, title="가온시 밤길")
    sessions.create(workspace, made.id, "workshop", {"topic": "발견", "held_on": DAY, "starts_at": "14:00"})
    milestone(workspace, made.id, title="설문지", due_on=DAY + timedelta(days=2))
    return made


@pytest.fixture
def page(desk: Desk, plan: Project, qtbot: QtBot) -> CalendarPage:
    """Show June 2026 with the focus on today."""
    made = CalendarPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    made.take_focus()
    return made


def _june(ws: Workspace, *kinds: str) -> list[Entry]:
    return calendar.between(ws, date(2026, 6, 1), date(2026, 6, 30), kinds)


def _drag(page: CalendarPage, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(page.grid, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page.grid, start + QPoint(20, 20))
    QTest.mouseMove(page.grid, end)
    QTest.mouseRelease(page.grid, Qt.MouseButton.LeftButton, pos=end)


def test_the_month_of_today_is_shown(page: CalendarPage) -> None:
    """The grid stands on today and shows its entries."""
    assert (page.span.text(), page.grid.day) == ("2026년 6월", DAY)
    assert [calendar.name(entry) for entry in page.grid.shown(DAY)] == ["발견", "기획 계획 시작"]
    assert "발견" in page.grid.accessibleName()


def test_alt_and_an_arrow_move_an_entry(desk: Desk, page: CalendarPage) -> None:
    """One key, one step: the entry moves by a day, the cursor goes with it, undo brings it back."""
    QTest.keyClick(page.grid, Qt.Key.Key_Right, ALT)
    desk.settle()
    (moved,) = _june(desk.workspace, "session")
    assert (moved.day, page.grid.day) == (DAY + timedelta(days=1), DAY + timedelta(days=1))
    QTest.keyClick(page.grid, Qt.Key.Key_Down, ALT)
    desk.settle()
    assert _june(desk.workspace, "session")[0].day == DAY + timedelta(days=8)
    undo.undo(desk.workspace)
    undo.undo(desk.workspace)
    assert _june(desk.workspace, "session")[0].day == DAY


def test_alt_and_an_arrow_are_not_뒤로_while_an_entry_is_chosen(page: CalendarPage) -> None:
    """The grid takes the key before the window's shortcut does, on a day with an entry only."""

    def taken() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Left, ALT)
        event.ignore()
        page.grid.event(event)
        return event.isAccepted()

    assert taken()
    page.grid.choose(DAY + timedelta(days=1))
    assert not taken()


def test_dragging_puts_an_entry_on_another_day(desk: Desk, page: CalendarPage) -> None:
    """Pressed, drawn, let go: the day under the pointer is the new one."""
    target = date(2026, 6, 10)
    _drag(page, page.grid.entry_rect(DAY, 0).center(), page.grid.day_rect(target).center())
    desk.settle()
    assert _june(desk.workspace, "session")[0].day == target
    assert "옮겼습니다" in desk.said[-1]


def test_a_drag_out_of_the_grid_moves_nothing(desk: Desk, page: CalendarPage) -> None:
    """Let go beside the days, the entry stays."""
    _drag(page, page.grid.entry_rect(DAY, 0).center(), QPoint(5, 5))
    desk.settle()
    assert _june(desk.workspace, "session")[0].day == DAY


def test_a_closed_session_says_why_it_stays(desk: Desk, page: CalendarPage) -> None:
    """The refusal is a notice; the cursor goes back to the entry."""
    (entry,) = _june(desk.workspace, "session")
    sessions.close(desk.workspace, entry.id)
    desk.settle()
    QTest.keyClick(page.grid, Qt.Key.Key_Right, ALT)
    desk.settle()
    assert "마감한 활동" in desk.said[-1]
    assert _june(desk.workspace, "session")[0].day == page.grid.day == DAY


def test_arrows_walk_over_the_end_of_a_month(desk: Desk, page: CalendarPage) -> None:
    """Beyond the days shown the next month is shown; PgUp turns back, T is today, in Hangul mode as well."""
    for _ in range(2):
        QTest.keyClick(page.grid, Qt.Key.Key_Down)
    assert (page.grid.day, page.span.text()) == (date(2026, 7, 2), "2026년 6월")
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    desk.settle()
    assert (page.grid.day, page.span.text()) == (date(2026, 7, 9), "2026년 7월")
    QTest.keyClick(page.grid, Qt.Key.Key_PageUp)
    assert (page.grid.day, page.span.text()) == (date(2026, 6, 9), "2026년 6월")
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, page.grid, Qt.Key.Key_unknown, "ㅅ", Qt.KeyboardModifier.NoModifier
    )
    assert page.grid.day == DAY
    desk.settle()


def test_enter_opens_where_an_entry_is_kept(desk: Desk, page: CalendarPage, plan: Project) -> None:
    """A session opens in the room of its project."""
    (entry,) = _june(desk.workspace, "session")
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert desk.went == [("project", {"project_id": plan.id, "tab": "sessions", "session_id": entry.id})]


def test_a_full_day_says_how_many_more(desk: Desk, page: CalendarPage, plan: Project) -> None:
    """What there is no room for is counted, and Enter lists the whole day."""
    for number in range(20):
        milestone(desk.workspace, plan.id, title=f"준비 {number}", due_on=DAY)
    desk.settle()
    assert len(page.grid.shown(DAY)) == page.grid.room() - 1
    last = page.grid.entry_rect(DAY, page.grid.room() - 1)
    assert page.grid.day_rect(DAY).contains(last)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert len(page.menu.actions()) == 22
    page.menu.close()


def test_space_goes_through_a_day(desk: Desk, page: CalendarPage, plan: Project) -> None:
    """Space chooses the next entry of the day, round the end."""
    milestone(desk.workspace, plan.id, title="준비", due_on=DAY)
    desk.settle()
    names = []
    for _ in range(4):
        entry = page.grid.entry()
        names.append(calendar.name(entry) if entry else "")
        QTest.keyClick(page.grid, Qt.Key.Key_Space)
    assert names == ["발견", "준비", "기획 계획 시작", "발견"]


def test_filters_narrow_grid_list_and_file(desk: Desk, page: CalendarPage, tmp_path: Path) -> None:
    """What is shown is what is saved."""
    page.kind_filter.chosen.emit(("milestone",))
    page.write_ics(tmp_path / "일정.ics")
    desk.settle()
    assert all(entry.kind == "milestone" for entry in page.shown())
    assert not page.grid.shown(DAY)
    text = (tmp_path / "일정.ics").read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == len(page.shown())
    assert "발견" not in text


def test_the_list_has_the_month(desk: Desk, page: CalendarPage) -> None:
    """The list shows day, hour, kind, name and project; Enter opens a row."""
    page.view.set_value("list")
    page.view.chosen.emit("list")
    desk.settle()
    assert ["6. 18. (목)", "14:00", "활동", "발견", "가온시 밤길", ""] in page.list.rows()
    row = next(n for n, entry in enumerate(page.shown()) if entry.title == "발견")
    page.list.selectRow(row)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert desk.went[0][0] == "project"


def test_the_other_view_is_painted_before_it_comes_to_the_front(page: CalendarPage) -> None:
    """What is filtered meanwhile is left out of the list at once, not only once it is read again."""
    page.kind_filter.chosen.emit(("session",))
    page.view.set_value("list")
    page.view.chosen.emit("list")
    assert page.list.isVisible()
    assert [row[2:4] for row in page.list.rows()] == [["활동", "발견"]]


def test_the_week_has_seven_days(desk: Desk, page: CalendarPage) -> None:
    """The week of the chosen day, with room for the project's name; the view is remembered."""
    page.view.set_value("week")
    page.view.chosen.emit("week")
    desk.settle()
    assert page.bounds() == (date(2026, 6, 14), date(2026, 6, 20))
    assert page.grid.entry_rect(DAY, 0).height() == marks.TWO_LINES
    assert CalendarPage(desk.context).view.value() == "week"


def test_without_projects_there_is_one_sentence(desk: Desk, qtbot: QtBot) -> None:
    """An empty file says where the calendar comes from."""
    page = CalendarPage(desk.context)
    qtbot.addWidget(page)
    desk.show(page)
    assert page._holder.currentIndex() == 2


def test_the_room_opens_on_the_session_of_the_calendar(desk: Desk, plan: Project, qtbot: QtBot) -> None:
    """Of two sessions the one that was opened is in front, although another is newer."""
    (older,) = _june(desk.workspace, "session")
    values = {"topic": "정의", "held_on": DAY + timedelta(days=5)}
    sessions.create(desk.workspace, plan.id, "workshop", values)
    room = ProjectRoom(desk.context)
    qtbot.addWidget(room)
    room.open_with(project_id=plan.id, tab="sessions", session_id=older.id)
    desk.show(room)
    front = room.parts.sessions.front
    assert front is not None and front.parts.session.topic == "발견"
