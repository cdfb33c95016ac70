"""A quiet line about figures in free text that tell too much, and one click that masks them.

It never stops anybody: what is written is saved, and masking is an edit like any other, so Ctrl+Z of the
field takes it back.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QTextEdit

from ui.widgets.controls import button
from ui.widgets.text import IconLabel, label

if TYPE_CHECKING:
    from app.domain.privacy.sensitive import Sighting

WAIT_MS = 600
MOST = 200_000
"""Longer texts are not looked through while somebody types."""
MASK = "가리기"


class QuietLine(QFrame):
    """Watches ``editor`` and shows itself when something is seen there; hidden otherwise."""

    def __init__(self, editor: QTextEdit | QPlainTextEdit) -> None:
        """Watch ``editor`` from now on."""
        super().__init__()
        self._editor = editor
        self.found: list[Sighting] = []
        self.words: QLabel
        self.mask_button: QPushButton
        self.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.look)
        editor.textChanged.connect(self._soon.start)

    def look(self) -> None:
        """Look through the text now."""
        # Its expressions are compiled when somebody first writes, not at the start of the window.
        from app.domain.privacy.sensitive import notice, sightings

        text = self._editor.toPlainText()
        readable = len(text) <= MOST and not self._editor.isReadOnly()
        self.found = sightings(text) if readable else []
        if self.found:
            if self.layout() is None:
                self._lay_out()
            self.words.setText(notice(self.found))
        self.setVisible(bool(self.found))

    def _lay_out(self) -> None:
        """Make the words and the button, once something is seen: in most texts nothing ever is."""
        self.words = label("", 12, 500, "text2")
        self.mask_button = button(MASK, kind="link", run=self.mask_all, compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("eye-off", "text2", 14))
        row.addWidget(self.words)
        row.addWidget(self.mask_button)
        row.addStretch(1)

    def mask_all(self) -> None:
        """Mask everything seen, as one edit of the field."""
        from app.domain.privacy.sensitive import masked, sightings

        text = self._editor.toPlainText()
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for sighting in sorted(sightings(text), key=lambda one: one.start, reverse=True):
            cursor.setPosition(_place(text, sighting.start))
            cursor.setPosition(_place(text, sighting.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(masked(text, sighting))
        cursor.endEditBlock()
        self.look()
        self._editor.setFocus()


def _place(text: str, at: int) -> int:
    """Return where the document has the sign ``at``: it counts those beyond the first plane double."""
    return at + sum(ord(sign) > 0xFFFF for sign in text[:at])
