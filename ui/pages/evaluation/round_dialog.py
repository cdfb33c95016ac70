"""평가 회차: title, days, rubric, the projects under evaluation, the panels with their members."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.evaluation.rounds import ROUND_FIELDS, Panel, PanelKind, PanelMember, RoundState, Rubric
from app.domain.privacy.masks import mask_name
from app.errors import UserError
from app.services import directory
from app.services.evaluation import round_setup, rubrics
from app.services.evaluation.round_setup import PanelPlan, RoundPlan
from app.services.evaluation.rounds import RoundParts
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.pages.evaluation.project_chooser import ProjectChooser
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.combo import Combo
from ui.widgets.controls import button, tool_button
from ui.widgets.form import RecordForm
from ui.widgets.scrolling import scroll_area
from ui.widgets.tab_order import follow_layout
from ui.widgets.text import WordLabel, label, line
from ui.widgets.text_editors import NumberEditor

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDE, TALL, MARGIN = 980, 720, 60
DATA = Qt.ItemDataRole.UserRole
FIELDS = tuple(spec for spec in ROUND_FIELDS if spec.key not in ("rubric_id", "state", "note"))


@dataclass(frozen=True, slots=True)
class Choices:
    """What a round may be made of."""

    rubrics: tuple[Rubric, ...]
    projects: tuple[tuple[int, str], ...]


def read_choices(ws: "Workspace") -> Choices:
    """Return the rubrics and the office's own projects."""
    projects = tuple((one.id, one.label) for one in directory.entries(ws, "project"))
    return Choices(tuple(rubrics.every(ws)), projects)


class PanelBox(QWidget):
    """One panel: kind, name, weight, its members, and lines for new ones."""

    removed = Signal(QWidget)
    weighed = Signal()

    def __init__(self, panel: Panel | None, members: Sequence[PanelMember], weight: int) -> None:
        """Show ``panel`` with its ``members``; a new one begins with ``weight``."""
        super().__init__()
        self.panel_id = panel.id if panel else None
        self.kind = ChoiceEditor([(one.value, one.label) for one in PanelKind], required=True)
        self.kind.setAccessibleName("평가단 종류")
        self.kind.set_value(panel.kind if panel else PanelKind.PAPER.value)
        self.name = QLineEdit(panel.name if panel else PanelKind.PAPER.label)
        self.name.setAccessibleName("평가단 이름")
        self.weight = NumberEditor("%", 0, 100)
        self.weight.setAccessibleName("평가단 가중치")
        self.weight.set_value(panel.weight if panel else weight)
        self.weight.setFixedWidth(76)
        self.weight.textChanged.connect(lambda _text: self.weighed.emit())
        self.kind.currentIndexChanged.connect(self._name_by_kind)
        self.members = QListWidget()
        self.members.setAccessibleName("위원 (Delete로 뺍니다)")
        for one in members:
            item = QListWidgetItem(f"{mask_name(one.name)}  {one.field}".strip())
            item.setData(DATA, one.id)
            self.members.addItem(item)
        self.members.setProperty("lined", True)
        self.members.setFixedHeight(min(max(len(members), 1), 5) * 34 + 4)
        self.members.setVisible(bool(members))
        self.new = QPlainTextEdit()
        self.new.setPlaceholderText("넣을 위원을 한 줄에 한 명씩: 이름, 분야 (엑셀에서 붙여넣기)")
        self.new.setAccessibleName("넣을 위원")
        self.new.setTabChangesFocus(True)
        self.new.setFixedHeight(76)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.kind)
        head.addWidget(self.name, 1)
        head.addWidget(self.weight)
        head.addWidget(tool_button("trash-2", "평가단 빼기", lambda: self.removed.emit(self), compact=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 8)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.members)
        out = button("고른 위원 빼기", "x", "link", self._take_out, compact=True)
        out.setVisible(bool(self.members.count()))
        box.addWidget(out, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.new)

    def _name_by_kind(self) -> None:
        if self.name.text() in ("", *(one.label for one in PanelKind)):
            self.name.setText(self.kind.currentText())

    def _take_out(self) -> None:
        for item in self.members.selectedItems():
            self.members.takeItem(self.members.row(item))

    def plan(self) -> PanelPlan:
        """Return the panel as it shall be."""
        kept = tuple(self.members.item(number).data(DATA) for number in range(self.members.count()))
        new = round_setup.read_members(self.new.toPlainText())
        weight = self.weight.value() or 0
        return PanelPlan(self.panel_id, self.name.text(), str(self.kind.value()), weight, kept, new)


