"""The room of a project: what it shows is what the records say, also after undo."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.errors import UserError
from app.services import listing, outputs, projects, records, stages, undo
from tests.factories import case, closed_sessions, file, milestone, pass_gate, project, team
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.record import RecordDialog
from ui.dialogs.sign_off import ReasonDialog, SignOffDialog
from ui.pages.project_room.criterion_row import CriterionRow
from ui.pages.project_room.page import ProjectRoom
from ui.pages.project_room.step_list import StepBox


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the room of a new project with a team of nine."""
    made = project(desk.workspace)
    team(desk.workspace, made.id)
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=made.id)
    desk.show(page)
    return page


def _dialog(page: QWidget, kind: type[Any]) -> Any:
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, "exactly one dialog is open"
    return found[0]


def _attested(page: ProjectRoom) -> CriterionRow:
    rows = [row for row in page.parts.overview.gate.rows.rows if isinstance(row, CriterionRow)]
    return next(row for row in rows if row.criterion.kind == "attested")


def _drop(target: QWidget, files: list[Path]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPointF(4, 4), copy, mime, left, none))


def _undo(desk: Desk) -> None:
    desk.tasks.write(desk_owner(desk), "실행 취소", undo.undo)
    desk.settle()


def desk_owner(desk: Desk) -> QWidget:
    """Return a widget to ask in the name of."""
    owner = QWidget()
    desk.owner = owner  # type: ignore[attr-defined]
    return owner


def test_counts_of_the_gate(room: ProjectRoom) -> None:
    """The evidence line of a counted criterion gives the figure of the records."""
    lines = [row.accessibleName() for row in room.parts.overview.gate.rows.rows]
    assert any("팀 9명 가운데 4명, 44%" in text for text in lines)
    assert not room.parts.overview.gate.passing.isEnabled()


def test_typing_is_saved_and_left_alone(desk: Desk, room: ProjectRoom) -> None:
    """What is typed is stored by itself, and its own refresh moves neither text nor cursor."""
    editor = room.parts.overview.info.form.fields["department"].editor
    editor.setFocus()
    QTest.keyClicks(editor, "abc def")
    editor.setCursorPosition(3)
    room.flush()
    desk.settle()
    assert projects.get(desk.workspace, room.project_id).department == "abc def"
    assert (editor.text(), editor.cursorPosition()) == ("abc def", 3)


def test_undo_shows_the_old_state(desk: Desk, room: ProjectRoom) -> None:
    """After undo the form shows what was stored before."""
    editor = room.parts.overview.info.form.fields["department"].editor
    QTest.keyClicks(editor, "dept")
    room.flush()
    desk.settle()
    _undo(desk)
    assert editor.text() == ""


def test_dropped_files_become_evidence(desk: Desk, room: ProjectRoom, tmp_path: Path) -> None:
    """Files let go over an attested criterion are attached to it; confirming is what is left to do."""
    _drop(_attested(room), [file(tmp_path, "결재본.txt")])
    desk.settle()
    row = _attested(room)
    assert [part.name for part in row.criterion.evidence] == ["결재본.txt"]
    assert row.findChild(QPushButton, f"check-{row.criterion.id}") is not None
    assert row.findChild(QPushButton, f"attach-{row.criterion.id}") is None


def test_confirming_asks_for_a_remark(desk: Desk, room: ProjectRoom) -> None:
    """확인 stores who confirmed and the remark; the menu takes it back."""
    row = _attested(room)
    button = row.findChild(QPushButton, f"check-{row.criterion.id}")
    assert isinstance(button, QPushButton)
    button.click()
    dialog = _dialog(room, ReasonDialog)
    dialog.field.setPlainText("부서장 결재")
    dialog.action.click()
    desk.settle()
    assert (_attested(room).criterion.met_by, _attested(room).criterion.remark) == ("홍시험", "부서장 결재")
    room.verbs.withdraw(_attested(room).criterion)
    desk.settle()
    assert not _attested(room).criterion.met


