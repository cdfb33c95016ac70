"""A table of plain texts for previews: read, walked by the keyboard and copied, never edited."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import theme
from ui.delegates.base import CELL_PADDING, CellDelegate
from ui.widgets.tables.row_frame import frame_first_row, paint_row_frame

Index = QModelIndex | QPersistentModelIndex
_FIGURE = re.compile(r"[-–]|-?[\d,]+(\.\d+)?[%건명표]?")
ROW = 32
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _Texts(QAbstractTableModel):
    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self.rows: Sequence[Sequence[str]] = ()
        self._figures: set[int] = set()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self._figures = {
            column
            for column in range(1, len(self.heads))
            if rows and all(_FIGURE.fullmatch(row[column]) for row in rows)
        }
        self.endResetModel()

    def _align(self, column: int) -> Qt.AlignmentFlag:
        """Return where a column stands: figures at the right, under a heading at the right."""
        side = Qt.AlignmentFlag.AlignRight if column in self._figures else Qt.AlignmentFlag.AlignLeft
        return side | _MIDDLE

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(index.column())
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.heads[index.column()]} {text}"
        return text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(section)
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class _Cells(CellDelegate):
    """Texts; the first column begins where the title of a panel does."""

    def paint_content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the cell's text."""
        first = index.column() == 0
        self.color = "text" if first else "text2"
        super().paint_content(painter, rect.adjusted(CELL_PADDING if first else 0, 0, 0, 0), index)


class PlainTable(QTableView):
    """Rows of texts under heads of given widths, one of them taking what is left; Ctrl+C copies."""

    def __init__(self, name: str, heads: Sequence[tuple[str, int]], stretch: int = -1) -> None:
        """Make an empty table called ``name`` of ``heads`` as (words, width); ``stretch`` grows."""
        super().__init__()
        self._texts = _Texts([words for words, _width in heads])
        self._texts.setParent(self)
        self.setModel(self._texts)
        self.setAccessibleName(name)
        self.setFont(theme.font(13))
        self._cells = _Cells()
        self._cells.setParent(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFont(theme.font(13, 600))
        head.setFixedHeight(theme.TABLE_HEAD)
        for column, (_words, width) in enumerate(heads):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(stretch % len(heads), QHeaderView.ResizeMode.Stretch)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show ``rows``."""
        self._texts.set_rows(rows)

    def rows(self) -> list[list[str]]:
        """Return what is shown."""
        return [list(row) for row in self._texts.rows]

    def row_state(self, row: int) -> str:
        """Return ``checked`` for a selected row, for its ground."""
        chosen = self.selectionModel()
        return "checked" if chosen is not None and chosen.isRowSelected(row, QModelIndex()) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the frame of the current row."""
        super().paintEvent(event)
        paint_row_frame(self)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint the frame where it is now."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one is as soon as the keyboard comes here."""
        super().focusInEvent(event)
        frame_first_row(self, event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint the frame gray."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, else all, as text for Excel."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()}) or range(
            len(self._texts.rows)
        )
        rows = [self._texts.heads, *(self._texts.rows[row] for row in chosen)]
        text = "\n".join(
            "\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows
        )
        QGuiApplication.clipboard().setText(text)
