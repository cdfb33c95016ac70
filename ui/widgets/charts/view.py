"""What every chart on the screen can do: be walked, opened, added to the filters, told, copied and saved.

A click or Enter opens the list behind a mark; Ctrl+click or Space adds it to the filters.  Ctrl+C copies the
picture, Ctrl+Shift+C the figures as a table for Excel.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.chart import Grid, figure
from app.domain.filenames import fitting
from ui import pictures, theme
from ui.dialogs.files import choose_save
from ui.widgets.menus import Entry, menu_of, popup
from ui.widgets.tables.copying import clipboard_rows

PICTURE_RATIO, MARGIN, TITLE = 2.0, 16, 28
BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up)
AFTER = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Spot(NamedTuple):
    """A mark of a chart: where it stands, the key of the list behind it (may be empty), what it says."""

    rect: QRectF
    key: str
    said: str


class ChartView(QWidget):
    """A chart of marks; ``opened(key)`` asks for the list behind one, ``filtered(key)`` to filter by it."""

    opened = Signal(str)
    filtered = Signal(str)

    def __init__(self) -> None:
        """Begin without marks."""
        super().__init__()
        self.filtering = False
        """Whether a plain click filters and does not open."""
        self.at = 0
        self._under = -1
        self.setMouseTracking(True)

    # -- what a kind of chart says of itself

    @property
    def title(self) -> str:
        """Return the chart's title."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """Return the chart in words."""
        raise NotImplementedError

    @property
    def grid(self) -> Grid:
        """Return the chart as a table."""
        raise NotImplementedError

    def spots(self) -> Sequence[Spot]:
        """Return the marks in the order in which they are walked."""
        return ()

    def paint(self, painter: QPainter) -> None:
        """Paint the chart without frames."""

    def renewed(self) -> None:
        """Take the chart that is shown now; to be called after it was set."""
        spots = self.spots()
        self.at = min(self.at, max(len(spots) - 1, 0))
        self._under = -1
        reachable = any(spot.key for spot in spots)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reachable else Qt.FocusPolicy.NoFocus)
        self._name()
        self.updateGeometry()
        self.update()

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chart, then the mark under the pointer and the one that the keyboard stands on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        spots = self.spots()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if 0 <= self._under < len(spots) and spots[self._under].key:
            painter.setPen(QPen(theme.color("control"), 1))
            painter.drawRoundedRect(spots[self._under].rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.hasFocus() and spots:
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.drawRoundedRect(spots[self.at].rect.adjusted(1, 1, -1, -1), 3, 3)

    def picture(self) -> QPixmap:
        """Return the chart under its title, as sharp as print asks for."""
        size = QSize(self.width() + 2 * MARGIN, self.height() + TITLE + 2 * MARGIN)
        made = QPixmap(size * PICTURE_RATIO)
        made.setDevicePixelRatio(PICTURE_RATIO)
        made.fill(theme.color("surface"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(16, 600))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(MARGIN, MARGIN, self.width(), TITLE - 6), self.title)
        painter.translate(MARGIN, MARGIN + TITLE)
        self.paint(painter)
        painter.end()
        return made

    # -- hands

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what stands under the pointer."""
        under = self._spot_at(event.position().toPoint())
        spots = self.spots()
        self.setCursor(
            Qt.CursorShape.PointingHandCursor
            if under >= 0 and spots[under].key
            else Qt.CursorShape.ArrowCursor
        )
        if under != self._under:
            self._under = under
            self.update()
        words = self._hint(spots[under]) if under >= 0 else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def leaveEvent(self, event: object) -> None:
        """Mark nothing any more."""
        self._under = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the list behind a mark, or filter by it."""
        under = self._spot_at(event.position().toPoint())
        if under < 0 or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.at = under
        self._name()
        self._act(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows; open by Enter, filter by Space; copy the picture or the figures."""
        key, ctrl = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        last = len(self.spots()) - 1
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        elif key == Qt.Key.Key_C and ctrl and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.copy_table()
        elif last >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(ctrl or key == Qt.Key.Key_Space)
        elif last >= 0 and key in (*BEFORE, *AFTER, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.at = min(max(self.next_spot(key), 0), last)
            self._name()
            self.update()
        else:
            super().keyPressEvent(event)

    def next_spot(self, key: Qt.Key) -> int:
        """Return the place of the mark that ``key`` leads to."""
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return len(self.spots()) - 1
        return self.at + (1 if key in AFTER else -1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard stands."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the mark and with the chart."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.at if by_keys else self._spot_at(event.pos())
        popup(menu_of(self, self.menu_entries(place)), event.globalPos())

    def menu_entries(self, place: int) -> list[Entry]:
        """Return what can be done with the mark at ``place`` (-1: none) and with the chart."""
        spots = self.spots()
        first: list[Entry] = []
        if 0 <= place < len(spots) and spots[place].key:
            key = spots[place].key
            first = [
                ("list", "목록 열기\tEnter", lambda: self.opened.emit(key)),
                ("filter", "이 값으로 거르기\tSpace", lambda: self.filtered.emit(key)),
                None,
            ]
        return [
            *first,
            ("image", "그림으로 복사\tCtrl+C", self.copy_picture),
            ("table", "엑셀에 붙일 표로 복사\tCtrl+Shift+C", self.copy_table),
            ("download", "그림으로 저장(PNG)…", self.save_picture),
        ]

    def _act(self, adds: bool) -> None:
        spot = self.spots()[self.at]
        if spot.key:
            (self.filtered if adds or self.filtering else self.opened).emit(spot.key)

    def _spot_at(self, point: QPoint) -> int:
        found = [at for at, spot in enumerate(self.spots()) if spot.rect.contains(point.toPointF())]
        return found[-1] if found else -1

    def _hint(self, spot: Spot) -> str:
        if not spot.key:
            return spot.said
        does = "누르면 함께 거르기" if self.filtering else "누르면 목록, Ctrl+누르면 함께 거르기"
        return f"{spot.said}\n{does}"

    def _name(self) -> None:
        spots = self.spots()
        here = f". 지금 {spots[self.at].said}" if self.at < len(spots) and spots[self.at].key else ""
        self.setAccessibleName(f"{self.said}{here}")

    # -- taking it along

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.picture())

    def copy_table(self) -> None:
        """Put the figures on the clipboard as a table."""
        head, rows = self.grid
        texts = [[_cell(cell) for cell in row] for row in rows]
        QGuiApplication.clipboard().setMimeData(clipboard_rows([head, *texts]))

    def save_picture(self) -> None:
        """Ask where to save the picture."""
        choose_save(self, "그림으로 저장", Path(f"{fitting(self.title, '그림')}.png"), self.write_picture)

    def write_picture(self, path: Path) -> None:
        """Write the picture to ``path``; say so where that cannot be."""
        pictures.save(self, path, lambda: pictures.png(self.picture()))


def _cell(value: str | float | None) -> str:
    return value if isinstance(value, str) else figure(value)
