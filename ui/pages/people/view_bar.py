"""The bar over the roster: its headings with counts, words to look for, and what is done with the list.

Further tools of the page (열람 기록, 내보내기 …) are added in one place: ``add_tool``.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from app.domain.listing import ListQuery
from app.domain.participant import RosterCounts
from ui import theme
from ui.widgets.controls import SearchField, button
from ui.widgets.text import label, line

Filters = Mapping[str, tuple[Any, ...]]
ALL = "all"
# Each heading: its key, its words and the filter behind it.
HEADINGS: tuple[tuple[str, str, Filters], ...] = (
    (ALL, "전체", {}),
    ("ending", "30일 안 만료", {"is_ending": (True,)}),
    ("absent", "동의 없음", {"standing": ("absent",)}),
    ("over", "파기 대상", {"standing": ("over",)}),
    ("citizens", "국민", {"actor_kind": ("citizen",)}),
)
FILTERS = {key: filters for key, _words, filters in HEADINGS}
SORTS: Mapping[str, tuple[tuple[str, bool], ...]] = {"ending": (("ends_on", False),)}
"""In which order a heading begins: what ends first, first."""
SEARCH, SEARCH_BRIEF = 208, 150
ALIVE: Filters = {"destroyed_on": (None,)}
"""Who has been destroyed is no longer on the roster."""


def query_of(heading: str, text: str, filters: Filters, sort: tuple[tuple[str, bool], ...]) -> ListQuery:
    """Return the list of a heading, narrowed by words and facets."""
    chosen = {**ALIVE, **FILTERS[heading]}
    chosen |= {key: values for key, values in filters.items() if values}
    return ListQuery(text, chosen, sort or SORTS.get(heading, ()))


class RosterBar(QFrame):
    """Headings at the left; search, facets and tools at the right."""

    headingChosen = Signal(str)
    searched = Signal(str)
    facetsToggled = Signal(bool)
    panelToggled = Signal(bool)

    def __init__(self) -> None:
        """Make the bar of the whole roster."""
        super().__init__()
        self.setObjectName("viewbar")
        self.setFixedHeight(theme.VIEW_BAR)
        self.heading = ALL
        self.tabs: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, theme.PADDING, 0)
        self._row.setSpacing(2)
        for key, words, _filters in HEADINGS:
            self.tabs[key] = self._tab(key, words)
            self._row.addWidget(self.tabs[key])
        self._row.addStretch(1)
        self.count = label("", 13, tone="text2")
        self.search = SearchField("이름, 소속, 연락처로 찾기", wait=0)
        self.search.answer_find()
        self.search.setFixedWidth(SEARCH)
        self.search.searched.connect(self.searched)
        self.fold = self._toggle("거르기", "list-filter")
        self.fold.toggled.connect(self.facetsToggled)
        self.side = self._toggle("정보", "panel-left-open")
        self.side.setToolTip("고른 사람의 정보와 동의를 오른쪽에 펼치거나 접습니다")
        self.side.toggled.connect(self.panelToggled)
        self._worded = [(self.fold, self.fold.text()), (self.side, self.side.text())]
        self._tips = {self.side: self.side.toolTip()}
        # the words give way instead of the window growing
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self.count)
        self._row.addSpacing(8)
        self._row.addWidget(self.search)
        self._row.addSpacing(8)
        self._row.addWidget(line(vertical=True, height=20))
        self._row.addSpacing(4)
        self._row.addWidget(self.fold)
        self._row.addWidget(self.side)
        self.choose(ALL)

    def _tab(self, key: str, words: str) -> QPushButton:
        tab = button(words, kind="tab", run=partial(self._chosen, key), compact=True)
        tab.setCheckable(True)
        tab.setObjectName(f"heading-{key}")
        return tab

    @staticmethod
    def _toggle(words: str, icon: str) -> QPushButton:
        made = button(words, icon, "tab", compact=True)
        made.setCheckable(True)
        return made

    def add_tool(self, tool: QPushButton) -> None:
        """Add a tool of the page, before the folds at the right end."""
        self._row.insertWidget(self._row.indexOf(self.fold), tool)
        self._worded.insert(-2, (tool, tool.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the tools their icons alone where there is no room for their words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for brief in (False, True):
            self.search.setFixedWidth(SEARCH_BRIEF if brief else SEARCH)
            for tool, words in self._worded:
                tool.setText("" if brief else words)
                tool.setAccessibleName(words)
                tool.setToolTip(self._tips.get(tool) or (words if brief else ""))
            if self._row.sizeHint().width() <= self.width():
                return

    def show_side(self, on: bool) -> None:
        """Show that the side panel is open, or not, without saying so."""
        self.side.blockSignals(True)
        self.side.setChecked(on)
        self.side.blockSignals(False)

    def _chosen(self, key: str) -> None:
        changed = key != self.heading
        self.choose(key)
        if changed:
            self.headingChosen.emit(key)

    def choose(self, key: str) -> None:
        """Show which heading is in force."""
        self.heading = key
        for name, tab in self.tabs.items():
            tab.setChecked(name == key)
            tab.setFont(theme.font(13, 600 if name == key else 500))

    def set_counts(self, counts: RosterCounts) -> None:
        """Show how many persons stand under each heading."""
        figures = (counts.every, counts.ending, counts.absent, counts.over, counts.citizens)
        for (key, words, _filters), figure in zip(HEADINGS, figures, strict=True):
            self.tabs[key].setText(f"{words}  {figure:,}")
            self.tabs[key].setAccessibleName(f"{words} {figure:,}명")
        self._fit()

    def say_found(self, found: int, complete: bool, narrowed: bool) -> None:
        """Say how many are left where words or facets narrow the list."""
        self.count.setText(f"{found:,}명{'' if complete else ' 넘게'} 찾음" if narrowed else "")
        self._fit()
