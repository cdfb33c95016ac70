"""The window from its start to its end: painted first, one per file, helpful where the file does not open."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import paths
from app.changes import Changes
from app.services.data_file import backup
from app.services.workspace import Workspace
from app.settings import load
from tests import factories
from ui.application import Application, speak_korean
from ui.dialogs.confirm import MessageDialog
from ui.preferences import Preferences
from ui.single_instance import SingleInstance, instance_name

Start = Callable[..., Application]


@pytest.fixture
def start(light: QApplication, data_file: Path, new_file: Path) -> Iterator[Start]:
    """Give a function that starts the window on the test's data file; all are ended afterwards."""
    started: list[Application] = []

    def begin(path: Path = data_file) -> Application:
        if not path.exists():  # a new one would be offered protection first
            shutil.copyfile(new_file, path)
        application = Application(light, path)
        started.append(application)
        application.start()
        return application

    yield begin
    for application in started:
        application.tasks.wait_idle(10)
        application.window.close()
        application.finish()


def opened(qtbot: QtBot, application: Application) -> Application:
    """Wait until the data file is open and the first page is in front."""
    qtbot.waitUntil(lambda: application.window.current_page() is not None, timeout=10_000)
    application.tasks.wait_idle(10)
    return application


def asked(qtbot: QtBot, application: Application) -> MessageDialog:
    """Wait for the question that a file leaves which does not open."""
    found: list[MessageDialog] = []

    def there() -> bool:
        found[:] = [one for one in application.window.findChildren(MessageDialog) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(there, timeout=10_000)
    return found[0]


def press(dialog: MessageDialog, text: str) -> None:
    """Press the button that reads ``text``."""
    next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()


class Painted(QObject):
    """Notes whether a workspace was there when the window was first painted."""

    def __init__(self, application: Application) -> None:
        """Watch the window of ``application``."""
        super().__init__()
        self.application = application
        self.workspaces: list[object] = []
        application.window.stack.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note each paint."""
        if event.type() == QEvent.Type.Paint:
            self.workspaces.append(self.application.context.workspace)
        return False


def test_the_window_is_painted_before_the_file_is_opened(
    light: QApplication, qtbot: QtBot, start: Start, data_file: Path, new_file: Path
) -> None:
    """At the first paint no workspace exists yet; afterwards the file is open and the first page opens."""
    shutil.copyfile(new_file, data_file)
    application = Application(light, data_file)
    painted = Painted(application)
    assert application.start()
    qtbot.waitUntil(lambda: bool(painted.workspaces))
    assert painted.workspaces[0] is None
    opened(qtbot, application)
    assert data_file.name in application.window.status.file.words.text()
    application.window.close()
    application.finish()


def test_keys_do_nothing_before_the_file_is_open(qtbot: QtBot, start: Start) -> None:
    """A page asked for too early is not made; once the file is open the key works."""
    application = start()
    QTest.keyClick(application.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert application.window.pages == {}
    opened(qtbot, application)
    assert len(application.window.pages) == 1


def test_a_write_of_another_program_refreshes_the_window(qtbot: QtBot, start: Start, data_file: Path) -> None:
    """What a command writes beside the window is announced to every page."""
    application = opened(qtbot, start())
    heard: list[Changes] = []
    application.context.bus.changed.connect(heard.append)
    other = Workspace(data_file)
    factories.project(other)
    other.close()
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert (heard[0].initiator, heard[0].everything) == ("outside", True)


def test_a_second_start_raises_the_first_and_ends(
    light: QApplication, qtbot: QtBot, start: Start, data_file: Path
) -> None:
    """Only one window per file: the second start asks the first to come forward and shows nothing."""
    application = opened(qtbot, start())
    second = Application(light, data_file)
    with qtbot.waitSignal(application.instance.raiseAsked, timeout=5000):
        assert second.start() is False
    assert second.window.isVisible() is False
    second.tasks.stop()


def test_the_right_to_a_file_ends_with_its_window(qapp: QApplication, data_file: Path) -> None:
    """Another file is another right; a right that was given up can be taken again."""
    first, second = SingleInstance(data_file), SingleInstance(data_file)
    other = SingleInstance(data_file.with_name("다른.hamkke"))
    assert [first.acquire(), second.acquire(), other.acquire()] == [True, False, True]
    first.release()
    assert second.acquire()
    second.release()
    other.release()


def test_one_file_has_one_name_however_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path and one through a parent folder name the same file."""
    monkeypatch.chdir(tmp_path)
    names = {instance_name(path) for path in (Path("a.hamkke"), tmp_path / "b" / ".." / "a.hamkke")}
    assert len(names) == 1


def test_a_damaged_file_can_be_replaced_by_a_backup(
    qtbot: QtBot, start: Start, data_file: Path, tmp_path: Path
) -> None:
    """The question offers backups; the chosen one is opened and the damaged file is kept aside."""
    before = Workspace(data_file)
    factories.project(before, title="되살릴 과제")
    backup.save(before, tmp_path / "백업.hamkke")
    before.close()
    data_file.write_bytes(b"nonsense" * 1000)
    application = start()
    press(asked(qtbot, application), "백업에서 되살리기")
    chooser = application.window.findChild(QFileDialog, "choose-data-file")
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "백업.hamkke"))
    chooser.hide()
    opened(qtbot, application)
    from app.domain.listing import ListQuery
    from app.services import listing

    assert listing.count(application.context.workspace, "project", ListQuery()) == 1
    assert any(path.name.endswith("손상") for path in data_file.parent.iterdir())


