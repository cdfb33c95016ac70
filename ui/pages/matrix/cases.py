"""The cases of a cell: a table with its own search."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSignalBlocker, QTimer, Signal

from app.domain.desk_role import Duty
from app.domain.fields import specs_by_key
from app.domain.listing import ListQuery
from app.domain.project import PROJECT_FIELDS, Project
from app.services import listing
from app.services.kept_list import KeptList
from ui.context import Context
from ui.models.records import RecordTableModel
from ui.roles import spoken_against
from ui.widgets.controls import SearchField
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.panels import Panel
from ui.widgets.tables.record_table import RecordTable

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_BY_KEY = specs_by_key(PROJECT_FIELDS)
SPECS = (
    replace(_BY_KEY["title"], label="사례", width=430),
    replace(_BY_KEY["lead_agency_id"], shown=True, width=112),
    replace(_BY_KEY["program_id"], label="유형", width=118),
    replace(_BY_KEY["year"], shown=True, width=64),
    replace(_BY_KEY["service_field"], shown=False),
    replace(_BY_KEY["government_level"], shown=False),
    replace(_BY_KEY["needs_review"], shown=False),
)


class CaseList(Panel):
    """Lists what ``show_query`` asks for; ``currentChanged`` gives the record in the frame, or None."""

    currentChanged = Signal(object)
    opened = Signal(int)
    removeRequested = Signal(object)
    projectRequested = Signal(int)

    def __init__(self, context: Context) -> None:
        """Make an empty list."""
        self.search = SearchField("이 목록에서 찾기")
        self.search.answer_find()
        self.search.setFixedWidth(170)
        super().__init__("사례", actions=(self.search,))
        self._context = context
        self._query = ListQuery()
        self._kept = KeptList("project", lambda ws, query: listing.groups(ws, "project", query))
        self._wanted: int | None = None
        self.model = RecordTableModel(SPECS, self._fetch, self)
        self.table = RecordTable(self.model, "사례", context.state)
        self.table.set_checkable(False)
        self.body.addWidget(self.table)
        self.search.searched.connect(lambda _text: self._read())
        self.table.sortsChanged.connect(lambda _sorts: self._read())
        self.table.currentRecordChanged.connect(self._tell_current)
        self.table.opened.connect(self.opened)
        self.table.removeRequested.connect(self.removeRequested.emit)
        self.table.menuRequested.connect(self._menu)

    def _fetch(self, ids: Any) -> list[Project]:
        return listing.rows(self._context.workspace, "project", ids)

    def let_go(self) -> None:
        """Give up what only a key asks for."""
        self._kept.rest()

    def show_query(self, title: str, query: ListQuery) -> None:
        """List what ``query`` finds under ``title``; the record in the frame stays where it still stands."""
        self.title.setText(title)
        self._query = query
        self._kept.forget()
        self._wanted = self.table.current_id() or self._wanted
        self._read()

    def show_record(self, record: int) -> None:
        """Put ``record`` into the frame as soon as it is listed."""
        self._wanted = record
        self.table.set_current_id(record)

    def _asked(self) -> ListQuery:
        return replace(self._query, text=self.search.text().strip(), sort=self.table.sorts())

    def _read(self) -> None:
        query, kept = self._asked(), self._kept
        seen = self.table.rows_in_sight()

        def read(ws: "Workspace") -> tuple[tuple[int, ...], list[Project]]:
            ids = tuple(one for group in kept.groups(ws, query) for one in group.ids)
            return ids, listing.rows(ws, "project", ids[:seen])

        self._context.tasks.read(self, read, self._show, key="cases")

    def _show(self, found: tuple[tuple[int, ...], list[Project]]) -> None:
        ids, rows = found
        wanted = self.table.current_id() or self._wanted
        # the record in the frame is told once, not again with every step on the way to it
        with QSignalBlocker(self.table):
            self.model.set_ids(ids, rows)
            self.table.set_current_id(wanted if wanted in ids else (ids[0] if ids else None))
        self.set_meta(f"{len(ids):,}건")
        self._wanted = None
        # after the list is painted: both at once would hold the window up
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        """Tell the record in the frame, and read what the first key asks for."""
        self._tell_current(self.table.current_id())
        query, kept = self._asked(), self._kept
        self._context.tasks.read(self, lambda ws: kept.ready(ws, query), lambda _none: None, key="ready")

    def _tell_current(self, record: int | None) -> None:
        row = self.model.record_at(self.model.row_of(record)) if record is not None else None
        self.currentChanged.emit(row)

    def _menu(self, record: int, at: QPoint) -> None:
        ids = self.table.targets()
        words = f"선택한 {len(ids)}건 삭제" if len(ids) > 1 else "삭제"
        entries: list[Entry] = [
            ("pencil", "고치기\tEnter", partial(self.opened.emit, record)),
            ("folder-plus", "이 사례로 과제 만들기", partial(self.projectRequested.emit, record)),
            None,
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            ("trash-2", f"{words}\tDel", partial(self.removeRequested.emit, ids)),
        ]
        popup(menu_of(self.table, entries, spoken_against(self, Duty.EDIT_PROJECTS)), at)
