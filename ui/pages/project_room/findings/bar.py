"""The bar over the cards: how they are shown, words and kinds that narrow them, what is done with all."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.pages.project_room.findings.data import BY_CLUSTER, BY_KIND, LIST
from ui.pages.project_room.findings.kind_chips import KindChips
from ui.widgets.controls import SearchField, Segmented, button

SEARCH = 150
MODES = ((BY_CLUSTER, "묶음", "group"), (BY_KIND, "종류", "columns-3"), (LIST, "목록", "list"))


class FindingsBar(QWidget):
    """The kinds stand in the bar where all their words fit, else in a strip of their own below it."""

    threadAsked = Signal()
    voteAsked = Signal()
    flowAsked = Signal()
    newAsked = Signal()

    def __init__(self) -> None:
        """Make the bar; the button 이어진 흐름 is hidden until it is needed."""
        super().__init__()
        self.modes, self.chips = Segmented(MODES, "보기"), KindChips()
        self.search = SearchField("카드에서 찾기")
        self.search.answer_find()
        self.search.setToolTip("내용·인용·말한 사람·묶음·활동에서 찾습니다 (Ctrl+F)")
        self.search.setFixedWidth(SEARCH)
        self.new = button("카드", "plus", run=self.newAsked.emit, compact=True)
        self.vote = button("점 투표", "vote", "ghost", self.voteAsked.emit, True)
        self.flow = button("이어진 흐름", "link", "ghost", self.flowAsked.emit, True)
        self.flow.hide()
        thread = button("실타래", "workflow", "ghost", self.threadAsked.emit, True)
        self._others = (self.modes, self.search, thread, self.vote, self.flow, self.new)
        bar = QFrame()
        bar.setObjectName("findbar")
        bar.setFixedHeight(theme.VIEW_BAR)
        self._row = QHBoxLayout(bar)
        self._row.setContentsMargins(theme.PADDING, 6, theme.PADDING, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self.modes)
        self._row.addWidget(self.chips, 1)
        self._row.addStretch(0)
        for one in self._others[1:]:
            self._row.addWidget(one)
        self.strip = QFrame()
        self._below = QVBoxLayout(self.strip)
        self._below.setContentsMargins(theme.PADDING, 6, theme.PADDING, 2)
        self.strip.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.strip)

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many cards there are of each kind."""
        self.chips.set_counts(counts)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find another place for the kinds."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        space = self._row.spacing()
        taken = sum(one.sizeHint().width() + space for one in self._others if not one.isHidden())
        below = self.chips.needed() > self.width() - taken - 2 * theme.PADDING
        if below == self.strip.isHidden():
            if below:
                self._below.addWidget(self.chips)
            else:
                self._row.insertWidget(1, self.chips, 1)
            self.strip.setVisible(below)
