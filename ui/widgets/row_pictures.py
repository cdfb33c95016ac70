"""The rows of a table painted once and kept as pictures, so that a repaint is one drawing a row.

A cell costs 0.1 ms of Python to paint.  While a worker runs, the interpreter's lock goes to and fro meanwhile
and a repaint takes twice as long: a table of 25 rows held the window up for 0.1 s whenever a dialog opened
over it.
"""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from ui import theme
from ui.models.records import CHECK, RecordTableModel

KEPT = 64


class RowPictures:
    """Keeps the pictures of the rows last seen; one is painted again when what it shows has changed.

    What delegates paint follows from the record, the state of its row, the columns, the theme and the day.
    """

    def __init__(self, view: QTableView, model: RecordTableModel) -> None:
        """Paint the rows of ``model`` by the delegates of ``view``."""
        self._view, self._model = view, model
        self._cells: tuple[tuple[int, int, int], ...] = ()
        self._grounds: tuple[object, ...] = ()
        self._kept: OrderedDict[Hashable, tuple[object, QPixmap]] = OrderedDict()

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint the rows that ``area`` of the viewport touches."""
        self._follow()
        left = -self._view.horizontalHeader().offset()
        first = row = self._view.rowAt(area.top())
        last = self._model.rowCount()
        while 0 <= row < last and (top := self._view.rowViewportPosition(row)) <= area.bottom():
            painter.drawPixmap(left, top, self._picture(row))
            row += 1
        while len(self._kept) > max(KEPT, row - first):
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """Paint every row again."""
        self._kept.clear()

    def _follow(self) -> None:
        """Forget the pictures where something has changed that every one of them shows."""
        head = self._view.horizontalHeader()
        cells = tuple(
            (column, head.sectionPosition(column), head.sectionSize(column))
            for column in range(head.count())
            if not head.isSectionHidden(column)
        )
        grounds = (theme.tokens(), self._view.devicePixelRatioF(), date.today())
        if (cells, grounds) != (self._cells, self._grounds):
            self._cells, self._grounds = cells, grounds
            self.forget()

    def _picture(self, row: int) -> QPixmap:
        height = self._view.rowHeight(row)
        key, content = self._content(row)
        shown = (height, content)
        kept = self._kept.get(key)
        if kept is not None and kept[0] == shown:
            self._kept.move_to_end(key)
            return kept[1]
        picture = self._painted(row, height, heading=self._model.group_at(row) is not None)
        self._kept[key] = (shown, picture)
        self._kept.move_to_end(key)
        return picture

    def _content(self, row: int) -> tuple[Hashable, object]:
        """Return under which key a row is kept, and what of it may change."""
        model = self._model
        group = model.group_at(row)
        if group is not None:
            return ("group", group.key), (group.label, model.meta(group), model.folded(group))
        state_of: Any = getattr(self._view, "row_state", None)
        state = state_of(row) if state_of else ""
        return (model.id_at(row), state), model.record_at(row)

    def _painted(self, row: int, height: int, heading: bool) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        width = self._view.horizontalHeader().length()
        picture = QPixmap(QSize(-int(-width * ratio // 1), -int(-height * ratio // 1)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("surface"))
        painter = QPainter(picture)
        painter.setFont(self._view.font())
        option = QStyleOptionViewItem()
        self._view.initViewItemOption(option)
        for column, left, wide in ((CHECK, 0, width),) if heading else self._cells:
            option.rect = QRect(left, 0, wide, height)
            index = self._model.index(row, column)
            self._view.itemDelegateForIndex(index).paint(painter, option, index)
        painter.end()
        return picture
