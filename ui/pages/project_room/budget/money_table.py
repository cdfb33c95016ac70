"""The lines of a budget as rows: planned, spent, left, and how far as a bar."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.domain.budget import BUDGET_FIELDS
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from ui import icons, theme
from ui.delegates.base import CellDelegate, Index
from ui.models.ordering import in_order
from ui.models.records import ROW, RecordTableModel
from ui.pages.project_room.budget.data import MoneyRow
from ui.state import UiState
from ui.widgets.bars import paint_bar
from ui.widgets.tables.record_table import RecordTable

_BY_KEY = specs_by_key(BUDGET_FIELDS)
_WIDTHS = {"label": 160, "year": 58, "source": 138, "planned": 104, "spent": 104}
COLUMNS = (
    *(replace(_BY_KEY[key], width=width) for key, width in _WIDTHS.items()),
    FieldSpec("left", FieldType.INTEGER, "남은 돈(원)", derived=True, width=104),
    FieldSpec("rate", FieldType.PERCENT, "집행률", derived=True, width=132),
)
FIGURES, BAR = 46, 6


class _Left(CellDelegate):
    """What is left, red below nought."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the figure."""
        row = index.model().data(index, ROW)
        self.weight = 600 if row is not None and row.left < 0 else 400
        text = index.model().data(index, Qt.ItemDataRole.DisplayRole)
        color = "danger.text" if self.weight == 600 else "text2"
        self.paint_text(painter, rect, text or "", Qt.AlignmentFlag.AlignRight, color)


class _Rate(CellDelegate):
    """How far the line is spent: a bar and its percent, red over plan, amber where much is left."""

    begins_left = True

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint bar, percent and mark."""
        row: MoneyRow | None = index.model().data(index, ROW)
        if row is None:
            return
        if row.rate is None:
            self.paint_text(painter, rect, "계획 없음", Qt.AlignmentFlag.AlignLeft, "text3")
            return
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        wide = rect.width() - FIGURES - 18
        bar = QRectF(rect.x(), rect.center().y() - BAR / 2 + 1, wide, BAR)
        fill = theme.color(f"{row.tone}.icon" if row.tone else "primary")
        paint_bar(painter, bar, max(row.rate, 0) / 100, fill, theme.color("track"))
        figures = QRect(rect.x() + wide, rect.y(), FIGURES, rect.height())
        tone = f"{row.tone}.text" if row.tone else "text"
        self.paint_text(painter, figures, f"{row.rate}%", Qt.AlignmentFlag.AlignRight, tone)
        if row.tone:
            mark = QRect(rect.right() - 14, rect.center().y() - 6, 14, 14)
            name = "circle-alert" if row.tone == "danger" else "triangle-alert"
            icons.paint(painter, mark, name, f"{row.tone}.icon")


class MoneyTable(RecordTable):
    """The lines of a budget."""

    def __init__(self, state: UiState) -> None:
        """Make an empty table."""
        self._rows: tuple[MoneyRow, ...] = ()
        self.rows_model = RecordTableModel(COLUMNS, self._fetch)
        super().__init__(self.rows_model, "예산 항목", state)
        self.set_delegate("left", _Left())
        self.set_delegate("rate", _Rate())
        self.sortsChanged.connect(lambda _sorts: self._fill())

    def show_rows(self, rows: Sequence[MoneyRow], wanted: int | None = None) -> None:
        """Show ``rows`` with ``wanted`` in front where given."""
        self._rows = tuple(rows)
        self._fill(wanted)

    def _fill(self, wanted: int | None = None) -> None:
        rows = in_order(self._rows, COLUMNS, self.sorts())
        current, ids = wanted or self.current_id(), [row.id for row in rows]
        self.rows_model.set_ids(ids, rows)
        if ids:
            self.set_current_id(current if current in ids else ids[0])

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return [row for row in self._rows if row.id in ids]
