"""The window: lazy pages, going back, refreshing when seen, named undo, saved state, narrow windows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.errors import UserError
from app.services.workspace import Workspace
from ui.ahead import Ahead
from ui.commands import command
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.dialogs.finder import FinderDialog
from ui.main_window import MainWindow
from ui.page_entries import PageEntry
from ui.pages.base import Crumb, Page, Primary
from ui.widgets.controls import Toast


@dataclass
class Steps:
    """A history that counts."""

    undo_label: str | None = "팀원 추가"
    redo_label: str | None = None
    taken: list[str] = field(default_factory=list)

    def state(self, _workspace: Any) -> "Steps":
        """Return the names of the steps."""
        return self

    def undo(self, _workspace: Any, _progress: Any = None) -> str | None:
        """Take the step back."""
        self.taken.append("undo")
        self.undo_label, self.redo_label = None, "팀원 추가"
        return None

    def redo(self, _workspace: Any, _progress: Any = None) -> str | None:
        """Make it again."""
        self.taken.append("redo")
        return None


class Own:
    """Steps of a page that are stored nowhere."""

    def __init__(self) -> None:
        """Begin with one."""
        self.taken: list[str] = []

    def label(self, name: str) -> str | None:
        """Return the one step that can be taken back."""
        return "3행 빼기" if name == "undo" else None

    def take(self, name: str) -> None:
        """Count."""
        self.taken.append(name)


class Projects(Page):
    """A page of projects."""

    key, title, tables = "projects", "과제", ("project",)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Count refreshes."""
        super().__init__(context, parent)
        self.refreshes = 0
        self.ran: list[str] = []
        self.asked: dict[str, Any] = {}
        self.own: Own | None = None

    def own_steps(self) -> Own | None:
        """Return what the test has put there."""
        return self.own

    def refresh(self) -> None:
        """Count."""
        self.refreshes += 1

    def open_with(self, **args: Any) -> None:
        """Keep what was asked."""
        self.asked = args

    def flush(self) -> None:
        """Say when it was asked to hand over."""
        self.ran.append("flush")

    def primary_action(self) -> Primary:
        """Offer a new project."""
        return Primary("새 과제", "plus", lambda: self.ran.append("new"))

    @command("projects.board", "보드로 보기", "Ctrl+Alt+B")
    def board(self) -> None:
        """Say that it ran."""
        self.ran.append("board")


class Room(Page):
    """A page inside another."""

    key, title, tables = "room", "골목 쉼터", ("stage",)

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Stand below the projects."""
        return (Crumb("과제", "projects"),)


class Slow(Projects):
    """A page whose reading begins before it is made."""

    key, title = "slow", "현황"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Keep what is handed over."""
        super().__init__(context, parent)
        self.handed: list[Any] = []

    def show_begun(self, read: Any) -> None:
        """Keep it."""
        self.handed.append(read)


@pytest.fixture
def steps() -> Steps:
    """Give a history with one step."""
    return Steps()


@pytest.fixture
def window(qtbot: QtBot, context: Context, steps: Steps) -> Iterator[MainWindow]:
    """Show a window of three pages."""
    context.history = steps
    made = MainWindow(
        context,
        [
            PageEntry("today", "오늘", "calendar-check", Page),
            PageEntry("projects", "과제", "folder-kanban", Projects),
            PageEntry("room", "과제 방", "", Room, in_rail=False, parent="projects"),
            PageEntry("slow", "현황", "chart-column", Slow, begin=lambda _context: lambda _ws: "read"),
        ],
    )
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.navigate("today")
    made.steps.read()
    assert context.tasks.wait_idle(5)
    yield made


def test_pages_are_made_when_first_opened(window: MainWindow, qtbot: QtBot) -> None:
    """A page costs nothing until somebody opens it, then it reads once."""
    assert set(window.pages) == {"today"}
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = window.current_page()
    assert isinstance(page, Projects)
    qtbot.waitUntil(lambda: page.refreshes == 1)


