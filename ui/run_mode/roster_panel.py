"""Attendance on the projector: everybody with a key; pressing it enters 출석, then 지각, then 불참."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain import running
from app.domain.running import PERSON_KEYS, Attendee
from app.domain.session import AttendanceState
from ui.run_mode import look

PAGE = len(PERSON_KEYS)
FEWEST, MOST, ROWS = 2, 3, 9
"""Columns, and the persons of one column before there is another."""
HEAD = 82


class RosterPanel(QWidget):
    """A grid of persons; with the focus, ``pressed(person_id, state)`` tells whose key was pressed.

    Where there are more persons than keys the arrows turn the page.  No input method works here, so that
    the letters are those printed on the keys.
    """

    pressed = Signal(int, str)
    finished = Signal()

    def __init__(self) -> None:
        """Show nobody yet."""
        super().__init__()
        self._people: tuple[Attendee, ...] = ()
        self._page = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def set_people(self, people: Sequence[Attendee]) -> None:
        """Show ``people`` in their order."""
        self._people = tuple(people)
        self._page = min(self._page, self._pages() - 1)
        self._changed()

    def people(self) -> tuple[Attendee, ...]:
        """Return who is shown, with their states."""
        return self._people

    def counts(self) -> str:
        """Return how many are present, late, absent and not entered."""
        states = [person.state for person in self._people]
        parts = [f"{state.label} {states.count(state.value)}" for state in AttendanceState]
        waiting = states.count(None)
        return " · ".join([*parts, f"남음 {waiting}"] if waiting else parts)

    def key_of(self, person_id: int) -> str:
        """Return the key of a person on its page."""
        place = next(n for n, person in enumerate(self._people) if person.person_id == person_id)
        return PERSON_KEYS[place % PAGE]

    def press(self, key: str) -> bool:
        """Enter the next state for whoever has ``key`` on this page; False where nobody has."""
        place = PERSON_KEYS.find(running.person_key(key)) if len(key) == 1 else -1
        place += self._page * PAGE
        if place < self._page * PAGE or place >= len(self._people):
            return False
        person = self._people[place]
        following = running.next_state(person.state)
        people = list(self._people)
        people[place] = replace(person, state=following.value)
        self._people = tuple(people)
        self._changed()
        self.pressed.emit(person.person_id, following.value)
        return True

    def _pages(self) -> int:
        return max((len(self._people) + PAGE - 1) // PAGE, 1)

    def _changed(self) -> None:
        self.setAccessibleName(f"출석 {self.counts()}")
        self.update()

    # -- hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter attendance by the keys shown, turn the page by the arrows, go back by Esc or Enter."""
        turn = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if turn:
            self._page = (self._page + turn) % self._pages()
            self._changed()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier or (
            not self.press(event.text())
        ):
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Keep the letters from being taken as shortcuts while they are keys for persons."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and len(event.text()) == 1:
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus, and enter whoever was clicked."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        for place in range(self._page * PAGE, min((self._page + 1) * PAGE, len(self._people))):
            if self._cell(place - self._page * PAGE).contains(event.position().toPoint()):
                self.press(PERSON_KEYS[place % PAGE])
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys count here now."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys count elsewhere."""
        super().focusOutEvent(event)
        self.update()

    # -- painting

    def _columns(self) -> int:
        shown = min(len(self._people) - self._page * PAGE, PAGE)
        return min(max((shown + ROWS - 1) // ROWS, FEWEST), MOST)

    def _cell(self, place: int) -> QRect:
        unit, columns = look.scale(self), self._columns()
        shown = min(len(self._people) - self._page * PAGE, PAGE)
        rows = max((shown + columns - 1) // columns, 1)
        top = round(HEAD * unit)
        high = min((self.height() - top) // rows, round(54 * unit))
        wide = self.width() // columns
        column, row = divmod(place, rows)
        return QRect(column * wide, top + row * high, wide - round(14 * unit), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the counts and everybody of this page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, active = look.scale(self), self.hasFocus()
        head = QRect(0, 0, self.width(), round(36 * unit))
        page = f"  {self._page + 1}/{self._pages()}쪽 ←→" if self._pages() > 1 else ""
        look.words(painter, head, f"{self.counts()}{page}", round(24 * unit), 600, look.ink("text"))
        hint = "이름 앞의 글쇠를 누르면 출석 → 지각 → 불참 · Esc 카드 입력" if active else "F2 출석 넣기"
        if not self._people:
            hint = "단원이 없습니다. 과제방의 참여자에서 더하십시오."
        tone = look.ink("link" if active else "text3")
        look.words(painter, head.translated(0, head.height()), hint, round(19 * unit), 500, tone)
        for place, person in enumerate(self._people[self._page * PAGE : (self._page + 1) * PAGE]):
            self._paint_person(painter, self._cell(place), PERSON_KEYS[place], person, unit)

    def _paint_person(self, painter: QPainter, cell: QRect, key: str, person: Attendee, unit: float) -> None:
        side = min(round(36 * unit), cell.height() - 4)
        badge = QRect(cell.x(), cell.y() + (cell.height() - side) // 2, side, side)
        active = self.hasFocus()
        painter.setPen(QPen(look.ink("primary" if active else "control"), 1.5))
        painter.setBrush(look.ink("select" if active else "surface"))
        painter.drawRoundedRect(badge.toRectF().adjusted(1, 1, -1, -1), 6, 6)
        text = max(round(side * 0.55), 11)
        look.words(painter, badge, key, text, 700, look.ink("text"), Qt.AlignmentFlag.AlignHCenter)
        state_wide = round(84 * unit)
        name = cell.adjusted(side + round(12 * unit), 0, -state_wide, 0)
        tone = look.ink("text3" if person.state == AttendanceState.ABSENT else "text")
        look.words(painter, name, person.name, max(round(side * 0.68), 13), 500, tone)
        if person.state is None:
            return
        mark, state = look.STATES[person.state]
        at = QRect(cell.right() - state_wide, cell.y(), state_wide, cell.height())
        dot = round(side * 0.56)
        look.icon(
            painter, QRect(at.x(), at.center().y() - dot // 2, dot, dot), mark, look.ink(f"{state}.icon")
        )
        words = AttendanceState(person.state).label
        look.words(
            painter, at.adjusted(dot + 6, 0, 0, 0), words, max(round(side * 0.56), 12), 600, look.ink(state)
        )
