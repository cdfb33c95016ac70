"""The team of a project: persons come and go, each as one step, and the composition follows."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.choices import Role
from app.domain.listing import ListQuery
from app.services import listing, people, records, undo
from tests.factories import person, project
from tests.ui.desk import Desk
from ui.dialogs.add_members import AddMembersDialog
from ui.dialogs.confirm import MessageDialog
from ui.pages.project_room.page import ProjectRoom


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the team of a project with one member."""
    ws = desk.workspace
    made = project(ws)
    first = person(ws, "가온별", phone="010-2222-3333", email="gaon@example.kr")
    people.add_members(ws, made.id, [first.id], Role.CITIZEN)
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=made.id, tab="team")
    desk.show(page)
    return page


def _members(desk: Desk, room: ProjectRoom) -> list[Any]:
    return people.members(desk.workspace, room.project_id)


def _dialog(room: ProjectRoom, kind: type[Any]) -> Any:
    return next(one for one in room.findChildren(kind) if one.isVisible())


def test_names_are_masked(desk: Desk, room: ProjectRoom) -> None:
    """Name, phone and address are hidden in part, on the screen and in what is copied."""
    row = room.parts.team.model.record_at(0)
    assert row is not None
    assert (row.person, row.phone, row.email) == ("가*별", "010-****-3333", "ga***@example.kr")
    room.parts.team.table.copy()
    assert "가온별" not in QGuiApplication.clipboard().text()


def test_known_and_new_persons_in_one_step(desk: Desk, room: ProjectRoom) -> None:
    """Persons found by part of a name and one typed anew join together; undo takes all of them back."""
    known = person(desk.workspace, "나래솔", actor_kind="expert", affiliation="나래대학교")
    desk.settle()
    room.add_member()
    desk.settle()
    dialog = _dialog(room, AddMembersDialog)
    dialog.role.set_value(Role.EXPERT.value)
    dialog.search.setText("나래")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    desk.settle()
    dialog.search.setText("다솜길")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    desk.settle()
    assert dialog.main.text() == "2명 추가"
    dialog.accept()
    desk.settle()
    added = [row for row in _members(desk, room) if row.role == Role.EXPERT]
    assert {row.person for row in added} == {"나래솔", "다솜길"}
    assert known.id in {row.person_id for row in added}
    assert room.tabs.tabText(2) == "팀  3"
    owner = QWidget()
    desk.tasks.write(owner, "실행 취소", undo.undo)
    desk.settle()
    assert room.tabs.tabText(2) == "팀  1"
    assert listing.count(desk.workspace, "person", ListQuery()) == 2


def test_nobody_chosen_keeps_the_dialog(desk: Desk, room: ProjectRoom) -> None:
    """Without a person there is nothing to add, and the dialog says so."""
    room.add_member()
    desk.settle()
    dialog = _dialog(room, AddMembersDialog)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.wrong.text()


def test_a_list_that_is_refused_for_one_line_stays(desk: Desk, room: ProjectRoom) -> None:
    """The dialog says why and keeps the others; pasted on the team, nothing claims that they are on it."""
    bad = "라온달\t주민자치회 900101-1234567\t010-5555-6666"
    room.add_member()
    desk.settle()
    dialog = _dialog(room, AddMembersDialog)
    dialog.take_roster(f"성명\t소속\t전화\n마루빛\t\t010-2222-4444\n{bad}")
    dialog.accept()
    desk.settle()
    assert dialog.isVisible() and "주민등록번호" in dialog.wrong.accessibleName()
    dialog.chosen.takeItem(1)
    dialog.accept()
    desk.settle()
    assert sorted(row.person for row in _members(desk, room)) == ["가온별", "마루빛"]
    QGuiApplication.clipboard().setText(f"성명\t소속\t전화\n{bad}")
    room.parts.team.paste()
    desk.settle()
    assert not any("넣었습니다" in words for words in desk.said)
    desk.errors.clear()


def test_pasting_a_list(desk: Desk, room: ProjectRoom) -> None:
    """Names, affiliations and phones from a sheet become members; who is on the team already stays once."""
    QGuiApplication.clipboard().setText(
        "성명\t소속\t전화\n가온별\t\t010-2222-3333\n라온달\t주민자치회\t010-5555-6666"
    )
    room.parts.team.table.setFocus()
    room.parts.team.paste()
    desk.settle()
    assert sorted(row.person for row in _members(desk, room)) == ["가온별", "라온달"]
    assert room.parts.team.composition.meta.text() == "2명"


