"""세부단계: the steps of a stage; tick off, rename by F2, delete by Delete, add in the line below."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.stage import STEP_FIELDS, Stage, Step
from app.services import stages
from ui.dialogs.record import RecordDialog
from ui.pages.project_room.actions import Actions
from ui.roles import asking, spoken_against
from ui.widgets.controls import button
from ui.widgets.menus import Entry, menu_of, place_of, popup
from ui.widgets.rows import Rows
from ui.widgets.text_editors import take

FIELDS = tuple(spec for spec in STEP_FIELDS if spec.key == "label")


class StepList(QWidget):
    """The steps of one stage with the line that adds another."""

    def __init__(self, actions: Actions) -> None:
        """Make the list of no stage yet."""
        super().__init__()
        self._actions = actions
        self.stage: Stage | None = None
        self.rows = Rows(self._make_row, lines=False)
        self.new = QLineEdit()
        self.new.setPlaceholderText("세부단계를 적고 Enter")
        self.new.setAccessibleName("세부단계 추가")
        self.new.returnPressed.connect(self.add)
        adder = QHBoxLayout()
        adder.setContentsMargins(4, 8, 4, 0)
        adder.setSpacing(8)
        adder.addWidget(asking(self.new, Duty.EDIT_PROJECTS), 1)
        adder.addWidget(asking(button("추가", "plus", run=self.add), Duty.EDIT_PROJECTS))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.rows)
        box.addLayout(adder)

    def show_stage(self, stage: Stage) -> None:
        """Show the steps of ``stage``."""
        self.stage = stage
        self.rows.set_items(stage.steps)

    def _make_row(self, step: Step) -> "StepBox":
        return asking(StepBox(step, self), Duty.EDIT_PROJECTS)

    # -- verbs

    def add(self) -> None:
        """Add the step named in the line below."""
        name, stage = " ".join(self.new.text().split()), self.stage
        if name and stage is not None:
            back = take(self.new)
            self._actions.write("세부단계 추가", lambda ws: stages.add_step(ws, stage, name), give_back=back)
        self.new.setFocus()

    def set_done(self, step: Step, done: bool) -> None:
        """Mark a step as finished or not."""
        self._actions.write("세부단계", lambda ws: stages.set_step_done(ws, step.id, done))

    def rename(self, step: Step) -> RecordDialog:
        """Ask for another name of a step."""
        values = {"label": step.label}
        dialog = RecordDialog("세부단계 이름 바꾸기", "", FIELDS, "바꾸기", self.window(), values)
        dialog.store_by(
            self._actions.context.tasks,
            "세부단계 이름 바꾸기",
            lambda ws, given: stages.rename_step(ws, step, given["label"]),
        )
        return dialog

    def remove(self, step: Step) -> None:
        """Take a step off; undo brings it back."""
        self._actions.write("세부단계 삭제", lambda ws: stages.remove_step(ws, step))


class StepBox(QCheckBox):
    """One step: Space ticks it, F2 renames it, Delete takes it off, the menu offers both."""

    def __init__(self, step: Step, owner: StepList) -> None:
        """Show ``step`` in the list ``owner``."""
        super().__init__(step.label)
        self.step, self._owner = step, owner
        self.setObjectName(f"step-{step.id}")
        self.setChecked(step.done)
        self.setToolTip("F2 이름 바꾸기 · Delete 지우기")
        self.clicked.connect(lambda on: owner.set_done(step, on))

    def menu(self) -> QMenu:
        """Return what can be done with the step."""
        rename, remove = partial(self._owner.rename, self.step), partial(self._owner.remove, self.step)
        entries: list[Entry] = [("pencil", "이름 바꾸기\tF2", rename), ("trash-2", "지우기\tDel", remove)]
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_PROJECTS))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        popup(self.menu(), place_of(event, self))

    def event(self, event: QEvent) -> bool:
        """Keep F2 and Delete from the shortcuts of the page."""
        keys = (Qt.Key.Key_F2, Qt.Key.Key_Delete)
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and event.key() in keys:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename by F2, take off by Delete."""
        if event.key() == Qt.Key.Key_F2:
            self._owner.rename(self.step)
        elif event.key() == Qt.Key.Key_Delete:
            self._owner.remove(self.step)
        else:
            super().keyPressEvent(event)
