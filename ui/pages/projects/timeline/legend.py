"""The legend at the foot of the timeline, the same on the screen and on paper."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.choices import StageKind
from ui import theme
from ui.pages.projects.timeline import paint
from ui.pages.projects.timeline.frame import PAD
from ui.pages.projects.timeline.ink import PART, SCREEN, TINT, Ink

HEIGHT = 38
_GAP = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Mark = Callable[[QPainter, QRectF, Ink], None]


def _stage(number: int) -> Mark:
    def draw(painter: QPainter, rect: QRectF, ink: Ink) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.stage(number))
        box = QRectF(rect.x(), rect.center().y() - 9, 18, 18)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font(12, 600))
        painter.setPen(ink("on_primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))

    return draw


def _bar(share: float, solid: bool) -> Mark:
    def draw(painter: QPainter, rect: QRectF, ink: Ink) -> None:
        box = QRectF(rect.x() + 0.5, rect.center().y() - 5.5, 21, 11)
        painter.setPen(QPen(ink.stage(2), 1))
        painter.setBrush(ink.stage(2) if solid else ink.stage(2, TINT))
        painter.drawRoundedRect(box, 2, 2)
        if share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.stage(2, PART))
            painter.drawRect(QRectF(box.x() + 0.5, box.y() + 0.5, box.width() * share, box.height() - 1))

    return draw


def _baseline(painter: QPainter, rect: QRectF, ink: Ink) -> None:
    painter.setPen(QPen(ink("control"), 1))
    painter.setBrush(ink("track"))
    painter.drawRoundedRect(QRectF(rect.x() + 0.5, rect.center().y() - 1.5, 21, 3), 1, 1)


def _gate(filled: bool) -> Mark:
    return lambda painter, rect, ink: paint.paint_diamond(
        painter, QPointF(rect.x() + 8, rect.center().y()), paint.GATE, filled, ink, "text2"
    )


def _due(painter: QPainter, rect: QRectF, ink: Ink) -> None:
    paint.paint_diamond(painter, QPointF(rect.x() + 6, rect.center().y()), paint.DUE, False, ink, "text3")


def _dot(done: bool) -> Mark:
    return lambda painter, rect, ink: paint.paint_dot(
        painter, QPointF(rect.x() + 5, rect.center().y()), done, ink
    )


def _idle(painter: QPainter, rect: QRectF, ink: Ink) -> None:
    painter.setPen(QPen(ink("danger.icon"), 1.6, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(rect.x(), rect.center().y()), QPointF(rect.x() + 22, rect.center().y()))


MARKS: tuple[tuple[str, float, Mark] | None, ...] = (
    *((kind.label, 18.0, _stage(kind.number)) for kind in StageKind),
    None,
    ("끝남", 22, _bar(0, True)),
    ("진행", 22, _bar(0.5, False)),
    ("예정", 22, _bar(0, False)),
    ("처음 계획", 22, _baseline),
    None,
    ("관문 통과", 16, _gate(True)),
    ("관문 전", 16, _gate(False)),
    ("할 일", 12, _due),
    ("활동", 10, _dot(True)),
    ("예정 활동", 10, _dot(False)),
    None,
    ("활동 없음", 22, _idle),
)


def paint_legend(painter: QPainter, rect: QRectF, ink: Ink) -> None:
    """Paint what the signs mean from left to right; the last ones give way where there is no room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = rect.x() + PAD
    for mark in MARKS:
        if mark is None:
            painter.fillRect(QRectF(left, rect.center().y() - 9, 1, 18), ink("line2"))
            left += _GAP
            continue
        words, wide, draw = mark
        painter.setFont(theme.font(13))
        length = QFontMetricsF(painter.font()).horizontalAdvance(words)
        if left + wide + 6 + length > rect.right():
            return
        draw(painter, QRectF(left, rect.y(), wide, rect.height()), ink)
        painter.setFont(theme.font(13))
        painter.setPen(ink("text2"))
        painter.drawText(QRectF(left + wide + 6, rect.y(), length + 4, rect.height()), _LEFT, words)
        left += wide + 6 + length + _GAP


class Legend(QWidget):
    """The legend as a bar under the timeline."""

    def __init__(self) -> None:
        """Make the bar."""
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        names = ", ".join(mark[0] for mark in MARKS if mark is not None)
        self.setAccessibleName(f"범례: {names}")

    def sizeHint(self) -> QSize:
        """Ask for little width: what has no room is left out."""
        return QSize(200, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint with the theme in force."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), SCREEN("surface"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), SCREEN("line2"))
        paint_legend(painter, QRectF(self.rect()), SCREEN)
