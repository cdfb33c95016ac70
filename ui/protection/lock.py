"""잠그기: the window is covered, its dialogs hidden, the file and its key let go of; unlocking goes on there.

What is half typed stays in its editors, in memory.  진행 화면 is in use without hands for long, so nothing is
locked while it is open.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.errors import EnvironmentProblem
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.protection.cover import Cover
from ui.protection.idle import Idle
from ui.protection.unlocking import Unlocked
from ui.rail import PROGRAM
from ui.tasks import Tasks

RUNNING = "진행 화면이 열려 있는 동안에는 잠그지 않습니다. 진행 화면을 닫은 뒤 잠그십시오."


class Lock(QObject):
    """Locks one window and unlocks it."""

    changed = Signal(bool)
    """The window is locked now (True), or goes on."""

    def __init__(self, window: MainWindow, preferences: Preferences, leave: Callable[[], object]) -> None:
        """Lock nothing yet; ``leave`` ends the program."""
        super().__init__(window)
        self._window, self._context, self._preferences = window, window.context, preferences
        self._leave = leave
        self._aside: Tasks | None = None  # asks for the key while the window's own work rests
        self._dialogs: list[QWidget] = []
        self._focus: QWidget | None = None
        self._title = ""
        self.cover: Cover | None = None
        self.idle = Idle(self)
        self.idle.passed.connect(self.lock_idle)
        window.lockAsked.connect(self.lock)
        preferences.changed.connect(lambda _settings: self.watch())

    def watch(self) -> None:
        """Count the time without hands while a protected file is open."""
        ws = self._context.workspace
        protected = ws is not None and bool(ws.key)
        if protected and self.cover is None:
            self.idle.hear(self._window.windowHandle())
            self.idle.start(self._preferences.settings.idle_minutes)
        else:
            self.idle.stop()

    def lock_idle(self) -> None:
        """Lock because nobody was there; not in the middle of a long work."""
        if not self._context.tasks.writing() and not _running():
            self.lock()

    def lock(self) -> None:
        """Cover the window; of a protected file, let go of it and of its key as soon as all is stored."""
        ws = self._context.workspace
        if self.cover is not None or ws is None or self._context.opening:
            return
        if _running():
            self._context.notify(RUNNING)
            return
        page = self._window.current_page()
        if page is not None:
            page.flush()
        self.idle.stop()
        self._hide()
        self._aside = Tasks(None, self)
        self.cover = Cover(self._window, self._aside, ws.paths.file, bool(ws.key))
        self.cover.leave.connect(self._leave)
        self.cover.wanted.connect(self._go_on)
        if self.cover.panel is not None:
            self.cover.panel.unlocked.connect(self._unlock)
        self.cover.show()
        self.cover.begin()
        self._window.installEventFilter(self)
        if ws.key:
            self.cover.wait(True)
            self._let_go()
        self.changed.emit(True)

    # -- hiding and showing

    def _hide(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        self._focus = QApplication.focusWidget()
        self._title = self._window.windowTitle()
        self._hide_dialogs()
        self._window.close_notice()
        self._window.commands.suspend()
        self._window.show_contents(False)
        self._window.setWindowTitle(f"잠김 - {PROGRAM}")

    def _hide_dialogs(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self._window and widget.isWindow():
                self._dialogs.append(widget)
                widget.hide()

    def _show(self) -> None:
        cover, self.cover = self.cover, None
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self._window.show_contents(True)
        if cover is not None:
            cover.hide()
            cover.deleteLater()
        self._window.commands.resume()
        for dialog in self._dialogs:
            if isValid(dialog):
                dialog.show()
        self._dialogs.clear()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None
        aside, self._aside = self._aside, None
        if aside is not None:
            QTimer.singleShot(0, aside, lambda: _end(aside))
        self.watch()
        self.changed.emit(False)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Cover the window in every size."""
        if event.type() == QEvent.Type.Resize and self.cover is not None:
            self.cover.fit()
        return False

    # -- the file

    def _let_go(self) -> None:
        """Let go of the file once nothing is under way; what is asked for later waits for the unlocking."""
        if self.cover is None:
            return
        tasks = self._context.tasks
        if not tasks.idle():
            tasks.busyChanged.connect(self._let_go_soon, Qt.ConnectionType.SingleShotConnection)
            return
        tasks.hold()
        self._preferences.seal_with(None)
        self._preferences.save()
        self._context.workspace.lock()
        self._hide_dialogs()
        self.cover.wait(False)
        self.cover.begin()

    def _let_go_soon(self, _busy: bool) -> None:
        QTimer.singleShot(0, self, self._let_go)

    def _unlock(self, found: Unlocked) -> None:
        ws = self._context.workspace
        if self.cover is None or self._aside is None:
            return
        self._aside.read(self.cover, lambda _none: _taken_up(ws, found), self._unlocked)

    def _unlocked(self, problem: Any) -> None:
        if self.cover is None:
            return
        if problem is not None:
            if self.cover.panel is not None:
                self.cover.panel.say(problem.message)
            return
        from app.services.data_file import sealed_state

        self._preferences.seal_with(sealed_state.sealer(self._context.workspace))
        self._show()
        self._context.tasks.release()

    def _go_on(self) -> None:
        self._show()

    def stop(self) -> None:
        """End with the program."""
        self.idle.stop()
        if self._aside is not None:
            self._aside.stop()


def _running() -> bool:
    """Tell whether 진행 화면 is open."""
    windows = QApplication.topLevelWidgets()
    return any(widget.objectName() == "run" and widget.isVisible() for widget in windows)


def _end(tasks: Tasks) -> None:
    tasks.stop()
    tasks.deleteLater()


def _taken_up(ws: Any, found: Unlocked) -> EnvironmentProblem | None:
    from app.services.data_file import protection

    try:
        ws.unlock(found.key)
        if found.key:
            protection.note_opening(ws, found.way)
    except EnvironmentProblem as problem:
        return problem
    return None
