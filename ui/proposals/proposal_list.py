"""The proposals of a project or of all: the funnel on top, a table in two halves, one proposal beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.desk_role import Duty
from app.domain.hangul import josa
from app.domain.listing import ListQuery
from app.domain.proposal import Proposal
from app.services import listing, proposals
from ui.context import Context
from ui.delegates.base import CellDelegate
from ui.delegates.cells import BadgeDelegate
from ui.dialogs.confirm import confirm
from ui.dialogs.form_dialog import FormDialog
from ui.models.records import RecordTableModel
from ui.proposals.columns import FIRST_KEYS, MINOR, NEW, SPECS, DueDelegate, ReasonDelegate
from ui.proposals.detail import ProposalPanel, new_values
from ui.proposals.funnel_strip import FunnelStrip
from ui.proposals.looks import decision_look
from ui.proposals.rows import (
    FACETS,
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
from ui.roles import spoken_against
from ui.state import remember_splitter
from ui.widgets.controls import EmptyState, FilterChip, SearchField, Segmented, button
from ui.widgets.filter_menu import FilterMenu
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.tables.record_table import RecordTable
from ui.widgets.text import label

DETAIL = 356
REST_AFTER_MS = 150


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
        self.empty = EmptyState(words, "제안 등록", self.add, "lightbulb")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)

    def _left(self) -> QWidget:
        """Return the table, or that nothing is left of it, between what narrows it and the rate."""
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
        column.addWidget(self._bar())
        column.addWidget(self._seen, 1)
        column.addWidget(foot)
        return left

    def _bar(self) -> QWidget:
        """Return what narrows the list."""
        self.half = Segmented(
            (("all", "모두", ""), ("open", "검토중", ""), ("decided", "결정함", "")), "보기"
        )
        self.menus = {key: FilterMenu(title) for key, title in FACETS}
        self.search = SearchField("제안, 번호로 찾기")
        self.search.answer_find()
        self.search.setFixedWidth(168)
        self.origin = FilterChip("", "현황에서 고른 것만")
        self.origin.removed.connect(lambda _key: self.show_filtered({}))
        self.origin.hide()
        self.copy_button = button("엑셀로 복사", "file-spreadsheet", "", self.copy_all, compact=True)
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 10, 16, 8)
        row.setSpacing(6)
        for widget in (self.half, *self.menus.values(), self.origin, self.search):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.copy_button)
        return bar

    def _connect(self) -> None:
        self.half.chosen.connect(lambda half: self._ask(replace(self.asked, half=half)))
        self.search.searched.connect(self._find)
        for key, menu in self.menus.items():
            menu.chosen.connect(lambda values, key=key: self._filter(key, values))
            menu.wanted.connect(partial(self._read_facet, key))
        self.table.sortsChanged.connect(lambda sorts: self._filter_by(sort=sorts))
        self.table.currentRecordChanged.connect(self._show_current)
        self.table.opened.connect(self._open_detail)
        self.table.menuRequested.connect(self._menu)
        self.panel.closed.connect(self._close_detail)
        self.panel.saving.settled.connect(self.refresh)
        self.table.removeRequested.connect(lambda _ids: self.remove())
        for keys, run in ((QKeySequence(Qt.Key.Key_Insert), self.add), (QKeySequence("Ctrl+L"), self._link)):
            shortcut = QShortcut(keys, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(run)

    # -- reading

    def set_project(self, project_id: int | None) -> None:
        """Keep to one project."""
        if self.asked.project_id != project_id:
            self.panel.flush()
            self.panel.show_row(None)
            self.asked = self._anew(project_id)
        self.menus["project_id"].setVisible(project_id is None)
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
        self.copy_button.setEnabled(self._complete and bool(found.rows))  # the whole list is meant
        if found.counts is not None:
            open_count, decided = found.counts
            words = {"all": "모두", "open": "검토중", "decided": "결정함"}
            counts = {"all": open_count + decided, "open": open_count, "decided": decided}
            for value, count in counts.items():
                self.half.set_words(value, f"{words[value]} {count:,}")

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
            lambda values: self.menus[key].set_values(values, asked.query.filters.get(key, ())),
            key=f"facet {key}",
        )

    def _show(self, stamp: int | None, found: Found) -> None:
        self._wanted = self._wanted or self.table.current_id()
        self._show_list(found.list)
        self._show_around(stamp, found.around)

    def _show_around(self, stamp: int | None, found: Around) -> None:
        wanted = self._wanted or self.table.current_id()
        self.strip.show_counts(found.funnel)
        self.set_project(self.asked.project_id)
        self.origin.setVisible(self.asked.counted_elsewhere)
        for key, menu in self.menus.items():
            if key in found.facets:
                menu.set_values(found.facets[key], self.asked.query.filters.get(key, ()))
            else:
                menu.offer_when_opened()
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
        self.search.clear()
        self.half.set_value("all")
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

    # -- doing

    def _open_detail(self, _record: int) -> None:
        self._open = True
        self._show_row(self._current(), False)
        self.panel.begin()

    def _close_detail(self) -> None:
        self._open = False
        self.panel.hide()
        self.table.setFocus()

    def add(self) -> None:
        """Ask for a new proposal."""
        self.panel.flush()
        project = self.asked.project_id
        # in a room the project is a matter of course, and asked for by its key and not by its title
        specs = tuple(spec for spec in NEW if project is None or spec.key != "project_id")
        given = {} if project is None else {"project_id": project}
        dialog = FormDialog(self, self.context, "제안 등록", specs)
        values = new_values(self.context.workspace.today, project)
        dialog.create_with(
            "등록", values, lambda ws, typed: proposals.create(ws, {**typed, **given}), self._added
        )

    def _added(self, row: Proposal) -> None:
        self.open_proposal(row.id)
        self.context.tell_done(self, f"{row.number} 제안을 등록했습니다.")

    def copy_all(self) -> None:
        """Put the whole list on the clipboard, for Excel."""
        ids = self.model.checked() or self.model.ids()
        self.table.copy_records(ids)
        self.context.notify(f"제안 {len(ids)}건을 복사했습니다. 엑셀에 붙여넣으십시오.")

    def _targets(self, record: int | None = None) -> list[int]:
        record = self.table.current_id() if record is None else record
        return self.model.checked() or ([record] if record is not None else [])

    def remove(self) -> None:
        """Ask, then delete the checked proposals, else the current one."""
        ids = self._targets()
        rows = self.model.records_of(ids)
        if not rows:
            return
        more = f" 외 {len(rows) - 1}건" if len(rows) > 1 else ""
        text = f"{josa(f'‘{rows[0].title}’{more}', '을/를')} 지웁니다. 실행 취소로 되돌릴 수 있습니다."
        confirm(self, "제안 삭제", text, "삭제", lambda: self._delete(ids), danger=True)

    def _delete(self, ids: list[int]) -> None:
        self.context.tasks.write(
            self,
            "제안 삭제",
            lambda ws: proposals.delete(ws, ids),
            lambda _none: self.context.tell_done(self, f"제안 {len(ids)}건을 삭제했습니다."),
        )

    def menu(self, record: int | None) -> QMenu:
        """Return what can be done with the checked proposals, else with ``record``."""
        ids = self._targets(record)
        entries: list[Entry] = [
            ("check", "결정하기\tEnter", partial(self._open_detail, 0)),
            ("pencil", "내용 고치기", self._edit_fields),
            ("link", "근거 카드 잇기…\tCtrl+L", self._link),
            ("list-checks", f"고른 {len(ids)}건으로 투표 만들기", partial(self.ballotRequested.emit, ids)),
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            None,
            ("trash-2", "삭제\tDel", self.remove),
        ]
        return menu_of(self.table, entries, spoken_against(self, Duty.EDIT_SESSIONS))

    def _link(self) -> None:
        self._show_row(self._current(), False)
        self.panel.link()

    def _edit_fields(self) -> None:
        self._open_detail(0)
        self.panel.begin("fields")

    def _menu(self, record: int, at: QPoint) -> None:
        popup(self.menu(record), at)
