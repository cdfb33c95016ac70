"""Cells of a record table: ground by state, one hairline below, then what the kind of cell paints."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import theme

Index = QModelIndex | QPersistentModelIndex
CELL_PADDING = 8
_DISPLAY, _ALIGN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ELIDED = Qt.TextElideMode.ElideRight
_GROUNDS = {"checked": "select", "current": "select", "hover": "surface2"}


# No letter of the program's font is wider, in shares of its height; the few of other fonts that are end at
# the edge of the cell.
WIDEST = 1.25


def paint_ground(painter: QPainter, rect: QRect, state: str, *, filled: bool = False) -> None:
    """Fill a row or cell by its state and draw the line below; ``filled`` also where it has none."""
    if state or filled:
        painter.fillRect(rect, theme.color(_GROUNDS.get(state, "surface")))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))


def first_inset(view: object, column: int) -> int:
    """Return how far the first column of a table without check boxes moves in, below a panel's title."""
    return CELL_PADDING if column == 1 and isinstance(view, QTableView) and view.isColumnHidden(0) else 0


class CellDelegate(QStyledItemDelegate):
    """Paints text in one line, elided at the end; subclasses paint something else in ``paint_content``.

    ``weight`` and ``color`` (a token) set the text; the view may offer ``row_state(row)`` returning
    ``checked``, ``current``, ``hover`` or an empty text.
    """

    begins_left = False
    """The content begins at the left although the field is a number; its heading follows."""

    def __init__(self, pixels: int = 13, weight: int = 400, color: str = "text2") -> None:
        """Paint text at ``pixels`` in the token ``color``."""
        super().__init__()
        self.pixels, self.weight, self.color = pixels, weight, color

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, hairline and content."""
        state_of = getattr(option.widget, "row_state", None)
        state = state_of(index.row()) if state_of else ""
        # the view itself is the plain ground
        paint_ground(painter, option.rect, state, filled=not state_of)
        self.paint_cell(painter, option.rect, option.widget, index)

    def paint_cell(self, painter: QPainter, rect: QRect, view: object, index: Index) -> None:
        """Paint the content of a cell whose ground is there."""
        painter.save()
        left = CELL_PADDING + first_inset(view, index.column())
        self.paint_content(painter, rect.adjusted(left, 0, -CELL_PADDING, -1), index)
        painter.restore()

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the cell's text."""
        # asked of the model, not of the index: no way through Qt and back for every cell
        model = index.model()
        text = model.data(index, _DISPLAY) or ""
        align = model.data(index, _ALIGN) or _MIDDLE
        self.paint_text(
            painter, rect, text, align if isinstance(align, Qt.AlignmentFlag) else Qt.AlignmentFlag(align)
        )

    def paint_text(
        self, painter: QPainter, rect: QRect, text: str, align: Qt.AlignmentFlag, color: str = ""
    ) -> None:
        """Paint one elided line in the delegate's font."""
        if not text:
            return
        painter.setFont(theme.font(self.pixels, self.weight))
        painter.setPen(theme.color(color or self.color))
        # measuring a text costs as much as painting it
        if len(text) * self.pixels * WIDEST > rect.width():
            text = painter.fontMetrics().elidedText(text, _ELIDED, rect.width())
        painter.drawText(rect, align | _MIDDLE, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for a row of the usual height."""
        return QSize(super().sizeHint(option, index).width() + 2 * CELL_PADDING, theme.TABLE_ROW)
