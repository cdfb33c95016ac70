"""The history of a project: steps of work that open to what changed, fast also for many."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.history import ChangeKind, FieldChange, HistoryEntry
from app.services import projects, undo
from tests.factories import output, project
from tests.ui.desk import Desk
from ui.pages.project_room.history_model import HistoryModel, grouped
from ui.pages.project_room.page import ProjectRoom


def _entry(step: int, entity: str, *changes: FieldChange) -> HistoryEntry:
    at = datetime(2026, 11, 21, 5, 3, tzinfo=UTC)
    kind = ChangeKind.UPDATE if changes else ChangeKind.INSERT
    return HistoryEntry(step, f"{step}번째 일", "홍시험", at, entity, 1, kind, changes)


def test_entries_of_one_step_stand_together() -> None:
    """A step that changed two records is one line that opens to both."""
    change = FieldChange("진행률", "0%", "100%")
    steps = grouped([_entry(2, "stage", change), _entry(2, "signoff"), _entry(1, "output")])
    assert [(step.label, len(step.lines)) for step in steps] == [("2번째 일", 2), ("1번째 일", 0)]
    assert steps[0].summary == "단계 수정, 관문 통과 추가"
    assert steps[0].lines[0].change == "0% → 100%"


def test_a_single_change_is_said_at_once() -> None:
    """A step of one changed field says it without being opened; an empty value reads as a dash."""
    assert (
        grouped([_entry(1, "project", FieldChange("부서", None, "소통실"))])[0].summary == "부서: – → 소통실"
    )


def test_the_kind_narrows() -> None:
    """Only the changes of the chosen kind of record are shown."""
    assert [step.id for step in grouped([_entry(2, "stage"), _entry(1, "output")], "output")] == [1]


@pytest.mark.filterwarnings("default")
def test_the_model_is_sound(qtmodeltester: object, light: QApplication) -> None:
    """Parents and children of the tree agree."""
    model = HistoryModel()
    model.set_steps(
        grouped([_entry(2, "stage", FieldChange("가", "1", "2")), _entry(2, "signoff"), _entry(1, "output")])
    )
    qtmodeltester.check(model, force_py=True)  # type: ignore[attr-defined]
    first = model.index(0, 0)
    assert model.parent(model.index(1, 0, first)) == first
    assert model.rowCount(model.index(0, 0, first)) == 0
    assert model.parent(first) == QModelIndex()


def test_many_entries_are_grouped_by_their_steps(light: QApplication, qtbot: QtBot) -> None:
    """500 changed records in as many steps make as many rows, the newest first."""
    entries = [_entry(number, "project", FieldChange("개요", "앞", "뒤")) for number in range(500, 0, -1)]
    model = HistoryModel()
    model.set_steps(grouped(entries))
    assert model.rowCount() == 500
    assert model.data(model.index(499, 0), Qt.ItemDataRole.DisplayRole) == "1번째 일"


def test_the_tab_tells_what_happened(desk: Desk, qtbot: QtBot) -> None:
    """The tab shows the newest step first, and follows what is done while it is open."""
    made = project(desk.workspace)
    output(desk.workspace, made.id)
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=made.id, tab="history")
    desk.show(page)
    model = page.parts.history.model
    assert model.steps[-1].label.startswith("과제")
    projects.edit(desk.workspace, [made.id], {"department": "돌봄과"})
    desk.settle()
    assert model.steps[0].summary == "담당 부서: – → 돌봄과"
    undo.undo(desk.workspace)
    desk.settle()
    assert [step.actor.partition(" · ")[2] for step in model.steps[:2]] == ["실행 취소", ""]
    page.parts.history.filter.set_value("output")
    page.parts.history.filter.edited.emit()
    assert ["산출물" in step.label for step in model.steps] == [True]
