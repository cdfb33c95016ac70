"""자료 보호: the page that protects the open file, changes its passphrase, gives it up, remembers its key."""

from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.services.data_file import credentials, protection
from app.services.privacy import access
from app.settings import Settings
from tests import factories
from tests.ui.desk import Desk
from ui.pages.settings.protection import ProtectionPage
from ui.protection.changing import ChangeDialog
from ui.protection.recovery import RecoveryDialog, print_key

PASSPHRASE, OTHER = "골목길 우물 세 번", "다른 골목 우물 넷"


class FakeStore:
    """A credential store of the system that works."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.kept: dict[str, str] = {}

    def get_password(self, _service: str, name: str) -> str | None:
        """Return what is kept."""
        return self.kept.get(name)

    def set_password(self, _service: str, name: str, secret: str) -> None:
        """Keep a secret."""
        self.kept[name] = secret

    def delete_password(self, _service: str, name: str) -> None:
        """Forget a secret."""
        del self.kept[name]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    """Give this machine a credential store."""
    found = FakeStore()
    monkeypatch.setattr(credentials, "backend", lambda: found)
    return found


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, store: FakeStore) -> ProtectionPage:
    """Show the page of a plain file with one project."""
    factories.project(desk.workspace, title="지킬 과제")
    shown = ProtectionPage(desk.context)
    qtbot.addWidget(shown)
    desk.show(shown)
    return shown


def shown_dialog(kind: type[Any]) -> Any:
    """Return the visible dialog of a kind."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def press(dialog: QDialog, text: str) -> None:
    """Press the button that reads ``text``."""
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def keep_recovery(desk: Desk) -> str:
    """Prove that the recovery key is kept; return it."""
    shown = shown_dialog(RecoveryDialog)
    key = "-".join(shown.groups)
    shown.reject()
    assert shown.isVisible(), "Esc must not lose the key"
    shown.field.setText(shown.groups[shown.asked])
    press(shown, "보관했습니다")
    desk.settle()
    return key


def protect(desk: Desk, page: ProtectionPage) -> str:
    """Protect the file by the page; return its recovery key."""
    page.protect.click()
    dialog = shown_dialog(ChangeDialog)
    dialog.new.first.setText(PASSPHRASE)
    dialog.new.second.setText(PASSPHRASE)
    press(dialog, "암호 걸기")
    desk.settle()
    return keep_recovery(desk)


def test_the_wizard_protects_the_open_file_and_shows_the_recovery_key_once(
    desk: Desk, page: ProtectionPage
) -> None:
    """The file is protected under the passphrase, the key shown is its recovery key, the page tells it."""
    told: list[bool] = []
    desk.context.protection_changed = lambda: told.append(True)
    assert page.badge.text() == "보호하지 않음" and page.protect.isVisible()
    recovery = protect(desk, page)
    ws = desk.workspace
    assert told == [True]
    assert protection.matches(ws, PASSPHRASE) and protection.recovery_text(ws.key) == recovery
    assert page.badge.text() == "보호됨"
    assert page.change.isVisible() and page.unprotect.isVisible() and not page.protect.isVisible()
    assert any("암호" in said for said in desk.said)


def test_changing_asks_who_is_there(desk: Desk, page: ProtectionPage) -> None:
    """A wrong passphrase is said and changes nothing; the recovery key serves where it was forgotten."""
    recovery = protect(desk, page)
    before = desk.workspace.key
    page.change.click()
    dialog = shown_dialog(ChangeDialog)
    dialog.present.setText("아닌 암호입니다")
    for field in (dialog.new.first, dialog.new.second):
        field.setText(OTHER)
    press(dialog, "암호 바꾸기")
    desk.settle()
    assert dialog.wrong.isVisible() and desk.workspace.key == before
    dialog.present.setText(recovery)
    press(dialog, "암호 바꾸기")
    desk.settle()
    assert keep_recovery(desk) != recovery
    assert protection.matches(desk.workspace, OTHER)


def test_giving_the_protection_up_warns_and_asks(desk: Desk, page: ProtectionPage) -> None:
    """암호 풀기 says who can read the file then, and needs the passphrase."""
    protect(desk, page)
    page.unprotect.click()
    dialog = shown_dialog(ChangeDialog)
    assert "누구나" in dialog.accessibleDescription()
    dialog.present.setText(PASSPHRASE)
    press(dialog, "암호 풀기")
    desk.settle()
    assert desk.workspace.key == "" and page.protect.isVisible()


def test_the_key_can_be_remembered_and_forgotten(desk: Desk, page: ProtectionPage, store: FakeStore) -> None:
    """The check box keeps the key in the system's store, and takes it out again; both are logged."""
    protect(desk, page)
    assert page.remember.isVisible() and not page.remember.isChecked()
    page.remember.click()
    desk.settle()
    assert desk.workspace.key in store.kept.values() and page.remember.isChecked()
    page.remember.click()
    desk.settle()
    assert store.kept == {} and not page.remember.isChecked()
    ws = desk.workspace
    reasons = [row.reason for row in access.rows(ws, ws.clock().replace(year=2000), ws.clock())]
    assert sum("자격 증명 저장소" in reason for reason in reasons) == 2


def test_a_role_without_the_duty_is_told_so(desk: Desk, page: ProtectionPage) -> None:
    """A facilitator sees the state; the buttons cannot be pressed and say why."""
    desk.workspace.settings = Settings(desk_role="facilitator")
    page.mark_stale()
    desk.settle()
    assert not page.protect.isEnabled()
    assert page.protect.toolTip() == page.refused.accessibleName() != ""


def test_the_recovery_key_is_printed_on_one_page(desk: Desk, tmp_path: Any) -> None:
    """The paper carries every group and the name of the file."""
    import pypdf

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "키.pdf"))
    groups = [f"AB{chr(65 + n)}{chr(66 + n)}" for n in range(14)]
    print_key(printer, desk.workspace.paths.file, "-".join(groups))
    paper = pypdf.PdfReader(tmp_path / "키.pdf")
    assert len(paper.pages) == 1 and (tmp_path / "키.pdf").stat().st_size > 2000
