"""The grid of scores: typed into, walked by Enter, Tab and the arrows, pasted into from Excel."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QPolygon,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.evaluation import SheetState
from ui import icons, theme
from ui.pages.evaluation.score_model import FIRST, LABEL, MEAN, SPREAD, WEIGHT, WEIGHTED, Entries, ScoreModel
from ui.widgets.badges import badge_kind, badge_width, paint_badge
from ui.widgets.table_copy import clipboard_rows

Index = QModelIndex | QPersistentModelIndex
HEAD, ROW, MEMBER, MEMBER_LOW = 50, 36, 78, 66
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
            corner = box.topRight()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("link"))
            painter.drawPolygon(
                QPolygon([corner + QPoint(-7, 0), corner + QPoint(1, 0), corner + QPoint(1, 8)])
            )
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
            lines = QGuiApplication.clipboard().text().rstrip("\n").split("\n")
            self.scores.enter(at.row(), at.column(), [line.rstrip("\r").split("\t") for line in lines])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and at.isValid():
            self.clear_chosen()
        elif key == Qt.Key.Key_F2 and score:
            self.commentWanted.emit(at.row(), at.column())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            if self.scores.tail_at(at.column()) >= 0:
                self.figureWanted.emit(at.row(), at.column())
            else:
                self.step(1, 0)
        else:
            super().keyPressEvent(event)

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
