"""검토 필요: what a case left in doubt, settled on the spot by choosing the value."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.directory import Offer
from app.domain.fields import FieldSpec, FieldType, specs_by_key
from app.domain.project import PROJECT_FIELDS, Project
from app.errors import UserError
from app.services.cases import doubts
from ui.turns import Step
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.form_field import editor_for
from ui.widgets.text import IconLabel, WordLabel, label

_SPECS = specs_by_key(PROJECT_FIELDS)


class ReviewBox(QFrame):
    """The doubtful fields of a case with an editor each; ``settled(key, value)`` comes with the choice."""

    settled = Signal(str, object)
    optionsWanted = Signal(str)

    def __init__(self) -> None:
        """Make an empty, hidden box."""
        super().__init__()
        self.setProperty("role", "note")
        self.setProperty("tone", "warning")
        self.setAccessibleName("검토 필요")
        self.editors: dict[str, Any] = {}
        self._errors: dict[str, WordLabel] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 10, 12, 12)
        self._box.setSpacing(8)
        self.hide()

    def steps(self, case: Project) -> list[Step]:
        """Return the steps that ask for what ``case`` leaves in doubt; a settled case shows nothing."""
        found = doubts(case)
        asked = [partial(self._ask, _SPECS[key], written) for key, written in found.items()]
        return [partial(self._begin, len(found)), *asked]

    def _begin(self, count: int) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.editors.clear()
        self._errors.clear()
        if count:
            self._box.addWidget(self._head(count))
        self.setVisible(bool(count))

    def _ask(self, spec: FieldSpec, written: str) -> None:
        self._box.addWidget(self._question(spec, written))

    def _head(self, count: int) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("triangle-alert", "warning.icon", 16))
        row.addWidget(label(f"검토 필요 {count}건", 13, 600, "warning"))
        row.addStretch(1)
        return head

    def _question(self, spec: FieldSpec, written: str) -> QWidget:
        asked = QWidget()
        box = QVBoxLayout(asked)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(
            WordLabel(f"{spec.label} · {f'적힌 값 ‘{written}’' if written else '적혀 있지 않음'}", 13)
        )
        editor = _editor(spec)
        editor.setAccessibleName(f"{spec.label} 고르기")
        editor.edited.connect(lambda: self._settle(spec.key))
        error = WordLabel("", 12, 400, "danger")
        error.hide()
        box.addWidget(editor)
        box.addWidget(error)
        self.editors[spec.key], self._errors[spec.key] = editor, error
        if spec.type is FieldType.REFERENCE:
            self.optionsWanted.emit(spec.key)
        return asked

    def set_options(self, key: str, options: Offer) -> None:
        """Offer ``options`` for a reference in doubt."""
        if key in self.editors:
            self.editors[key].set_options(options)

    def fail(self, key: str, message: str) -> None:
        """Say beside the field why a choice was refused."""
        if key in self._errors:
            self._errors[key].setText(message)
            self._errors[key].setVisible(bool(message))

    def _settle(self, key: str) -> None:
        editor = self.editors[key]
        if editor.composing:
            return
        try:
            value = editor.value()
        except UserError:
            return  # a name half typed
        if value is not None:
            self.settled.emit(key, value == "yes" if key == "is_foreign" else value)


def _editor(spec: FieldSpec) -> Any:
    if spec.key == "is_foreign":
        return ChoiceEditor([("no", "국내"), ("yes", "해외")])
    return editor_for(spec)
