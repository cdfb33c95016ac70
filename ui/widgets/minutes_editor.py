"""회의록 편집: structured text with few marks, saved as one types, exact while Hangul is composed.

A syllable being composed belongs to nobody yet: it is not saved half.  It is settled, once, when the editor
loses the focus, is hidden, or is asked to hand over; what an input method delivers after that for the same
syllable is dropped, or it would stand there twice.
"""

from collections.abc import Iterable

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
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from app.domain.minutes import LineKind, place_of
from app.domain.pasted import markdown_of as pasted
from app.errors import UserError
from ui import theme
from ui.widgets import minutes_document as doc

AUTOSAVE_MS = 700
_TYPED = {"#": LineKind.HEADING, "##": LineKind.HEADING, "-": LineKind.BULLET, "[]": LineKind.OPEN,
          "[ ]": LineKind.OPEN, ">": LineKind.QUOTE}  # fmt: skip


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
        self._quotes: tuple[tuple[str, int | None], ...] = ()
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
            self.record_id, self._sent = record_id, markdown
            self._fill(markdown)
        elif not self.pending() and markdown != self.markdown():
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
        self._mark()
        self.kindChanged.emit()

    def _restyle(self, *_mode: object) -> None:
        if not self.pending():
            self._fill(self.markdown())

    # -- saving

    def pending(self) -> bool:
        """Tell whether something typed is not handed over yet."""
        return self._timer.isActive() or self.composing

    def flush(self) -> None:
        """Hand over at once what was typed, the syllable being composed included."""
        self.settle()
        if self._timer.isActive():
            self._timer.stop()
            self._send()

    def fail(self, error: UserError) -> None:
        """Say why an edit was refused; what was typed stays and is offered again with the next edit."""
        self._sent = ""
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
        text = self.markdown()
        self._mark()
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
        if event.reason() != Qt.FocusReason.PopupFocusReason:
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
            if _verb(event) is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Format by shortcuts; go on with lists, end them by Enter in an empty line."""
        self._settled = ""
        verb = _verb(event)
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif verb is not None:
            self.format(verb)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._entered():
            return
        elif event.key() == Qt.Key.Key_Backspace and self._at_start_of_kind():
            doc.set_kind(self.textCursor(), LineKind.PLAIN)
        elif event.key() == Qt.Key.Key_Space and self._typed_mark():
            return
        else:
            super().keyPressEvent(event)
        self.kindChanged.emit()

    def _entered(self) -> bool:
        cursor = self.textCursor()
        kind, _level = doc.kind_of(cursor.block())
        if kind is LineKind.PLAIN or cursor.hasSelection():
            return False
        if not cursor.block().text():
            doc.set_kind(cursor, LineKind.PLAIN)
            self.setTextCursor(cursor)
            return True
        cursor.insertBlock()
        following = {LineKind.HEADING: LineKind.PLAIN, LineKind.DONE: LineKind.OPEN}.get(kind, kind)
        if following is not kind:
            doc.set_kind(cursor, following)
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(doc.char_format(following))
        self.ensureCursorVisible()
        return True

    def _at_start_of_kind(self) -> bool:
        cursor = self.textCursor()
        return (
            not cursor.hasSelection()
            and cursor.atBlockStart()
            and doc.kind_of(cursor.block())[0] is not LineKind.PLAIN
        )

    def _typed_mark(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        if before not in _TYPED or doc.kind_of(cursor.block())[0] is not LineKind.PLAIN:
            return False
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        doc.set_kind(cursor, _TYPED[before], max(before.count("#"), 2))
        self.setTextCursor(cursor)
        return True

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
            self._toggle_bold()
        else:
            self._toggle_kind(LineKind(verb))
        self.kindChanged.emit()

    def _toggle_bold(self) -> None:
        if self.kind() is LineKind.HEADING:
            return
        self.mergeCurrentCharFormat(doc.char_format(self.kind(), 0, not self.bold()))

    def _toggle_kind(self, kind: LineKind) -> None:
        chosen = self.textCursor()
        wanted = LineKind.PLAIN if self.kind() is kind else kind
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(chosen.selectionStart())
        last = self.document().findBlock(chosen.selectionEnd()).blockNumber()
        while True:
            doc.set_kind(cursor, wanted)
            if cursor.blockNumber() >= last or not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
                break
        cursor.endEditBlock()

    # -- pasting

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Keep the structure of what is pasted and drop its dress; pictures are filed elsewhere."""
        if source.hasHtml():
            text = pasted(source.html())
        else:
            text = source.text().replace("\r\n", "\n").replace("\t", " | ")
        if text:
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
        cursor = self.textCursor()
        words = cursor.selectedText().replace("\u2029", "\n").strip()
        if not words:
            return None
        stored = self.markdown()
        place = place_of(stored, words, cursor.selectionStart())
        return (words, *place) if place else (words, *self._rough(stored, cursor))

    @staticmethod
    def _rough(stored: str, cursor: QTextCursor) -> tuple[int, int]:
        # words with marks between them do not stand in the stored text as they read: the lines do
        start = min(cursor.selectionStart(), len(stored))
        return start, min(cursor.selectionEnd(), len(stored))

    def show_quotes(self, quotes: Iterable[tuple[str, int | None]]) -> None:
        """Mark the places that findings were made from, given as (words, place)."""
        self._quotes = tuple(quotes)
        self._mark()

    def _mark(self) -> None:
        text = self.toPlainText()
        marks = []
        for quote, near in self._quotes:
            place = place_of(text, quote, near)
            if place is not None:
                marks.append(self._marked(*place))
        self.setExtraSelections(marks)

    def _marked(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format.setBackground(theme.color("select"))
        mark.format.setUnderlineStyle(mark.format.UnderlineStyle.DotLine)
        mark.format.setUnderlineColor(theme.color("primary"))
        return mark

    def go_to(self, quote: str, near: int | None) -> None:
        """Bring the place of a quotation into view and select it."""
        place = place_of(self.toPlainText(), quote, near)
        if place is not None:
            cursor = self._marked(*place).cursor
            self.setTextCursor(cursor)
            self.ensureCursorVisible()


_VERBS = {
    "Ctrl+B": "bold", "Ctrl+Alt+1": "heading", "Ctrl+Shift+L": "bullet", "Ctrl+Shift+C": "open",
    "Ctrl+Shift+Q": "quote",
}  # fmt: skip
SHORTCUTS = {verb: keys for keys, verb in _VERBS.items()}


def _verb(event: QKeyEvent) -> str | None:
    keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return _VERBS.get(keys)
