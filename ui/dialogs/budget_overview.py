"""예산 현황: planned and spent of all own projects by programme, year, source or project, what to look at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.listing import ListQuery
from app.services import budgets, listing
from app.services.budgets import Concern, Total
from ui import theme
from ui.context import Context
from ui.dialogs.confirm import MessageDialog
from ui.widgets.controls import Segmented, button
from ui.widgets.filter_menu import ChoiceMenu
from ui.widgets.tables.plain_table import ROW, PlainTable
from ui.widgets.text import label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDE, MOST_ROWS, MOST_CONCERNS = 860, 9, 5
HEADS = (
    ("이름", 240), ("항목 수", 70), ("계획(원)", 130), ("집행(원)", 130), ("남은 돈(원)", 130),
    ("집행률", 70),
)  # fmt: skip
CONCERN_HEADS = (("과제", 240), ("연도", 56), ("항목", 160), ("까닭", 300))
BY = (("program", "사업별", ""), ("year", "연도별", ""), ("source", "재원별", ""), ("project", "과제별", ""))


@dataclass(frozen=True, slots=True)
class Read:
    """Sums under one heading with the whole, the years that have lines, the lines to look at."""

    sums: tuple[Total, ...]
    years: tuple[int, ...]
    concerns: tuple[Concern, ...]


def _read(ws: "Workspace", heading: str, year: int | None) -> Read:
    groups = listing.groups(ws, "project", ListQuery(filters={"kind": ("own",)}))
    own = [record for group in groups for record in group.ids]
    years = [int(str(one.key)) for one in budgets.totals(ws, "year", own)]
    found = [one for one in budgets.concerns(ws) if year in (None, one.line.year)]
    found.sort(key=lambda one: one.kind != "over")
    return Read(
        tuple(budgets.totals(ws, heading, own, year)), tuple(sorted(years, reverse=True)), tuple(found)
    )


class BudgetOverview(MessageDialog):
    """Sums of every own project; Enter or a double click on a project or a line goes to its budget."""

    def __init__(self, owner: QWidget, context: Context) -> None:
        """Read and open."""
        text = (
            "계획과 집행을 모두 더한 값입니다. 과제나 눈여겨볼 항목을 두 번 누르면 그 과제의 예산으로 갑니다."
        )
        super().__init__(owner.window(), "예산 현황", text, "wallet", "primary")
        self.setFixedWidth(WIDE)
        self._context = context
        self._years: tuple[int, ...] = ()
        self.found: Read | None = None
        self.by = Segmented(BY, "묶어 보기")
        self.by.chosen.connect(lambda _key: self.refresh())
        self.year = ChoiceMenu("연도", [(None, "모든 연도")])
        self.sums = PlainTable("예산 합계", HEADS, 0)
        self.said = label("", 14, 600)
        self.concerns = PlainTable("눈여겨볼 항목", CONCERN_HEADS, -1)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.by)
        self._bar.addWidget(self.year)
        self._bar.addStretch(1)
        self._bar.addWidget(
            button("집행 현황 보고서", "file-spreadsheet", "ghost", self._report, compact=True)
        )
        self.content.addLayout(self._bar)
        for part in (self.sums, self.said, self.concerns):
            self.content.addWidget(part)
        self.sums.activated.connect(self._open_sum)
        self.concerns.activated.connect(self._open_concern)
        self.add_button("닫기", kind="primary")
        self.refresh()
        self.open()

    def refresh(self) -> None:
        """Read the sums again."""
        heading, year = str(self.by.value()), self.year.value()
        self._context.tasks.read(self, lambda ws: _read(ws, heading, year), self._show, key="budgets")

    def _show(self, found: Read) -> None:
        self.found = found
        self._offer(found.years)
        rows = [_texts(one) for one in found.sums]
        if found.sums:
            rows.append(_texts(_whole(found.sums)))
        self.sums.set_rows(rows or [("예산 항목이 없습니다.", "", "", "", "", "")])
        self.sums.setFixedHeight(theme.TABLE_HEAD + min(max(len(rows), 1), MOST_ROWS) * ROW + 4)
        self.said.setText(
            f"눈여겨볼 항목 {len(found.concerns)}건" if found.concerns else "눈여겨볼 항목이 없습니다."
        )
        self.concerns.setVisible(bool(found.concerns))
        self.concerns.set_rows([
            (one.line.project, str(one.line.year), one.line.label, one.sentence) for one in found.concerns
        ])  # fmt: skip
        shown = min(len(found.concerns), MOST_CONCERNS)
        self.concerns.setFixedHeight(theme.TABLE_HEAD + shown * ROW + 4)

    def _offer(self, years: tuple[int, ...]) -> None:
        """Offer the years that have lines; they never change while the dialog is open."""
        if years == self._years:
            return
        self._years = years
        made = ChoiceMenu("연도", [(None, "모든 연도"), *((year, f"{year}년") for year in years)])
        made.chosen.connect(lambda _year: self.refresh())
        self._bar.replaceWidget(self.year, made)
        self.year.deleteLater()
        self.year = made

    def _open_sum(self, index: QModelIndex) -> None:
        if self.found is not None and self.by.value() == "project" and index.row() < len(self.found.sums):
            self._go(self.found.sums[index.row()].key)

    def _open_concern(self, index: QModelIndex) -> None:
        if self.found is not None:
            self._go(self.found.concerns[index.row()].line.project_id)

    def _go(self, project_id: Any) -> None:
        self.accept()
        self._context.navigate("project", project_id=project_id, tab="budget")

    def _report(self) -> None:
        self.accept()
        self._context.navigate("reports", report="budget-status")


def _whole(sums: tuple[Total, ...]) -> Total:
    """Return the sum of the sums that the database made."""
    planned, spent = sum(one.planned for one in sums), sum(one.spent for one in sums)
    return Total(None, "합계", planned, spent, sum(one.lines for one in sums))


def _texts(one: Total) -> tuple[str, ...]:
    rate = "–" if one.rate is None else f"{one.rate}%"
    return one.label, f"{one.lines:,}", f"{one.planned:,}", f"{one.spent:,}", f"{one.left:,}", rate
