"""One record in a dialog: a new one is stored by its button, an existing one is saved as one types."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.directory import Offer
from app.domain.fields import FieldSpec, FieldType
from app.errors import UserError
from app.services import directory
from ui.autosave import Autosave, Save
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.roles import Roles
from ui.widgets.controls import button
from ui.widgets.form import RecordForm
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH, TALL, LOW, MARGIN, EDGES = 720, 720, 240, 80, 8
CREATABLE = frozenset({"agency", "program", "tag"})


def feed_references(form: RecordForm, specs: Sequence[FieldSpec], context: Context, owner: QWidget) -> None:
    """Fill the reference fields of ``form`` and let names that are new be added where the list allows it."""
    references = {
        spec.key: spec.reference
        for spec in specs
        if spec.type is FieldType.REFERENCE and spec.key in form.keys
    }

    def read(ws: "Workspace") -> dict[str, Offer]:
        lists = {entity: directory.options(ws, entity) for entity in set(references.values())}
        return {key: lists[entity] for key, entity in references.items()}

    def show(options: dict[str, Offer]) -> None:
        for key, found in options.items():
            form.set_options(key, found)

    def create(key: str, text: str) -> None:
        entity = references.get(key, "")
        if entity not in CREATABLE:
            form.fail(UserError(f"‘{text}’ 이름이 목록에 없습니다. 목록에서 골라 주십시오.", key))
            return

        def added(record: int) -> None:
            form.fields[key].editor.set_value(record, text)
            form.fields[key].editor.edited.emit()
            form.flush()

        context.tasks.write(owner, f"{text} 추가", lambda ws: directory.add(ws, entity, text), added)

    form.createRequested.connect(create)
    context.tasks.read(owner, read, show)


class FormDialog(Dialog):
    """A form of ``specs`` in two columns; it never blocks the event loop."""

    def __init__(self, owner: QWidget, context: Context, title: str, specs: Sequence[FieldSpec]) -> None:
        """Make an empty form called ``title``."""
        super().__init__(owner.window(), title)
        self.context, self._saves = context, False
        self.form = RecordForm(specs, columns=2)
        self.form.guard(Roles(context).editing)
        self.form.setProperty("role", "plain")
        feed_references(self.form, specs, context, self)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(20, 12, 20, 16)
        self._foot.setSpacing(8)
        self.note = label("", 13, tone="meta")
        self._foot.addWidget(self.note, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = label(title, 16, 600)
        head.setContentsMargins(20, 18, 20, 10)
        box.addWidget(head)
        self._box = box
        self._inner = QWidget()
        self._area = _scrolled(self.form, self._inner)
        box.addWidget(self._area, 1)
        box.addLayout(self._foot)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the fields need, as far as the window has it, and begin in the first."""
        super().showEvent(event)
        self.fit()
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.editor.setFocus()

    def fit(self) -> None:
        """Take the height that the fields shown need, as far as the window has it."""
        around = self._box.sizeHint().height() - self._area.sizeHint().height()
        whole = self._inner.sizeHint().height() + around + EDGES
        owner = self.parentWidget()
        room = (owner.height() if owner is not None else TALL) - MARGIN
        self.resize(WIDTH, max(min(whole, TALL, room), LOW))

    def create_with(
        self,
        action: str,
        values: dict[str, Any],
        create: Callable[["Workspace", dict[str, Any]], Any],
        done: Callable[[Any], Any],
    ) -> None:
        """Begin with ``values``; the button ``action`` stores what is written by ``create(ws, values)``."""
        self.form.set_values(values)
        self._foot.addWidget(button("취소", run=self.reject))
        store = button(action, kind="primary", run=lambda: self._store(create, done))
        store.setDefault(True)
        self._foot.addWidget(store)
        self.open()

    def _store(
        self, create: Callable[["Workspace", dict[str, Any]], Any], done: Callable[[Any], Any]
    ) -> None:
        try:
            values = self.form.values()
        except UserError:
            return  # the form says it beside the field

        self.store_and_close(
            self.context.tasks, self.windowTitle(), lambda ws: create(ws, values), done, self.form.fail
        )

    def edit(self, row: Any, save: Save) -> None:
        """Show ``row``; every edit is stored by ``save(ws, id, {key: value})`` as one types."""
        Autosave(self.form, self.context.tasks, self.windowTitle(), save)
        self._saves = True
        self.form.set_record(row)
        self.note.setText("적는 대로 저장합니다.")
        close = button("닫기", kind="primary", run=self.accept)
        close.setDefault(True)
        self._foot.addWidget(close)
        self.open()

    def written(self) -> bool:
        """Tell whether something is not stored; where it is as one types, nothing is thrown away."""
        return not self._saves and super().written()

    def accept(self) -> None:
        """Close, unless something typed cannot be taken: its field says why."""
        self.form.flush()
        if not self.form.wrong():
            super().accept()

    def done(self, result: int) -> None:
        """Hand over what was typed before going."""
        self.form.flush()
        super().done(result)


def _scrolled(form: QWidget, inner: QWidget) -> QScrollArea:
    inner.setProperty("role", "plain")
    box = QVBoxLayout(inner)
    box.setContentsMargins(20, 4, 20, 4)
    box.addWidget(form)
    return scroll_area(inner)