def test_a_refused_remark_stays_in_its_dialog(desk: Desk, room: ProjectRoom) -> None:
    """What may not be kept is said below the words, which can be mended and stored after all."""
    row = _attested(room)
    button = row.findChild(QPushButton, f"check-{row.criterion.id}")
    assert isinstance(button, QPushButton)
    button.click()
    dialog = _dialog(room, ReasonDialog)
    dialog.field.setPlainText("담당 900101-1234567 결재")
    dialog.action.click()
    desk.settle()
    assert dialog.isVisible() and "주민등록번호" in dialog.refused.accessibleName()
    dialog.field.setPlainText("부서장 결재")
    dialog.action.click()
    desk.settle()
    assert _attested(room).criterion.remark == "부서장 결재"


def test_enter_on_a_button_of_a_criterion_is_for_the_button(room: ProjectRoom) -> None:
    """The menu of the row is opened from the row itself, not while a button in it has the focus."""
    row = _attested(room)
    button = row.findChild(QPushButton, f"check-{row.criterion.id}")
    assert isinstance(button, QPushButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_a_name_that_is_in_no_list_is_one_step(desk: Desk, room: ProjectRoom) -> None:
    """새로 넣기 adds the person and gives the project to it; one undo takes both back."""
    before = listing.count(desk.workspace, "person", ListQuery())
    room.parts.overview.info.form.createRequested.emit("manager_id", "다솜길")
    add = desk.offers[-1]
    assert add is not None
    add()
    desk.settle()
    assert projects.get(desk.workspace, room.project_id).manager == "다솜길"
    undo.undo(desk.workspace)
    assert projects.get(desk.workspace, room.project_id).manager is None
    assert listing.count(desk.workspace, "person", ListQuery()) == before


def test_passing_by_exception(desk: Desk, room: ProjectRoom) -> None:
    """With criteria missing the gate is passed by a written reason only; the room moves on to the next."""
    room.parts.overview.gate.exception.click()
    dialog = _dialog(room, SignOffDialog)
    dialog.exception.setPlainText("일정이 급함")
    dialog.action.click()
    desk.settle()
    assert room.parts.overview.gate.title.text() == "설계 관문"
    assert room.stepper.cards[0].card.gate.startswith("예외로 통과")
    _undo(desk)
    assert room.parts.overview.gate.title.text() == "기획 관문"


def test_a_met_gate_is_open(desk: Desk, room: ProjectRoom) -> None:
    """관문 통과 unlocks when nothing is missing any more."""
    ws = desk.workspace
    for criterion in stages.of_project(ws, room.project_id)[0].criteria:
        if criterion.kind == "attested":
            stages.confirm(ws, criterion)
    outputs.add(ws, room.project_id, {"title": "조사", "kind": "research", "stage": "planning"})
    closed_sessions(ws, room.project_id)
    desk.settle()
    missing = [row.criterion.label for row in room.parts.overview.gate.rows.rows if not row.criterion.met]  # type: ignore[attr-defined]
    assert room.parts.overview.gate.passing.isEnabled() == (not missing)
    assert not missing


def test_reopening_asks_why(desk: Desk, room: ProjectRoom) -> None:
    """A passed gate is opened again with a reason, which its record keeps."""
    pass_gate(desk.workspace, room.project_id)
    desk.settle()
    room.show_stage(1)
    desk.settle()
    room.parts.stages.gate.reopening.click()
    dialog = _dialog(room, ReasonDialog)
    dialog.field.setPlainText("자료 보완")
    dialog.action.click()
    desk.settle()
    first = stages.of_project(desk.workspace, room.project_id)[0]
    assert first.closed_at is None
    assert first.signoffs[0].reopen_reason == "자료 보완"


def test_an_own_criterion(desk: Desk, room: ProjectRoom) -> None:
    """A criterion of one's own is added to the gate that is shown."""
    room.show_stage(2)
    room.parts.stages.gate.new.setText("부서 설명회")
    QTest.keyClick(room.parts.stages.gate.new, Qt.Key.Key_Return)
    desk.settle()
    assert stages.of_project(desk.workspace, room.project_id)[1].criteria[-1].label == "부서 설명회"


def test_progress_rests_before_it_is_stored(desk: Desk, room: ProjectRoom) -> None:
    """Slider and number show the same percent, stored once when handed over."""
    room.show_stage(1)
    desk.settle()
    room.parts.stages.progress.slider.setValue(40)
    assert room.parts.stages.progress.number.value() == 40
    room.flush()
    desk.settle()
    assert stages.of_project(desk.workspace, room.project_id)[0].progress == 40


def test_todo_is_added_and_ticked_off(desk: Desk, room: ProjectRoom) -> None:
    """A line and a day make a 할 일; its box marks it as done; a wrong day stores nothing."""
    before = len(outputs.milestones(desk.workspace, room.project_id))
    todo = room.parts.overview.todo
    todo.title_line.setText("현장조사 준비")
    todo.due_line.setText("아무 날")
    todo.add()
    assert todo.due_line.property("invalid")
    todo.due_line.setText("2026. 12. 1.")
    todo.add()
    desk.settle()
    added = [
        one for one in outputs.milestones(desk.workspace, room.project_id) if one.title == "현장조사 준비"
    ]
    assert len(outputs.milestones(desk.workspace, room.project_id)) == before + 1
    todo.set_done(added[0], True)
    desk.settle()
    done = [one for one in outputs.milestones(desk.workspace, room.project_id) if one.done_on]
    assert [one.title for one in done] == ["현장조사 준비"]


def test_todo_is_changed_in_a_dialog(desk: Desk, room: ProjectRoom) -> None:
    """Changing a 할 일 stores only what is another."""
    one = milestone(desk.workspace, room.project_id, title="중간 점검")
    desk.settle()
    dialog = room.parts.overview.todo.edit(one)
    assert isinstance(dialog, RecordDialog)
    dialog.form.fields["title"].editor.setText("중간 보고")
    dialog.accept()
    desk.settle()
    assert "중간 보고" in [todo.title for todo in outputs.milestones(desk.workspace, room.project_id)]


def test_the_tab_is_remembered_per_project(desk: Desk, room: ProjectRoom) -> None:
    """Coming back to a project shows the tab that was left; another project begins with 개요."""
    first, second = room.project_id, project(desk.workspace, title="나래군 통학로").id
    room.show_tab("team")
    room.open_with(project_id=second)
    assert room.tab() == "overview"
    room.open_with(project_id=first)
    desk.settle()
    assert room.tab() == "team"
    assert room.title == "가온시 야간 돌봄 안내"


def test_a_tab_asked_for_wins_over_the_one_remembered(desk: Desk, room: ProjectRoom) -> None:
    """navigate(tab=개요) shows 개요 although 팀 was left; 뒤로 asks for the tab in front."""
    room.show_tab("team")
    assert room.whereabouts({"project_id": room.project_id})["tab"] == "team"
    room.open_with(project_id=room.project_id, tab="overview")
    assert room.tab() == "overview"


def test_only_one_button_is_primary_when_a_gate_can_be_passed(desk: Desk, room: ProjectRoom) -> None:
    """관문 통과 is the main step then, so the button of the page is outlined; elsewhere it is not."""
    primary = room.primary_action()
    assert primary is not None and not primary.quiet
    stage = stages.of_project(desk.workspace, room.project_id)[0]
    records.delete(desk.workspace, "criterion", [part.id for part in stage.criteria])
    desk.settle()
    assert room.parts.overview.gate.passing.property("kind") == "primary"
    primary = room.primary_action()
    assert primary is not None and primary.quiet
    room.show_tab("outputs")
    primary = room.primary_action()
    assert primary is not None and not primary.quiet


def _steps(room: ProjectRoom) -> list[str]:
    return [row.text() for row in room.parts.stages.steps.rows.rows if isinstance(row, StepBox)]


def test_a_refused_step_and_task_come_back_into_their_lines(desk: Desk, room: ProjectRoom) -> None:
    """What may not be kept is told, and the words can be mended where they were written."""
    words = "담당 900101-1234567 확인"
    stages_tab, todo = room.parts.stages, room.parts.overview.todo
    for tab, line in (
        ("overview", todo.title_line), ("stages", stages_tab.steps.new), ("stages", stages_tab.gate.new),
    ):  # fmt: skip
        room.show_tab(tab)
        desk.settle()
        line.setText(words)
        line.returnPressed.emit()
        assert line.text() == ""
        desk.settle()
        assert line.text() == words
        assert [type(error) for error in desk.errors] == [UserError]
        desk.errors.clear()


def test_steps_are_added_renamed_and_taken_off(desk: Desk, room: ProjectRoom) -> None:
    """Enter adds a step, F2 renames it although F2 renames the project elsewhere, Delete takes it off."""
    room.show_tab("stages")
    desk.settle()
    before, steps = _steps(room), room.parts.stages.steps
    steps.new.setText("주민 걷기 모임")
    QTest.keyClick(steps.new, Qt.Key.Key_Return)
    desk.settle()
    assert _steps(room) == [*before, "주민 걷기 모임"]
    box = steps.rows.rows[-1]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_F2)
    dialog = _dialog(room.window(), RecordDialog)
    dialog.form.fields["label"].editor.setText("골목 걷기")
    dialog.accept()
    desk.settle()
    assert _steps(room) == [*before, "골목 걷기"]
    QTest.keyClick(steps.rows.rows[-1], Qt.Key.Key_Delete)
    desk.settle()
    assert _steps(room) == before
    for wanted in ("골목 걷기", "주민 걷기 모임"):
        _undo(desk)
        assert _steps(room) == [*before, wanted]
    _undo(desk)
    assert _steps(room) == before


