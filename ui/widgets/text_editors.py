"""Editors that take typing: one line, several lines, numbers, dates.

Each undoes its own typing first and lets Ctrl+Z pass to the window when it has none left; each knows
whether a syllable is still being composed, so that nobody saves half of one.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QPlainTextEdit, QSizePolicy

from app.domain.koreandate import format_date, parse_date, read_period
from app.errors import UserError
from ui import icons, theme

LINE = 20
MOST = 999_999_999_999
FRAME = 14


def _lets_pass(event: QEvent, undoable: bool, redoable: bool) -> bool:
    """Tell whether Ctrl+Z or its counterpart belongs to the window because the field has nothing to undo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    return (event.matches(undo) and not undoable) or (event.matches(redo) and not redoable)


class TextEditor(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(self) -> None:
        """Make an empty field."""
        super().__init__()
        self.composing = False
        self.setMinimumWidth(40)
        self.textEdited.connect(self.edited)

    def value(self) -> Any:
        """Return what is written; raises UserError where it cannot be taken."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show ``value``; the field's own undo begins anew."""
        if self.text() != self.written(value):
            self.setText(self.written(value))
            self.setCursorPosition(0)

    def written(self, value: Any) -> str:
        """Return how ``value`` is written."""
        return "" if value is None else str(value)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where nothing typed is left to undo."""
        if _lets_pass(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow the composition of a syllable."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class NumberEditor(TextEditor):
    """A whole number, or nothing; the arrows count up and down."""

    def __init__(self, suffix: str = "", low: int = 0, high: int = MOST) -> None:
        """Take numbers from ``low`` to ``high``; ``suffix`` may be written or not."""
        super().__init__()
        self._suffix, self._low, self._high = suffix, low, high

    def value(self) -> int | None:
        """Return the number."""
        text = self.text().strip().removesuffix(self._suffix).replace(",", "").strip()
        if not text:
            return None
        if not text.lstrip("-").isdecimal() or not self._low <= int(text) <= self._high:
            raise UserError(f"{self._low:,}에서 {self._high:,}까지의 숫자로 적어 주십시오.")
        return int(text)

    def written(self, value: Any) -> str:
        """Return the number with its suffix."""
        return "" if value is None else f"{int(value)}{self._suffix}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        try:
            number = (self.value() or 0) + step
        except UserError:
            return
        self.selectAll()
        self.insert(self.written(min(max(number, self._low), self._high)))
        self.edited.emit()


class DecimalEditor(TextEditor):
    """A number with or without decimals, or nothing; thousands commas may be written."""

    def value(self) -> float | None:
        """Return the number."""
        text = self.text().strip().replace(",", "")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            raise UserError("숫자로 적어 주십시오. 예: 72.5") from None

    def written(self, value: Any) -> str:
        """Return the number without needless noughts."""
        return "" if value is None else f"{value:.10g}"


class DateEditor(TextEditor):
    """A day, in any of the ways offices write one; Alt+Down opens a calendar.

    A ``partial`` one takes the words of a month, a quarter, a half or a year as well.
    """

    def __init__(self, partial: bool = False) -> None:
        """Make an empty field with its calendar."""
        super().__init__()
        self._partial = partial
        self.setPlaceholderText("예: 2026. 11. 21.")
        action = self.addAction(icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip("달력 열기 (Alt+↓)")
        action.triggered.connect(self.open_calendar)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | str | None:
        """Return the day, one without a year being of this year, or the words of a longer time."""
        text = super().value()
        words = read_period(text) if self._partial else None
        return words or (parse_date(text, date.today().year) if text else None)

    def written(self, value: Any) -> str:
        """Return the day as documents print it."""
        return format_date(value) if isinstance(value, date) else super().written(value)

    def _tidy(self) -> None:
        try:
            text = self.written(self.value())
        except UserError:
            return
        if text != self.text():
            self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar by Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> QCalendarWidget:
        """Show a calendar below the field; choosing a day writes it."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName("달력")
        try:
            written = self.value()
        except UserError:
            written = None
        day = written if isinstance(written, date) else date.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda chosen: self._choose(calendar, chosen))
        calendar.clicked.connect(lambda chosen: self._choose(calendar, chosen))
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.show()
        return calendar

    def _choose(self, calendar: QCalendarWidget, chosen: QDate) -> None:
        self.setText(format_date(date(chosen.year(), chosen.month(), chosen.day())))
        calendar.close()
        self.edited.emit()


class LongTextEditor(QPlainTextEdit):
    """Several lines of plain text; the field grows with them."""

    edited = Signal()

    def __init__(self, lines: int = 3, most: int = 14) -> None:
        """Make an empty field of ``lines``, growing to ``most``."""
        super().__init__()
        self.composing = False
        self._lines, self._most = lines, most
        self._setting = False
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def value(self) -> str:
        """Return the text."""
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        """Show ``value``; the field's own undo begins anew."""
        text = "" if value is None else str(value)
        if text != self.toPlainText():
            self._setting = True
            self.setPlainText(text)
            self._setting = False

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where nothing typed is left to undo."""
        document = self.document()
        if _lets_pass(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow the composition of a syllable."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _changed(self) -> None:
        # setPlainText and each composed jamo announce a change too; only what is committed counts
        if not self._setting and not self.composing:
            self.edited.emit()

    def _grow(self) -> None:
        lines = min(max(int(self.document().size().height()), self._lines), self._most)
        self.setFixedHeight(lines * max(LINE, self.fontMetrics().lineSpacing()) + FRAME)


def take(line: QLineEdit) -> Callable[[], None]:
    """Empty ``line`` and return what gives back what it held, unless somebody has written on."""
    text = line.text()
    line.clear()

    def give_back() -> None:
        if not line.text():
            line.setText(text)

    return give_back


def set_invalid(editor: Any, invalid: bool) -> None:
    """Mark or unmark ``editor`` as holding something that cannot be taken."""
    if bool(editor.property("invalid")) != invalid:
        editor.setProperty("invalid", invalid)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        editor.setFont(theme.font())
