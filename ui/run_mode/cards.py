"""The newest cards as notes, and the legend of kinds with their marks."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.finding import FindingKind
from app.domain.running import MARKS, Capture
from ui.run_mode import look

GAP = 12


class CardStrip(QWidget):
    """The newest cards side by side, the newest first; those not stored yet are outlined."""

    def __init__(self) -> None:
        """Show no card yet."""
        super().__init__()
        self._cards: tuple[Capture, ...] = ()
        self._waiting: frozenset[str] = frozenset()

    def set_cards(self, cards: Sequence[Capture], waiting: Sequence[Capture]) -> None:
        """Show ``waiting`` cards, then ``cards`` that are stored, both with the newest first."""
        self._waiting = frozenset(card.uid for card in waiting)
        self._cards = (*waiting, *cards)
        self.setAccessibleName("최근 카드: " + "; ".join(card.text for card in self._cards[:3]))
        self.update()

    def shown(self) -> tuple[Capture, ...]:
        """Return the cards in their order on the screen."""
        return self._cards

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as many notes as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = look.scale(self)
        gap, count = round(GAP * unit), max(self.width() // round(300 * unit), 1)
        wide = (self.width() - gap * (count - 1)) // count
        for place, card in enumerate(self._cards[:count]):
            self._paint_card(painter, QRect(place * (wide + gap), 0, wide, self.height()), card, unit)

    def _paint_card(self, painter: QPainter, rect: QRect, card: Capture, unit: float) -> None:
        icon, fill, ink = look.note(card.kind)
        waiting = card.uid in self._waiting
        painter.setPen(QPen(look.ink("warning.icon"), 3) if waiting else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(rect.toRectF().adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        inner = rect.adjusted(*(round(n * unit) for n in (16, 12, -16, -12)))
        size = round(22 * unit)
        look.icon(painter, QRect(inner.x(), inner.y(), size, size), icon, ink)
        head = QRect(inner.x() + size + round(8 * unit), inner.y(), inner.width() - size, size)
        label = FindingKind(card.kind).label + (" · 저장하는 중" if waiting else "")
        look.words(painter, head, label, max(round(19 * unit), 12), 600, ink)
        body = inner.adjusted(0, size + round(8 * unit), 0, 0)
        look.wrapped(painter, body, card.text, max(round(24 * unit), 15), 500, look.ink("#1e2124"), 3)


class Legend(QWidget):
    """The kinds with the mark and the number that choose them; the one in force is filled."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Begin with the first kind."""
        super().__init__()
        self._kind = MARKS[0][1].value

    def set_kind(self, kind: str) -> None:
        """Show that the next card is of ``kind``."""
        self._kind = kind
        self.setAccessibleName(f"카드 종류 {FindingKind(kind).label}")
        self.update()

    def _cell(self, place: int) -> QRect:
        wide = self.width() / len(MARKS)
        return QRect(round(place * wide), 0, round(wide) - round(6 * look.scale(self)), self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the kind that was clicked."""
        for place, (_mark, kind) in enumerate(MARKS):
            if self._cell(place).contains(event.position().toPoint()):
                self.chosen.emit(kind.value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint one small chip for each kind."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = look.scale(self)
        pixels = max(round(18 * unit), 12)
        for place, (mark, kind) in enumerate(MARKS):
            rect, on = self._cell(place), kind.value == self._kind
            _icon, fill, ink = look.note(kind.value)
            painter.setPen(Qt.PenStyle.NoPen if on else QPen(look.ink("line2"), 1))
            painter.setBrush(fill if on else look.ink("surface"))
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            tone = ink if on else look.ink("text2")
            inner = rect.adjusted(round(8 * unit), 0, -round(4 * unit), 0)
            look.words(painter, inner, mark, pixels, 700, tone)
            words = inner.adjusted(round(24 * unit), 0, 0, 0)
            look.words(painter, words, kind.label.removesuffix(" 질문"), pixels, 600 if on else 500, tone)
            number = str((place + 1) % 10)
            faint = ink if on else look.ink("text3")
            look.words(painter, inner, number, pixels - 2, 400, faint, Qt.AlignmentFlag.AlignRight)
