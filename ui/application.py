"""From the start of the window to its end: painted first, the data file opened after that, closed clean.

Nothing heavy is loaded before the first paint; the database is loaded on the thread that opens the file.
"""

import contextlib
import logging
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app import collection, heap, paths
from app.errors import EnvironmentProblem, ProblemKind
from ui import file_work, first_screen, theme
from ui.bus import Bus
from ui.context import Context
from ui.finding import finder
from ui.first_screen import AfterPaint
from ui.main_window import MainWindow
from ui.pages import registry
from ui.preferences import Preferences
from ui.single_instance import SingleInstance
from ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.ahead import Ahead
    from ui.protection.lock import Lock
    from ui.protection.unlocking import Unlocked

WATCH_MS = 1000
BACKUP_AFTER_MS = 3000
FIRST_SCREEN_SECONDS = 3.0


def run(data_file: Path) -> int:
    """Show the window on ``data_file`` until it is closed; a second start raises the first and ends."""
    app = theme.application()
    app.setApplicationName("hamkke")
    app.setDesktopFileName("hamkke")
    application = Application(app, data_file)
    application.settled.connect(lambda: _watch_for_trouble(app))
    if not application.start():
        return 0
    code = app.exec()
    application.finish()
    return code


def speak_korean(app: QApplication) -> None:
    """Give Qt's own menus and dialogs (복사, 붙여넣기, 인쇄) their Korean words."""
    words = QTranslator(app)
    if words.load("qtbase_ko", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)


def _watch_for_trouble(app: QApplication) -> None:
    """Start the log and the crash dialog; their libraries would delay the first paint."""
    speak_korean(app)
    from app import log
    from ui import crash_dialog

    # Without a place for its log the program still works.
    with contextlib.suppress(OSError):
        log.start(paths.settings_file().parent)
    crash_dialog.install(app, logging.getLogger("hamkke.window").error)


