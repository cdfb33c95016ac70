"""Bars that say how far: thin progress, the four segments of the stages, a half-ring with its threshold."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.rounding import percent_of
from ui import theme

SEGMENT, SEGMENT_HEIGHT, SEGMENT_GAP = 22, 8, 2
STAGE_BAR_WIDTH = 4 * SEGMENT + 3 * SEGMENT_GAP


def paint_bar(painter: QPainter, rect: QRectF, share: float, fill: QColor, track: QColor) -> None:
    """Paint a rounded bar filled to ``share`` (0-1); a little shows at least its round end."""
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(track)
    painter.drawRoundedRect(rect, radius, radius)
    if share > 0:
        painter.setBrush(fill)
        width = max(rect.height(), rect.width() * min(share, 1.0))
        painter.drawRoundedRect(QRectF(rect.x(), rect.y(), width, rect.height()), radius, radius)


def paint_stage_bar(painter: QPainter, x: float, middle: float, stage: int, share: float) -> None:
    """Paint four segments: those before ``stage`` finished, it filled to ``share``; 5 is all."""
    painter.setPen(Qt.PenStyle.NoPen)
    top = round(middle - SEGMENT_HEIGHT / 2)
    for number in range(1, 5):
        left = x + (number - 1) * (SEGMENT + SEGMENT_GAP)
        whole = QRectF(left, top, SEGMENT, SEGMENT_HEIGHT)
        painter.setBrush(theme.color("strong" if number < stage else "track"))
        painter.drawRoundedRect(whole, 2, 2)
        if number == stage and share > 0:
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(
                QRectF(left, top, max(3.0, SEGMENT * min(share, 1.0)), SEGMENT_HEIGHT), 2, 2
            )


class ThinBar(QWidget):
    """A progress bar 6 high."""

    def __init__(
        self, value: float = 0.0, color: str = "primary", accessible: str = "진행률", height: int = 6
    ) -> None:
        """Show ``value`` (0-1) in the token ``color``."""
        super().__init__()
        self._value, self._color, self._track = value, color, "track"
        self._name = accessible
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_value(value)

    def set_value(self, value: float, color: str | None = None, track: str | None = None) -> None:
        """Show another value (0-1)."""
        self._value, self._color, self._track = value, color or self._color, track or self._track
        self.setAccessibleName(f"{self._name} {round(value * 100)}%")
        self.update()

    def value(self) -> float:
        """Return the share shown, 0-1."""
        return self._value

    def sizeHint(self) -> QSize:
        """Ask for a usual width."""
        return QSize(72, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bar(
            painter, QRectF(self.rect()), self._value, theme.color(self._color), theme.color(self._track)
        )


class ShareRow(QWidget):
    """One line of a breakdown: its words, a bar of its share of the whole, and the count."""

    WORDS, COUNT = 76, 48

    def __init__(self, words: str, count: int, whole: int, color: str = "primary") -> None:
        """Show ``count`` of ``whole``."""
        super().__init__()
        self._words, self._count, self._whole, self._color = words, count, whole, color
        share = f" {percent_of(count, whole)}%" if whole else ""
        self.setAccessibleName(f"{words} {count}명{share}")
        self.setToolTip(f"{words} {count}명{share}")
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, bar and count in one line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text2"))
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.WORDS)
        painter.drawText(QRectF(0, 0, self.WORDS, self.height()), left, words)
        bar = QRectF(
            self.WORDS + 8, self.height() / 2 - 3, max(self.width() - self.WORDS - self.COUNT - 8, 20), 6
        )
        share = self._count / self._whole if self._whole else 0.0
        paint_bar(painter, bar, share, theme.color(self._color), theme.color("track"))
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.color("text"))
        count = QRectF(self.width() - self.COUNT, 0, self.COUNT, self.height())
        painter.drawText(count, right, f"{self._count}명")


class Gauge(QWidget):
    """A half ring filled to a share, its figure in the middle, and a threshold tick with its words."""

    def __init__(self, words: str, threshold: float | None = None, threshold_words: str = "") -> None:
        """Make an empty gauge called ``words``."""
        super().__init__()
        self._words, self._threshold, self._tick = words, threshold, threshold_words
        self._share: float | None = None
        self.setMinimumSize(196, 124)

    def set_threshold(self, threshold: float | None, words: str) -> None:
        """Move the tick to ``threshold`` (0-1), called ``words``; None takes it away."""
        self._threshold, self._tick = threshold, words
        self.update()

    def set_share(self, share: float | None) -> None:
        """Show ``share`` (0-1), or – where there is nothing to count."""
        self._share = share
        figure = "없음" if share is None else f"{round(share * 100)}%"
        self.setAccessibleName(f"{self._words} {figure} {self._tick}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring, tick and figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = min(self.width() / 2 - 16, self.height() - 34.0)
        centre = QPointF(self.width() / 2, radius + 16)
        self._paint_ring(painter, centre, radius)
        self._paint_tick(painter, centre, radius)
        self._paint_figure(painter, centre)

    def _paint_ring(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        width = 16.0
        box = QRectF(
            centre.x() - radius + width / 2,
            centre.y() - radius + width / 2,
            2 * radius - width,
            2 * radius - width,
        )
        for share, token in ((1.0, "track"), (self._share or 0.0, "primary")):
            pen = QPen(theme.color(token), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            if share > 0:
                painter.drawArc(box, 180 * 16, round(-180 * 16 * min(share, 1.0)))

    def _paint_tick(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        if self._threshold is None:
            return
        painter.save()
        painter.translate(centre)
        painter.rotate(180 * self._threshold - 180)
        painter.setPen(QPen(theme.color("text"), 2))
        painter.drawLine(QPointF(radius - 18, 0), QPointF(radius + 2, 0))
        painter.restore()
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2"))
        painter.drawText(QPointF(max(0.0, centre.x() - radius - 14), 12), self._tick)

    def _paint_figure(self, painter: QPainter, centre: QPointF) -> None:
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        figure = "–" if self._share is None else str(round(self._share * 100))
        big, small = theme.font(28, 700), theme.font(18, 700)
        painter.setFont(big)
        painter.setPen(theme.color("text"))
        wide = painter.fontMetrics().horizontalAdvance(figure)
        painter.setFont(small)
        sign = 0 if self._share is None else painter.fontMetrics().horizontalAdvance("%")
        left = centre.x() - (wide + sign) / 2
        painter.setFont(big)
        painter.drawText(QPointF(left, centre.y() - 8), figure)
        if sign:
            painter.setFont(small)
            painter.drawText(QPointF(left + wide, centre.y() - 8), "%")
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRectF(0, centre.y() - 4, self.width(), 18), flags, self._words)
