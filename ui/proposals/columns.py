"""The columns of proposals, and how an answer's due day is painted."""

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.domain.fields import specs_by_key
from app.domain.proposal import PROPOSAL_FIELDS, DecisionKind
from ui import icons
from ui.context import Context
from ui.delegates.base import CellDelegate, Index
from ui.formats import list_date
from ui.models.records import ROW
from ui.widgets.badges import dday, paint_badge

_BY_KEY = specs_by_key(PROPOSAL_FIELDS)
_LABELS = {"decision_reason": "사유·진행", "department": "소관 부서"}
_WIDTHS = {"number": 84, "title": 200, "project_id": 150, "department": 92, "answer_due": 104, "decision": 96}
_ORDER = {"title": 0, "number": 1}
# the title is the field that takes what the others leave, though the number stands before it
SPECS = tuple(
    replace(
        spec,
        label=_LABELS.get(spec.key, spec.label),
        width=_WIDTHS.get(spec.key, spec.width),
        shown=spec.shown and spec.key != "channel",
    )
    for spec in sorted(PROPOSAL_FIELDS, key=lambda spec: _ORDER.get(spec.key, len(_ORDER)))
    if spec.key not in ("days_left", "funnel")
)
MINOR = ("project_id", "department")
"""Columns that give way where there is no room for all, first to last."""
FIRST_KEYS = ("number", *(spec.key for spec in SPECS if spec.shown and spec.key != "number"))
NEW = tuple(
    _BY_KEY[key]
    for key in ("title", "text", "project_id", "channel", "department", "proposer", "received_on",
                "period_to", "supporters", "supporter_target")
)  # fmt: skip


class ReasonDelegate(CellDelegate):
    """Why it was decided so; while it is open, how far it has come."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint one line of text."""
        row = index.data(ROW)
        if row is None:
            return
        if row.decision != DecisionKind.REVIEWING:
            super().paint_content(painter, rect, index)
            return
        words = "부서 검토 중" if row.department else "소관 부서 미정"
        self.paint_text(
            painter, rect, words, Qt.AlignmentFlag.AlignLeft, "text2" if row.department else "warning"
        )


class DueDelegate(CellDelegate):
    """The days left of an open proposal, or when a decided one was decided."""

    def __init__(self, context: Context) -> None:
        """Count from the day at the desk."""
        super().__init__()
        self._context = context

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the badge, or the day."""
        row = index.data(ROW)
        if row is None:
            return
        left = Qt.AlignmentFlag.AlignLeft
        if row.decision != DecisionKind.REVIEWING:
            icons.paint(painter, QRect(rect.x(), rect.center().y() - 6, 14, 14), "check", "text2")
            words = list_date(row.decided_on) if row.decided_on else "결정일 없음"
            self.paint_text(painter, rect.adjusted(20, 0, 0, 0), words, left)
        elif row.answer_due is None:
            self.paint_text(painter, rect, "기한 없음", left, "text3")
        else:
            paint_badge(painter, rect, *dday(row.answer_due, self._context.workspace.today))
