"""The frame of the current row, for views that show rows of cells."""

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QTableView, QTreeView

from ui import theme

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def paint_row_frame(view: QTableView | QTreeView) -> None:
    """Frame the current row of ``view``: blue while it has the focus, gray otherwise."""
    current = view.currentIndex()
    if not current.isValid():
        return
    row = view.visualRect(current)
    painter = QPainter(view.viewport())
    pen = QPen(theme.color("primary" if view.hasFocus() else "line2"), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(QRect(1, row.top() + 1, view.viewport().width() - 2, row.height() - 2))


def frame_first_row(view: QTableView | QTreeView, event: QFocusEvent) -> None:
    """Frame the first row where the focus comes by Tab and no row has a frame; nothing is selected by it."""
    model = view.model()
    if event.reason() not in _BY_KEY or view.currentIndex().isValid() or not model.rowCount():
        return
    view.selectionModel().setCurrentIndex(model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
