"""The line between the bar and the table: filters in force, how many are left, words to look for, order."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.domain.listing import FacetValue
from ui import theme
from ui.pages.projects.selection import BOARD_FACETS, LABELS
from ui.saved_views import Filters
from ui.widgets.controls import FilterChip, SearchField, button, tool_button
from ui.widgets.filter_menu import FilterMenu
from ui.widgets.text import ElidedLabel, IconLabel, label

CHIPS, CHIPS_COMPACT = 4, 3
HEIGHT = 40


class FilterLine(QFrame):
    """Chips that take a filter away, ``48건 가운데 14건``, a field for words, the order."""

    removed = Signal(str)
    searched = Signal(str)
    facetsToggled = Signal(bool)

    def __init__(self) -> None:
        """Make the line of an unfiltered list."""
        super().__init__()
        self.setProperty("role", "surface")
        self.setFixedHeight(HEIGHT)
        self.most = CHIPS
        self.chips: list[FilterChip] = []
        self.facets = tool_button("list-filter", "거르기 펼치기·접기", compact=True)
        self.facets.setCheckable(True)
        self.facets.toggled.connect(self.facetsToggled)
        self.facets.hide()
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(6)
        self.count = label("", 13, tone="text2")
        self.search = SearchField("목록에서 찾기 (Ctrl+F)")
        self.search.setFixedWidth(208)
        self.search.searched.connect(self.searched)
        self.order = label("", 13, tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
        row.setSpacing(8)
        row.addWidget(self.facets)
        row.addLayout(self._chip_row)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addSpacing(4)
        row.addWidget(IconLabel("arrow-up-down", "text2", 14))
        row.addWidget(self.order)

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show the filters in force as (key, words); the last ones without room are only counted."""
        while (item := self._chip_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.chips = [FilterChip(key, words) for key, words in chips[: self.most]]
        for chip in self.chips:
            chip.removed.connect(self.removed)
            self._chip_row.addWidget(chip)
        if len(chips) > self.most:
            self._chip_row.addWidget(label(f"외 {len(chips) - self.most}개", 13, tone="text2"))

    def set_count(self, shown: int, total: int | None) -> None:
        """Say how many of how many are shown."""
        whole = total is None or total == shown
        self.count.setText(f"{shown:,}건" if whole else f"{total:,}건 가운데 {shown:,}건")

    def set_compact(self, compact: bool) -> None:
        """Offer the facets by a button where there is no room for them."""
        self.facets.setVisible(compact)
        self.facets.setChecked(False)
        self.most = CHIPS_COMPACT if compact else CHIPS


class BoardFilters(QFrame):
    """The same filters as menus, over the board and the timeline."""

    accepted = Signal(str, object)
    cleared = Signal()

    def __init__(self, hint: str = "카드를 끌거나 Alt+→로 다음 단계로 옮깁니다") -> None:
        """Make the menus, still empty; ``hint`` says how things are moved below."""
        super().__init__()
        self.setProperty("role", "bg")
        self.setFixedHeight(48)
        self.menus = {key: FilterMenu(LABELS[key]) for key in BOARD_FACETS}
        self.clear_button = button("모두 지우기", kind="link", run=self.cleared.emit, compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 4, theme.PADDING, 0)
        row.setSpacing(6)
        for key, menu in self.menus.items():
            menu.chosen.connect(partial(self.accepted.emit, key))
            row.addWidget(menu)
        row.addWidget(self.clear_button)
        row.addStretch(1)
        row.addWidget(ElidedLabel(hint, 13, tone="text2"))

    def set_facets(self, facets: Mapping[str, Sequence[FacetValue]], filters: Filters) -> None:
        """Offer the values of every field; the accepted ones are checked and named on the button."""
        for key, menu in self.menus.items():
            menu.set_values(facets.get(key, ()), filters.get(key, ()))
        self.clear_button.setVisible(bool(filters))
