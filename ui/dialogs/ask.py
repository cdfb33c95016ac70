"""Asking for one value: a field with its label, what is wrong beside it, a verb on the button."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.fields import FieldSpec
from app.errors import UserError
from ui.dialogs.confirm import MessageDialog
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.form_field import FormField


class AskDialog(MessageDialog):
    """Asks for the value of one field; what ``take(value)`` refuses by a UserError is said beside it."""

    def __init__(
        self,
        owner: QWidget,
        title: str,
        text: str,
        spec: FieldSpec,
        action: str,
        take: Callable[[Any], object],
        icon: str = "circle-help",
    ) -> None:
        """Ask for ``spec``; the button carries the verb ``action``."""
        super().__init__(owner, title, text, icon, "primary")
        self._take = take
        self.field = FormField(spec)
        if isinstance(self.field.editor, ChoiceEditor):
            # nothing is chosen for somebody: the first of a list is no answer
            self.field.editor.setPlaceholderText("고르십시오")
            self.field.editor.setCurrentIndex(-1)
        self.content.addWidget(self.field)
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.action = self.add_button(action, kind="primary")
        self.field.editor.setFocus()

    def accept(self) -> None:
        """Hand the value over and close, unless it is refused."""
        try:
            self._take(self.field.read())
        except UserError as error:
            self.field.set_error(error.message)
            self.field.editor.setFocus()
            return
        super().accept()