def test_another_file_can_be_opened_in_place_of_a_damaged_one(
    qtbot: QtBot, start: Start, data_file: Path, tmp_path: Path
) -> None:
    """The window goes on with the other file and leaves the damaged one as it is."""
    other = tmp_path / "다른.hamkke"
    Workspace(other).close()
    data_file.write_bytes(b"nonsense" * 1000)
    application = start()
    press(asked(qtbot, application), "다른 파일 열기")
    chooser = application.window.findChild(QFileDialog, "choose-data-file")
    assert chooser is not None
    chooser.fileSelected.emit(str(other))
    chooser.hide()
    opened(qtbot, application)
    assert application.data_file == other
    assert data_file.read_bytes() == b"nonsense" * 1000


def test_settings_are_kept_and_reach_the_workspace(qtbot: QtBot, start: Start) -> None:
    """A changed setting is in force at once and in the file after the end."""
    application = opened(qtbot, start())
    application.preferences.change(user_name="새 이름", due_soon_days=3)
    assert application.context.workspace.actor == "새 이름"
    application.window.close()
    application.preferences.save()
    assert load(paths.settings_file()).due_soon_days == 3


def test_what_a_window_remembers_outlives_it(qapp: QApplication, tmp_path: Path) -> None:
    """Values set under a key are there for the next window; an unwritable folder is put up with."""
    first = Preferences(tmp_path / "설정.json")
    first.set("window/rail", True)
    first.save()
    assert Preferences(tmp_path / "설정.json").get("window/rail") is True
    (tmp_path / "파일").write_text("", encoding="utf-8")
    lost = Preferences(tmp_path / "파일" / "설정.json")
    lost.set("a", 1)
    lost.save()
    assert lost.get("a") == 1


def test_the_daily_backup_is_taken_in_the_background(qtbot: QtBot, start: Start, data_file: Path) -> None:
    """The first window of a day leaves a backup and says when it was taken."""
    application = opened(qtbot, start())
    application._back_up()
    application.tasks.wait_idle(10)
    assert "마지막 백업" in application.window.status.backup.words.text()
    assert len(backup.available(application.context.workspace)) == 1


def test_menus_of_text_fields_are_korean(light: QApplication, qtbot: QtBot) -> None:
    """Qt's own words are read from its Korean translation; none of them stays English."""
    speak_korean(light)
    field = QLineEdit()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text() for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert len(words) > 4
    assert all(any("가" <= letter <= "힣" for letter in text) for text in words), words
