"""A form derived from the fields of an entity: it saves as one types, with errors beside their fields."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from app.domain.directory import Register
from app.domain.fields import FieldSpec, FieldType
from app.errors import UserError
from ui.formats import text_of, value_of
from ui.widgets.choice_editors import ReferenceEditor
from ui.widgets.form_field import FormField
from ui.widgets.option_list import Offered
from ui.widgets.text import WordLabel

AUTOSAVE_MS = 500
_WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_WIDE = frozenset({FieldType.LONG_TEXT, FieldType.CHOICES})


class RecordForm(QWidget):
    """Editors for the fields of one record.

    ``edited(key, value)`` comes 500 ms after the last key, and at once when the field loses the focus or
    the form is hidden or closed; never for a syllable still being composed.  Words are handed over every
    500 ms while somebody goes on typing, so that no more is lost when the program is killed; figures, dates
    and choices are not, for half of one is wrong.  ``record_id`` is still the old record's while the edits
    of it are handed over.  A form for ``later`` lays itself out when its fields are first asked for: some lie
    behind a list all day, and each field takes five widgets of 12 KB.
    """

    edited = Signal(str, object)
    dropped = Signal(object)
    """What was typed of the record before and can be no value: a ``UserError`` that says it."""
    createRequested = Signal(str, str)

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        columns: int = 1,
        parent: QWidget | None = None,
        *,
        later: bool = False,
    ) -> None:
        """Make a form of the fields of ``specs`` that people edit, in ``columns``."""
        super().__init__(parent)
        self.record_id: int | None = None
        self._refusal: Callable[[], str] = str
        self.refused = WordLabel("", 13, 500, "text2")
        self.refused.setParent(self)
        self.refused.hide()
        self._specs = [spec for spec in specs if not spec.derived and spec.type is not FieldType.TIMESTAMP]
        self.keys = frozenset(spec.key for spec in self._specs)
        self._columns = columns
        self._row: Any = None
        self._offers: dict[str, Sequence[Offered] | Register] = {}
        self._dirty: dict[str, None] = {}
        self._sent: dict[str, Any] = {}
        self._unstored: dict[str, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE_MS)
        self._timer.timeout.connect(self._autosave)
        self._meanwhile = QTimer(self)
        self._meanwhile.setSingleShot(True)
        self._meanwhile.setInterval(AUTOSAVE_MS)
        self._meanwhile.timeout.connect(self._send_words)
        if not later:
            self.make()

    def make(self) -> None:
        """Lay the fields out, where that is still to be done."""
        _ = self.fields

    def made(self) -> bool:
        """Tell whether the fields are laid out."""
        return "fields" in vars(self)

    @cached_property
    def fields(self) -> dict[str, FormField]:
        """The fields by their keys, laid out and filled with what was given so far."""
        fields = {spec.key: self._made(spec) for spec in self._specs}
        refused = bool(self._refusal())
        for field in fields.values():
            field.setDisabled(refused)
        self._lay_out(list(fields.values()), self._columns)
        for key in self._offers.keys() & fields.keys():
            fields[key].editor.set_options(self._offers[key])
        if self.record_id is not None:
            for field in fields.values():
                self._show(field, self._row)
        self._row, self._offers = None, {}
        return fields

    def _lay_out(self, fields: list[FormField], columns: int) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.refused, 0, 0, 1, columns)
        row, column = 1, 0
        before: FormField | None = None
        for field in fields:
            wide = columns if field.spec.type in _WIDE else 1
            if column + wide > columns:
                if column == 1 and before is not None and before.spec.type is FieldType.TEXT:
                    # a name alone in its row, such as a title above its text, takes the whole of it
                    grid.addWidget(before, row, 0, 1, columns, Qt.AlignmentFlag.AlignTop)
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
            column += wide
            before = field
        grid.setRowStretch(row + 1, 1)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def _made(self, spec: FieldSpec) -> FormField:
        field = FormField(spec)
        field.editor.edited.connect(lambda: self._touch(spec.key))
        if isinstance(field.editor, ReferenceEditor):
            field.editor.createRequested.connect(lambda text: self.createRequested.emit(spec.key, text))
        field.editor.installEventFilter(self)
        return field

    # -- who may

    def guard(self, refusal: Callable[[], str]) -> None:
        """Ask ``refusal`` whenever the form is shown: its sentence greys the fields and stands above them."""
        self._refusal = refusal
        self._regard()

    def _regard(self) -> None:
        words = self._refusal()
        self.refused.setText(words)
        self.refused.setVisible(bool(words))
        for field in self._laid_out():
            field.setEnabled(not words)

    def _laid_out(self) -> Iterable[FormField]:
        return self.fields.values() if self.made() else ()

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether the role may change what is shown."""
        self.make()
        super().showEvent(event)
        self._regard()

    # -- the record

    def set_record(self, row: Any, but: Collection[str] = ()) -> None:
        """Show ``row`` (a dataclass); what is being typed into the same record is left alone.

        So are the fields ``but``, which hold what is to be stored later, and words that can be no value.
        """
        record = getattr(row, "id", None)
        if record != self.record_id:
            self.flush()
            self._dirty.clear()
            for error in filter(None, [field.unread() for field in self._laid_out()]):
                self.dropped.emit(error)
            self._unstored.clear()
            self.record_id = record
            for field in self._laid_out():
                field.set_error("")
        if not self.made():
            self._row = row
        for field in self._laid_out():
            typed = field.spec.key in (*self._dirty, *self._unstored, *but) or field.unread() is not None
            if not typed and not field.editor.composing:
                self._show(field, row)

    def _show(self, field: FormField, row: Any) -> None:
        value = value_of(field.spec, row)
        self._sent[field.spec.key] = value
        if isinstance(field.editor, ReferenceEditor):
            field.editor.set_value(value, text_of(field.spec, row))
        elif not (field.editor.hasFocus() and self._reads_as(field, value)):
            field.editor.set_value(value)

    @staticmethod
    def _reads_as(field: FormField, value: Any) -> bool:
        try:
            return bool(field.editor.value() == value)
        except UserError:
            return True

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show ``values`` by key, for a record that does not exist yet."""
        for key, value in values.items():
            if key in self.keys:
                self.fields[key].editor.set_value(value)

    def values(self) -> dict[str, Any]:
        """Return every value; raises the first UserError after marking every field that is wrong."""
        QGuiApplication.inputMethod().commit()
        found: dict[str, Any] = {}
        first: UserError | None = None
        for key, field in self.fields.items():
            try:
                found[key] = field.read()
                field.set_error("")
            except UserError as error:
                field.set_error(error.message)
                if first is None:
                    first = error
                    field.editor.setFocus()
        if first is not None:
            raise first
        return found

    def set_options(self, key: str, options: Sequence[Offered] | Register) -> None:
        """Offer ``options`` in the reference field ``key``."""
        if not self.made():
            self._offers[key] = options
        elif key in self.keys:
            self.fields[key].editor.set_options(options)

    def fail(self, error: UserError, again: bool = False) -> None:
        """Say beside its field why an edit was refused; without a field, beside the first one.

        With ``again`` it may be stored later: the field is handed over with the next ``flush`` as well, and
        no reading takes its place before.
        """
        field = self.fields.get(error.field) or next(iter(self.fields.values()))
        field.set_error(error.message)
        self._sent.pop(field.spec.key, None)
        if again:
            self._unstored[field.spec.key] = None
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            field.editor.setFocus()

    # -- saving as one types

    def wrong(self) -> bool:
        """Tell whether something typed cannot be taken."""
        return any(field.wrong for field in self._laid_out())

    def pending(self) -> bool:
        """Tell whether something typed is not handed over yet."""
        return bool(self._dirty)

    def flush(self) -> None:
        """Hand over at once what was typed, the syllable being composed included."""
        if self._dirty or any(field.editor.composing for field in self._laid_out()):
            QGuiApplication.inputMethod().commit()
        self._timer.stop()
        for key in [*self._dirty, *self._unstored]:
            self._send(key)

    def _touch(self, key: str) -> None:
        self._dirty[key] = None
        self._timer.start()
        if not self._meanwhile.isActive():
            self._meanwhile.start()

    def _send_words(self) -> None:
        # A syllable being composed is no part of the value yet: what stands before it is handed over.
        for key in list(self._dirty):
            field = self.fields[key]
            if field.spec.type in _WORDS and (field.editor.value() or not field.spec.required):
                self._send(key)

    def _autosave(self) -> None:
        waiting = False
        for key in list(self._dirty):
            if self.fields[key].editor.composing:
                waiting = True
            else:
                self._send(key)
        if waiting:
            self._timer.start()

    def _send(self, key: str) -> None:
        field = self.fields[key]
        for waiting in (self._dirty, self._unstored):
            waiting.pop(key, None)
        try:
            value = field.read()
        except UserError as error:
            field.set_error(error.message)
            return
        field.set_error("")
        if self._sent.get(key) != value:
            self._sent[key] = value
            self.edited.emit(key, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand over a field that loses the focus."""
        if event.type() == QEvent.Type.FocusOut and watched.objectName() in self._dirty:
            QTimer.singleShot(0, self, self._send_left)
        return False

    def _send_left(self) -> None:
        for key in list(self._dirty):
            if not self.fields[key].editor.hasFocus() and not self.fields[key].editor.composing:
                self._send(key)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hand over what was typed before the form goes."""
        self.flush()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand over what was typed before the form goes."""
        self.flush()
        super().closeEvent(event)
