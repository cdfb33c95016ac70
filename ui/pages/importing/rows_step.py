"""미리보기와 오류 고치기: the rows with what is wrong, and beside them how the columns are matched."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.tabular import deciding
from app.domain.tabular.preview import Choices, Issue, Preview, State
from ui import theme
from ui.pages.importing.lines import Shown
from ui.pages.importing.map_panel import MapPanel
from ui.pages.importing.preview_table import PreviewTable
from ui.pages.importing.summary import Summary
from ui.widgets.controls import Segmented, button
from ui.widgets.menus import popup
from ui.widgets.panels import Panel

_LONG = 40
SIDE, SIDE_COMPACT = 300, 280


class RowsStep(QWidget):
    """Shows a preview; ``decided(choices)`` says what was decided about its rows or columns.

    ``taught(sentence)`` says which words of lists are to be remembered.
    """

    decided = Signal(object)
    taught = Signal(str)

    def __init__(self, export: Callable[[], object], in_force: Callable[[], Choices]) -> None:
        """Make the step empty; ``export`` saves the rows not taken, ``in_force`` gives the choices so far."""
        super().__init__()
        self._in_force = in_force
        self.seen: Preview | None = None
        self.columns, self.summary, self.table = MapPanel(wide=False), Summary(), PreviewTable()
        self.shown = Segmented(
            [(Shown.ALL, "모든 행", ""), (Shown.REFUSED, "오류만", ""), (Shown.DOUBT, "검토 필요", ""),
             (Shown.CHANGED, "갱신", ""), (Shown.LEFT_OUT, "뺀 행", "")], "보이는 행",
        )  # fmt: skip
        self.fix_all = button("같은 오류 모두 고치기", "sparkles", run=self.open_fixes, compact=True)
        self.save_refused = button("오류 행만 내보내기", "file-output", run=export, compact=True)
        self._lay_out()
        self.columns.changed.connect(self.decided)
        self.shown.chosen.connect(lambda _value: self._show_rows())
        self.table.preview.edited.connect(self._edit)
        self.table.mended.connect(self._mend)
        for said, decide in (
            (self.table.leftOut, deciding.left_out), (self.table.accepted, deciding.accepted),
            (self.table.taken, deciding.taken), (self.table.parted, deciding.parted),
            (self.table.restored, deciding.restored),
        ):  # fmt: skip
            said.connect(partial(self._decide, decide))

    def _lay_out(self) -> None:
        panel = Panel("미리보기", "", (self.fix_all, self.save_refused))
        head = panel.head.layout()
        assert isinstance(head, QHBoxLayout)  # noqa: S101 - a panel's head is a row
        head.insertWidget(2, self.shown)
        panel.body.addWidget(self.table)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addWidget(self.summary)
        right.addWidget(panel, 1)
        self.columns.setFixedWidth(SIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, theme.GAP, 20, theme.GAP)
        row.setSpacing(theme.GAP)
        row.addWidget(self.columns)
        row.addLayout(right, 1)

    def set_compact(self, compact: bool) -> None:
        """Give the rows the room of the columns in a narrow window."""
        self.columns.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    def show_preview(self, seen: Preview) -> None:
        """Show the rows of ``seen`` and its figures."""
        self.seen = seen
        self.summary.show_preview(seen)
        self._show_rows()

    def ask_for(self, shown: Shown) -> None:
        """Show some of the rows alone."""
        self.shown.set_value(shown)
        self._show_rows()

    def _show_rows(self) -> None:
        seen = self.seen
        if seen is None:
            return
        counts = seen.counts()
        for shown, words in (
            (Shown.ALL, f"모든 행 {seen.total:,}"), (Shown.REFUSED, f"오류만 {counts[State.REFUSED]:,}"),
            (Shown.DOUBT, f"검토 필요 {counts[State.DOUBT]:,}"),
            (Shown.CHANGED, f"갱신 {counts[State.CHANGED]:,}"),
            (Shown.LEFT_OUT, f"뺀 행 {counts[State.LEFT_OUT] + len(seen.asides):,}"),
        ):  # fmt: skip
            self.shown.set_words(shown, words)
        self.table.show_preview(seen, self.shown.value())
        fixable = sum(map(len, seen.fixes().values())) + sum(map(len, _many(seen.doubts()).values()))
        self.fix_all.setText(f"같은 오류 모두 고치기 {fixable:,}" if fixable else "같은 오류 모두 고치기")
        self.fix_all.setEnabled(bool(fixable))
        self.save_refused.setEnabled(bool(counts[State.REFUSED] + counts[State.DOUBT]))

    # -- deciding

    def _now(self) -> Preview | None:
        """Return the preview with the choices in force: who decides fast is ahead of what is shown."""
        return replace(self.seen, choices=self._in_force()) if self.seen is not None else None

    def _decide(self, decide: Callable[..., Choices], *about: object) -> None:
        if self.seen is not None:
            self.decided.emit(decide(self._in_force(), *about))

    def _edit(self, row: int, key: str, text: str) -> None:
        seen = self._now()
        if seen is not None:
            self._teach(deciding.rewritten(seen, row, key, text))

    def _mend(self, issue: Issue, row: int) -> None:
        """Do what the button of a line says."""
        seen = self._now()
        if seen is not None:
            self._teach(deciding.mended(seen, issue, row))

    def _teach(self, choices: Choices) -> None:
        """Go on with ``choices``, and say which words of lists are read otherwise from now on."""
        seen = self._now()
        lessons = deciding.lessons(seen, choices) if seen is not None else ""
        if lessons:
            self.taught.emit(lessons)
        self.decided.emit(choices)

    def open_fixes(self) -> None:
        """Offer the texts that would mend rows and how many each mends; words of lists are remembered."""
        seen = self.seen
        if seen is None:
            return
        menu = QMenu(self)
        fixes = seen.fixes()
        for alike, places in sorted(fixes.items(), key=lambda pair: -len(pair[1])):
            key, written, fix = alike
            short = fix if len(fix) <= _LONG else f"{fix[: _LONG - 1]}…"
            words = f"{seen.kind.spec(key).label} ‘{written}’ → ‘{short}’  {len(places):,}행"
            menu.addAction(words, partial(self.mend_alike, alike))
        for doubt, places in sorted(_many(seen.doubts()).items(), key=lambda pair: -len(pair[1])):
            key, written = doubt
            label = f"{seen.kind.spec(key).label} ‘{written}’" if key else "합계나 글로 보이는 행"
            menu.addAction(
                f"{label} 적힌 대로 가져오기  {len(places):,}행", partial(self.accept_alike, doubt)
            )
        if len(fixes) > 1:
            menu.addSeparator()
            menu.addAction(f"모두 고치기  {sum(map(len, fixes.values())):,}행", self.mend_all)
        popup(menu, self.fix_all.mapToGlobal(self.fix_all.rect().bottomLeft()))

    def mend_alike(self, alike: deciding.Alike) -> None:
        """Mend every row with the same words in the same field."""
        seen = self._now()
        if seen is not None:
            self._teach(deciding.mended_alike(seen, {alike: seen.fixes()[alike]}))

    def accept_alike(self, doubt: tuple[str, str]) -> None:
        """Take every row as it is of which nothing but the same is in doubt."""
        seen = self._now()
        if seen is not None:
            self.decided.emit(deciding.accepted_alike(seen, seen.doubts()[doubt]))

    def mend_all(self) -> None:
        """Mend every row that a text is known for."""
        seen = self._now()
        if seen is not None:
            self._teach(deciding.mended_alike(seen, seen.fixes()))


def _many(groups: Mapping[tuple[str, str], list[int]]) -> dict[tuple[str, str], list[int]]:
    """Return the groups of more than one row: one alone has its own button."""
    return {alike: places for alike, places in groups.items() if len(places) > 1}
