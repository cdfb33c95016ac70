"""Cells of a record table: ground by state, one hairline below, then what the kind of cell paints."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QStaticText, QTransform
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import theme

Index = QModelIndex | QPersistentModelIndex
CELL_PADDING = 8
_DISPLAY, _ALIGN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ELSEWHERE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignHCenter
_ELIDED = Qt.TextElideMode.ElideRight
_GROUNDS = {"checked": "select", "current": "select", "hover": "surface2"}


# No letter of the program's font is wider, in shares of its height; the few of other fonts that are may reach
# a little over the edge of the cell.
WIDEST = 1.25
_FIGURES = str.maketrans("123456789", "000000000")


@lru_cache(4096)
def _width_of(shape: str, pixels: int, weight: int) -> int:
    """Return how wide a text is; figures are of one width, so numbers of one shape are asked once."""
    return QFontMetrics(theme.font(pixels, weight)).horizontalAdvance(shape)


def paint_ground(painter: QPainter, rect: QRect, state: str, *, filled: bool = False) -> None:
    """Fill a row or cell by its state and draw the line below; ``filled`` also where it has none."""
    if state or filled:
        painter.fillRect(rect, theme.color(_GROUNDS.get(state, "surface")))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))


def first_inset(view: object, column: int) -> int:
    """Return how far the first column of a table without check boxes moves in, below a panel's title."""
    return CELL_PADDING if column == 1 and isinstance(view, QTableView) and view.isColumnHidden(0) else 0


@lru_cache(1024)
def _laid_out(text: str, pixels: int, weight: int) -> QStaticText:
    """Return a text with its letters placed: the same words stand in row after row."""
    laid = QStaticText(text)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.prepare(QTransform(), theme.font(pixels, weight))
    return laid


@lru_cache
def _height_of(pixels: int, weight: int) -> float:
    return QFontMetricsF(theme.font(pixels, weight)).height()


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
        if len(text) * self.pixels * WIDEST > rect.width() and self._reaches(text, rect.width()):
            text = painter.fontMetrics().elidedText(text, _ELIDED, rect.width())
        if align & _ELSEWHERE or "\n" in text:
            painter.drawText(rect, align | _MIDDLE, text)
            return
        # to the pixel what the same words at the left of the rectangle are, at a quarter of the cost
        top = rect.y() + (rect.height() - _height_of(self.pixels, self.weight)) / 2
        painter.drawStaticText(QPointF(rect.x(), top), _laid_out(text, self.pixels, self.weight))

    def _reaches(self, text: str, width: int) -> bool:
        return _width_of(text.translate(_FIGURES), self.pixels, self.weight) >= width

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for a row of the usual height."""
        return QSize(super().sizeHint(option, index).width() + 2 * CELL_PADDING, theme.TABLE_ROW)
