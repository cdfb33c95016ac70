"""Enter presses the button under the keyboard, on pages as in dialogs; Qt alone lets only Space do that."""

from collections.abc import Callable
from weakref import ref

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_enter(event: QEvent) -> bool:
    """Tell whether it is Enter by itself, the one of the keypad included."""
    return (
        isinstance(event, QKeyEvent)
        and event.key() in _ENTER
        and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    )


def _nowhere() -> QWidget | None:
    return None


class Enter:
    """Presses for a window, which shows it its events and asks it for keys that nothing in it has taken.

    A line hands Enter on when it has done what it is for, and may have given the focus to a button by then;
    so only that button is pressed on which the stroke began.
    """

    def __init__(self) -> None:
        """Have seen no stroke yet."""
        self._began: Callable[[], QWidget | None] = _nowhere

    def notice(self, window: QWidget, event: QEvent) -> None:
        """Keep where in ``window`` a stroke begins: every key is offered to the shortcuts first."""
        focused = window.focusWidget()
        if focused is not None and event.type() == QEvent.Type.ShortcutOverride and is_enter(event):
            self._began = ref(focused)

    def press(self, window: QWidget, event: QKeyEvent) -> bool:
        """Press the button of ``window`` in focus if ``event`` is Enter; tell whether it was for one.

        Held down, Enter presses once: what the first press has opened is not answered by the same stroke.  A
        tick is no button: Space sets it, and Enter is for what stands around it.
        """
        if not is_enter(event):
            return False
        button, began, self._began = window.focusWidget(), self._began(), _nowhere
        if button is not began or not isinstance(button, QAbstractButton):
            return False
        if isinstance(button, QCheckBox | QRadioButton):
            return False
        if not event.isAutoRepeat():
            button.click()
        return True
