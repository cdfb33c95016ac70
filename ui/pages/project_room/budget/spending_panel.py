"""집행 내역 of the chosen line: what was spent when, what came back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.budget import SPENDING_FIELDS, BudgetSource, Spending
from app.domain.desk_role import Duty
from app.services import budgets
from ui.context import Context
from ui.models.records import RecordTableModel
from ui.pages.project_room.budget.data import MoneyRow
from ui.roles import asking, spoken_against
from ui.widgets.banner import Banner
from ui.widgets.bars import ThinBar
from ui.widgets.controls import EmptyState, button
from ui.widgets.menus import Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel
from ui.widgets.tables.record_table import RecordTable
from ui.widgets.text import ElidedLabel, WordLabel

_WIDTHS = {"spent_on": 90, "amount": 92, "note": 104}
COLUMNS = tuple(replace(spec, width=_WIDTHS[spec.key]) for spec in SPENDING_FIELDS)


class SpendingPanel(Panel):
    """One line of a budget with its spendings; it reads them for itself."""

    addRequested = Signal(bool)
    editRequested = Signal(object)
    removeRequested = Signal(list)

    def __init__(self, context: Context) -> None:
        """Make the panel, still empty."""
        super().__init__("집행 내역")
        self._context = context
        self._row: MoneyRow | None = None
        self.spendings: tuple[Spending, ...] = ()
        self.name, self.about = ElidedLabel("", 14, 600), WordLabel("", 13, tone="text2")
        self.bar = ThinBar(accessible="집행률")
        self.warnings = {
            "warning": Banner("", "triangle-alert", "warning"),
            "danger": Banner("", "circle-alert", "danger"),
        }
        self.model = RecordTableModel(COLUMNS, self._fetch)
        self.table = RecordTable(self.model, "집행 내역", context.state)
        self.empty = EmptyState(
            "집행한 내역이 없습니다.", "집행 기록", lambda: self.addRequested.emit(False), "wallet"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QWidget()
        box = QVBoxLayout(head)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(6)
        for widget in (self.name, self.about, self.bar, *self.warnings.values()):
            box.addWidget(widget)
        self.body.addWidget(head)
        self.body.addWidget(self.stack, 1)
        foot = self.add_foot()
        self.foot = [
            button("집행 기록", "plus", "", lambda: self.addRequested.emit(False), compact=True),
            button("반납 기록", "undo-2", "", lambda: self.addRequested.emit(True), compact=True),
        ]
        for made in self.foot:
            foot.addWidget(asking(made, Duty.EDIT_BUDGET))
        foot.addStretch(1)

    def _connect(self) -> None:
        self.table.opened.connect(lambda _id: self._edit())
        self.table.removeRequested.connect(self.removeRequested)
        self.table.menuRequested.connect(self._open_menu)
        add = partial(self.addRequested.emit, False)
        OwnKeys(self.table, {Qt.Key.Key_Insert: add, Qt.Key.Key_F2: self._edit})

    def show_row(self, row: MoneyRow) -> None:
        """Show a line and read what was spent of it."""
        self._row, line = row, row.line
        self.name.setText(line.label)
        self.about.setText(
            f"{line.year}년 · {BudgetSource(line.source).label}\n"
            f"계획 {row.planned:,}원 · 집행 {row.spent:,}원 · 남은 돈 {row.left:,}원"
        )
        self.bar.set_value(max(row.rate or 0, 0) / 100, f"{row.tone}.icon" if row.tone else "primary")
        for tone, banner in self.warnings.items():
            banner.setVisible(row.tone == tone)
            banner.words.setText(row.concern.sentence if row.concern else "")
        self._context.tasks.read(
            self, lambda ws: (line.id, budgets.spendings(ws, line.id)), self._show, key="spendings"
        )

    def _show(self, found: tuple[int, list[Spending]]) -> None:
        if self._row is None or found[0] != self._row.id:
            return
        self.spendings = tuple(found[1])
        current, ids = self.table.current_id(), [one.id for one in reversed(self.spendings)]
        self.model.set_ids(ids, self.spendings)
        if ids:
            self.table.set_current_id(current if current in ids else ids[0])
        self.stack.setCurrentWidget(self.table if ids else self.empty)
        for made in self.foot:
            made.setVisible(bool(ids))
        self.set_meta(f"{len(ids)}건" if ids else "")

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return [one for one in self.spendings if one.id in ids]

    def _edit(self) -> None:
        chosen = next((one for one in self.spendings if one.id == self.table.current_id()), None)
        if chosen is not None:
            self.editRequested.emit(chosen)

    def _open_menu(self, _record: object, at: QPoint) -> None:
        popup(
            menu_of(self, [
                ("pencil", "고치기\tF2", self._edit),
                ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
                None,
                ("trash-2", "지우기\tDel", lambda: self.removeRequested.emit(self.table.targets())),
            ], spoken_against(self, Duty.EDIT_BUDGET)), at,
        )  # fmt: skip
