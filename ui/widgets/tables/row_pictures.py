"""The rows of a table as pictures: a table of 25 rows held the window up for 0.1 s beside a busy worker."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QTableView

from ui.delegates.base import CellDelegate, paint_ground
from ui.models.records import CHECK, RecordTableModel
from ui.widgets.pictures import Pictures

KEPT = 64


class RowPictures:
    """Paints the rows of a table; a row is painted by its delegates only when what it shows has changed.

    That follows from the record, the state of its row, the columns, the theme and the day.
    """

    def __init__(self, view: QTableView, model: RecordTableModel) -> None:
        """Paint the rows of ``model`` by the delegates of ``view``."""
        self._view, self._model = view, model
        self._cells: tuple[tuple[int, int, int], ...] = ()
        self._delegates: list[QAbstractItemDelegate] = []
        self._day = date.min
        self.pictures = Pictures(KEPT)

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint the rows that ``area`` of the viewport touches."""
        self._follow()
        left = -self._view.horizontalHeader().offset()
        row, bottom = self._view.rowAt(area.top()), self._view.rowAt(area.bottom())
        last = bottom if bottom >= 0 else self._model.rowCount() - 1
        # more than are seen at once, so that not every row is painted anew each time
        self.pictures.kept = max(KEPT, 2 * (last - row))
        while 0 <= row <= last:
            painter.drawPixmap(left, self._view.rowViewportPosition(row), self._picture(row))
            row += 1

    def _follow(self) -> None:
        """Look where the columns stand, and which day it is: every row shows that."""
        head = self._view.horizontalHeader()
        self._day = date.today()
        self._cells = tuple(
            (column, head.sectionPosition(column), head.sectionSize(column))
            for column in range(head.count())
            if not head.isSectionHidden(column)
        )
        view = self._view
        self._delegates = [
            view.itemDelegateForColumn(column) or view.itemDelegate() for column, _left, _wide in self._cells
        ]

    def _picture(self, row: int) -> QPixmap:
        size = QSize(self._view.horizontalHeader().length(), self._view.rowHeight(row))
        key, content = self._content(row)
        heading = self._model.group_at(row) is not None
        return self.pictures.get(
            key,
            (content, self._cells, self._day),
            size,
            self._view.devicePixelRatioF(),
            "surface",
            lambda painter: self._paint_row(painter, row, size, heading),
        )

    def _content(self, row: int) -> tuple[Hashable, object]:
        """Return under which key a row is kept, and what of it may change."""
        model = self._model
        group = model.group_at(row)
        if group is not None:
            return ("group", group.key), (group.label, model.meta(group), model.folded(group))
        state = self._state(row)
        return (model.id_at(row), state), model.record_at(row)

    def _state(self, row: int) -> str:
        state_of: Any = getattr(self._view, "row_state", None)
        return state_of(row) if state_of else ""

    def _paint_row(self, painter: QPainter, row: int, size: QSize, heading: bool) -> None:
        painter.setFont(self._view.font())
        whole = QRect(0, 0, size.width(), size.height())
        if heading:
            index = self._model.index(row, CHECK)
            self._view.itemDelegateForIndex(index).paint(painter, self._option(whole), index)
            return
        # one ground for all cells of the row
        paint_ground(painter, whole, self._state(row))
        for delegate, (column, left, wide) in zip(self._delegates, self._cells, strict=True):
            rect, index = QRect(left, 0, wide, size.height()), self._model.cell(row, column)
            if isinstance(delegate, CellDelegate):
                delegate.paint_cell(painter, rect, self._view, index)
            else:
                delegate.paint(painter, self._option(rect), index)

    def _option(self, rect: QRect) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self._view.initViewItemOption(option)
        option.rect = rect
        return option
