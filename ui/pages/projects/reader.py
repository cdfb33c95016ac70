"""The 과제 page as it is read: first the list, then what stands around it, shown step by step."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.lanes import Job
from ui.pages.projects.reading import (
    FIRST_ROWS,
    Facts,
    kept_list,
    read_board,
    read_facts,
    read_table,
    read_timeline,
)
from ui.pages.projects.selection import Selection, ValueNames
from ui.pages.projects.view_bar import BOARD, TIMELINE, ViewBar
from ui.pages.projects.ways import Ways
from ui.saved_views import View
from ui.turns import Turns

if TYPE_CHECKING:
    from app.services.kept_list import KeptList

REST_AFTER_MS, READY_AFTER_MS = 150, 150
"""After the last key what stands around the list is read; after that, what the next key asks for."""


class Reader:
    """Reads for one page and shows what was read in its bar and its ways of seeing."""

    def __init__(
        self,
        page: QWidget,
        context: Context,
        bar: ViewBar,
        ways: Ways,
        saved: Callable[[], Sequence[View]],
        selection: Callable[[], Selection],
    ) -> None:
        """Have read nothing yet; ``saved()`` filters a person saved, ``selection()`` is in force now."""
        self._page, self._context, self._bar, self._ways = page, context, bar, ways
        self._saved, self._selection = saved, selection
        # Apart: facts of a former selection that come late must not take the place of reading the new ones.
        self._next, self._showing = Turns(page), Turns(page)
        self._rest = QTimer(page, singleShot=True, interval=REST_AFTER_MS)
        self._rest.timeout.connect(lambda: self._read_facts(self._selection()))
        self._ready = QTimer(page, singleShot=True, interval=READY_AFTER_MS)
        self._ready.timeout.connect(self.take_up)
        self._facts_job: Job | None = None
        self.names = ValueNames()
        self.facts: Facts | None = None

    @property
    def total(self) -> int | None:
        """Return how many own projects there are; None before that is known."""
        return self.facts.total if self.facts is not None else None

    @cached_property
    def _kept(self) -> "KeptList":
        """Return the list in its order; the first screen is shown before it is loaded."""
        return kept_list()

    def forget_order(self) -> None:
        """Put the list in order anew when it is read next."""
        self._kept.forget()

    def let_go(self) -> None:
        """Give up what only a key asks for."""
        self._kept.rest()

    def take_up(self) -> None:
        """Have it ready for the first key."""
        query, kept = self._selection().query(), self._kept
        self._context.tasks.read(
            self._page, lambda ws: kept.ready(ws, query), lambda _none: None, key="ready"
        )

    def read(self, selection: Selection, *, typed: bool = False) -> None:
        """Read the list that ``selection`` leaves, and then the rest; what is being shown is left.

        While somebody types on, what stands around the list is not read.
        """
        self._leave()
        mode, kept, ways = self._ways.mode, self._kept, self._ways
        seen = ways.area.table.rows_in_sight() if typed else FIRST_ROWS
        read = read_board if mode == BOARD else partial(read_table, kept=kept, seen=seen)
        if mode == TIMELINE:
            read = partial(read_timeline, kept=kept, wanted=ways.timeline.in_sight())
        show = partial(self._show_list, selection, mode, typed)
        self._context.tasks.read(self._page, lambda ws: read(ws, selection), show, key="list")

    def _leave(self) -> None:
        """Give up what stands around the former list."""
        self._next.begin()
        self._showing.begin()
        self._rest.stop()
        if self._facts_job is not None:
            self._facts_job.supersede(self._context.workspace)

    def _show_list(self, selection: Selection, mode: str, typed: bool, read: Any) -> None:
        if mode != self._ways.mode:
            return
        first = self.facts is None and not typed
        if first:  # its first screen is painted already, and nothing stands around it yet
            self._read_facts(selection)
        self._ways.show_list(read, selection, self.total)
        # once the list is painted: both at once would take turns
        if typed:
            self._next.begin(partial(self._ways.area.show_selection, selection, self.names), self.show_views)
            self._rest.start()
        elif not first:
            self._next.begin(partial(self._read_facts, selection))

    def _read_facts(self, selection: Selection) -> None:
        saved, kept = list(self._saved()), self._kept
        self._facts_job = self._context.tasks.read(
            self._page,
            lambda ws: read_facts(ws, selection, kept, saved),
            partial(self._show_facts, selection),
            key="facts",
        )

    def _show_facts(self, selection: Selection, facts: Facts) -> None:
        self.facts, self._facts_job = facts, None
        self._ready.start()
        self.names.learn(facts.facets)
        self.front()
        steps = self._ways.show_facts(facts, selection, self.names)
        self._showing.begin(self.show_views, *steps)

    def show_views(self) -> None:
        """Show the saved filters with their counts; the one in force is marked."""
        if self.facts is not None:
            views, selection = self.facts.views, self._selection()
            current = next((v for v in views if selection.same_filter(v.filters, v.text)), None)
            self._bar.tabs.set_views(views, self.facts.counts, current)

    def front(self) -> None:
        """Put the projects in front, or the invitation to a first one."""
        self._ways.front(self.total)
