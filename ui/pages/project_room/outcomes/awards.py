"""상격: what the project was awarded or granted, each with its money and the 평가 it came from."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import Award
from ui.pages.project_room.outcomes.data import Outcomes
from ui.roles import asking
from ui.widgets.controls import EmptyState, button, tool_button
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, IconLabel, label


class AwardsPanel(Panel):
    """The awards of a project; ``roundWanted`` asks for the 평가 behind one."""

    addRequested = Signal()
    editRequested = Signal(object)
    removeRequested = Signal(object)
    roundWanted = Signal(int)

    def __init__(self) -> None:
        """Make the panel, still empty."""
        self.add_button = button("상격 기록", "plus", "link", lambda: self.addRequested.emit(), compact=True)
        asking(self.add_button, Duty.EVALUATE)
        super().__init__("상격과 선정", "", (self.add_button,))
        self.rows = Rows(self._row)
        self.empty = EmptyState(
            "이 과제가 받은 상격이나 특별교부세를 적은 것이 없습니다.",
            "상격 기록",
            self.addRequested.emit,
            "award",
        )
        asking(self.empty.button, Duty.EVALUATE)
        self.empty.setFixedHeight(150)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.empty)

    def show_outcomes(self, found: Outcomes) -> None:
        """Show the awards."""
        self.rows.set_items(found.awards)
        self.set_meta(f"{len(found.awards)}건" if found.awards else "")
        self.empty.setVisible(not found.awards)
        self.add_button.setVisible(bool(found.awards))

    def _row(self, one: Award) -> QWidget:
        row = QWidget()
        box = QVBoxLayout(row)
        box.setContentsMargins(16, 8, 16, 10)
        box.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("award", "link", 16))
        head.addWidget(label(f"{one.year or ''} {one.grade}".strip(), 14, 600))
        head.addStretch(1)
        head.addWidget(label(_money(one), 14, 500))
        for name, icon, verb, asked in (
            ("award-edit", "pencil", "고치기", self.editRequested),
            ("award-remove", "trash-2", "지우기", self.removeRequested),
        ):
            made = tool_button(icon, f"{one.grade} {verb}", partial(asked.emit, one), compact=True)
            made.setObjectName(f"{name}-{one.id}")
            head.addWidget(asking(made, Duty.EVALUATE))
        box.addLayout(head)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(
            ElidedLabel(one.note or ("" if one.round else "평가와 따로 기록"), 13, tone="text2"), 1
        )
        if one.round_id is not None and one.round:
            go = button(one.round, "clipboard-check", "link", partial(self.roundWanted.emit, one.round_id),
                        compact=True)  # fmt: skip
            foot.addWidget(go)
        box.addLayout(foot)
        return row


def _money(one: Award) -> str:
    parts = [f"상금 {one.amount:,}원"] if one.amount else []
    parts += [f"특별교부세 {one.grant:,}원"] if one.grant else []
    return " · ".join(parts)
