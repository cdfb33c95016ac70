"""A record that does not exist yet, or is changed as a whole: its fields in a dialog."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.fields import FieldSpec
from app.errors import UserError
from ui.dialogs.confirm import MessageDialog
from ui.tasks import Tasks
from ui.widgets.form import RecordForm

Done = Callable[[Any], object] | None


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
        self._write: Callable[[], None] | None = None
        self.form = RecordForm(specs, columns)
        self.form.set_values(values or {})
        self.content.addWidget(self.form)
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.add_button(action, kind="primary")
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.editor.setFocus()

    def store_by(
        self, tasks: Tasks, label: str, store: Callable[[Any, dict[str, Any]], Any], done: Done = None
    ) -> None:
        """Open; the button stores by ``store(ws, values)`` in a step called ``label``, then ``done(result)``.

        The dialog closes only once that is stored: what is refused is said beside its field, and nothing
        typed is lost.
        """

        def write() -> None:
            values = self._values
            self.store_and_close(tasks, label, lambda ws: store(ws, values), done, self.form.fail)

        self._write = write
        self.open()

    def accept(self) -> None:
        """Close with the values, or say beside the field what is wrong."""
        try:
            self._values = self.form.values()
        except UserError:
            return
        if self._write is None:
            super().accept()
        else:
            self._write()

    def answer(self) -> dict[str, Any]:
        """Return the values as accepted."""
        return self._values
