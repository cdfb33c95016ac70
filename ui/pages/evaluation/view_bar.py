"""The bar of 평가: which round, how far its entries are, what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import EvaluationRound, RoundState, SheetState
from app.services.evaluation.rounds import RoundParts
from ui import theme
from ui.roles import asking
from ui.widgets.badges import Badge
from ui.widgets.bars import ThinBar
from ui.widgets.combo import Combo
from ui.widgets.controls import button, tool_button
from ui.widgets.text import ElidedLabel, line

BADGES = {RoundState.DRAFT: "draft", RoundState.OPEN: "active", RoundState.CLOSED: "closed"}


class RoundBar(QWidget):
    """Chooser, progress and tools of a round."""

    roundChosen = Signal(int)
    pendingWanted = Signal()
    weightsWanted = Signal()
    resultWanted = Signal()
    beginWanted = Signal()
    menuWanted = Signal(QPoint)

    def __init__(self) -> None:
        """Begin without a round."""
        super().__init__()
        self.waited_for = 0
        self.rounds = Combo()
        self.rounds.setAccessibleName("평가")
        self.rounds.setFont(theme.font(14, 600))
        self.rounds.setProperty("dense", True)
        self.rounds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.rounds.setMaximumWidth(300)
        self.rounds.activated.connect(lambda place: self.roundChosen.emit(self.rounds.itemData(place)))
        self.state = Badge("", "draft")
        self.summary = ElidedLabel("", 13, tone="text2")
        self.progress = button("", "hourglass", "ghost", self.pendingWanted.emit, compact=True)
        self.progress.setToolTip("기다리는 채점표 보기")
        self.bar = ThinBar(0, accessible="채점표 입력")
        self.bar.setFixedWidth(92)
        self.begin = button("평가 시작", "play", "", self.beginWanted.emit, compact=True)
        asking(self.begin, Duty.EVALUATE)
        self.weights = button(
            "기준·가중치", "sliders-horizontal", "ghost", self.weightsWanted.emit, compact=True
        )
        self.result = button(
            "결과표 내보내기", "file-spreadsheet", "ghost", self.resultWanted.emit, compact=True
        )
        self.more = tool_button("ellipsis", "평가에서 할 수 있는 일", self._open_menu, compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.rounds)
        row.addWidget(self.state)
        row.addWidget(self.summary, 1)
        row.addWidget(self.progress)
        row.addWidget(self.bar)
        self.split = line(vertical=True, height=20)
        for each in (self.split, self.begin, self.weights, self.result, self.more):
            row.addWidget(each)

    def set_compact(self, compact: bool) -> None:
        """Leave the thin bar and the words of a button out of a narrow window."""
        self.bar.setFixedWidth(48 if compact else 92)
        self.rounds.setMaximumWidth(220 if compact else 300)
        self.result.setText("결과표" if compact else "결과표 내보내기")

    def _open_menu(self) -> None:
        self.menuWanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def show_rounds(self, rounds: Sequence[EvaluationRound], chosen: int | None) -> None:
        """Offer ``rounds``."""
        self.rounds.clear()
        for one in rounds:
            self.rounds.addItem(one.title, one.id)
        self.rounds.setCurrentIndex(max(self.rounds.findData(chosen), 0))
        for each in (self.rounds, self.state, self.progress, self.bar, self.split, self.begin, self.weights,
                     self.result, self.more):  # fmt: skip
            each.setVisible(bool(rounds))
        if not rounds:
            self.summary.setText("")

    def say_reading(self) -> None:
        """Say that a large round is being read."""
        self.summary.setText("채점표를 읽고 있습니다…")

    def say_unread(self) -> None:
        """Say that reading was given up."""
        self.summary.setText("채점표를 읽지 않았습니다.")

    def show_round(self, found: RoundParts) -> None:
        """Say what the round holds and how many of its sheets are finished."""
        full = sum(one.weight for one in found.criteria)
        self.summary.setText(
            f"과제 {len(found.projects)}건 · 위원 {len(found.members)}명 · "
            f"기준 {len(found.criteria)}개 {full}점"
        )
        state = RoundState(found.round.state)
        self.state.set_badge(state.label, BADGES[state])
        self.state.setVisible(state is not RoundState.OPEN)
        self.begin.setVisible(state is RoundState.DRAFT)
        states = [found.state_of(member, key) for member in found.members for key, _title in found.projects]
        whole = len(states) - states.count(SheetState.EXCLUDED)
        done = states.count(SheetState.DONE)
        self.waited_for = whole - done
        self.progress.setText(f"입력 {done:,} / {whole:,}")
        self.progress.setAccessibleName(f"채점표 {whole}장 가운데 {done}장 입력, 기다리는 채점표 보기")
        self.bar.set_value(done / whole if whole else 0.0)
