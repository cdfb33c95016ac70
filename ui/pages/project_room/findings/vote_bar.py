"""점 투표: the bar of the vote under way, and the ranking of one that has ended."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.domain.finding import FindingKind, Standing
from app.domain.privacy.sight import Sight
from ui.dialogs.confirm import MessageDialog
from ui.pages.project_room.findings.data import Ground
from ui.widgets.choice_editors import ChoiceEditor
from ui.widgets.controls import button
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import IconLabel, label


class VoteBar(QFrame):
    """The vote under way: who votes now, how many have, what is left; nobody's dots but the voter's own."""

    voterChanged = Signal(object)
    hallAsked = Signal()
    endAsked = Signal()

    def __init__(self) -> None:
        """Make a hidden bar."""
        super().__init__()
        self.setObjectName("votebar")
        self.setProperty("role", "selection")
        self.setFixedHeight(46)
        self.title = label("점 투표 진행 중", 14, 600, "link")
        self.state = label("", 13, 400, "text2")
        self.voter = ChoiceEditor([("", "투표하는 사람")], required=True)
        self.voter.setAccessibleName("투표하는 사람")
        self.voter.setProperty("dense", True)
        self.voter.setMinimumWidth(172)
        self.voter.edited.connect(lambda: self.voterChanged.emit(self.person()))
        self.mine = label("", 13, 600)
        self.hint = label("", 12, 400, "meta")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        for part in (IconLabel("vote", "link", 16), self.title, self.state):
            row.addWidget(part)
        row.addWidget(self.hint, 1)
        row.addWidget(self.voter)
        row.addWidget(self.mine)
        row.addWidget(button("현장 점", "users", run=self.hallAsked.emit, compact=True))
        row.addWidget(button("투표 끝내기", "check", run=self.endAsked.emit, compact=True))
        self.hide()

    def person(self) -> int | None:
        """Return the person who votes now, or None."""
        value = self.voter.value()
        return int(value) if value else None

    def show_ground(self, ground: Ground, sight: Sight) -> None:
        """Show the vote under way, or nothing."""
        one = ground.round
        self.setVisible(one is not None)
        if one is None:
            return
        self.title.setText(f"{one.title} 진행 중")
        done = sum(1 for dots in ground.voted.values() if dots >= one.votes_per_person)
        hall = f" · 현장 {one.hall_heads}명" if one.hall_heads else ""
        self.state.setText(
            f"1인 {one.votes_per_person}표 · {len(ground.voters)}명 가운데 {done}명 마침{hall}"
        )
        chosen = self.voter.value()
        pairs = [("", "투표하는 사람")]
        for row in ground.voters:
            name = sight.row(row).person
            left = one.votes_per_person - ground.voted.get(row.person_id, 0)
            pairs.append((str(row.person_id), f"{name} ({'마침' if not left else f'{left}표 남음'})"))
        self.voter.clear()
        for value, words in pairs:
            self.voter.addItem(words, value)
        self.voter.set_value(chosen if chosen in dict(pairs) else "")
        self._show_own(ground)

    def _show_own(self, ground: Ground) -> None:
        one, person = ground.round, self.person()
        if one is None or person is None:
            self.mine.setText("")
            self.hint.setText("")
            return
        self.mine.setText(f"● {ground.voted.get(person, 0)} / {one.votes_per_person}")
        self.hint.setText("Space 점 놓기 · Backspace 거두기")


class RankingDialog(MessageDialog):
    """The cards of an ended vote by their dots; ties share a place and say so."""

    def __init__(self, owner: QWidget, title: str, standings: Sequence[Standing], voters: int) -> None:
        """Show ``standings``."""
        total = sum(one.dots for one in standings)
        super().__init__(owner, title, f"{voters}명이 점 {total}개를 놓았습니다.", "vote", "primary")
        self.setFixedWidth(640)
        self.table = PlainTable("점 투표 순위", (("순위", 90), ("점", 56), ("종류", 110), ("카드", 300)))
        self.table.setMinimumHeight(340)
        self.table.set_rows([
            (f"공동 {one.rank}위" if one.tied else f"{one.rank}위", str(one.dots),
             FindingKind(one.kind).label, " ".join(one.text.split()))
            for one in standings
        ])  # fmt: skip
        self.content.addWidget(self.table)
        self.add_button("닫기", kind="primary")
