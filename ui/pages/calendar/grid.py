"""Weeks of days as one painted widget, walked by the arrows; entries are opened, dragged, moved by Alt."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.domain.calendar import WEEK, Entry, by_day
from app.domain.koreandate import format_date
from ui import theme
from ui.pages.calendar import marks

HEAD, NUMBER, GAP = 30, 26, 2
DAYS = "일월화수목금토"
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class DayGrid(QWidget):
    """Days in weeks; Space goes through the entries of a day, Enter opens, Alt and an arrow moves one."""

    dayChosen = Signal(object)
    opened = Signal(object)
    moved = Signal(object, object)
    menuWanted = Signal(object, object)
    """The entries of a day and where to show them, for a day that has more than there is room for."""

    def __init__(self) -> None:
        """Show no day yet."""
        super().__init__()
        self._weeks: tuple[date, ...] = ()
        self._month = 0
        self._today = self.day = date.min
        self._entries: dict[date, list[Entry]] = {}
        self._place = 0
        self._pressed: tuple[Entry, QPoint] | None = None
        self._dragged: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(240)

    def set_weeks(self, weeks: Sequence[date], day: date, today: date, month: int = 0) -> None:
        """Show the weeks that begin on ``weeks`` with ``day`` chosen; days outside ``month`` are faint."""
        self._weeks, self._month, self._today = tuple(weeks), month, today
        self.choose(day)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show ``entries``; the one that was chosen stays so where it is still there."""
        chosen = self.entry()
        self._entries = dict(by_day(entries))
        here = self._entries.get(self.day, [])
        keys = [entry.key for entry in here]
        self._place = keys.index(chosen.key) if chosen and chosen.key in keys else 0
        self._name()

    def choose(self, day: date, place: int = 0) -> None:
        """Stand on ``day`` and on one of its entries."""
        self.day, self._place = day, place
        self._name()

    def entry(self) -> Entry | None:
        """Return the entry that is chosen."""
        here = self._entries.get(self.day, [])
        return here[self._place] if self._place < len(here) else None

    def _name(self) -> None:
        here, entry = self._entries.get(self.day, []), self.entry()
        said = f" {marks.spoken(entry)}" if entry else ""
        day = format_date(self.day) if self.day > date.min else ""
        self.setAccessibleName(f"일정 {day} {len(here)}건{said}")
        self.update()

    # -- geometry

    def day_rect(self, day: date) -> QRect:
        """Return where a day stands; an empty rectangle where it is not shown."""
        if not self._weeks or not 0 <= (offset := (day - self._weeks[0]).days) < WEEK * len(self._weeks):
            return QRect()
        row, column = divmod(offset, WEEK)
        wide, high = self.width() / WEEK, (self.height() - HEAD) / len(self._weeks)
        left, top = round(column * wide), HEAD + round(row * high)
        return QRect(left, top, round((column + 1) * wide) - left, HEAD + round((row + 1) * high) - top)

    def room(self) -> int:
        """Return how many entries fit into a day."""
        high = (self.height() - HEAD) // max(len(self._weeks), 1) - NUMBER - 4
        return max(high // (self._high() + GAP), 1)

    def _high(self) -> int:
        return marks.TWO_LINES if len(self._weeks) == 1 else marks.HIGH

    def shown(self, day: date) -> list[Entry]:
        """Return the entries of a day that there is room for; one line is left for how many more."""
        here, room = self._entries.get(day, []), self.room()
        return here if len(here) <= room else here[: room - 1]

    def entry_rect(self, day: date, place: int) -> QRect:
        """Return where an entry of a day stands."""
        rect = self.day_rect(day)
        top = rect.y() + NUMBER + place * (self._high() + GAP)
        return QRect(rect.x() + 4, top, rect.width() - 8, self._high())

    def day_at(self, point: QPoint) -> date | None:
        """Return the day under ``point``."""
        days = (week + timedelta(days=n) for week in self._weeks for n in range(WEEK))
        return next((day for day in days if self.day_rect(day).contains(point)), None)

    def entry_at(self, point: QPoint) -> Entry | None:
        """Return the entry under ``point``."""
        day = self.day_at(point)
        here = enumerate(self.shown(day)) if day else ()
        return next((e for n, e in here if day and self.entry_rect(day, n).contains(point)), None)

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint head, days, entries, and the entry that is dragged."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("surface"))
        for column in range(WEEK if self._weeks else 0):
            rect = self.day_rect(self._weeks[0] + timedelta(days=column))
            painter.setFont(theme.font(13, 500))
            painter.setPen(theme.color("danger" if column == 0 else "text2"))
            head = QRect(rect.x(), 0, rect.width(), HEAD)
            painter.drawText(head.adjusted(8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, DAYS[column])
        for week in self._weeks:
            for column in range(WEEK):
                self._paint_day(painter, week + timedelta(days=column))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_dragged(painter)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        rect, target = self.day_rect(day), self._dragged and self.day_at(self._dragged)
        outside = bool(self._month) and day.month != self._month
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("select" if day == target else "surface2" if outside else "surface"))
        painter.drawRect(rect.toRectF().adjusted(0.5, 0.5, 0.5, 0.5))
        self._paint_number(painter, rect, day, outside)
        focus, here = self.hasFocus(), self._entries.get(day, [])
        shown = self.shown(day)
        for place, entry in enumerate(shown):
            chosen = focus and day == self.day and place == self._place
            dragged = self._dragged is not None and self._pressed is not None and self._pressed[0] == entry
            marks.paint(painter, self.entry_rect(day, place), entry, chosen, dragged)
        if len(here) > len(shown):
            more = self.entry_rect(day, len(shown)).adjusted(6, 0, 0, 0)
            painter.setFont(theme.font(12, 600))
            painter.setPen(theme.color("text2"))
            painter.drawText(more, Qt.AlignmentFlag.AlignVCenter, f"+{len(here) - len(shown)}건 더")
        if day == self.day:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("primary" if focus else "control"), 2 if focus else 1))
            painter.drawRect(rect.toRectF().adjusted(1.5, 1.5, -0.5, -0.5))

    def _paint_number(self, painter: QPainter, rect: QRect, day: date, outside: bool) -> None:
        words = f"{day.month}. {day.day}." if day.day == 1 else str(day.day)
        number = QRect(rect.x() + 4, rect.y() + 3, 22, 20)
        painter.setFont(theme.font(13, 600 if day == self._today else 400))
        if day == self._today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            wide = painter.fontMetrics().horizontalAdvance(words) + 12
            number.setWidth(max(wide, 22))
            painter.drawRoundedRect(number, 10, 10)
            painter.setPen(theme.color("on_primary"))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, words)
            return
        weekday = "danger" if day.weekday() == 6 else "text"
        painter.setPen(theme.color("text3" if outside else weekday))
        painter.drawText(number.adjusted(4, 0, 40, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_dragged(self, painter: QPainter) -> None:
        if self._pressed is not None and self._dragged is not None:
            wide = self.width() // WEEK - 8
            corner = self._dragged + QPoint(-wide // 2, -marks.HIGH // 2)
            marks.paint(painter, QRect(corner.x(), corner.y(), wide, marks.HIGH), self._pressed[0], True)

    # -- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day and the entry; more than there is room for opens the list of the day."""
        point = event.position().toPoint()
        day = self.day_at(point)
        if day is None:
            return
        entry = self.entry_at(point)
        here = self._entries.get(day, [])
        self.choose(day, here.index(entry) if entry else 0)
        self.dayChosen.emit(day)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (entry, point) if entry and left else None
        shown = self.shown(day)
        if len(here) > len(shown) and self.entry_rect(day, len(shown)).contains(point) and left:
            self.menuWanted.emit(here, self.mapToGlobal(point))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the entry that was pressed."""
        point = event.position().toPoint()
        if self._pressed is None:
            return
        far = (point - self._pressed[1]).manhattanLength() >= QApplication.startDragDistance()
        if far or self._dragged is not None:
            self._dragged = point
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Put the dragged entry on the day under the pointer."""
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        day = self.day_at(dragged) if dragged is not None else None
        if pressed is not None and day is not None and day != pressed[0].day:
            self.choose(day)
            self.moved.emit(pressed[0], day)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the entry."""
        entry = self.entry_at(event.position().toPoint())
        if entry is not None:
            self.opened.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """List the entries of the day."""
        here = self._entries.get(self.day, [])
        if here:
            self.menuWanted.emit(here, event.globalPos())

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer; keep Alt and the arrows from 뒤로 while an entry is chosen."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and Qt.Key(event.key()) in STEPS and self.entry() is not None:
                event.accept()
                return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self.entry_at(event.pos())
            QToolTip.showText(event.globalPos(), marks.spoken(entry) if entry else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by the arrows, go through a day by Space, open by Enter, drop a drag by Esc."""
        key, entry = Qt.Key(event.key()), self.entry()
        step = STEPS.get(key, 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if entry is not None:
                day = self.day + timedelta(days=step)
                self.moved.emit(entry, day)
        elif step:
            self.choose(self.day + timedelta(days=step))
            self.dayChosen.emit(self.day)
        elif key == Qt.Key.Key_Space:
            self.choose(self.day, (self._place + 1) % max(len(self._entries.get(self.day, [])), 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Escape and self._dragged is not None:
            self._pressed = self._dragged = None
            self.update()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        here, entry = self._entries.get(self.day, []), self.entry()
        if len(here) > len(self.shown(self.day)):
            self.menuWanted.emit(here, self.mapToGlobal(self.day_rect(self.day).bottomLeft()))
        elif entry is not None:
            self.opened.emit(entry)
