"""Places in the minutes: the words that findings were made from are marked where they stand."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.domain.minutes import place_of
from ui import theme


class _Seek(QObject):
    """Keeps the cursor of an editor in sight while the page around it is still being laid out.

    A page that has just been opened is squeezed at first; whoever scrolls or types is followed no longer.
    """

    _ENDS = frozenset({QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress})

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor, self._seeking = editor, False
        for watched in (editor, editor.viewport()):
            watched.installEventFilter(self)

    def begin(self) -> None:
        self._seeking = True
        self._go()

    def _go(self) -> None:
        bar = self._editor.verticalScrollBar()
        line = self._editor.cursorRect().center().y()
        bar.setValue(bar.value() + line - self._editor.viewport().height() // 3)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._seeking and event.type() in self._ENDS:
            self._seeking = False
        elif self._seeking and event.type() == QEvent.Type.Resize and watched is self._editor.viewport():
            QTimer.singleShot(0, self, self._go)
        return False


class QuoteMarks:
    """Marks quotations in an editor; what is no longer there is left out."""

    def __init__(self, editor: QTextEdit) -> None:
        """Begin without a quotation."""
        self._editor = editor
        self._quotes: tuple[tuple[str, int | None], ...] = ()
        self._found: tuple[tuple[int, int], ...] = ()
        self._seek = _Seek(editor)

    def find(self, places: tuple[tuple[int, int], ...]) -> None:
        """Mark the places of what was looked for and go to the first; they stay until the text changes."""
        self._found = places
        self._editor.setTextCursor(self._cursor(places[0][0], places[0][0]))
        self.mark()
        self._seek.begin()

    def forget(self) -> None:
        """Mark what was looked for no longer: the text is another one."""
        self._found = ()

    def show(self, quotes: Iterable[tuple[str, int | None]]) -> None:
        """Mark the places that findings were made from, given as (words, place)."""
        self._quotes = tuple(quotes)
        self.mark()

    def mark(self) -> None:
        """Find the places again after the text has changed."""
        text = self._editor.toPlainText()
        places = (place_of(text, quote, near) for quote, near in self._quotes)
        quotes = [self._marked(*place) for place in places if place is not None]
        self._editor.setExtraSelections([*quotes, *(self._sought(*place) for place in self._found)])

    def chosen(self, stored: str) -> tuple[str, int, int] | None:
        """Return the chosen words and where they stand in ``stored``; None where nothing is chosen."""
        cursor = self._editor.textCursor()
        words = cursor.selectedText().replace("\u2029", "\n").strip()
        if not words:
            return None
        place = place_of(stored, words, cursor.selectionStart())
        # words with marks between them do not stand in the stored text as they read: the lines do
        rough = min(cursor.selectionStart(), len(stored)), min(cursor.selectionEnd(), len(stored))
        return (words, *(place or rough))

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _sought(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(start, end)
        mark.format.setBackground(theme.color("mark"))
        # within a quotation the ground alone is hardly told from that of the quotation
        mark.format.setUnderlineStyle(mark.format.UnderlineStyle.SingleUnderline)
        mark.format.setUnderlineColor(theme.color("primary"))
        return mark

    def _marked(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = self._cursor(start, end)
        mark.format.setBackground(theme.color("select"))
        mark.format.setUnderlineStyle(mark.format.UnderlineStyle.DotLine)
        mark.format.setUnderlineColor(theme.color("primary"))
        return mark
