"""The proposals of a project or of all: the funnel on top, a table in two halves, one proposal beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.listing import ListQuery
from app.domain.proposal import Proposal
from app.services import listing
from ui.context import Context
from ui.delegates.base import CellDelegate
from ui.delegates.cells import BadgeDelegate
from ui.models.records import RecordTableModel
from ui.proposals.columns import FIRST_KEYS, MINOR, SPECS, DueDelegate, ReasonDelegate
from ui.proposals.detail import ProposalPanel
from ui.proposals.funnel_strip import FunnelStrip
from ui.proposals.list_bar import ListBar
from ui.proposals.list_verbs import ProposalVerbs
from ui.proposals.looks import decision_look
from ui.proposals.rows import (
    Around,
    Asked,
    Beginning,
    Found,
    kept_list,
    read,
    read_around,
    read_facet,
    read_first,
)
from ui.state import remember_splitter
from ui.widgets.controls import EmptyState
from ui.widgets.menus import popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.tables.record_table import RecordTable
from ui.widgets.text import label

DETAIL = 356
REST_AFTER_MS, READY_AFTER_MS = 150, 150
"""After the last key what stands around the list is read; after that, what the next key asks for."""


class ProposalList(QWidget):
    """Lists, decides and edits proposals; ``project_id`` keeps it to one project.

    ``counted(overdue)`` tells after each reading how many answers are overdue; ``ballotRequested(ids)`` asks
    for a ballot of proposals.
    """

    counted = Signal(int)
    ballotRequested = Signal(object)

    def __init__(self, context: Context, name: str = "제안") -> None:
        """Make an empty list; ``name`` is where its columns are remembered."""
        super().__init__()
        self.context = context
        self.asked = Asked()
        self._wanted: int | None = None
        self._open = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read_rest)
        self._ready = QTimer(self, singleShot=True, interval=READY_AFTER_MS)
        self._ready.timeout.connect(self.take_up)
        self._kept = kept_list()
        self._complete = False
        self.compact = False
        self.model = RecordTableModel(SPECS, self._fetch, self)
        self.table = RecordTable(self.model, name, context.state)
        if not context.state.get(f"table/{name}"):
            self.table.set_columns(FIRST_KEYS)
        self.table.set_delegate("number", CellDelegate())
        self.table.set_delegate("title", CellDelegate(14, 500, "text"))
        self.table.set_delegate("answer_due", DueDelegate(context))
        self.table.set_delegate("decision_reason", ReasonDelegate())
        self.table.set_delegate("decision", BadgeDelegate(decision_look))
        self.panel = ProposalPanel(context)
        self.verbs = ProposalVerbs(self)
        self._build(name)
        self._connect()

    def _fetch(self, ids: Sequence[int]) -> list[Proposal]:
        return listing.rows(self.context.workspace, "proposal", ids)

    def _build(self, name: str) -> None:
        self.strip = FunnelStrip()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self._left())
        self.split.addWidget(self.panel)
        self.panel.setMinimumWidth(300)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([800, DETAIL])
        remember_splitter(self.context.state, f"{name}/split", self.split)
        full = QWidget()
        whole = QVBoxLayout(full)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.strip)
        whole.addWidget(self.split, 1)
        words = "아직 제안이 없습니다. 국민생각함·원탁회의·현장에서 받은 제안을 등록합니다."
        self.empty = EmptyState(words, "제안 등록", self.verbs.add, "lightbulb")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)

    def _left(self) -> QWidget:
        """Return the table, or that nothing is left of it, between what narrows it and the rate."""
        self.bar = ListBar()
        self.nothing = EmptyState(
            "조건에 맞는 제안이 없습니다.", "모두 지우기", lambda: self.show_filtered({}), "list-filter"
        )
        self._seen = QStackedWidget()
        self._seen.addWidget(self.table)
        self._seen.addWidget(self.nothing)
        self.rate = label("", 13, tone="text2")
        foot = QWidget()
        below = QHBoxLayout(foot)
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.rate)
        below.addStretch(1)
        left = QWidget()
        left.setProperty("role", "surface")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._seen, 1)
        column.addWidget(foot)
        return left

    def _connect(self) -> None:
        bar, verbs = self.bar, self.verbs
        bar.halfChosen.connect(lambda half: self._ask(replace(self.asked, half=half)))
        bar.searched.connect(self._find)
        bar.filtered.connect(self._filter)
        bar.facetWanted.connect(self._read_facet)
        bar.letGo.connect(lambda: self.show_filtered({}))
        bar.copyAsked.connect(verbs.copy_all)
        self.table.sortsChanged.connect(lambda sorts: self._filter_by(sort=sorts))
        self.table.currentRecordChanged.connect(self._show_current)
        self.table.opened.connect(lambda _record: self.open_detail())
        self.table.menuRequested.connect(lambda _record, at: popup(verbs.menu(), at))
        self.panel.closed.connect(self._close_detail)
        self.panel.saving.settled.connect(self.refresh)
        self.table.removeRequested.connect(lambda _ids: verbs.remove())
        OwnKeys(self.table, {Qt.Key.Key_Insert: verbs.add, "Ctrl+L": self.link})

    # -- reading

    def set_project(self, project_id: int | None) -> None:
        """Keep to one project."""
        if self.asked.project_id != project_id:
            self.panel.flush()
            self.panel.show_row(None)
            self.asked = self._anew(project_id)
        self.bar.menus["project_id"].setVisible(project_id is None)
        self.table.hide_minor(("project_id",), project_id is not None)
        self.table.columns.give_way(MINOR if project_id is None else MINOR[1:])

    def _ask(self, asked: Asked, *, typed: bool = False) -> None:
        """Show what fills the screen first; while somebody types on, the rest is not asked for."""
        self.asked = asked
        self._rest.stop()
        kept, seen = self._kept, self.table.rows_in_sight()
        show = partial(self._show_first, typed)
        self.context.tasks.read(self, lambda ws: read_first(ws, asked, kept, seen), show, key="proposals")

    def _show_first(self, typed: bool, found: Beginning) -> None:
        self._wanted = self._wanted or self.table.current_id()
        # the proposal beside the list stays until it is known whether it is still in it
        with QSignalBlocker(self.table):
            self._show_list(found)
            self.table.set_current_id(self._wanted)
        self._rest.start(REST_AFTER_MS if typed or not self._complete else 0)

    def _show_list(self, found: Beginning) -> None:
        self._complete = found.counts is not None
        self.model.set_groups(found.groups, found.meta, found.rows, complete=self._complete)
        self._seen.setCurrentWidget(self.table if found.rows or not self._complete else self.nothing)
        self.bar.copy_button.setEnabled(self._complete and bool(found.rows))  # the whole list is meant
        if found.counts is not None:
            self.bar.show_counts(*found.counts)

    def _find(self, text: str) -> None:
        if text != self.asked.query.text:
            self._ask(replace(self.asked, query=replace(self.asked.query, text=text)), typed=True)

    def _filter_by(self, **changes: Any) -> None:
        self._ask(replace(self.asked, query=replace(self.asked.query, **changes)))

    def _filter(self, key: str, values: tuple[Any, ...]) -> None:
        self._filter_by(filters={**self.asked.query.filters, key: values})

    def refresh(self) -> None:
        """Read the whole list again."""
        self._kept.forget()
        self._read_whole()

    def let_go(self) -> None:
        """Give up what only a key asks for."""
        self._kept.rest()

    def take_up(self) -> None:
        """Have it ready for the first key."""
        query, kept = self.asked.scoped(), self._kept
        self.context.tasks.read(self, lambda ws: kept.ready(ws, query), lambda _none: None, key="ready")

    def _read_whole(self) -> None:
        self._rest.stop()
        asked, stamp, kept = self.asked, self.panel.saving.stamp(), self._kept
        show = partial(self._show, stamp)
        self.context.tasks.read(self, lambda ws: read(ws, asked, kept), show, key="proposals")

    def _read_rest(self) -> None:
        """Read what stands around the list, and the list too where half of it is shown."""
        if not self._complete:
            self._read_whole()
            return
        asked, stamp, kept = self.asked, self.panel.saving.stamp(), self._kept
        show = partial(self._show_around, stamp)
        self.context.tasks.read(self, lambda ws: read_around(ws, asked, kept), show, key="proposals")

    def _read_facet(self, key: str) -> None:
        asked = self.asked
        self.context.tasks.read(
            self,
            lambda ws: read_facet(ws, asked, key),
            lambda values: self.bar.menus[key].set_values(values, asked.query.filters.get(key, ())),
            key=f"facet {key}",
        )

    def _show(self, stamp: int | None, found: Found) -> None:
        self._wanted = self._wanted or self.table.current_id()
        self._show_list(found.list)
        self._show_around(stamp, found.around)

    def _show_around(self, stamp: int | None, found: Around) -> None:
        self._ready.start()
        wanted = self._wanted or self.table.current_id()
        self.strip.show_counts(found.funnel)
        self.set_project(self.asked.project_id)
        self.bar.origin.setVisible(self.asked.counted_elsewhere)
        self.bar.show_facets(found.facets, self.asked.query.filters)
        seen = found.funnel
        parts = f"반영 {seen.adopted}건과 일부반영 {seen.partly}건을 결정 {seen.decided}건으로 나눈 값"
        words = f"제안 반영률 {seen.rate}% · {parts}"
        self.rate.setText("" if seen.rate is None else words)
        self._stack.setCurrentIndex(0 if seen.received else 1)
        there = wanted is not None and self.model.row_of(wanted) >= 0
        self.table.set_current_id(wanted if there else self.model.first())
        self._wanted = None
        self._show_row(self._current(), self.panel.saving.fresh(stamp))
        self.counted.emit(seen.overdue)

    def _current(self) -> Proposal | None:
        record = self.table.current_id()
        rows = self.model.records_of([record]) if record is not None else []
        return rows[0] if rows else None

    def _show_current(self, _record: object) -> None:
        self._wanted = None  # who moves the frame while the whole list is read means to stay there
        self._show_row(self._current(), True)

    def _show_row(self, row: Proposal | None, fresh: bool) -> None:
        self.panel.show_row(row, fresh)
        self.panel.setVisible(self._open and (row is not None or not self.compact))

    def _anew(self, project_id: int | None, filters: Mapping[str, tuple[Any, ...]] | None = None) -> Asked:
        """Return what is asked without words, half or filters, in the order that the table's head shows."""
        self.bar.begin_anew()
        return Asked(ListQuery(filters=dict(filters or {}), sort=self.table.sorts()), project_id=project_id)

    def show_filtered(self, filters: Mapping[str, tuple[Any, ...]]) -> None:
        """Show what passes ``filters`` alone; all where there are none."""
        self._ask(self._anew(self.asked.project_id, filters))

    def open_proposal(self, proposal_id: int) -> None:
        """Put one proposal into the frame, whatever was filtered."""
        self._wanted, self._open = proposal_id, True
        self._ask(self._anew(self.asked.project_id))

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window: the panel opens by Enter; minor columns give way by themselves."""
        self.compact = compact
        self._open = not compact
        self._show_row(self._current(), False)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.panel.flush()

    # -- the panel

    def open_detail(self, part: str = "decision") -> None:
        """Begin to decide on the proposal in the frame, or to change its ``fields``."""
        self._open = True
        self._show_row(self._current(), False)
        self.panel.begin(part)

    def _close_detail(self) -> None:
        self._open = False
        self.panel.hide()
        self.table.setFocus()

    def link(self) -> None:
        """Link the proposal in the frame to the cards that it came from."""
        self._show_row(self._current(), False)
        self.panel.link()
