"""Outputs in the room of a project: filed with their files, narrowed, changed, deleted, brought back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.services import outputs, undo
from tests.factories import file, output, project
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.pages.project_room.file_list import FileRow, size_words
from ui.pages.project_room.page import ProjectRoom


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the outputs of a project that has none."""
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=project(desk.workspace).id, tab="outputs")
    desk.show(page)
    return page


def _stored(desk: Desk, room: ProjectRoom) -> list[Any]:
    return outputs.of_project(desk.workspace, room.project_id)


def _undo(desk: Desk) -> None:
    owner = QWidget()
    desk.tasks.write(owner, "실행 취소", undo.undo)
    desk.settle()


def test_files_on_the_empty_list(desk: Desk, room: ProjectRoom, tmp_path: Path) -> None:
    """Each file becomes an output of its own name; one undo takes all of them back."""
    assert room.parts.outputs.empty.isVisible()
    room.parts.outputs.drop.dropped.emit([file(tmp_path, "계획서.txt"), file(tmp_path, "조사표.txt")])
    desk.settle()
    assert sorted((row.title, row.file_count) for row in _stored(desk, room)) == [
        ("계획서", 1),
        ("조사표", 1),
    ]
    _undo(desk)
    assert _stored(desk, room) == []
    assert room.parts.outputs.empty.isVisible()


def test_filing_one(desk: Desk, room: ProjectRoom) -> None:
    """등록 asks for title and kind, offers the stage under way, and shows what was filed."""
    dialog = room.parts.outputs.add()
    assert dialog is not None
    dialog.form.fields["title"].editor.setText("이해관계자 지도")
    dialog.accept()
    desk.settle()
    row = room.parts.outputs.current()
    assert row is not None
    assert (row.title, row.stage) == ("이해관계자 지도", "planning")


def test_filing_without_a_title_is_refused(desk: Desk, room: ProjectRoom) -> None:
    """A missing title is said beside its field and nothing is stored."""
    dialog = room.parts.outputs.add()
    assert dialog is not None
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.form.fields["title"].error_label.text()
    assert _stored(desk, room) == []


def test_the_detail_saves(desk: Desk, room: ProjectRoom) -> None:
    """What is typed into the detail form is stored with the output in view."""
    output(desk.workspace, room.project_id)
    desk.settle()
    room.parts.outputs.form.fields["version"].editor.setFocus()
    room.parts.outputs.form.fields["version"].editor.insert("2.0")
    room.parts.outputs.form.fields["version"].editor.edited.emit()
    room.flush()
    desk.settle()
    assert _stored(desk, room)[0].version == "2.0"


def test_files_are_attached_and_taken_off(desk: Desk, room: ProjectRoom, tmp_path: Path) -> None:
    """Files dropped on the detail are attached; taking one off asks first; undo brings it back."""
    output(desk.workspace, room.project_id)
    desk.settle()
    room.parts.outputs.files.dropped.emit([file(tmp_path, "회의록.txt")])
    desk.settle()
    row = room.parts.outputs.files.rows.rows[0]
    assert isinstance(row, FileRow)
    room.verbs.remove_files([row.file])
    dialog = next(one for one in room.findChildren(MessageDialog) if one.isVisible())
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "떼기").click()
    desk.settle()
    assert room.parts.outputs.files.rows.rows == []
    _undo(desk)
    assert len(room.parts.outputs.files.rows.rows) == 1


def test_outputs_go_by_their_days_and_not_by_how_days_are_written(desk: Desk, room: ProjectRoom) -> None:
    """October comes after June, and those without a day after both, whichever way the order goes."""
    days = {"가을": date(2025, 10, 1), "여름": date(2025, 6, 18), "봄": date(2026, 3, 2), "언젠가": None}
    for title, day in days.items():
        output(desk.workspace, room.project_id, title=title, produced_on=day)
    desk.settle()
    table, model = room.parts.outputs.table, room.parts.outputs.model

    def titles() -> list[str]:
        return [row.title for row in model.records_of(model.ids())]

    table.sort_by((("produced_on", False),))
    assert titles() == ["여름", "가을", "봄", "언젠가"]
    table.sort_by((("produced_on", True),))
    assert titles() == ["봄", "가을", "여름", "언젠가"]


def test_enter_on_a_button_of_a_file_does_not_open_it(
    desk: Desk, room: ProjectRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file opens by Enter on its row; on 떼기 in it that would be another thing than asked for."""
    output(desk.workspace, room.project_id)
    desk.settle()
    room.parts.outputs.files.dropped.emit([file(tmp_path, "회의록.txt")])
    desk.settle()
    opened: list[Any] = []
    monkeypatch.setattr(room.verbs, "open_file", opened.append)
    row = room.parts.outputs.files.rows.rows[0]
    for target in (row.findChildren(QToolButton)[-1], row):
        assert opened == []
        target.setFocus()
        QTest.keyClick(target, Qt.Key.Key_Return)
    assert len(opened) == 1


def test_filters_narrow(desk: Desk, room: ProjectRoom) -> None:
    """Stage and kind narrow the list; where nothing is left, one button shows all again."""
    output(desk.workspace, room.project_id, title="보고", stage="design")
    output(desk.workspace, room.project_id, "persona", title="퍼소나", stage="planning")
    desk.settle()
    room.parts.outputs.stage_filter.set_value("planning")
    room.parts.outputs.stage_filter.chosen.emit("planning")
    assert [row.title for row in room.parts.outputs.model.records_of(room.parts.outputs.model.ids())] == [
        "퍼소나"
    ]
    room.parts.outputs.stage_filter.set_value("feedback")
    room.parts.outputs.stage_filter.chosen.emit("feedback")
    assert room.parts.outputs.none.isVisible()
    room.parts.outputs.none.button.click()
    assert room.parts.outputs.model.rowCount() == 2


def test_several_at_once(desk: Desk, room: ProjectRoom) -> None:
    """Disclosure is set for every checked output as one step, and one undo takes it back."""
    for title in ("하나", "둘"):
        output(desk.workspace, room.project_id, title=title)
    desk.settle()
    room.parts.outputs.model.check_all()
    room.parts.outputs.set_field(room.parts.outputs.model.checked(), "disclosure", "open")
    desk.settle()
    assert {row.disclosure for row in _stored(desk, room)} == {"open"}
    _undo(desk)
    assert "open" not in {row.disclosure for row in _stored(desk, room)}


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0B"), (1023, "1023B"), (14_336, "14KB"), (3_355_443, "3.2MB")]
)
def test_sizes(size: int, words: str) -> None:
    """Sizes read in the largest unit that they fill."""
    assert size_words(size) == words
