"""The stepper: four stage cards joined by the diamonds of their gates."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.bars import paint_bar

GAP = 28


@dataclass(frozen=True, slots=True)
class StageCard:
    """What one card says; ``state`` is done, current or planned."""

    number: int
    label: str
    state: str
    percent: int
    gate: str
    gate_icon: str
    gate_tone: str = "text2"
    badge: str = ""


class _Card(QWidget):
    """One stage; Enter, Space or a click opens it."""

    activated = Signal(int)

    def __init__(self, card: StageCard) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.STEPPER + 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hover = False
        self.set_card(card)

    def set_card(self, card: StageCard) -> None:
        """Show another state."""
        self.card = card
        self.setAccessibleName(f"{card.number}단계 {card.label} {self._words()} {card.gate}")
        self.update()

    def _words(self) -> str:
        return "예정" if self.card.state == "planned" else f"{self.card.percent}%"

    def sizeHint(self) -> QSize:
        """Ask for a usual width."""
        return QSize(240, theme.STEPPER)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, number, words, bar and the line of the gate."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_number(painter)
        self._paint_words(painter)
        current = self.card.state == "current"
        bar = QRectF(13, 40, self.width() - 26, 6)
        share = 0.0 if self.card.state == "planned" else self.card.percent / 100
        track = theme.color("heat.3" if current else "track")
        paint_bar(painter, bar, share, theme.color("primary" if current else "strong"), track)
        icons.paint(painter, QRect(13, 52, 16, 16), self.card.gate_icon, f"{self._tone('icon')}")
        painter.setFont(theme.font(13))
        painter.setPen(theme.color(self._tone("text") if self.card.gate_tone == "warning" else "text2"))
        painter.drawText(QRect(33, 50, self.width() - 44, 20), Qt.AlignmentFlag.AlignVCenter, self.card.gate)

    def _tone(self, part: str) -> str:
        tone = self.card.gate_tone
        return f"{tone}.{part}" if tone in ("success", "warning", "danger") else tone

    def _paint_ground(self, painter: QPainter) -> None:
        current = self.card.state == "current"
        edge = "primary" if current or self.hasFocus() else "line2"
        fill = "select" if current else "surface2" if self._hover else "surface"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _paint_number(self, painter: QPainter) -> None:
        disc = QRectF(13, 10, 22, 22)
        fill = {"done": "strong", "current": "primary"}.get(self.card.state, "neutral")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(fill))
        painter.drawEllipse(disc)
        ink = "text2" if self.card.state == "planned" else "on_primary"
        if self.card.state == "done":
            icons.paint(painter, QRect(17, 14, 14, 14), "check", ink)
            return
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.color(ink))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self.card.number))

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(theme.font(15, 600))
        painter.setPen(theme.color("text"))
        painter.drawText(QRect(43, 9, 80, 24), Qt.AlignmentFlag.AlignVCenter, self.card.label)
        left = 43 + painter.fontMetrics().horizontalAdvance(self.card.label) + 8
        painter.setFont(theme.font(14))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRect(left, 9, 80, 24), Qt.AlignmentFlag.AlignVCenter, self._words())
        if self.card.badge:
            painter.setFont(theme.font(12, 600))
            wide = painter.fontMetrics().horizontalAdvance(self.card.badge)
            right = self.width() - 17 - wide
            painter.setPen(theme.color("link"))
            painter.drawText(QRect(right, 9, wide + 4, 24), Qt.AlignmentFlag.AlignVCenter, self.card.badge)
            icons.paint(painter, QRect(right - 18, 14, 14, 14), "play", "link")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Go back to plain."""
        self._hover = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the stage."""
        if self.rect().contains(event.position().toPoint()):
            self.activated.emit(self.card.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the stage by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(self.card.number)
        else:
            super().keyPressEvent(event)


class Stepper(QWidget):
    """The four stages of a project; ``stageActivated(number)`` asks to see one."""

    stageActivated = Signal(int)

    def __init__(self) -> None:
        """Make a stepper of four planned stages."""
        super().__init__()
        self.setFixedHeight(theme.STEPPER + 2)
        self.setAccessibleName("단계 진행")
        planned = (StageCard(n, "", "planned", 0, "", "lock") for n in range(1, 5))
        self.cards = [_Card(card) for card in planned]
        for card in self.cards:
            card.setParent(self)
            card.activated.connect(self.stageActivated)

    def set_cards(self, cards: Sequence[StageCard]) -> None:
        """Show the four stages."""
        for widget, card in zip(self.cards, cards, strict=True):
            widget.set_card(card)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for four cards and their gates."""
        return QSize(1000, theme.STEPPER + 2)

    def resizeEvent(self, _event: object) -> None:
        """Share the width among the cards."""
        each = (self.width() - 3 * GAP) / 4
        for number, card in enumerate(self.cards):
            left = round(number * (each + GAP))
            card.setGeometry(left, 0, round(each), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the gates between the cards: filled when passed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for before in self.cards[:-1]:
            x, y = before.geometry().right() + GAP / 2 + 1, self.height() / 2
            passed = before.card.state == "done"
            painter.setPen(QPen(theme.color("success.icon" if passed else "control"), 1.2))
            painter.setBrush(theme.color("success.icon" if passed else "surface"))
            corners = [QPointF(x, y - 6), QPointF(x + 6, y), QPointF(x, y + 6), QPointF(x - 6, y)]
            painter.drawPolygon(QPolygonF(corners))
