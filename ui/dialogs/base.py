"""What all dialogs have in common: they never block, go when closed, and are worked by the keyboard alike."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from ui.widgets.tab_order import follow_layout

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Dialog(QDialog):
    """A window-modal dialog: Enter presses the button that has the focus, else the default one, else nothing.

    Qt alone would press the first button where none is the default, and on Windows the default one also
    where 취소 has the focus.
    """

    def __init__(self, owner: QWidget | None, title: str, told: str = "") -> None:
        """Make it empty and not yet open; a screen reader says ``told`` where that is more than ``title``."""
        super().__init__(owner)
        self.setWindowTitle(title)
        self.setAccessibleName(told or title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go as one reads, and no button become the default one by itself."""
        super().showEvent(event)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        follow_layout(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button by Enter."""
        if event.key() not in _ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        buttons = [focused] if isinstance(focused, QPushButton) else self.findChildren(QPushButton)
        pressed = next((one for one in buttons if one is focused or one.isDefault()), None)
        if pressed is not None:
            pressed.click()
