"""What 가져오기 is given: other files and sheets, texts, passwords; what was decided survives them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.tabular.preview import Preview
from tests.app.services.tabular.files import xlsx
from tests.ui.desk import Desk
from tests.ui.pages.register import REGISTER, looked_at
from ui.dialogs.import_cases import ImportDialog
from ui.pages.importing.column_list import ColumnList
from ui.pages.importing.page import ImportPage
from ui.pages.importing.steps_bar import Step


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, tmp_path: Path) -> ImportPage:
    """Give the page with the rows of a small register in front."""
    return looked_at(desk, qtbot, tmp_path)


def seen_of(page: ImportPage) -> Preview:
    """Return the rows as they were looked at last."""
    assert page.seen is not None
    return page.seen


def test_a_table_that_is_worked_on_is_not_lost(desk: Desk, page: ImportPage, tmp_path: Path) -> None:
    """Neither a file that cannot be read nor 가져오기 asked for again takes what was decided."""
    page.rows.table.leftOut.emit(2)
    desk.settle()
    wrong = tmp_path / "그림.xlsx"
    wrong.write_bytes(b"\x89PNG" + bytes(50))
    page.take_file(wrong)
    desk.settle()
    assert "그림 파일" in desk.said[-1]
    page.open_with(kind="projects")
    assert page.step.value == Step.PREVIEW and page.choices.left_out == {2}
    anew = desk.offers[-1]
    assert anew is not None
    anew()
    assert (page.step.value, page.opened, page.bar.file.text()) == (Step.FILE, None, "")


def test_a_file_that_cannot_be_read_leaves_no_other_name(
    desk: Desk, page: ImportPage, tmp_path: Path
) -> None:
    """Where nothing was decided the first step says why, and the table before is no longer named."""
    wrong = tmp_path / "그림.xlsx"
    wrong.write_bytes(b"\x89PNG" + bytes(50))
    page.take_file(wrong)
    desk.settle()
    assert (page.step.value, page.bar.file.text()) == (Step.FILE, "")
    assert page.files.problem.accessibleName() == (
        "‘그림.xlsx’: 그림 파일입니다. 표를 엑셀(.xlsx)이나 CSV로 저장해 다시 고르십시오."
    )


def test_a_line_of_the_columns_is_seen_at_once(light: QApplication, qtbot: QtBot) -> None:
    """What is not seen yet takes no focus, and the columns of a new file are to have it."""
    lines = ColumnList()
    qtbot.addWidget(lines)
    lines.show()
    line = QPushButton("과제명")
    lines.add(line)
    assert line.isVisible()


def test_a_collection_of_cases_is_no_table(desk: Desk, page: ImportPage, tmp_path: Path) -> None:
    """A text in which nothing names a field is pointed out; one of cases opens in the dialog for those."""
    text = tmp_path / "사례집.txt"
    cases = "== 국민디자인단 ==\n=== 골목, 도서관(2016) ===\n분류 : 지자체 / 문화\n* 개요 : 빈집을 고침\n"
    text.write_text(cases, encoding="utf-8")
    page.take_file(text)
    desk.settle()
    assert page.map_step.other.isVisible() and "사례집 글" in page.map_step.other.words.accessibleName()
    page.map_step.turn.click()
    desk.settle()
    (dialog,) = page.findChildren(ImportDialog)
    assert dialog.figures["new"].figure.text() == "1"
    dialog.reject()
    page.take_text("아무 말\t또 다른 말\n이것은 글\t표가 아님\n")
    desk.settle()
    assert "아는 머리글이 하나도 없습니다" in page.map_step.other.words.accessibleName()
    assert not page.map_step.turn.isVisible()


def test_another_sheet_is_chosen_beside_the_columns(desk: Desk, page: ImportPage, tmp_path: Path) -> None:
    """Where a file has several sheets, the one that is read is named above its columns and can be another."""
    path = tmp_path / "두 시트.xlsx"

    def touch(book: Any, _sheet: Any) -> None:
        for row in (["과제명", "연도"], ["새벽 등불", 2026]):
            (book["내년"] if "내년" in book.sheetnames else book.create_sheet("내년")).append(row)

    path.write_bytes(xlsx(REGISTER, touch, "올해"))
    page.take_file(path)
    desk.settle()
    sheet = page.map_step.sheet
    assert sheet.isVisible() and sheet.currentText() == "올해"
    sheet.setCurrentIndex(sheet.findText("내년"))
    sheet.activated.emit(sheet.currentIndex())
    desk.settle()
    assert seen_of(page).columns["title"] == ["새벽 등불"]
    assert page.step.value == Step.MAP


def test_the_project_one_came_from_is_that_of_rows_that_name_none(desk: Desk, page: ImportPage) -> None:
    """A column of projects goes before it, which is said; persons belong to no project."""
    given = {"kind": "findings", "project": "밤길 등불", "project_id": 1}
    page.open_with(**given, text="내용\t종류\n좌석이 모자라요\t목소리")
    desk.settle()
    assert page.choices.fixed == {"project_id": "밤길 등불"}
    page.open_with(**given, text="과제\t내용\t종류\n골목 극장\t좌석이 모자라요\t목소리")
    desk.settle()
    assert page.choices.fixed == {} and "과제 열이 있어" in desk.said[-1]
    page.open_with(**{**given, "kind": "people"}, text="성명\t휴대전화\n가온별\t010-1111-2222")
    desk.settle()
    assert (page.choices.fixed, page.foot.go.text()) == ({}, "1행 가져오기")


def test_a_password_that_is_not_given_leaves_the_table(desk: Desk, page: ImportPage, tmp_path: Path) -> None:
    """Whoever goes on without the password of another file is back at the columns of the one that is open."""
    path = tmp_path / "잠긴 표.xlsx"
    made = BytesIO()
    OOXMLFile(BytesIO(xlsx(REGISTER))).encrypt("비밀", made)
    path.write_bytes(made.getvalue())
    page.take_file(path)
    desk.settle()
    assert page.step.value == Step.FILE and page.files.password.isVisible()
    page.go_on()
    page.files.kind.activated.emit(page.files.kind.currentIndex())
    desk.settle()
    assert page.step.value == Step.MAP and page.seen is not None
    page.take_file(path)
    desk.settle()
    page.files.password.setText("비밀")
    page.files.password.returnPressed.emit()
    desk.settle()
    assert "잠긴 표" in page.bar.file.text()
