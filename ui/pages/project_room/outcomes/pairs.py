"""운영 전·후: pairs of statements side by side, each with its evidence."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.indicator import Comparison
from ui import theme
from ui.pages.project_room.outcomes.data import Outcomes
from ui.roles import asking
from ui.widgets.controls import EmptyState, button, tool_button
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import ElidedLabel, IconLabel, WordLabel, label


class PairsPanel(Panel):
    """The pairs of a project."""

    addRequested = Signal()
    editRequested = Signal(object)
    removeRequested = Signal(object)

    def __init__(self) -> None:
        """Make the panel, still empty."""
        self.add_button = button("전·후 추가", "plus", "link", lambda: self.addRequested.emit(), compact=True)
        asking(self.add_button, Duty.EDIT_OUTCOMES)
        super().__init__("운영 전·후", "", (self.add_button,))
        self._outputs: dict[int, str] = {}
        self.rows = Rows(self._row)
        self.empty = EmptyState(
            "무엇이 달라졌는지 짝지어 적은 것이 없습니다.", "전·후 추가", self.addRequested.emit,
            "git-compare-arrows",
        )  # fmt: skip
        asking(self.empty.button, Duty.EDIT_OUTCOMES)
        self.empty.setFixedHeight(150)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.empty)

    def show_outcomes(self, found: Outcomes) -> None:
        """Show the pairs."""
        self._outputs = dict(found.outputs)
        self.rows.set_items([(pair, self._evidence(pair)) for pair in found.pairs])
        self.set_meta(f"{len(found.pairs)}건" if found.pairs else "")
        self.empty.setVisible(not found.pairs)
        self.add_button.setVisible(bool(found.pairs))

    def _evidence(self, pair: Comparison) -> str:
        parts = (pair.evidence, self._outputs.get(pair.output_id or 0, ""))
        return " · ".join(part for part in parts if part)

    def _row(self, item: tuple[Comparison, str]) -> QWidget:
        pair, evidence = item
        row = QWidget()
        box = QVBoxLayout(row)
        box.setContentsMargins(16, 10, 16, 12)
        box.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(pair.subject, 14, 600), 1)
        for name, icon, verb, asked in (
            ("pair-edit", "pencil", "고치기", self.editRequested),
            ("pair-remove", "trash-2", "지우기", self.removeRequested),
        ):
            made = tool_button(icon, f"{pair.subject} {verb}", partial(asked.emit, pair), compact=True)
            made.setObjectName(f"{name}-{pair.id}")
            head.addWidget(asking(made, Duty.EDIT_OUTCOMES))
        box.addLayout(head)
        sides = QHBoxLayout()
        sides.setSpacing(theme.GAP)
        sides.addLayout(_side("운영 전", pair.before, "text2"), 1)
        sides.addLayout(_side("운영 후", pair.after, "link"), 1)
        box.addLayout(sides)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        mark = ("paperclip", "text2") if evidence else ("triangle-alert", "warning.icon")
        foot.addWidget(IconLabel(*mark, 14))
        words = f"근거: {evidence}" if evidence else "근거 없음"
        foot.addWidget(ElidedLabel(words, 13, tone="text2" if evidence else "warning"), 1)
        box.addLayout(foot)
        return row


def _side(name: str, words: str, tone: str) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(2)
    box.addWidget(label(name, 12, 600, tone))
    box.addWidget(WordLabel(words, 14))
    box.addStretch(1)
    return box
