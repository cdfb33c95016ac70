"""A record that does not exist yet, or is changed as a whole: its fields in a dialog."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.fields import FieldSpec
from app.errors import UserError
from ui.dialogs.confirm import MessageDialog
from ui.widgets.form import RecordForm


class RecordDialog(MessageDialog):
    """Fields of ``specs``; it closes only when all of them can be taken.  ``answer()`` has the values."""

    def __init__(
        self,
        title: str,
        text: str,
        specs: Sequence[FieldSpec],
        action: str,
        parent: QWidget | None = None,
        values: Mapping[str, Any] | None = None,
        columns: int = 1,
    ) -> None:
        """Show ``values`` to begin with; ``action`` is the verb of the main button."""
        super().__init__(parent, title, text)
        self._values: dict[str, Any] = {}
        self.form = RecordForm(specs, columns)
        self.form.set_values(values or {})
        self.content.addWidget(self.form)
        cancel = QPushButton("취소")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.add_button(action, kind="primary")
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.editor.setFocus()

    def accept(self) -> None:
        """Close with the values, or say beside the field what is wrong."""
        try:
            self._values = self.form.values()
        except UserError:
            return
        super().accept()

    def answer(self) -> dict[str, Any]:
        """Return the values as accepted."""
        return self._values
