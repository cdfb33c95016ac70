"""The line in which cards are typed: Enter hands one over, never in the middle of a syllable."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

PASSED_ON = (
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Escape, Qt.Key.Key_F2, Qt.Key.Key_F11,
)  # fmt: skip


class CaptureLine(QLineEdit):
    """A line of big type; ``entered(text)`` hands over what was typed, ``typed(text)`` tells each change.

    ``typed`` has the syllable under composition as well.  Enter during composition ends the syllable only.
    """

    entered = Signal(str)
    typed = Signal(str)

    def __init__(self) -> None:
        """Make an empty line."""
        super().__init__()
        self._composing = ""
        self.setAccessibleName("카드 입력")
        self.setFrame(False)
        self.textChanged.connect(lambda _text: self._tell())

    def whole_text(self) -> str:
        """Return what is typed, the syllable under composition at its place."""
        at = self.cursorPosition()
        return self.text()[:at] + self._composing + self.text()[at:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow the composition."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the line over by Enter; leave the keys of the screen to the screen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() in PASSED_ON or _is_alt(event) or (self._is_undo(event) and not self.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._composing:
            QGuiApplication.inputMethod().commit()
            return
        text = self.text()
        if text.strip():
            self.entered.emit(text)

    def _tell(self) -> None:
        self.typed.emit(self.whole_text())

    @staticmethod
    def _is_undo(event: QKeyEvent) -> bool:
        return bool(event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _is_alt(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
