"""The agenda on the projector: what is on, how long it may last, what comes next."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain import running
from app.domain.session import AgendaItem
from ui.run_mode import look

SOON = 60


class AgendaPanel(QWidget):
    """Paints the item under way with its clock, red and counting up once it overruns."""

    def __init__(self) -> None:
        """Show no agenda yet."""
        super().__init__()
        self._agenda: tuple[AgendaItem, ...] = ()
        self._now: datetime | None = None
        self._said = ("", "", "")

    def set_agenda(self, agenda: Sequence[AgendaItem], now: datetime) -> None:
        """Show ``agenda`` as it stands at ``now``."""
        self._agenda = tuple(agenda)
        self.tick(now)
        self.update()

    def tick(self, now: datetime) -> None:
        """Let the clock say what it is at ``now``."""
        self._now = now
        said = (self.title(), self.clock(), self.next_words())
        if said != self._said:
            self._said = said
            self.setAccessibleName(" · ".join(part for part in said if part))
            self.update()

    # -- words

    def title(self) -> str:
        """Return the item under way, or what there is to do before the first and after the last."""
        at = running.current(self._agenda)
        if at is not None:
            return self._agenda[at].title
        if not self._agenda:
            return "진행 순서가 없습니다"
        return "PgDn을 누르면 시작합니다" if self._next() is not None else "모든 순서를 마쳤습니다"

    def clock(self) -> str:
        """Return the time left, or the time passed of an item without planned minutes."""
        left = self._left()
        if left is None:
            return ""
        at = running.current(self._agenda)
        planned = self._agenda[at].minutes if at is not None else 0
        return running.clock_face(left if planned else abs(left))

    def overrun(self) -> bool:
        """Tell whether the item under way takes longer than planned."""
        at, left = running.current(self._agenda), self._left()
        return bool(at is not None and self._agenda[at].minutes and left is not None and left < 0)

    def next_words(self) -> str:
        """Return what comes next, with its minutes."""
        following = self._next()
        if following is None:
            return ""
        item = self._agenda[following]
        return f"다음  {item.title}" + (f"  {item.minutes}분" if item.minutes else "")

    def _next(self) -> int | None:
        return running.upcoming(self._agenda)

    def _left(self) -> int | None:
        at = running.current(self._agenda)
        return None if at is None or self._now is None else running.seconds_left(self._agenda[at], self._now)

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint place, title, clock, bar and what is next, from top to bottom."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = look.scale(self)
        wide, y = self.width(), 0
        at = running.current(self._agenda)
        begun = at + 1 if at is not None else sum(1 for item in self._agenda if item.started_at)
        place = f"순서 {begun} / {len(self._agenda)}" if self._agenda else ""
        line = round(36 * unit)
        look.words(painter, QRect(0, y, wide, line), place, round(24 * unit), 500, look.ink("text3"))
        y += line + round(8 * unit)
        high = round(132 * unit)
        tone = look.ink("text") if at is not None else look.ink("text2")
        look.wrapped(painter, QRect(0, y, wide, high), self.title(), round(52 * unit), 700, tone, 2)
        y += high + round(8 * unit)
        self._paint_clock(painter, QRect(0, y, wide, round(170 * unit)), unit)
        y += round(170 * unit)
        self._paint_bar(painter, QRect(0, y, wide, round(10 * unit)))
        y += round(34 * unit)
        look.words(painter, QRect(0, y, wide, round(44 * unit)), self.next_words(), round(30 * unit), 500,
                   look.ink("text2"))  # fmt: skip
        self._paint_later(painter, QRect(0, y + round(56 * unit), wide, round(38 * unit)), unit)

    def _paint_later(self, painter: QPainter, rect: QRect, unit: float) -> None:
        following = self._next()
        for item in self._agenda[following + 1 :] if following is not None else ():
            if rect.bottom() > self.height():
                return
            words = item.title + (f"  {item.minutes}분" if item.minutes else "")
            inner = rect.adjusted(round(62 * unit), 0, 0, 0)
            look.words(painter, inner, words, round(24 * unit), 400, look.ink("text3"))
            rect = rect.translated(0, rect.height())

    def _paint_clock(self, painter: QPainter, rect: QRect, unit: float) -> None:
        left = self._left()
        if left is None:
            return
        color = look.ink("danger") if self.overrun() else look.ink("warning" if 0 <= left <= SOON else "text")
        if not self._planned():
            color = look.ink("text2")
        look.words(painter, rect, self.clock(), round(150 * unit), 700, color)
        wide = painter.fontMetrics().horizontalAdvance(self.clock()) + round(24 * unit)
        beside = rect.adjusted(wide, round(60 * unit), 0, 0)
        word = "초과" if self.overrun() else "남음" if self._planned() else "지남"
        look.words(painter, beside, word, round(32 * unit), 600, color)

    def _planned(self) -> int:
        at = running.current(self._agenda)
        return self._agenda[at].minutes * 60 if at is not None else 0

    def _paint_bar(self, painter: QPainter, rect: QRect) -> None:
        left, planned = self._left(), self._planned()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.ink("track"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        if left is None or not planned:
            return
        passed = min(max((planned - left) / planned, 0), 1)
        done = QRect(rect.x(), rect.y(), round(rect.width() * passed), rect.height())
        painter.setBrush(look.ink("danger.icon" if self.overrun() else "primary"))
        painter.drawRoundedRect(done, rect.height() / 2, rect.height() / 2)
