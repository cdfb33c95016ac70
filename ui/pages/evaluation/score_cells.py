"""How a grid of scores is painted and typed into: heads with how far the sheets are, cells in colours."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.evaluation.rounds import SheetState
from ui import icons, theme
from ui.pages.evaluation.score_model import FIRST, LABEL, MEAN, SPREAD, WEIGHT, WEIGHTED, ScoreModel
from ui.widgets.badges import badge_kind, badge_width, paint_badge

Index = QModelIndex | QPersistentModelIndex
HEAD = 50
PAD = 16
STATES = {
    SheetState.DONE: ("check", "success"),
    SheetState.PARTIAL: ("pencil", "warning"),
    SheetState.MISSING: ("circle", "danger"),
    SheetState.EXCLUDED: ("circle-slash-2", "text2"),
}
STEPS = (("60% 이하", "6 이하", "warning.fill", "text"), ("70%", "7", "heat.1", "heat_text.1"),
         ("80%", "8", "heat.2", "heat_text.2"), ("90% 이상", "9 이상", "heat.3", "heat_text.3"))  # fmt: skip
MOVES = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0),
         Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1)}  # fmt: skip


def step_of(value: float, highest: int) -> int:
    """Return the colour step of a score: up to 6 of 10, up to 7, up to 8, above."""
    tenths = 10 * value / highest
    return 0 if tenths < 7 - 1e-9 else 1 if tenths < 8 - 1e-9 else 2 if tenths < 9 - 1e-9 else 3


class ScoreHeader(QHeaderView):
    """Names of the reviewers with how far their sheet has come."""

    def __init__(self, model: ScoreModel) -> None:
        """Head the columns of ``model``."""
        super().__init__(Qt.Orientation.Horizontal)
        self._scores = model
        self.setFixedHeight(HEAD)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading; a reviewer's in two lines."""
        painter.save()
        painter.fillRect(rect, theme.color("surface2"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line2"))
        member = self._scores.member_at(section)
        painter.setFont(theme.font(13, 500))
        painter.setPen(theme.color("text2"))
        if member is None:
            text = str(self._scores.headerData(section, Qt.Orientation.Horizontal))
            side, inner = _side(self._scores, section), _inner(self._scores, section, rect)
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)
        else:
            self._paint_member(painter, rect, self._scores.name(member), section - FIRST)
        painter.restore()

    def _paint_member(self, painter: QPainter, rect: QRect, name: str, place: int) -> None:
        upper = QRect(rect.x() + 2, rect.y() + 6, rect.width() - 4, 20)
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, shown)
        icon, tone = STATES[self._scores.states[place]]
        words = self._scores.state_words(place)
        painter.setFont(theme.font(12, 500))
        wide = painter.fontMetrics().horizontalAdvance(words) + 16
        left = rect.x() + (rect.width() - wide) // 2
        icons.paint(
            painter, QRect(left, rect.y() + 29, 12, 12), icon, f"{tone}.icon" if tone != "text2" else tone
        )
        painter.setPen(theme.color(tone))
        painter.drawText(QRect(left + 16, rect.y() + 26, wide, 18), Qt.AlignmentFlag.AlignVCenter, words)


def _side(model: ScoreModel, column: int) -> Qt.AlignmentFlag:
    if column == LABEL:
        return Qt.AlignmentFlag.AlignLeft
    right = column == WEIGHT or model.tail_at(column) in (MEAN, WEIGHTED)
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignHCenter


def _inner(model: ScoreModel, column: int, rect: QRect) -> QRect:
    return rect.adjusted(PAD if column == LABEL else 6, 0, -12 if model.tail_at(column) >= 0 else -10, 0)


def _paint_corner(painter: QPainter, box: QRect) -> None:
    """Mark a cell of which something was written."""
    corner = box.topRight()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("link"))
    painter.drawPolygon(QPolygon([corner + QPoint(-7, 0), corner + QPoint(1, 0), corner + QPoint(1, 8)]))


