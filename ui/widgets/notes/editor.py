"""Writing on a card where it lies: Enter stores, Shift+Enter breaks the line, Esc leaves it as it was.

A syllable still being composed is taken whole, whichever way the card is left.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import WordLabel
from ui.widgets.text_editors import LongTextEditor

LINES, MOST = 3, 9
EDGE = 6
EMPTY = "내용을 적으십시오. 그대로 두려면 Esc를 누르십시오."
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class _Writing(LongTextEditor):
    """The field; it tells how it is left."""

    done = Signal()
    cancelled = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store by Enter or Tab, go back by Esc, break the line by Shift+Enter."""
        key, shift = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shift:
            self.insertPlainText("\n")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.done.emit()
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that one went on elsewhere; a menu or another window is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()


class NoteEditor(QFrame):
    """The field over a card; ``stored(card, text)`` comes once for what was changed, ``closed`` always."""

    stored = Signal(int, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden field on the board's ground."""
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.card: int | None = None
        self._before = ""
        self.field = _Writing(LINES, MOST)
        self.field.setFont(theme.font(14))
        self.field.setAccessibleName("카드 내용")
        self.field.setAccessibleDescription("Enter 저장, Shift+Enter 줄 바꿈, Esc 취소")
        self.field.done.connect(lambda: self.finish())
        self.field.cancelled.connect(self.cancel)
        self.field.left.connect(lambda: self.finish(leaving=True))
        self.field.textChanged.connect(self._fit)
        self.wrong = WordLabel("", 12, 400, "danger")
        self.wrong.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        box.setSpacing(4)
        box.addWidget(self.field)
        box.addWidget(self.wrong)
        self.hide()

    def begin(self, card: int, text: str, before: str, wrong: str = "") -> None:
        """Write on ``card``; it reads ``before`` as stored, and ``wrong`` says why ``text`` was refused."""
        self.card, self._before = card, before
        self.field.set_value(text)
        if wrong:
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.field.selectAll()
        self._say(wrong)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, rect: QRect) -> None:
        """Stand over the card at ``rect``."""
        self.setGeometry(QRect(rect.topLeft(), rect.size()).adjusted(-EDGE, -EDGE, EDGE, EDGE))
        self._fit()

    def _fit(self) -> None:
        words = self.wrong.heightForWidth(self.width() - 2 * EDGE) + 4 if not self.wrong.isHidden() else 0
        self.resize(self.width(), self.field.height() + 2 * EDGE + words)

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        self._fit()

    def finish(self, leaving: bool = False) -> None:
        """Hand over what was written; an empty card is refused, or left as it was when one goes elsewhere."""
        if self.card is None:
            return
        QGuiApplication.inputMethod().commit()
        card, text = self.card, self.field.value()
        if not text and not leaving:
            self._say(EMPTY)
            return
        self._close()
        if text and text != self._before:
            self.stored.emit(card, text)

    def cancel(self) -> None:
        """Leave the card as it was."""
        if self.card is not None:
            self._close()

    def _close(self) -> None:
        self.card = None
        self.hide()
        self.closed.emit()
