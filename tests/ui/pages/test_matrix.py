"""총괄표·사례: what stands in a cell is what is listed, settled and made into projects."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.report import ReportOptions
from app.services import listing, projects, undo
from app.services.reports import papers
from tests.factories import case, project
from tests.ui.desk import Desk
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.save_report import write_report
from ui.pages.matrix.card import SimilarProject
from ui.pages.matrix.grid import Choice
from ui.pages.matrix.page import MatrixPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> MatrixPage:
    """Show three cases, one of them doubtful, and an own project."""
    ws = desk.workspace
    case(ws, title="골목 도서관", service_field="culture")
    case(ws, title="마을 축제", service_field="culture", year=2018)
    case(ws, title="시민 배심", service_field=None, as_written={"service_field": "사법"})
    project(ws, title="골목 책방", service_field="culture")
    made = MatrixPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _listed(page: MatrixPage) -> list[str]:
    return [row.title for row in page.list.model.records_of(page.list.model.ids())]


def _open(desk: Desk, page: MatrixPage, row: int, column: int) -> None:
    page.heat.cellActivated.emit(row, column)
    desk.settle()


def test_the_table_counts_cases_without_own_projects(page: MatrixPage) -> None:
    """Only collected cases are counted unless 값 asks for more."""
    assert page.grid is not None
    assert page.grid.total == 3
    assert "우리 과제 1건은 빼고" in page.said.text()


def test_a_cell_lists_its_cases(desk: Desk, page: MatrixPage) -> None:
    """The list below shows the cases of the cell that was opened, no other ones."""
    assert page.grid is not None
    row = next(n for n, item in enumerate(page.grid.rows) if (item.group, item.label) == ("국내", "지자체"))
    _open(desk, page, row, page.grid.columns.index("문화"))
    assert sorted(_listed(page)) == ["골목 도서관", "마을 축제"]
    assert page.list.title.text() == "지자체 · 국내 · 문화"


def test_a_sum_lists_its_whole_column(desk: Desk, page: MatrixPage) -> None:
    """A sum is a door to everything that it adds up."""
    assert page.grid is not None
    _open(desk, page, -1, page.grid.review_column)
    assert _listed(page) == ["시민 배심"]


def test_turning_the_table_keeps_the_open_cell(desk: Desk, page: MatrixPage) -> None:
    """Rows and columns change places; the cell that was open still lists the same cases."""
    assert page.grid is not None
    _open(desk, page, -1, page.grid.review_column)
    page.turn_table()
    desk.settle()
    assert page.grid.rows[page.cell[0]].label == "검토 필요"
    assert _listed(page) == ["시민 배심"]


def test_the_arrows_walk_to_the_sums(page: MatrixPage, qtbot: QtBot) -> None:
    """The keyboard reaches every cell and opens it."""
    page.heat.set_open((0, 0))
    last = len(page.grid.columns) if page.grid else 0
    for _ in range(last):
        qtbot.keyClick(page.heat, Qt.Key.Key_Right)
    assert page.heat.current() == (0, -1)
    with qtbot.waitSignal(page.heat.cellActivated) as opened:
        qtbot.keyClick(page.heat, Qt.Key.Key_Return)
    assert opened.args == [0, -1]


def test_a_doubt_is_settled_where_it_is_shown(desk: Desk, page: MatrixPage) -> None:
    """Choosing stores the value, drops what was written and moves the case; undo brings it all back."""
    assert page.grid is not None
    _open(desk, page, -1, page.grid.review_column)
    editor: Any = page.card.review.editors["service_field"]
    editor.set_value("safety")
    editor.edited.emit()
    desk.settle()
    stored = next(row for row in _cases(desk) if row.title == "시민 배심")
    assert (stored.service_field, dict(stored.as_written)) == ("safety", {})
    assert page.grid.ids(-1, page.grid.review_column) == ()
    page.context.undo(page)
    desk.settle()
    stored = next(row for row in _cases(desk) if row.title == "시민 배심")
    assert (stored.service_field, dict(stored.as_written)) == (None, {"service_field": "사법"})


def _cases(desk: Desk) -> list[Any]:
    return listing.all_rows(desk.workspace, "project", Choice().query())


def test_a_case_becomes_a_project_whose_room_opens(desk: Desk, page: MatrixPage) -> None:
    """The new project is own, has stages, and its room opens."""
    page.list.show_record(page.list.model.ids()[0])
    assert page.card.case is not None
    page.actions_.make_project(page.card.case.id)
    desk.settle()
    key, args = desk.went[-1]
    made = projects.get(desk.workspace, args["project_id"])
    assert (key, made.kind, len(made.progress)) == ("project", "own", 4)


def test_own_projects_of_the_same_field_are_named(desk: Desk, page: MatrixPage, qtbot: QtBot) -> None:
    """The card offers own projects that resemble the case."""
    assert page.card.case is not None
    assert page.card.case.service_field == "culture"

    def words() -> list[str]:
        return [found.accessibleName() for found in page.card.findChildren(SimilarProject)]

    qtbot.waitUntil(lambda: "골목 책방 과제 열기" in words())


def test_years_and_words_narrow_the_list(desk: Desk, page: MatrixPage) -> None:
    """A year narrows table and list, words the list alone."""
    page.years.chosen.emit((2018,))
    desk.settle()
    assert page.grid is not None
    assert (page.grid.total, _listed(page)) == (1, ["마을 축제"])
    page.years.chosen.emit(())
    desk.settle()
    page.list.search.setText("도서관")
    page.list.search.searched.emit("도서관")
    desk.settle()
    assert (page.grid.total, _listed(page)) == (3, ["골목 도서관"])


def test_deleted_cases_come_back_by_the_notice(desk: Desk, page: MatrixPage) -> None:
    """Deleting is one step, and the notice takes it back."""
    page.actions_.remove(page.list.model.ids()[:2])
    desk.settle()
    assert len(_cases(desk)) == 1
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert len(_cases(desk)) == 3


def test_without_cases_the_page_offers_to_load_some(desk: Desk, qtbot: QtBot) -> None:
    """An empty file shows one sentence and one button."""
    made = MatrixPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    assert made.empty.isVisible()
    assert made.empty.button.text() == "사례 불러오기"


def test_the_table_is_saved_as_it_is_filtered(desk: Desk, page: MatrixPage, tmp_path: Path) -> None:
    """엑셀로 writes the years and programmes that the page counts, no other ones."""
    page.years.chosen.emit((2018,))
    desk.settle()
    text = papers.as_json(desk.workspace, "matrix", ReportOptions(query=page.choice.query()))
    assert "마을 축제" in text
    assert "골목 도서관" not in text
    target = tmp_path / "표.xlsx"
    write_report(page, desk.context, "matrix", "xlsx", ReportOptions(query=page.choice.query()), target)
    desk.settle()
    assert target.read_bytes()[:2] == b"PK"


def test_a_case_is_registered_by_hand(desk: Desk, page: MatrixPage) -> None:
    """The form refuses a case without a name beside the field; with one it stands in the list's frame."""
    page.add_case()
    desk.settle()
    dialog = page.window().findChild(FormDialog)
    assert dialog is not None
    store = next(b for b in dialog.findChildren(QPushButton) if b.text() == "등록")
    store.click()
    assert dialog.form.fields["title"].error_label.text()
    dialog.form.fields["title"].editor.setText("동네 방송국")
    dialog.form.fields["service_field"].editor.set_value("culture")
    store.click()
    desk.settle()
    made = next(row for row in _cases(desk) if row.title == "동네 방송국")
    assert (made.kind, made.status, made.service_field) == ("case", "done", "culture")
    assert page.card.case is not None and page.card.case.id == made.id


