"""The 과제 page as it is read: first the list, then what stands around it, shown step by step."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.pages.projects.kept_order import KeptOrder
from ui.pages.projects.reading import Facts, read_board, read_facts, read_table, read_timeline
from ui.pages.projects.selection import Selection, ValueNames
from ui.pages.projects.view_bar import BOARD, TIMELINE, ViewBar
from ui.pages.projects.ways import Ways
from ui.saved_views import View
from ui.turns import Turns


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
        self._order = KeptOrder()
        self.names = ValueNames()
        self.facts: Facts | None = None

    @property
    def total(self) -> int | None:
        """Return how many own projects there are; None before that is known."""
        return self.facts.total if self.facts is not None else None

    def forget_order(self) -> None:
        """Put the list in order anew when it is read next."""
        self._order.forget()

    def read(self, selection: Selection) -> None:
        """Read the list that ``selection`` leaves, and then the rest; what is being shown is left."""
        self._next.begin()
        self._showing.begin()
        mode = self._ways.mode
        read = read_board if mode == BOARD else partial(read_table, order=self._order)
        if mode == TIMELINE:
            read = partial(read_timeline, wanted=self._ways.timeline.in_sight())
        self._context.tasks.read(
            self._page, lambda ws: read(ws, selection), partial(self._show_list, selection, mode), key="list"
        )

    def _show_list(self, selection: Selection, mode: str, read: Any) -> None:
        if mode != self._ways.mode:
            return
        self._ways.show_list(read, selection, self.total)
        # once the list is painted: both at once would take turns
        self._next.begin(partial(self._read_facts, selection))

    def _read_facts(self, selection: Selection) -> None:
        saved = list(self._saved())
        self._context.tasks.read(
            self._page,
            lambda ws: read_facts(ws, selection, saved),
            partial(self._show_facts, selection),
            key="facts",
        )

    def _show_facts(self, selection: Selection, facts: Facts) -> None:
        self.facts = facts
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
