"""상격: every award with its money, filtered and copied, and beside it what each agency got by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import AWARD_FIELDS, Award
from app.domain.hangul import josa
from app.domain.listing import FacetValue, ListQuery
from app.services import directory, listing
from app.services.evaluation import awards
from app.services.evaluation.awards import AgencyYear
from ui import theme
from ui.context import Context
from ui.dialogs.award import add_award, edit_award
from ui.dialogs.confirm import confirm
from ui.models.records import RecordTableModel
from ui.pages.base import Primary
from ui.roles import asking, spoken_against
from ui.turns import Turns
from ui.widgets.controls import EmptyState, SearchField, button
from ui.widgets.filter_menu import FilterMenu
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.tables.record_table import RecordTable

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SIDE, SIDE_COMPACT = 372, 320
FACETS = (("year", "연도"), ("agency_id", "기관"), ("grade", "상격"))
HEADS = (("기관", 110), ("연도", 54), ("상격", 44), ("상금(만원)", 76), ("교부세(만원)", 84))


@dataclass(frozen=True, slots=True)
class Read:
    """What the view reads: the awards that match, whether there is any award at all."""

    rows: tuple[Award, ...]
    any: bool


def _read(ws: "Workspace", query: ListQuery) -> Read:
    found = awards.every(ws, query)
    return Read(tuple(found), bool(found) or listing.count(ws, "award", ListQuery()) > 0)


def _projects(ws: "Workspace") -> list[tuple[int, str]]:
    return [(entry.id, entry.label) for entry in directory.entries(ws, "project")]


class AwardsView(QWidget):
    """The awards of the office; ``bar`` stands in the bar of the page."""

    def __init__(self, context: Context) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context = context
        self._filters: dict[str, tuple[Any, ...]] = {}
        self._sort: tuple[tuple[str, bool], ...] = ()
        self.found: Read | None = None
        self._turns = Turns(self)
        self.search = SearchField("상격·과제·기관 찾기")
        self.search.answer_find()
        self.search.searched.connect(lambda _text: self._narrow())
        self.menus = {key: FilterMenu(title) for key, title in FACETS}
        for key, menu in self.menus.items():
            menu.chosen.connect(lambda values, key=key: self._filter(key, values))
        self.paper = button("상격 현황", "file-spreadsheet", "ghost", self.open_report, compact=True)
        self.bar = self._bar()
        self.model = RecordTableModel(AWARD_FIELDS, self._fetch)
        self.table = RecordTable(self.model, "상격", context.state)
        self.listed = Panel("상격")
        self.listed.body.addWidget(self.table)
        self.sums = PlainTable("기관별·연도별 상격", HEADS, 0)
        self.side = Panel("기관별·연도별")
        self.side.body.addWidget(self.sums)
        self._lay_out()
        self._connect()

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        self.search.setMaximumWidth(240)
        row.addWidget(self.search)
        for menu in self.menus.values():
            row.addWidget(menu)
        row.addStretch(1)
        row.addWidget(self.paper)
        return bar

    def _lay_out(self) -> None:
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(16, theme.GAP, 16, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.listed, 1)
        row.addWidget(self.side)
        self.side.setFixedWidth(SIDE)
        self.empty = EmptyState(
            "기록한 상격이 없습니다. 순위에서 과제를 골라 상격을 주거나 여기에서 적습니다.",
            "상격 기록", self.add, "award",
        )  # fmt: skip
        asking(self.empty.button, Duty.EVALUATE)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self.table.opened.connect(self.edit)
        self.table.removeRequested.connect(self.remove)
        self.table.menuRequested.connect(self._open_menu)
        self.table.sortsChanged.connect(self._order)
        edit = lambda: self.edit(self.table.current_id())  # noqa: E731
        OwnKeys(self.table, {Qt.Key.Key_Insert: self.add, Qt.Key.Key_F2: edit})

    # -- reading

    def refresh(self) -> None:
        """Read the awards again, and what agencies got by year."""
        self._narrow()
        self._context.tasks.read(self, awards.by_agency, self._show_sums, key="sums")

    def _narrow(self) -> None:
        query = self._query()
        self._turns.begin()
        self._context.tasks.read(self, lambda ws: _read(ws, query), self._show, key="awards")

    def _query(self) -> ListQuery:
        return ListQuery(self.search.text().strip(), dict(self._filters), self._sort)

    def _read_facets(self) -> None:
        query, keys = self._query(), [key for key, _title in FACETS]
        self._context.tasks.read(
            self, lambda ws: listing.facets(ws, "award", query, keys), self._show_facets, key="facets"
        )

    def _show_facets(self, facets: dict[str, list[FacetValue]]) -> None:
        for key, menu in self.menus.items():
            menu.set_values(facets[key], self._filters.get(key, ()))

    def _filter(self, key: str, values: tuple[Any, ...]) -> None:
        self._filters[key] = values
        self._narrow()

    def _order(self, sorts: Any) -> None:
        self._sort = tuple(sorts)
        self._narrow()

    def _show(self, found: Read) -> None:
        self.found = found
        self._stack.setCurrentIndex(0 if found.any else 1)
        current, ids = self.table.current_id(), [one.id for one in found.rows]
        self.model.set_ids(ids, found.rows)
        if ids:
            self.table.set_current_id(current if current in ids else ids[0])
        money = sum((one.amount or 0) + (one.grant or 0) for one in found.rows)
        self.listed.set_meta(
            f"{len(ids)}건 · 상금과 특별교부세 {money:,}원" if ids else "맞는 상격이 없습니다."
        )
        self._turns.begin(self._read_facets)  # once the list is painted

    def _show_sums(self, found: Sequence[AgencyYear]) -> None:
        self.sums.set_rows([_sums(one) for one in found])

    def _fetch(self, ids: Any) -> list[Any]:
        wanted = frozenset(ids)
        return [one for one in (self.found.rows if self.found else ()) if one.id in wanted]

    def _one(self, record: int | None) -> Award | None:
        return next((one for one in (self.found.rows if self.found else ()) if one.id == record), None)

    # -- the page

    def primary(self) -> Primary:
        """Return 상격 기록."""
        return Primary("상격 기록", "plus", self.add)

    def take_focus(self) -> None:
        """Begin in the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)
        self.table.hide_minor(("round_id", "note"), compact)

    # -- doing

    def add(self) -> None:
        """Ask for an award apart from any round."""

        def ask(projects: Sequence[tuple[int, str]]) -> None:
            add_award(self, self._context, projects)

        self._context.tasks.read(self, _projects, ask, key="projects")

    def edit(self, record: int | None) -> None:
        """Ask what an award is to say."""
        one = self._one(record)
        if one is not None:
            edit_award(self, self._context, one)

    def remove(self, ids: list[int]) -> None:
        """Ask, then take awards back."""
        chosen = [one for one in (self.found.rows if self.found else ()) if one.id in ids]
        if not chosen:
            return
        more = f" 외 {len(chosen) - 1}건" if len(chosen) > 1 else ""
        named = josa(f"‘{chosen[0].project}’의 {chosen[0].grade}{more}", "을/를")
        words = f"{named} 지웁니다. 실행 취소로 되돌릴 수 있습니다."
        act = lambda ws: awards.remove(ws, chosen)  # noqa: E731
        confirm(self, "상격 지우기", words, "지우기",
                lambda: self._context.tasks.write(self, "상격 지우기", act), danger=True)  # fmt: skip

    def open_report(self) -> None:
        """Show 상격 현황 as a paper."""
        self._context.navigate("reports", report="award-list")

    def _open_menu(self, record: int, at: QPoint) -> None:
        one = self._one(record)
        if one is None:
            return
        go = self._context.navigate
        entries: list[Entry] = [
            ("pencil", "고치기\tF2", lambda: self.edit(record)),
            (
                "folder-open",
                "과제방 열기",
                Looks(lambda: go("project", project_id=one.project_id, tab="outcomes")),
            ),
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            None,
            ("trash-2", "지우기\tDel", lambda: self.remove(self.table.targets())),
        ]
        popup(menu_of(self, entries, spoken_against(self, Duty.EVALUATE)), at)


def _sums(one: AgencyYear) -> list[str]:
    year = str(one.year) if one.year else "–"
    return [one.agency, year, f"{one.awards}", _tens(one.amount), _tens(one.grant)]


def _tens(won: int) -> str:
    """Return won in 만원, whole where it is."""
    return f"{won / 10_000:,.6g}" if won % 10_000 else f"{won // 10_000:,}"
