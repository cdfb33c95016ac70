"""총괄표·사례: the heat table above, the cases of a cell below, one case beside them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.domain.listing import FacetValue, ListQuery
from app.domain.matrix import Matrix
from app.services import listing, matrix
from ui import theme
from ui.commands import command
from ui.context import Context
from ui.pages.base import Page, Primary
from ui.pages.matrix.actions import CaseActions
from ui.pages.matrix.card import CaseCard
from ui.pages.matrix.cases import CaseList
from ui.pages.matrix.grid import ALL, Choice, Grid, lay_out
from ui.pages.matrix.legend import HeatLegend
from ui.state import remember_splitter
from ui.turns import Turns
from ui.widgets.charts.heat import HeatGrid
from ui.widgets.controls import EmptyState, Segmented, button
from ui.widgets.drop import local_files
from ui.widgets.filter_menu import ChoiceMenu, FilterMenu
from ui.widgets.panels import Card
from ui.widgets.text import label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WHAT = (("case", "사례 수"), ("own", "우리 과제 수"), ("both", "사례와 우리 과제 수"))


class MatrixPage(Page):
    """Counts cases by 관 and 분야 and opens each of them."""

    key = "matrix"
    title = "총괄표·사례"
    icon: ClassVar[str] = "table-2"
    # 담당 are looked through while somebody types: a destroyed name is let go of at once
    tables = ("project", "program", "agency", "region", "person")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self.actions_ = CaseActions(self, context)
        self.choice = Choice()
        self.grid: Grid | None = None
        self.cell = ALL
        self._turns = Turns(self)
        self.heat = HeatGrid()
        self.heat.cellActivated.connect(self._open_cell)
        self.list = CaseList(context)
        self.card = CaseCard(context)
        self._build_bar()
        self._build_body()
        self._connect()

    # -- building

    def _build_bar(self) -> None:
        self.view = Segmented((("matrix", "총괄표", "table-2"), ("list", "사례 목록", "list")), "보기")
        self.years, self.programs = FilterMenu("연도"), FilterMenu("사업")
        self.what = ChoiceMenu("값", WHAT)
        self.said: QLabel = label("", 13, tone="text2")
        self.turn = button("행과 열 바꾸기", "arrow-left-right", "ghost", self.turn_table, compact=True)
        self.export = button("엑셀로", "file-spreadsheet", "ghost", self.export_table, compact=True)
        self.load = button("사례 불러오기", "upload", "ghost", self.import_cases, compact=True)
        self.bar = QWidget()
        self.bar.setObjectName("viewbar")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar.setFixedHeight(theme.VIEW_BAR)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self.view)
        row.addWidget(line(vertical=True, height=20))
        for menu in (self.years, self.programs, self.what):
            row.addWidget(menu)
        row.addStretch(1)
        row.addWidget(self.said)
        for tool in (self.load, self.turn, self.export):
            row.addWidget(tool)

    def _build_body(self) -> None:
        self.table_card = Card(padding=8, spacing=6)
        self.table_card.body.addWidget(self.heat)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(HeatLegend())
        foot.addStretch(1)
        foot.addWidget(
            label("칸을 누르면 아래에 사례가 나옵니다 · 방향키로 옮기고 Enter로 엽니다", 13, tone="meta")
        )
        self.table_card.body.addLayout(foot)
        self.below = QSplitter(Qt.Orientation.Horizontal)
        self.below.setChildrenCollapsible(False)
        self.below.setHandleWidth(theme.GAP)
        self.below.addWidget(self.list)
        self.below.addWidget(self.card)
        self.below.setStretchFactor(0, 7)
        self.below.setStretchFactor(1, 4)
        self.below.setStyleSheet("QSplitter::handle { background: transparent; }")
        remember_splitter(self.context.state, "matrix/split", self.below)
        full = QWidget()
        body = QVBoxLayout(full)
        body.setContentsMargins(20, theme.GAP, 20, theme.PADDING)
        body.setSpacing(theme.GAP)
        body.addWidget(self.table_card)
        body.addWidget(self.below, 1)
        words = "아직 사례가 없습니다. 사례집 텍스트를 불러오면 분류마다 나누어 셉니다."
        self.empty = EmptyState(words, "사례 불러오기", self.import_cases, "table-2")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(holder, 1)

    def _connect(self) -> None:
        self.view.chosen.connect(lambda value: self._show_view(value))
        self.years.chosen.connect(lambda values: self._choose(years=values))
        self.programs.chosen.connect(lambda values: self._choose(programs=values))
        self.what.chosen.connect(lambda value: self._choose(what=value))
        self.list.currentChanged.connect(self.card.show_case)
        self.list.opened.connect(self.actions_.edit)
        self.list.removeRequested.connect(self.actions_.remove)
        self.list.projectRequested.connect(self.actions_.make_project)
        self.card.editRequested.connect(self.actions_.edit)
        self.card.settled.connect(self.settle)
        self.card.memoRequested.connect(self.actions_.note)
        self.card.projectRequested.connect(self.actions_.make_project)
        self.card.optionsWanted.connect(self._offer)

    def primary_action(self) -> Primary:
        """Return 사례 등록."""
        return Primary("사례 등록", "plus", self.add_case)

    def set_compact(self, compact: bool) -> None:
        """Let the words of the bar go in a narrow window."""
        super().set_compact(compact)
        self.said.setVisible(not compact)
        self.heat.set_dense(compact)

    def take_focus(self) -> None:
        """Begin on the table of counts."""
        (self.heat if self.view.value() == "matrix" else self.list.table).setFocus()

    def open_with(self, **args: Any) -> None:
        """Show the case ``case_id`` where one is named."""
        case_id = args.get("case_id")
        if case_id is not None:
            self.cell, self.choice = ALL, Choice(turned=self.choice.turned)
            self.what.set_value(self.choice.what)
            self.list.search.clear()
            self.list.show_record(case_id)
            self.mark_stale()

    # -- reading

    def let_go(self) -> None:
        """Give up what only a key into the list's field asks for."""
        self.list.let_go()

    def refresh(self) -> None:
        """Count again and list the open cell again."""
        self._turns.begin()
        choice = self.choice

        def read(ws: "Workspace") -> tuple[Matrix, dict[str, list[FacetValue]], int]:
            counted = matrix.build(ws, choice.years, choice.programs, choice.kinds)
            own = listing.count(ws, "project", Choice(what="own").query())
            return counted, listing.facets(ws, "project", choice.query(), ("year", "program_id")), own

        self.context.tasks.read(self, read, self._show, key="matrix")

    def _show(self, found: tuple[Matrix, dict[str, list[FacetValue]], int]) -> None:
        counted, facets, own = found
        self.grid = lay_out(counted, self.choice.turned)
        rows, columns = len(self.grid.rows), len(self.grid.columns)
        if self.cell[0] >= rows or self.cell[1] >= columns:
            self.cell = ALL
        self.heat.set_corner("분야 / 기관" if self.choice.turned else "기관 / 분야")
        self.heat.set_matrix(self.grid.columns, self.grid.rows, self.grid.review_column)
        self.heat.set_open(self.cell)
        # Once the table is painted: a list read beside it would take turns with it.
        self._turns.begin(partial(self._show_rest, facets, own), self._list_cell)

    def _show_rest(self, facets: dict[str, list[FacetValue]], own: int) -> None:
        years = sorted(facets["year"], key=lambda value: value.key or 0)
        self.years.set_values(years, self.choice.years, _span(years))
        self.programs.set_values(facets["program_id"], self.choice.programs)
        self._say(own)
        filtered = self.choice != Choice(turned=self.choice.turned)
        total = self.grid.total if self.grid else 0
        self._stack.setCurrentIndex(0 if total or filtered else 1)

    def _say(self, own: int) -> None:
        total = self.grid.total if self.grid else 0
        noun = {"case": "사례", "own": "우리 과제", "both": "사례와 우리 과제"}[self.choice.what]
        left = f" · 우리 과제 {own:,}건은 빼고 셈" if self.choice.what == "case" and own else ""
        self.said.setText(f"{noun} {total:,}건{left}")

    def _list_cell(self) -> None:
        if self.grid is None:
            return
        whole = self.cell == ALL or self.view.value() == "list"
        ids = None if whole else self.grid.ids(*self.cell)
        noun = {"case": "모든 사례", "own": "모든 우리 과제", "both": "모든 사례와 과제"}[self.choice.what]
        title = noun if whole else self.grid.name(*self.cell)
        self.list.show_query(title, self._query(ids))

    def _query(self, ids: Iterable[int] | None) -> ListQuery:
        return self.choice.query(ids=ids)

    # -- choosing

    def _choose(self, **changes: Any) -> None:
        self.choice = replace(self.choice, **changes)
        self.mark_stale()

    def _open_cell(self, row: int, column: int) -> None:
        self.cell = (row, column)
        self._list_cell()

    def _show_view(self, view: str) -> None:
        self.table_card.setVisible(view == "matrix")
        self.turn.setEnabled(view == "matrix")
        self.list.table.set_checkable(view == "list")
        self.take_focus()
        self._list_cell()

    @command("matrix.turn", "행과 열 바꾸기", "", "arrow-left-right", "총괄표")
    def turn_table(self) -> None:
        """Change rows and columns; the open cell stays the same one."""
        self.cell = (self.cell[1], self.cell[0])
        self._choose(turned=not self.choice.turned)

    # -- doing

    @command("matrix.export", "총괄표 엑셀로 내보내기", "", "file-spreadsheet", "총괄표")
    def export_table(self) -> None:
        """Ask where to save the table as it is filtered, then write it."""
        self.actions_.export(self.choice.query())

    @command("matrix.import", "사례 불러오기", "", "upload", "총괄표")
    def import_cases(self) -> None:
        """Choose a document of cases and look at it before anything is stored."""
        self.actions_.load(None)

    @command("matrix.add", "사례 등록", "", "plus", "총괄표")
    def add_case(self) -> None:
        """Register a case by hand, of the open cell's 관 and 분야, and put it into the frame."""
        values = self.grid.values(*self.cell) if self.grid is not None else {}
        self.actions_.add(self.list.show_record, values)

    def settle(self, case_id: int, key: str, value: Any) -> None:
        """Store what a person chose for a doubtful field, or say beside it why not."""
        self.actions_.settle(case_id, key, value, lambda error: self.card.review.fail(key, error.message))

    def _offer(self, key: str) -> None:
        self.actions_.read_entries(key, lambda pairs: self.card.review.set_options(key, pairs))

    # -- dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dropped on the page."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the dropped document."""
        files = local_files(event.mimeData())
        if files:
            self.actions_.load(files[0])


def _span(years: list[FacetValue]) -> str:
    known = [value.key for value in years if value.key]
    return "" if not known else str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"
