"""오늘: what waits, the button that deals with it, and the doors into an empty file."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.services import listing, stages
from app.services.privacy import consents
from app.services.session import sessions
from app.services.workspace import Workspace
from tests.factories import milestone, person, project
from tests.ui.desk import Desk
from ui.pages.today.page import URGENT, TodayPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    """Show a project with one thing overdue, one due and one far off."""
    ws = desk.workspace
    day = ws.today
    me = person(ws, "홍시험")
    made = project(ws, title="골목 쉼터")
    milestone(ws, made.id, title="보고서 제출", due_on=day - timedelta(2), assignee_id=me.id)
    milestone(ws, made.id, title="현장 확인", due_on=day + timedelta(3))
    milestone(ws, made.id, title="먼 모임", due_on=day + timedelta(20))
    shown = TodayPage(desk.context)
    qtbot.addWidget(shown)
    desk.show(shown)
    return shown


def _titles(page: TodayPage) -> list[str]:
    return [item.title for item in page._due_rows._items or [] if not isinstance(item, str)]


def test_only_my_deadlines_until_all_are_asked_for(page: TodayPage, desk: Desk) -> None:
    """내 담당 shows what is mine; 전체 everything that falls due soon, and is remembered."""
    assert _titles(page) == ["보고서 제출"]
    page.whose.set_value("all")
    page.whose.chosen.emit("all")
    assert {"보고서 제출", "현장 확인"} <= set(_titles(page))
    assert "먼 모임" not in _titles(page)
    assert desk.context.state.get("today/whose") == "all"


def test_what_comes_later_stands_apart(page: TodayPage) -> None:
    """다가오는 할 일 lists what falls due after the days of the setting."""
    assert "먼 모임" in [item.title for item in page._later_rows._items or []]


def test_done_with_one_button_and_back(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    """마침 marks a 할 일 as done, the notice opens it again."""
    button = next(b for b in page.due.findChildren(QPushButton) if b.objectName().startswith("do-milestone"))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    desk.settle()
    assert "보고서 제출" not in _titles(page)
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert "보고서 제출" in _titles(page)


def test_a_row_opens_its_project(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    """Enter on a row opens the room; 증빙 붙이기 opens its stages."""
    row = page._due_rows.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert desk.went[-1][0] == "project"
    under_way = stages.of_project(desk.workspace, desk.went[-1][1]["project_id"])[0]
    stages.confirm(desk.workspace, next(part for part in under_way.criteria if part.kind == "attested"))
    desk.settle()
    button = next(b for b in page.gates.findChildren(QPushButton) if b.objectName().startswith("do-gate"))
    button.click()
    assert desk.went[-1][1]["tab"] == "stages"


def test_the_rail_hears_how_much_waits(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    """The count of what is due and overdue is told, red where something is overdue, also while unseen."""
    with qtbot.waitSignal(page.counted) as told:
        page.mark_stale()
    assert told.args is not None
    before, urgent = told.args
    assert urgent is True
    page.hide()
    with qtbot.waitSignal(page.counted, timeout=5000) as told:
        milestone(desk.workspace, project(desk.workspace, title="다른 과제").id)
        desk.settle()
    assert told.args is not None
    assert told.args[0] > before


def test_an_empty_file_has_four_doors(desk: Desk, qtbot: QtBot) -> None:
    """Without a project the welcome stands there; its second door fills the example office."""
    shown = TodayPage(desk.context)
    qtbot.addWidget(shown)
    desk.show(shown)
    assert shown.welcome.isVisible()
    assert [door.accessibleName() for door in shown.welcome.doors] == [
        "새 과제",
        "예시 자료로 둘러보기",
        "엑셀에서 가져오기",
        "사례 불러오기",
    ]
    shown.welcome.doors[2].button.click()
    assert desk.went[-1] == ("import", {"kind": "projects"})
    shown.welcome.doors[1].button.click()
    desk.settle()
    assert listing.count(desk.workspace, "project", ListQuery()) > 30
    assert not shown.welcome.isVisible()


def test_the_gates_stay_in_sight_below_many_deadlines(desk: Desk, page: TodayPage) -> None:
    """The most urgent eight are shown; 모두 보기 shows the others, 줄여 보기 the eight again."""
    made = project(desk.workspace, title="마을 버스")
    for number in range(12):
        due = desk.workspace.today + timedelta(number % 5)
        milestone(desk.workspace, made.id, title=f"할 일 {number}", due_on=due)
    page.whose.chosen.emit("all")
    page.whose.set_value("all")
    page.mark_stale()
    desk.settle()
    assert len(_titles(page)) == URGENT
    assert _titles(page)[0] == "보고서 제출"
    page.every.click()
    assert len(_titles(page)) == 14
    page.every.click()
    assert len(_titles(page)) == URGENT


def test_only_the_button_of_the_page_is_primary_at_the_doors(desk: Desk, qtbot: QtBot) -> None:
    """An empty file shows the doors, each with an outlined button."""
    shown = TodayPage(desk.context)
    qtbot.addWidget(shown)
    desk.show(shown)
    assert shown.welcome.isVisible()
    assert [door.button.property("kind") for door in shown.welcome.doors] == [""] * 4


def test_what_is_held_next_stands_apart_and_opens(desk: Desk, qtbot: QtBot) -> None:
    """다가오는 활동 lists sessions to come with day, hours and place; Enter opens the session."""
    ws = desk.workspace
    made = project(ws, title="골목 쉼터")
    values = {"starts_at": "14:00", "ends_at": "17:00", "place": "두루방"}
    coming = sessions.create(
        ws, made.id, "workshop", {**values, "topic": "아이디어 모임", "held_on": ws.today + timedelta(1)}
    )
    sessions.create(
        ws, made.id, "workshop", {**values, "topic": "지난 모임", "held_on": ws.today - timedelta(40)}
    )
    shown = TodayPage(desk.context)
    qtbot.addWidget(shown)
    desk.show(shown)
    (row,) = shown._session_rows.rows
    assert "14:00–17:00 아이디어 모임, 골목 쉼터" in row.accessibleName()
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert desk.went[-1] == ("project", {"project_id": made.id, "tab": "sessions", "session_id": coming})


def test_a_meeting_without_an_agenda_is_to_be_prepared(desk: Desk, qtbot: QtBot) -> None:
    """One without 진행 순서 has a button to prepare it; with one it is ready; on its day it can be run."""
    ws = desk.workspace
    made = project(ws, title="골목 쉼터")
    held = {"topic": "모임", "starts_at": "14:00"}
    bare = sessions.create(ws, made.id, "workshop", {**held, "held_on": ws.today + timedelta(2)})
    now = sessions.create(ws, made.id, "workshop", {**held, "held_on": ws.today})
    with ws.unit_of_work("진행 순서 비우기") as work:
        found = listing_ids(ws, bare) + listing_ids(ws, now)
        work.delete("agenda_item", found)
    shown = TodayPage(desk.context)
    qtbot.addWidget(shown)
    desk.show(shown)
    rows = {row.objectName(): row for row in shown._session_rows.rows}
    waiting = rows[f"session-{bare}"]
    assert "진행 순서 없음" in waiting.accessibleName()
    (button,) = waiting.findChildren(QPushButton)
    assert button.text() == "준비하기"
    (run,) = rows[f"session-{now}"].findChildren(QPushButton)
    assert run.text() == "진행 화면"
    with ws.unit_of_work("진행 순서") as work:
        links = {"project_id": made.id, "session_id": bare}
        work.insert("agenda_item", {"position": 1, "title": "인사", "minutes": 10, **links})
    shown.mark_stale()
    desk.settle()
    ready = next(row for row in shown._session_rows.rows if row.objectName() == f"session-{bare}")
    assert "준비 완료" in ready.accessibleName()
    assert ready.findChildren(QPushButton) == []


def listing_ids(ws: Workspace, session_id: int) -> list[int]:
    """Return the items of the 진행 순서 that a session was made with."""
    return [item.id for item in sessions.parts(ws, session_id).agenda]


def test_what_is_overdue_is_told_apart_from_what_falls_due(page: TodayPage) -> None:
    """The name of the figure says within how many days, the red line below only what is late."""
    figure = page.figures.figures["due"]
    assert (figure.name.text(), figure.figure.text()) == ("7일 안 마감", "1")
    assert figure.support.text() == "기한 지남 1건"


def test_a_figure_opens_what_it_counts(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    """국민 비율 leads to 현황, running projects to their list; what falls due is shown whole."""
    for key in ("ratio", "running", "due"):
        figure = page.figures.figures[key]
        figure.setFocus()
        qtbot.keyClick(figure, Qt.Key.Key_Return)
    assert [where for where, _args in desk.went] == ["dashboard", "projects"]
    assert page.whose.value() == "all"


def test_consents_that_end_stand_beside_their_button(desk: Desk, page: TodayPage) -> None:
    """Ending within 30 days, masked, the first first; what is over leads to 파기 대상; hidden without any."""
    ws, day = desk.workspace, desk.workspace.today
    assert not page.consents.isVisible()
    past = {"given_on": day - timedelta(200)}
    first, second, over = (person(ws, name).id for name in ("가온별", "나래솔", "다솜빛"))
    consents.give(
        ws, [first], {"collection": "agreed", "photo": "agreed"}, {**past, "ends_on": day + timedelta(9)}
    )
    consents.give(ws, [second], {"photo": "agreed"}, {**past, "ends_on": day + timedelta(2)})
    consents.give(ws, [over], {"collection": "agreed"}, {**past, "ends_on": day - timedelta(2)})
    desk.settle()
    assert page.consents.isVisible() and page.consents.meta.text() == "30일 안 2명"
    said = [row.accessibleName() for row in page.consents.rows.rows]
    assert said[0].startswith("나*솔, 사진·영상") and said[1].startswith("가*별, 수집·이용 외 1건")
    for name, args in (
        (f"do-consent-{first}", {"heading": "ending", "person_id": first}),
        ("do-consents-over", {"heading": "over", "person_id": None}),
    ):
        made = page.consents.findChild(QPushButton, name)
        assert made is not None
        made.click()
        assert desk.went[-1] == ("people", args)


def test_last_month_s_log_waits_beside_its_button(desk: Desk, page: TodayPage) -> None:
    """A month of the log that nobody reviewed stands in 오늘 until it is; the button opens it."""
    from app.domain.privacy.access import Access, AccessAction
    from app.services.privacy import access, access_review

    ws = desk.workspace
    now = ws.clock()
    ws.clock = lambda: now.replace(day=1) - timedelta(days=3)
    month = access_review.month_of(ws.clock())
    why = ("이름",), "contact", "참석 여부를 전화로 확인합니다"
    access.log(ws, Access(AccessAction.UNMASK, "화면 열람", (), *why))
    ws.clock = lambda: now
    page.consents.refresh()
    desk.settle()
    (row,) = page.consents.rows.rows
    assert row.accessibleName() == f"{int(month[-2:])}월 접속기록 점검, 하지 않음"
    review = page.consents.findChild(QPushButton, "do-access-review")
    assert review is not None
    review.click()
    assert desk.went[-1] == ("people", {"log": month})
    access_review.review(ws, month, "이상 없음")
    desk.settle()
    page.consents.refresh()
    desk.settle()
    assert not page.consents.isVisible()
