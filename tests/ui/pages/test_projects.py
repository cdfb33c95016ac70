"""과제 as a table: what is read, narrowed, grouped, ordered, kept and changed for many at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.services import directory, findings, listing, projects, stages
from tests.factories import case, person, project, team
from tests.ui.desk import Desk
from ui.dialogs.columns import ColumnsDialog
from ui.pages.projects import ProjectsPage
from ui.pages.projects.view_bar import BOARD

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProjectsPage:
    """Show four projects of two agencies and two years; a collected case is in the file too."""
    ws = desk.workspace
    first = project(ws, title="가온시 골목 도서관", year=2026, manager="홍시험", service_field="culture")
    team(ws, first.id)
    project(ws, title="가온시 안심 귀갓길", year=2026, service_field="safety")
    project(ws, title="나래군 마을버스", year=2025, lead_agency="나래군", service_field="living")
    project(ws, title="나래군 장터", year=2025, lead_agency="나래군", service_field="economy")
    case(ws, title="오래된 사례")
    made = ProjectsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _titles(page: ProjectsPage) -> list[str]:
    model = page.area.table.records()
    return [row.title for row in model.records_of(model.ids())]


def _select(desk: Desk, page: ProjectsPage, **filters: tuple[Any, ...]) -> None:
    for key, values in filters.items():
        page.select(page.selection.accept(key, values))
    desk.settle()


def _press(page: ProjectsPage, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(page.area.table, key, held)


def test_only_own_projects_are_listed(page: ProjectsPage) -> None:
    """Collected cases never stand among own projects, and are not counted."""
    assert "오래된 사례" not in _titles(page)
    assert page.facts is not None
    assert page.facts.total == 4


def test_groups_stand_under_headings_with_their_figures(page: ProjectsPage) -> None:
    """A heading says how many projects it holds and their mean citizen ratio."""
    model = page.area.table.records()
    first = model.group_at(0)
    assert first is not None
    assert first.label == "가온시"
    assert model.meta(first) == "2건 · 국민 비율 평균 44%"


def test_rows_are_fetched_for_the_viewport_only(desk: Desk, page: ProjectsPage, qtbot: QtBot) -> None:
    """Opening a long list fetches the rows of the screen, not all of them."""
    ws = desk.workspace
    with ws.unit_of_work("많은 과제") as work:
        work.insert_many(
            "project", [{"kind": "own", "title": f"과제 {n:05}", "status": "active"} for n in range(1500)]
        )
    fresh = ProjectsPage(desk.context)
    qtbot.addWidget(fresh)
    desk.show(fresh)
    model = fresh.area.table.records()
    assert model.rowCount() > 1500
    assert len(model._cache) < 300


def test_a_facet_narrows_and_its_chip_widens(desk: Desk, page: ProjectsPage) -> None:
    """A value checked in a facet leaves its projects; the chip's cross brings the others back."""
    page.area.facets.changed.emit("year", (2025,))
    desk.settle()
    assert _titles(page) == ["나래군 마을버스", "나래군 장터"]
    assert page.area.line.count.text() == "4건 가운데 2건"
    chip = page.area.line.chips[0]
    assert chip.text() == "연도: 2025"
    chip.click()
    desk.settle()
    assert len(_titles(page)) == 4


