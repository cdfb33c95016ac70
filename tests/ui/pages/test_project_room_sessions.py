"""활동 in the room of a project: listed, recorded, attended, written, locked, opened again."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.finding import FindingKind
from app.domain.session_parts import SessionParts
from app.errors import UserError
from app.services import outputs, undo
from app.services.session import attendance, outcomes, sessions
from tests.factories import file, person, project, team
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.pages.project_room.page import ProjectRoom
from ui.pages.project_room.sessions.attendance_panel import segments
from ui.pages.project_room.sessions.tab import SessionsTab


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """The sessions of a project with a team and one workshop of today."""
    made = project(desk.workspace).id
    team(desk.workspace, made)
    today = desk.workspace.today
    values = {"topic": "준비 모임", "held_on": today, "starts_at": "14:00"}
    sessions.create(desk.workspace, made, "workshop", values)
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=made, tab="sessions")
    desk.show(page)
    return page


@pytest.fixture
def tab(room: ProjectRoom) -> SessionsTab:
    """The tab in front."""
    return room.parts.sessions


def parts(desk: Desk, tab: SessionsTab) -> SessionParts:
    """What is stored of the session in front."""
    assert tab.front is not None
    return sessions.parts(desk.workspace, tab.front.parts.session.id)


def test_the_list_is_grouped(desk: Desk, room: ProjectRoom, tab: SessionsTab) -> None:
    """What is to come stands first, then what has no day in its words, then what was."""
    tomorrow = desk.workspace.today + timedelta(1)
    sessions.create(desk.workspace, room.project_id, "forum", {"topic": "포럼", "held_on": tomorrow})
    sessions.create(
        desk.workspace, room.project_id, "dialogue", {"topic": "모임", "held_on": "(목) 오후 8시"}
    )
    desk.settle()
    words = [tab.listed.model.index(row).data() for row in range(tab.listed.model.rowCount())]
    assert [word.split(",")[0] for word in words] == [
        "예정 1회",
        "포럼",
        "날짜 미정 1회",
        "모임",
        "지난 활동 1회",
        "준비 모임",
    ]
    assert "(목) 오후 8시" in words[3]


def test_filters(desk: Desk, room: ProjectRoom, tab: SessionsTab) -> None:
    """Narrowing to a kind that is not there says so, and offers all again."""
    tab.listed.kind_filter.set_value("survey")
    tab.listed.kind_filter.edited.emit()
    desk.settle()
    assert tab.none.isVisible()
    tab.none.button.click()
    desk.settle()
    assert tab.detail.isVisible()


def test_recording(desk: Desk, tab: SessionsTab) -> None:
    """활동 기록 makes a session with the agenda of its kind and brings it to the front."""
    dialog = tab.add()
    dialog.form.fields["kind"].editor.set_value("interview")
    dialog.form.fields["topic"].editor.setText("1차 인터뷰")
    dialog.form.fields["held_on"].editor.setText("(목) 오후 8시")
    dialog.accept()
    desk.settle()
    found = parts(desk, tab).session
    assert (found.topic, found.kind, found.held_on, found.starts_at) == (
        "1차 인터뷰",
        "interview",
        None,
        "20:00",
    )
    assert "(목) 오후 8시" in tab.detail.head.when.text()
    assert tab.detail.agenda.rows.rows


def test_times_follow_from_the_start(desk: Desk, tab: SessionsTab) -> None:
    """Each item begins where the minutes before it end; moving one moves the times."""
    rows: list[Any] = tab.detail.agenda.rows.rows
    first, second = parts(desk, tab).agenda[:2]
    assert rows[1].accessibleName() == f"14:{first.minutes:02d} {second.title} {second.minutes}분"
    rows[1].setFocus()
    QTest.keyClick(rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    desk.settle()
    assert [item.id for item in parts(desk, tab).agenda[:2]] == [second.id, first.id]


def test_attendance_by_mouse_and_keys(desk: Desk, tab: SessionsTab) -> None:
    """A click chooses one of three, the keys do and go on; all the others by one button."""
    view = tab.detail.attendance.view
    place = segments(view.visualRect(view.roster.index(0)))[1].center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    view.setCurrentIndex(view.roster.index(1))
    QTest.keyClick(view, Qt.Key.Key_3)
    desk.settle()
    assert [row.state for row in view.roster.rows[:3]] == ["late", "absent", None]
    assert view.currentIndex().row() == 2
    tab.detail.attendance.every.click()
    desk.settle()
    states = [row.state for row in view.roster.rows]
    assert states == ["late", "absent"] + ["present"] * (len(states) - 2)
    assert not tab.detail.attendance.every.isVisible()


def test_guests(desk: Desk, tab: SessionsTab) -> None:
    """Heads without a record are counted and enter the share of citizens."""
    field = tab.detail.attendance.guests["citizen"]
    field.setFocus()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.settle()
    assert parts(desk, tab).session.guests == 12
    assert tab.detail.attendance.figures["share"].text() == "100%"


def test_names_of_citizens_are_masked(desk: Desk, tab: SessionsTab) -> None:
    """Citizens' names are hidden in part, officials' are not."""
    rows = tab.detail.attendance.view.roster.rows
    shown = {row.actor_kind: tab.detail.attendance.view.roster.name(row) for row in rows}
    assert "*" in shown["citizen"]
    assert "*" not in shown["official"]


def test_three_hundred_attendees_are_no_widgets(desk: Desk, tab: SessionsTab) -> None:
    """A session of 300 has as many child widgets as one of ten."""
    before = len(tab.detail.attendance.findChildren(QWidget))
    assert tab.front is not None
    session = tab.front.parts.session
    with desk.workspace.unit_of_work("명단") as work:
        for number in range(300):
            one = work.insert("person", {"name": f"시민{number}", "actor_kind": "citizen"})
            links = {"project_id": session.project_id, "session_id": session.id, "person_id": one}
            work.insert("attendance", {**links, "state": "present"})
    desk.settle()
    assert tab.detail.attendance.view.roster.rowCount() > 300
    assert len(tab.detail.attendance.findChildren(QWidget)) == before


def test_minutes_are_saved_as_one_types(desk: Desk, tab: SessionsTab) -> None:
    """What is typed is stored by itself, and undo takes it back."""
    QTest.keyClicks(tab.detail.minutes.editor, "- abc")
    tab.flush()
    desk.settle()
    assert parts(desk, tab).session.minutes == "- abc"
    undo.undo(desk.workspace)
    desk.settle()
    assert (parts(desk, tab).session.minutes, tab.detail.minutes.editor.markdown()) == ("", "")


def test_leaving_the_tab_while_composing(desk: Desk, room: ProjectRoom, tab: SessionsTab) -> None:
    """A syllable being composed is stored once when another tab is shown."""
    event = QInputMethodEvent("글", [])
    event.setCommitString("한")
    QApplication.sendEvent(tab.detail.minutes.editor, event)
    room.show_tab("team")
    desk.settle()
    assert parts(desk, tab).session.minutes == "한글"


def test_choosing_another_session_while_composing(desk: Desk, room: ProjectRoom, tab: SessionsTab) -> None:
    """The syllable goes to the session it was written in."""
    before = parts(desk, tab).session.id
    other = sessions.create(desk.workspace, room.project_id, "forum", {"topic": "포럼"})
    desk.settle()
    QApplication.sendEvent(tab.detail.minutes.editor, QInputMethodEvent("앞", []))
    tab.listed.view.setCurrentIndex(tab.listed.model.index(tab.listed.model.row_of(other)))
    desk.settle()
    assert sessions.get(desk.workspace, before).minutes == "앞"
    assert (parts(desk, tab).session.id, parts(desk, tab).session.minutes) == (other, "")


def test_chosen_words_become_a_finding(desk: Desk, tab: SessionsTab) -> None:
    """Words, place and speaker are kept, the place is marked, the speaker is remembered."""
    assert tab.front is not None
    sessions.edit(desk.workspace, tab.front.parts.session.id, {"minutes": "## 말\n회신이 늦다"})
    desk.settle()
    cursor = tab.detail.minutes.editor.document().find("회신이")
    tab.detail.minutes.editor.setTextCursor(cursor)
    tab.detail.minutes.offer()
    assert tab.detail.minutes.bar.isVisible()
    tab.detail.minutes.bar.speaker.setText("귀촌 5년 차")
    tab.detail.minutes.bar.buttons[FindingKind.PAIN].click()
    desk.settle()
    card = parts(desk, tab).findings[0]
    assert (card.kind, card.quote, card.quote_start, card.quote_end, card.speaker) == (
        "pain", "회신이", 5, 8, "귀촌 5년 차",
    )  # fmt: skip
    assert [mark.cursor.selectedText() for mark in tab.detail.minutes.editor.extraSelections()] == ["회신이"]
    assert tab.detail.minutes.bar.speaker.text() == "귀촌 5년 차"
    assert not tab.detail.minutes.bar.isVisible()


def test_no_bar_without_words(tab: SessionsTab) -> None:
    """Nothing chosen, nothing offered."""
    tab.detail.minutes.editor.moveCursor(QTextCursor.MoveOperation.End)
    tab.detail.minutes.offer()
    assert not tab.detail.minutes.bar.isVisible()


def test_a_refused_decision_comes_back_into_its_line(desk: Desk, tab: SessionsTab) -> None:
    """What may not be kept is told, and the words can be mended."""
    line = tab.detail.decisions.line
    line.setText("담당 900101-1234567에게 보냄")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    assert [type(error) for error in desk.errors] == [UserError]
    desk.errors.clear()
    assert line.text() == "담당 900101-1234567에게 보냄"
    line.setText("담당에게 보냄")
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    assert [row.text for row in parts(desk, tab).decisions] == ["담당에게 보냄"]
    assert line.text() == ""


def test_a_decision_half_written_stays_with_its_session(
    desk: Desk, room: ProjectRoom, tab: SessionsTab
) -> None:
    """In another session the line is its own; Enter there changes no decision of the first."""
    first = parts(desk, tab).session.id
    other = sessions.create(desk.workspace, room.project_id, "workshop", {"topic": "다음 모임"})
    outcomes.add_decision(desk.workspace, first, "하나")
    desk.settle()
    tab.show_session(first)
    desk.settle()
    panel = tab.detail.decisions
    panel.edit(parts(desk, tab).decisions[0])
    panel.line.setText("하나를 고쳐")
    tab.show_session(other)
    desk.settle()
    assert panel.line.text() == ""
    panel.line.setText("둘")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    desk.settle()
    assert [row.text for row in parts(desk, tab).decisions] == ["둘"]
    tab.show_session(first)
    desk.settle()
    assert panel.line.text() == "하나를 고쳐"
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    desk.settle()
    assert [row.text for row in parts(desk, tab).decisions] == ["하나를 고쳐"]


def test_who_empties_the_line_begins_another_decision(desk: Desk, tab: SessionsTab) -> None:
    """The decision that was taken into the line stays as it is."""
    outcomes.add_decision(desk.workspace, parts(desk, tab).session.id, "하나")
    desk.settle()
    panel = tab.detail.decisions
    panel.edit(parts(desk, tab).decisions[0])
    panel.line.selectAll()
    QTest.keyClick(panel.line, Qt.Key.Key_Delete)
    QTest.keyClicks(panel.line, "two")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    desk.settle()
    assert [row.text for row in parts(desk, tab).decisions] == ["하나", "two"]


def test_decisions_and_next_actions(desk: Desk, room: ProjectRoom, tab: SessionsTab) -> None:
    """A decision is typed below the list; an action knows who and until when, and is ticked off."""
    QTest.keyClicks(tab.detail.decisions.line, "one")
    QTest.keyClick(tab.detail.decisions.line, Qt.Key.Key_Return)
    tab.detail.agreed.add.click()
    dialog: Any = room.findChild(MessageDialog)
    dialog.form.fields["title"].editor.setText("보내기")
    dialog.form.fields["due_on"].editor.setText("2026. 12. 1.")
    dialog.accept()
    desk.settle()
    found = parts(desk, tab)
    assert [row.text for row in found.decisions] == ["one"]
    assert [(row.title, row.due_on) for row in found.actions] == [("보내기", date(2026, 12, 1))]
    row: Any = tab.detail.agreed.rows.rows[0]
    row.box.click()
    desk.settle()
    assert (
        outputs.milestones(desk.workspace, room.project_id)[-1].done_on or parts(desk, tab).actions[0].done_on
    )


def test_dropped_files_are_kept(desk: Desk, tab: SessionsTab, tmp_path: Path) -> None:
    """What is let go over the panel belongs to the session."""
    tab.detail.files.drop.dropped.emit([file(tmp_path, "벽.png", b"x"), file(tmp_path, "서명부.txt")])
    desk.settle()
    assert sorted(one.name for one in parts(desk, tab).files) == ["벽.png", "서명부.txt"]
    assert tab.detail.files.meta.text() == "사진 1 · 파일 1"


def test_closing_locks_and_reopening_asks_why(desk: Desk, tab: SessionsTab) -> None:
    """A closed session shows no control that changes it; it opens again with a reason only."""
    tab.detail.head.close_button.click()
    desk.settle()
    assert tab.detail.minutes.editor.isReadOnly()
    assert not tab.detail.agenda.add.isVisible()
    assert not tab.detail.decisions.line.isVisible()
    QTest.keyClick(tab.detail.attendance.view, Qt.Key.Key_1)
    desk.settle()
    assert parts(desk, tab).attendance == ()
    tab.detail.head.open_button.click()
    dialog: Any = tab.window().findChild(MessageDialog)
    dialog.accept()
    assert dialog.isVisible()
    dialog.field.setPlainText("명단 바로잡기")
    dialog.accept()
    desk.settle()
    assert not tab.detail.minutes.editor.isReadOnly()
    assert "명단 바로잡기" in tab.detail.head.hint.full_text()


def test_who_is_not_on_the_team(desk: Desk, tab: SessionsTab) -> None:
    """Somebody entered without being on the team stands in the list too."""
    assert tab.front is not None
    extra = person(desk.workspace, "새사람")
    attendance.enter(desk.workspace, tab.front.parts.session.id, extra.id, "present")
    desk.settle()
    assert extra.id in [row.person_id for row in tab.detail.attendance.view.roster.rows]


def test_an_empty_room(desk: Desk, qtbot: QtBot) -> None:
    """A project without sessions says so and offers to record one."""
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=project(desk.workspace, title="빈 과제").id, tab="sessions")
    desk.show(page)
    assert page.parts.sessions.empty.isVisible()


def test_papers_of_a_session(desk: Desk, tab: SessionsTab) -> None:
    """회의록 and 서명부 open among the reports with this session chosen."""
    assert tab.front is not None
    session = tab.front.parts.session.id
    tab.detail.head.preview.click()
    tab.detail.attendance.printer.click()
    assert desk.went == [
        ("reports", {"report": "minutes", "session_id": session}),
        ("reports", {"report": "sign-in-sheet", "session_id": session}),
    ]


def test_transcripts(desk: Desk, tab: SessionsTab, tmp_path: Path) -> None:
    """A dropped file becomes a transcript under a pseudonym; words of it become a finding that says so."""
    dialog = tab.open_sources()
    assert dialog is not None
    dialog.drop.dropped.emit([file(tmp_path, "1차.txt", "답: 나중에야 들었죠.")])
    desk.settle()
    assert [dialog.list.item(0).text()] == ["1차 · 참여자 01"]
    cursor = dialog.text.editor.document().find("나중에야")
    dialog.text.editor.setTextCursor(cursor)
    dialog.text.bar.buttons[FindingKind.VOICE].click()
    desk.settle()
    card = parts(desk, tab).findings[0]
    assert (card.quote, card.source, card.speaker, card.quote_start) == ("나중에야", "1차", "참여자 01", 3)
    assert dialog.list.item(0).text() == "1차 · 참여자 01 · 카드 1"
    pasting = dialog.paste()
    pasting.form.fields["title"].editor.setText("2차")
    pasting.form.fields["text"].editor.setPlainText("붙인 말")
    pasting.accept()
    desk.settle()
    assert dialog.list.count() == 2
    dialog.close()


def test_words_that_were_looked_for_are_scrolled_to(desk: Desk, room: ProjectRoom, tab: SessionsTab) -> None:
    """Far down in long minutes the first place of the words comes into sight, marked, and stays unchanged."""
    assert tab.front is not None
    session = tab.front.parts.session.id
    lines = [f"{number}번째 말" for number in range(200)]
    lines[160] = "저녁에 가로등이 꺼져 있다"
    sessions.edit(desk.workspace, session, {"minutes": "\n\n".join(lines)})
    room.open_with(project_id=room.project_id, tab="sessions", session_id=session, words="가로등")
    desk.settle()
    editor = tab.detail.minutes.editor
    at = editor.toPlainText().index("가로등")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(at)
    assert editor.viewport().rect().contains(editor.cursorRect(cursor).center())
    marked = [one.cursor.selectedText() for one in editor.extraSelections()]
    assert "가로등" in marked
    assert not editor.document().isModified()
