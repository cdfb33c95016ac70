"""개인정보 열람 on the screen: asked for, logged, shown for a while, masked again; lists taken away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.listing import ListQuery
from app.domain.privacy.access import Access, AccessAction, AccessRow
from app.domain.privacy.sight import SightItem
from app.services import listing
from app.services.privacy import access, access_review, sight
from tests.factories import person
from tests.ui.desk import Desk
from ui import looking
from ui.pages.people import page as page_module
from ui.pages.people.access_log import AccessLogDialog
from ui.pages.people.columns import EYE
from ui.pages.people.exporting import FULL, ExportDialog
from ui.pages.people.page import PeoplePage
from ui.pages.people.unmasking import UnmaskDialog

WHY = "3차 워크숍 참석 여부를 전화로 확인"


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PeoplePage:
    """Show two citizens, the first of whom has a phone and an address."""
    person(desk.workspace, "가온별", phone="010-2222-3333", email="gaon@example.kr")
    person(desk.workspace, "나래솔", phone="010-4444-5555")
    made = PeoplePage(desk.context)
    qtbot.addWidget(made)
    desk.show(made)
    return made


def _plain(words: str) -> str:
    """Return words without the joiners that keep them whole on the screen."""
    return words.replace("\u2060", "")


def _log(desk: Desk) -> list[AccessRow]:
    now = datetime.now(UTC)
    return access.rows(desk.workspace, now - timedelta(days=1), now + timedelta(days=1))


def _ask(desk: Desk, page: PeoplePage, *rows: int) -> UnmaskDialog:
    page.verbs.look_at([page.model.ids()[row] for row in rows or (0,)])
    desk.settle()
    (dialog,) = page.window().findChildren(UnmaskDialog)
    return dialog


def _say(dialog: UnmaskDialog | ExportDialog, reason: str = WHY) -> None:
    dialog.fields.purpose.set_value("contact")
    dialog.fields.reason.setPlainText(reason)


def _look(desk: Desk, page: PeoplePage, *rows: int, minutes: int = 10) -> None:
    dialog = _ask(desk, page, *rows)
    dialog.ends.set_value(minutes)
    _say(dialog)
    dialog.action.click()
    desk.settle()


def _names(page: PeoplePage) -> list[str]:
    return [row.name for row in page.model.records_of(page.model.ids())]


def _copied(desk: Desk, page: PeoplePage) -> str:
    page.table.copy()
    desk.settle()
    return QGuiApplication.clipboard().text()


def test_a_look_shows_what_was_asked_for_and_is_logged(desk: Desk, page: PeoplePage) -> None:
    """The dialog begins with name and phone; after it these two are plain of that person alone."""
    _look(desk, page)
    assert _names(page) == ["가온별", "나*솔"]
    row = page.model.records_of(page.model.ids()[:1])[0]
    assert (row.phone, row.email) == ("010-2222-3333", "ga***@example.kr")
    (line,) = _log(desk)
    assert (line.action, line.reason, line.items) == ("unmask", WHY, ("이름", "휴대전화"))
    assert "1명의 개인정보를 열람하고 있습니다" in _plain(page.banner.words.text())


def test_many_are_looked_at_with_one_reason(desk: Desk, page: PeoplePage) -> None:
    """A selection is one look: one line of the log names all of it."""
    _look(desk, page, 0, 1)
    assert _names(page) == ["가온별", "나래솔"]
    assert [line.people_count for line in _log(desk)] == [2]


@pytest.mark.parametrize("reason", ["짧은 사유", "본인 확인 900101-1234568 대조함"])
def test_what_the_log_cannot_take_is_said_beside_the_field(desk: Desk, page: PeoplePage, reason: str) -> None:
    """A short reason, or one with a 주민등록번호, shows nobody; the sentence stands where it was typed."""
    dialog = _ask(desk, page)
    _say(dialog, reason)
    dialog.action.click()
    desk.settle()
    assert dialog.isVisible() and dialog.fields.hint.property("tone") == "danger"
    assert _names(page) == ["가*별", "나*솔"] and _log(desk) == []


def test_the_line_is_shown_before_it_is_written(desk: Desk, page: PeoplePage) -> None:
    """Who, where and when stand in the dialog as the log will have them; letters are counted."""
    desk.workspace.settings = desk.workspace.settings.with_values(user_name="홍길동", department="시민소통실")
    desk.workspace.clock = lambda: datetime(2026, 6, 18, 14, 3).astimezone()
    dialog = _ask(desk, page)
    assert _plain(dialog.line.words.text()) == "홍길동 · 시민소통실 · 2026. 6. 18. 14:03 열람으로 기록됩니다."
    _say(dialog)
    assert dialog.fields.count.text() == f"{len(WHY)} / 200자"
    assert dialog.action.text() == "10분 동안 열람"


def test_the_clock_masks_again_by_itself(desk: Desk, page: PeoplePage) -> None:
    """When the time is over the timer reads the roster again, and what is copied then is the mask."""
    _look(desk, page, minutes=5)
    now = datetime.now(UTC)
    desk.workspace.clock = lambda: now + timedelta(minutes=6)
    timer = desk.context.bus.findChild(QTimer, "sight")
    assert timer is not None and timer.isActive() and 0 < timer.remainingTime() <= 5 * 60_000 + 100
    timer.timeout.emit()
    desk.settle()
    assert _names(page) == ["가*별", "나*솔"]
    assert "가온별" not in page.panel.name.text()


def test_leaving_the_screen_masks_again(desk: Desk, page: PeoplePage) -> None:
    """이 화면을 떠날 때: whoever goes elsewhere finds masks on coming back."""
    _look(desk, page, minutes=0)
    assert _names(page)[0] == "가온별"
    looking.leave(desk.context)
    desk.settle()
    assert _names(page)[0] == "가*별"


def test_covering_at_once(desk: Desk, page: PeoplePage) -> None:
    """바로 가리기 ends every look."""
    _look(desk, page, 0, 1)
    assert page.cover_button.isVisibleTo(page)
    page.cover_button.click()
    desk.settle()
    assert _names(page) == ["가*별", "나*솔"]
    assert not page.cover_button.isVisibleTo(page)


def test_copying_a_mask_copies_the_mask(desk: Desk, page: PeoplePage) -> None:
    """Without a look a copy holds masks, and leaves no line."""
    page.table.set_current_id(page.model.ids()[0])
    assert "가*별" in _copied(desk, page)
    assert "열람" not in QGuiApplication.clipboard().text().splitlines()[0]
    html = QGuiApplication.clipboard().mimeData().html()
    assert "가온별" not in html and "2222" not in html
    assert _log(desk) == []


def test_copying_what_is_unmasked_is_logged_first(desk: Desk, page: PeoplePage) -> None:
    """While a look runs a copy of that person is plain and leaves a line of its own; of another none."""
    _look(desk, page)
    page.table.set_current_id(page.model.ids()[1])
    assert "나*솔" in _copied(desk, page)
    assert len(_log(desk)) == 1
    page.table.set_current_id(page.model.ids()[0])
    assert "가온별" in _copied(desk, page)
    assert [line.action for line in _log(desk)] == ["copy", "unmask"]


def test_what_the_table_says_is_masked_too(page: PeoplePage) -> None:
    """Display, tooltip and accessible text of every cell hold masks alone."""
    from PySide6.QtCore import Qt

    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    said = " ".join(
        str(page.model.data(page.model.index(row, column), role) or "")
        for row in range(2) for column in range(page.model.columnCount()) for role in roles
    )  # fmt: skip
    assert "가*별" in said and "가온별" not in said and "2222" not in said


def test_the_eye_of_a_row_asks(desk: Desk, page: PeoplePage) -> None:
    """A click on the eye opens the dialog for that person."""
    page.table.clicked.emit(page.model.index(1, page.model.column_of(EYE)))
    desk.settle()
    (dialog,) = page.window().findChildren(UnmaskDialog)
    assert dialog._people == (page.model.ids()[1],)


def test_a_form_is_opened_for_a_reason(desk: Desk, page: PeoplePage) -> None:
    """고치기 shows everything in full: it asks first, and opens when the line is written."""
    page.table.set_current_id(page.model.ids()[0])
    desk.settle()
    page.panel.begin_edit()
    desk.settle()
    assert not page.panel.editing()
    (dialog,) = page.window().findChildren(UnmaskDialog)
    assert dialog.items() == desk.workspace.sight.masked_items and dialog.fields.purpose.value() == "correct"
    dialog.fields.reason.setPlainText("전화번호가 바뀌었다고 알려 왔습니다")
    dialog.action.click()
    desk.settle()
    assert page.panel.editing()
    assert page.panel.form.fields["name"].editor.value() == "가온별"


def test_a_role_that_may_not_is_told_so(desk: Desk, page: PeoplePage) -> None:
    """열람 at the desk gets a sentence instead of a dialog, for looks, lists and the log."""
    desk.workspace.settings = desk.workspace.settings.with_values(desk_role="reader")
    page.verbs.look_at(page.model.ids())
    page.verbs.export()
    page.verbs.show_log()
    desk.settle()
    assert len(desk.said) == 3 and all("열람 역할" in words for words in desk.said)
    assert page.window().findChildren(UnmaskDialog) == []


# -- taken away


def _export(page: PeoplePage) -> ExportDialog:
    page.verbs.export()
    (dialog,) = page.window().findChildren(ExportDialog)
    return dialog


def test_the_whole_of_a_searched_list_is_taken_away(
    desk: Desk, page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the beginning of a long list is in view, 내보내기 is of all who were found."""
    monkeypatch.setattr(page_module, "FIRST", 1)
    page._rest.setInterval(60_000)
    page.bar.search.setText("010")
    qtbot.waitUntil(lambda: len(page.model.ids()) == 1)
    page.verbs.export()
    desk.settle()
    (dialog,) = page.window().findChildren(ExportDialog)
    assert len(page.model.ids()) == 1 and len(dialog._people) == 2


