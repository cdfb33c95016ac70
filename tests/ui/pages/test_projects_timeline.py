"""과제 as a timeline: pulling bars, the keyboard, sizes, ties, what is saved."""

from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.timeline import MILESTONE, STAGE, Node, Span, StageBar
from app.domain.timescale import SCALE_OF, Zoom
from app.services import stages, timeline
from tests.factories import milestone, pass_gate, project
from tests.ui.desk import Desk
from ui.pages.projects import ProjectsPage
from ui.pages.projects.timeline import paper
from ui.pages.projects.timeline.area import TimelineArea
from ui.pages.projects.timeline.line import GROUP, ROW, Tops
from ui.pages.projects.timeline.view import TimelineView
from ui.pages.projects.view_bar import TIMELINE

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProjectsPage:
    """Show two projects on the line, the second with 기획 behind it, in months: days are 7 pixels wide."""
    ws = desk.workspace
    project(ws, title="가 돌봄 안내")
    under_way = pass_gate(ws, project(ws, title="나 책방 되살리기").id)
    first = stages.of_project(ws, under_way.project_id)[0]
    stages.edit_stage(ws, first.id, {"actual_start": ws.today - timedelta(20)})
    made = ProjectsPage(desk.context)
    qtbot.addWidget(made)
    made.set_mode(TIMELINE)
    desk.show(made)
    made.timeline.set_zoom(Zoom.MONTH)
    made.timeline.view.show_today()
    made.timeline.take_focus()
    return made


def _bars(desk: Desk, view: TimelineView, at: int) -> tuple[StageBar, ...]:
    record = view.model_.id_at(at)
    assert record is not None
    return timeline.rows(desk.workspace, [record])[0].stages


def _stage(view: TimelineView, at: int, place: int) -> Node:
    row = view.row(at)
    assert row is not None
    return (STAGE, row.stages[place].id)


def _point(view: TimelineView, at: int, node: Node, share: float = 0.5) -> QPoint:
    rect = view.rect_of(at, node)
    assert rect is not None
    return QPoint(round(rect.left() + rect.width() * share), round(rect.center().y()))