def test_an_edit_in_the_dialog_is_stored_as_one_types(desk: Desk, page: MatrixPage) -> None:
    """What is typed into the case is stored without a button, also when the dialog is left at once."""
    assert page.card.case is not None
    case_id = page.card.case.id
    page.actions_.edit(case_id)
    desk.settle()
    dialog = page.window().findChild(FormDialog)
    assert dialog is not None
    dialog.form.fields["summary"].editor.setPlainText("빈집을 고침")
    dialog.form.fields["summary"].editor.edited.emit()
    dialog.accept()
    desk.settle()
    assert projects.get(desk.workspace, case_id).summary == "빈집을 고침"


def test_a_case_is_not_closed_over_what_cannot_be_taken(desk: Desk, page: MatrixPage) -> None:
    """닫기 leaves a missing name with its reason; mended, it is stored and the dialog goes."""
    assert page.card.case is not None
    case_id = page.card.case.id
    page.actions_.edit(case_id)
    desk.settle()
    dialog = page.window().findChild(FormDialog)
    assert dialog is not None
    title = dialog.form.fields["title"]
    title.editor.setText("")
    title.editor.edited.emit()
    dialog.accept()
    assert dialog.isVisible() and title.error_label.isVisible()
    title.editor.setText("골목 사진관")
    title.editor.edited.emit()
    dialog.accept()
    assert not dialog.isVisible()
    desk.settle()
    assert projects.get(desk.workspace, case_id).title == "골목 사진관"