def test_late_facts_of_a_former_filter_do_not_stay(
    desk: Desk, page: ProjectsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts that come when the next list is shown already do not take the place of reading its own."""
    reader, former, facts = page.reader, page.selection, page.reader.facts
    assert facts is not None
    show_list = reader._show_list

    def show_and_be_late(*given: Any) -> None:
        show_list(*given)
        reader._show_facts(former, facts)

    monkeypatch.setattr(reader, "_show_list", show_and_be_late)
    _select(desk, page, year=(2025,))
    assert reader.facts is not facts
    counted = {value.key: value.count for value in page.area.facets.groups["service_field"]._values}
    assert counted == {"living": 1, "economy": 1}


def test_a_chosen_value_stays_in_its_facet(desk: Desk, page: ProjectsPage) -> None:
    """A value that other filters leave without projects can still be unchecked."""
    _select(desk, page, service_field=("culture",), year=(2025,))
    values = {value.key: value for value in page.area.facets.groups["service_field"]._values}
    assert values["culture"].count == 0
    assert values["culture"].label == "문화"


def test_nothing_found_offers_to_clear(desk: Desk, page: ProjectsPage) -> None:
    """Filters that leave nothing say so, with one button that clears them."""
    _select(desk, page, service_field=("welfare",))
    assert page.area.stack.currentWidget() is page.area.nothing
    page.area.nothing.button.click()
    desk.settle()
    assert page.area.stack.currentWidget() is page.area.table
    assert not page.selection.filtered()


def test_words_are_looked_for(desk: Desk, page: ProjectsPage) -> None:
    """The field over the table narrows by words; Ctrl+F goes to it."""
    page.find_in_list()
    assert page.area.line.search.hasFocus() or QGuiApplication.focusWindow() is None
    page.area.line.search.setText("마을버스")
    QTest.keyClick(page.area.line.search, Qt.Key.Key_Return)
    desk.settle()
    assert _titles(page) == ["나래군 마을버스"]


def test_what_has_the_words_follows_every_change(desk: Desk, page: ProjectsPage) -> None:
    """The order is kept while somebody types; what is added meanwhile still comes in its place."""
    page.area.line.search.setText("나래")
    QTest.keyClick(page.area.line.search, Qt.Key.Key_Return)
    desk.settle()
    assert _titles(page) == ["나래군 마을버스", "나래군 장터"]
    project(desk.workspace, title="나래군 공방", year=2025, lead_agency="나래군")
    desk.settle()
    page.area.line.search.setText("나래군")
    QTest.keyClick(page.area.line.search, Qt.Key.Key_Return)
    desk.settle()
    assert _titles(page) == ["나래군 공방", "나래군 마을버스", "나래군 장터"]


def test_what_stands_around_the_list_follows_a_pause(desk: Desk, page: ProjectsPage, qtbot: QtBot) -> None:
    """A key is answered by the list; once nobody types on, the facets count what it leaves."""
    line, year = page.area.line, page.area.facets.groups["year"]
    line.search.setText("장터")
    qtbot.waitUntil(lambda: _titles(page) == ["나래군 장터"])
    assert sum(value.count for value in year._values) == 4
    qtbot.waitUntil(lambda: sum(value.count for value in year._values) == 1)
    assert [chip.text() for chip in line.chips] == ["글자: 장터"]
    page._remove_filter("")
    desk.settle()
    assert len(_titles(page)) == 4 and not line.search.text()


def test_work_on_a_project_moves_it_while_words_are_looked_for(desk: Desk, page: ProjectsPage) -> None:
    """A finding wakes a project that stood still: among those in 진행 it is found by words too."""
    ws = desk.workspace
    bus, later = page.area.table.records().ids()[2], datetime.now(UTC) + timedelta(days=90)
    ws.clock = lambda: later
    _select(desk, page, state=("active",))
    assert _titles(page) == []
    findings.add(ws, bus, "pain", "배차가 뜸함")
    desk.settle()
    page.area.line.search.setText("나래")
    QTest.keyClick(page.area.line.search, Qt.Key.Key_Return)
    desk.settle()
    assert _titles(page) == ["나래군 마을버스"]


def test_without_projects_the_page_offers_the_first(desk: Desk, qtbot: QtBot) -> None:
    """An empty file shows one sentence and one button for a new project."""
    made = ProjectsPage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    assert made.ways.currentWidget() is made.ways.empty
    assert made.ways.empty.button.text() == "새 과제"


def test_order_is_by_click_and_by_shift_click(desk: Desk, page: ProjectsPage) -> None:
    """A click orders by one field, with Shift by one more, a second click the other way round."""
    head = page.area.table.head
    assert head.sorted_by("year", add=False) == (("year", False),)
    page.area.table.sortsChanged.emit((("year", True), ("title", True)))
    page.select(page.selection.__class__(sort=page.selection.sort, group=""))
    desk.settle()
    titles = ["가온시 안심 귀갓길", "가온시 골목 도서관", "나래군 장터", "나래군 마을버스"]
    assert _titles(page) == titles
    assert page.area.line.order.text() == "연도 내림, 과제명 내림 순"
    assert head.sorted_by("title", add=True) == (("year", True), ("title", False))


def test_grouping_and_way_of_seeing_are_remembered(desk: Desk, page: ProjectsPage, qtbot: QtBot) -> None:
    """A page made anew shows the grouping, order and mode that were left."""
    page.bar.grouped.emit("state")
    page.set_mode(BOARD)
    desk.settle()
    again = ProjectsPage(desk.context)
    qtbot.addWidget(again)
    assert again.selection.group == "state"
    assert again.mode == BOARD


def test_a_filter_is_kept_renamed_and_deleted(desk: Desk, page: ProjectsPage) -> None:
    """A saved filter has a tab with its count, can be renamed, and comes back after deletion by mistake."""
    _select(desk, page, year=(2025,))
    page.save_view()
    assert page.keeper.dialog is not None
    page.keeper.dialog.field.editor.set_value("작년")
    page.keeper.dialog.accept()
    desk.settle()
    assert page.bar.tabs.tabs[-1].text() == "작년  2"
    assert page.bar.tabs.tabs[-1].isChecked()
    page.keeper.ask_rename(page.keeper.saved.views[0])
    page.keeper.dialog.field.editor.set_value("지난해")
    page.keeper.dialog.accept()
    page.keeper.delete(page.keeper.saved.views[0])
    desk.settle()
    assert page.keeper.saved.views == []
    restore = desk.offers[-1]
    assert restore is not None
    restore()
    assert [view.name for view in page.keeper.saved.views] == ["지난해"]


def test_a_renamed_filter_keeps_the_focus(desk: Desk, page: ProjectsPage) -> None:
    """The tab of a saved filter has the focus again after it was renamed, though its words are others."""
    kept = page.keeper.saved.save("작년", {"year": (2025,)}, "")
    page.keeper._changed()
    desk.settle()
    place = next(n for n, tab in enumerate(page.bar.tabs.tabs) if tab.text().startswith("작년"))
    page.bar.tabs.tabs[place].setFocus()
    page.keeper.ask_rename(kept)
    page.keeper.dialog.field.editor.set_value("지난해")
    page.keeper.dialog.accept()
    desk.settle()
    assert page.bar.tabs.tabs[place].text().startswith("지난해")
    assert page.window().focusWidget() is page.bar.tabs.tabs[place]


def test_a_tab_stays_where_it_is_when_its_count_changes(desk: Desk, page: ProjectsPage) -> None:
    """Another count is written on the same tab, which keeps the keyboard; a click chooses its filter."""
    tabs = page.bar.tabs
    before = list(tabs.tabs)
    words = before[0].text()
    before[0].setFocus()
    project(desk.workspace, title="새 골목 쉼터")
    desk.settle()
    assert tabs.tabs == before and before[0].text() != words and before[0].hasFocus()
    chosen: list[str] = []
    tabs.chosen.connect(lambda view: chosen.append(view.name))
    before[1].click()
    assert chosen == [page.facts.views[1].name if page.facts else ""]


def test_a_taken_name_is_refused_beside_the_field(desk: Desk, page: ProjectsPage) -> None:
    """Two filters of one name cannot be told apart, so the second is refused where it is typed."""
    page.save_view()
    dialog = page.keeper.dialog
    assert dialog is not None
    dialog.field.editor.set_value("전체")
    dialog.accept()
    assert "이미 있는 이름" in dialog.field.error_label.accessibleName()
    assert page.keeper.saved.views == []
    dialog.reject()


def test_my_projects_are_those_of_the_person_at_the_desk(desk: Desk, page: ProjectsPage) -> None:
    """내 담당 counts the projects whose 담당 bears the name in the settings."""
    assert page.facts is not None
    mine = next(view for view in page.facts.views if view.name == "내 담당")
    page.show_view(mine)
    desk.settle()
    assert _titles(page) == ["가온시 골목 도서관"]


def test_checked_projects_change_together(desk: Desk, page: ProjectsPage) -> None:
    """분야 바꾸기 changes all checked projects in one step, and the notice takes it back."""
    model = page.area.table.records()
    model.set_checked(model.ids()[:2])
    assert page.area.bar.isVisible()
    assert page.area.bar.words.text() == "2건 선택"
    page.area.bar.asked.emit("service_field")
    dialog = page.actions_on.dialog
    dialog.accept()
    assert dialog.field.error_label.accessibleName()
    dialog.field.editor.set_value("welfare")
    dialog.accept()
    desk.settle()
    fields = [row.service_field for row in model.records_of(model.ids())]
    assert fields.count("welfare") == 2
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert "welfare" not in [row.service_field for row in model.records_of(model.ids())]


def test_another_manager_is_chosen_among_persons(desk: Desk, page: ProjectsPage) -> None:
    """담당자 바꾸기 offers the persons of the file and gives the chosen one to every project."""
    new = person(desk.workspace, "새담당", actor_kind="official")
    ids = page.area.table.records().ids()
    page.actions_on.run("manager_id", ids)
    desk.settle()
    page.actions_on.dialog.field.editor.set_value(new.id)
    page.actions_on.dialog.accept()
    desk.settle()
    assert {row.manager for row in listing.rows(desk.workspace, "project", ids)} == {"새담당"}


def test_a_tag_is_put_on_all_at_once(desk: Desk, page: ProjectsPage) -> None:
    """태그 붙이기 is one step for all, and repeating it adds nothing."""
    ids = page.area.table.records().ids()
    for _ in range(2):
        page.actions_on.run("tag", ids)
        page.actions_on.dialog.field.editor.set_value("시범")
        page.actions_on.dialog.accept()
        desk.settle()
    assert [len(directory.tags_of(desk.workspace, one)) for one in ids] == [1, 1, 1, 1]


def test_deleting_asks_first_and_can_be_undone(desk: Desk, page: ProjectsPage) -> None:
    """삭제 names what goes; the notice brings it all back with stages."""
    ids = page.area.table.records().ids()[:3]
    page.actions_on.run("delete", ids)
    desk.settle()
    assert listing.count(desk.workspace, "project", ListQuery(filters={"kind": ("own",)})) == 4
    page.actions_on.dialog.findChildren(type(page.area.nothing.button))[-1].click()
    desk.settle()
    assert len(_titles(page)) == 1
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert len(_titles(page)) == 4
    assert len(stages.of_project(desk.workspace, ids[0])) == 4


def test_projects_go_to_the_reports(page: ProjectsPage, desk: Desk) -> None:
    """보고서에 넣기 opens the reports with exactly these projects."""
    ids = page.area.table.records().ids()[1:3]
    page.actions_on.run("report", ids)
    assert desk.went[-1] == ("reports", {"report": "project-list", "ids": tuple(ids)})


def test_enter_opens_the_room(page: ProjectsPage, desk: Desk) -> None:
    """Enter on the framed project opens its room."""
    record = page.area.table.records().ids()[0]
    page.area.table.set_current_id(record)
    _press(page, Qt.Key.Key_Return)
    assert desk.went[-1] == ("project", {"project_id": record})


def test_copying_gives_a_table_for_excel(page: ProjectsPage) -> None:
    """Ctrl+C copies the shown columns of the checked projects as text with tabs and as HTML."""
    model = page.area.table.records()
    model.set_checked(model.ids()[:1])
    _press(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().split("\n")
    assert lines[0].split("\t")[:3] == ["과제명", "사업", "분야"]
    assert lines[1].startswith("가온시 골목 도서관\t국민디자인단\t문화")
    assert "<table>" in mime.html()


def test_columns_are_chosen_and_remembered(desk: Desk, page: ProjectsPage, qtbot: QtBot) -> None:
    """The column dialog shows what is chosen in its order, always after the title, also in a new table."""
    page.choose_columns()
    dialog = page.dialog
    assert isinstance(dialog, ColumnsDialog)
    assert dialog.list.accessibleName() == "열"
    for row in range(dialog.list.count()):
        on = dialog.list.item(row).text() in ("연도", "담당")
        dialog.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
    dialog.accept()
    assert page.area.table.shown_keys() == ["title", "manager_id", "year"]
    qtbot.waitUntil(lambda: desk.context.state.get("table/과제") is not None, timeout=3000)
    again = ProjectsPage(desk.context)
    qtbot.addWidget(again)
    assert again.area.table.shown_keys() == ["title", "manager_id", "year"]


def test_the_list_is_written_as_a_workbook(desk: Desk, page: ProjectsPage, tmp_path: Path) -> None:
    """내보내기 writes the projects in view with the columns in view, and tells where."""
    from openpyxl import load_workbook

    _select(desk, page, year=(2025,))
    path = tmp_path / "목록.xlsx"
    page.bar.exportRequested.emit("xlsx")
    page.dialog.fileSelected.emit(str(path))
    page.dialog.reject()
    desk.settle()
    cells = [str(cell.value) for sheet in load_workbook(path) for row in sheet for cell in row]
    assert "나래군 장터" in cells
    assert "가온시 골목 도서관" not in cells
    assert "목록.xlsx" in desk.said[-1]


def test_another_page_may_ask_for_a_filter(desk: Desk, page: ProjectsPage) -> None:
    """A link from elsewhere opens the page with its filter in force."""
    page.open_with(filters={"year": (2026,)})
    desk.settle()
    assert len(_titles(page)) == 2


def test_a_change_elsewhere_shows_at_once(desk: Desk, page: ProjectsPage) -> None:
    """A project changed by another page is read again while the list is seen; checks and frame stay."""
    model = page.area.table.records()
    ids = model.ids()
    model.set_checked(ids[:2])
    page.area.table.set_current_id(ids[1])
    projects.edit(desk.workspace, [ids[1]], {"title": "가온시 새 이름"})
    desk.settle()
    assert "가온시 새 이름" in _titles(page)
    assert model.checked_count() == 2
    assert page.area.table.current_id() == ids[1]


def test_a_chosen_record_keeps_its_name(desk: Desk, page: ProjectsPage) -> None:
    """A kept filter on an agency reads by the agency's name also where nothing of it is left."""
    agencies = {entry.label: entry.id for entry in directory.entries(desk.workspace, "agency")}
    _select(desk, page, lead_agency_id=(agencies["나래군"],), year=(2026,))
    assert "기관: 나래군" in [chip.text() for chip in page.area.line.chips]
    again = ProjectsPage(desk.context)
    again.select(page.selection)
    desk.show(again)
    assert "기관: 나래군" in [chip.text() for chip in again.area.line.chips]
    again.close()


def test_delete_asks_for_the_framed_project(desk: Desk, page: ProjectsPage) -> None:
    """The Delete key asks about the project in the frame, or about the checked ones, before anything goes."""
    table = page.area.table
    table.set_current_id(table.records().ids()[0])
    QTest.keyClick(table, Qt.Key.Key_Delete)
    desk.settle()
    assert page.actions_on.dialog is not None and page.actions_on.dialog.isVisible()
    assert len(_titles(page)) == 4
    page.actions_on.dialog.reject()


def test_the_selection_bar_never_cuts_its_words(desk: Desk, page: ProjectsPage) -> None:
    """Without room for all the words each button says one, the whole in its tooltip."""
    bar = page.area.bar
    page.area.table.records().check_all()
    for width, words in ((1600, "엑셀로 내보내기"), (1040, "엑셀")):
        page.resize(width, 700)
        desk.settle()
        assert bar.buttons["xlsx"].text() == words
        assert all(b.width() >= b.sizeHint().width() for b in bar.buttons.values()), width
