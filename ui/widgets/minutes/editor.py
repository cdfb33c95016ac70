"""회의록 편집: structured text with few marks, saved as one types, exact while Hangul is composed.

A syllable being composed belongs to nobody yet: it is not saved half.  It is settled, once, when the editor
loses the focus, is hidden, or is asked to hand over; what an input method delivers after that for the same
syllable is dropped, or it would stand there twice.
"""

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QGuiApplication,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QTextEdit

from app.domain.minutes import LineKind
from app.domain.pasted import markdown_of as pasted
from app.domain.privacy import resident_number
from app.errors import UserError
from ui import theme
from ui.widgets.minutes import document as doc
from ui.widgets.minutes import keys
from ui.widgets.minutes.quotes import QuoteMarks

AUTOSAVE_MS = 700


class MinutesEditor(QTextEdit):
    """The minutes of one record, ``record_id``; ``edited(key, markdown)`` hands over what was typed.

    ``failed`` says why an edit was refused; ``kindChanged`` tells that the toolbar shows something else.
    """

    edited = Signal(str, object)
    failed = Signal(str)
    kindChanged = Signal()

    def __init__(self, key: str = "minutes") -> None:
        """Make an empty editor of the field ``key``."""
        super().__init__()
        self.record_id: int | None = None
        self.composing = False
        self._key, self._sent, self._loading = key, "", False
        self._settled = ""
        # What is typed holds a number that is not stored, or found no room: nothing read may take its place.
        self._held = self._unstored = False
        self.quotes = QuoteMarks(self)
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.setFont(theme.font())
        self.setAccessibleName("회의록")
        self.setPlaceholderText("들은 말과 오간 의견을 적으십시오. ‘- ’는 목록, ‘## ’는 제목이 됩니다.")
        self.document().setDocumentMargin(12)
        self.document().setIndentWidth(22)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE_MS)
        self._timer.timeout.connect(self._autosave)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self.kindChanged)
        theme.notifier().changed.connect(self._restyle)

    # -- what it holds

    def markdown(self) -> str:
        """Return the minutes as they are stored."""
        return doc.markdown_of(self.document())

    def show_record(self, record_id: int, markdown: str) -> None:
        """Show the minutes of a record; typing that was not handed over yet is not overwritten."""
        if record_id != self.record_id:
            self.flush()
            self._held = self._unstored = False
            self.record_id, self._sent = record_id, markdown
            self._fill(markdown)
        elif not (self.pending() or self._held or self._unstored) and markdown != self.markdown():
            self._sent = markdown
            self._fill(markdown)

    def _fill(self, markdown: str) -> None:
        self._loading = True
        place, bar = self.textCursor().position(), self.verticalScrollBar().value()
        doc.fill(self.document(), markdown)
        cursor = self.textCursor()
        cursor.setPosition(min(place, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(bar)
        self._loading = False
        self.quotes.forget()
        self.quotes.mark()
        self.kindChanged.emit()

    def _restyle(self, *_mode: object) -> None:
        if not self.pending():
            self._fill(self.markdown())

    # -- saving

    def pending(self) -> bool:
        """Tell whether something typed is not handed over yet."""
        return self._timer.isActive() or self.composing

    def flush(self) -> None:
        """Hand over at once what was typed or could not be stored, the syllable being composed included."""
        self.settle()
        if self._timer.isActive() or self._unstored:
            self._timer.stop()
            self._send()

    def fail(self, error: UserError, again: bool = False) -> None:
        """Say why an edit was refused; what was typed stays and is offered again with the next edit.

        With ``again`` it may be stored later: ``flush`` hands it over as well, and no reading takes its place
        before.
        """
        self._sent, self._unstored = "", again
        self.failed.emit(error.message)

    def _changed(self) -> None:
        # a composed jamo announces a change too; only what is committed counts
        if not self._loading and not self.composing and not self.isReadOnly():
            self._timer.start()

    def _autosave(self) -> None:
        if self.composing:
            self._timer.start()
        else:
            self._send()

    def _send(self) -> None:
        text, self._unstored = self.markdown(), False
        self.quotes.forget()
        self.quotes.mark()
        line = resident_number.line_of(text)
        self._held = line is not None
        if line is not None:
            self._sent = ""
            self.failed.emit(
                f"{line}번째 줄에 주민등록번호로 보이는 숫자가 있어 저장하지 않았습니다. "
                "그 부분을 지우십시오."
            )
            return
        if self.record_id is not None and text != self._sent:
            self._sent = text
            self.edited.emit(self._key, text)

    # -- composing

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow the composition of a syllable; drop one that was settled already."""
        late, self._settled = self._settled, ""
        if late and event.commitString() == late and not self.composing:
            event.accept()
            return
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if event.commitString():
            self._changed()

    def settle(self) -> None:
        """End the composition: what stands on the screen becomes text, exactly once."""
        if not self.composing:
            return
        QGuiApplication.inputMethod().commit()  # most input methods deliver the syllable during this call
        if not self.composing:
            return
        preedit = self.textCursor().block().layout().preeditAreaText()
        self.composing = False
        event = QInputMethodEvent("", [])
        event.setCommitString(preedit)
        super().inputMethodEvent(event)
        self._settled = preedit
        self._changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle the syllable and hand over."""
        self.settle()
        super().focusOutEvent(event)
        # not what could not be stored: a message that says so takes the focus as well
        if event.reason() != Qt.FocusReason.PopupFocusReason and self._timer.isActive():
            self.flush()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Settle the syllable where it stands before the cursor goes elsewhere."""
        self.settle()
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand over before the editor goes."""
        self.flush()
        super().hideEvent(event)

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where nothing typed is left to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            made = self.document()
            if (event.matches(undo) and not made.isUndoAvailable()) or (
                event.matches(redo) and not made.isRedoAvailable()
            ):
                event.ignore()
                return False
            if keys.verb(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Format by shortcuts; go on with lists, end them by Enter in an empty line."""
        self._settled = ""
        verb = keys.verb(event)
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif verb is not None:
            self.format(verb)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and keys.entered(self):
            return
        elif event.key() == Qt.Key.Key_Backspace and keys.at_start_of_kind(self.textCursor()):
            doc.set_kind(self.textCursor(), LineKind.PLAIN)
        elif event.key() == Qt.Key.Key_Space and keys.typed_mark(self):
            return
        else:
            super().keyPressEvent(event)
        self.kindChanged.emit()

    # -- formatting

    def kind(self) -> LineKind:
        """Return what the line of the cursor is."""
        return doc.kind_of(self.textCursor().block())[0]

    def bold(self) -> bool:
        """Tell whether what is typed next is bold by itself."""
        heavy = self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold
        return heavy and self.kind() is not LineKind.HEADING

    def format(self, verb: str) -> None:
        """Give the chosen lines a kind (again: plain), or make the chosen words bold."""
        if self.isReadOnly():
            return
        self.settle()
        if verb == "bold":
            keys.toggle_bold(self)
        else:
            keys.toggle_kind(self, LineKind(verb))
        self.kindChanged.emit()

    # -- pasting

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Keep the structure of what is pasted and drop its dress; pictures are filed elsewhere."""
        if source.hasHtml():
            text = pasted(source.html())
        else:
            text = source.text().replace("\r\n", "\n").replace("\t", " | ")
        line = resident_number.line_of(text)
        if line is not None:
            self.failed.emit(
                f"붙여넣을 글의 {line}번째 줄에 주민등록번호로 보이는 숫자가 있어 붙여넣지 않았습니다. "
                "그 부분을 지우고 다시 붙여넣으십시오."
            )
        elif text:
            cursor = self.textCursor()
            doc.insert(cursor, text)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only."""
        return source.hasHtml() or source.hasText()

    # -- places

    def selection(self) -> tuple[str, int, int] | None:
        """Return the chosen words and where they stand in the stored minutes; None where nothing is."""
        return self.quotes.chosen(self.markdown())
