"""Saving as one types: a reading that is older than the typing never overwrites it."""

from threading import Event
from types import SimpleNamespace
from typing import Any

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.fields import FieldSpec, FieldType
from app.domain.person import PERSON_FIELDS
from app.errors import EnvironmentProblem, ProblemKind
from app.services import listing, records
from tests.factories import person
from tests.ui.desk import Desk
from ui.autosave import Autosave
from ui.widgets.form import RecordForm
from ui.widgets.minutes.editor import MinutesEditor

FIELDS = tuple(spec for spec in PERSON_FIELDS if spec.key in ("name", "department"))


def test_a_reading_from_before_an_edit_is_turned_away(desk: Desk, qtbot: QtBot) -> None:
    """While an edit is on its way no reading is fresh; when it is stored, reading again is asked for."""
    row, gate = person(desk.workspace), Event()
    form = RecordForm(FIELDS)
    qtbot.addWidget(form)

    def save(ws: Any, record: int, changes: dict[str, Any]) -> None:
        assert gate.wait(5)
        records.edit(ws, "person", [record], changes)

    saving = Autosave(form, desk.tasks, "참여자", save)
    form.set_record(row)
    before = saving.stamp()
    form.fields["department"].editor.insert("care")
    form.fields["department"].editor.edited.emit()
    form.flush()
    assert saving.stamp() is None
    assert not saving.fresh(before)
    with qtbot.waitSignal(saving.settled):
        gate.set()
    assert not saving.fresh(before)
    assert saving.fresh(saving.stamp())


def test_a_refused_edit_is_said_beside_its_field(desk: Desk, qtbot: QtBot) -> None:
    """What cannot be stored stays typed, with the reason beside it, and readings are fresh again."""
    form = RecordForm(FIELDS)
    qtbot.addWidget(form)

    def save(ws: Any, record: int, changes: dict[str, Any]) -> None:
        records.edit(ws, "person", [record], changes)

    saving = Autosave(form, desk.tasks, "참여자", save)
    form.set_record(person(desk.workspace))
    form.fields["department"].editor.insert("900101-1234567")
    form.fields["department"].editor.edited.emit()
    form.flush()
    desk.settle()
    assert "주민등록번호" in form.fields["department"].error_label.accessibleName()
    assert form.fields["department"].editor.text() == "900101-1234567"
    assert saving.fresh(saving.stamp())


def test_a_refusal_never_stands_on_the_next_record(desk: Desk, qtbot: QtBot) -> None:
    """What was typed into a record deleted elsewhere is told with the text, not on the next one."""
    first, second = person(desk.workspace), person(desk.workspace, "둘째")
    form = RecordForm(FIELDS)
    qtbot.addWidget(form)
    gate = Event()

    def save(ws: Any, record: int, changes: dict[str, Any]) -> None:
        assert gate.wait(5)
        records.edit(ws, "person", [record], changes)

    Autosave(form, desk.tasks, "참여자", save)
    form.set_record(first)
    records.delete(desk.workspace, "person", [first.id])
    form.fields["department"].editor.insert("care")
    form.fields["department"].editor.edited.emit()
    form.set_record(second)
    gate.set()
    desk.settle()
    assert not form.fields["department"].error_label.accessibleName()
    (told,) = desk.errors
    assert "이미 지워졌습니다" in str(told) and "적은 글: care" in str(told)
    desk.errors.clear()


class Disk:
    """A place to save to that is full until somebody makes room."""

    def __init__(self) -> None:
        """Begin full."""
        self.full = True

    def save(self, ws: Any, record: int, changes: dict[str, Any]) -> None:
        """Store what was typed, where there is room."""
        if self.full:
            raise EnvironmentProblem("디스크에 자리가 없습니다.", ProblemKind.FULL)
        records.edit(ws, "person", [record], changes)


def test_what_a_full_disk_has_not_taken_is_neither_lost_nor_forgotten(desk: Desk, qtbot: QtBot) -> None:
    """Read again, the record does not take its place; it is stored with the next that is handed over."""
    form, disk, row = RecordForm(FIELDS), Disk(), person(desk.workspace)
    qtbot.addWidget(form)
    saving = Autosave(form, desk.tasks, "참여자", disk.save)
    form.set_record(row)
    editor = form.fields["department"].editor
    editor.insert("care")
    editor.edited.emit()
    form.flush()
    desk.settle()
    assert [type(error) for error in desk.errors] == [EnvironmentProblem]
    desk.errors.clear()
    assert saving.fresh(saving.stamp())
    form.set_record(row)
    assert editor.text() == "care"
    assert "자리가 없습니다" in form.fields["department"].error_label.accessibleName()
    disk.full = False
    form.flush()
    desk.settle()
    assert _department(desk, row.id) == "care"
    assert form.fields["department"].error_label.isHidden()


def test_minutes_that_a_full_disk_has_not_taken_are_stored_once_there_is_room(
    desk: Desk, qtbot: QtBot
) -> None:
    """Reading the session again leaves what was written; leaving it hands it over again."""
    editor, disk, row = MinutesEditor("department"), Disk(), person(desk.workspace)
    qtbot.addWidget(editor)
    Autosave(editor, desk.tasks, "회의록 쓰기", disk.save)
    editor.show_record(row.id, "")
    editor.insertPlainText("care")
    editor.flush()
    desk.settle()
    desk.errors.clear()
    editor.show_record(row.id, "")
    assert editor.markdown() == "care"
    disk.full = False
    editor.flush()
    desk.settle()
    assert _department(desk, row.id) == "care"


def _department(desk: Desk, record: int) -> str | None:
    (row,) = listing.rows(desk.workspace, "person", [record])
    found: str | None = row.department
    return found


def test_what_can_be_no_value_is_told_when_another_record_comes(desk: Desk, qtbot: QtBot) -> None:
    """A day that does not exist is not stored; its words are told before they give way, and only then."""
    form = RecordForm((FieldSpec("due_on", FieldType.DATE, "기한"), *FIELDS))
    qtbot.addWidget(form)
    Autosave(form, desk.tasks, "참여자", lambda _ws, _record, _changes: None)
    first, second = (SimpleNamespace(id=one, due_on=None, department="") for one in (1, 2))
    form.set_record(first)
    QTest.keyClicks(form.fields["due_on"].editor, "2026-02-31")
    form.flush()
    form.set_record(first)
    assert not desk.errors
    form.set_record(second)
    (told,) = desk.errors
    assert "기한에 적은 ‘2026-02-31’은 저장하지 않았습니다." in str(told)
    desk.errors.clear()
    form.set_record(first)
    assert not desk.errors
