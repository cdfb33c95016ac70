"""성과 in the room of a project: indicators, their values, pairs and experiments, by mouse and keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.indicator import Indicator
from app.services import indicators, records, undo
from app.services.workspace import Workspace
from tests.factories import output, pass_gate, project
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.pages.project_room.outcomes_tab import OutcomesTab
from ui.pages.project_room.page import ProjectRoom


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> ProjectRoom:
    """Show the outcomes of a project that has none."""
    page = ProjectRoom(desk.context)
    qtbot.addWidget(page)
    page.open_with(project_id=project(desk.workspace).id, tab="outcomes")
    desk.show(page)
    return page


def _indicator(ws: Workspace, project_id: int, **values: Any) -> Indicator:
    given = {"label": "만족도", "unit": "점", "baseline": 62.5, "baseline_size": 120, "target": 80, **values}
    indicators.add_indicator(ws, project_id, given)
    return indicators.courses(ws, project_id)[-1].indicator


def _tab(room: ProjectRoom) -> OutcomesTab:
    return room.parts.outcomes


def _first(room: ProjectRoom) -> Any:
    return _tab(room).table.lines_model.record_at(0)


def _lines(desk: Desk, room: ProjectRoom) -> list[Any]:
    return [course.line for course in indicators.courses(desk.workspace, room.project_id)]


def test_an_empty_room_offers_one_button_a_place(desk: Desk, room: ProjectRoom) -> None:
    """Indicators, pairs and experiments each say that there is none and offer to add one."""
    tab = _tab(room)
    for place in (tab.empty, tab.pairs.empty, tab.experiments.empty):
        assert place.isVisible()
        assert len(place.findChildren(QPushButton)) == 1
    assert not tab.side.isVisible()
    assert not tab.lock_button.isVisible()
    primary = room.primary_action()
    assert primary is not None
    assert primary.label == "지표 추가"


def test_an_indicator_is_added_and_comes_to_the_front(desk: Desk, room: ProjectRoom) -> None:
    """The dialog stores it; undo takes it back."""
    dialog = _tab(room).add()
    dialog.form.fields["label"].editor.setText("대기 시간")
    dialog.form.fields["baseline"].editor.setText("30")
    dialog.accept()
    desk.settle()
    assert [line.label for line in _lines(desk, room)] == ["대기 시간"]
    current = _tab(room).current()
    assert current is not None
    assert current.indicator.label == "대기 시간"
    desk.tasks.write(QWidget(), "실행 취소", undo.undo)
    desk.settle()
    assert _lines(desk, room) == []
    assert _tab(room).empty.isVisible()


def test_indicators_go_by_their_figures(desk: Desk, room: ProjectRoom) -> None:
    """A target of 9 stands before one of 80, and one without a target last."""
    for label, target in (("만족도", 80), ("대기 시간", 9), ("재방문", None)):
        _indicator(desk.workspace, room.project_id, label=label, target=target)
    desk.settle()
    table = _tab(room).table
    table.sort_by((("target", False),))
    shown = [row.label for row in table.lines_model.records_of(table.lines_model.ids())]
    assert shown == ["대기 시간", "만족도", "재방문"]


def test_an_arrow_needs_a_sample_on_both_sides(desk: Desk, room: ProjectRoom) -> None:
    """Without n the change reads n 없음; with n it is an arrow and says whether it is better."""
    first = _indicator(desk.workspace, room.project_id)
    indicators.measure(desk.workspace, first, {"value": 70, "measured_on": "2026. 9. 1."})
    desk.settle()
    line = _first(room)
    assert (line.change, line.better) == ("n 없음", None)
    indicators.measure(desk.workspace, first, {"value": 71, "measured_on": "2026. 10. 1.", "size": 98})
    desk.settle()
    line = _first(room)
    assert (line.change, line.better, line.reached_words) == ("▲ 8.5점", True, "미달")
    assert (line.baseline, line.latest) == ("62.5점 (n=120)", "71점 (n=98)")


def test_locking_is_refused_before_the_gate_and_done_after(desk: Desk, room: ProjectRoom) -> None:
    """The sentence names the gate; afterwards the dialog asks for no baseline any more."""
    _indicator(desk.workspace, room.project_id)
    desk.settle()
    _tab(room).lock_button.click()
    desk.settle()
    assert [str(error) for error in desk.errors] == ["기획 관문을 통과한 뒤에 기준값을 굳힙니다."]
    desk.errors.clear()
    pass_gate(desk.workspace, room.project_id)
    desk.settle()
    _tab(room).lock_button.click()
    desk.settle()
    assert _lines(desk, room)[0].locked
    assert not _tab(room).lock_button.isVisible()
    dialog = _tab(room).edit()
    assert dialog is not None
    assert "baseline" not in dialog.form.fields
    dialog.form.fields["target"].editor.setText("90")
    dialog.accept()
    desk.settle()
    assert _lines(desk, room)[0].target == "90점"


def test_a_value_answers_a_round_after_execution(desk: Desk, room: ProjectRoom) -> None:
    """3, 6 or 12 months are chosen; the chart says the figure with its n."""
    _indicator(desk.workspace, room.project_id)
    desk.settle()
    tab = _tab(room)
    assert tab.course.empty.isVisible()
    dialog = tab.measure()
    assert dialog is not None
    for key, text in (("measured_on", "2026. 9. 1."), ("value", "70.5"), ("size", "98")):
        dialog.form.fields[key].editor.setText(text)
    dialog.form.fields["months"].editor.set_value("6")
    dialog.accept()
    desk.settle()
    [course] = indicators.courses(desk.workspace, room.project_id)
    assert [(one.value, one.size, one.months) for one in course.measured] == [(70.5, 98, 6)]
    assert "70.5점 n=98" in tab.course.chart.accessibleName()
    assert "목표 80점" in tab.course.chart.accessibleName()


def test_deleting_asks_first(desk: Desk, room: ProjectRoom, qtbot: QtBot) -> None:
    """Delete on the row asks; 지우기 deletes the indicator with its values, undo brings both back."""
    first = _indicator(desk.workspace, room.project_id)
    indicators.measure(desk.workspace, first, {"value": 70, "measured_on": "2026. 9. 1."})
    desk.settle()
    qtbot.keyClick(_tab(room).table, Qt.Key.Key_Delete)
    dialog = _tab(room).window().findChild(MessageDialog) or _tab(room).findChild(MessageDialog)
    assert dialog is not None
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "지우기").click()
    desk.settle()
    assert _lines(desk, room) == []
    undo.undo(desk.workspace)
    desk.settle()
    assert [line.measured for line in _lines(desk, room)] == [1]


def test_a_pair_shows_both_sides_and_its_evidence(desk: Desk, room: ProjectRoom) -> None:
    """Evidence is a text, an output of the project, or said to be missing."""
    filed = output(desk.workspace, room.project_id, title="운영 기록")
    project_id = room.project_id
    values = {"subject": "안내", "before": "낮에만", "after": "밤에도", "output_id": filed.id}
    indicators.add_comparison(desk.workspace, project_id, values)
    indicators.add_comparison(
        desk.workspace, project_id, {"subject": "대기", "before": "모름", "after": "앎"}
    )
    desk.settle()
    shown = [_said(row) for row in _tab(room).pairs.rows.rows]
    assert {"낮에만", "밤에도", "근거: 운영 기록"} <= set(shown[0])
    assert "근거 없음" in shown[1]
    found = _tab(room).found
    assert found is not None
    dialog = _tab(room).verbs.edit_pair(found, found.pairs[0])
    assert dialog.form.values()["output_id"] == filed.id
    dialog.reject()


def test_an_experiment_is_a_card_of_six_parts(desk: Desk, room: ProjectRoom) -> None:
    """What is not written is said so, not left out."""
    indicators.add_experiment(
        desk.workspace, room.project_id, {"title": "두 주 시험", "problem": "문이 닫힘", "money": 350_000}
    )
    desk.settle()
    said = _said(_tab(room).experiments.rows.rows[0])
    assert {"문이 닫힘", "350,000원", "적지 않음"} <= set(said)
    assert [word for word in said if word in ("문제", "해결 방법", "시험", "든 돈", "실행", "배운 것")]


def test_rows_are_copied_as_text(desk: Desk, room: ProjectRoom) -> None:
    """Ctrl+C puts the heading and the row on the clipboard, the lock in words."""
    first = _indicator(desk.workspace, room.project_id)
    records.edit(desk.workspace, "indicator", [first.id], {"note": "비고"})
    desk.settle()
    _tab(room).table.copy()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["지표", "기준값", "목표"]
    assert lines[1].split("\t")[:3] == ["만족도", "62.5점 (n=120)", "80점"]


def test_the_indicator_asked_for_is_in_front(desk: Desk, room: ProjectRoom) -> None:
    """Whoever opens the tab for one indicator finds it chosen."""
    _indicator(desk.workspace, room.project_id)
    second = _indicator(desk.workspace, room.project_id, label="대기 시간")
    room.open_with(project_id=room.project_id, tab="outcomes", indicator_id=second.id)
    desk.settle()
    assert _tab(room).table.current_id() == second.id


def _said(row: QWidget) -> list[str]:
    return [widget.accessibleName() or getattr(widget, "text", str)() for widget in row.findChildren(QWidget)]
