"""The four stages in one line, for places where their cards would take too much room."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.stepper import StageCard

DISC, GAP, DASH, HEIGHT = 20, 6, 12, 24


class StageLine(QWidget):
    """``✓ 기획 — 2 설계 64% — 3 집행 — 4 환류``: read, never pressed; the tab 단계 has the stages."""

    def __init__(self) -> None:
        """Begin without stages."""
        super().__init__()
        self._cards: tuple[StageCard, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_cards(self, cards: Sequence[StageCard]) -> None:
        """Show the stages."""
        self._cards = tuple(cards)
        said = ", ".join(
            f"{card.label} {'예정' if card.state == 'planned' else _words(card)}" for card in cards
        )
        self.setAccessibleName(f"단계 진행: {said}")
        self.setToolTip("\n".join(f"{card.number} {card.label}: {card.gate}" for card in cards))
        self.setFixedWidth(self.sizeHint().width())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for all four, whole."""
        metrics = QFontMetrics(theme.font(14, 600))
        wide = sum(DISC + GAP + metrics.horizontalAdvance(_shown(card)) for card in self._cards)
        return QSize(wide + (DASH + 2 * GAP) * max(len(self._cards) - 1, 0) + 2, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint mark and words of each stage, a dash between."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0
        for number, card in enumerate(self._cards):
            if number:
                painter.fillRect(QRect(left + GAP, HEIGHT // 2, DASH, 1), theme.color("line2"))
                left += DASH + 2 * GAP
            left = self._paint_stage(painter, left, card)

    def _paint_stage(self, painter: QPainter, left: int, card: StageCard) -> int:
        disc = QRect(left, (HEIGHT - DISC) // 2, DISC, DISC)
        current = card.state == "current"
        if card.state == "done":
            icons.paint(painter, disc.adjusted(2, 2, -2, -2), "check", "success.icon")
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary" if current else "neutral"))
            painter.drawEllipse(disc)
            painter.setFont(theme.font(12, 600))
            painter.setPen(theme.color("on_primary" if current else "text2"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(card.number))
        painter.setFont(theme.font(14, 600 if current else 400))
        painter.setPen(theme.color("link" if current else "text2"))
        wide = painter.fontMetrics().horizontalAdvance(_shown(card))
        words = QRect(disc.right() + GAP, 0, wide + 2, HEIGHT)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, _shown(card))
        return disc.right() + GAP + QFontMetrics(theme.font(14, 600)).horizontalAdvance(_shown(card))


def _shown(card: StageCard) -> str:
    return f"{card.label} {card.percent}%" if card.state == "current" else card.label


def _words(card: StageCard) -> str:
    return "마침" if card.state == "done" else f"{card.percent}%"
