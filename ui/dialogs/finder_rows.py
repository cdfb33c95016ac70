"""The lines of Ctrl+K: headings with their counts, hits with the words found marked in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme

HIT, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW, TALL, HEAD = 34, 52, 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Spans = tuple[tuple[int, int], ...]
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its words, what tells it apart, how to open it (run in the UI), its heading.

    ``marks`` are the places of the label that were looked for; ``excerpt`` is a second line with its own
    ``found`` places, and ``place`` the field it is from.  ``stays``: opening it leaves the list open.
    """

    label: str
    detail: str
    icon: str
    open: Callable[[], object]
    group: str = "명령"
    marks: Spans = ()
    excerpt: str = ""
    found: Spans = ()
    place: str = ""
    count: str = ""
    stays: bool = False


class HitDelegate(QStyledItemDelegate):
    """Paints a heading with its count, or a hit on one line or two."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings less height, and hits with an excerpt more."""
        hit = index.data(HIT)
        return QSize(100, HEAD if hit is None else TALL if hit.excerpt else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the line."""
        rect: QRect = option.rect
        hit = index.data(HIT)
        painter.save()
        if hit is None:
            head = rect.adjusted(8, 4, -10, 0)
            self._plain(painter, head, str(index.data()), "text3", 12, 600)
            self._plain(painter, head, str(index.data(COUNT) or ""), "text3", 12, 400, right=True)
        else:
            chosen = index.row() == option.widget.currentRow()  # type: ignore[attr-defined]
            painter.fillRect(rect, theme.color("select" if chosen else "surface"))
            self._hit(painter, rect, hit)
        painter.restore()

    def _hit(self, painter: QPainter, rect: QRect, hit: Hit) -> None:
        line = QRect(rect.x(), rect.y() + (4 if hit.excerpt else 0), rect.width(), 24 if hit.excerpt else ROW)
        icons.paint(painter, QRect(rect.x() + 10, line.y(), 16, line.height()), hit.icon, "text2")
        most = rect.width() * 2 // 5
        room = self._plain(
            painter, line.adjusted(rect.width() - most, 0, -10, 0), hit.detail, "text3", 13, 400, right=True
        )
        paint_marked(painter, line.adjusted(36, 0, -22 - room, 0), hit.label, hit.marks, "text", 14, 500)
        if hit.excerpt:
            below = QRect(rect.x() + 36, line.bottom() + 1, rect.width() - 46, 20)
            used = self._plain(painter, below, hit.place, "text3", 12, 600) + 8 if hit.place else 0
            paint_marked(painter, below.adjusted(used, 0, 0, 0), hit.excerpt, hit.found, "text2", 13, 400)

    @staticmethod
    def _plain(
        painter: QPainter, rect: QRect, text: str, token: str, pixels: int, weight: int, right: bool = False
    ) -> int:
        painter.setFont(theme.font(pixels, weight))
        painter.setPen(theme.color(token))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _RIGHT if right else _LEFT, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


def paint_marked(
    painter: QPainter, rect: QRect, text: str, spans: Spans, token: str, pixels: int, weight: int
) -> None:
    """Paint one line of text, cut at the end where it is too long, its ``spans`` on the ground of a mark."""
    painter.setFont(theme.font(pixels, weight))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    whole = len(shown) if shown == text else len(shown) - 1
    for left, right in _boxes(metrics, shown, spans, whole):
        box = QRect(rect.x() + left - 1, rect.center().y() - 9, right - left + 2, 19)
        painter.fillRect(box, theme.color("mark"))
    painter.setPen(theme.color(token))
    painter.drawText(rect, _LEFT, shown)


def _boxes(metrics: QFontMetrics, shown: str, spans: Spans, whole: int) -> Iterator[tuple[int, int]]:
    """Yield left and right edge of every marked place that is still seen of a line cut to ``whole`` signs."""
    for start, end in spans:
        if start < whole:
            yield (
                metrics.horizontalAdvance(shown[:start]),
                metrics.horizontalAdvance(shown[: min(end, whole)]),
            )
