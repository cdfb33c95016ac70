"""참여자: consents as icons with words, given, renewed and taken back for one person or many, undone."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.privacy.consent import ConsentPurpose, ConsentState
from app.services.privacy import consents
from tests.factories import file, person
from tests.ui.desk import Desk
from ui.dialogs.confirm import MessageDialog
from ui.pages.people import consent_section as section
from ui.pages.people.consent_dialogs import GiveDialog, WithdrawDialog
from ui.pages.people.consent_history import HistoryDialog
from ui.pages.people.form_print import FormPrintDialog
from ui.pages.people.page import PeoplePage

NAMES = ("가온별", "나래솔", "다솜빛", "라온새", "마루봄")


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PeoplePage:
    """Show five persons: in order, ending, over, never asked, an official."""
    ws, today = desk.workspace, desk.workspace.today
    ids = [person(ws, name, actor_kind="official" if name == "마루봄" else "citizen").id for name in NAMES]
    past = {"given_on": today - timedelta(300)}
    consents.give(ws, ids[:1], {"collection": "agreed", "photo": "refused"})
    consents.give(ws, ids[1:2], {"collection": "agreed"}, {**past, "ends_on": today + timedelta(6)})
    consents.give(ws, ids[2:3], {"collection": "agreed"}, {**past, "ends_on": today - timedelta(3)})
    made = PeoplePage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _cell(page: PeoplePage, row: int, key: str, role: Qt.ItemDataRole) -> str:
    index = page.model.index(row, page.model.column_of(key))
    return str(page.model.data(index, role))


def _choose(desk: Desk, page: PeoplePage, row: int) -> None:
    page.table.set_current_id(page.model.ids()[row])
    desk.settle()


def _state(desk: Desk, page: PeoplePage, row: int, purpose: str = "collection") -> ConsentState:
    found = consents.of_person(desk.workspace, page.model.ids()[row])
    return found.states[ConsentPurpose(purpose)]


def test_icons_have_words(page: PeoplePage) -> None:
    """What a cell paints as an icon is said to assistive technology, and copied, as a word."""
    said = Qt.ItemDataRole.AccessibleTextRole
    words = [_cell(page, row, "collection", said) for row in range(5)]
    assert words == [
        f"수집·이용 {word}" for word in ("동의", "곧 끝남", "기간 지남", "동의 없음", "해당 없음")
    ]
    assert _cell(page, 0, "photo", Qt.ItemDataRole.DisplayRole) == "동의하지 않음"


def test_the_headings_count_and_list(desk: Desk, page: PeoplePage) -> None:
    """Each heading says how many, and shows them."""
    texts = [tab.accessibleName() for tab in page.bar.tabs.values()]
    assert texts == ["전체 5명", "30일 안 만료 1명", "동의 없음 1명", "파기 대상 1명", "국민 4명"]
    for heading, first in (("ending", "나*솔"), ("absent", "라*새"), ("over", "다*빛")):
        page.bar.tabs[heading].click()
        desk.settle()
        assert [row.name for row in page.model.records_of(page.model.ids())] == [first]
        assert page.bar.tabs[heading].isChecked()


def test_several_answers_for_several_persons_are_one_step(desk: Desk, page: PeoplePage) -> None:
    """동의 기록 takes an answer per purpose for all chosen; nothing is answered for anybody; undone."""
    page.model.set_checked(page.model.ids()[2:4])
    assert page.area.chosen.isVisible() and page.area.chosen.words.text() == "2명 선택"
    page.area.chosen.buttons["give"].click()
    dialog = page.findChild(GiveDialog) or page.window().findChild(GiveDialog)
    assert isinstance(dialog, GiveDialog)
    assert dialog.decisions() == {}
    store = next(each for each in dialog.findChildren(QPushButton) if each.text() == "기록")
    store.click()
    assert dialog.wrong.isVisible()
    dialog.agree_to_all()
    store.click()
    desk.settle()
    assert _state(desk, page, 2) is _state(desk, page, 3, "recording") is ConsentState.VALID
    assert _state(desk, page, 3, "provision") is ConsentState.MISSING
    undo = desk.offers[-1]
    assert undo is not None
    undo()
    desk.settle()
    assert _state(desk, page, 3) is ConsentState.MISSING


def test_a_childs_consent_asks_for_the_guardian_beside_the_field(desk: Desk, page: PeoplePage) -> None:
    """The refusal stands at 법정대리인, and the dialog stays."""
    child = person(desk.workspace, "바다봄", birth_year=desk.workspace.today.year - 11).id
    desk.settle()
    dialog = page.consents.give([child])
    assert dialog is not None
    dialog.agree_to_all()
    store = next(each for each in dialog.findChildren(QPushButton) if each.text() == "기록")
    store.click()
    desk.settle()
    assert "14세" in dialog.form.fields["guardian"].error_label.accessibleName()
    dialog.form.fields["guardian"].editor.setText("바다숲")
    store.click()
    desk.settle()
    assert consents.of_person(desk.workspace, child).rows[0].guardian == "바다숲"


def test_the_panel_shows_and_renews(desk: Desk, page: PeoplePage, qtbot: QtBot) -> None:
    """What ends soon has a 갱신 beside it, which asks and then gives the consent anew."""
    _choose(desk, page, 1)
    renew = page.panel.section.findChild(QPushButton, "renew-collection")
    assert renew is not None
    renew.click()
    dialog = page.findChild(MessageDialog)
    assert dialog is not None
    dialog.findChildren(QPushButton)[-1].click()
    desk.settle()
    assert _state(desk, page, 1) is ConsentState.VALID
    assert len(consents.of_person(desk.workspace, page.model.ids()[1]).rows) == 2
    assert page.panel.section.findChild(QPushButton, "renew-collection") is None


def test_what_has_ended_of_many_is_renewed_together(desk: Desk, page: PeoplePage) -> None:
    """동의 갱신 of the chosen renews what ends or ended, and nothing that nobody gave."""
    page.model.check_all()
    page.persons.act("renew")
    dialog = page.findChild(MessageDialog)
    assert dialog is not None
    dialog.findChildren(QPushButton)[-1].click()
    desk.settle()
    states = [_state(desk, page, row) for row in range(4)]
    assert states == [ConsentState.VALID] * 3 + [ConsentState.MISSING]


def test_a_withdrawal_keeps_day_and_reason(desk: Desk, page: PeoplePage) -> None:
    """철회 notes the day; the person is to be destroyed from then on; the history tells it."""
    _choose(desk, page, 0)
    found = page.panel.consents
    assert found is not None
    page.consents.act(section.WITHDRAW, "collection", found)
    dialog = page.findChild(WithdrawDialog) or page.window().findChild(WithdrawDialog)
    assert isinstance(dialog, WithdrawDialog)
    assert dialog.chosen() == ["collection"]
    dialog.form.fields["withdrawal_reason"].editor.setText("본인이 요청함")
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "철회").click()
    desk.settle()
    assert _state(desk, page, 0) is ConsentState.WITHDRAWN
    row = consents.of_person(desk.workspace, page.model.ids()[0]).current[ConsentPurpose.COLLECTION]
    assert (row.withdrawn_on, row.withdrawal_reason) == (desk.workspace.today, "본인이 요청함")
    assert page.bar.tabs["over"].accessibleName() == "파기 대상 2명"
    page.consents.show_history(page.model.ids()[0])
    desk.settle()
    history = page.findChild(HistoryDialog) or page.window().findChild(HistoryDialog)
    assert isinstance(history, HistoryDialog)
    assert any("철회" in row[2] for row in history.steps.rows())
    assert "가온별" not in str(history.steps.rows())


def test_the_paper_is_kept_with_what_was_signed_that_day(
    desk: Desk, page: PeoplePage, tmp_path: Path
) -> None:
    """One scan goes to all consents of that day; it can be taken off again."""
    _choose(desk, page, 0)
    found = page.panel.consents
    assert found is not None
    consent = found.current[ConsentPurpose.COLLECTION]
    page.consents._attach(consent, found, [file(tmp_path, "동의서.pdf", b"%PDF signed")])
    desk.settle()
    rows = consents.of_person(desk.workspace, page.model.ids()[0]).current.values()
    assert [row.scan_name for row in rows] == ["동의서.pdf"] * 2
    assert "동의서.pdf" in " ".join(section.said(page.panel.section.lines._items[0]))  # type: ignore[index]
    after = page.panel.consents
    assert after is not None
    page.consents.act(section.DETACH, "collection", after)
    desk.settle()
    rows = consents.of_person(desk.workspace, page.model.ids()[0]).current.values()
    assert sorted(row.scan_name for row in rows) == ["", "동의서.pdf"]


def test_named_forms_want_a_reason(desk: Desk, page: PeoplePage) -> None:
    """A blank form asks nothing more; names ask for a reason and say what will be logged."""
    dialog = page.consents.print_forms(page.model.ids()[:2])
    assert isinstance(dialog, FormPrintDialog)
    assert dialog.options().person_ids == ()
    dialog.named.setChecked(True)
    assert dialog.log_line.isVisible() and "접속기록" in dialog.log_line.accessibleName()
    dialog.form.fields["reason"].editor.setText("짧음")
    dialog.save()
    assert dialog.form.fields["reason"].error_label.text()
    dialog.form.fields["reason"].editor.setText("발대식에서 서명을 받으려고 인쇄")
    assert dialog.options().person_ids == tuple(page.model.ids()[:2])
    dialog.reject()


def test_a_reader_records_nothing(desk: Desk, page: PeoplePage) -> None:
    """The role 열람 is told why instead of shown a dialog."""
    desk.workspace.settings = desk.workspace.settings.with_values(desk_role="reader")
    assert page.consents.give(page.model.ids()[:1]) is None
    assert "역할" in desk.said[-1]


def test_the_keyboard_turns_pages_and_the_foot_says_where(desk: Desk, page: PeoplePage, qtbot: QtBot) -> None:
    """``1–n / 5명`` follows the view; the menu of a row offers what the bar does."""
    assert page.area.foot.range.text().endswith("/ 5명")
    words = [action.text() for action in page.persons.menu_of(page.model.ids()[:2]).actions()]
    assert any(text.startswith("동의 철회") and "2명" in text for text in words)
    page.table.setFocus()
    _choose(desk, page, 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.model.checked() == page.model.ids()[:1]


def test_the_list_of_a_heading_opens_with_its_person(desk: Desk, page: PeoplePage) -> None:
    """오늘 leads here: the heading in force, the person in the frame."""
    wanted = page.model.ids()[1]
    page.open_with(heading="ending", person_id=wanted)
    desk.settle()
    assert page.table.current_id() == wanted and page.model.ids() == [wanted]
