"""Writing exact days, and saying what waits for what: the ways to both that need no pointer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.dependency import Course
from app.domain.fields import FieldSpec, FieldType
from app.domain.timeline import STAGE, BarState, Node, Span, Tie, TimelineRow
from app.errors import UserError
from ui import theme
from ui.dialogs.confirm import MessageDialog
from ui.pages.projects.timeline.verbs import TimelineVerbs
from ui.widgets.combo import Combo
from ui.widgets.controls import button
from ui.widgets.form_field import FormField
from ui.widgets.text import ElidedLabel, WordLabel, label

_D = FieldType.DATE
START = FieldSpec("planned_start", _D, "시작", required=True)
END = FieldSpec("planned_end", _D, "끝", required=True)
DUE = FieldSpec("due_on", _D, "기한", required=True)


class DatesDialog(MessageDialog):
    """Asks for the days of a stage or 할 일; of a stage under way only for its end."""

    def __init__(self, owner: QWidget, row: TimelineRow, node: Node, take: Callable[[Span], object]) -> None:
        """Ask for the days of ``node``, which has some already."""
        course = Course(row)
        name = course.names[node]
        super().__init__(owner, f"{name} 날짜 바꾸기", f"‘{row.project.title}’", "calendar-days", "primary")
        self._take, self._span = take, course.spans[node]
        bar = row.bar(node[1]) if node[0] == STAGE else None
        under_way = bar is not None and bar.state is not BarState.PLANNED
        specs = (DUE,) if bar is None else (END,) if under_way else (START, END)
        self.fields = [FormField(spec) for spec in specs]
        for field in self.fields:
            field.editor.set_value(self._span.first if field.spec is START else self._span.last)
            self.content.addWidget(field)
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.add_button("바꾸기", kind="primary")
        self.fields[0].editor.setFocus()

    def accept(self) -> None:
        """Hand the days over and close, unless they cannot be."""
        try:
            days = {field.spec.key: field.read() for field in self.fields}
        except UserError as error:
            next(field for field in self.fields if field.spec.key == error.field).set_error(error.message)
            return
        last = days.get("due_on") or days["planned_end"]
        first = days.get("due_on") or days.get("planned_start") or self._span.first
        if last < first:
            self.fields[-1].set_error("끝이 시작보다 앞섭니다. 끝날 날을 다시 적으십시오.")
            self.fields[-1].editor.setFocus()
            return
        self._take(Span(first, last))
        super().accept()


class TiesDialog(MessageDialog):
    """What of a project waits for what: a list to take ties away from, two lists to choose a new one."""

    def __init__(self, owner: QWidget, row: TimelineRow, verbs: TimelineVerbs) -> None:
        """Show the ties of ``row``."""
        text = "앞의 것이 늦어지면 뒤의 것도 함께 밀립니다. 네 단계는 잇지 않아도 차례로 이어집니다."
        super().__init__(owner, f"‘{row.project.title}’ 선후 관계", text, "link", "primary")
        self.setFixedWidth(theme.DIALOG + 60)
        self._verbs = verbs
        self.row = row
        self.ties: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.before, self.after = Combo(), Combo()
        self.error = WordLabel("", 13, 400, "danger")
        self.error.hide()
        self.content.addLayout(self._list)
        self.content.addSpacing(8)
        for words, choice in (("먼저 끝나야 하는 것", self.before), ("그 뒤에 시작하는 것", self.after)):
            name = label(words, 13, 500, "text2")
            name.setBuddy(choice)
            choice.setAccessibleName(words)
            self.content.addWidget(name)
            self.content.addWidget(choice)
        self.content.addWidget(self.error)
        self.tie_button = button("잇기", "plus", run=self._tie, once=True)
        self.content.addWidget(self.tie_button)
        self.add_button("닫기", kind="primary")
        self.show_row(row)

    def show_row(self, row: TimelineRow) -> None:
        """Show the project as it stands now."""
        self.row = row
        course = Course(row)
        for widget in self.ties:
            widget.hide()
            self._list.removeWidget(widget)
            widget.deleteLater()
        self.ties = [self._line(course, tie) for tie in row.ties]
        if not self.ties:
            self.ties = [label("이은 것이 없습니다.", 13, tone="meta")]
        for widget in self.ties:
            self._list.addWidget(widget)
        for choice in (self.before, self.after):
            kept = choice.currentData()
            choice.clear()
            for node, name in course.names.items():
                choice.addItem(name, node)
            place = choice.findData(kept) if kept is not None else int(choice is self.after)
            choice.setCurrentIndex(max(place, 0))

    def _line(self, course: Course, tie: Tie) -> QWidget:
        gone = "지워진 할 일"
        words = f"{course.names.get(tie.before, gone)} → {course.names.get(tie.after, gone)}"
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ElidedLabel(words, 14), 1)
        remove = button("지우기", "unlink", "ghost", partial(self._untie, tie), compact=True)
        remove.setAccessibleName(f"{words} 지우기")
        row.addWidget(remove)
        return made

    def _tie(self) -> None:
        self._fail("")
        self._verbs.tie(
            self.row.id, tuple(self.before.currentData()), tuple(self.after.currentData()),
            self._again, lambda error: self._fail(error.message),
        )  # fmt: skip

    def _untie(self, tie: Tie) -> None:
        self._verbs.untie(tie.id, self._again)

    def _fail(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _again(self) -> None:
        self._fail("")
        self._verbs.read([self.row.id], self._show)

    def _show(self, rows: list[TimelineRow]) -> None:
        for row in rows:
            self.show_row(row)