def _send(view: TimelineView, kind: QEvent.Type, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    point = QPointF(at)
    event = QMouseEvent(kind, point, view.viewport().mapToGlobal(point), LEFT, LEFT, keys)
    QApplication.sendEvent(view.viewport(), event)


def _pull(view: TimelineView, start: QPoint, days: int, keys: Qt.KeyboardModifier = NONE) -> None:
    end = start + QPoint(round(days * view.line.scale), 0)
    _send(view, QEvent.Type.MouseButtonPress, start, keys)
    _send(view, QEvent.Type.MouseMove, start + QPoint(12, 0), keys)
    _send(view, QEvent.Type.MouseMove, end, keys)


def test_a_pulled_bar_is_written_once_and_taken_back(desk: Desk, page: ProjectsPage) -> None:
    """The card tells the days and what is pushed; let go it is one step, which the notice undoes."""
    view = page.timeline.view
    before = _bars(desk, view, 1)
    start = _point(view, 1, _stage(view, 1, 0))
    _pull(view, start, 7)
    assert view.card.isVisible()
    assert "(+7일)" in view.card.accessibleName()
    assert "설계 단계 외 2건이 함께 밀립니다" in view.card.accessibleName()
    assert _bars(desk, view, 1) == before, "written before it was let go"
    _send(view, QEvent.Type.MouseButtonRelease, start)
    desk.settle()
    assert [bar.plan for bar in _bars(desk, view, 1)] == [
        (bar.plan or Span(view.today, view.today)).moved(7) for bar in before
    ]
    assert "기획 단계:" in desk.said[-1]
    assert "함께 밀립니다" in desk.said[-1]
    take_back = desk.offers[-1]
    assert take_back is not None
    take_back()
    desk.settle()
    assert _bars(desk, view, 1) == before


def test_an_end_stretches_and_shift_leaves_the_rest(desk: Desk, page: ProjectsPage) -> None:
    """Taken at its end a bar gets longer; with Shift the rest stays, and the notice says what overlaps."""
    view = page.timeline.view
    before = _bars(desk, view, 1)
    start = _point(view, 1, _stage(view, 1, 0), 1.0) - QPoint(2, 0)
    _pull(view, start, 5, SHIFT)
    _send(view, QEvent.Type.MouseButtonRelease, start, SHIFT)
    desk.settle()
    after = _bars(desk, view, 1)
    first, old = after[0].plan, before[0].plan
    assert first is not None
    assert old is not None
    assert (first.first, first.last) == (old.first, old.last + timedelta(5))
    assert after[1:] == before[1:]
    assert "‘설계 단계’가 ‘기획 단계’ 끝보다 5일 이릅니다" in desk.said[-1]


def test_escape_puts_a_bar_back(desk: Desk, page: ProjectsPage) -> None:
    """Nothing is written."""
    view = page.timeline.view
    before = _bars(desk, view, 1)
    start = _point(view, 1, _stage(view, 1, 0))
    _pull(view, start, 7)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    _send(view, QEvent.Type.MouseButtonRelease, start)
    desk.settle()
    assert view.drag is None
    assert _bars(desk, view, 1) == before


def test_what_is_over_says_why_it_stays(desk: Desk, page: ProjectsPage) -> None:
    """A stage whose gate is passed does not move, and the sentence says where it can be changed."""
    view = page.timeline.view
    start = _point(view, 2, _stage(view, 2, 0))
    _pull(view, start, 9)
    _send(view, QEvent.Type.MouseButtonRelease, start)
    desk.settle()
    assert "관문을 통과한 기획 단계는" in desk.said[-1]


def test_the_keyboard_pulls_by_days_and_writes_when_alt_is_let_go(desk: Desk, page: ProjectsPage) -> None:
    """Alt+→ twice and Alt+↓ once are 9 days in one step; with Shift the end is taken."""
    view = page.timeline.view
    view.stand(1, _stage(view, 1, 3))
    before = _bars(desk, view, 1)[3].plan
    assert before is not None
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyPress(view, key, ALT)
    assert _bars(desk, view, 1)[3].plan == before
    QTest.keyRelease(view, Qt.Key.Key_Alt)
    desk.settle()
    assert _bars(desk, view, 1)[3].plan == before.moved(9)
    QTest.keyPress(view, Qt.Key.Key_Left, ALT | SHIFT)
    QTest.keyRelease(view, Qt.Key.Key_Alt)
    desk.settle()
    assert _bars(desk, view, 1)[3].plan == Span(before.first + timedelta(9), before.last + timedelta(8))
    assert view.node == _stage(view, 1, 3), "the keyboard stands where it stood"


def test_arrows_walk_and_enter_opens(desk: Desk, page: ProjectsPage) -> None:
    """Right goes to the next bar or 할 일, Down to the next project; Left on a heading folds it."""
    view = page.timeline.view
    view.stand(1)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.node == view.nodes(1)[0][0]
    assert "가 돌봄 안내, 기획 단계 예정" in view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.card.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current == 2
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert desk.went[-1] == ("project", {"project_id": view.current_id()})
    QTest.keyClick(view, Qt.Key.Key_Home, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.tops.count == 1
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.tops.count == 3


def test_sizes_keep_what_is_under_the_pointer(desk: Desk, page: ProjectsPage) -> None:
    """Ctrl and the wheel go nearer where the pointer is, + and - and the buttons do so, too; all is kept."""
    view = page.timeline.view
    at = QPointF(800, 300)
    day = view.line.day(view.horizontalScrollBar().value() + at.x() - view.name)
    turn = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    assert view.line.scale == 10.0
    assert view.line.day(view.horizontalScrollBar().value() + at.x() - view.name) == day
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.line.scale == 7.0
    assert page.bar.zoom is not None
    page.bar.zoomed.emit(Zoom.DAY)
    assert (view.line.scale, page.bar.zoom.value()) == (SCALE_OF[Zoom.DAY], Zoom.DAY)
    view.show_day(view.today + timedelta(30))
    page.timeline.hide()
    again = TimelineArea(desk.context)
    assert again.view.line.scale == SCALE_OF[Zoom.DAY]
    assert again._kept["day"] == (view.today + timedelta(30)).isoformat()
    again.deleteLater()


def test_ctrl_and_a_pull_ties_two_things(desk: Desk, page: ProjectsPage) -> None:
    """From a stage to a 할 일 of the same project; to another project a sentence says why not."""
    ws, view = desk.workspace, page.timeline.view
    record = view.model_.id_at(1)
    assert record is not None
    due = milestone(ws, record, title="결과 공유", due_on=ws.today + timedelta(20))
    desk.settle()
    node = _stage(view, 1, 0)
    start, end = _point(view, 1, node, 0.02), _point(view, 1, (MILESTONE, due.id))
    for kind, at in ((QEvent.Type.MouseButtonPress, start), (QEvent.Type.MouseMove, end),
                     (QEvent.Type.MouseButtonRelease, end)):  # fmt: skip
        _send(view, kind, at, CONTROL)
    desk.settle()
    assert [(tie.before, tie.after) for tie in timeline.rows(ws, [record])[0].ties] == [
        (node, (MILESTONE, due.id))
    ]
    other = _point(view, 2, _stage(view, 2, 1))
    _send(view, QEvent.Type.MouseButtonPress, start, CONTROL)
    _send(view, QEvent.Type.MouseButtonRelease, other, CONTROL)
    desk.settle()
    assert desk.said[-1] == "같은 과제의 단계와 할 일만 이을 수 있습니다."


def test_ties_can_be_made_and_taken_away_without_the_pointer(desk: Desk, page: ProjectsPage) -> None:
    """L opens the list; what would wait for itself is refused beside the fields, 지우기 takes a tie away."""
    view = page.timeline.view
    view.stand(1)
    QTest.keyClick(view, Qt.Key.Key_L)
    dialog = page.timeline.dialog
    dialog.before.setCurrentIndex(dialog.before.findText("집행 단계"))
    dialog.after.setCurrentIndex(dialog.after.findText("기획 단계"))
    dialog.tie_button.click()
    desk.settle()
    assert "거꾸로 이을 수 없습니다" in dialog.error.accessibleName()
    dialog.before.setCurrentIndex(dialog.before.findText("기획 단계"))
    dialog.after.setCurrentIndex(dialog.after.findText("집행 단계"))
    dialog.tie_button.click()
    desk.settle()
    assert len(dialog.row.ties) == 1
    dialog._untie(dialog.row.ties[0])
    desk.settle()
    assert dialog.row.ties == ()
    dialog.reject()


def test_exact_days_are_written_in_a_dialog(desk: Desk, page: ProjectsPage) -> None:
    """F2 asks for both ends; an end before the beginning stays in the dialog with a sentence."""
    view = page.timeline.view
    view.stand(1, _stage(view, 1, 0))
    QTest.keyClick(view, Qt.Key.Key_F2)
    dialog = page.timeline.dialog
    end = dialog.fields[-1]
    end.editor.set_value(view.today - timedelta(3))
    dialog.accept()
    assert "끝이 시작보다 앞섭니다" in end.error_label.accessibleName()
    end.editor.set_value(view.today + timedelta(9))
    dialog.accept()
    desk.settle()
    assert _bars(desk, view, 1)[0].plan == Span(view.today, view.today + timedelta(9))


def test_filters_and_headings_are_those_of_the_table(desk: Desk, page: ProjectsPage) -> None:
    """Ungrouped there is no heading; a filter that leaves nothing shows one sentence with one button."""
    page.bar.grouped.emit("")
    desk.settle()
    assert page.timeline.view.tops.headings == []
    page.timeline.filters.accepted.emit("year", (1999,))
    desk.settle()
    assert page.timeline.stack.currentWidget() is page.timeline.nothing
    page.timeline.cleared.emit()
    desk.settle()
    assert page.timeline.view.tops.count == 2


def test_only_rows_around_what_is_seen_are_read(desk: Desk, page: ProjectsPage) -> None:
    """Of 1,000 projects those in sight come first, a few hundred around them after that."""
    with desk.workspace.unit_of_work("많은 과제") as work:
        work.insert_many(
            "project", [{"kind": "own", "title": f"과제 {n:05}", "status": "active"} for n in range(1000)]
        )
    desk.settle()
    view = page.timeline.view
    assert len(view.model_.ids()) == 1002
    assert set(view.in_sight()) <= set(view.rows)
    assert len(view.rows) < 700
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    desk.settle()
    assert set(view.in_sight()) <= set(view.rows)


def test_rows_stand_below_each_other() -> None:
    """A heading of 30 and projects of 36 pixels: the second heading of 0 and 3 begins at 102."""
    tops = Tops(5, (0, 3))
    assert [tops.top(row) for row in range(6)] == [0, GROUP, GROUP + ROW, 102, 132, 168]
    assert [tops.row_at(y) for y in (-1, 0, 29, 30, 101, 102, 167, 168)] == [-1, 0, 0, 1, 2, 3, 4, -1]


def test_pages_repeat_a_heading_and_leave_none_alone() -> None:
    """With room for a heading and two projects a group of three goes on under its heading."""
    first, second = paper.Heading("가온시", "3건"), paper.Heading("나래군", "1건")
    made = paper.pages((first, 1, 2, 3, second, 4), GROUP + 2 * ROW)
    assert made == [[first, 1, 2], [paper.Heading("가온시", "이어짐"), 3], [second, 4]]


@pytest.fixture
def many(desk: Desk, page: ProjectsPage) -> ProjectsPage:
    """Show sixty projects of which two have bars."""
    with desk.workspace.unit_of_work("많은 과제") as work:
        work.insert_many(
            "project", [{"kind": "own", "title": f"과제 {n:02}", "status": "active"} for n in range(60)]
        )
    desk.settle()
    return page


def test_the_pdf_has_several_pages_with_words_that_can_be_found(
    desk: Desk, many: ProjectsPage, tmp_path: Path
) -> None:
    """Every page carries title, days, legend and number; Korean can be searched, the fonts are inside."""
    target = tmp_path / "타임라인.pdf"
    many.timeline.output.save("pdf", target)
    desk.settle()
    assert desk.said[-1] == "파일을 저장했습니다: 타임라인.pdf"
    document = pypdfium2.PdfDocument(target)
    texts = [page.get_textpage().get_text_range() for page in document]
    width, height = document[0].get_size()
    assert width > height
    assert len(texts) == 3
    for number, text in enumerate(texts, 1):
        for words in ("과제 타임라인", "과제 62건", "관문 통과", f"{number} / 3", "기준일"):
            assert words in text
    assert "나 책방 되살리기" in "".join(texts)
    assert "이어짐" in texts[1]
    assert document.get_metadata_value("Title") == "과제 타임라인"
    document.close()
    assert b"FontFile2" in target.read_bytes()


def test_pictures_are_saved_and_copied(desk: Desk, page: ProjectsPage, tmp_path: Path) -> None:
    """A PNG holds every row; Ctrl+C puts the same on the clipboard."""
    target = tmp_path / "타임라인.png"
    page.timeline.output.save("png", target)
    desk.settle()
    saved = QImage(str(target))
    assert saved.height() == 2 * (paper.TOP + 52 + GROUP + 2 * ROW + 38)
    QTest.keyClick(page.timeline.view, Qt.Key.Key_C, CONTROL)
    desk.settle()
    assert QApplication.clipboard().image().size() == saved.size()


def test_too_long_a_picture_says_what_to_do(desk: Desk, page: ProjectsPage) -> None:
    """More than 300 projects do not go into one picture."""
    with desk.workspace.unit_of_work("많은 과제") as work:
        work.insert_many(
            "project", [{"kind": "own", "title": f"과제 {n:03}", "status": "active"} for n in range(300)]
        )
    desk.settle()
    page.timeline.output.run("png")
    assert "과제 300건까지" in desk.said[-1]