def test_a_case_of_the_open_cell_begins_with_its_classes(desk: Desk, page: MatrixPage) -> None:
    """사례 등록 fills in 관, 국내·해외 and 분야 of the open cell, the same when the table is turned."""
    assert page.grid is not None
    counts = [row.counts for row in page.grid.rows]
    at = next((r, c) for r, row in enumerate(counts) for c, n in enumerate(row) if n == 2)
    _open(desk, page, *at)
    page.add_case()
    dialog = page.window().findChild(FormDialog)
    assert dialog is not None
    values = {key: field.editor.value() for key, field in dialog.form.fields.items()}
    assert (values["service_field"], values["is_foreign"]) == ("culture", False)
    assert values["government_level"]
    dialog.reject()
    kept = page.grid.values(*at)
    page.turn_table()
    desk.settle()
    assert page.grid.values(at[1], at[0]) == kept


def test_a_memo_stays_with_its_case(desk: Desk, page: MatrixPage) -> None:
    """벤치마킹 메모 adds a line with day and name to 기타; one step that undo takes back."""
    page.list.table.set_current_id(page.list.model.ids()[0])
    desk.settle()
    shown = page.card.case
    assert shown is not None
    for words in ("주민이 먼저 제안함", "예산 없이 시작함"):
        dialog = page.actions_.note(projects.get(desk.workspace, shown.id))
        dialog.form.fields["memo"].editor.setPlainText(words)
        dialog.accept()
        desk.settle()
    lines = projects.get(desk.workspace, shown.id).remarks.splitlines()
    assert [line.split(": ")[1] for line in lines[-2:]] == ["주민이 먼저 제안함", "예산 없이 시작함"]
    assert lines[-1].startswith("벤치마킹 메모(")
    desk.context.history.undo(desk.workspace)  # type: ignore[union-attr]
    assert "예산" not in projects.get(desk.workspace, shown.id).remarks


def test_delete_takes_the_case_in_the_frame_away(desk: Desk, page: MatrixPage) -> None:
    """Del in the list deletes, the notice names how many, and undo brings them back."""
    table = page.list.table
    before = len(page.list.model.ids())
    table.set_current_id(page.list.model.ids()[0])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    desk.settle()
    assert len(page.list.model.ids()) == before - 1
    assert "1건을 삭제" in desk.said[-1]
    undo.undo(desk.workspace)
    desk.settle()
    assert len(page.list.model.ids()) == before
