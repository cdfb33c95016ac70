"""The window: rail, top bar, the page in front, status bar, and the way from page to page."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from resources import resource_path
from ui import looking, theme
from ui.commands import Command, Commands, Named, command
from ui.context import Context, UndoLabels
from ui.pages.base import Page
from ui.rail import PROGRAM, Rail, RailEntry
from ui.reading_files import FileReading
from ui.roles import Roles
from ui.state import restore_geometry, save_geometry
from ui.status_bar import StatusBar
from ui.top_bar import TopBar
from ui.widgets.controls import Toast
from ui.widgets.panels import Scrim

if TYPE_CHECKING:
    from app.changes import Changes
    from ui.dialogs.finder import Find
    from ui.searches import Searches

    class MakePage(Protocol):
        """Makes a page in its place."""

        def __call__(self, context: Context, parent: QWidget | None = None, /) -> Page:
            """Return the page, a part of ``parent``."""


CLOSE_SECONDS = 20.0
FIRST_SIZE = (1440, 900)
TRAIL = 50


class PageEntry(NamedTuple):
    """A page of the program and how to make it; ``in_rail`` pages are listed at the left."""

    key: str
    label: str
    icon: str
    factory: "MakePage"
    in_rail: bool = True
    bottom: bool = False
    parent: str = ""
    """The rail entry that is marked while a page outside the rail is in front."""
    digit: str = ""
    """The key that opens it with Ctrl where that is not its place among the others."""


class Place(NamedTuple):
    """Where somebody was: a page and what it was asked to show."""

    key: str
    args: dict[str, Any]


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
        self.entries = {entry.key: entry for entry in pages}
        self.pages: dict[str, Page] = {}
        self.find_records = find
        self.compact = False
        self._place: Place | None = None
        self._back: list[Place] = []
        self._forward: list[Place] = []
        self._toast: Toast | None = None
        self._looked_for: tuple[str, Searches] | None = None
        context.navigate, context.notify = self.navigate, self.notify
        self.setWindowTitle(PROGRAM)
        self.setAcceptDrops(True)
        self.setWindowIcon(QIcon(str(resource_path("icons", "hamkke.png"))))
        self._roles = Roles(context)
        self.commands = Commands(self, self._roles.command)
        self.commands.add(self)
        self.commands.extend(self._page_commands())
        self._build()
        self._connect()
        self._restore()
        self._files = FileReading(context, self)

    # -- building

    def _rail_entries(self) -> list[RailEntry]:
        listed = [entry for entry in self.entries.values() if entry.in_rail]
        in_order = [entry for entry in listed if not entry.digit]
        keys = {entry.key: f"Ctrl+{n}" for n, entry in enumerate(in_order[:9], 1)}
        keys |= {entry.key: f"Ctrl+{entry.digit}" for entry in listed if entry.digit}
        return [RailEntry(e.key, e.label, e.icon, keys.get(e.key, ""), e.bottom) for e in listed]

    def _page_commands(self) -> list[Command]:
        return [
            Command(
                Named(f"go.{e.key}", f"{e.label} 열기", e.shortcut, e.icon, "이동"),
                partial(self.navigate, e.key),
            )
            for e in self._rail_entries()
        ]

    def _build(self) -> None:
        undo, redo = self.commands.action("undo"), self.commands.action("redo")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.rail = Rail(self._rail_entries())
        self.top = TopBar(self.open_finder, undo, redo)
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())  # in front until a page is: a page made early would show itself
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
        self._scrim = Scrim(self)
        self._show_steps(None)
        self.status.show_saved()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.navigate)
        self.rail.foldToggled.connect(self.toggle_rail)
        self.top.crumbChosen.connect(self.navigate)
        self.context.bus.changed.connect(self._on_changes)
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

    def page(self, key: str) -> Page:
        """Return the page ``key``, made now where it was not yet."""
        if key not in self.pages:
            # in its place from the beginning: moved there with all its parts, each would be styled again
            page = self.entries[key].factory(self.context, self.stack)
            page.chromeChanged.connect(lambda: self._chrome_changed(page))
            page.counted.connect(lambda count, urgent: self.rail.set_count(key, count, urgent))
            page.countedFor.connect(self.rail.set_count)
            page.set_compact(self.compact)
            self.pages[key] = page
            self.stack.addWidget(page)
        return self.pages[key]

    def current_page(self) -> Page | None:
        """Return the page in front."""
        return self.pages.get(self._place.key) if self._place else None

    def navigate(self, key: str, **args: Any) -> None:
        """Open the page ``key`` and let it show ``args``; 뒤로 comes back here."""
        if self.context.opening:
            return
        here = self._here()
        if here is not None and here != Place(key, args):
            self._back = [*self._back[-TRAIL:], here]
            self._forward = []
        self._go(Place(key, args))

    def _here(self) -> Place | None:
        page = self.current_page()
        if self._place is None or page is None:
            return None
        return Place(self._place.key, page.whereabouts(self._place.args))

    def _go(self, place: Place) -> None:
        before = self.current_page()
        if before is not None and self._place is not None and self._place.key != place.key:
            looking.leave(self.context)
        if before is not None:
            before.flush()
            self.commands.remove(before)
        self._place = place
        page = self.page(place.key)
        page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        page.open_with(**place.args)
        self.commands.add(page)
        self._front(page, place.key)
        page.take_focus()
        self._show_trail()
        if self.entries[place.key].in_rail:
            self.context.state.set("window/page", place.key)
        self.pageOpened.emit(place.key)

    def _front(self, page: Page, key: str) -> None:
        self.stack.setCurrentWidget(page)
        self._mark(page, key)
        self.top.show_page(page, self._roles.primary(key))
        self._retitle(page)

    def _mark(self, page: Page, key: str) -> None:
        """Mark the entry of the rail that a page belongs to: its own, or that of the page above it."""
        entry, above = self.entries[key], page.breadcrumb()
        parent = above[0].page if above else entry.parent
        self.rail.set_current(entry.key if entry.in_rail else parent)

    def regard_role(self) -> None:
        """Let commands and main button follow the role in force."""
        self.commands.regard()
        page = self.current_page()
        if page is not None:
            self._chrome_changed(page)

    def last(self) -> str:
        """Return the page of the rail that was open last, the first one to begin with."""
        kept = self.context.state.get("window/page")
        return kept if kept in self.entries else next(iter(self.entries))

    def expect(self, key: str) -> None:
        """Name the page ``key``, which is opened as soon as that can be."""
        self.rail.set_current(key)
        self.top.expect(self.entries[key].label)
        self.setFocus()  # no item of the rail shall seem to be chosen

    def open_last(self) -> None:
        """Open the page that was open last."""
        self.navigate(self.last())

    def show_first(self, key: str, read: object) -> None:
        """Show the first screen of the page ``key``, to be looked at only until the page is opened."""
        page = self.page(key)
        page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        page.show_first(read)
        self._front(page, key)
        self.top.hold()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let no key walk into a page that is only looked at."""
        return not self.context.opening and super().focusNextPrevChild(forward)

    def _chrome_changed(self, page: Page) -> None:
        if page is self.current_page():
            self._mark(page, page.key)
            self.top.show_page(page, self._roles.primary(page.key))
            self._retitle(page)

    def _retitle(self, page: Page) -> None:
        self.setWindowTitle(f"{page.title} - {PROGRAM}" if page.title else PROGRAM)

    def _show_trail(self) -> None:
        self.commands.enable("back", bool(self._back))
        self.commands.enable("forward", bool(self._forward))

    @command("back", "뒤로", "Alt+Left", "chevron-left", "이동")
    def back(self) -> None:
        """Go to where one was before."""
        here = self._here()
        if self._back and here:
            self._forward.append(here)
            self._go(self._back.pop())

    @command("forward", "앞으로", "Alt+Right", "chevron-right", "이동")
    def forward(self) -> None:
        """Go to where one came back from."""
        here = self._here()
        if self._forward and here:
            self._back.append(here)
            self._go(self._forward.pop())

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

    # -- undo and redo

    @command("undo", "실행 취소", "Ctrl+Z", "undo-2", "편집")
    def undo(self) -> None:
        """Take the last step back, what is being typed handed over first."""
        self._step("실행 취소", "undo")

    @command("redo", "다시 실행", "Ctrl+Y", "redo-2", "편집")
    def redo(self) -> None:
        """Make the step taken back again."""
        self._step("다시 실행", "redo")

    def _step(self, label: str, name: str) -> None:
        history = self.context.history
        page = self.current_page()
        if page is not None:
            page.flush()
        if history is not None:
            self.context.tasks.write(self, label, getattr(history, name), lambda _changes: self.read_steps())

    def read_steps(self) -> None:
        """Read again which steps undo and redo would take."""
        history = self.context.history
        if history is not None:
            self.context.tasks.read(self, history.state, self._show_steps, key="steps")

    def _show_steps(self, steps: UndoLabels | None) -> None:
        for name, verb, label in (
            ("undo", "실행 취소", steps.undo_label if steps else None),
            ("redo", "다시 실행", steps.redo_label if steps else None),
        ):
            action = self.commands.action(name)
            keys = action.shortcut().toString()
            tip = f"{verb}: {label} ({keys})" if label else f"{verb}할 것이 없습니다"
            self.commands.enable(name, label is not None, tip)
            action.setText(f"{verb}: {label}" if label else verb)

    def _on_changes(self, _changes: "Changes") -> None:
        self.read_steps()

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

        A page that has just been filled was seen squeezed for a moment.
        """
        if event.type() == QEvent.Type.UpdateRequest:
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
        self.compact = compact
        self.rail.set_folded(compact or bool(self.context.state.get("window/rail", False)))
        self.top.set_compact(compact)
        for page in self.pages.values():
            page.set_compact(compact)
        self.compactChanged.emit(compact)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand over what is being typed, wait for the last write, remember the window."""
        for page in self.pages.values():
            page.flush()
        save_geometry(self.context.state, "window/geometry", self)
        if self.context.tasks.writing() and not self.context.tasks.wait_idle(CLOSE_SECONDS):
            event.ignore()
            self.notify("아직 저장하고 있습니다. 끝나면 닫아 주십시오.")
            return
        super().closeEvent(event)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
