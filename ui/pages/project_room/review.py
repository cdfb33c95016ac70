"""검토 필요: what a source said that fits no list, as it was written, beside the choice that settles it."""

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.fields import FieldType, specs_by_key
from app.domain.project import PROJECT_FIELDS
from app.errors import UserError
from app.services import cases
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Options, Room
from ui.widgets.badges import Badge
from ui.widgets.choice_editors import ChoiceEditor, ReferenceEditor
from ui.widgets.controls import button
from ui.widgets.form_field import editor_for
from ui.widgets.rows import Rows
from ui.widgets.text import IconLabel, WordLabel, label

_SPECS = specs_by_key(PROJECT_FIELDS)
EDITOR_WIDTH = 220


class ReviewBanner(QFrame):
    """One line per doubtful field; hidden where nothing is in doubt."""

    def __init__(self, actions: Actions) -> None:
        """Begin hidden."""
        super().__init__()
        self.setProperty("state", "missing")
        self.setAccessibleName("검토 필요")
        self._actions = actions
        self._project = 0
        self.options: Options = {}
        self.rows = Rows(self._make_row, lines=False)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.addWidget(self.rows)
        self.hide()

    def show_room(self, room: Room) -> None:
        """Show the doubts of the project of ``room``."""
        self._project = room.project.id
        doubts = cases.doubts(room.project)
        self.rows.set_items([(room.project.id, key, text) for key, text in doubts.items()])
        self.setVisible(bool(doubts))

    def _make_row(self, item: tuple[int, str, str]) -> "DoubtRow":
        _project, key, text = item
        return DoubtRow(key, text, self.options, self.settle)

    def settle(self, key: str, value: Any) -> None:
        """Store what a person chose; the text as written is dropped."""
        project = self._project
        self._actions.write("검토", lambda ws: cases.settle(ws, project, key, value))


class DoubtRow(QWidget):
    """A doubtful field: its name, the text as written, and an editor."""

    def __init__(self, key: str, text: str, options: Options, settle: Any) -> None:
        """Offer to settle the field ``key``."""
        super().__init__()
        self.spec, self._settle = _SPECS[key], settle
        self.editor: Any = _editor(key)
        if isinstance(self.editor, ReferenceEditor):
            self.editor.set_options(options.get(self.spec.reference, []))
            self.editor.setEditText(text)
        self.editor.setObjectName(f"doubt-{key}")
        self.editor.setAccessibleName(f"{self.spec.label} 고르기")
        self.editor.setFixedWidth(EDITOR_WIDTH)
        self.error = label("", 12, 400, "danger")
        said = f"적힌 글 ‘{text}’" if text else "적힌 값이 없습니다."
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel("triangle-alert", "warning.icon"))
        row.addWidget(Badge("검토 필요", "missing"))
        row.addWidget(label(self.spec.label, 14, 600))
        row.addWidget(WordLabel(said, 14, 400, "warning"), 1)
        row.addWidget(self.error)
        row.addWidget(self.editor)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.edited.connect(self.apply)
        else:
            row.addWidget(button("적용", "check", run=self.apply))

    def apply(self) -> None:
        """Settle the field with what is chosen; nothing chosen changes nothing."""
        try:
            value = self.editor.value()
        except UserError as error:
            self.error.setText(error.message)
            return
        if value in (None, "", ()):
            return
        if self.spec.type is FieldType.BOOLEAN:
            value = value == "yes"
        self._settle(self.spec.key, value)


def _editor(key: str) -> Any:
    spec = _SPECS[key]
    if spec.type is FieldType.BOOLEAN:
        words = ("해외", "국내") if key == "is_foreign" else ("예", "아니요")
        return ChoiceEditor([("yes", words[0]), ("no", words[1])])
    return editor_for(spec)
