"""Asking for one value: a field with its label, what is wrong beside it, a verb on the button."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.fields import FieldSpec
from app.errors import UserError
from ui.dialogs.confirm import MessageDialog
from ui.tasks import Tasks
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.form_field import FormField

if TYPE_CHECKING:
    from app.services.workspace import Workspace


def _nothing(_value: Any) -> None:
    return None


class AskDialog(MessageDialog):
    """Asks for the value of one field; what ``take(value)`` refuses by a UserError is said beside it."""

    def __init__(
        self,
        owner: QWidget,
        title: str,
        text: str,
        spec: FieldSpec,
        action: str,
        take: Callable[[Any], object] = _nothing,
        icon: str = "circle-help",
    ) -> None:
        """Ask for ``spec``; the button carries the verb ``action``."""
        super().__init__(owner, title, text, icon, "primary")
        self._take = take
        self._store: Callable[[Any], None] | None = None
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

    def store_by(self, tasks: Tasks, label: str, store: Callable[["Workspace", Any], object]) -> None:
        """Open; the button stores by ``store(ws, value)`` in a step called ``label``.

        The dialog closes only once that is stored: what was written stays where it is refused.
        """

        def begin(value: Any) -> None:
            self.store_and_close(tasks, label, lambda ws: store(ws, value), failed=self._refuse)

        self._store = begin
        self.open()

    def accept(self) -> None:
        """Hand the value over and close, unless it is refused."""
        try:
            value = self.field.read()
            self._take(value)
        except UserError as error:
            self._refuse(error)
            return
        if self._store is not None:
            self._store(value)
        else:
            super().accept()

    def _refuse(self, error: UserError) -> None:
        self.field.set_error(error.message)
        self.field.editor.setFocus()