class ScoreCells(QStyledItemDelegate):
    """Paints the scores on their colours, and takes them in a small field."""

    moved = Signal(int, int)

    def __init__(self, model: ScoreModel) -> None:
        """Paint the cells of ``model``."""
        super().__init__()
        self._scores = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        rect: QRect = option.rect
        last = index.row() == len(self._scores.rows)
        painter.fillRect(rect, theme.color("surface2" if last else "surface"))
        if self._scores.member_at(index.column()) is not None and not last:
            self._paint_score(painter, rect, index)
        else:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
            self._paint_words(painter, rect, index, last)
        view = option.widget
        if isinstance(view, QTableView):
            self._paint_place(painter, rect, view, index)
        painter.restore()

    def _paint_place(self, painter: QPainter, rect: QRect, view: QTableView, index: Index) -> None:
        selection = view.selectionModel()
        chosen = selection is not None and selection.isSelected(index)
        if index == view.currentIndex():
            painter.setPen(QPen(theme.color("primary" if view.hasFocus() else "line2"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif chosen and view.hasFocus():
            painter.setPen(QPen(theme.color("primary"), 1))
            painter.drawRect(rect.adjusted(0, 0, -2, -2))

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, last: bool) -> None:
        tail, text = self._scores.tail_at(index.column()), self._scores.text(index.row(), index.column())
        if tail == SPREAD and not last and self._scores.rows[index.row()].flagged:
            kind, words = badge_kind("warning"), f"편차 {text}"
            wide = badge_width(words, kind)
            place = QRect(rect.x() + (rect.width() - wide) // 2, rect.y(), wide + 2, rect.height() - 1)
            paint_badge(painter, place, words, kind)
            return
        strong = tail in (MEAN, WEIGHTED) or last
        painter.setFont(theme.font(14 if index.column() == LABEL else 13, 600 if strong else 400))
        ends = last and tail == WEIGHTED
        quiet = index.column() == WEIGHT and not last
        painter.setPen(theme.color("link" if ends else "text2" if quiet else "text"))
        inner = _inner(self._scores, index.column(), rect)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _side(self._scores, index.column()) | Qt.AlignmentFlag.AlignVCenter, shown)
        if self._scores.remark_at(index.row(), index.column()):
            _paint_corner(painter, rect.adjusted(0, 0, -2, -2))

    def _paint_score(self, painter: QPainter, rect: QRect, index: Index) -> None:
        value = self._scores.value(index.row(), index.column())
        box = rect.adjusted(0, 0, -2, -2)
        state = self._scores.states[index.column() - FIRST]
        ink = "text2"
        if state is SheetState.EXCLUDED:
            painter.fillRect(box, theme.color("neutral"))
        elif value is not None:
            row = self._scores.rows[index.row()]
            _share, _words, fill, ink = STEPS[step_of(value, row.criterion.highest)]
            painter.fillRect(box, theme.color(fill))
            if row.stands_out(index.column() - FIRST):
                painter.setPen(QPen(theme.color("warning.icon"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(14 if value is not None else 13, 600 if value is not None else 400))
        painter.setPen(theme.color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._scores.text(index.row(), index.column()))
        self._paint_comment(painter, box, index)

    def _paint_comment(self, painter: QPainter, box: QRect, index: Index) -> None:
        cell = self._scores.cell_at(index.row(), index.column())
        if cell is None:
            return
        if self._scores.comments.get(cell):
            _paint_corner(painter, box)
        elif self._scores.lacks_comment(index.row(), index.column()):
            icons.paint(
                painter, QRect(box.right() - 15, box.y() + 3, 12, 12), "message-square", "warning.icon"
            )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field that takes one score."""
        made = QLineEdit(parent)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setFont(theme.font(14, 600))
        made.setFrame(False)
        made.setProperty("dense", True)
        made.setStyleSheet(
            f"QLineEdit {{ border: 2px solid {theme.tokens().primary}; border-radius: 0; padding: 0; "
            f"background: {theme.tokens().surface}; min-height: 0; }}"
        )
        head = self._scores.headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(f"{self._scores.text(index.row(), LABEL)} {head} 점수")
        return made

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Cover the cell."""
        editor.setGeometry(option.rect.adjusted(0, 0, -2, -2))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Store and go on by Enter, Tab, up and down."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
        ):
            move = MOVES.get(Qt.Key(event.key()))
            if move is not None:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and move == (1, 0)
                self.moved.emit(*((-1, 0) if back else move))
                return True
        return super().eventFilter(editor, event)
