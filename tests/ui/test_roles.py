"""역할 in the window: menus and forms are grey where the role may not, and say why; looking stays."""

import pytest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.desk_role import Duty
from app.domain.fields import FieldSpec, FieldType
from app.services.session import sessions
from tests import factories
from tests.ui.desk import Desk
from ui.pages.people.page import PeoplePage
from ui.pages.project_room.page import ProjectRoom
from ui.roles import asking
from ui.widgets.form import RecordForm
from ui.widgets.menus import Entry, Looks, menu_of

SENTENCE = "열람 역할에서는 고칠 수 없습니다."


def enabled(menu: QMenu) -> list[str]:
    """Return the words of what can be done."""
    return [action.text() for action in menu.actions() if action.isEnabled() and action.text()]


def test_a_refused_menu_says_why_and_leaves_looking(qtbot: QtBot) -> None:
    """The sentence stands on top; what changes is grey, copying and opening are not, nor a menu of them."""
    owner = QWidget()
    qtbot.addWidget(owner)
    entries: list[Entry] = [
        ("pencil", "고치기", print),
        ("copy", "복사", Looks(print)),
        ("", "파일", [("", "열기", Looks(print)), ("", "떼기", print)]),
        ("", "종류", [("", "목소리", print)]),
    ]
    refused = menu_of(owner, entries, SENTENCE)
    assert refused.actions()[0].text() == SENTENCE and not refused.actions()[0].isEnabled()
    assert enabled(refused) == ["복사", "파일"]
    assert enabled(menu_of(owner, entries)) == ["고치기", "복사", "파일", "종류"]


def test_a_guarded_form_is_grey_and_says_why(qtbot: QtBot) -> None:
    """The fields can be read but not written while the role may not; another role writes at once."""
    form = RecordForm([FieldSpec("title", FieldType.TEXT, "과제명")])
    qtbot.addWidget(form)
    words = [SENTENCE]
    form.guard(lambda: words[0])
    form.show()
    assert form.refused.isVisible() and form.refused.accessibleName() == SENTENCE
    assert not form.fields["title"].editor.isEnabled()
    words[0] = ""
    form.hide()
    form.show()
    assert not form.refused.isVisible() and form.fields["title"].editor.isEnabled()


@pytest.mark.parametrize(
    ("role", "able"),
    [
        ("reader", {"복사", "동의서 인쇄…"}),
        ("manager", {"개인정보 열람…", "복사", "동의서 인쇄…", "개인정보 파기…"}),
    ],
)
def test_the_menu_of_a_person_follows_the_table_of_roles(
    desk: Desk, qtbot: QtBot, role: str, able: set[str]
) -> None:
    """Each entry asks for its own duty: a 관리자 destroys but edits nobody, 열람 copies masks and prints."""
    person = factories.person(desk.workspace)
    desk.workspace.settings = desk.workspace.settings.with_values(desk_role=role)
    page = PeoplePage(desk.context)
    qtbot.addWidget(page)
    desk.show(page)
    menu = page.persons.menu_of([person.id])
    assert set(enabled(menu)) == able
    assert "역할" in next(action for action in menu.actions() if action.text() == "삭제…").toolTip()
    page.model.check_all()
    assert not page.area.chosen.buttons["delete"].isEnabled()
    assert "역할" in page.area.chosen.buttons["delete"].toolTip()
    page.table.set_current_id(person.id)
    desk.settle()
    page.panel.begin_edit()
    assert "참여자와 동의를 고칠 수 없습니다" in desk.said[-1]


def test_a_room_is_read_by_who_may_only_read(desk: Desk, qtbot: QtBot) -> None:
    """For 열람 the forms of a project and the panels of its session are locked and say why."""
    ws = desk.workspace
    project = factories.project(ws)
    sessions.create(ws, project.id, "workshop", {"topic": "첫 모임", "held_on": ws.today})
    ws.settings = ws.settings.with_values(desk_role="reader")
    room = ProjectRoom(desk.context)
    qtbot.addWidget(room)
    room.open_with(project_id=project.id)
    desk.show(room)
    info = room.parts.overview.info
    assert info.form.refused.isVisible() and not info.form.fields["title"].isEnabled()
    room.open_with(project_id=project.id, tab="sessions")
    desk.settle()
    tab = room.parts.sessions
    assert tab.detail.minutes.editor.isReadOnly() and "역할" in tab.detail.head.hint.text()
    assert enabled(tab.menu()) == []
    assert not room.meta.adder.isEnabled() and "역할" in room.meta.adder.toolTip()
    room.open_with(project_id=project.id, tab="outcomes")
    desk.settle()
    assert not room.parts.outcomes.empty.button.isEnabled()


def test_a_button_asks_for_its_duty_whenever_it_is_shown(desk: Desk, qtbot: QtBot) -> None:
    """Whoever enables it, it stays grey against the role, and is as it was when the role may again."""
    page = QWidget()
    page.context = desk.context  # type: ignore[attr-defined]
    qtbot.addWidget(page)
    made = asking(QPushButton("집행 기록", page), Duty.EDIT_BUDGET)
    made.setToolTip("쓴 돈을 적습니다.")
    roles = {role: desk.workspace.settings.with_values(desk_role=role) for role in ("facilitator", "manager")}
    for role, words in (("facilitator", "예산과 집행을 고칠 수 없습니다"), ("manager", "쓴 돈을")):
        desk.workspace.settings = roles[role]
        page.hide()
        page.show()
        made.setEnabled(True)
        assert (made.isEnabled(), words in made.toolTip()) == (role == "manager", True)
