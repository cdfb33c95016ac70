"""What the board of note cards looks like: grounds, cards, headings, the frame and what is dragged."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter

from ui import theme
from ui.widgets.notes.layout import CARD, GAP, HEAD, MARGIN
from ui.widgets.notes.paint import FRAME

if TYPE_CHECKING:
    from ui.widgets.notes.board import NoteBoard


def paint(board: "NoteBoard", painter: QPainter, area: QRect) -> None:
    """Paint the columns, the cards that are seen, the headings over them, then what is dragged."""
    painter.fillRect(area, theme.color("bg"))
    _paint_grounds(board, painter)
    _paint_cards(board, painter, area.translated(board.offset()))
    _paint_heads(board, painter)
    if board.pointer.band is not None:
        painter.setPen(theme.color("primary"))
        fill = theme.color("primary")
        fill.setAlphaF(0.12)
        painter.setBrush(fill)
        painter.drawRect(board.pointer.band.translated(-board.offset()))
    if board.pointer.dragging:
        _paint_drag(board, painter)


def _paint_grounds(board: "NoteBoard", painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("neutral"))
    x, y = board.offset().x(), board.offset().y()
    height = max(board.viewport().height() - 2 * MARGIN, board.geometry_.size().height() - 2 * MARGIN)
    for at in range(len(board.geometry_.columns)):
        rect = QRect(board.geometry_.left(at) - x, MARGIN - y, board.geometry_.width, height)
        seen = rect.intersected(board.viewport().rect())
        if seen == rect:
            painter.drawRoundedRect(rect, 8, 8)
        elif not seen.isEmpty():
            painter.fillRect(seen, theme.color("neutral"))


def _paint_cards(board: "NoteBoard", painter: QPainter, area: QRect) -> None:
    ratio, offset = board.devicePixelRatioF(), board.offset()
    lifted = set(board.pointer.dragging)
    for card, at, row in board.geometry_.seen(area):
        rect = board.geometry_.rect(at, row).translated(-offset)
        if card in lifted:
            painter.setOpacity(0.35)
        painter.drawPixmap(rect.topLeft(), board.cache.picture(board.notes[card], rect.size(), ratio))
        painter.setOpacity(1.0)
        if card in board.selection.chosen or card == board.selection.current:
            current = card == board.selection.current
            frame = board.cache.frame(rect.size(), board.hasFocus(), current, ratio)
            painter.drawPixmap(rect.topLeft() - QPoint(FRAME, FRAME), frame)


def _paint_heads(board: "NoteBoard", painter: QPainter) -> None:
    x, y = board.offset().x(), board.offset().y()
    painter.fillRect(0, 0, board.viewport().width(), MARGIN, theme.color("bg"))
    for at, column in enumerate(board.geometry_.columns):
        rect = QRect(board.geometry_.left(at) - x, MARGIN, board.geometry_.width, HEAD - 6)
        if rect.intersects(board.viewport().rect()):
            picture = board.cache.heading(column, rect.size(), y > 0, board.devicePixelRatioF())
            painter.drawPixmap(rect.topLeft(), picture)


def _paint_drag(board: "NoteBoard", painter: QPainter) -> None:
    offset = board.offset()
    at, row = board.geometry_.gap(board.pointer.at + offset)
    left = board.geometry_.left(at) - offset.x() + 8
    line = max(board.geometry_.top(row) - GAP // 2 - 1 - offset.y(), MARGIN + HEAD - 8)
    painter.fillRect(QRect(left, line, board.geometry_.width - 16, 3), theme.color("primary"))
    size = QSize(board.geometry_.width - 20, CARD)
    corner = board.pointer.at - QPoint(size.width() // 2, CARD // 3)
    painter.setOpacity(0.92)
    first = board.notes[board.pointer.dragging[0]]
    painter.drawPixmap(corner, board.cache.picture(first, size, board.devicePixelRatioF()))
    painter.setOpacity(1.0)
    if len(board.pointer.dragging) > 1:
        badge = QRect(corner.x() + size.width() - 22, corner.y() - 10, 32, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("primary"))
        painter.drawRoundedRect(badge, 11, 11)
        painter.setPen(theme.color("on_primary"))
        painter.setFont(theme.font(13, 700))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(len(board.pointer.dragging)))
