"""엑셀에서 가져오기: from a file to the rows, mended there, and taken in by one button."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDropEvent
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.domain.tabular.preview import Policy
from app.errors import Cancelled
from app.services import listing, undo
from tests.app.services.tabular.files import xlsx
from tests.ui.desk import Desk
from tests.ui.pages.register import opened
from ui.pages.importing.column_list import GAP, PITCH
from ui.pages.importing.lines import Shown
from ui.pages.importing.page import ImportPage
from ui.pages.importing.preview_model import FIRST, NUMBER
from ui.pages.importing.steps_bar import Step


def let_go(over: QWidget, mime: QMimeData) -> None:
    """Let go over a widget what was dragged there."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over.dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.MoveAction, mime, buttons, keys))


TABLE: list[list[Any]] = [
    ["과제명", "추진기관", "분야", "시작일"],
    ["밤길 등불", "가온시", "문화", "2026. 3. 5."],
    ["골목 극장", "가온시", "문화", "20260431"],
    ["치즈마을", "다솜군", "관광", None],
]


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, tmp_path: Path) -> ImportPage:
    """Give the page with a small register opened."""
    return opened(desk, qtbot, tmp_path, TABLE)


def test_a_register_is_mended_row_by_row_and_taken_in(desk: Desk, page: ImportPage, qtbot: QtBot) -> None:
    """Columns first, then rows; Enter mends, Delete leaves out, the button says how many it takes."""
    assert page.step.value == Step.MAP
    assert [row.target.currentData() for row in page.columns.rows.values()] == [
        "title", "lead_agency_id", "service_field", "starts_on",
    ]  # fmt: skip
    qtbot.mouseClick(page.foot.go, Qt.MouseButton.LeftButton)
    assert (page.step.value, page.foot.go.text()) == (Step.PREVIEW, "1행 가져오기")
    table = page.rows.table
    cause = table.preview.index(2, NUMBER)
    assert cause.data() == "3행 시작일 없는 날짜입니다. 4월은 30일까지 있습니다."
    table.setCurrentIndex(cause)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    assert page.foot.go.text() == "2행 가져오기"
    table.setCurrentIndex(table.preview.index(2, NUMBER))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    desk.settle()
    qtbot.mouseClick(page.foot.go, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.step.value == Step.DONE
    assert "2건을 새로 넣었습니다" in desk.said[-1]
    titles = {row.title for row in listing.all_rows(desk.workspace, "project", ListQuery())}
    assert titles == {"밤길 등불", "골목 극장"}
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert listing.all_rows(desk.workspace, "project", ListQuery()) == []


def test_a_cell_is_written_anew_in_place(desk: Desk, page: ImportPage) -> None:
    """What is written in a cell is read as if it stood in the file; errors alone can be shown."""
    page.show_preview()
    page.rows.shown.set_value(Shown.REFUSED)
    page.rows.shown.chosen.emit(Shown.REFUSED)
    model = page.rows.table.preview
    assert [model.record_of(row) for row in range(model.rowCount())] == [2, 2]
    column = FIRST + model.keys.index("starts_on")
    assert model.setData(model.index(0, column), "2026. 5. 1.")
    desk.settle()
    assert model.rowCount() == 0
    seen: Any = page.seen
    assert str(seen.columns["starts_on"][1]) == "2026-05-01"


def test_alike_errors_are_mended_at_once(desk: Desk, page: ImportPage) -> None:
    """One text mends every row that says the same; for a word of a list it is remembered."""
    page.show_preview()
    seen: Any = page.seen
    assert list(seen.fixes()) == [("starts_on", "20260431", "2026-04-30")]
    page.rows.mend_all()
    desk.settle()
    assert not page.rows.fix_all.isEnabled()


def test_columns_are_chosen_and_exchanged(desk: Desk, page: ImportPage) -> None:
    """A field chosen for one column is taken from the other; a column dragged onto another swaps fields."""
    page.columns.rows[3].chosen.emit(3, "ends_on")
    desk.settle()
    assert page.choices.mapping[3] == "ends_on"
    page.columns.rows[1].swapped.emit(0, 1)
    desk.settle()
    assert (page.choices.mapping[0], page.choices.mapping[1]) == ("lead_agency_id", "title")
    page.rows.columns.policies[Policy.SKIP].click()
    desk.settle()
    assert page.choices.policy is Policy.SKIP


def test_a_column_is_dragged_onto_another(
    desk: Desk, page: ImportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mouse takes a column by its heading; where it is let go, the two exchange their fields."""
    rows, mimes = page.columns.rows, list[QMimeData]()
    monkeypatch.setattr(QDrag, "exec", lambda drag, _action: mimes.append(drag.mimeData()))
    heading = rows[0].findChildren(QWidget)[0]
    qtbot.mousePress(heading, Qt.MouseButton.LeftButton, pos=QPoint(6, 6))
    qtbot.mouseMove(heading, QPoint(7, 6))
    assert mimes == []
    qtbot.mouseMove(heading, QPoint(60, 40))
    let_go(rows[1], mimes[0])
    desk.settle()
    assert (page.choices.mapping[0], page.choices.mapping[1]) == ("lead_agency_id", "title")


def test_a_file_is_let_go_over_the_first_step(desk: Desk, page: ImportPage, tmp_path: Path) -> None:
    """The place for files takes one; another let go elsewhere keeps to the kind and the project."""
    path = tmp_path / "제안.xlsx"
    path.write_bytes(xlsx([["제안", "과제"], ["그늘막 놓기", "밤길 등불"]]))
    page.open_with(kind="proposals", project="밤길 등불", project_id=7)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    let_go(page.files.drop, mime)
    desk.settle()
    assert page.step.value == Step.MAP
    assert page.bar.file.toolTip() or "제안.xlsx" in page.bar.file.text()
    assert page.import_args() == {"kind": "proposals", "project": "밤길 등불", "project_id": 7}
    assert page.toolbar_actions() == []
    page.files.surveysAsked.emit()
    assert desk.went[-1] == ("project", {"project_id": 7, "tab": "proposals", "view": "surveys"})


def test_the_sheet_of_refused_rows_comes_back(desk: Desk, page: ImportPage, tmp_path: Path) -> None:
    """The column of reasons is none of the fields, the 사유 of a decision least of all."""
    path = tmp_path / "제안_오류 행.xlsx"
    path.write_bytes(xlsx([["제안", "사유", "오류 사유"], ["그늘막 놓기", "예산에 넣음", "없는 날짜"]]))
    page.open_with(kind="proposals", path=path)
    desk.settle()
    assert list(page.choices.mapping.values()) == ["title", "decision_reason", ""]


def test_what_is_no_table_is_said_beside_the_file(desk: Desk, page: ImportPage, tmp_path: Path) -> None:
    """A picture is refused in a sentence and the first step stays."""
    path = tmp_path / "그림.xlsx"
    path.write_bytes(b"\x89PNG" + bytes(50))
    page.take_file(path)
    desk.settle()
    assert page.step.value == Step.FILE
    assert "그림 파일" in page.files.problem.accessibleName()


def test_a_pasted_table_goes_straight_to_its_rows(desk: Desk, page: ImportPage) -> None:
    """Where every column is sure, what was copied is shown row by row at once."""
    page.open_with(kind="people", text="성명\t휴대전화\n가온별\t010-1111-2222")
    desk.settle()
    assert (page.step.value, page.foot.go.text()) == (Step.PREVIEW, "1행 가져오기")


def test_a_word_of_a_list_is_chosen_in_its_cell(desk: Desk, page: ImportPage) -> None:
    """The cell offers the words of its field; the one chosen is taught, and that is said."""
    page.show_preview()
    table = page.rows.table
    line = next(at for at, one in enumerate(table.preview.lines) if one.issue >= 0 and one.place == 2)
    issue: Any = table.preview.issue_at(line)
    table.open_cell(line, issue)
    (words,) = table.viewport().findChildren(QComboBox)
    assert (words.currentIndex(), words.count()) == (-1, 8)
    words.setCurrentIndex(words.findText("문화"))
    words.activated.emit(words.currentIndex())
    desk.settle()
    assert page.choices.taught["service_field"] == {"관광": "culture"}
    assert desk.said[-1].endswith("분야 ‘관광’ → ‘문화’")


def test_a_choice_for_a_column_keeps_its_place(desk: Desk, page: ImportPage) -> None:
    """The lines stay the same ones, the list tells which column a field is taken from, none is cut."""
    rows = dict(page.columns.rows)
    rows[3].chosen.emit(3, "ends_on")
    desk.settle()
    assert page.columns.rows == rows
    fields = rows[3].target
    assert fields.itemText(fields.findData("title")) == "과제명 – 지금은 ‘과제명’ 열"
    assert fields.currentText() == "종료일"
    lines = page.columns.lines
    lines.resize(600, 5 * PITCH + GAP + 17)
    lines.show()
    assert lines.viewport().height() == 5 * PITCH + GAP


def test_one_can_go_on_after_giving_up(
    desk: Desk, page: ImportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelled in the middle, nothing is stored, that is said, and the button is free again."""

    def cancelled(*_given: object) -> None:
        raise Cancelled

    page.show_preview()
    with monkeypatch.context() as patch:
        patch.setattr("app.services.tabular.storing.run", cancelled)
        qtbot.mouseClick(page.foot.go, Qt.MouseButton.LeftButton)
        desk.settle()
    assert "아무것도 가져오지 않았습니다" in page.foot.note.accessibleName()
    assert (page.step.value, page.foot.go.isEnabled()) == (Step.PREVIEW, True)


def test_what_was_taken_back_is_not_told_as_stored(desk: Desk, page: ImportPage) -> None:
    """The last step follows 실행 취소 and 다시 실행 of what it tells of."""
    page.show_preview()
    page.take()
    desk.settle()
    told = page.done_step.words.accessibleName
    assert told() == "1건을 새로 넣었습니다. 2행은 넣지 않았습니다."
    desk.context.undo(page)
    desk.settle()
    assert "되돌렸습니다" in told()
    undo.redo(desk.workspace)
    desk.settle()
    assert told() == "1건을 새로 넣었습니다. 2행은 넣지 않았습니다."


def test_a_roster_among_projects_is_noticed(desk: Desk, page: ImportPage) -> None:
    """A table whose headings are those of another kind is turned to it by one click."""
    page.open_with(kind="projects", text="성명\t휴대전화\t이메일\t소속\n가온별\t010-1111-2222\t\t")
    desk.settle()
    assert page.step.value == Step.MAP and page.map_step.other.isVisible()
    page.map_step.turn.click()
    desk.settle()
    assert (page.kind, page.map_step.other.isVisible()) == ("people", False)