@pytest.mark.parametrize("changed", [False, True])
def test_what_takes_long_is_read_while_its_page_is_made(
    window: MainWindow, context: Context, changed: bool
) -> None:
    """The page gets what was read meanwhile instead of reading; after a change it reads itself."""
    window.navigate("slow")
    page = window.current_page()
    assert isinstance(page, Slow)
    if changed:
        page.on_changes(Changes("고침", {"project": frozenset({1})}))
    assert context.tasks.wait_idle(5)
    QApplication.processEvents()
    assert (page.handed, page.refreshes) == (([], 1) if changed else (["read"], 0))
    page.mark_stale()
    QApplication.processEvents()
    assert page.refreshes == 1 + changed


def test_a_page_made_ahead_waits_for_a_quiet_moment(
    window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    """While somebody types nothing is made; once a field is left alone the page is, unread until seen."""
    context.workspace = cast(Workspace, SimpleNamespace(locked=False))
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    typing = QTimer(window)
    typing.timeout.connect(lambda: field.insert("가"))
    typing.start(0)
    ahead = Ahead(window, "projects", quiet_ms=5)
    ahead.begin()
    qtbot.waitUntil(lambda: len(field.text()) > 50)
    assert field.hasFocus() and "projects" not in window.pages
    typing.stop()
    qtbot.waitUntil(ahead.done)
    page = window.pages["projects"]
    assert isinstance(page, Projects) and not page.isVisible() and page.refreshes == 0


def test_hidden_pages_refresh_when_next_shown(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    """A commit refreshes what is seen at once and once; what is hidden when it is shown; others never."""
    window.navigate("projects")
    page = window.page("projects")
    assert isinstance(page, Projects)
    qtbot.waitUntil(lambda: page.refreshes == 1)
    for _ in range(3):
        context.bus.announce(Changes("고치기", {"project": frozenset({1})}))
    context.bus.announce(Changes("고치기", {"person": frozenset({1})}))
    qtbot.waitUntil(lambda: page.refreshes > 1)
    qtbot.wait(20)
    assert page.refreshes == 2
    window.navigate("today")
    context.bus.announce(Changes("불러오기", everything=True))
    qtbot.waitUntil(lambda: page.stale)
    assert page.refreshes == 2
    window.navigate("projects")
    qtbot.waitUntil(lambda: page.refreshes == 3)


def test_back_and_forward_return_to_what_was_shown(window: MainWindow, qtbot: QtBot) -> None:
    """Alt with the arrows walks the pages with what they were asked to show."""
    window.navigate("projects", filter="전북")
    window.navigate("room", project=3)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    page = window.current_page()
    assert isinstance(page, Projects) and page.asked == {"filter": "전북"}
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert isinstance(window.current_page(), Room)
    assert window.rail.items["projects"].isChecked() and "골목 쉼터" in window.windowTitle()


def test_undo_names_its_step_and_hands_typing_over_first(
    window: MainWindow, context: Context, steps: Steps, qtbot: QtBot
) -> None:
    """The button says which step it takes back; what is typed is handed over before."""
    window.navigate("projects")
    assert "팀원 추가" in window.top.undo.toolTip() and not window.top.redo.isEnabled()
    qtbot.mouseClick(window.top.undo, Qt.MouseButton.LeftButton)
    assert context.tasks.wait_idle(5)
    page = window.current_page()
    assert isinstance(page, Projects) and page.ran == ["flush"] and steps.taken == ["undo"]
    assert not window.top.undo.isEnabled() and "팀원 추가" in window.top.redo.toolTip()


def test_undo_takes_the_steps_of_the_page_first(window: MainWindow, steps: Steps, qtbot: QtBot) -> None:
    """A page in which something is in the making names its own steps, and the stored ones wait."""
    window.navigate("projects")
    page = window.current_page()
    assert isinstance(page, Projects)
    page.own = Own()
    page.chromeChanged.emit()
    assert "3행 빼기" in window.top.undo.toolTip() and not window.top.redo.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (page.own.taken, steps.taken) == (["undo"], [])
    window.navigate("today")
    assert "팀원 추가" in window.top.undo.toolTip()


def test_the_status_bar_says_whether_all_is_saved(window: MainWindow, context: Context) -> None:
    """저장 중 while a write runs, then the time; a failed write is named until the next success."""
    seen: list[str] = []
    words = window.status.save.words
    context.tasks.writingChanged.connect(lambda _on: seen.append(words.text()))

    def refuse(_ws: Any) -> None:
        raise UserError("안 됩니다.")

    context.tasks.write(window, "고치기", lambda _ws: None)
    assert context.tasks.wait_idle(5)
    assert seen[0] == "저장 중…" and seen[1].startswith("모든 변경이 저장됨 ")
    context.tasks.write(window, "등록", refuse, failed=lambda _error: None)
    assert context.tasks.wait_idle(5)
    assert words.text() == "저장하지 못함: 등록"
    context.tasks.write(window, "고치기", lambda _ws: None)
    assert context.tasks.wait_idle(5)
    assert words.text().startswith("모든 변경이 저장됨")


def test_commands_of_the_page_in_front_are_found(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+K lists commands by part of their name, also by first consonants; Enter runs."""
    window.navigate("projects")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = window.findChildren(FinderDialog)[0]
    finder.field.setText("ㅂㄷㄹ")
    assert len(finder.hits()) == 1
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    page = window.page("projects")
    assert isinstance(page, Projects) and page.ran == ["board"]
    window.navigate("today")
    assert not window.commands.find("보드로")


def test_a_narrow_window_folds_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    """At 1366 pixels the rail is folded and the pages know; wider, it is as it was left."""
    with qtbot.waitSignal(window.compactChanged):
        window.resize(1366, 768)
    page = window.current_page()
    assert window.rail.width() == 56 and page is not None and page.compact
    window.resize(1440, 900)
    assert window.rail.width() == 200


def test_every_button_has_a_name(window: MainWindow) -> None:
    """Assistive technology can call every control of the frame."""
    window.navigate("projects")
    buttons = [*window.findChildren(QPushButton), *window.findChildren(QToolButton)]
    seen = [b for b in buttons if b.isVisible()]
    assert len(seen) >= 4
    assert all(b.accessibleName() or b.text() for b in seen)


def test_a_notice_offers_to_take_back(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    """One notice at a time, its action runs and closes it."""
    ran: list[bool] = []
    context.notify("앞의 알림")
    context.notify("과제를 지웠습니다", "실행 취소", lambda: ran.append(True))
    qtbot.waitUntil(lambda: len(window.findChildren(Toast)) == 1)
    toast = window.findChildren(Toast)[0]
    qtbot.mouseClick(toast.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert ran == [True] and not toast.isVisible()


def test_the_window_comes_back_as_it_was(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    """Size and rail are remembered."""
    window.toggle_rail()
    window.resize(1500, 800)
    window.close()
    again = MainWindow(context, [PageEntry("today", "오늘", "calendar-check", Page)])
    qtbot.addWidget(again)
    assert again.rail.folded and isinstance(again, QWidget)
    assert context.state.get("window/geometry")


def test_a_small_screen_is_filled_the_first_time(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    """A screen no larger than the window has no room for its frame: the window is maximised, once only."""
    first = MainWindow(context, list(window.entries.values()))
    qtbot.addWidget(first)
    first.resize(first.screen().availableSize())
    first.open()
    assert first.isMaximized()
    first.close()
    again = MainWindow(context, list(window.entries.values()))
    qtbot.addWidget(again)
    again.setWindowState(Qt.WindowState.WindowNoState)
    again.open()
    assert not again.isMaximized()


def test_the_page_left_comes_back(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    """A window begins with the page of the rail that was left; a page outside the rail is not one."""
    window.navigate("projects")
    window.navigate("room")
    again = MainWindow(context, list(window.entries.values()))
    qtbot.addWidget(again)
    again.way.open_last()
    assert again.way.place is not None and again.way.place.key == "projects"
    context.state.set("window/page", "gone")
    again.way.open_last()
    assert again.way.place.key == next(iter(again.entries))


def test_a_dialog_dims_the_window(window: MainWindow, qtbot: QtBot) -> None:
    """While a dialog has to be answered a veil covers the window, in its new size too."""
    dialog = MessageDialog(window, "물음", "계속할까요?")
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: window._scrim.isVisible() and window._scrim.size() == window.size())
    window.resize(1500, 820)
    assert window._scrim.size() == window.size()
    dialog.reject()
    qtbot.waitUntil(lambda: not window._scrim.isVisible())