class Application(QObject):
    """One running window: its services, its data file, and what happens when that does not open."""

    painted = Signal()
    """The window has painted itself for the first time."""
    settled = Signal()
    """The first screen is painted too, where there is one before the file is open."""

    def __init__(self, app: QApplication, data_file: Path) -> None:
        """Make the window; nothing is opened and nothing shown yet."""
        super().__init__()
        self._app = app
        self.data_file = data_file
        self.instance = SingleInstance(data_file, self)
        self.preferences = Preferences(paths.settings_file(), self)
        theme.apply(app, self.preferences.settings.theme)  # type: ignore[arg-type]
        self.tasks = Tasks(None, self)
        self.context = Context(None, self.tasks, Bus(self), self.preferences)
        self.window = MainWindow(self.context, registry.PAGES, finder(self.context))
        self.context.opening = True
        self.context.protection_changed = self._protection_changed
        self.preferences.changed.connect(self._settings_changed)
        self._seen = Event()
        self._watch: Any = None
        self._ahead: Ahead | None = None
        self.lock: Lock | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(WATCH_MS)
        self._poll.timeout.connect(self._look_outside)
        self._backup_soon = QTimer(self)
        self._backup_soon.setSingleShot(True)
        self._backup_soon.setInterval(BACKUP_AFTER_MS)
        self._backup_soon.timeout.connect(self._back_up)

    def start(self) -> bool:
        """Show the window, then open the file; False where another window has the file."""
        if not self.instance.acquire():
            self.instance.ask_other()
            return False
        self.instance.raiseAsked.connect(self.bring_to_front)
        self._name_file()
        self._name_user(self.preferences.settings)
        self.window.way.expect(self.window.way.last())
        AfterPaint(self.window.stack, self._painted)
        self.window.open()
        return True

    def _painted(self) -> None:
        self.painted.emit()
        self.open()
        first_screen.show(
            self.window, self.tasks, self.data_file, self.preferences.settings, self._first_screen_seen
        )

    def _first_screen_seen(self) -> None:
        """Go on with what waited for the first screen; once, also where it never came to the screen."""
        if not self._seen.is_set():
            self._seen.set()
            self.settled.emit()
            self.instance.listen()

    def _name_file(self) -> None:
        self.window.status.set_file(self.data_file.name)

    def _name_user(self, settings: Any) -> None:
        from app.domain.desk_role import DeskRole

        role = DeskRole(settings.desk_role)
        named = f"{role.label} 역할" if role is not DeskRole.OFFICER else ""
        self.window.status.set_user(settings.user_name, settings.department, named)

    # -- opening

    def open(self, given: "Unlocked | None" = None) -> None:
        """Open the data file off the UI thread, which has the machine to itself until its first screen.

        ``given`` is a key that the person has shown; without one, that which this PC remembers is taken.
        """
        path, settings = self.data_file, self.preferences.settings
        if given is None and not path.exists():
            self._first_screen_seen()
            self._offer_protection(path)
            return

        def work(_none: object) -> file_work.Opened | EnvironmentProblem:
            self._seen.wait(FIRST_SCREEN_SECONDS)  # another reader reads that screen meanwhile
            return file_work.opened(path, settings, given)

        self.tasks.read(self.window, work, self._opened)

    def _opened(self, outcome: Any) -> None:
        self._first_screen_seen()
        if isinstance(outcome, EnvironmentProblem):
            self._ask(outcome)
            return
        from app.services import undo

        self.tasks.workspace = self.context.workspace = outcome.workspace
        self.context.bus.attach(outcome.workspace)
        self.context.history = undo
        self._watch = outcome.watch
        self._take_protection()
        self._poll.start()
        self.context.opening = False
        self.window.steps.read()
        self.window.way.open_last()
        for page in self.window.pages.values():
            page.mark_stale()
        self.tasks.busyChanged.connect(self._collect_again, Qt.ConnectionType.SingleShotConnection)
        self._backup_soon.start()
        if self._ahead is None:
            from ui.ahead import Ahead

            self._ahead = Ahead(self.window)
            self._ahead.begin()
        if outcome.told:
            self.window.notify(outcome.told)

    def _take_protection(self) -> None:
        """From here on what the window remembers is sealed, and time without hands counts, if protected."""
        from app.services.data_file import sealed_state
        from ui.protection.lock import Lock

        self.preferences.seal_with(sealed_state.sealer(self.context.workspace))
        if self.lock is None:
            self.lock = Lock(self.window, self.preferences, self._app.quit)
        self.lock.watch()
        self.window.way.regard_role()
        self._name_user(self.preferences.settings)

    def _protection_changed(self) -> None:
        from app.services.data_file import sealed_state

        self.preferences.change_seal(sealed_state.sealer(self.context.workspace))
        if self.lock is not None:
            self.lock.watch()

    def _offer_protection(self, path: Path) -> None:
        from ui.protection.opening import NewFileDialog
        from ui.protection.unlocking import Unlocked

        def make(key: str) -> None:
            self.open(Unlocked(key, ""))

        NewFileDialog(self.window, self.tasks, path, make, self._open_other, self._app.quit).open()

    def _ask_passphrase(self, path: Path, unlocked: "Callable[[Unlocked], object]") -> None:
        from ui.protection.opening import UnlockDialog

        UnlockDialog(
            self.window, self.tasks, path, unlocked, self._open_other, self._ask, self._app.quit
        ).open()

    def _collect_again(self, _busy: bool) -> None:
        """The first page is read: what is loaded now stays as long as the program."""
        collection.settle()
        heap.give_back()

    def _ask(self, problem: EnvironmentProblem) -> None:
        if problem.kind is ProblemKind.PASSPHRASE:
            self._ask_passphrase(self.data_file, self.open)
            return
        from ui import opening

        opening.ask(
            self.window, problem, self.data_file, self._open_other, self._restore, self.open, self._app.quit
        )

    def _open_other(self, path: Path) -> None:
        other = SingleInstance(path, self)
        if not other.acquire():
            other.ask_other()
            self._app.quit()
            return
        self.instance.release()
        self.instance, self.data_file = other, path
        other.raiseAsked.connect(self.bring_to_front)
        other.listen()
        self._name_file()
        self.open()

    def _restore(self, source: Path) -> None:
        from app.services.data_file import protection

        if protection.is_protected(source):
            self._ask_passphrase(source, lambda found: self._replace(source, found))
        else:
            self._replace(source, None)

    def _replace(self, source: Path, found: "Unlocked | None") -> None:
        path, key = self.data_file, found.key if found else ""

        def restored(problem: EnvironmentProblem | None) -> None:
            if problem is None:
                self.open(found)
            else:
                self._ask(problem)

        self.tasks.write(
            self.window, "백업에서 되살리기", lambda _none: file_work.restored(path, source, key), restored
        )

    # -- while it runs

    def bring_to_front(self) -> None:
        """Show the window before the others."""
        self.window.setWindowState(self.window.windowState() & ~self._minimised())
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    @staticmethod
    def _minimised() -> Any:
        return Qt.WindowState.WindowMinimized

    def _settings_changed(self, settings: Any) -> None:
        if self.context.workspace is not None:
            self.context.workspace.settings = settings
        self._name_user(settings)
        if settings.theme != theme.mode():
            theme.apply(self._app, settings.theme)
        self.window.way.regard_role()
        for page in self.window.pages.values():
            page.mark_stale()

    def _look_outside(self) -> None:
        if self._watch is not None:
            self._watch.poll()

    def _back_up(self) -> None:
        self.tasks.read(self.window, file_work.daily_backup, self._backed_up)

    def _backed_up(self, outcome: datetime | EnvironmentProblem | None) -> None:
        if isinstance(outcome, EnvironmentProblem):
            self.window.notify(f"오늘 백업을 만들지 못했습니다. {outcome.message}")
        else:
            self.window.status.set_backup(outcome)

    # -- the end

    def finish(self) -> None:
        """Let the last work end, keep the settings and close the file."""
        self._poll.stop()
        self._backup_soon.stop()
        if self._ahead is not None:
            self._ahead.stop()
        if self.lock is not None:
            self.lock.stop()
        self.tasks.stop()
        self.preferences.save()
        if self._watch is not None:
            self._watch.close()
        if self.context.workspace is not None:
            self.context.workspace.close()
        self.instance.release()
