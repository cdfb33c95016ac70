"""미리보기와 오류 고치기: the rows with what is wrong, and beside them how the columns are matched."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.tabular import deciding
from app.domain.tabular.preview import Choices, Issue, Preview
from ui import theme
from ui.pages.importing.lines import Shown
from ui.pages.importing.map_panel import MapPanel
from ui.pages.importing.preview_table import PreviewTable
from ui.pages.importing.rows_panel import RowsPanel, many
from ui.pages.importing.summary import Summary
from ui.widgets.menus import popup

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
        self.panel = RowsPanel(self.open_fixes, export)
        self.shown = self.panel.shown
        self.fix_all, self.save_refused = self.panel.fix_all, self.panel.save_refused
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
        self.panel.body.addWidget(self.table)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addWidget(self.summary)
        right.addWidget(self.panel, 1)
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
        self.panel.show_counts(seen)
        self.table.show_preview(seen, self.shown.value())

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
        for doubt, places in sorted(many(seen.doubts()).items(), key=lambda pair: -len(pair[1])):
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
