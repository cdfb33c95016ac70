"""단계: one stage at a time with its dates, progress and steps, its gate and who let it pass."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QVBoxLayout, QWidget

from app.domain.choices import StageKind
from app.domain.desk_role import Duty
from app.domain.stage import STAGE_FIELDS, SignOff, Stage
from app.services import stages
from ui import theme
from ui.autosave import Autosave
from ui.context import Context
from ui.formats import moment
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import Room
from ui.pages.project_room.gate_panel import GatePanel
from ui.pages.project_room.overview import scrolled
from ui.pages.project_room.step_list import StepList
from ui.roles import Roles, asking
from ui.widgets.controls import Segmented
from ui.widgets.form import AUTOSAVE_MS, RecordForm
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

FIELDS = tuple(spec for spec in STAGE_FIELDS if not spec.derived and spec.key != "progress")
CHOICES = [(kind.number, f"{kind.number} {kind.label}", "") for kind in StageKind]


class ProgressEditor(QWidget):
    """A slider and a number for the same percent; ``changed`` comes when both have come to rest."""

    changed = Signal(int)

    def __init__(self) -> None:
        """Begin at nothing."""
        super().__init__()
        self.slider, self.number = QSlider(Qt.Orientation.Horizontal), QSpinBox()
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName("진행률 막대")
        self.number.setRange(0, 100)
        self.number.setSuffix("%")
        self.number.setFixedWidth(88)
        self.number.lineEdit().setTextMargins(8, 0, 0, 0)
        self.number.setAccessibleName("진행률")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AUTOSAVE_MS)
        self._rest.timeout.connect(self.flush)
        self._known = 0
        self.slider.valueChanged.connect(self.number.setValue)
        self.number.valueChanged.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)

    def set_value(self, percent: int) -> None:
        """Show ``percent``, unless another is being chosen."""
        if self._rest.isActive():
            return
        self._known = percent
        self.slider.setValue(percent)
        self.number.setValue(percent)
        self._rest.stop()

    def _moved(self, percent: int) -> None:
        self.slider.setValue(percent)
        if percent != self._known:
            self._rest.start()

    def flush(self) -> None:
        """Hand over what is chosen."""
        self._rest.stop()
        if self.number.value() != self._known:
            self._known = self.number.value()
            self.changed.emit(self._known)


class StageTab(QWidget):
    """The stage chosen in the stepper or in the row of stages above."""

    fixRequested = Signal(str)
    settled = Signal()
    stageShown = Signal()

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._actions = actions
        self._room: Room | None = None
        self.number = 0
        self.choice = Segmented(CHOICES, "단계")
        self.choice.chosen.connect(self.select)
        self.gate = GatePanel(actions, full=True)
        self.gate.fixRequested.connect(self.fixRequested)
        self.form = RecordForm(FIELDS, 2)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_PROJECTS))
        self.saving = Autosave(self.form, context.tasks, "단계", _save)
        self.saving.settled.connect(self.settled)
        self.progress = asking(ProgressEditor(), Duty.EDIT_PROJECTS)
        self.progress.changed.connect(self._set_progress)
        self.steps = StepList(actions)
        self.signoffs = Rows(_signoff_row)
        self._lay_out()

    def _lay_out(self) -> None:
        self.plan = Panel("일정과 진행", "", padding=16)
        self.plan.body.setSpacing(12)
        self.plan.body.addWidget(label("진행률", 13, 500, "text2"))
        self.plan.body.addWidget(self.progress)
        self.plan.body.addWidget(self.form)
        self.step_panel = Panel("세부단계", "", padding=12)
        self.step_panel.body.addWidget(self.steps)
        self.record = Panel("통과 기록", "")
        self.nothing = label("아직 통과한 기록이 없습니다.", 13, 400, "text2")
        self.nothing.setContentsMargins(16, 12, 16, 12)
        self.record.body.addWidget(self.nothing)
        self.record.body.addWidget(self.signoffs)
        left, right = _column(self.plan, self.step_panel), _column(self.gate, self.record)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(20, theme.GAP, 20, theme.PADDING)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        columns = QHBoxLayout()
        columns.setSpacing(theme.GAP)
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        whole.addLayout(columns, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(inner))

    def select(self, number: int) -> None:
        """Show the stage at place ``number``, what is typed about another handed over first."""
        if number != self.number:
            self.flush()
        self.number = number
        self.choice.set_value(number)
        if self._room is not None:
            self._show(self._room, True)
        self.stageShown.emit()

    def show_room(self, room: Room, stamp: int | None) -> None:
        """Show ``room``; the stage under way to begin with."""
        self._room = room
        if not self.number:
            self.number = room.current.position if room.current else len(StageKind)
            self.choice.set_value(self.number)
        self._show(room, self.saving.fresh(stamp))

    def _show(self, room: Room, fresh: bool) -> None:
        stage = room.stage(self.number)
        if stage is None:
            return
        closed = stage.closed_at is not None
        self.gate.show_stage(room, stage)
        self.plan.set_meta(stage.kind_label)
        if fresh or self.form.record_id != stage.id:
            self.form.set_record(stage)
        self.progress.set_value(stage.progress)
        self.progress.setEnabled(not closed)
        done = sum(step.done for step in stage.steps)
        self.step_panel.set_meta(f"{done} / {len(stage.steps)} 마침")
        self.steps.show_stage(stage)
        self.signoffs.set_items(tuple(reversed(stage.signoffs)))
        self.nothing.setVisible(not stage.signoffs)

    def _stage(self) -> Stage | None:
        return self._room.stage(self.number) if self._room else None

    def _set_progress(self, percent: int) -> None:
        stage = self._stage()
        if stage is not None:
            self._actions.write("진행률", lambda ws: stages.edit_stage(ws, stage.id, {"progress": percent}))

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.progress.flush()
        self.form.flush()


def _save(ws: "Workspace", stage_id: int, changes: dict[str, Any]) -> None:
    stages.edit_stage(ws, stage_id, changes, initiator="project")


def _column(*panels: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GAP)
    for panel in panels:
        column.addWidget(panel)
    column.addStretch(1)
    return column


def _signoff_row(signoff: SignOff) -> QWidget:
    """One sign-off: who, when, remark or exception, the first signs of the digest, and its reopening."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(16, 10, 16, 10)
    box.setSpacing(2)
    head = QHBoxLayout()
    verb = "예외로 통과" if signoff.exception_reason else "통과"
    head.addWidget(label(f"{signoff.signed_by} · {verb}", 14, 600))
    head.addStretch(1)
    head.addWidget(label(moment(signoff.signed_at), 13, 400, "text2"))
    box.addLayout(head)
    lines = [
        ("예외 사유", signoff.exception_reason, "warning"), ("의견", signoff.remark, "text2"),
        ("다시 연 사유", signoff.reopen_reason, "danger"),
    ]  # fmt: skip
    for name, text, tone in lines:
        if text:
            box.addWidget(WordLabel(f"{name}: {text}", 13, 400, tone))
    if signoff.reopened_at is not None:
        words = f"{signoff.reopened_by} · {moment(signoff.reopened_at)} 다시 엶"
        box.addWidget(label(words, 13, 400, "danger"))
    digest = label(f"증빙 지문 {signoff.evidence_digest[:12]}", 12, 400, "meta")
    digest.setToolTip(f"SHA-256 {signoff.evidence_digest}")
    box.addWidget(digest)
    return made
