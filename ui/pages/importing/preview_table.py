"""The preview as a table: cells at fault framed, below each row the cause and the buttons that mend it."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.domain.tabular.preview import Issue, Preview, State
from ui import icons, theme
from ui.pages.importing.preview_cells import PreviewCells
from ui.pages.importing.preview_model import FIRST, NUMBER, STATE, PreviewModel, Shown

Index = QModelIndex | QPersistentModelIndex
_WIDE, _TEXT, _DAY, _NUMBERS = 230, 116, 118, 76
_LEAVE, _CHOOSE, _BY_HAND = "이 행 빼기", "다른 값 고르기", "직접 고치기"
_BUTTON = 26


class PreviewTable(QTableView):
    """Rows of a preview; ``mended(issue, row)``, ``leftOut(row)`` and ``accepted(row)`` say what was decided.

    Enter mends the current line, Delete leaves its row out, F2 opens the cell.
    """

    mended = Signal(object, int)
    leftOut = Signal(int)
    accepted = Signal(int)

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
        self.verticalScrollBar().setValue(before)
        if 0 <= at[0] < self.preview.rowCount():
            self.setCurrentIndex(self.preview.index(at[0], min(at[1], self.preview.columnCount() - 1)))

    def _set_widths(self) -> None:
        self.setColumnWidth(NUMBER, 48)
        self.setColumnWidth(STATE, 76)
        assert self.preview.seen is not None  # noqa: S101 - widths are set when there is one
        for place, key in enumerate(self.preview.keys, FIRST):
            spec = self.preview.seen.kind.spec(key)
            usual = {"date": _DAY, "integer": _NUMBERS, "number": _NUMBERS, "percent": _NUMBERS}
            wide = _WIDE if place == FIRST and spec.type in ("text", "long_text", "reference") else _TEXT
            self.setColumnWidth(place, usual.get(spec.type, max(wide, min(spec.width, 200))))

    # -- the lines below a row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the lines about what is wrong."""
        super().paintEvent(event)
        if not self.preview.lines:
            return
        painter = QPainter(self.viewport())
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        last = self.preview.rowCount() - 1 if last < 0 else last
        for row in range(max(first, 0), last + 1):
            issue = self.preview.issue_at(row)
            if issue is not None:
                self._paint_line(painter, row, issue)
        painter.end()

    def _line_rect(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _paint_line(self, painter: QPainter, row: int, issue: Issue) -> None:
        rect, tone = self._line_rect(row), "warning" if issue.doubtful else "danger"
        painter.fillRect(rect, theme.color(f"{tone}.fill"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        icons.paint(painter, QRect(56, rect.top(), 14, rect.height()), "corner-down-left", f"{tone}.icon")
        right = rect.right() - 12
        for name, box in self._buttons(row, issue).items():
            self._paint_button(
                painter, box, name, row == self.currentIndex().row() and name == action_of(issue)
            )
            right = min(right, box.left() - 12)
        painter.setPen(theme.color(tone))
        left = 78
        for words, weight in zip((self.preview.where(row, issue), issue.cause), (600, 400), strict=True):
            painter.setFont(theme.font(13, weight))
            place = QRect(left, rect.top(), max(right - left, 0), rect.height())
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            left += painter.fontMetrics().horizontalAdvance(words) + 10

    def _paint_button(self, painter: QPainter, box: QRect, words: str, current: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(13, 500))
        if words != _LEAVE:
            painter.setBrush(theme.color("surface"))
            painter.setPen(theme.color("primary" if current else "control"))
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 6, 6)
        painter.setPen(theme.color("text2" if words == _LEAVE else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _buttons(self, row: int, issue: Issue) -> dict[str, QRect]:
        """Return the buttons of a line with their places, from the right."""
        rect, found = self._line_rect(row), {}
        right = rect.right() - 12
        for words in (_LEAVE, *([_CHOOSE] if self._can_choose(issue) else []), action_of(issue)):
            metrics = self.fontMetrics()
            wide = metrics.horizontalAdvance(words) + 24
            found[words] = QRect(right - wide, rect.top() + (rect.height() - _BUTTON) // 2, wide, _BUTTON)
            right -= wide + 8
        return found

    def _can_choose(self, issue: Issue) -> bool:
        """Tell whether a word of a closed list may be meant otherwise than the main button takes it."""
        return bool(self.preview.choices_for(issue.key)) and action_of(issue) != _BY_HAND

    def _hit(self, where: QPoint) -> tuple[int, Issue, str] | None:
        row = self.rowAt(where.y())
        issue = self.preview.issue_at(row) if row >= 0 else None
        if issue is None:
            return None
        name = next((name for name, box in self._buttons(row, issue).items() if box.contains(where)), "")
        return row, issue, name

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a button of a line, or choose a cell."""
        hit = self._hit(event.position().toPoint())
        if hit is None:
            super().mousePressEvent(event)
            return
        self.setCurrentIndex(self.preview.index(hit[0], NUMBER))
        self.viewport().update()
        if hit[2]:
            self._act(*hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over buttons."""
        hit = self._hit(event.position().toPoint())
        shape = Qt.CursorShape.PointingHandCursor if hit and hit[2] else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def _act(self, row: int, issue: Issue, name: str) -> None:
        if name == _LEAVE:
            self.leftOut.emit(self.preview.record_of(row))
        elif name in (_CHOOSE, _BY_HAND):
            self.open_cell(row, issue)
        else:
            self.mended.emit(issue, self.preview.record_of(row))

    def open_cell(self, row: int, issue: Issue) -> None:
        """Open the cell at fault for writing."""
        place = self.preview.lines[row].place
        line = next(at for at in range(row, -1, -1) if self.preview.lines[at] == (place, -1))
        column = self.preview.keys.index(issue.key) + FIRST if issue.key in self.preview.keys else FIRST
        index = self.preview.index(line, column)
        self.setCurrentIndex(index)
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mend by Enter, leave out by Delete, take as it is by Space."""
        row = self.currentIndex().row()
        if row < 0 or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        issue = self.preview.issue_at(row)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and issue is not None:
            self._act(row, issue, action_of(issue))
        elif event.key() == Qt.Key.Key_Delete:
            self.leftOut.emit(self.preview.record_of(row))
        elif event.key() == Qt.Key.Key_Space and self.preview.state(row) is State.DOUBT:
            self.accepted.emit(self.preview.record_of(row))
        elif event.key() == Qt.Key.Key_F2 and issue is not None:
            self.open_cell(row, issue)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Paint the lines anew as the columns move below them."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; lines across all columns do not move sideways, so they are painted anew."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()


def action_of(issue: Issue) -> str:
    """Return what the button of a line says."""
    if issue.column is not None:
        return "이 열 빼기"
    if issue.into is not None:
        return f"{issue.into + 1}행과 합치기"
    if issue.fix is not None:
        return f"‘{issue.fix}’로 고치기" if issue.fix else "빈 칸으로 고치기"
    return "그대로 가져오기" if issue.doubtful else _BY_HAND
