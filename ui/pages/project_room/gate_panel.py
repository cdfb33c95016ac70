"""The gate of one stage: its criteria, how many are met, and the way through it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.choices import StageKind
from app.domain.desk_role import Duty
from app.domain.stage import Criterion, Stage
from ui.icons import icon
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.criterion_row import CriterionRow
from ui.pages.project_room.data import Room
from ui.roles import asking
from ui.widgets.bars import ThinBar
from ui.widgets.controls import button
from ui.widgets.criteria import counted
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import WordLabel, label
from ui.widgets.text_editors import take


class GatePanel(Panel):
    """Criteria above, 관문 통과 below; locked until all are met, an exception being the other way.

    With ``full`` one's own criteria can be added and a passed gate opened again.
    """

    fixRequested = Signal(str)

    def __init__(self, actions: Actions, full: bool = False) -> None:
        """Make the panel of no stage yet."""
        self.bar = ThinBar(accessible="관문 충족")
        self.bar.setFixedWidth(72)
        self.count = label("", 14, 600)
        super().__init__("관문", "", (self.bar, self.count))
        self._actions, self._room, self.stage = actions, None, None
        self.rows = Rows(self._make_row)
        self.body.addWidget(self.rows)
        self.adder = self._adder()
        self.adder.setVisible(full)
        self._full = full
        self.body.addWidget(self.adder)
        self.body.addStretch(1)
        foot = self.add_foot()
        self.words = WordLabel("", 13, 400, "text2")
        self.exception = button("예외로 통과", kind="ghost", run=self._sign_off, compact=True)
        self.passing = button("관문 통과", "lock", run=self._sign_off)
        self.reopening = button("다시 열기", "lock-open", run=self._reopen)
        self.exception.setObjectName("exception")
        self.passing.setObjectName("passing")
        self.reopening.setObjectName("reopening")
        foot.addWidget(self.words, 1)
        for made in (self.exception, self.passing, self.reopening):
            foot.addWidget(asking(made, Duty.EDIT_PROJECTS))

    _room: Room | None
    stage: Stage | None

    def show_stage(self, room: Room, stage: Stage) -> None:
        """Show the gate of ``stage``."""
        self._room, self.stage = room, stage
        total, met = len(stage.criteria), stage.criteria_met
        following = StageKind(stage.kind).number
        onward = list(StageKind)[following].label if following < len(StageKind) else "마침"
        self.title.setText(f"{stage.kind_label} 관문")
        self.setAccessibleName(f"{stage.kind_label} 관문")
        self.set_meta(f"{stage.kind_label} → {onward}")
        self.count.setText(f"{met} / {total} 충족")
        self.bar.set_value(met / total if total else 1.0)
        locked = stage.closed_at is not None
        self.rows.set_items([(criterion, room.project.team_size, room.project.citizen_count, locked)
                             for criterion in stage.criteria])  # fmt: skip
        self.adder.setVisible(self._full and not locked)
        self._show_foot(room, stage)

    def _show_foot(self, room: Room, stage: Stage) -> None:
        current = room.current
        due = current is not None and current.id == stage.id
        closed = stage.closed_at is not None
        self.exception.setVisible(due and bool(stage.missing))
        self.passing.setVisible(not closed)
        self.passing.setEnabled(due and not stage.missing)
        self.passing.setIcon(
            icon("lock" if not self.passing.isEnabled() else "check", "on_primary" if due else None)
        )
        kind = "primary" if self.passing.isEnabled() else ""
        if self.passing.property("kind") != kind:
            self.passing.setProperty("kind", kind)
            self.passing.style().unpolish(self.passing)
            self.passing.style().polish(self.passing)
        self.reopening.setVisible(closed)
        self.words.setText(_foot_words(room, stage, due))
        self.passing.setAccessibleDescription(self.words.accessibleName())

    def _make_row(self, item: tuple[Criterion, int, int, bool]) -> CriterionRow:
        assert self._room is not None  # noqa: S101 - rows are made for a stage only
        row = CriterionRow(item[0], self._room.project, self._actions, item[3])
        row.fixRequested.connect(self.fixRequested)
        return row

    def _adder(self) -> QWidget:
        self.new = QLineEdit()
        self.new.setPlaceholderText("우리 과제만의 기준을 적고 Enter")
        self.new.setAccessibleName("관문 기준 추가")
        self.new.returnPressed.connect(self._add)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(asking(self.new, Duty.EDIT_PROJECTS), 1)
        row.addWidget(asking(button("추가", "plus", run=self._add), Duty.EDIT_PROJECTS))
        return box

    def _add(self) -> None:
        text = self.new.text().strip()
        if text and self.stage is not None:
            self._actions.add_criterion(self.stage, text, take(self.new))

    def _sign_off(self) -> None:
        if self.stage is not None:
            self._actions.sign_off(self.stage)

    def _reopen(self) -> None:
        if self.stage is not None:
            self._actions.reopen(self.stage)


def _foot_words(room: Room, stage: Stage, due: bool) -> str:
    if stage.closed_at is not None:
        return "통과한 관문입니다. 고치려면 다시 여십시오."
    if not due and room.current is not None:
        return f"{room.current.kind_label} 관문을 먼저 통과해야 합니다."
    missing = stage.missing
    if not missing:
        return "기준을 모두 채웠습니다. 통과할 수 있습니다."
    if any(counted(criterion) for criterion in missing):
        return f"기준 {len(missing)}개를 더 채우면 통과할 수 있습니다."
    bare = sum(1 for criterion in missing if not criterion.evidence)
    if bare:
        return f"증빙 {bare}종을 붙이고 확인하면 통과할 수 있습니다."
    return f"붙인 증빙 {len(missing)}종을 확인하면 통과할 수 있습니다."
