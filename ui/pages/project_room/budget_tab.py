"""예산: lines by source with what is planned, spent and left, their sums, and what was spent of one."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.budget import BUDGET_FIELDS, SPENDING_FIELDS, BudgetSource, Spending
from app.domain.desk_role import Duty
from app.domain.fields import FieldSpec
from app.domain.hangul import quoted
from app.services import budgets, records
from app.services.budgets import Total
from ui import theme
from ui.context import Context
from ui.dialogs.budget_overview import BudgetOverview
from ui.dialogs.confirm import confirm
from ui.dialogs.record import RecordDialog
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.budget.data import TABLES, Money, MoneyRow, load
from ui.pages.project_room.budget.money_table import MoneyTable
from ui.pages.project_room.budget.spending_panel import SpendingPanel
from ui.roles import asking, spoken_against
from ui.widgets.banner import Banner
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.controls import EmptyState, button
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.stack import Stack
from ui.widgets.tables.plain_table import ROW, PlainTable

LINE = tuple(spec for spec in BUDGET_FIELDS if not spec.derived and spec.key != "project_id")
SIDE, SIDE_COMPACT, WARNED = 372, 340, 3
HEADS = (
    ("재원", 150),
    ("항목 수", 80),
    ("계획(원)", 130),
    ("집행(원)", 130),
    ("남은 돈(원)", 130),
    ("집행률", 90),
)
RETURNED = "돌려받은 금액을 적으면 집행에서 뺍니다."


class BudgetTab(QWidget):
    """The budget of one project; it reads for itself when it is seen."""

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context, self._actions = context, actions
        self._project, self._stale = 0, True
        self._year: int | None = None
        self._wanted: int | None = None
        self.found: Money | None = None
        self.year = ChoiceEditor([("", "모든 연도")], required=True)
        self.year.setAccessibleName("연도로 거르기")
        self.year.setProperty("dense", True)
        self.year.setFixedWidth(120)
        self.year.edited.connect(self._choose_year)
        copy = button("모두 복사", "copy", "ghost", self.copy_all, compact=True)
        self.listed = Panel("예산 항목", "", (copy, self.year))
        self.warnings = [Banner("", "circle-alert", "danger") for _ in range(WARNED)]
        self.amber = [Banner("", "triangle-alert", "warning") for _ in range(WARNED)]
        self.table = MoneyTable(context.state)
        self.sums = PlainTable("재원별 합계", HEADS, 0)
        self.sums.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        every = button("모든 과제의 예산", "wallet", "link", self.open_overview, compact=True)
        self.totals = Panel("재원별 합계", "", (every,))
        self.spending = SpendingPanel(context)
        self.empty = EmptyState(
            "예산 항목이 없습니다. 재원별로 계획한 돈을 적으면 집행률을 셉니다.", "예산 항목 추가", self.add,
            "wallet",
        )  # fmt: skip
        asking(self.empty.button, Duty.EDIT_BUDGET)
        self._lay_out()
        self._connect()
        context.bus.changed.connect(self._on_changes)

    def _lay_out(self) -> None:
        notes = QWidget()
        lines = QVBoxLayout(notes)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.setSpacing(6)
        for banner in (*self.warnings, *self.amber):
            lines.addWidget(banner)
        self.notes = notes
        self.listed.body.addWidget(notes)
        self.listed.body.addWidget(self.table, 1)
        self.totals.body.addWidget(self.sums)
        left = QVBoxLayout()
        left.setSpacing(theme.GAP)
        left.addWidget(self.listed, 1)
        left.addWidget(self.totals)
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(20, theme.GAP, 20, theme.PADDING)
        row.setSpacing(theme.GAP)
        row.addLayout(left, 1)
        row.addWidget(self.spending)
        self.spending.setFixedWidth(SIDE)
        self.stack = Stack(full, self.empty, blank=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)

    def _connect(self) -> None:
        self.table.currentRecordChanged.connect(lambda _record: self._show_line())
        self.table.opened.connect(lambda _id: self.edit())
        self.table.removeRequested.connect(self.remove)
        self.table.menuRequested.connect(self._open_menu)
        OwnKeys(self.table, {Qt.Key.Key_Insert: self.add, Qt.Key.Key_F2: self.edit})
        self.spending.addRequested.connect(self.spend)
        self.spending.editRequested.connect(self.edit_spending)
        self.spending.removeRequested.connect(self.remove_spendings)

    # -- reading

    def show_project(self, project_id: int) -> None:
        """Show another project, or what changed of this one."""
        other, self._project = project_id != self._project, project_id
        if other:
            self._year = None
        if other or self._stale:
            self.refresh()

    def want(self, line_id: int) -> None:
        """Bring a line to the front once it is read."""
        self._wanted, self._year = line_id, None
        self.refresh()

    def refresh(self) -> None:
        """Read the budget again."""
        project, year, self._stale = self._project, self._year, False
        if project:
            self._context.tasks.read(self, lambda ws: load(ws, project, year), self._show, key="budget")

    def _on_changes(self, changes: Changes) -> None:
        if self._project and changes.touches(*TABLES):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while unseen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _choose_year(self) -> None:
        chosen = self.year.value()
        self._year = int(chosen) if chosen else None
        self.refresh()

    def _show(self, found: Money) -> None:
        if found.project_id != self._project:
            return
        self.found, self._year = found, found.year
        self.stack.setCurrentIndex(0 if found.rows else 1)
        self.year.clear()
        for code, words in (("", "모든 연도"), *((str(year), f"{year}년") for year in found.years)):
            self.year.addItem(words, code)
        self.year.set_value(str(found.year or ""))
        self.year.setVisible(len(found.years) > 1)
        self.listed.set_meta(f"{len(found.rows)}건")
        self._warn(found.rows)
        every = [*found.sources, *([found.total] if found.total else [])]
        self.sums.set_rows([_sum(one, one is found.total) for one in every])
        self.sums.setFixedHeight(theme.TABLE_HEAD + len(every) * ROW + 4)
        self.table.show_rows(found.rows, self._wanted)
        self._wanted = None
        self._show_line()

    def _warn(self, rows: Sequence[MoneyRow]) -> None:
        for tone, banners in (("danger", self.warnings), ("warning", self.amber)):
            told = [row for row in rows if row.tone == tone and row.concern]
            for place, banner in enumerate(banners):
                banner.setVisible(place < len(told))
                if place < len(told):
                    row, more = told[place], len(told) - WARNED if place == WARNED - 1 else 0
                    rest = f" (외 {more}건)" if more > 0 else ""
                    banner.words.setText(f"{row.label}: {row.concern.sentence}{rest}" if row.concern else "")
        self.notes.setVisible(any(row.tone for row in rows))

    def current(self) -> MoneyRow | None:
        """Return the line chosen."""
        rows = self.found.rows if self.found else ()
        return next((row for row in rows if row.id == self.table.current_id()), None)

    def _show_line(self) -> None:
        row = self.current()
        self.spending.setVisible(row is not None)
        if row is not None:
            self.spending.show_row(row)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.spending.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    # -- verbs

    def _ask(self, title: str, verb: str, specs: tuple[FieldSpec, ...], values: dict[str, Any],
             store: Callable[[Any, dict[str, Any]], Any], text: str = "") -> RecordDialog:  # fmt: skip
        dialog = RecordDialog(title, text, specs, verb, self, values)
        dialog.store_by(self._context.tasks, title, store)
        return dialog

    def add(self) -> RecordDialog:
        """Ask for a line."""
        project = self._project
        values = {
            "year": self._year or self._context.workspace.today.year,
            "source": BudgetSource.STATE.value,
        }
        return self._ask(
            "예산 항목 추가", "추가", LINE, values, lambda ws, given: budgets.add(ws, project, given)
        )

    def edit(self) -> RecordDialog | None:
        """Ask what the chosen line is to be."""
        row = self.current()
        if row is None:
            return None
        values = {spec.key: getattr(row.line, spec.key) for spec in LINE}
        return self._ask(
            "예산 항목 고치기", "저장", LINE, values, lambda ws, given: budgets.edit(ws, row.line, given)
        )

    def remove(self, ids: Sequence[int]) -> None:
        """Ask, then delete lines with what was spent of them."""
        rows = [row for row in (self.found.rows if self.found else ()) if row.id in ids]
        if rows:
            self._remove("budget_line", "예산 항목", rows[0].label, ids, "집행 내역과 함께 ")

    def _remove(self, entity: str, kind: str, name: str, ids: Sequence[int], more: str = "") -> None:
        rest = f" 외 {len(ids) - 1}건" if len(ids) > 1 else ""
        label = f"{kind} ‘{name}’{rest} 삭제"
        subject = f"‘{name}’{rest}을" if rest else quoted(name, "을/를")
        words = f"{subject} {more}지웁니다. 실행 취소로 되돌릴 수 있습니다."
        confirm(
            self, f"{kind} 지우기", words, "지우기",
            lambda: self._actions.write(label, lambda ws: records.delete(ws, entity, ids, label)),
            danger=True,
        )  # fmt: skip

    def spend(self, returned: bool = False) -> RecordDialog | None:
        """Ask what was spent of the chosen line, or what of it came back."""
        row = self.current()
        if row is None:
            return None

        def store(ws: Any, given: dict[str, Any]) -> int:
            if returned and given.get("amount"):
                given = {**given, "amount": -abs(given["amount"])}
            return budgets.spend(ws, row.line, given)

        words = ("반납 기록", RETURNED) if returned else ("집행 기록", f"{row.label}에서 쓴 돈을 적습니다.")
        known = {"spent_on": self._context.workspace.today}
        return self._ask(words[0], "기록", SPENDING_FIELDS, known, store, words[1])

    def edit_spending(self, spent: Spending) -> RecordDialog:
        """Ask what a spending is to be."""
        values = {spec.key: getattr(spent, spec.key) for spec in SPENDING_FIELDS}
        return self._ask(
            "집행 내역 고치기", "저장", SPENDING_FIELDS, values,
            lambda ws, given: budgets.edit_spending(ws, spent, given), "돌려받은 돈은 -를 붙입니다.",
        )  # fmt: skip

    def remove_spendings(self, ids: Sequence[int]) -> None:
        """Ask, then delete spendings."""
        chosen = [one for one in self.spending.spendings if one.id in ids]
        if chosen:
            self._remove("spending", "집행 내역", f"{chosen[0].amount:,}원", ids)

    def open_overview(self) -> None:
        """Show the sums of all projects by programme and year."""
        BudgetOverview(self, self._context)

    def copy_all(self) -> None:
        """Put every line shown on the clipboard, for Excel."""
        self.table.copy_records(self.table.rows_model.ids())

    def _open_menu(self, _record: object, at: QPoint) -> None:
        entries: list[Entry] = [
            ("plus", "집행 기록", self.spend),
            ("undo-2", "반납 기록", lambda: self.spend(True)),
            ("pencil", "고치기\tF2", self.edit),
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            None,
            ("trash-2", "지우기\tDel", lambda: self.remove(self.table.targets())),
        ]
        popup(menu_of(self, entries, spoken_against(self, Duty.EDIT_BUDGET)), at)


def _sum(one: Total, every: bool) -> list[str]:
    rate = "–" if one.rate is None else f"{one.rate}%"
    name = "합계" if every else one.label
    return [name, f"{one.lines:,}", f"{one.planned:,}", f"{one.spent:,}", f"{one.left:,}", rate]
