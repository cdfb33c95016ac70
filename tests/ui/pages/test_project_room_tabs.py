"""과제방: which of its tabs are kept as they were left."""

from threading import Event
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services import projects
from tests.factories import project
from tests.ui.desk import Desk
from ui.pages.project_room import data, page
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


def test_a_task_that_is_being_written_keeps_the_overview(desk: Desk, room: ProjectRoom) -> None:
    """Words in the line for a new 할 일 that were not added yet are there when one comes back."""
    overview = room.parts.overview
    QTest.keyClicks(overview.todo.title_line, "call the hall")
    _go_through(desk, room, OTHERS)
    assert room.parts._made["overview"] is overview
    overview.todo.add()
    desk.settle()
    _go_through(desk, room, OTHERS[:1])
    assert "overview" not in room.parts._made


def test_a_task_on_its_way_keeps_the_overview(desk: Desk, room: ProjectRoom) -> None:
    """What is refused goes back into the line that it was written in, however long the writer was busy."""
    overview, go_on = room.parts.overview, Event()
    desk.tasks.write(room, "오래 걸리는 일", lambda _ws: go_on.wait(10))
    QTest.keyClicks(overview.todo.title_line, "x" * 2000)
    overview.todo.add()
    for key in OTHERS:
        room.show_tab(key)
    go_on.set()
    desk.settle()
    assert room.parts._made["overview"] is overview
    assert overview.todo.title_line.text() == "x" * 2000
    desk.errors.clear()


def test_what_is_typed_into_a_new_overview_is_stored(desk: Desk, room: ProjectRoom) -> None:
    """The form of the tab that was made anew saves as the first one did."""
    _go_through(desk, room, (*OTHERS, "overview"))
    form = room.parts.overview.info.form
    QTest.keyClicks(form.fields["department"].editor, "dept")
    room.flush()
    desk.settle()
    assert projects.get(desk.workspace, room.project_id).department == "dept"
    assert form.fields["department"].editor.text() == "dept"


def test_a_reading_begun_before_the_overview_was_put_away_is_shown_in_the_new_one(
    desk: Desk, room: ProjectRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed into the tab of before does not turn away what is read while another takes its place."""
    form = room.parts.overview.info.form
    QTest.keyClicks(form.fields["department"].editor, "dept")
    room.flush()
    desk.settle()
    _go_through(desk, room, OTHERS[:KEPT])
    go_on = _held_back(monkeypatch)
    projects.edit(desk.workspace, [room.project_id], {"department": "other"})
    qtbot.waitUntil(lambda: go_on.begun.is_set())
    for key in (*OTHERS[KEPT:], "overview"):
        room.show_tab(key)
    assert room.parts.overview.info.form is not form
    go_on.set()
    desk.settle()
    assert room.parts.overview.info.form.fields["department"].editor.text() == "other"


def test_what_is_typed_into_a_new_tab_outlives_a_reading_begun_before(
    desk: Desk, room: ProjectRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reading that knows nothing of what was typed since does not show what stood there before."""
    _go_through(desk, room, OTHERS[:KEPT])
    _go_through(desk, room, OTHERS[KEPT:])
    go_on = _held_back(monkeypatch)
    projects.edit(desk.workspace, [room.project_id], {"title": "다른 이름"})
    qtbot.waitUntil(lambda: go_on.begun.is_set())
    room.show_tab("overview")
    form = room.parts.overview.info.form
    QTest.keyClicks(form.fields["department"].editor, "dept")
    room.flush()
    qtbot.waitUntil(lambda: not desk.tasks.writing())
    shown: list[str] = []
    form.fields["department"].editor.textChanged.connect(shown.append)
    go_on.set()
    desk.settle()
    assert shown == []
    assert projects.get(desk.workspace, room.project_id).department == "dept"


class _Gate(Event):
    """Lets a reading go on; ``begun`` tells that one waits."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = Event()


def _held_back(monkeypatch: pytest.MonkeyPatch) -> _Gate:
    """Have the first reading of a room from now on arrive only when it is let."""
    load, gate = data.load, _Gate()

    def slow(*args: Any) -> Any:
        room, first = load(*args), not gate.begun.is_set()
        gate.begun.set()
        assert not first or gate.wait(10)
        return room

    monkeypatch.setattr(page, "load", slow)
    return gate