class RoundDialog(Dialog):
    """Makes a round or changes one; everything is stored in one step."""

    def __init__(
        self, owner: QWidget, context: Context, choices: Choices, found: RoundParts | None,
        done: Callable[[int], object],
    ) -> None:  # fmt: skip
        """Show ``found``, or begin a new round."""
        super().__init__(owner.window(), "평가 고치기" if found else "새 평가")
        self.context, self._found, self._done = context, found, done
        self.form = RecordForm(FIELDS, columns=2)
        self.form.setProperty("role", "plain")
        self.rubric = Combo()
        self.rubric.setAccessibleName("평가표")
        self._fill_rubrics(choices)
        chosen = [key for key, _title in found.projects] if found else []
        self.projects = ProjectChooser(choices.projects, chosen)
        self.boxes: list[PanelBox] = []
        self.sum = label("", 13, tone="text2")
        self.wrong = WordLabel("", 13, 400, "danger")
        self._lay_out(self.windowTitle())
        self._begin()

    def _fill_rubrics(self, choices: Choices) -> None:
        for one in choices.rubrics:
            frozen = " · 사용 중" if one.frozen_at else ""
            self.rubric.addItem(f"{one.name} {one.version}판{frozen}", one.id)
        for key, shipped in rubrics.shipped().items():
            self.rubric.addItem(f"{shipped.name} 틀로 새 평가표", key)
        if self._found is not None:
            self.rubric.setCurrentIndex(self.rubric.findData(self._found.round.rubric_id))
            self.rubric.setEnabled(self._found.round.state == RoundState.DRAFT)
            if not self.rubric.isEnabled():
                self.rubric.setToolTip("시작한 평가의 평가표는 바꾸지 않습니다.")

    def _lay_out(self, title: str) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.form)
        left.addWidget(label("평가표 *", 13, 500, "text2"))
        left.addWidget(self.rubric)
        left.addSpacing(6)
        left.addWidget(self.projects, 1)
        head = QHBoxLayout()
        head.addWidget(label("평가단", 14, 600))
        head.addWidget(self.sum, 1)
        head.addWidget(button("평가단 추가", "plus", "link", partial(self.add_panel, None), compact=True))
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._panels = QVBoxLayout(inner)
        self._panels.setContentsMargins(0, 0, 6, 0)
        self._panels.addStretch(1)
        right.addLayout(head)
        right.addWidget(scroll_area(inner), 1)
        body = QHBoxLayout()
        body.setContentsMargins(20, 0, 20, 0)
        body.setSpacing(20)
        body.addLayout(left, 1)
        body.addWidget(line(vertical=True))
        body.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self.wrong, 1)
        foot.addWidget(button("취소", run=self.reject))
        self.action = button("저장" if self._found else "평가 만들기", kind="primary", run=self.store)
        foot.addWidget(self.action)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 18, 0, 0)
        box.setSpacing(10)
        name = label(title, 16, 600)
        name.setContentsMargins(20, 0, 20, 0)
        box.addWidget(name)
        box.addLayout(body, 1)
        box.addLayout(foot)
        self.action.setDefault(True)

    def _begin(self) -> None:
        found = self._found
        if found is None:
            self.form.set_values({"year": self.context.workspace.today.year})
            self.add_panel(None)
        else:
            self.form.set_values({spec.key: getattr(found.round, spec.key) for spec in FIELDS})
            for panel in found.panels:
                self.add_panel(panel, [one for one in found.members if one.panel_id == panel.id])
        owner = self.parentWidget()
        room = (owner.height() if owner is not None else TALL) - MARGIN
        self.resize(WIDE, min(TALL, room))
        self.open()
        self.form.fields["title"].editor.setFocus()

    def add_panel(self, panel: Panel | None, members: Sequence[PanelMember] = ()) -> None:
        """Add a panel; a new one takes the weight that is left."""
        left = max(100 - sum(one.weight.value() or 0 for one in self.boxes), 0)
        made = PanelBox(panel, members, left)
        made.removed.connect(self._remove)
        made.weighed.connect(self._tell_sum)
        self.boxes.append(made)
        self._panels.insertWidget(len(self.boxes) - 1, made)
        follow_layout(self)
        self._tell_sum()

    def _remove(self, box: PanelBox) -> None:
        self.boxes.remove(box)
        box.hide()
        box.deleteLater()
        self._tell_sum()

    def _tell_sum(self) -> None:
        try:
            whole = sum(one.weight.value() or 0 for one in self.boxes)
        except UserError:
            return  # half typed
        self.sum.setText(f"가중치 합 {whole}%")

    def store(self) -> None:
        """Store the round, or say what is wrong with it."""
        try:
            plan = self._plan()
        except UserError as error:
            self.wrong.setText(error.message)
            return
        round_id = self._found.round.id if self._found else None
        self.store_and_close(
            self.context.tasks,
            self.windowTitle(),
            lambda ws: round_setup.store(ws, plan, round_id),
            self._done,
            lambda error: self.wrong.setText(error.message),
        )

    def _plan(self) -> RoundPlan:
        values: dict[str, Any] = self.form.values()
        chosen = self.rubric.currentData()
        template = chosen if isinstance(chosen, str) else ""
        if not template:
            values["rubric_id"] = chosen
        return RoundPlan(values, self.projects.chosen(), tuple(box.plan() for box in self.boxes), template)
