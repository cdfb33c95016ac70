"""The pointer on a board of note cards: it selects, draws a frame, drags cards, opens menus of headings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.widgets.notes.layout import HEAD, MARGIN

if TYPE_CHECKING:
    from ui.widgets.notes.board import NoteBoard

_EDGE, _STEP, _TICK_MS = 48, 18, 16


class Pointer:
    """What the pointer does on one board.

    ``at`` is where it was last on the screen, ``band`` the frame that is being drawn on the board and
    ``dragging`` the cards that are being carried.
    """

    def __init__(self, board: "NoteBoard") -> None:
        """Begin with nothing taken."""
        self._board = board
        self._pressed: QPoint | None = None
        self._grip: int | None = None
        self.at = QPoint()
        self.band: QRect | None = None
        self.dragging: tuple[int, ...] = ()
        self._scroller = QTimer(board)
        self._scroller.setInterval(_TICK_MS)
        self._scroller.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        """Select a card, or begin a frame on the ground; a drag may begin from here."""
        board, at = self._board, event.position().toPoint()
        head = self._head_at(at)
        if event.button() != Qt.MouseButton.LeftButton:
            self._press_other(at)
            return
        if head is not None:
            key = board.geometry_.columns[head].key
            board.headMenuRequested.emit(key, event.globalPosition().toPoint())
            return
        self._pressed = at + board.offset()
        self._grip = board.geometry_.hit(self._pressed)
        several = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        stretch = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._grip is None:
            board.selection.begin_band(keep=several)
        elif several or stretch or self._grip not in board.selection.chosen:
            board.selection.click(self._grip, several, stretch)
        else:
            board.selection.current = self._grip
        board.tell_selection()

    def _press_other(self, at: QPoint) -> None:
        card = self._board.geometry_.hit(at + self._board.offset())
        if card is not None and card not in self._board.selection.chosen:
            self._board.set_current(card)

    def move(self, event: QMouseEvent) -> None:
        """Drag cards, or draw the frame."""
        self.at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            pointed = self._head_at(self.at) is not None
            shape = Qt.CursorShape.PointingHandCursor if pointed else Qt.CursorShape.ArrowCursor
            self._board.viewport().setCursor(shape)
            return
        way = (self.at + self._board.offset() - self._pressed).manhattanLength()
        if not self.dragging and self.band is None and way < QApplication.startDragDistance():
            return
        if self._grip is None:
            self._draw_band(self._pressed)
        elif not self.dragging:
            self.dragging = tuple(self._board.selection.cards())
        self._scroller.start()
        self._board.viewport().update()

    def release(self, event: QMouseEvent) -> None:
        """Drop the cards, or end the frame; a click on one of several leaves it alone selected."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self.at = event.position().toPoint()
        dragged, plain = self.dragging, event.modifiers() == Qt.KeyboardModifier.NoModifier
        if dragged:
            self._drop(dragged)
        elif self._grip is not None and plain:
            self._board.selection.click(self._grip, False, False)
        self.let_go()
        self._board.tell_selection()

    def _drop(self, cards: Sequence[int]) -> None:
        at, row = self._board.geometry_.gap(self.at + self._board.offset())
        self._board.ask_move(cards, at, row)

    def let_go(self) -> None:
        """Let go of what is dragged or framed."""
        self._pressed = self._grip = self.band = None
        self.dragging = ()
        self._scroller.stop()
        self._board.viewport().update()

    def _draw_band(self, pressed: QPoint) -> None:
        board = self._board
        self.band = band = QRect(pressed, self.at + board.offset()).normalized()
        seen = board.geometry_.seen(band)
        board.selection.band(
            [card for card, at, row in seen if board.geometry_.rect(at, row).intersects(band)]
        )
        board.viewport().update()

    def _scroll_on(self) -> None:
        """Scroll while something is held near an edge."""
        at, view = self.at, self._board.viewport().rect()
        down = _STEP * ((at.y() > view.bottom() - _EDGE) - (at.y() < _EDGE + HEAD // 2))
        across = _STEP * ((at.x() > view.right() - _EDGE) - (at.x() < _EDGE))
        for bar, by in ((self._board.verticalScrollBar(), down), (self._board.horizontalScrollBar(), across)):
            bar.setValue(bar.value() + by)
        if self.band is not None and self._pressed is not None and (down or across):
            self._draw_band(self._pressed)

    def _head_at(self, at: QPoint) -> int | None:
        layout, left = self._board.geometry_, self._board.horizontalScrollBar().value()
        column = layout.column_at(at.x() + left)
        inside = MARGIN <= at.y() < MARGIN + HEAD - 6 and 0 <= column < len(layout.columns)
        start = layout.left(column) - left
        return column if inside and start <= at.x() <= start + layout.width else None
