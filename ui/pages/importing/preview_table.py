"""The preview as a table: cells at fault framed, below each row the cause and the buttons that mend it."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.domain.tabular.preview import Issue, Preview, State
from ui import icons, theme
from ui.pages.importing import row_menu
from ui.pages.importing.bands import QUIET, Act, Band
from ui.pages.importing.lines import RECORD, Shown
from ui.pages.importing.preview_cells import PreviewCells
from ui.pages.importing.preview_model import FIRST, NUMBER, STATE, PreviewModel
from ui.widgets.menus import popup

Index = QModelIndex | QPersistentModelIndex
_WIDE, _TEXT, _DAY, _NUMBERS, _WIDEST = 230, 116, 118, 76, 520
_BUTTON = 26
_NOTHING = {
    Shown.REFUSED: "오류가 있는 행이 없습니다.",
    Shown.DOUBT: "검토할 행이 없습니다.",
    Shown.CHANGED: "있던 기록을 고치는 행이 없습니다.",
    Shown.LEFT_OUT: "뺀 행이 없습니다.",
}
_TONES = {QUIET: ("surface2", "text2", "text2")}


class PreviewTable(QTableView):
    """Rows of a preview; the signals say what was decided about a row of the sheet.

    Enter does what the current line offers first, Delete leaves its row out or takes it in again, Space takes
    a doubtful row as it is, F2 opens the cell; the menu of a row has all of it.
    """

    mended = Signal(object, int)
    leftOut = Signal(int)
    accepted = Signal(int)
    taken = Signal(int)
    parted = Signal(int)
    restored = Signal(int, str)

    def __init__(self) -> None:
        """Make the table empty."""
        super().__init__()
        self.preview = PreviewModel()
        self.preview.setParent(self)
        self.setModel(self.preview)
        self.setAccessibleName("미리보기")
        self.setFont(theme.font(13))
        self._cells = PreviewCells()
        self._cells.setParent(self)
        self._pressed: tuple[int, Act | None] | None = None
        self._first = self._given = _WIDE
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.TABLE_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFont(theme.font(13, 600))
        head.setFixedHeight(theme.TABLE_HEAD)

    def show_preview(self, seen: Preview, shown: Shown) -> None:
        """Show a preview where the same row stays in sight."""
        before, keys = self.verticalScrollBar().value(), self.preview.keys
        current = self.currentIndex()
        at = (current.row(), current.column())
        self.preview.show_preview(seen, shown)
        if self.preview.keys != keys:
            self._set_widths()
            self.horizontalScrollBar().setValue(0)
        if 0 <= at[0] < self.preview.rowCount():
            self.setCurrentIndex(self.preview.index(at[0], min(at[1], self.preview.columnCount() - 1)))
        self.verticalScrollBar().setValue(before)

    def _set_widths(self) -> None:
        self.setColumnWidth(NUMBER, 48)
        self.setColumnWidth(STATE, 76)
        assert self.preview.seen is not None  # noqa: S101 - widths are set when there is one
        for place, key in enumerate(self.preview.keys, FIRST):
            spec = self.preview.seen.kind.spec(key)
            usual = {"date": _DAY, "integer": _NUMBERS, "number": _NUMBERS, "percent": _NUMBERS}
            wide = _WIDE if place == FIRST and spec.type in ("text", "long_text", "reference") else _TEXT
            self.setColumnWidth(place, usual.get(spec.type, max(wide, min(spec.width, 200))))
        self._first = self._given = self.columnWidth(FIRST)
        self._fill()

    def _fill(self) -> None:
        """Give the first field what room the columns leave, until somebody makes it as wide as he likes."""
        if self.preview.keys and self.columnWidth(FIRST) == self._given:
            room = self.viewport().width() - self.horizontalHeader().length() + self._given
            self._given = min(max(self._first, room), _WIDEST)
            self.setColumnWidth(FIRST, self._given)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let few columns fill a wide table."""
        super().resizeEvent(event)
        self._fill()

    # -- the lines below a row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the lines about what is wrong."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self.preview.lines:
            painter.setFont(theme.font(14))
            painter.setPen(theme.color("text2"))
            nothing = _NOTHING.get(self.preview.shown, "")
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, nothing)
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        last = self.preview.rowCount() - 1 if last < 0 else last
        for row in range(max(first, 0), last + 1):
            band = self.preview.band_at(row)
            if band is not None:
                self._paint_line(painter, row, band)
        painter.end()

    def _line_rect(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _paint_line(self, painter: QPainter, row: int, band: Band) -> None:
        rect, here = self._line_rect(row), row == self.currentIndex().row()
        fill, drawn, ink = _TONES.get(band.tone, (f"{band.tone}.fill", f"{band.tone}.icon", band.tone))
        painter.fillRect(rect, theme.color(fill))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        icon = "minus" if self.preview.lines[row].place < 0 else "corner-down-left"
        icons.paint(painter, QRect(56, rect.top(), 14, rect.height()), icon, drawn)
        right = rect.right() - 12
        for act, (words, box) in self._buttons(row, band).items():
            self._paint_button(painter, box, words, act is Act.LEAVE, here and act is band.main)
            right = min(right, box.left() - 12)
        painter.setPen(theme.color(ink))
        left = 78
        for words, weight in ((band.where, 600), (band.words, 400)):
            painter.setFont(theme.font(13, weight))
            place = QRect(left, rect.top(), max(right - left, 0), rect.height())
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            left += painter.fontMetrics().horizontalAdvance(words) + 10

    def _paint_button(self, painter: QPainter, box: QRect, words: str, bare: bool, current: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(13, 500))
        if not bare:
            painter.setBrush(theme.color("surface"))
            painter.setPen(theme.color("primary" if current else "control"))
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 6, 6)
        painter.setPen(theme.color("text2" if bare else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _buttons(self, row: int, band: Band) -> dict[Act, tuple[str, QRect]]:
        """Return the buttons of a line with their words and places, from the right."""
        rect, found = self._line_rect(row), {}
        right = rect.right() - 12
        metrics = QFontMetrics(theme.font(13, 500))
        for act, words in reversed(band.acts):
            wide = metrics.horizontalAdvance(words) + 24
            top = rect.top() + (rect.height() - _BUTTON) // 2
            found[act] = (words, QRect(right - wide, top, wide, _BUTTON))
            right -= wide + 8
        return found

    def _hit(self, where: QPoint) -> tuple[int, Act | None] | None:
        row = self.rowAt(where.y())
        band = self.preview.band_at(row) if row >= 0 else None
        if band is None:
            return None
        boxes = self._buttons(row, band).items()
        return row, next((act for act, (_words, box) in boxes if box.contains(where)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a line or a cell; a button is pressed where it is let go too."""
        hit = self._hit(event.position().toPoint())
        self._pressed = hit if event.button() == Qt.MouseButton.LeftButton else None
        if hit is None:
            super().mousePressEvent(event)
            return
        self.setCurrentIndex(self.preview.index(hit[0], NUMBER))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the button says that was pressed and let go: a list that it opens stays open."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed[1] is not None and pressed == self._hit(event.position().toPoint()):
            self.act(pressed[0], pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over buttons."""
        hit = self._hit(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if hit and hit[1] else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    # -- deciding

    def act(self, row: int, act: Act) -> None:
        """Do what a line offers."""
        at, issue = self.preview.record_of(row), self.preview.issue_at(row)
        if act is Act.WRITE and issue is not None:
            self.open_cell(row, issue)
        elif act is Act.MEND:
            self.mended.emit(issue, at)
        else:
            says = {Act.TAKE: self.taken, Act.PART: self.parted}
            says.get(act, self.leftOut).emit(at)

    def open_cell(self, row: int, issue: Issue) -> None:
        """Open the cell at fault for writing."""
        place = self.preview.lines[row].place
        line = next(at for at in range(row, -1, -1) if self.preview.lines[at] == (place, RECORD, -1))
        column = self.preview.keys.index(issue.key) + FIRST if issue.key in self.preview.keys else FIRST
        index = self.preview.index(line, column)
        self.setCurrentIndex(index)
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the line offers by Enter, leave out by Delete, take as it is by Space."""
        row = self.currentIndex().row()
        if row < 0 or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        band, state = self.preview.band_at(row), self.preview.state(row)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and band is not None:
            if band.main is not None:
                self.act(row, band.main)
        elif event.key() == Qt.Key.Key_Delete:
            if self.preview.lines[row].place >= 0 and self.preview.may_toggle(row):
                self.leftOut.emit(self.preview.record_of(row))
        elif event.key() == Qt.Key.Key_Space and state is State.DOUBT:
            self.accepted.emit(self.preview.record_of(row))
        elif event.key() == Qt.Key.Key_F2 and band is not None and band.issue is not None:
            self.open_cell(row, band.issue)
        elif event.matches(QKeySequence.StandardKey.Paste) and self._is_for_cell():
            self.preview.setData(self.currentIndex(), QGuiApplication.clipboard().text().strip())
        else:
            super().keyPressEvent(event)

    def _is_for_cell(self) -> bool:
        """Tell whether what was copied goes into the current cell: it is no table."""
        text = QGuiApplication.clipboard().text().strip()
        editable = bool(self.preview.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable)
        return editable and bool(text) and not any(sign in text for sign in "\t\n")

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+V for the current cell before the page takes it for a table."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Paste)
            and self._is_for_cell()
        ):
            event.accept()
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all that can be done about the row or the cell under the pointer."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            popup(row_menu.menu(self, index), below if by_key else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Paint the lines anew as the columns move below them."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; lines across all columns do not move sideways, so they are painted anew."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
