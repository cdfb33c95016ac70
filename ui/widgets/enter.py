"""Enter presses the button under the keyboard, on pages as in dialogs; Qt alone lets only Space do that."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether it is Enter by itself, the one of the keypad included."""
    return event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def press(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button of ``window`` that has the focus if ``event`` is Enter; tell whether it was for one.

    A window asks here for the keys that nothing in it has taken.  Held down, Enter presses once: what the
    first press has opened is not answered by the same stroke.  A tick is no button: Space sets it, and Enter
    is for what stands around it.
    """
    button = window.focusWidget()
    if not is_enter(event) or not isinstance(button, QAbstractButton):
        return False
    if isinstance(button, QCheckBox | QRadioButton):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True