def test_tabs_by_the_keyboard(desk: Desk, room: ProjectRoom) -> None:
    """Ctrl+Tab goes round the tabs, Alt with a number goes to one."""
    room.turn(-1)
    assert room.tab() == "history"
    room.turn(1)
    assert room.tab() == "overview"
    room.activateWindow()
    room.setFocus()
    QTest.keyClick(room, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert room.tab() == "team"


def test_the_stepper_chooses_the_stage(desk: Desk, room: ProjectRoom) -> None:
    """Enter on a card shows its stage."""
    QTest.keyClick(room.stepper.cards[2], Qt.Key.Key_Return)
    desk.settle()
    assert room.tab() == "stages"
    assert room.parts.stages.gate.title.text() == "집행 관문"


def test_a_doubt_is_settled(desk: Desk, room: ProjectRoom) -> None:
    """A case shows what was written that fits no list; choosing a value settles it."""
    doubtful = case(desk.workspace, service_field=None, as_written={"service_field": "사법"})
    room.open_with(project_id=doubtful.id)
    desk.settle()
    row = room.review.rows.rows[0]
    assert "사법" in " ".join(part.accessibleName() for part in row.findChildren(QWidget))
    assert room.stepper.isHidden()
    row.editor.set_value("safety")  # type: ignore[attr-defined]
    row.apply()  # type: ignore[attr-defined]
    desk.settle()
    settled = projects.get(desk.workspace, doubtful.id)
    assert (settled.service_field, dict(settled.as_written)) == ("safety", {})
    assert room.review.isHidden()


def test_a_deleted_project_says_so(desk: Desk, room: ProjectRoom) -> None:
    """A project deleted meanwhile leaves one sentence and the way to the list; undo brings the room back."""
    projects.delete(desk.workspace, [room.project_id])
    desk.settle()
    assert room.gone.isVisible()
    _undo(desk)
    assert room.gone.isHidden()
    assert not room.head.isHidden()


def test_tags_come_and_go(desk: Desk, room: ProjectRoom) -> None:
    """A tag typed into the head is put on the project; its chip takes it off."""
    room.meta.begin_tag()
    QTest.keyClicks(room.meta.new_tag, "care")
    QTest.keyClick(room.meta.new_tag, Qt.Key.Key_Return)
    desk.settle()
    assert [chip.text() for chip in room.meta.chips] == ["care"]
    room.meta.chips[0].click()
    desk.settle()
    assert room.meta.chips == []


def test_renaming(desk: Desk, room: ProjectRoom) -> None:
    """Another title is stored and stands in the head."""
    room.rename()
    dialog = _dialog(room, MessageDialog)
    dialog.form.fields["title"].editor.setText("가온시 밤길 안내")
    dialog.accept()
    desk.settle()
    assert room.title == "가온시 밤길 안내"
