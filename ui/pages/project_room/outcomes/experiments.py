"""실험 as cards: problem, solution, trial, money, execution and what was learnt."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.indicator import Experiment, ExperimentState
from app.domain.koreandate import format_date
from ui.pages.project_room.outcomes.data import Outcomes
from ui.roles import asking
from ui.widgets.badges import Badge
from ui.widgets.controls import EmptyState, button, tool_button
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, WordLabel, label

PARTS = (
    ("problem", "문제"), ("solution", "해결 방법"), ("trial", "시험"), ("money", "든 돈"),
    ("execution", "실행"), ("lesson", "배운 것"),
)  # fmt: skip
_BADGES = {
    ExperimentState.IDEA: "draft", ExperimentState.RUNNING: "active",
    ExperimentState.DONE: "done", ExperimentState.STOPPED: "stopped",
}  # fmt: skip


class ExperimentsPanel(Panel):
    """The experiments of a project."""

    addRequested = Signal()
    editRequested = Signal(object)
    removeRequested = Signal(object)

    def __init__(self) -> None:
        """Make the panel, still empty."""
        self.add_button = button("실험 추가", "plus", "link", lambda: self.addRequested.emit(), compact=True)
        asking(self.add_button, Duty.EDIT_OUTCOMES)
        super().__init__("실험", "", (self.add_button,))
        self.rows = Rows(self._card)
        self.empty = EmptyState(
            "작게 해 본 실험을 적은 것이 없습니다.", "실험 추가", self.addRequested.emit, "lightbulb"
        )
        asking(self.empty.button, Duty.EDIT_OUTCOMES)
        self.empty.setFixedHeight(150)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.empty)

    def show_outcomes(self, found: Outcomes) -> None:
        """Show the experiments."""
        self.rows.set_items(found.experiments)
        self.set_meta(f"{len(found.experiments)}건" if found.experiments else "")
        self.empty.setVisible(not found.experiments)
        self.add_button.setVisible(bool(found.experiments))

    def _card(self, one: Experiment) -> QWidget:
        card = QWidget()
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(6)
        state = ExperimentState(one.state)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Badge(state.label, _BADGES[state]))
        head.addWidget(ElidedLabel(one.title, 14, 600), 1)
        head.addWidget(label(_period(one), 13, tone="text2"))
        for name, icon, verb, asked in (
            ("experiment-edit", "pencil", "고치기", self.editRequested),
            ("experiment-remove", "trash-2", "지우기", self.removeRequested),
        ):
            made = tool_button(icon, f"{one.title} {verb}", partial(asked.emit, one), compact=True)
            made.setObjectName(f"{name}-{one.id}")
            head.addWidget(asking(made, Duty.EDIT_OUTCOMES))
        box.addLayout(head)
        box.addLayout(_parts(one))
        return card


def _parts(one: Experiment) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for row, (key, name) in enumerate(PARTS):
        value = getattr(one, key)
        if key == "money" and value is not None:
            value = f"{value:,}원"
        title = label(name, 13, 600, "text2")
        title.setFixedWidth(64)
        words = WordLabel(value or "적지 않음", 14 if value else 13, tone="" if value else "meta")
        grid.addWidget(title, row, 0)
        grid.addWidget(words, row, 1)
    return grid


def _period(one: Experiment) -> str:
    days = [format_date(day) if day else "" for day in (one.from_on, one.to_on)]
    return " ~ ".join(days) if any(days) else ""
