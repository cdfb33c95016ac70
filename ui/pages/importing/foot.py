"""The foot of 가져오기: what happens next, and the buttons that lead there."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.tabular.preview import Preview
from ui.pages.importing.steps_bar import Step
from ui.pages.importing.summary import words_of
from ui.widgets.controls import button
from ui.widgets.text import WordLabel

Run = Callable[[], object]


class Foot(QWidget):
    """A note at the left; 이전, 취소 and the one main button at the right."""

    def __init__(self, back: Run, cancel: Run, go: Run) -> None:
        """Make the foot of the first step."""
        super().__init__()
        self.setObjectName("foot")
        self.note = WordLabel("", 13, tone="text2")
        self.back = button("이전", "chevron-left", run=back)
        self.cancel = button("취소", run=cancel)
        self.go = button("다음", "arrow-right", "primary", go)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        for one in (self.back, self.cancel, self.go):
            row.addWidget(one)

    def show_step(self, step: Step, seen: Preview | None, *, opened: bool, refusal: str = "") -> None:
        """Say what the main button does in ``step``; locked, it says why beside it.

        ``refusal`` is what the role at the desk has against storing such records.
        """
        done = step is Step.DONE
        self.back.setVisible(step in (Step.MAP, Step.PREVIEW))
        self.cancel.setVisible(not done)
        self.go.setVisible(not done)
        words, ready, note = "다음", opened, ""
        if step is Step.PREVIEW and seen is not None:
            ready = bool(seen.takes) and not refusal
            words = f"{seen.takes:,}행 가져오기" if seen.takes else "가져오기"
            note = "가져온 뒤에도 한 번에 되돌릴 수 있습니다." if ready else refusal or words_of(seen)
        elif step is Step.MAP:
            ready = seen is not None and not seen.missing
            note = words_of(seen) if seen is not None and seen.missing else ""
        self.go.setText(words)
        self.go.setEnabled(ready)
        self.go.setAccessibleName(words)
        self.note.setText(note)

    def say(self, words: str) -> None:
        """Say what is going on, or what went wrong."""
        self.note.setText(words)