def _cells(path: Path) -> set[object]:
    book = openpyxl.load_workbook(path)
    return {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}


def test_a_list_is_masked_unless_asked_for(desk: Desk, page: PeoplePage, tmp_path: Path) -> None:
    """The dialog begins masked: no purpose, no line of the log, masks in the file."""
    dialog = _export(page)
    dialog.write("xlsx", dialog.options(), "", tmp_path / "명단.xlsx")
    desk.settle()
    found = _cells(tmp_path / "명단.xlsx")
    assert "가*별" in found and "가온별" not in found and _log(desk) == []
    assert desk.context.state.get("reports/recent") is None


def test_a_list_in_full_asks_for_its_purpose(desk: Desk, page: PeoplePage, tmp_path: Path) -> None:
    """가리지 않고 needs purpose and reason; the line names the file and its columns."""
    dialog = _export(page)
    dialog.how.set_value(FULL)
    dialog.how.chosen.emit(FULL)
    dialog.choose()
    assert dialog.isVisible() and dialog.fields.hint.property("tone") == "danger"
    _say(dialog, "10월 워크숍 참석자에게 장소를 안내")
    dialog.write("xlsx", dialog.options(), "", tmp_path / "명단.xlsx")
    desk.settle()
    assert "가온별" in _cells(tmp_path / "명단.xlsx")
    (line,) = _log(desk)
    assert (line.action, line.target, line.people_count) == ("export", "명단.xlsx", 2)


