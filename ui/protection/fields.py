"""A field for a passphrase: hidden until the eye is pressed, with a word about Caps Lock."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui import icons, theme

CAPS = "Caps Lock이 켜져 있습니다."


class PassphraseField(QLineEdit):
    """Hides what is typed, and with it the Korean input method: keys give Latin letters while hidden."""

    capsChanged = Signal(bool)
    """What was typed last tells that Caps Lock is on, or not."""

    def __init__(self, name: str) -> None:
        """Make the empty field called ``name``."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme.font(14))
        self.setMinimumHeight(theme.CONTROL)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = QAction(icons.icon("eye"), "암호 보이기", self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self.reveal)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)

    def reveal(self, on: bool) -> None:
        """Show what is typed, or hide it again."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.eye.setIcon(icons.icon("eye-off" if on else "eye"))
        self.eye.setText("암호 가리기" if on else "암호 보이기")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find out by the letter typed whether Caps Lock is on: Qt does not tell."""
        letter = event.text()
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.capsChanged.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide again what was shown: nobody may find it open."""
        self.eye.setChecked(False)
        super().focusOutEvent(event)

    def forget(self) -> None:
        """Empty the field, also what undo would bring back."""
        self.clear()
        self.setText("")
