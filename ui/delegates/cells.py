"""The special cells of record tables: checks, headings, badges, stages, percents, two lines."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.domain.choices import StageKind
from app.domain.listing import Group
from ui import icons, theme
from ui.delegates.base import CELL_PADDING, CellDelegate, Index
from ui.models.records import GROUP, ROW, VALUE
from ui.widgets.badges import Kind, badge_kind, paint_badge
from ui.widgets.bars import STAGE_BAR_WIDTH, paint_stage_bar
from ui.widgets.pictures import Pictures

BOX = 16
_boxes = Pictures(6)


def paint_box(painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
    """Paint a check box of 16 pixels at the left of ``rect``, in the middle of its height."""
    box, ratio = QRect(0, 0, BOX, BOX), painter.deviceTransform().m11()
    drawn = _boxes.get(state, None, box.size(), ratio, "", lambda once: _paint_box(once, box, state))
    painter.drawPixmap(rect.x(), rect.y() + (rect.height() - BOX) // 2, drawn)


def _paint_box(painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == Qt.CheckState.Unchecked:
        painter.setPen(theme.color("control"))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("primary"))
    painter.drawRoundedRect(box, 3, 3)
    name = "check" if state == Qt.CheckState.Checked else "minus"
    icons.paint(painter, box.adjusted(2, 2, -2, -2), name, "on_primary")


class CheckDelegate(CellDelegate):
    """The check box of a record, or the whole heading of a group (whose row is one cell)."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Paint a heading over the whole row, else the box."""
        group = index.model().data(index, GROUP)
        if group is None:
            super().paint(painter, option, index)
            return
        painter.save()
        paint_heading(painter, option.rect, group, index)
        painter.restore()

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the box."""
        state = index.model().data(index, Qt.ItemDataRole.CheckStateRole)
        paint_box(painter, rect.adjusted(CELL_PADDING, 0, 0, 0), Qt.CheckState(state))


def paint_heading(painter: QPainter, rect: QRect, group: Group, index: Index) -> None:
    """Paint the heading of a group: fold mark, name, what more is said of it."""
    model: Any = index.model()
    painter.fillRect(rect, theme.color("surface2"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line2"))
    fold = QRect(rect.left() + 16, rect.top(), 16, rect.height())
    icons.paint(painter, fold, "chevron-right" if model.folded(group) else "chevron-down", "text2")
    painter.setFont(theme.font(14, 600))
    painter.setPen(theme.color("text"))
    name = rect.adjusted(39, 0, -16, -1)
    label = painter.fontMetrics().elidedText(group.label, Qt.TextElideMode.ElideRight, name.width() // 2)
    painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, label)
    shift = painter.fontMetrics().horizontalAdvance(label) + 10
    painter.setFont(theme.font(13))
    painter.setPen(theme.color("text2"))
    painter.drawText(name.adjusted(shift, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, model.meta(group))


class BadgeDelegate(CellDelegate):
    """A badge: icon and word; ``kind_of(row)`` overrides the kind found from the value's name."""

    def __init__(self, kind_of: Callable[[Any], Kind] | None = None) -> None:
        """Paint badges, of the kind that ``kind_of`` says where given."""
        super().__init__()
        self._kind_of = kind_of

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the badge."""
        text = index.model().data(index, Qt.ItemDataRole.DisplayRole)
        if text:
            kind = (
                self._kind_of(index.model().data(index, ROW))
                if self._kind_of
                else badge_kind(str(index.model().data(index, VALUE)))
            )
            paint_badge(painter, rect, text, kind)


class StageDelegate(CellDelegate):
    """The stage bar with ``설계 64%``; ``read(row)`` returns the stage's number, its share and the words."""

    begins_left = True

    def __init__(self, read: Callable[[Any], tuple[int, float, str]] | None = None) -> None:
        """Paint what ``read`` says of a row; by default its ``stage``, ``stage_progress`` and ``state``."""
        super().__init__()
        self._read = read or stage_of

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint segments and words."""
        row = index.model().data(index, ROW)
        if row is None:
            return
        number, share, words = self._read(row)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_stage_bar(painter, rect.x(), rect.center().y() + 1, number, share)
        self.paint_text(
            painter, rect.adjusted(STAGE_BAR_WIDTH + 8, 0, 0, 0), words, Qt.AlignmentFlag.AlignLeft
        )


def stage_of(row: Any) -> tuple[int, float, str]:
    """Return number, share and words of the stage that a project stands in."""
    kind = StageKind(row.stage)
    if getattr(row, "state", "") == "done":
        return 5, 1.0, f"{kind.label} 완료"
    percent = row.stage_progress or 0
    return kind.number, percent / 100, f"{kind.label} {percent}%"


class PercentDelegate(CellDelegate):
    """A percent at the right, amber with an icon below ``goal(row)``; nothing to count reads 해당 없음."""

    def __init__(self, goal: Callable[[Any], float | None] | None = None) -> None:
        """Warn below what ``goal`` says of a row."""
        super().__init__(color="text")
        self._goal = goal

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the figure and, where low, its warning."""
        value, row = index.model().data(index, VALUE), index.model().data(index, ROW)
        right = Qt.AlignmentFlag.AlignRight
        if value is None:
            self.weight = 400
            self.paint_text(painter, rect, "해당 없음" if row is not None else "", right, "text3")
            return
        goal = self._goal(row) if self._goal else None
        low = goal is not None and value < goal
        self.weight = 600 if low else 400
        text = index.model().data(index, Qt.ItemDataRole.DisplayRole)
        self.paint_text(painter, rect, text, right, "warning" if low else "text")
        if low:
            width = painter.fontMetrics().horizontalAdvance(text)
            mark = QRect(rect.right() - width - 18, rect.center().y() - 7, 15, 15)
            icons.paint(painter, mark, "triangle-alert", "warning.icon")
