"""The one bar of filters over every chart: menus, what was chosen by a click, what a click does, export."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.domain.dashboard.figures import Filters
from app.domain.listing import FacetValue
from ui import theme
from ui.widgets.controls import FilterChip, Segmented, button
from ui.widgets.filter_menu import FilterMenu
from ui.widgets.menus import menu_of, popup
from ui.widgets.text import label

MENUS = (
    ("year", "연도"),
    ("program_id", "사업"),
    ("province", "지역"),
    ("lead_agency_id", "기관"),
    ("service_field", "분야"),
)
OPEN, FILTER = "open", "filter"


class FilterBar(QFrame):
    """Tells what is accepted of each side; ``exportRequested(kind)`` is xlsx, pdf or png."""

    accepted = Signal(str, object)
    cleared = Signal()
    clickChosen = Signal(object)
    exportRequested = Signal(str)

    def __init__(self) -> None:
        """Make the bar without filters."""
        super().__init__()
        self.setObjectName("viewbar")
        self.setProperty("role", "surface")
        self.setFixedHeight(theme.VIEW_BAR)
        self.menus = {side: FilterMenu(title) for side, title in MENUS}
        self.stage = FilterChip("stage", "")
        self.stage.removed.connect(lambda side: self.accepted.emit(side, ()))
        self.clear = button("모두 지우기", kind="link", run=self.cleared.emit, compact=True)
        self.click = Segmented(((OPEN, "목록", "list"), (FILTER, "거르기", "filter")), "누르면")
        self.click.setToolTip(
            "그림을 눌렀을 때 목록을 열지, 그 값으로 함께 거를지 정합니다. Ctrl+누르기는 늘 거릅니다."
        )
        self.click.chosen.connect(self.clickChosen)
        self.export = button("내보내기", "download", run=self._open_export, compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(6)
        for side, menu in self.menus.items():
            menu.chosen.connect(partial(self.accepted.emit, side))
            row.addWidget(menu)
        row.addWidget(self.stage)
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(label("누르면", 13, tone="text2"))
        row.addWidget(self.click)
        row.addSpacing(6)
        row.addWidget(self.export)
        self.stage.hide()
        self.clear.hide()

    def show_filters(self, facets: Mapping[str, Sequence[FacetValue]], filters: Filters) -> None:
        """Offer the values of every side, those in force checked."""
        for side, menu in self.menus.items():
            menu.set_values(facets[side], filters.get(side, ()))
        stages: Sequence[Any] = filters.get("stage", ())
        names = [value.label for value in facets["stage"] if value.key in stages]
        self.stage.setText(f"단계: {', '.join(names)}")
        self.stage.setAccessibleName(f"거르기 {self.stage.text()} 지우기")
        self.stage.setVisible(bool(names))
        self.clear.setVisible(any(filters.values()))

    def _open_export(self) -> None:
        entries = [
            ("file-spreadsheet", "엑셀(현황 보고서)…", lambda: self.exportRequested.emit("xlsx")),
            ("file-text", "PDF(현황 보고서)…", lambda: self.exportRequested.emit("pdf")),
            ("image", "그림(PNG)…", lambda: self.exportRequested.emit("png")),
        ]
        popup(menu_of(self, entries), self.export.mapToGlobal(QPoint(0, self.export.height() + 4)))
