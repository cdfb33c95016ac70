"""반영 장부: per project and overall how many proposals were taken up, changed, refused, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.funnel import Ledger, LedgerReason, LedgerRow
from app.domain.proposal import DecisionKind, FollowUp
from app.services import proposals
from ui import theme
from ui.context import Context
from ui.widgets.controls import EmptyState
from ui.widgets.panels import HEAD, Panel
from ui.widgets.tables.plain_table import ROW, PlainTable
from ui.widgets.text import WordLabel

SUMS = (("과제", 260), ("제안", 64), ("반영", 64), ("일부반영", 76), ("미반영", 72), ("검토중", 72),
        ("시행", 64), ("근거 있음", 84), ("반영률", 90))  # fmt: skip
EDGES = 6
WHY = (("번호", 84), ("제안", 240), ("과제", 160), ("결정", 84), ("사유", 320), ("후속 조치", 200))


class LedgerView(QWidget):
    """The sums by project, and below them every decision with its reason; Ctrl+C copies."""

    def __init__(self, context: Context) -> None:
        """Make an empty ledger."""
        super().__init__()
        self.context = context
        self._project: int | None = None
        self.sums, self.why = PlainTable("반영 장부", SUMS, 0), PlainTable("결정과 사유", WHY, 4)
        self.note = WordLabel("", 13, tone="text2")
        self.sums_panel, self.why_panel = Panel("과제별 반영"), Panel("결정과 사유")
        self.sums_panel.body.addWidget(self.sums)
        self.why_panel.body.addWidget(self.why)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(theme.GAP)
        split.setChildrenCollapsible(False)
        split.setStyleSheet("QSplitter::handle { background: transparent; }")
        split.addWidget(self.sums_panel)
        split.addWidget(self.why_panel)
        split.setSizes([260, 400])
        self.full = QWidget()
        column = QVBoxLayout(self.full)
        column.setContentsMargins(16, theme.GAP, 16, theme.PADDING)
        column.setSpacing(8)
        column.addWidget(split, 1)
        column.addWidget(self.note)
        self.empty = EmptyState(
            "장부에 적힌 제안이 없습니다. 제안을 받고 결정하면 이곳에 모입니다.", icon="notebook-pen"
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.full)
        box.addWidget(self.empty)
        self.empty.hide()

    def set_project(self, project_id: int | None) -> None:
        """Keep to one project."""
        self._project = project_id

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window: the tables scroll by themselves."""

    def flush(self) -> None:
        """Nothing is typed here."""

    def refresh(self) -> None:
        """Read the ledger again."""
        project = self._project
        self.context.tasks.read(self, lambda ws: proposals.ledger(ws, project), self._show, key="ledger")

    def _show(self, found: Ledger) -> None:
        rows = list(found.rows) + ([found.total] if len(found.rows) > 1 else [])
        self.sums.set_rows([_sums(row) for row in rows])
        self.sums_panel.setMaximumHeight(HEAD + theme.TABLE_HEAD + ROW * len(rows) + EDGES)
        self.why.set_rows(
            [
                [one.number, one.title, one.project or "", DecisionKind(one.decision).label, one.reason,
                 _follow_up(one)]
                for one in found.reasons
            ]
        )  # fmt: skip
        self.sums_panel.set_meta(f"제안 {found.total.total}건")
        self.why_panel.set_meta(f"{len(found.reasons)}건")
        words = "시민이 낸 제안만 셉니다. 반영률은 반영과 일부반영을 결정한 수로 나눈 값입니다."
        left = f" 공무원이 낸 제안 {found.left_out}건은 빠져 있습니다." if found.left_out else ""
        self.note.setText(words + left)
        self.full.setVisible(bool(found.rows))
        self.empty.setVisible(not found.rows)


def _sums(row: LedgerRow) -> list[str]:
    decided = row.adopted + row.partly + row.rejected
    rate = f"{int(100 * (row.adopted + row.partly) / decided + 0.5)}%" if decided else "–"
    counts = (row.total, row.adopted, row.partly, row.rejected, row.reviewing, row.carried_out, row.rooted)
    return [row.project, *(f"{count:,}" for count in counts), rate]


def _follow_up(one: LedgerReason) -> str:
    words = ": ".join(part for part in (FollowUp(one.follow_up).label, one.follow_up_note) if part)
    return f"{words} ({one.follow_up_when})" if one.follow_up_when else words
