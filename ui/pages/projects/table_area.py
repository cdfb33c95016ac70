"""The table with what narrows it (facets, chips, words) and what acts on the chosen rows."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.listing import Group
from ui.context import Context
from ui.pages.projects.filter_line import FilterLine
from ui.pages.projects.reading import Facts, ListRead
from ui.pages.projects.selection import FACETS, Selection, ValueNames, sort_words
from ui.pages.projects.selection_bar import SelectionBar
from ui.pages.projects.table import ProjectTable
from ui.turns import Step
from ui.widgets.controls import EmptyState
from ui.widgets.facets import FacetPanel


class TableArea(QWidget):
    """Shows a list as a table; says which filter, order or action is asked for."""

    accepted = Signal(str, object)
    removed = Signal(str)
    cleared = Signal()
    searched = Signal(str)
    sorted = Signal(object)
    opened = Signal(int)
    menuRequested = Signal(object, QPoint)
    asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make an empty table with its panels."""
        super().__init__(parent)
        self.facets = FacetPanel(FACETS, staged=("stage",), state=context.state, parent=self)
        self.line = FilterLine()
        self.stack = QStackedWidget(self)
        self.table = ProjectTable(context, self.stack)
        self.bar = SelectionBar()
        self.nothing = EmptyState(
            "거르기에 맞는 과제가 없습니다.", "모두 지우기", self.cleared.emit, "list-filter"
        )
        self._groups: list[Group] = []
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self._divider = QFrame()
        self._divider.setProperty("role", "vline")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.facets)
        row.addWidget(self._divider)
        right = QVBoxLayout()
        row.addLayout(right, 1)
        right.setSpacing(0)
        right.addWidget(self.line)
        right.addWidget(self.stack, 1)
        right.addWidget(self.bar)

    def _connect(self) -> None:
        self.facets.changed.connect(self.accepted)
        self.facets.cleared.connect(self.cleared)
        self.line.removed.connect(self.removed)
        self.line.searched.connect(self.searched)
        self.line.facetsToggled.connect(self._show_facet_panel)
        self.table.opened.connect(self.opened)
        self.table.menuRequested.connect(self.menuRequested)
        self.table.sortsChanged.connect(self.sorted)
        self.bar.asked.connect(self.asked)
        self.bar.cleared.connect(self.table.records().clear_checks)
        model = self.table.records()
        model.checkedChanged.connect(lambda: self.bar.set_count(model.checked_count()))

    # -- what is shown

    def show_selection(self, selection: Selection, names: ValueNames) -> None:
        """Show the filters, the words and the order in force."""
        self.line.set_chips(names.chips(selection))
        self.line.order.setText(sort_words(selection))
        self.table.set_sorts(selection.sort or (("title", False),))

    def show_list(self, read: ListRead, selection: Selection, total: int | None) -> None:
        """Show the projects read; the framed one and the place in the list stay."""
        current, place = self.table.current_id(), self.table.verticalScrollBar().value()
        self._groups = read.groups
        self.table.records().set_groups(read.groups, rows=read.rows)
        self.table.verticalScrollBar().setValue(place)
        if current is not None:
            self.table.set_current_id(current)
        elif read.rows:
            self.table.set_current_id(read.rows[0].id)
        self.line.set_count(read.count(), total)
        self.stack.setCurrentWidget(self.nothing if selection.filtered() and not read.count() else self.table)

    def show_facts(self, facts: Facts, selection: Selection, names: ValueNames) -> list[Step]:
        """Return the steps that show the counts around the list."""
        counts = partial(self._show_counts, facts)
        return [counts, *self.facets.steps(names.whole(facts.facets, selection.filters), selection.filters)]

    def _show_counts(self, facts: Facts) -> None:
        self.line.set_count(sum(len(group.ids) for group in self._groups), facts.total)
        counted: dict[Any, str] = {}
        for group in self._groups:
            more = f" · {facts.meta[group.key]}" if group.key in facts.meta else ""
            counted[group.key] = f"{len(group.ids):,}건{more}"
        self.table.records().set_meta(counted)

    def targets(self, record: int | None = None) -> list[int]:
        """Return the checked projects, or ``record`` (else the framed one) where it is not among them."""
        checked = self.table.records().checked()
        record = self.table.current_id() if record is None and not checked else record
        return checked if record is None or record in checked else [record]

    def set_compact(self, compact: bool) -> None:
        """Fold the facets away in a narrow window; a button brings them back."""
        self.line.set_compact(compact)
        self._show_facet_panel(not compact)

    def _show_facet_panel(self, on: bool) -> None:
        self.facets.setVisible(on)
        self._divider.setVisible(on)
