"""결정 and 다음 할 일: what a session ends with."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.desk_role import Duty
from app.domain.output import Milestone
from app.domain.session import Decision
from ui.roles import spoken_against
from ui.widgets.badges import Badge, DDay
from ui.widgets.controls import button
from ui.widgets.menus import Entry, menu_of, place_of, popup
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, WordLabel, label


class DecisionPanel(Panel):
    """The decisions, numbered; a line below takes another.

    What is written in the line stays with its session until it is stored.  With ``added`` and ``edited``
    comes what puts it back into the line where it was refused.
    """

    added = Signal(str, object)
    edited = Signal(int, str, object)
    removed = Signal(int)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__("결정")
        self.rows = Rows(self._make, lines=False)
        self.line = QLineEdit()
        self.line.setProperty("dense", True)
        self.line.setPlaceholderText("결정을 적고 Enter")
        self.line.setAccessibleName("새 결정")
        self.line.returnPressed.connect(self._add)
        self.line.textEdited.connect(self._typed)
        self._session = self._editing = 0
        self._drafts: dict[int, tuple[int, str]] = {}
        self.body.setContentsMargins(14, 8, 14, 10)
        self.body.setSpacing(6)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self.body.addWidget(self.line)

    def show_decisions(self, session: int, decisions: Sequence[Decision], locked: bool) -> None:
        """Show the ``decisions`` of a session."""
        if session != self._session:
            self._drafts[self._session] = (self._editing, self.line.text())
            self._session = session
            self._write(*self._drafts.pop(session, (0, "")))
        self.set_meta(str(len(decisions)))
        self.line.setVisible(not locked)
        self.rows.set_items([(number, row, locked) for number, row in enumerate(decisions, 1)])

    def _make(self, shown: tuple[int, Decision, bool]) -> "DecisionRow":
        return DecisionRow(shown, self)

    def edit(self, decision: Decision) -> None:
        """Take a decision into the line to put it in other words."""
        self._write(decision.id, decision.text)
        self.line.setFocus()

    def _typed(self, text: str) -> None:
        if not text:
            self._editing = 0  # who empties the line begins another decision

    def _write(self, editing: int, text: str) -> None:
        self._editing = editing
        self.line.setText(text)

    def _add(self) -> None:
        text, editing = self.line.text().strip(), self._editing
        if not text:
            return
        give_back = partial(self._give_back, self._session, editing, text)
        self._write(0, "")
        if editing:
            self.edited.emit(editing, text, give_back)
        else:
            self.added.emit(text, give_back)

    def _give_back(self, session: int, editing: int, text: str) -> None:
        if session != self._session:
            self._drafts[session] = (editing, text)
        elif not self.line.text():
            self._write(editing, text)


class DecisionRow(QWidget):
    """One decision."""

    def __init__(self, shown: tuple[int, Decision, bool], panel: DecisionPanel) -> None:
        """Show a decision of ``panel``."""
        super().__init__()
        number, self.decision, self._locked = shown
        self._panel = panel
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(label(f"{number}.", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WordLabel(self.decision.text), 1)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Change the decision."""
        if not self._locked:
            self._panel.edit(self.decision)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        if not self._locked:
            change = partial(self._panel.edit, self.decision)
            remove = partial(self._panel.removed.emit, self.decision.id)
            entries: list[Entry] = [("pencil", "고치기", change), ("trash-2", "지우기", remove)]
            popup(menu_of(self, entries, spoken_against(self, Duty.EDIT_SESSIONS)), place_of(event, self))


class ActionPanel(Panel):
    """What was agreed to be done, by whom and until when."""

    addRequested = Signal()
    doneChanged = Signal(object, bool)
    editRequested = Signal(object)
    removeRequested = Signal(object)

    def __init__(self) -> None:
        """Begin empty."""
        self.add = button("추가", "plus", "link", lambda: self.addRequested.emit(), True)
        super().__init__("다음 할 일", "", (self.add,))
        self.rows = Rows(self._make)
        self.empty = label("정한 할 일이 없습니다.", 13, 400, "text2")
        self.empty.setContentsMargins(14, 10, 14, 10)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)

    def show_actions(self, actions: Sequence[Milestone], today: date, locked: bool) -> None:
        """Show ``actions`` by their days."""
        done = sum(1 for todo in actions if todo.done_on)
        self.set_meta(f"{done} / {len(actions)} 끝" if actions else "")
        self.add.setVisible(not locked)
        self.empty.setVisible(not actions)
        ordered = sorted(actions, key=lambda todo: (todo.done_on is None, todo.due_on or date.max, todo.id))
        self.rows.set_items([(todo, today, locked) for todo in ordered])

    def _make(self, shown: tuple[Milestone, date, bool]) -> "ActionRow":
        return ActionRow(shown, self)


class ActionRow(QWidget):
    """One next action."""

    def __init__(self, shown: tuple[Milestone, date, bool], panel: ActionPanel) -> None:
        """Show an action of ``panel``."""
        super().__init__()
        self.todo, today, self._locked = shown
        self._panel = panel
        self.setFixedHeight(34)
        self.box = QCheckBox()
        self.box.setObjectName(f"action-{self.todo.id}")
        self.box.setChecked(self.todo.done_on is not None)
        self.box.setAccessibleName(f"{self.todo.title} 마침")
        self.box.clicked.connect(lambda on: panel.doneChanged.emit(self.todo, on))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(ElidedLabel(self.todo.title, 14, 400, "meta" if self.todo.done_on else ""), 1)
        if self.todo.assignee:
            row.addWidget(label(self.todo.assignee, 13, 400, "text2"))
        if self.todo.done_on:
            row.addWidget(Badge("끝", "met"))
        elif self.todo.due_on:
            row.addWidget(DDay(self.todo.due_on, today))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Change the action."""
        if not self._locked:
            self._panel.editRequested.emit(self.todo)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        if not self._locked:
            change = partial(self._panel.editRequested.emit, self.todo)
            remove = partial(self._panel.removeRequested.emit, self.todo)
            entries: list[Entry] = [("pencil", "고치기", change), ("trash-2", "지우기", remove)]
            popup(menu_of(self, entries, spoken_against(self, Duty.EDIT_SESSIONS)), place_of(event, self))
