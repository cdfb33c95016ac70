"""A protected file at its window: its passphrase asked, its key let go of, what is half typed kept."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.domain.finding import FindingKind
from app.domain.running import Capture
from app.errors import EnvironmentProblem
from app.services.data_file import credentials, protection
from app.services.workspace import Workspace
from app.settings import Settings, save
from tests import factories
from ui.application import Application
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.new_project import NewProjectDialog
from ui.protection import lock as locking
from ui.protection.opening import NewFileDialog, UnlockDialog
from ui.protection.recovery import RecoveryDialog
from ui.run_mode.recovery import Recovery

PASSPHRASE = "골목길 우물 세 번"
Start = Callable[..., Application]


class FakeStore:
    """A credential store of the system that works."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        """Return what is kept."""
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep a secret."""
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        """Forget a secret."""
        del self.kept[service, name]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    """Give this machine a credential store."""
    found = FakeStore()
    monkeypatch.setattr(credentials, "backend", lambda: found)
    return found


@pytest.fixture(autouse=True)
def no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the credential store of the machine."""
    monkeypatch.setattr(credentials, "backend", lambda: None)


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory, new_file: Path) -> tuple[Path, str]:
    """Make a protected data file with one project once; return it with its recovery key."""
    path = tmp_path_factory.mktemp("protected") / "보호.hamkke"
    shutil.copyfile(new_file, path)
    ws = Workspace(path, Settings(user_name="홍시험"))
    factories.project(ws, title="지킬 과제")
    outcome = protection.protect(ws, PASSPHRASE)
    ws.close()
    return path, outcome.recovery


@pytest.fixture
def recovery(data_file: Path, protected: tuple[Path, str]) -> str:
    """Leave a protected data file with one project; return its recovery key."""
    shutil.copyfile(protected[0], data_file)
    return protected[1]


@pytest.fixture
def start(light: QApplication, data_file: Path) -> Iterator[Start]:
    """Give a function that starts the window on the test's data file; all are ended afterwards."""
    started: list[Application] = []

    def begin() -> Application:
        application = Application(light, data_file)
        application.tasks.report = lambda _owner, error: pytest.fail(repr(error))
        started.append(application)
        application.start()
        return application

    yield begin
    for application in started:
        application.tasks.wait_idle(10)
        application.window.close()
        application.finish()
    for left in QApplication.topLevelWidgets():
        if isinstance(left, QDialog):  # a question left open is not one of the next test
            left.hide()
            left.deleteLater()


def dialog_of(qtbot: QtBot, kind: type[Any]) -> Any:
    """Wait for the dialog of a kind."""
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(there, timeout=10_000)
    return found[0]


def press(dialog: QDialog, text: str) -> None:
    """Press the button that reads ``text``."""
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


def opened(qtbot: QtBot, application: Application) -> Application:
    """Wait until the data file is open and the first page is in front."""
    qtbot.waitUntil(lambda: application.window.current_page() is not None, timeout=10_000)
    assert application.tasks.wait_idle(10)
    return application


def unlocked(qtbot: QtBot, start: Start) -> Application:
    """Start the window and open its file by the passphrase."""
    application = start()
    dialog = dialog_of(qtbot, UnlockDialog)
    dialog.panel.passphrase.setText(PASSPHRASE)
    dialog.panel.submit()
    return opened(qtbot, application)


def locked(qtbot: QtBot, application: Application) -> Any:
    """Lock the window and return its cover once the file is let go of."""
    application.window.lock()
    ws = application.context.workspace
    qtbot.waitUntil(lambda: ws.locked, timeout=10_000)
    assert application.lock is not None and application.lock.cover is not None
    return application.lock.cover