def test_role_of_several(desk: Desk, room: ProjectRoom) -> None:
    """The menu's roles go to every checked member as one step."""
    people.enlist(desk.workspace, room.project_id, [{"name": "마루빛"}], Role.CITIZEN)
    desk.settle()
    room.parts.team.model.check_all()
    room.parts.team.set_role(room.parts.team.model.checked(), Role.ADVISOR)
    desk.settle()
    assert {row.role for row in _members(desk, room)} == {Role.ADVISOR}


def test_leaving_keeps_the_row(desk: Desk, room: ProjectRoom) -> None:
    """해촉 sets the last day; the member stays in the list."""
    room.parts.team.end([_members(desk, room)[0].id])
    desk.settle()
    assert _members(desk, room)[0].to_on is not None


def test_who_has_left_is_counted_apart(desk: Desk, room: ProjectRoom) -> None:
    """The number of the list is the one of the tab and of 팀 구성; those who have left stand beside it."""
    ws = desk.workspace
    second = person(ws, "나래솔")
    people.add_members(ws, room.project_id or 0, [second.id], Role.CITIZEN)
    left = {"from_on": ws.today - timedelta(9), "to_on": ws.today - timedelta(1)}
    records.edit(ws, "membership", [_members(desk, room)[0].id], left)
    desk.settle()
    assert room.parts.team.listed.meta.text() == "1명 · 해촉 1명"
    words = [one.text() for one in room.parts.team.lists.switch.findChildren(QPushButton)]
    assert words == ["팀원 1", "신청자"]
    assert room.parts.team.model.rowCount() == 2


def test_removing_asks_first(desk: Desk, room: ProjectRoom) -> None:
    """Delete asks; then the membership goes and the person stays."""
    room.parts.team.table.setFocus()
    room.parts.team.remove([_members(desk, room)[0].id])
    dialog = _dialog(room, MessageDialog)
    dialog.findChildren(type(dialog.add_button("", None)))[1].click()
    desk.settle()
    assert _members(desk, room) == []
    assert listing.count(desk.workspace, "person", ListQuery()) == 1
    assert room.parts.team.empty.isVisible()


def test_kind_is_kept_with_the_person(desk: Desk, room: ProjectRoom) -> None:
    """구분 in the member's form is stored with the person and counted at once."""
    field = room.parts.team.form.fields["actor_kind"]
    field.editor.set_value("official")
    field.editor.edited.emit()
    room.flush()
    desk.settle()
    row = _members(desk, room)[0]
    assert row.actor_kind == "official"


def test_the_hours_of_each_member_stand_in_the_table(desk: Desk, room: ProjectRoom) -> None:
    """What attendance says of a member is shown beside the role, and orders the table by its length."""
    ws, project_id = desk.workspace, room.project_id
    second = person(ws, "나래솔")
    people.add_members(ws, project_id, [second.id], Role.CITIZEN)
    with ws.unit_of_work("활동") as work:
        links = {"project_id": project_id}
        held = work.insert("session", {"kind": "workshop", "topic": "모임", "stage": "design", **links})
        for who, minutes in ((second.id, 600), (_members(desk, room)[0].person_id, 90)):
            entry = {"person_id": who, "state": "present", "minutes": minutes, "session_id": held}
            work.insert("attendance", {**entry, **links})
    desk.settle()
    model = room.parts.team.model

    def hours() -> list[str]:
        return [row.hours for at in range(model.rowCount()) if (row := model.record_at(at)) is not None]

    assert sorted(hours()) == ["10시간", "1시간 30분"]
    room.parts.team.table.sort_by((("hours", True),))
    desk.settle()
    assert hours() == ["10시간", "1시간 30분"]


def test_copying_an_unmasked_member_is_logged_first(desk: Desk, room: ProjectRoom) -> None:
    """Who was unmasked on 참여자 is plain in the team too, and a copy from there leaves a line."""
    from datetime import UTC, datetime, timedelta

    from app.domain.privacy.sight import SightItem
    from app.services.privacy import access, sight

    ws = desk.workspace
    sight.unmask(
        ws, [_members(desk, room)[0].person_id], [SightItem.NAME], "contact", "참석을 전화로 확인합니다"
    )
    room.mark_stale()
    desk.settle()
    team = room.parts.team
    team.table.set_current_id(team.model.ids()[0])
    team.table.copy()
    desk.settle()
    assert "가온별" in QGuiApplication.clipboard().text()
    now = datetime.now(UTC)
    found = access.rows(ws, now - timedelta(hours=1), now + timedelta(hours=1))
    assert [line.action for line in found] == ["copy", "unmask"]
    ws.sight.cover()
    room.mark_stale()
    desk.settle()
    team.table.copy()
    assert "가온별" not in QGuiApplication.clipboard().text()
