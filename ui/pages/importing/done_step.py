"""가져오기: what was done, and what one goes on with."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from app.changes import Changes
from app.domain.tabular.preview import Outcome
from ui.pages.importing.summary import done_words
from ui.widgets.controls import EmptyState, button

Run = Callable[[], object]
_MEND, _BACK = "넣지 않은 행 고치기", "미리보기로 돌아가기"


class DoneStep(EmptyState):
    """Says what was stored; rows that were not are saved from here too, to be corrected in Excel."""

    def __init__(self, show: Run, mend: Run, save_refused: Run, again: Run) -> None:
        """``show`` goes to the records, ``mend`` back to the rows, ``again`` begins with another file."""
        super().__init__("가져왔습니다.", icon="circle-check")
        self._outcome: Outcome | None = None
        self.listed = button("목록 보기", "list", run=show)
        self.mend = button(_MEND, "pencil", run=mend)
        self.save_refused = button("넣지 않은 행 내보내기", "file-output", run=save_refused)
        self.again = button("다른 파일 가져오기", "file-spreadsheet", run=again)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for one in (self.listed, self.mend, self.save_refused, self.again):
            row.addWidget(one)
        row.addStretch(1)
        self.box.insertLayout(self.box.count() - 1, row)

    def show_outcome(self, outcome: Outcome) -> str:
        """Say what an import did; return the words."""
        self._outcome, words = outcome, done_words(outcome)
        self.say(words)
        self._offer(_MEND, mend=bool(outcome.refused))
        return words

    def _offer(self, words: str, *, mend: bool) -> None:
        self.mend.setText(words)
        self.mend.setAccessibleName(words)
        self.mend.setVisible(mend)
        self.save_refused.setVisible(bool(self._outcome and self._outcome.refused))

    def follow(self, changes: Changes) -> None:
        """Say so when what was stored is taken back, and when it is made again."""
        outcome = self._outcome
        if outcome is None or outcome.label is None or changes.label != outcome.label:
            return
        if changes.initiator == "undo":
            self.say("가져온 것을 되돌렸습니다. 자료는 가져오기 전과 같습니다.")
            self._offer(_BACK, mend=True)
        elif changes.initiator == "redo":
            self.show_outcome(outcome)
