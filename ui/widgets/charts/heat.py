"""총괄표 on the screen: counts on a heat scale, walked by the arrows, each cell a door to its cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import icons, theme
from ui.widgets.charts.heat_cells import Look, look_of, look_of_sum, paint_alike
from ui.widgets.pictures import Pictures

GAP, HEAD, ROW, TOTAL = 3, 32, 38, 32
DENSE_ROW = 28
GROUP, LABEL, SUM, INSET = 64, 100, 72, 16
MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row: its group (국내, 해외; empty for a row over both columns), its name and its counts."""

    group: str
    label: str
    counts: tuple[int, ...]
    review: bool = False


class HeatGrid(QWidget):
    """A table of counts; ``cellActivated(row, column)`` opens one, -1 standing for a sum."""

    cellActivated = Signal(int, int)

    def __init__(self, corner: str = "기관 / 분야") -> None:
        """Make an empty grid with ``corner`` above its row names."""
        super().__init__()
        self._corner = corner
        self._row = ROW
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[HeatRow, ...] = ()
        self._review = -1
        self._at = (0, 0)
        self._open: tuple[int, int] | None = None
        self._pictures = Pictures(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_matrix(self, columns: Sequence[str], rows: Sequence[HeatRow], review_column: int = -1) -> None:
        """Show ``rows`` over ``columns``; ``review_column`` is the one of doubtful cases."""
        self._columns, self._rows, self._review = tuple(columns), tuple(rows), review_column
        self._at = (min(self._at[0], max(len(rows) - 1, 0)), min(self._at[1], max(len(columns) - 1, 0)))
        self.setFixedHeight(self.sizeHint().height())
        self._name()
        self.update()

    def set_corner(self, words: str) -> None:
        """Say other words above the row names."""
        self._corner = words
        self.update()

    def set_dense(self, dense: bool) -> None:
        """Draw lower rows, for a small window."""
        self._row = DENSE_ROW if dense else ROW
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def current(self) -> tuple[int, int]:
        """Return the cell that the arrows stand on."""
        return self._at

    def set_open(self, cell: tuple[int, int] | None) -> None:
        """Frame the cell whose cases are shown."""
        self._open = cell
        if cell is not None:
            self._at = cell
        self._name()
        self.update()

    def count(self, row: int, column: int) -> int:
        """Return the count of a cell; -1 stands for a sum."""
        rows = self._rows if row < 0 else (self._rows[row],)
        return sum(sum(r.counts) if column < 0 else r.counts[column] for r in rows)

    def sizeHint(self) -> QSize:
        """Ask for the head, the rows and the sums."""
        return QSize(900, HEAD + len(self._rows) * (self._row + GAP) + GAP + TOTAL)

    # -- geometry

    def _left(self, column: int) -> int:
        start = GROUP + LABEL + 2 * GAP
        room = self.width() - start - SUM - GAP
        return start + round(column * (room + GAP) / max(len(self._columns), 1))

    def cell_rect(self, row: int, column: int) -> QRect:
        """Return where a cell stands; -1 stands for the sums."""
        left = self.width() - SUM if column < 0 else self._left(column)
        right = self.width() if column < 0 else self._left(column + 1) - GAP
        if row < 0:
            return QRect(left, HEAD + GAP + len(self._rows) * (self._row + GAP), right - left, TOTAL)
        return QRect(left, HEAD + GAP + row * (self._row + GAP), right - left, self._row)

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """Return the cell under ``point``; None outside the counts."""
        cells = [
            (row, column)
            for row in (*range(len(self._rows)), -1)
            for column in (*range(len(self._columns)), -1)
        ]
        return next((cell for cell in cells if self.cell_rect(*cell).contains(point)), None)

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the table, which is kept as a picture, and the frames on it."""
        shown = (self._row, self._corner, self._columns, self._rows, self._review)
        picture = self._pictures.get(
            "table", shown, self.size(), self.devicePixelRatioF(), "surface", self._paint_table
        )
        painter = QPainter(self)
        painter.drawPixmap(0, 0, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)

    def _paint_table(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        self._paint_names(painter)
        self._paint_cells(painter)

    def _box(self, painter: QPainter, rect: QRect, fill: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(rect, 2, 2)

    def _words(
        self, painter: QPainter, rect: QRect, text: str, weight: int, token: str, pixels: int = 13
    ) -> None:
        painter.setFont(theme.font(pixels, weight))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 8)
        painter.setPen(theme.color(token))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)

    def _title(self, painter: QPainter, rect: QRect, text: str, weight: int, token: str) -> None:
        """Write what names whole rows or columns at the left, as the head of a list."""
        inside = rect.adjusted(INSET, 0, -4, 0)
        painter.setFont(theme.font(13, weight))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.setPen(theme.color(token))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_head(self, painter: QPainter) -> None:
        corner = QRect(0, 0, GROUP + LABEL + GAP, HEAD)
        self._box(painter, corner, "surface2")
        self._title(painter, corner, self._corner, 500, "text2")
        for column, text in enumerate((*self._columns, "합계")):
            at = column if column < len(self._columns) else -1
            rect = self.cell_rect(0, at)
            rect = QRect(rect.x(), 0, rect.width(), HEAD)
            self._box(painter, rect, "surface2")
            if at == self._review >= 0:
                self._review_words(painter, rect, text)
            else:
                self._words(painter, rect, text, 500, "text")

    def _review_words(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(theme.font(13, 600))
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = rect.center().x() - (wide + 18) // 2
        icons.paint(painter, QRect(left, rect.center().y() - 6, 14, 14), "triangle-alert", "warning.icon")
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("warning"))
        painter.drawText(
            QRect(left + 18, rect.y(), wide + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, text
        )

    def _paint_names(self, painter: QPainter) -> None:
        for row, item in enumerate(self._rows):
            top = self.cell_rect(row, 0).top()
            whole = QRect(0, top, GROUP + LABEL + GAP, self._row)
            if not item.group:
                self._box(painter, whole, "surface2")
                if item.review:
                    self._review_words(painter, whole, item.label)
                else:
                    self._words(painter, whole, item.label, 500, "text")
                continue
            name = QRect(GROUP + GAP, top, LABEL, self._row)
            self._box(painter, name, "surface2")
            self._words(painter, name, item.label, 400, "text")
            if row == 0 or self._rows[row - 1].group != item.group:
                span = sum(1 for other in self._rows if other.group == item.group)
                group = QRect(0, top, GROUP, span * (self._row + GAP) - GAP)
                self._box(painter, group, "surface2")
                self._words(painter, group, item.group, 600, "text")
        total = QRect(0, self.cell_rect(-1, -1).top(), GROUP + LABEL + GAP, TOTAL)
        self._box(painter, total, "surface2")
        self._title(painter, total, "합계", 600, "text")

    def _paint_cells(self, painter: QPainter) -> None:
        """Paint what looks alike in one go: pen, brush and font are set ten times instead of five hundred."""
        cells = [
            (self.cell_rect(row, column), self.count(row, column), self._look(row, column))
            for row in (*range(len(self._rows)), -1)
            for column in (*range(len(self._columns)), -1)
        ]
        looks = dict.fromkeys(look for _rect, _count, look in cells)
        for look in looks:
            alike = [(rect, count) for rect, count, other in cells if other == look]
            paint_alike(painter, look, alike)

    def _look(self, row: int, column: int) -> Look:
        if row < 0 or column < 0:
            return look_of_sum(whole=row < 0 and column < 0)
        item = self._rows[row]
        return look_of(item.counts[column], doubtful=item.review or column == self._review)

    def _paint_frame(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._open is not None:
            rect = self.cell_rect(*self._open)
            painter.setPen(QPen(theme.color("text"), 2.5))
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.hasFocus() and self._columns and self._rows:
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.drawRoundedRect(self.cell_rect(*self._at).toRectF().adjusted(-1, -1, 1, 1), 3, 3)

    # -- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the cell."""
        cell = self.cell_at(event.position().toPoint())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = cell
            self._activate()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the cell under the pointer."""
        cell = self.cell_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), self._say(*cell) if cell else "", self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows, to the sums as well; open by Enter or Space."""
        move = MOVES.get(Qt.Key(event.key()))
        if move is not None and self._rows:
            self._at = (
                self._step(self._at[0], move[0], len(self._rows)),
                self._step(self._at[1], move[1], len(self._columns)),
            )
            self._name()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._rows:
            self._activate()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _step(at: int, by: int, count: int) -> int:
        """Walk within 0..count-1 and, behind the last, the sum (-1)."""
        place = count if at < 0 else at
        place = min(max(place + by, 0), count)
        return -1 if place == count else place

    def _activate(self) -> None:
        self._open = self._at
        self._name()
        self.update()
        self.cellActivated.emit(*self._at)

    def _say(self, row: int, column: int) -> str:
        where = "합계" if row < 0 else f"{self._rows[row].group} {self._rows[row].label}".strip()
        field = "합계" if column < 0 else self._columns[column]
        return f"{where} · {field} {self.count(row, column)}건"

    def _name(self) -> None:
        self.setAccessibleName("총괄표 " + (self._say(*self._at) if self._rows and self._columns else ""))
