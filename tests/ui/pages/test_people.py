"""참여자: masked to look at, plain only in the form, and rosters pasted in one step."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.choices import Role
from app.domain.listing import ListQuery
from app.domain.privacy.sight import SightItem
from app.services import listing, people
from app.services.privacy import sight
from tests.factories import person, project
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.pages.people.page import PeoplePage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PeoplePage:
    """Show two persons, the first of whom is on a team."""
    ws = desk.workspace
    first = person(ws, "가온별", phone="010-2222-3333", email="gaon@example.kr", affiliation="가온시")
    person(ws, "나래솔", actor_kind="expert")
    people.add_members(ws, project(ws, title="골목 쉼터").id, [first.id], Role.CITIZEN)
    made = PeoplePage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _stored(desk: Desk) -> list[Any]:
    return listing.all_rows(desk.workspace, "person", ListQuery())


def _choose(desk: Desk, page: PeoplePage, row: int) -> None:
    page.table.set_current_id(page.model.ids()[row])
    desk.settle()


def test_the_roster_is_masked(page: PeoplePage) -> None:
    """Names, phones and addresses are masked in the table, and so is what is copied of them."""
    page.table.set_current_id(page.model.ids()[0])
    page.table.copy()
    text = QGuiApplication.clipboard().text()
    assert "가*별" in text
    assert "010-****-3333" in text
    assert "가온별" not in text


def test_the_form_is_made_when_somebody_changes_a_person(desk: Desk, page: PeoplePage) -> None:
    """Looking at persons makes none; once it is made it has the lists that were read with the page."""
    _choose(desk, page, 0)
    assert not page.panel.form.made()
    page.panel._open_form()
    desk.settle()
    assert page.panel.form.made()
    assert page.panel.form.fields["region_id"].editor.count() > 1


def test_an_empty_panel_has_no_foot(page: PeoplePage) -> None:
    """Without a person there is no strip below for buttons that are not there."""
    page.panel.show_person(None)
    assert page.panel.isVisible() and not page.panel.strip.isVisible()
    page.panel.begin_new()
    assert page.panel.strip.isVisible() and page.panel.store_button.isVisible()


def test_the_panel_shows_the_projects(desk: Desk, page: PeoplePage) -> None:
    """The panel names the projects of a person; a click opens the team of one."""
    _choose(desk, page, 0)
    rows = [row for row in page.panel._projects.rows if isinstance(row, QPushButton)]
    assert len(rows) == 1
    rows[0].click()
    assert desk.went[-1][0] == "project"
    assert desk.went[-1][1]["tab"] == "team"


def test_the_form_saves_as_one_types(desk: Desk, page: PeoplePage) -> None:
    """The form shows what is stored and stores what is typed, without a button."""
    _choose(desk, page, 0)
    sight.unmask(desk.workspace, [page.model.ids()[0]], SightItem, "correct", "전화번호가 바뀌어 고칩니다")
    page.panel.begin_edit()
    desk.settle()
    editor = page.panel.form.fields["affiliation"].editor
    assert page.panel.form.fields["name"].editor.value() == "가온별"
    editor.setText("나래군")
    editor.edited.emit()
    page.flush()
    desk.settle()
    assert [row.affiliation for row in _stored(desk)] == ["나래군", ""]
    assert page.panel.editing()


def test_a_new_person_stands_in_the_frame(desk: Desk, page: PeoplePage) -> None:
    """참여자 추가 takes a name and then shows that person; without a name it says so beside the field."""
    page.add()
    page.panel.store_button.click()
    assert page.panel.form.fields["name"].error_label.text()
    page.panel.form.fields["name"].editor.setText("다솜빛")
    page.panel.store_button.click()
    desk.settle()
    assert "다솜빛" in [row.name for row in _stored(desk)]
    assert page.panel.name.text() == "다*빛"


def test_facets_narrow_the_roster(desk: Desk, page: PeoplePage) -> None:
    """구분 leaves the persons of that kind."""
    page.facets.changed.emit("actor_kind", ("expert",))
    desk.settle()
    assert [row.name for row in page.model.records_of(page.model.ids())] == ["나*솔"]
    assert page.bar.count.text() == "1명 찾음"


def test_deleting_asks_and_can_be_taken_back(desk: Desk, page: PeoplePage) -> None:
    """A question names what goes; 실행 취소 brings person and membership back."""
    page.persons.remove([page.model.ids()[0]])
    dialog = page.findChild(MessageDialog)
    assert dialog is not None
    assert "팀에서도" in dialog.accessibleDescription()
    dialog.findChildren(QPushButton)[-1].click()
    desk.settle()
    assert len(_stored(desk)) == 1
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert [row.project_count for row in _stored(desk)] == [1, 0]


def test_a_pasted_roster_is_looked_at_as_any_table(desk: Desk, page: PeoplePage) -> None:
    """Cells copied from a spreadsheet go the way of every table: each row is shown before it is stored."""
    QGuiApplication.clipboard().setText("성명\t소속\n라온새\t새솔구")
    page.verbs.paste()
    assert desk.went[-1] == ("import", {"kind": "people", "text": "성명\t소속\n라온새\t새솔구"})


def test_an_empty_roster_offers_to_begin(desk: Desk, qtbot: QtBot) -> None:
    """Nobody yet: one sentence and one button, which opens the form."""
    made = PeoplePage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    assert made.empty.isVisible()
    made.empty.button.click()
    assert made.panel.editing()


def test_phones_are_never_cut_and_minor_columns_give_way(desk: Desk, page: PeoplePage) -> None:
    """Without room the last session goes first, phone, 구분 and clock keep their width; nothing is kept."""
    table, room = page.table, page.table.fontMetrics().horizontalAdvance("010-****-3333") + 16
    for width, with_last in ((1700, True), (1060, False), (1700, True)):
        page.resize(width, 700)
        desk.settle()
        assert table.isColumnHidden(page.model.column_of("last_on")) is not with_last, width
        assert "last_on" in table.shown_keys()
        assert table.columnWidth(page.model.column_of("phone")) >= room
        assert not table.horizontalScrollBar().maximum(), width
    assert "table/참여자 명단" not in desk.context.state.values  # type: ignore[attr-defined]


def test_facets_and_panel_fold(desk: Desk, page: PeoplePage) -> None:
    """거르기 unfolds the facets, 정보 folds the panel and keeps that; a narrow window begins without it."""
    assert not page.facets.isVisible() and page.panel.isVisible()
    page.bar.fold.click()
    desk.settle()
    assert page.facets.isVisible()
    page.bar.side.click()
    assert not page.panel.isVisible()
    assert desk.context.state.get("people/side") is False
    page.add()
    assert page.panel.isVisible() and page.panel.editing()
    page.panel.end_edit()
    page.set_compact(True)
    assert not page.panel.isVisible()
    assert desk.context.state.get("people/side") is False
