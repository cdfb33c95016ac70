"""The way from page to page: pages are made when first opened, put in front, and gone back to."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import looking
from ui.commands import Command, Commands, command
from ui.page_entries import PageEntry, opening, rail_entries
from ui.pages.base import Page
from ui.rail import PROGRAM, Rail
from ui.roles import Roles
from ui.trail import Place, Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import Context
    from ui.top_bar import TopBar


class Navigation(QObject):
    """Holds the pages of one window, the one in front on its ``stack``."""

    opened = Signal(str)
    retold = Signal()
    """The page in front has other buttons, or other steps of its own, than it had."""

    def __init__(
        self,
        window: QWidget,
        context: "Context",
        commands: Commands,
        roles: Roles,
        pages: "Sequence[PageEntry]",
    ) -> None:
        """Know ``pages``, none made yet; their commands and 뒤로 and 앞으로 are added."""
        super().__init__(window)
        self._window, self._context, self._commands, self._roles = window, context, commands, roles
        self.entries = {entry.key: entry for entry in pages}
        self.pages: dict[str, Page] = {}
        self.compact = False
        self.place: Place | None = None
        self._trail = Trail()
        self.rail = Rail(rail_entries(pages))
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())  # in front until a page is: a page made early would show itself
        commands.add(self)
        commands.extend(Command(opening(e), partial(self.navigate, e.key)) for e in rail_entries(pages))

    def take(self, top: "TopBar") -> None:
        """Show title, crumbs and main button of the page in front in ``top``."""
        self._top = top
        self.rail.chosen.connect(self.navigate)
        top.crumbChosen.connect(self.navigate)

    def page(self, key: str) -> Page:
        """Return the page ``key``, made now where it was not yet."""
        if key not in self.pages:
            # in its place from the beginning: moved there with all its parts, each would be styled again
            page = self.entries[key].factory(self._context, self.stack)
            page.chromeChanged.connect(lambda: self._chrome_changed(page))
            page.counted.connect(lambda count, urgent: self.rail.set_count(key, count, urgent))
            page.countedFor.connect(self.rail.set_count)
            page.set_compact(self.compact)
            self.pages[key] = page
            self.stack.addWidget(page)
        return self.pages[key]

    def _asked_for(self, key: str) -> Page:
        """Return the page ``key``; one that takes long and is made only now is read meanwhile."""
        begin, context = self.entries[key].begin, self._context
        if begin is None or key in self.pages or context.opening:
            return self.page(key)

        def hand_over(read: Any) -> None:
            # not where records have changed meanwhile: then it reads itself
            made = self.pages[key]
            if made.begun:
                made.begun = False
                made.show_begun(read)

        def refused(_error: object) -> None:
            self.pages[key].mark_stale()  # it reads itself, and says so

        context.tasks.read(self.stack, begin(context), hand_over, failed=refused)
        page = self.page(key)
        page.begun = True
        return page

    def current(self) -> Page | None:
        """Return the page in front."""
        return self.pages.get(self.place.key) if self.place else None

    def flush(self) -> None:
        """Let the page in front hand over what is being typed."""
        page = self.current()
        if page is not None:
            page.flush()

    def navigate(self, key: str, **args: Any) -> None:
        """Open the page ``key`` and let it show ``args``; 뒤로 comes back here."""
        if self._context.opening:
            return
        here = self._here()
        if here is not None and here != Place(key, args):
            self._trail.leave(here)
        self._go(Place(key, args))

    def _here(self) -> Place | None:
        page = self.current()
        if self.place is None or page is None:
            return None
        return Place(self.place.key, page.whereabouts(self.place.args))

    def _go(self, place: Place) -> None:
        before = self.current()
        if before is not None and self.place is not None and self.place.key != place.key:
            looking.leave(self._context)
        if before is not None:
            before.flush()
            for owner in (before, *before.more_commands()):
                self._commands.remove(owner)
        self.place = place
        page = self._asked_for(place.key)
        page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        page.open_with(**place.args)
        for owner in (page, *page.more_commands()):
            self._commands.add(owner)
        self._front(page, place.key)
        page.take_focus()
        self._show_trail()
        if self.entries[place.key].in_rail:
            self._context.state.set("window/page", place.key)
        self.opened.emit(place.key)

    def _front(self, page: Page, key: str) -> None:
        self.stack.setCurrentWidget(page)
        self._mark(page, key)
        self._top.show_page(page, self._refusal(page))
        self._retitle(page)

    def _refusal(self, page: Page) -> str:
        """Return what speaks against the main button of a page."""
        made = page.primary_action()
        return self._roles.any_of(*made.asks) if made and made.asks else self._roles.primary(page.key)

    def _mark(self, page: Page, key: str) -> None:
        """Mark the entry of the rail that a page belongs to: its own, or that of the page above it."""
        entry, above = self.entries[key], page.breadcrumb()
        parent = above[0].page if above else entry.parent
        self.rail.set_current(entry.key if entry.in_rail else parent)

    def regard_role(self) -> None:
        """Let commands and main button follow the role in force."""
        self._commands.regard()
        page = self.current()
        if page is not None:
            self._chrome_changed(page)

    def last(self) -> str:
        """Return the page of the rail that was open last, the first one to begin with."""
        kept = self._context.state.get("window/page")
        return kept if kept in self.entries else next(iter(self.entries))

    def expect(self, key: str) -> None:
        """Name the page ``key``, which is opened as soon as that can be."""
        self.rail.set_current(key)
        self._top.expect(self.entries[key].label)
        self._window.setFocus()  # no item of the rail shall seem to be chosen

    def open_last(self) -> None:
        """Open the page that was open last."""
        self.navigate(self.last())

    def show_first(self, key: str, read: object) -> None:
        """Show the first screen of the page ``key``, to be looked at only until the page is opened."""
        page = self.page(key)
        page.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        page.show_first(read)
        self._front(page, key)
        self._top.hold()

    def _chrome_changed(self, page: Page) -> None:
        if page is self.current():
            self._mark(page, page.key)
            self._top.show_page(page, self._refusal(page))
            self._retitle(page)
            self.retold.emit()

    def _retitle(self, page: Page) -> None:
        self._window.setWindowTitle(f"{page.title} - {PROGRAM}" if page.title else PROGRAM)

    def _show_trail(self) -> None:
        self._commands.enable("back", self._trail.may_go_back)
        self._commands.enable("forward", self._trail.may_go_forward)

    @command("back", "뒤로", "Alt+Left", "chevron-left", "이동")
    def back(self) -> None:
        """Go to where one was before."""
        here = self._here()
        if here is not None and self._trail.may_go_back:
            self._go(self._trail.back(here))

    @command("forward", "앞으로", "Alt+Right", "chevron-right", "이동")
    def forward(self) -> None:
        """Go to where one came back from."""
        here = self._here()
        if here is not None and self._trail.may_go_forward:
            self._go(self._trail.forward(here))