def enter(qtbot: QtBot, application: Application, cover: Any, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase on the cover and wait until the window goes on."""
    cover.panel.passphrase.setText(passphrase)
    cover.go_on.click()
    qtbot.waitUntil(lambda: application.lock.cover is None, timeout=10_000)  # type: ignore[union-attr]
    assert application.tasks.wait_idle(10)


# -- opening


def test_a_wrong_passphrase_is_said_beside_the_field(qtbot: QtBot, start: Start, recovery: str) -> None:
    """The dialog stays with a sentence and the right passphrase then opens the file; both ways are logged."""
    application = start()
    dialog = dialog_of(qtbot, UnlockDialog)
    dialog.panel.passphrase.setText("틀린 암호입니다")
    QTest.keyClick(dialog.panel.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.panel.wrong.isVisible(), timeout=10_000)
    assert "암호가 맞지 않아" in dialog.panel.wrong.accessibleName()
    assert application.context.workspace is None and not dialog.panel.remember.isVisible()
    dialog.panel.passphrase.setText(PASSPHRASE)
    press(dialog, "열기")
    opened(qtbot, application)
    assert application.context.workspace.key


def test_the_recovery_key_opens_a_file_whose_passphrase_is_forgotten(
    qtbot: QtBot, start: Start, recovery: str
) -> None:
    """A slip of the pen is said; the whole key opens."""
    application = start()
    panel = dialog_of(qtbot, UnlockDialog).panel
    panel.other_way.click()
    assert panel.recovery.isVisible() and not panel.passphrase.isVisible()
    panel.recovery.setText(recovery[:-1])
    panel.submit()
    qtbot.waitUntil(lambda: panel.wrong.isVisible(), timeout=10_000)
    panel.recovery.setText(recovery.lower().replace("-", " "))
    panel.submit()
    opened(qtbot, application)


def test_a_remembered_key_opens_without_asking(
    qtbot: QtBot, start: Start, recovery: str, store: FakeStore
) -> None:
    """이 PC에 기억 at one opening spares the passphrase at the next, first screen included."""
    application = start()
    dialog = dialog_of(qtbot, UnlockDialog)
    qtbot.waitUntil(dialog.panel.remember.isVisible, timeout=10_000)
    dialog.panel.remember.setChecked(True)
    dialog.panel.passphrase.setText(PASSPHRASE)
    dialog.panel.submit()
    opened(qtbot, application)
    application.preferences.set("window/page", "projects")
    application.window.close()
    application.finish()
    assert store.kept
    again = opened(qtbot, start())
    assert again.context.workspace.key
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, UnlockDialog) and w.isVisible()]


def test_the_end_without_a_passphrase_is_a_button(
    qtbot: QtBot, start: Start, recovery: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """끝내기 ends the program and nothing was opened."""
    ends: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: ends.append(True))
    application = start()
    press(dialog_of(qtbot, UnlockDialog), "끝내기")
    assert ends and application.context.workspace is None


def test_a_damaged_protected_file_is_called_damaged(
    qtbot: QtBot, start: Start, recovery: str, data_file: Path
) -> None:
    """With the right passphrase it is not the passphrase that is blamed: backups are offered."""
    whole = bytearray(data_file.read_bytes())
    whole[200:3000] = bytes(reversed(whole[200:3000]))
    data_file.write_bytes(whole)
    start()
    panel = dialog_of(qtbot, UnlockDialog).panel
    panel.passphrase.setText(PASSPHRASE)
    panel.submit()
    found: list[MessageDialog] = []

    def there() -> bool:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, MessageDialog) and w.isVisible()]
        found[:] = [w for w in shown if w.windowTitle() == "파일이 손상되었습니다"]
        return bool(found) or panel.wrong.isVisible()

    qtbot.waitUntil(there, timeout=10_000)
    assert found


def test_caps_lock_is_told_by_the_letters(light: QApplication, qtbot: QtBot) -> None:
    """A capital letter without Shift means Caps Lock; a small one takes the word back."""
    from ui.protection.fields import PassphraseField

    field = PassphraseField("암호")
    qtbot.addWidget(field)
    heard: list[bool] = []
    field.capsChanged.connect(heard.append)
    QTest.keyClicks(field, "Ab")
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert heard[0] is not heard[1]
    field.eye.setChecked(True)
    assert field.echoMode() is field.EchoMode.Normal


# -- a new file


def test_a_new_file_is_offered_protection_first(qtbot: QtBot, start: Start, data_file: Path) -> None:
    """Nothing is written before the answer; the recovery key must be typed back before the file is made."""
    application = start()
    dialog = dialog_of(qtbot, NewFileDialog)
    assert dialog.protect.isChecked() and not data_file.exists()
    dialog.fields.first.setText("짧다")
    press(dialog, "만들기")
    assert "8자 이상" in dialog.fields.wrong.accessibleName()
    dialog.fields.first.setText(PASSPHRASE)
    dialog.fields.second.setText(PASSPHRASE + "!")
    press(dialog, "만들기")
    assert "서로 다릅니다" in dialog.fields.wrong.accessibleName()
    dialog.fields.second.setText(PASSPHRASE)
    press(dialog, "만들기")
    shown = dialog_of(qtbot, RecoveryDialog)
    shown.field.setText("AAAA")
    press(shown, "보관했습니다")
    assert shown.isVisible() and not data_file.exists()
    key = "-".join(shown.groups)
    shown.field.setText(shown.groups[shown.asked].lower())
    press(shown, "보관했습니다")
    opened(qtbot, application)
    assert protection.recovery_text(application.context.workspace.key) == key
    assert not data_file.read_bytes().startswith(b"SQLite")


def test_a_new_file_can_be_made_plain(qtbot: QtBot, start: Start, data_file: Path) -> None:
    """보호하지 않음 makes the file at once."""
    application = start()
    dialog = dialog_of(qtbot, NewFileDialog)
    dialog.plain.setChecked(True)
    press(dialog, "만들기")
    opened(qtbot, application)
    assert application.context.workspace.key == "" and data_file.exists()


# -- locking


def test_a_locked_window_knows_no_key_and_goes_on_where_it_was(
    qtbot: QtBot, start: Start, recovery: str, data_file: Path
) -> None:
    """Page, dialog and half-typed text are there again; meanwhile neither key nor records can be had."""
    application = unlocked(qtbot, start)
    window, ws = application.window, application.context.workspace
    window.navigate("projects")
    application.tasks.wait_idle(10)
    page: Any = window.pages["projects"]
    page.new_project()
    dialog = dialog_of(qtbot, NewProjectDialog)
    field = next(iter(dialog.form.fields.values())).editor
    field.setText("반쯤 적은 과제")
    cover = locked(qtbot, application)
    assert (ws.key, ws.secrets.secret) == ("", "")
    with pytest.raises(EnvironmentProblem), ws.reading():
        pass
    assert not dialog.isVisible() and not window.stack.isVisible()
    assert "과제" not in window.windowTitle() and cover.geometry() == window.rect()
    assert not window.commands.all()
    cover.panel.passphrase.setText("틀린 암호입니다")
    cover.panel.submit()
    qtbot.waitUntil(cover.panel.wrong.isVisible, timeout=10_000)
    assert ws.locked
    enter(qtbot, application, cover)
    assert dialog.isVisible() and field.text() == "반쯤 적은 과제"
    assert window.stack.isVisible() and window.current_page() is window.pages["projects"]
    assert ws.key and window.commands.action("find").isEnabled()
    dialog.reject()


def test_what_is_asked_for_while_locked_waits(qtbot: QtBot, start: Start, recovery: str) -> None:
    """A read begun behind the cover is neither refused nor lost: it is done after the unlocking."""
    application = unlocked(qtbot, start)
    cover = locked(qtbot, application)
    seen: list[str] = []
    application.tasks.read(application.window, lambda ws: ws.key, seen.append)
    QTest.qWait(20)
    assert seen == []
    enter(qtbot, application, cover)
    assert seen == [application.context.workspace.key]


def test_changes_made_while_locked_are_seen_after_it(
    qtbot: QtBot, start: Start, recovery: str, data_file: Path
) -> None:
    """What a command wrote meanwhile is announced to every page."""
    application = unlocked(qtbot, start)
    cover = locked(qtbot, application)
    other = Workspace(data_file, key=protection.unlock(data_file, PASSPHRASE))
    factories.project(other, title="밖에서 만든 과제")
    other.close()
    heard: list[Any] = []
    application.context.bus.changed.connect(heard.append)
    enter(qtbot, application, cover)
    qtbot.waitUntil(lambda: any(changes.everything for changes in heard), timeout=5000)


def test_nobody_at_the_desk_locks_a_protected_file(qtbot: QtBot, start: Start, recovery: str) -> None:
    """After the minutes of the settings the window locks; a key pressed in between counts anew."""
    application = unlocked(qtbot, start)
    assert application.lock is not None
    idle, now = application.lock.idle, [1000.0]
    idle.now = lambda: now[0]
    idle.start(10)
    now[0] += 9 * 60
    QTest.keyClick(application.window.windowHandle(), Qt.Key.Key_Shift)
    now[0] += 9 * 60
    idle.look()
    assert application.lock.cover is None
    now[0] += 60
    idle.look()
    cover = application.lock.cover
    assert cover is not None
    qtbot.waitUntil(lambda: application.context.workspace.locked, timeout=10_000)
    enter(qtbot, application, cover)


def test_the_first_key_after_a_sleep_of_the_machine_does_not_get_through(
    qtbot: QtBot, start: Start, recovery: str
) -> None:
    """Time passed while nothing ran: the window locks before it takes the key."""
    application = unlocked(qtbot, start)
    assert application.lock is not None
    start_at = application.lock.idle.now()
    application.lock.idle.now = lambda: start_at + 3600
    QTest.keyClick(application.window.windowHandle(), Qt.Key.Key_Shift)
    assert application.lock.cover is not None
    qtbot.waitUntil(lambda: application.context.workspace.locked, timeout=10_000)


def test_the_run_screen_is_never_locked(
    qtbot: QtBot, start: Start, recovery: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """진행 화면 stays as long as it is open."""
    application = unlocked(qtbot, start)
    assert application.lock is not None
    from PySide6.QtWidgets import QWidget

    run = QWidget()
    run.setObjectName("run")
    qtbot.addWidget(run)
    run.show()
    application.lock.lock_idle()
    application.window.lock()
    assert application.lock.cover is None
    run.hide()
    assert not locking._running()


def test_a_plain_file_is_only_covered(qtbot: QtBot, start: Start, data_file: Path, new_file: Path) -> None:
    """No passphrase is asked where there is none, time does not lock, and the cover says so."""
    shutil.copyfile(new_file, data_file)
    application = opened(qtbot, start())
    assert application.lock is not None and not application.lock.idle._look.isActive()
    application.window.lock()
    cover = application.lock.cover
    assert cover is not None and cover.panel is None and not application.context.workspace.locked
    cover.go_on.click()
    assert application.lock.cover is None


# -- what is written beside the file


def test_nothing_readable_is_left_in_the_settings_folder(
    qtbot: QtBot, start: Start, recovery: str, own_folders: Path
) -> None:
    """Drafts and cards of 진행 화면, saved filters and recent files are there after a restart, sealed."""
    application = unlocked(qtbot, start)
    state = application.preferences
    kept = Recovery(state, "활동-1")
    kept.keep_draft("김비밀 010-1234-5678 반쯤", FindingKind.VOICE.value)
    kept.await_(Capture("카드-1", FindingKind.VOICE.value, "이주민의 말", None))
    state.set("reports/recent", ["/자료/위촉장 김비밀.pdf"])
    state.set("window/rail", True)
    state.save()
    application.window.close()
    application.finish()
    folder = paths.settings_file().parent
    for file in folder.rglob("*"):
        if file.is_file():
            written = file.read_text(encoding="utf-8", errors="replace")
            for word in ("김비밀", "1234", "이주민", "\\uae40", "위촉장"):
                assert word not in written, (file.name, word)
    again = unlocked(qtbot, start)
    assert Recovery(again.preferences, "활동-1").draft.startswith("김비밀")
    assert again.preferences.get("reports/recent") == ["/자료/위촉장 김비밀.pdf"]
    cover = locked(qtbot, again)
    assert again.preferences.get("reports/recent") is None
    enter(qtbot, again, cover)


def test_a_role_of_the_settings_is_in_force_at_once(
    qtbot: QtBot, start: Start, data_file: Path, new_file: Path
) -> None:
    """열람 disables what changes something, with the sentence as its tooltip; 담당 has it back."""
    shutil.copyfile(new_file, data_file)
    save(paths.settings_file(), Settings(desk_role="reader"))
    application = opened(qtbot, start())
    window = application.window
    window.navigate("projects")
    application.tasks.wait_idle(10)
    action = window.commands.action("projects.new")
    assert not action.isEnabled() and "열람 역할에서는" in action.toolTip()
    assert not window.top.primary.isEnabled() and "열람 역할" in window.top.primary.toolTip()
    assert "열람 역할" in window.status.user.words.text()
    application.preferences.change(desk_role="officer")
    assert action.isEnabled() and window.top.primary.isEnabled()
