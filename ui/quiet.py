"""Whether a window rests, so that what nobody waits for may be done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.context import Context


class Quiet:
    """Looks whether anything is done; whoever types is noticed from one look to the next."""

    def __init__(self, context: Context) -> None:
        """Have seen nothing yet."""
        self._context, self._written = context, 0

    def now(self) -> bool:
        """Tell whether nothing is read or written, and nobody drags, answers a question or types."""
        at_work = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        asked = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        typed = self._is_typed_in()
        return self._context.at_rest() and not (at_work or asked or typed)

    def _is_typed_in(self) -> bool:
        """Tell whether a text has become another one since it was looked at last."""
        before, self._written = self._written, _mark_of(QApplication.focusWidget())
        return before != self._written


def _mark_of(widget: QWidget | None) -> int:
    """Return what becomes another number when something is typed; the text, a passphrase too, is not kept."""
    match widget:
        case QLineEdit():
            return hash(widget.text())
        case QTextEdit() | QPlainTextEdit():
            return widget.document().revision()
        case _:
            return 0