def test_checked_persons_alone_are_taken_away(desk: Desk, page: PeoplePage, tmp_path: Path) -> None:
    """With a selection the file holds the selection."""
    page.model.set_checked([page.model.ids()[1]])
    dialog = _export(page)
    dialog.write("xlsx", dialog.options(), "", tmp_path / "명단.xlsx")
    desk.settle()
    found = _cells(tmp_path / "명단.xlsx")
    assert "나*솔" in found and "가*별" not in found


# -- reviewed


def test_the_log_is_read_and_reviewed_by_month(desk: Desk, page: PeoplePage) -> None:
    """Last month's lines, narrowed by a whole name; the review is kept and shown."""
    ws = desk.workspace
    now = ws.clock()
    (first, *_rest) = listing.all_rows(ws, "person", ListQuery())
    ws.clock = lambda: now - timedelta(days=32)
    access.log(ws, Access(AccessAction.UNMASK, "화면 열람", (first.uid,), ("이름",), "contact", WHY))
    month = access_review.month_of(ws.clock())
    ws.clock = lambda: now
    dialog = AccessLogDialog(page, desk.context, month)
    dialog.open()
    desk.settle()
    ((*_first, whose, items, purpose, reason, file),) = dialog.table.rows()
    assert (whose, items, purpose, reason, file) == ("가*별", "이름", "행사 안내와 참석 확인", WHY, "")
    assert dialog.chain.isVisibleTo(dialog) and not dialog.broken.isVisibleTo(dialog)
    dialog.review()
    desk.settle()
    assert "점검 결과를 적으십시오" in _plain(dialog.wrong.text())
    dialog.finding.setText("이상 없음")
    dialog.review()
    desk.settle()
    assert "이상 없음" in _plain(dialog.past.text())
    assert access_review.read(ws, month).reviews[0].finding == "이상 없음"


def test_a_grant_is_not_kept(desk: Desk, page: PeoplePage) -> None:
    """What may be seen is forgotten with the file: nothing of it is in the settings or the state."""
    sight.unmask(desk.workspace, page.model.ids(), SightItem, "contact", WHY)
    assert "가온별" not in repr(desk.workspace.settings) and "grant" not in repr(vars(desk.context.state))
