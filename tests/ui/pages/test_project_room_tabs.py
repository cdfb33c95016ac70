"""과제방: which of its tabs are kept as they were left."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services import projects
from tests.factories import project
from tests.ui.desk import Desk
from ui.pages.project_room.page import ProjectRoom
from ui.pages.project_room.parts import KEPT, TABS

OTHERS = TABS[1 : KEPT + 2]


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the room of a project at 개요."""
    made = ProjectRoom(desk.context)
    qtbot.addWidget(made)
    made.open_with(project_id=project(desk.workspace, title="골목 쉼터").id)
    desk.show(made)
    return made


def _go_through(desk: Desk, room: ProjectRoom, tabs: tuple[str, ...]) -> None:
    for key in tabs:
        room.show_tab(key)
        desk.settle()


def test_the_overview_is_made_anew_after_many_other_tabs(desk: Desk, room: ProjectRoom) -> None:
    """It is kept beside five others, put away after the sixth, and shows the project again when wanted."""
    first = room.parts.overview
    _go_through(desk, room, OTHERS[:KEPT])
    assert room.parts._made["overview"] is first
    _go_through(desk, room, OTHERS[KEPT:])
    assert "overview" not in room.parts._made
    room.show_tab("overview")
    desk.settle()
    assert room.parts.overview is not first
    assert room.parts.overview.info.form.record_id == room.project_id


def test_what_was_refused_keeps_the_overview(desk: Desk, room: ProjectRoom) -> None:
    """Words that were typed and could not be stored stay, however many tabs are seen."""
    overview = room.parts.overview
    field = next(iter(overview.info.form.fields.values()))
    field.set_error("이것은 저장하지 못했습니다.")
    _go_through(desk, room, OTHERS)
    assert room.parts._made["overview"] is overview
    field.set_error("")
    _go_through(desk, room, OTHERS[:1])
    assert "overview" not in room.parts._made


def test_what_is_typed_into_a_new_overview_is_stored(desk: Desk, room: ProjectRoom) -> None:
    """The form of the tab that was made anew saves as the first one did."""
    _go_through(desk, room, (*OTHERS, "overview"))
    form = room.parts.overview.info.form
    QTest.keyClicks(form.fields["department"].editor, "dept")
    room.flush()
    desk.settle()
    assert projects.get(desk.workspace, room.project_id).department == "dept"
    assert form.fields["department"].editor.text() == "dept"
