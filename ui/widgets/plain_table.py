"""A table of plain texts for previews: read, walked by the keyboard and copied, never edited."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui import theme

Index = QModelIndex | QPersistentModelIndex


class _Texts(QAbstractTableModel):
    def __init__(self, heads: Sequence[str]) -> None:
        super().__init__()
        self.heads = tuple(heads)
        self.rows: Sequence[Sequence[str]] = ()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
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
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class PlainTable(QTableView):
    """Rows of texts under heads of given widths, the last one taking what is left; Ctrl+C copies."""

    def __init__(self, name: str, heads: Sequence[tuple[str, int]]) -> None:
        """Make an empty table called ``name`` of ``heads`` as (words, width)."""
        super().__init__()
        self._texts = _Texts([words for words, _width in heads])
        self._texts.setParent(self)
        self.setModel(self._texts)
        self.setAccessibleName(name)
        self.setFont(theme.font(13))
        self.setStyleSheet("QTableView::item { padding: 0 8px; }")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(30)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(theme.TABLE_HEAD)
        for column, (_words, width) in enumerate(heads):
            self.setColumnWidth(column, width)
        head.setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show ``rows``."""
        self._texts.set_rows(rows)

    def rows(self) -> list[list[str]]:
        """Return what is shown."""
        return [list(row) for row in self._texts.rows]

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
