"""One field of a form: its label, the editor of its type, help, and what is wrong with it."""

from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import josa, quoted
from app.errors import UserError
from ui.widgets.choice_editors import BooleanEditor, ChoiceEditor, ChoicesEditor, ReferenceEditor
from ui.widgets.quiet_line import QuietLine
from ui.widgets.text import WordLabel, label
from ui.widgets.text_editors import (
    DateEditor,
    DecimalEditor,
    LongTextEditor,
    NumberEditor,
    TextEditor,
    set_invalid,
)


def editor_for(spec: FieldSpec) -> Any:
    """Return an empty editor for a field."""
    if spec.type is FieldType.CHOICE and spec.choices:
        return ChoiceEditor([(choice.value, choice.label) for choice in spec.choices], spec.required)
    if spec.type is FieldType.CHOICES and spec.choices:
        return ChoicesEditor(spec.choices)
    if spec.type is FieldType.REFERENCE:
        return ReferenceEditor(creatable=True)
    if spec.type is FieldType.PERCENT:
        return NumberEditor("%", 0, 100)
    if spec.type is FieldType.DATE:
        return DateEditor(spec.partial)
    plain: dict[FieldType, Any] = {
        FieldType.LONG_TEXT: LongTextEditor,
        FieldType.INTEGER: NumberEditor,
        FieldType.NUMBER: DecimalEditor,
        FieldType.BOOLEAN: BooleanEditor,
    }
    return plain.get(spec.type, TextEditor)()


class FormField(QWidget):
    """A label, its editor, help, and what is wrong with it."""

    def __init__(self, spec: FieldSpec) -> None:
        """Make the field of ``spec``."""
        super().__init__()
        self.spec, self.wrong = spec, False
        self.editor = editor_for(spec)
        self.editor.setObjectName(spec.key)
        self.editor.setAccessibleName(spec.label + (" (필수)" if spec.required else ""))
        self.editor.setAccessibleDescription(spec.help)
        name = label(spec.label + (" *" if spec.required else ""), 13, 500, "text2")
        name.setBuddy(self.editor)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(name)
        box.addWidget(self.editor)
        if spec.help:
            box.addWidget(WordLabel(spec.help, 12, 400, "meta"))
        self._below = box.count()
        if isinstance(self.editor, LongTextEditor):
            self.quiet = QuietLine(self.editor)
            box.addWidget(self.quiet)
        box.addStretch(1)

    @cached_property
    def error_label(self) -> WordLabel:
        """The line below the editor; most fields never need one, and a window has two hundred fields."""
        made = WordLabel("", 12, 400, "danger")
        made.hide()
        self._box.insertWidget(self._below, made)
        return made

    def read(self) -> Any:
        """Return the value; raises UserError where it is missing or cannot be taken."""
        value = self.editor.value()
        if self.spec.required and value in (None, "", ()):
            raise UserError(f"{josa(self.spec.label, '을/를')} 적어 주십시오.", self.spec.key)
        return value

    def unread(self) -> UserError | None:
        """Return why what stands here can be no value, with its words; None where it is one, or empty."""
        if not self.wrong:
            return None
        typed = getattr(self.editor, "currentText", getattr(self.editor, "text", str))().strip()
        try:
            self.editor.value()
        except UserError as error:
            if typed:
                words = (
                    f"{self.spec.label}에 적은 {quoted(typed, '은/는')} 저장하지 않았습니다. {error.message}"
                )
                return UserError(words, self.spec.key)
        return None

    def set_error(self, message: str) -> None:
        """Say what is wrong; an empty message clears it."""
        self.wrong = bool(message)
        if message or "error_label" in vars(self):
            self.error_label.setText(message)
            self.error_label.setVisible(bool(message))
        self.editor.setAccessibleDescription(message or self.spec.help)
        set_invalid(self.editor, bool(message))
