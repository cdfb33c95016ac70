"""The ways of seeing the projects: as a table, a board or a timeline, one of them in front."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from ui.context import Context
from ui.pages.projects.selection import Selection, ValueNames
from ui.pages.projects.table_area import TableArea
from ui.pages.projects.view_bar import BOARD, TABLE, ViewBar
from ui.turns import Step
from ui.widgets.controls import EmptyState

if TYPE_CHECKING:
    from ui.pages.projects.board import Board
    from ui.pages.projects.reading import Facts
    from ui.pages.projects.timeline.area import TimelineArea

WORDS = "아직 과제가 없습니다. 첫 과제를 만들어 기획부터 시작하십시오."


class Ways(QStackedWidget):
    """Holds the ways of seeing, each made when it is first wanted, and says what is asked of any of them."""

    accepted = Signal(str, object)
    """Only so many values of a field are accepted."""
    cleared = Signal()
    opened = Signal(int)
    menuRequested = Signal(object, QPoint)
    newAsked = Signal()

    def __init__(self, context: Context, bar: ViewBar, mode: str, chips: Callable[[], str]) -> None:
        """Begin with ``mode``; ``chips()`` says which filters are in force, for a printed timeline."""
        super().__init__()
        self._context, self._bar, self._chips = context, bar, chips
        self.mode, self._compact = mode, False
        # made in its place: moved there with all its parts, each would be styled once more
        self.area = TableArea(context, self)
        self.empty = EmptyState(WORDS, "새 과제", self.newAsked.emit, "folder-plus")
        for widget in (self.area, self.empty):
            self.addWidget(widget)
        self.area.accepted.connect(self.accepted)
        self._connect(self.area)

    @cached_property
    def board(self) -> "Board":
        """Return the board, made when it is first wanted: it costs as much as the table."""
        from ui.pages.projects.board import Board

        board = Board(self._context)
        board.addRequested.connect(self.newAsked)
        self._connect_narrow(board)
        return board

    @cached_property
    def timeline(self) -> "TimelineArea":
        """Return the timeline, made when it is first wanted."""
        from app.domain.timescale import zoom_of
        from ui.pages.projects.timeline.area import TimelineArea

        made, bar = TimelineArea(self._context), self._bar
        self._connect_narrow(made)
        made.set_compact(self._compact)
        made.words = self._chips
        made.scaled.connect(lambda scale: bar.set_zoom(zoom_of(scale)))
        bar.set_zoom(zoom_of(made.view.line.scale))
        bar.zoomed.connect(made.set_zoom)
        bar.todayRequested.connect(made.view.show_today)
        bar.pictureRequested.connect(made.output.run)
        return made

    def _connect_narrow(self, part: "Board | TimelineArea") -> None:
        """Connect a way of seeing that has its filters in a line above it."""
        part.filters.accepted.connect(self.accepted)
        self._connect(part)
        self.addWidget(part)

    def _connect(self, part: "TableArea | Board | TimelineArea") -> None:
        part.cleared.connect(self.cleared)
        part.opened.connect(self.opened)
        part.menuRequested.connect(self.menuRequested)

    def part(self) -> "TableArea | Board | TimelineArea":
        """Return the way in which the projects are seen now."""
        if self.mode == TABLE:
            return self.area
        return self.board if self.mode == BOARD else self.timeline

    def holds_focus(self) -> bool:
        """Tell whether the keyboard is at work here."""
        return self.isAncestorOf(QApplication.focusWidget() or self)

    def take_focus(self) -> None:
        """Begin in the list."""
        part = self.part()
        if isinstance(part, TableArea):
            part.table.setFocus()
        else:
            part.take_focus()

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self._compact = compact
        self.area.set_compact(compact)
        if "timeline" in self.__dict__:
            self.timeline.set_compact(compact)

    # -- what is shown

    def show_list(self, read: Any, selection: Selection, total: int | None) -> None:
        """Show the projects read for the way in front."""
        if self.mode == TABLE:
            self.area.show_list(read, selection, total)
        elif self.mode == BOARD:
            self.board.show_list(read, selection)
        else:
            self.timeline.show_list(read, selection)

    def show_facts(self, facts: "Facts", selection: Selection, names: ValueNames) -> list[Step]:
        """Return the steps that show the counts around the list, those of the way in front first."""
        self.area.show_selection(selection, names)
        steps, part = self.area.show_facts(facts, selection, names), self.part()
        if isinstance(part, TableArea):
            return steps
        whole = names.whole(facts.facets, selection.filters)
        return [partial(part.filters.set_facets, whole, selection.filters), *steps]

    def front(self, total: int | None) -> None:
        """Put the way chosen in front, or the invitation to a first project where there is none."""
        self.setCurrentWidget(self.empty if total == 0 else self.part())

    def menu_for(self, record: int) -> tuple[list[int], Sequence[tuple[str, Callable[[], object]]]]:
        """Return which projects a menu on ``record`` is about, and what this way of seeing adds to it."""
        part = self.part()
        if isinstance(part, TableArea):
            return part.targets(record), [("복사\tCtrl+C", part.table.copy)]
        return [record], part.menu_entries(record)
