"""The panel of the rows: which of them are shown, and what is done to many of them at once."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.domain.tabular.preview import Preview, State
from ui.pages.importing.lines import Shown
from ui.widgets.controls import Segmented, button
from ui.widgets.panels import Panel

Run = Callable[[], object]
_FIX, _SAVE = ("같은 오류 모두 고치기", "모두 고치기"), ("오류 행만 내보내기", "내보내기")
"""What the buttons say, and what they say where the window is too narrow for that."""

_WORDS = {
    Shown.ALL: "모든 행",
    Shown.REFUSED: "오류만",
    Shown.DOUBT: "검토 필요",
    Shown.CHANGED: "갱신",
    Shown.LEFT_OUT: "뺀 행",
}


class RowsPanel(Panel):
    """Counts the rows by what becomes of them; its buttons say less rather than cut the counts."""

    def __init__(self, fix: Run, export: Run) -> None:
        """``fix`` mends alike rows, ``export`` saves those that are not taken."""
        fix_all = button(_FIX[0], "sparkles", run=fix, compact=True)
        save_refused = button(_SAVE[0], "file-output", run=export, compact=True)
        super().__init__("미리보기", "", (fix_all, save_refused))
        self.fix_all, self.save_refused, self._count = fix_all, save_refused, 0
        self.shown = Segmented([(shown, words, "") for shown, words in _WORDS.items()], "보이는 행")
        head = self.head.layout()
        assert isinstance(head, QHBoxLayout)  # noqa: S101 - a panel's head is a row
        head.insertWidget(2, self.shown)

    def show_counts(self, seen: Preview) -> None:
        """Say how many rows there are of each kind, and how many can be mended at once."""
        counts = seen.counts()
        for shown, count in (
            (Shown.ALL, seen.total), (Shown.REFUSED, counts[State.REFUSED]),
            (Shown.DOUBT, counts[State.DOUBT]), (Shown.CHANGED, counts[State.CHANGED]),
            (Shown.LEFT_OUT, counts[State.LEFT_OUT] + len(seen.asides)),
        ):  # fmt: skip
            self.shown.set_words(shown, f"{_WORDS[shown]} {count:,}")
        self._count = sum(map(len, [*seen.fixes().values(), *many(seen.doubts()).values()]))
        self.fix_all.setEnabled(bool(self._count))
        self.save_refused.setEnabled(bool(counts[State.REFUSED] + counts[State.DOUBT]))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for fix, save in zip(_FIX, _SAVE, strict=True):
            self._say(self.fix_all, f"{fix} {self._count:,}" if self._count else fix, _FIX[0])
            self._say(self.save_refused, save, _SAVE[0])
            if self.head.sizeHint().width() <= self.width():
                break

    @staticmethod
    def _say(made: QPushButton, words: str, whole: str) -> None:
        made.setText(words)
        made.setToolTip("" if words.startswith(whole) else whole)


def many(groups: Mapping[tuple[str, str], list[int]]) -> dict[tuple[str, str], list[int]]:
    """Return the groups of more than one row: one alone has its own button."""
    return {alike: places for alike, places in groups.items() if len(places) > 1}
