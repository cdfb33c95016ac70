"""Painting note cards: each is laid out and painted once, then only copied while one scrolls or drags."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTextOption

from ui import icons, theme
from ui.widgets.notes.kinds import ICONS, WORDS, look
from ui.widgets.notes.layout import Column, Note
from ui.widgets.text import keep_words

KEPT = 600
FRAME = 3
DOTS = 10
"""More dots than this are said by the number alone."""


class CardCache:
    """Cards, headings and frames as pictures, the last used kept; whatever looks other is another picture."""

    def __init__(self) -> None:
        """Begin without a picture."""
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def picture(self, note: Note, size: QSize, ratio: float) -> QPixmap:
        """Return the picture of a card."""
        return self._get((note,), size, ratio, lambda painter, rect: paint_note(painter, rect, note))

    def heading(self, column: Column, size: QSize, over: bool, ratio: float) -> QPixmap:
        """Return the picture of a column's heading; ``over`` where cards pass below it."""
        key = ("heading", column.title, column.meta, column.kind, over)
        return self._get(key, size, ratio, lambda painter, rect: paint_heading(painter, rect, column, over))

    def frame(self, size: QSize, focused: bool, current: bool, ratio: float) -> QPixmap:
        """Return the frame of a selected card, ``FRAME`` pixels wider on every side."""
        grown = size + QSize(2 * FRAME, 2 * FRAME)
        key = ("frame", focused, current)
        return self._get(key, grown, ratio, lambda painter, rect: _frame(painter, rect, focused, current))

    def _get(
        self, key: tuple[object, ...], size: QSize, ratio: float, paint: Callable[[QPainter, QRect], None]
    ) -> QPixmap:
        key = (*key, size.width(), ratio, theme.tokens().dark)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        found = self._kept[key] = QPixmap(size * ratio)
        found.setDevicePixelRatio(ratio)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRect(QPoint(0, 0), size))
        painter.end()
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return found


def paint_heading(painter: QPainter, rect: QRect, column: Column, over: bool) -> None:
    """Paint the heading of a column: title, what it holds, and the mark of its menu."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("neutral"))
    painter.drawRoundedRect(rect, 8, 8)
    if over:
        painter.setPen(theme.color("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    inner = rect.adjusted(14, 8, -12, -4)
    left = inner.x()
    if column.kind:
        icons.paint(painter, QRect(left, inner.y() + 2, 16, 16), ICONS[column.kind], look(column.kind).text)
        left += 22
    _elided(painter, QRect(left, inner.y(), inner.right() - left, 20), column.title, 600)
    painter.setFont(theme.font(13))
    painter.setPen(theme.color("text2"))
    below = QRect(inner.x(), inner.y() + 21, inner.width(), 18)
    painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, column.meta)
    icons.paint(painter, QRect(inner.right() - 16, below.y() + 1, 16, 16), "ellipsis", "text2")


def _elided(painter: QPainter, rect: QRect, text: str, weight: int) -> None:
    painter.setFont(theme.font(14, weight))
    painter.setPen(theme.color("text"))
    shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_note(painter: QPainter, rect: QRect, note: Note) -> None:
    """Paint a card: its kind, two lines of what it says, where it is from, its dots."""
    colors = look(note.kind)
    painter.setPen(QColor(colors.icon))
    painter.setBrush(QColor(colors.fill))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    inner = rect.adjusted(11, 8, -11, -8)
    _paint_head(painter, QRect(inner.x(), inner.y(), inner.width(), 18), note)
    paint_lines(painter, QRect(inner.x(), inner.y() + 21, inner.width(), 40), note.text, 2)
    _paint_foot(painter, QRect(inner.x(), inner.bottom() - 16, inner.width(), 17), note)


def _paint_head(painter: QPainter, rect: QRect, note: Note) -> None:
    colors = look(note.kind)
    icons.paint(painter, QRect(rect.x(), rect.y() + 2, 14, 14), ICONS.get(note.kind, "square"), colors.text)
    painter.setFont(theme.font(13, 600))
    painter.setPen(QColor(colors.text))
    painter.drawText(rect.adjusted(19, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, WORDS.get(note.kind, ""))
    right = rect.right() + 1
    if note.linked:
        right -= 14
        icons.paint(painter, QRect(right, rect.y() + 2, 14, 14), "link", colors.text)
    if note.bare:
        painter.setFont(theme.font(12, 600))
        words = QFontMetrics(painter.font()).horizontalAdvance("근거 없음")
        right -= words + (6 if note.linked else 0)
        painter.setPen(theme.color("text"))
        painter.drawText(QRect(right, rect.y(), words + 1, 18), Qt.AlignmentFlag.AlignVCenter, "근거 없음")
        icons.paint(painter, QRect(right - 16, rect.y() + 3, 13, 13), "unlink", "text")


def paint_lines(
    painter: QPainter, rect: QRect, text: str, lines: int, pixels: int = 14, weight: int = 500
) -> int:
    """Paint up to ``lines`` lines broken between words, the last one elided; return how many there are."""
    font = theme.font(pixels, weight)
    metrics = QFontMetrics(font)
    flat = " ".join(text.split())
    layout = QTextLayout(keep_words(flat), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    layout.beginLayout()
    height = rect.height() // lines
    whole, used = layout.text(), 0
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        used += 1
        line.setLineWidth(rect.width())
        start, end = line.textStart(), line.textStart() + line.textLength()
        cut = number == lines - 1 and end < len(whole)
        shown = whole[start : None if cut else end].replace("\u2060", "").strip()
        if cut:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, rect.width() + 1)
        at = QRect(rect.x(), rect.y() + number * height, rect.width() + 2, height)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, shown)
    layout.endLayout()
    return used


def _paint_foot(painter: QPainter, rect: QRect, note: Note) -> None:
    right = rect.right() + 1
    if note.dots or note.own:
        right = _paint_dots(painter, rect, note) - 8
    painter.setFont(theme.font(12))
    painter.setPen(theme.color("text2"))
    shown = QFontMetrics(painter.font()).elidedText(
        note.source, Qt.TextElideMode.ElideRight, right - rect.x()
    )
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_dots(painter: QPainter, rect: QRect, note: Note) -> int:
    count = max(note.dots, note.own)
    painter.setFont(theme.font(13, 700))
    words = str(count)
    width = QFontMetrics(painter.font()).horizontalAdvance(words)
    right = rect.right() + 1
    painter.setPen(theme.color("text"))
    painter.drawText(QRect(right - width, rect.y(), width + 1, rect.height()),
                     Qt.AlignmentFlag.AlignVCenter, words)  # fmt: skip
    right -= width + 5
    painter.setPen(Qt.PenStyle.NoPen)
    middle = rect.y() + rect.height() / 2
    for number in range(min(count, DOTS)):
        mine = number >= min(count, DOTS) - note.own
        side = 9 if mine else 7
        painter.setBrush(theme.color("primary" if mine else "text2"))
        painter.drawEllipse(QRectF(right - side, middle - side / 2, side, side))
        right -= side + 1
    return right


def _frame(painter: QPainter, rect: QRect, focused: bool, current: bool) -> None:
    painter.setPen(QPen(theme.color("primary" if focused else "control"), 2 if current else 1.5))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
