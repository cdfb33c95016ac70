"""할 일: what falls due next; tick off, add in the line below, change or delete by the menu."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QWidget

from app.domain.desk_role import Duty
from app.domain.output import MILESTONE_FIELDS, Milestone
from app.errors import UserError
from app.services import outputs, records
from ui.dialogs.record import RecordDialog
from ui.formats import list_date
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Options, Room
from ui.roles import spoken_against
from ui.widgets.badges import DDay
from ui.widgets.controls import button
from ui.widgets.menus import Entry, menu_of, place_of, popup
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, label
from ui.widgets.text_editors import DateEditor, set_invalid, take

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ROW = 34
FIELDS = tuple(spec for spec in MILESTONE_FIELDS if spec.key != "project_id")
Item = tuple[Milestone, date]


class TodoPanel(Panel):
    """Open ones by their dates, overdue in red; done ones on demand."""

    def __init__(self, actions: Actions) -> None:
        """Make an empty list with its line for adding."""
        self.toggle = button("마친 일 보기", kind="link", run=self._toggle, compact=True)
        super().__init__("할 일", "", (self.toggle,))
        self._actions = actions
        self._room: Room | None = None
        self._with_done = False
        self.options: Options = {}
        self.rows = Rows(self._make_row)
        self.empty = label("남은 할 일이 없습니다. 아래에 적어 넣으십시오.", 13, 400, "text2")
        self.empty.setContentsMargins(16, 10, 16, 10)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self._add_foot_line()

    def _add_foot_line(self) -> None:
        foot = self.add_foot()
        self.title_line, self.due_line = QLineEdit(), DateEditor()
        self.title_line.setPlaceholderText("할 일을 적고 Enter")
        self.title_line.setAccessibleName("새 할 일")
        self.due_line.setAccessibleName("새 할 일의 기한")
        self.due_line.setPlaceholderText("기한")
        self.due_line.setFixedWidth(132)
        self.title_line.returnPressed.connect(self.add)
        self.due_line.returnPressed.connect(self.add)
        foot.addWidget(self.title_line, 1)
        foot.addWidget(self.due_line)
        foot.addWidget(button("추가", "plus", run=self.add))

    def show_room(self, room: Room) -> None:
        """Show the 할 일 of ``room``."""
        self._room = room
        waiting = [todo for todo in room.todos if todo.done_on is None]
        done = [todo for todo in room.todos if todo.done_on is not None]
        waiting.sort(key=lambda todo: (todo.due_on is None, todo.due_on or date.max, todo.id))
        done.sort(key=lambda todo: todo.done_on or date.min, reverse=True)
        late = sum(1 for todo in waiting if todo.due_on and todo.due_on < room.today)
        self.set_meta(f"{len(waiting)}건" + (f" · 기한 지남 {late}건" if late else ""))
        self.toggle.setVisible(bool(done))
        self.toggle.setText("마친 일 숨기기" if self._with_done else f"마친 일 {len(done)}건 보기")
        self.empty.setVisible(not waiting and not (done and self._with_done))
        shown = [*waiting, *done] if self._with_done else waiting
        self.rows.set_items([(todo, room.today) for todo in shown])

    def _toggle(self) -> None:
        self._with_done = not self._with_done
        if self._room is not None:
            self.show_room(self._room)

    def _make_row(self, item: Item) -> "TodoRow":
        return TodoRow(item, self)

    def is_begun(self) -> bool:
        """Tell whether a 할 일 stands in the line below that was not added yet."""
        return bool(self.title_line.text().strip() or self.due_line.text().strip())

    # -- verbs

    def add(self) -> None:
        """Note what stands in the line below; a date that cannot be read is marked."""
        title = self.title_line.text().strip()
        if not title or self._room is None:
            self.title_line.setFocus()
            return
        try:
            due = self.due_line.value()
        except UserError as error:
            set_invalid(self.due_line, True)
            self.due_line.setToolTip(error.message)
            self.due_line.setFocus()
            return
        set_invalid(self.due_line, False)
        project, stage = self._room.project.id, self._room.current
        values = {"title": title, "due_on": due, "stage": stage.kind if stage else None}
        lines = [take(self.title_line), take(self.due_line)]

        def give_back() -> None:
            for line in lines:
                line()

        self._actions.write(
            "할 일 추가", lambda ws: outputs.add_milestone(ws, project, values), give_back=give_back
        )
        self.title_line.setFocus()

    def set_done(self, todo: Milestone, done: bool) -> None:
        """Tick a 할 일 off as done today, or open it again."""
        self._actions.write(
            "할 일 마침",
            lambda ws: outputs.set_milestone_done(ws, todo, ws.today if done else None),
        )

    def edit(self, todo: Milestone) -> RecordDialog:
        """Change a 할 일 in a dialog."""
        values = {spec.key: getattr(todo, spec.key) for spec in FIELDS}
        dialog = RecordDialog("할 일 고치기", "", FIELDS, "고치기", self.window(), {})
        dialog.form.set_options("assignee_id", self.options.get("person", []))
        dialog.form.set_values(values)

        def store(ws: "Workspace", given: dict[str, Any]) -> None:
            changed = {key: value for key, value in given.items() if value != values[key]}
            if changed:
                records.edit(ws, "milestone", [todo.id], changed)

        dialog.store_by(self._actions.context.tasks, "할 일 고치기", store)
        return dialog

    def remove(self, todo: Milestone) -> None:
        """Delete a 할 일; undo brings it back."""
        label = f"할 일 ‘{todo.title}’ 삭제"
        self._actions.write(label, lambda ws: records.delete(ws, "milestone", [todo.id], label))


class TodoRow(QWidget):
    """One 할 일: a box, its day, its name, the days left."""

    def __init__(self, item: Item, panel: TodoPanel) -> None:
        """Show a 할 일 of ``panel``."""
        super().__init__()
        self.todo, self._panel = item[0], panel
        todo, today = item
        self.setFixedHeight(ROW)
        self.box = QCheckBox()
        self.box.setObjectName(f"todo-{todo.id}")
        self.box.setChecked(todo.done_on is not None)
        self.box.setAccessibleName(f"{todo.title} 마침")
        self.box.clicked.connect(lambda on: panel.set_done(todo, on))
        day = todo.done_on or todo.due_on
        when = label(list_date(day, today) if day else "기한 없음", 13, 400, "text2")
        when.setMinimumWidth(80)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(when)
        row.addWidget(ElidedLabel(todo.title, 14, 400, "meta" if todo.done_on else ""), 1)
        if todo.assignee:
            row.addWidget(label(todo.assignee, 13, 400, "text2"))
        if todo.done_on:
            row.addWidget(label("마침", 13, 400, "success"))
        elif todo.due_on:
            row.addWidget(DDay(todo.due_on, today))

    def menu(self) -> QMenu:
        """Return what can be done with the 할 일."""
        change, remove = partial(self._panel.edit, self.todo), partial(self._panel.remove, self.todo)
        entries: list[Entry] = [("pencil", "고치기", change), ("trash-2", "지우기", remove)]
        return menu_of(self, entries, spoken_against(self, Duty.EDIT_PROJECTS, Duty.EDIT_SESSIONS))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        popup(self.menu(), place_of(event, self))

    def mouseDoubleClickEvent(self, _event: object) -> None:
        """Change the 할 일."""
        self._panel.edit(self.todo)
