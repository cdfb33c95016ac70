"""The rows of 가져오기: what was left out comes back, what was decided is taken back, nothing is lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.domain.tabular.preview import Preview, State
from app.services import listing
from tests.ui.desk import Desk
from tests.ui.pages.register import looked_at
from ui.pages.importing import row_menu
from ui.pages.importing.bands import Act
from ui.pages.importing.lines import Shown
from ui.pages.importing.page import ImportPage
from ui.pages.importing.preview_model import FIRST, NUMBER
from ui.pages.importing.preview_table import PreviewTable
from ui.pages.importing.steps_bar import Step

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, tmp_path: Path) -> ImportPage:
    """Give the page with the rows of a small register in front."""
    return looked_at(desk, qtbot, tmp_path)


def line_of(table: PreviewTable, words: str) -> int:
    """Return the line that says ``words``."""
    rows = range(table.preview.rowCount())
    return next(row for row in rows if words in str(table.preview.index(row, NUMBER).data()))


def press(table: PreviewTable, row: int, act: Act, qtbot: QtBot) -> None:
    """Click a button of a line."""
    band = table.preview.band_at(row)
    assert band is not None
    _words, box = table._buttons(row, band)[act]
    qtbot.mouseClick(table.viewport(), LEFT, pos=box.center())


def seen_of(page: ImportPage) -> Preview:
    """Return the rows as they were looked at last."""
    assert page.seen is not None
    return page.seen


def test_a_row_that_was_left_out_is_taken_in_and_given_back(
    desk: Desk, page: ImportPage, qtbot: QtBot
) -> None:
    """It stands among the rows with the cause; its button makes it a record, Delete what it was before."""
    table = page.rows.table
    assert line_of(table, "2행 묶음 제목으로 보고 뺐습니다: □ 시군") == 0
    told = table.preview.index(0, FIRST).data(Qt.ItemDataRole.ToolTipRole)
    assert told == "2행 묶음 제목으로 보고 뺐습니다: □ 시군"
    page.rows.ask_for(Shown.LEFT_OUT)
    assert [table.preview.record_of(row) + 1 for row in range(table.preview.rowCount())] == [2, 5]
    press(table, line_of(table, "합계로 보고 뺐습니다: 합계"), Act.TAKE, qtbot)
    desk.settle()
    assert [seen_of(page).number(place) for place in range(seen_of(page).total)] == [3, 4, 5, 6]
    page.rows.ask_for(Shown.ALL)
    table.setCurrentIndex(table.preview.index(line_of(table, "5"), NUMBER))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    desk.settle()
    assert [row + 1 for row, _why in seen_of(page).asides] == [2, 5]


def test_a_row_left_out_by_choice_or_merged_comes_back(desk: Desk, page: ImportPage, qtbot: QtBot) -> None:
    """The line below says why it is out; Enter there takes it in again, merged rows are parted."""
    table = page.rows.table
    for cause, key, told in (
        ("4행 분야", Qt.Key.Key_Delete, "4행 직접 뺀 행입니다."),
        ("6행 중복", Qt.Key.Key_Return, "6행 3행과 합쳤습니다."),
    ):
        table.setCurrentIndex(table.preview.index(line_of(table, cause), NUMBER))
        qtbot.keyClick(table, key)
        desk.settle()
        table.setCurrentIndex(table.preview.index(line_of(table, told), NUMBER))
        qtbot.keyClick(table, Qt.Key.Key_Return)
        desk.settle()
        assert seen_of(page).counts()[State.LEFT_OUT] == 0
        assert line_of(table, cause) > 0


def test_decisions_are_taken_back_one_by_one(desk: Desk, page: ImportPage) -> None:
    """Undo names the last decision about the table and takes it back; redo decides it again."""
    steps = page.own_steps()
    assert steps is not None and steps.label("undo") is None
    page.rows.table.taken.emit(4)
    page.rows.table.leftOut.emit(2)
    desk.settle()
    assert (steps.label("undo"), steps.label("redo")) == ("3행 빼기", None)
    steps.take("undo")
    desk.settle()
    assert (steps.label("undo"), steps.label("redo")) == ("5행 가져오기", "3행 빼기")
    assert page.choices.left_out == frozenset()
    assert page.choices.taken == {4}
    steps.take("redo")
    desk.settle()
    assert page.choices.left_out == {2}
    page.take()
    desk.settle()
    assert page.step.value == Step.DONE and page.own_steps() is None


def test_who_decides_fast_loses_nothing(desk: Desk, page: ImportPage) -> None:
    """Two decisions before the rows were looked at anew are both in force."""
    page.rows.table.leftOut.emit(2)
    page.rows.table.leftOut.emit(3)
    page.rows.table.preview.edited.emit(5, "title", "새벽 등불")
    desk.settle()
    assert page.choices.left_out == {2, 3}
    assert page.choices.edits == {(5, "title"): "새벽 등불"}


def test_a_list_opened_by_a_button_stays_open(page: ImportPage, qtbot: QtBot) -> None:
    """The button acts where the mouse lets it go, not before; let go elsewhere it does nothing."""
    table = page.rows.table
    row = line_of(table, "4행 분야")
    band: Any = table.preview.band_at(row)
    _words, box = table._buttons(row, band)[Act.WRITE]
    qtbot.mousePress(table.viewport(), LEFT, pos=box.center())
    assert table.viewport().findChildren(QComboBox) == []
    qtbot.mouseRelease(table.viewport(), LEFT, pos=box.center() + QPoint(-400, 0))
    assert table.viewport().findChildren(QComboBox) == []
    qtbot.mouseClick(table.viewport(), LEFT, pos=box.center())
    (words,) = table.viewport().findChildren(QComboBox)
    qtbot.waitUntil(lambda: words.view().isVisible())


def test_the_menu_of_a_row_has_all_that_its_keys_do(desk: Desk, page: ImportPage) -> None:
    """A doubled row can be kept beside the other; a cell written anew is as it stood again."""
    table = page.rows.table
    record = line_of(table, "6행 중복") - 1
    column = FIRST + table.preview.keys.index("title")
    words = [act.text() for act in row_menu.menu(table, table.preview.index(record, column)).actions()]
    assert words == [
        "이 칸 고치기\tF2", "", "3행과 합치기", "그대로 가져오기\tSpace", "이 행 빼기\tDelete",
    ]  # fmt: skip
    table.preview.setData(table.preview.index(record, column), "새벽 등불")
    desk.settle()
    menu = row_menu.menu(table, table.preview.index(table.preview.rowCount() - 1, column))
    next(act for act in menu.actions() if act.text() == "표에 적힌 대로 되돌리기").trigger()
    desk.settle()
    assert page.choices.edits == {}
    aside = table.preview.index(line_of(table, "5행 합계"), NUMBER)
    assert [act.text() for act in row_menu.menu(table, aside).actions()] == ["가져오기"]


def test_what_was_copied_goes_into_the_cell(desk: Desk, page: ImportPage, qtbot: QtBot) -> None:
    """One word is written where one stands; a table is not taken in the place of one that is worked on."""
    table = page.rows.table
    record = line_of(table, "6행 중복") - 1
    table.setCurrentIndex(table.preview.index(record, FIRST + table.preview.keys.index("title")))
    QApplication.clipboard().setText("새벽 등불\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert page.choices.edits == {(5, "title"): "새벽 등불"}
    QApplication.clipboard().setText("과제명\t기관\n다른 과제\t다솜군")
    page.paste()
    desk.settle()
    assert "고치던 표가 있습니다" in desk.said[-1]
    assert page.choices.edits == {(5, "title"): "새벽 등불"}


def test_changes_are_told_field_by_field(desk: Desk, page: ImportPage) -> None:
    """Among the rows that change something stands below each what was and what will be."""
    page.take()
    desk.settle()
    page.open_with(kind="projects", text="과제명\t기관\t분야\t종료일\n밤길 등불\t가온시\t교육\t2026-12-01")
    desk.settle()
    page.show_preview()
    page.rows.ask_for(Shown.CHANGED)
    table = page.rows.table
    assert line_of(table, "2행 갱신 분야 문화 → 교육, 종료일 없음 → 2026-12-01") == 1


def test_rows_that_were_not_stored_are_mended_afterwards(desk: Desk, page: ImportPage, qtbot: QtBot) -> None:
    """From the last step one goes back to the rows: what is stored is the same now, the rest can be taken."""
    page.take()
    desk.settle()
    assert page.done_step.mend.text() == "넣지 않은 행 고치기"
    qtbot.mouseClick(page.done_step.mend, LEFT)
    desk.settle()
    assert page.step.value == Step.PREVIEW
    assert seen_of(page).counts() == {State.SAME: 1, State.DOUBT: 2}
    for row in (3, 5):
        page.rows.table.leftOut.emit(row)
    desk.settle()
    assert page.foot.note.accessibleName() == "이미 모두 들어 있어 바뀌는 것이 없습니다."


def test_alike_doubts_are_taken_at_once(desk: Desk, page: ImportPage) -> None:
    """A word of no list that many rows have is kept as written in all of them by one choice."""
    rows = "\n".join(f"과제 {number}\t가온시\t관광" for number in range(3))
    page.open_with(kind="projects", text=f"과제명\t추진기관\t분야\n{rows}")
    desk.settle()
    assert page.rows.fix_all.text() == "같은 오류 모두 고치기 3"
    page.rows.open_fixes()
    (menu,) = page.rows.findChildren(QMenu)
    (action,) = menu.actions()
    assert action.text() == "분야 ‘관광’ 적힌 대로 가져오기  3행"
    action.trigger()
    desk.settle()
    assert seen_of(page).counts() == {State.NEW: 3}
    menu.close()


def test_the_first_field_takes_the_room_that_is_left(page: ImportPage) -> None:
    """Few columns fill a wide table; a width that somebody has chosen stays."""
    table = page.rows.table
    before = table.columnWidth(FIRST)
    table.resize(table.width() + 150, table.height())
    assert table.columnWidth(FIRST) == min(before + 150, 520)
    table.setColumnWidth(FIRST, 90)
    table.resize(table.width() + 150, table.height())
    assert table.columnWidth(FIRST) == 90


def test_what_no_column_holds_is_written_in_one_of_its_own(desk: Desk, page: ImportPage) -> None:
    """A decision asks for its reason: the cell that opens is that of the reason and not the first one."""
    heads = "제안\t통로\t결정"
    page.open_with(kind="proposals", text=f"{heads}\n그늘막\t공모\t채택\n문턱 낮추기\t공모\t검토중")
    desk.settle()
    page.show_preview()
    table = page.rows.table
    row = line_of(table, "2행 사유")
    issue: Any = table.preview.issue_at(row)
    table.open_cell(row, issue)
    index = table.currentIndex()
    assert table.preview.keys[index.column() - FIRST] == "decision_reason"
    assert table.preview.setData(index, "예산에 넣었습니다.")
    desk.settle()
    assert seen_of(page).counts() == {State.NEW: 2}


def test_buttons_say_less_rather_than_cut_the_counts(page: ImportPage) -> None:
    """Where there is less room the words of the buttons are short, and whole under the pointer."""
    panel = page.rows.panel
    panel.resize(1200, 400)
    assert (panel.save_refused.text(), panel.save_refused.toolTip()) == ("오류 행만 내보내기", "")
    panel.resize(panel.head.sizeHint().width() - 20, 400)
    assert (panel.save_refused.text(), panel.save_refused.toolTip()) == ("내보내기", "오류 행만 내보내기")


def test_what_was_decided_last_is_not_passed_over(desk: Desk, page: ImportPage) -> None:
    """Rows are taken in as they were decided, however soon after a decision they are asked for."""
    page.looking.decide(replace(page.choices, good_only=True))
    desk.settle()
    (first,) = seen_of(page).places(State.NEW)
    row = seen_of(page).table.records[first]
    page.looking.decide(replace(page.choices, left_out=frozenset({row})))
    page.take()
    assert not desk.tasks.writing()
    assert "다시 눌러" in page.foot.note.text().replace("\u2060", "")
    desk.settle()
    page.take()
    desk.settle()
    assert page.step is Step.DONE
    (group,) = listing.groups(desk.workspace, "project", ListQuery())
    (stored,) = listing.rows(desk.workspace, "project", group.ids)
    assert stored.ends_on == date(2026, 11, 20)  # the other row of that name
