"""Questions and short messages in the program's own dress, never blocking the event loop."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.dialogs.base import Dialog
from ui.widgets.text import IconLabel, WordLabel, label

Answer = Callable[[], object]


class MessageDialog(Dialog):
    """One heading, one explanation, one to three buttons."""

    def __init__(
        self, owner: QWidget | None, title: str, text: str, icon: str = "", color: str = "text2"
    ) -> None:
        """Make a window-modal message; add its buttons with ``add_button``."""
        super().__init__(owner, title)
        self.setFixedWidth(theme.DIALOG)
        self.setAccessibleDescription(text)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        if icon:
            head.addWidget(IconLabel(icon, color, 20))
        head.addWidget(label(title, 16, 600), 1)
        body = WordLabel(text)
        body.setProperty("tone", "text2")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(body)
        body.setVisible(bool(text))
        self.content = QVBoxLayout()
        box.addLayout(self.content)
        box.addSpacing(4)
        box.addLayout(self._buttons)

    def event(self, event: QEvent) -> bool:
        """Grow with the contents: lines that wrap are higher than the layout first thought."""
        # a deferred deletion comes this way too: afterwards there is nothing left to ask
        fits = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show)
        done = super().event(event)
        layout = self.layout() if fits else None
        if layout is not None:
            need = layout.totalHeightForWidth(self.width())
            if need > self.height():
                self.resize(self.width(), need)
        return done

    def add_button(self, text: str, run: Answer | None = None, kind: str = "", icon: str = "") -> QPushButton:
        """Add a button that closes the message and then runs ``run``; ``kind`` is primary or danger."""
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setDefault(kind == "primary")
        if icon:
            button.setIcon(icons.icon(icon, "on_primary" if kind == "primary" else None))
        button.clicked.connect(self.accept)
        if run is not None:
            button.clicked.connect(lambda: run())
        self._buttons.addWidget(button)
        return button


def confirm(
    owner: QWidget, title: str, text: str, action: str, run: Answer, danger: bool = False
) -> MessageDialog:
    """Ask before ``run``; the button says ``action``, Esc and 취소 leave all as it is."""
    icon, color = ("triangle-alert", "danger.icon") if danger else ("circle-help", "primary")
    dialog = MessageDialog(owner, title, text, icon, color)
    cancel = dialog.add_button("취소")
    dialog.add_button(action, run, "danger" if danger else "primary")
    if danger:
        cancel.setFocus()
    dialog.open()
    return dialog


def tell(
    owner: QWidget | None, title: str, text: str, icon: str = "info", color: str = "primary"
) -> MessageDialog:
    """Show a message with 확인; returns at once."""
    dialog = MessageDialog(owner, title, text, icon, color)
    dialog.add_button("확인", kind="primary")
    dialog.open()
    return dialog
