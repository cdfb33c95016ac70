"""The grid of scores: typed into, walked by Enter, Tab and the arrows, pasted into from Excel."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.pages.evaluation.score_cells import HEAD, ScoreCells, ScoreHeader
from ui.pages.evaluation.score_model import FIRST, LABEL, MEAN, SPREAD, WEIGHT, WEIGHTED, Entries, ScoreModel
from ui.widgets.tables.copying import cells_of, clipboard_rows

ROW, MEMBER, MEMBER_LOW = 36, 78, 66


class ScoreGrid(QTableView):
    """Scores by criterion and reviewer; ``commentWanted`` and ``menuWanted`` tell of a place asked about."""

    commentWanted = Signal(int, int)
    menuWanted = Signal(int, int, QPoint)
    figureWanted = Signal(int, int)

    def __init__(self, model: ScoreModel) -> None:
        """Show ``model``."""
        super().__init__()
        self.scores = model
        self.setModel(model)
        self._cells = ScoreCells(model)
        self._cells.setParent(self)
        self._cells.moved.connect(self.step)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(ScoreHeader(model))
        self.setAccessibleName("채점표")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(20)
        self.clicked.connect(self._click)
        model.modelReset.connect(self.fit)
        self._narrow = False

    def set_narrow(self, narrow: bool) -> None:
        """Draw narrower columns and lower rows, for a small window."""
        self._narrow = narrow
        self.verticalHeader().setDefaultSectionSize(ROW - 8 if narrow else ROW)
        self.fit()

    def fit(self) -> None:
        """Give every column its width and the grid the height of its rows."""
        head, tail = self.horizontalHeader(), FIRST + len(self.scores.members)
        if not self.scores.columnCount():
            return
        wide = MEMBER_LOW if self._narrow else MEMBER
        for column in range(FIRST, tail):
            self.setColumnWidth(column, wide)
        for column, width in ((WEIGHT, 72), (tail + MEAN, 62), (tail + SPREAD, 92), (tail + WEIGHTED, 92)):
            self.setColumnWidth(column, width)
        many = len(self.scores.members) > 8
        head.setSectionResizeMode(
            LABEL, QHeaderView.ResizeMode.Interactive if many else QHeaderView.ResizeMode.Stretch
        )
        if many:
            self.setColumnWidth(LABEL, 190)
        rows = self.scores.rowCount()
        bar = self.horizontalScrollBar().sizeHint().height() if many else 0
        self.setFixedHeight(HEAD + rows * self.verticalHeader().defaultSectionSize() + 2 + bar)

    # -- moving

    def step(self, down: int, right: int) -> None:
        """Go to the next score in a direction; at the end of a line on to the next one."""
        at = self.currentIndex()
        if not at.isValid() or not self.scores.rows:
            return
        rows, columns = len(self.scores.rows), len(self.scores.members)
        place = at.column() - FIRST
        order = at.row() * columns + place + right if right else place * rows + at.row() + down
        order = min(max(order, 0), rows * columns - 1)
        row, column = divmod(order, columns) if right else reversed(divmod(order, rows))
        self.go(row, FIRST + column)

    def go(self, row: int, column: int) -> None:
        """Stand on a cell."""
        index = self.scores.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def focus_member(self, member_id: int) -> None:
        """Stand on the first score that a reviewer has still to give."""
        place = next((n for n, one in enumerate(self.scores.members) if one.id == member_id), None)
        if place is None:
            return
        open_rows = (n for n, row in enumerate(self.scores.rows) if row.values[place] is None)
        self.go(next(open_rows, 0), FIRST + place)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keys and mouse

    def event(self, event: QEvent) -> bool:
        """Keep F2, Delete and Tab for the cell in the frame."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, empty, comment, move."""
        at, key = self.currentIndex(), Qt.Key(event.key())
        score = at.isValid() and self.scores.cell_at(at.row(), at.column()) is not None
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste) and at.isValid():
            self.scores.enter(at.row(), at.column(), cells_of(QGuiApplication.clipboard().text()))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and at.isValid():
            self.clear_chosen()
        elif key == Qt.Key.Key_F2 and (score or self._sums(at)):
            self.commentWanted.emit(at.row(), at.column())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            if self.scores.tail_at(at.column()) >= 0:
                self.figureWanted.emit(at.row(), at.column())
            else:
                self.step(1, 0)
        else:
            super().keyPressEvent(event)

    def _sums(self, at: QModelIndex) -> bool:
        """Tell whether a place is that of a reviewer's sum, where 총평 is written."""
        return at.row() == len(self.scores.rows) and self.scores.member_at(at.column()) is not None

    def _last(self) -> QModelIndex:
        return self.scores.index(len(self.scores.rows) - 1, FIRST + len(self.scores.members) - 1)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab walk the scores and leave the grid after the last."""
        at = self.currentIndex()
        inside = at.isValid() and self.scores.cell_at(at.row(), at.column()) is not None
        end = self._last() if forward else self.scores.index(0, FIRST)
        if inside and at != end:
            self.step(0, 1 if forward else -1)
            return True
        return super().focusNextPrevChild(forward)

    def clear_chosen(self) -> None:
        """Take the chosen scores away, in one step."""
        entries: Entries = {}
        for index in self.selectionModel().selectedIndexes():
            cell = self.scores.cell_at(index.row(), index.column())
            if cell is not None and self.scores.value(index.row(), index.column()) is not None:
                entries[cell] = None
        self.scores.hand_over(entries)

    def copy(self) -> None:
        """Put the chosen block on the clipboard, the whole table where one cell is chosen."""
        chosen = self.selectionModel().selectedIndexes()
        model = self.scores
        if len(chosen) > 1:
            rows = sorted({index.row() for index in chosen})
            columns = sorted({index.column() for index in chosen})
            cells = [[model.text(row, column) for column in columns] for row in rows]
        else:
            heads = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(model.columnCount())]
            cells = [
                [model.text(row, n) for n in range(model.columnCount())] for row in range(model.rowCount())
            ]
            cells.insert(0, heads)
        QGuiApplication.clipboard().setMimeData(clipboard_rows(cells))

    def _click(self, index: QModelIndex) -> None:
        if self.scores.tail_at(index.column()) >= 0 or index.row() == len(self.scores.rows):
            self.figureWanted.emit(index.row(), index.column())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a cell."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            self.setCurrentIndex(index)
        if index.isValid():
            self.menuWanted.emit(index.row(), index.column(), event.globalPos())
