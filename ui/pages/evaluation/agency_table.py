"""The table of agencies by years: scores typed, pasted and copied, who may see them marked beside them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.choices import Disclosure
from ui import icons, theme
from ui.pages.evaluation.agency_model import NAME, AgencyModel
from ui.widgets.tables.copying import cells_of, clipboard_rows

Index = QModelIndex | QPersistentModelIndex
YEAR, CHANGE, LEAST_NAME = 76, 106, 130
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MARKS = {Disclosure.CLOSED: "lock", Disclosure.PARTIAL: "eye-off"}


class AgencyCells(QStyledItemDelegate):
    """Paints figures with a small mark where they are not public."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        view, model = option.widget, index.model()
        if not isinstance(view, AgencyTable) or not isinstance(model, AgencyModel):
            return
        rect: QRect = option.rect
        last = model.row_at(index.row()) is None
        chosen = index.row() == view.currentIndex().row()
        painter.save()
        ground = "surface2" if last else "select" if chosen else "surface"
        painter.fillRect(rect, theme.color(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        strong = last or index.column() == NAME
        painter.setFont(theme.font(14 if index.column() == NAME else 13, 600 if strong else 400))
        text = model.text(index.row(), index.column())
        missing = model.year_at(index.column()) is not None and model.score_at(*_place(index)) is None
        painter.setPen(theme.color("text3" if missing and not last else "text"))
        inner = rect.adjusted(16 if index.column() == NAME else 22, 0, -12, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, _LEFT if index.column() == NAME else _RIGHT, shown)
        self._paint_mark(painter, rect, model, index)
        if index == view.currentIndex():
            painter.setPen(QPen(theme.color("primary" if view.hasFocus() else "line2"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    @staticmethod
    def _paint_mark(painter: QPainter, rect: QRect, model: AgencyModel, index: Index) -> None:
        one = model.score_at(*_place(index))
        mark = MARKS.get(Disclosure(one.disclosure)) if one is not None else None
        if mark:
            icons.paint(painter, QRect(rect.x() + 8, rect.center().y() - 6, 12, 12), mark, "text3")

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make the field that takes one score."""
        made = QLineEdit(parent)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setFont(theme.font(13, 600))
        made.setProperty("dense", True)
        made.setAccessibleName("점수")
        return made


def _place(index: Index) -> tuple[int, int]:
    return index.row(), index.column()


class AgencyTable(QTableView):
    """Scores of agencies by year; ``tablePasted`` hands over text that is a table with a heading."""

    menuWanted = Signal(int, int, QPoint)
    rowChosen = Signal(int)
    tablePasted = Signal(str)

    def __init__(self, model: AgencyModel) -> None:
        """Show ``model``."""
        super().__init__()
        self.scores = model
        self.setModel(model)
        self._cells = AgencyCells()
        self._cells.setParent(self)
        self.setItemDelegate(self._cells)
        self.setAccessibleName("기관 현황")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(theme.TABLE_ROW)
        head = self.horizontalHeader()
        head.setFont(theme.font(13, 600))
        head.setFixedHeight(theme.TABLE_HEAD)
        head.setHighlightSections(False)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        head.setSectionsClickable(True)
        head.sortIndicatorChanged.connect(model.sort)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give every column its width; the name takes what is left."""
        count, head = self.scores.columnCount(), self.horizontalHeader()
        for column in range(1, count):
            self.setColumnWidth(column, CHANGE if column == count - 1 else YEAR)
        taken = YEAR * (count - 2) + CHANGE
        wide = self.viewport().width() - taken >= LEAST_NAME
        mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
        head.setSectionResizeMode(NAME, mode)
        if not wide:
            self.setColumnWidth(NAME, LEAST_NAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns into the new width."""
        super().resizeEvent(event)
        self.fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which agency is in front."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row():
            self.rowChosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, empty, move."""
        at = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and at.isValid():
            self.clear_chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self.setCurrentIndex(self.scores.index(min(at.row() + 1, len(self.scores.rows) - 1), at.column()))
        else:
            super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Enter a block of scores at the cell in front; a table with its heading is looked at first."""
        lines = cells_of(text)
        at = self.currentIndex()
        if len(lines) > 1 and len(lines[0]) > 1 and any(not _figure(cell) for cell in lines[0]):
            self.tablePasted.emit(text)
        elif at.isValid() and text.strip():
            self.scores.enter(at.row(), at.column(), lines)

    def clear_chosen(self) -> None:
        """Take the chosen scores away, in one step: they are missing then."""
        chosen = self.selectionModel().selectedIndexes()
        rows, columns = [one.row() for one in chosen], [one.column() for one in chosen]
        if chosen:
            block = [[""] * (max(columns) - min(columns) + 1)] * (max(rows) - min(rows) + 1)
            self.scores.enter(min(rows), min(columns), block)

    def chosen_scores(self) -> list[int]:
        """Return the ids of the scores chosen."""
        found = (self.scores.score_at(one.row(), one.column()) for one in self.selectedIndexes())
        return [one.id for one in found if one is not None]

    def copy(self) -> None:
        """Put the chosen block on the clipboard, the whole table where one cell is chosen."""
        model, chosen = self.scores, self.selectedIndexes()
        rows, columns = range(model.rowCount()), range(model.columnCount())
        heads = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in columns]
        cells = [[model.text(row, column) for column in columns] for row in rows]
        if len(chosen) > 1:
            top, left = min(one.row() for one in chosen), min(one.column() for one in chosen)
            bottom, right = max(one.row() for one in chosen), max(one.column() for one in chosen)
            cells = [row[left : right + 1] for row in cells[top : bottom + 1]]
        else:
            cells.insert(0, heads)
        QGuiApplication.clipboard().setMimeData(clipboard_rows(cells))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a cell."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
        if index.isValid():
            self.menuWanted.emit(index.row(), index.column(), event.globalPos())


def _figure(text: str) -> bool:
    plain = text.strip().replace(",", "").replace(".", "", 1)
    return plain in ("", "-", "–") or (plain.isdigit() and len(plain.split(".")[0]) < 4)
