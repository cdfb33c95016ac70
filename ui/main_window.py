"""The window: rail, top bar, the page in front and the status bar, and what concerns all pages."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from resources import resource_path
from ui import theme
from ui.closing import Closing
from ui.commands import Commands, command
from ui.context import Context
from ui.indexing import Indexing
from ui.merging import Merging
from ui.navigation import Navigation
from ui.page_entries import PageEntry
from ui.pages.base import OwnSteps, Page
from ui.rail import PROGRAM
from ui.reading_files import FileReading
from ui.roles import Roles
from ui.state import restore_geometry, save_geometry
from ui.status_bar import StatusBar
from ui.top_bar import TopBar
from ui.undo_steps import UndoSteps
from ui.widgets.controls import Toast
from ui.widgets.enter import Enter
from ui.widgets.panels import Scrim

if TYPE_CHECKING:
    from ui.dialogs.finder import Find
    from ui.searches import Searches


FIRST_SIZE = (1440, 900)
LAYOUTS = 5


class MainWindow(QMainWindow):
    """One window on one data file.

    ``compact`` tells pages that the window is 1366 pixels or less; ``context.navigate(key, **args)`` opens
    a page, which is made when it is first opened.
    """

    compactChanged = Signal(bool)
    pageOpened = Signal(str)
    lockAsked = Signal()

    def __init__(self, context: Context, pages: Sequence[PageEntry], find: "Find | None" = None) -> None:
        """Make the window of ``pages``, none open yet; ``find(workspace, text)`` returns hits for Ctrl+K."""
        super().__init__()
        self.context = context
        self.find_records = find
        self.compact = False
        self._toast: Toast | None = None
        self._strokes = Enter()
        self._looked_for: tuple[str, Searches] | None = None
        context.navigate, context.notify = self.navigate, self.notify
        self.setWindowTitle(PROGRAM)
        self.setAcceptDrops(True)
        self.setWindowIcon(QIcon(str(resource_path("icons", "hamkke.png"))))
        roles = Roles(context)
        self.commands = Commands(self, roles.command)
        self.commands.add(self)
        self.way = Navigation(self, context, self.commands, roles, pages)
        self.steps = UndoSteps(self, context, self.commands, self._before_step, self._own_steps)
        self._build()
        self._connect()
        self._restore()
        self._files = FileReading(context, self)
        self._indexing = Indexing(context, self)
        self._indexing.told.connect(self.status.set_indexing)
        self._merging = Merging(context, self)
        self._indexing.followed.connect(self._merging.begin)

    # -- building

    def _build(self) -> None:
        self.top = TopBar(self.open_finder, self.commands.action("undo"), self.commands.action("redo"))
        self.way.take(self.top)
        self.rail, self.stack = self.way.rail, self.way.stack
        self.status = StatusBar()
        right = QWidget()
        column = _column(right)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        whole = QWidget()
        rows = _column(whole)
        rows.addWidget(middle, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(whole)
        self._scrim, self._closing = Scrim(self), Closing(self.context)
        self.status.show_saved()

    def _connect(self) -> None:
        self.rail.foldToggled.connect(self.toggle_rail)
        self.way.opened.connect(self.pageOpened)
        self.way.opened.connect(lambda _key: self.steps.show())
        self.way.retold.connect(self.steps.show)
        self.context.tasks.writingChanged.connect(self._on_writing)
        self.context.tasks.writeFailed.connect(self.status.show_failed)
        theme.notifier().changed.connect(self.update)

    def _restore(self) -> None:
        room = QGuiApplication.primaryScreen().availableSize()
        self.setMinimumSize(min(1024, room.width()), min(640, room.height()))  # magnified screens are small
        if not restore_geometry(self.context.state, "window/geometry", self):
            self.resize(QSize(*FIRST_SIZE).boundedTo(room))
        self.rail.set_folded(bool(self.context.state.get("window/rail", False)))

    def open(self) -> None:
        """Show the window as it was left; the first time it fills a screen too small for it and its frame."""
        room = self.screen().availableSize()
        cramped = self.width() >= room.width() or self.height() >= room.height()
        if cramped and self.context.state.get("window/geometry") is None:
            self.showMaximized()
        else:
            self.show()

    # -- pages

    @property
    def pages(self) -> dict[str, Page]:
        """Return the pages made so far."""
        return self.way.pages

    @property
    def entries(self) -> dict[str, PageEntry]:
        """Return every page of the program by its key."""
        return self.way.entries

    def page(self, key: str) -> Page:
        """Return the page ``key``, made now where it was not yet."""
        return self.way.page(key)

    def current_page(self) -> Page | None:
        """Return the page in front."""
        return self.way.current()

    def navigate(self, key: str, **args: Any) -> None:
        """Open the page ``key`` and let it show ``args``; 뒤로 comes back here."""
        self.way.navigate(key, **args)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let no key walk into a page that is only looked at."""
        return not self.context.opening and super().focusNextPrevChild(forward)

    @command("find", "찾기", "Ctrl+K", "search", "이동")
    def open_finder(self) -> None:
        """Find a record, a setting or a command by its words."""
        if self.context.opening:
            return
        from ui.dialogs.finder import FinderDialog

        finder = FinderDialog(self, self.commands, self.context.tasks, self.find_records, self._searches())
        finder.open_below(self.top.find_button)

    def _searches(self) -> "Searches":
        from ui.searches import Searches

        workspace = self.context.workspace
        name = workspace.paths.file.name if workspace is not None else ""
        if self._looked_for is None or self._looked_for[0] != name:
            remembers = workspace is not None and not workspace.key
            self._looked_for = (name, Searches(self.context.state, name, remembers=remembers))
        return self._looked_for[1]

    @command("replace", "찾아 바꾸기", "Ctrl+H", "arrow-left-right", "편집")
    def open_replace(self) -> None:
        """Exchange words in many records, seen beforehand."""
        page = self.current_page()
        if self.context.opening or page is None:
            return
        from ui.dialogs.replace import ReplaceDialog

        page.flush()
        ReplaceDialog(self, self.context, page.chosen_records() or None).open()

    @command("rail", "메뉴 접기·펼치기", "Ctrl+B", "panel-left-close", "보기")
    def toggle_rail(self) -> None:
        """Fold or unfold the rail."""
        self.rail.set_folded(not self.rail.folded)
        if not self.compact:
            self.context.state.set("window/rail", self.rail.folded)

    @command("refresh", "다시 읽기", "F5", "refresh-cw", "보기")
    def refresh(self) -> None:
        """Read the page in front again."""
        page = self.current_page()
        if page is not None:
            page.mark_stale()

    @command("lock", "화면 잠그기", "Ctrl+Shift+L", "lock", "자료")
    def lock(self) -> None:
        """Cover the window; of a protected file the passphrase is asked before it goes on."""
        self.lockAsked.emit()

    # -- what others do

    def _on_writing(self, writing: bool) -> None:
        if writing:
            self.status.show_saving()
        elif not self.status.save.words.text().startswith("저장하지"):
            self.status.show_saved(datetime.now())

    # -- notices, size, closing

    def notify(
        self, text: str, action: str = "", run: Callable[[], object] | None = None,
        more: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:  # fmt: skip
        """Show a short notice at the foot of the window, in place of the one before."""
        self.close_notice()
        self._toast = Toast(self, text, action, run, more)

    def show_contents(self, on: bool) -> None:
        """Show all but what lies over the window, or hide it."""
        whole = self.centralWidget()
        if whole is not None:
            whole.setVisible(on)

    def close_notice(self) -> None:
        """Take the notice away that is shown."""
        from shiboken6 import isValid

        if self._toast is not None and isValid(self._toast):
            self._toast.close()
        self._toast = None

    def _own_steps(self) -> OwnSteps | None:
        page = self.current_page()
        return page.own_steps() if page is not None else None

    def _before_step(self) -> None:
        """Hand over what is being typed; a notice that offers to take back what it tells of is over."""
        self.close_notice()
        self.way.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button by Enter."""
        if not self._strokes.press(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what no place below has taken, so that it can be said why."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in a table that was let go here; of anything else say where to let it go."""
        from ui.widgets.drop import refusal, tables

        found = tables(event.mimeData())
        if found and "import" in self.entries:
            self.open_import(path=found[0])
        else:
            self.notify(refusal(event.mimeData()))

    @command("import", "엑셀에서 가져오기", "Ctrl+Shift+O", "file-spreadsheet", "자료")
    def open_import(self, **given: Any) -> None:
        """Bring a table in, of the kind of the page in front."""
        page = self.current_page()
        if "import" in self.entries:
            self.navigate("import", **{**(page.import_args() if page else {}), **given})

    def event(self, event: QEvent) -> bool:
        """Dim the window while a dialog is to be answered; paint only what has its place.

        A page that has just been filled was seen squeezed for a moment.  What one layout asks of the next
        one around it is sent by the next turn only, so there are as many turns as layouts stand in another.
        """
        if event.type() == QEvent.Type.ShortcutOverride:
            self._strokes.notice(self, event)
        if event.type() == QEvent.Type.UpdateRequest:
            for _turn in range(LAYOUTS):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if event.type() in (QEvent.Type.WindowBlocked, QEvent.Type.WindowUnblocked):
            self._scrim.cover(event.type() == QEvent.Type.WindowBlocked)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail in a narrow window and tell the pages."""
        super().resizeEvent(event)
        self._scrim.fit()
        compact = self.width() <= theme.COMPACT_WINDOW
        if compact == self.compact:
            return
        self.compact = self.way.compact = compact
        self.rail.set_folded(compact or bool(self.context.state.get("window/rail", False)))
        self.top.set_compact(compact)
        for page in self.pages.values():
            page.set_compact(compact)
        self.compactChanged.emit(compact)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand over what is being typed, wait for the last write, remember the window."""
        save_geometry(self.context.state, "window/geometry", self)
        if self._closing.allowed(self._hand_over):
            super().closeEvent(event)
        else:
            event.ignore()

    def _hand_over(self) -> None:
        for page in self.pages.values():
            page.flush()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
