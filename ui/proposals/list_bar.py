"""What narrows the list of proposals: halves, fields, words, and what another page has counted."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.listing import FacetValue
from ui.proposals.rows import FACETS
from ui.widgets.controls import FilterChip, SearchField, Segmented, button
from ui.widgets.filter_menu import FilterMenu

HALVES = {"all": "모두", "open": "검토중", "decided": "결정함"}


class ListBar(QWidget):
    """One row of controls; each tells what was chosen and shows what it is given."""

    halfChosen = Signal(object)
    searched = Signal(str)
    filtered = Signal(str, object)
    facetWanted = Signal(str)
    """The values of a field are to be counted: its menu was opened."""
    letGo = Signal()
    copyAsked = Signal()

    def __init__(self) -> None:
        """Make the row; nothing is counted yet."""
        super().__init__()
        self.half = Segmented([(half, words, "") for half, words in HALVES.items()], "보기")
        self.menus = {key: FilterMenu(title) for key, title in FACETS}
        self.search = SearchField("제안, 번호로 찾기")
        self.search.answer_find()
        self.search.setFixedWidth(168)
        self.origin = FilterChip("", "현황에서 고른 것만")
        self.origin.hide()
        self.copy_button = button("엑셀로 복사", "file-spreadsheet", "", self.copyAsked.emit, compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 8)
        row.setSpacing(6)
        for widget in (self.half, *self.menus.values(), self.origin, self.search):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.copy_button)
        self._connect()

    def _connect(self) -> None:
        self.half.chosen.connect(self.halfChosen)
        self.search.searched.connect(self.searched)
        self.origin.removed.connect(lambda _key: self.letGo.emit())
        for key, menu in self.menus.items():
            menu.chosen.connect(partial(self.filtered.emit, key))
            menu.wanted.connect(partial(self.facetWanted.emit, key))

    def begin_anew(self) -> None:
        """Let go of words and half."""
        self.search.clear()
        self.half.set_value("all")

    def show_counts(self, open_count: int, decided: int) -> None:
        """Say how many are in each half."""
        for half, count in zip(HALVES, (open_count + decided, open_count, decided), strict=True):
            self.half.set_words(half, f"{HALVES[half]} {count:,}")

    def show_facets(
        self, facets: Mapping[str, Sequence[FacetValue]], chosen: Mapping[str, tuple[Any, ...]]
    ) -> None:
        """Show the values that were counted; those of the other fields are counted when asked for."""
        for key, menu in self.menus.items():
            if key in facets:
                menu.set_values(facets[key], chosen.get(key, ()))
            else:
                menu.offer_when_opened()
