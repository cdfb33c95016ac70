"""The bar above the list: saved filters as tabs, grouping, columns, export, table, board or timeline."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from ui import theme
from ui.pages.projects.selection import GROUP_LABELS, GROUPS
from ui.pages.projects.view_tabs import TABS, ViewTabs
from ui.widgets.controls import Segmented, button

if TYPE_CHECKING:
    from app.domain.timescale import Zoom

TABLE, BOARD, TIMELINE = "table", "board", "timeline"
TABS_COMPACT, TABS_BESIDE_ZOOM = 6, 5
MODES = (
    (TABLE, "표", "table-2"),
    (BOARD, "보드", "square-kanban"),
    (TIMELINE, "타임라인", "chart-gantt"),
)


class ViewBar(QFrame):
    """Tabs at the left, what is done with the list at the right."""

    grouped = Signal(str)
    columnsRequested = Signal()
    exportRequested = Signal(str)
    modeChosen = Signal(object)
    zoomed = Signal(object)
    todayRequested = Signal()
    pictureRequested = Signal(str)
    """The timeline as ``pdf``, as ``png``, or to ``copy``."""

    def __init__(self, group: str, mode: str) -> None:
        """Make the bar of a list grouped by ``group`` and seen as ``mode``."""
        super().__init__()
        self.setObjectName("viewbar")
        self.setFixedHeight(theme.VIEW_BAR)
        self.tabs = ViewTabs()
        self.group_button = button("", "rows-3", "ghost", compact=True)
        self.column_button = button("열", "columns-3", "ghost", self.columnsRequested.emit, compact=True)
        self.export_button = button("내보내기", "file-output", "ghost", compact=True)
        self.mode = Segmented(MODES, "보기")
        self.zoom: Segmented | None = None
        self._compact = False
        self.group_button.setMenu(self._group_menu())
        self.export_button.setMenu(self._export_menu())
        self.mode.chosen.connect(self.modeChosen)
        self.mode.chosen.connect(self._show_mode)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
        row.setSpacing(4)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for widget in (self.group_button, self.column_button, self.export_button):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.mode)
        self._row = row
        self.set_group(group)
        self.set_mode(mode)

    def _group_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, words in GROUPS:
            action = menu.addAction(words, partial(self.grouped.emit, key))
            action.setData(key)
            action.setCheckable(True)
        return menu

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("과제 목록을 엑셀로…", lambda: self.exportRequested.emit("xlsx"))
        menu.addAction("과제 목록을 PDF로…", lambda: self.exportRequested.emit("pdf"))
        self._pictures = [menu.addSeparator()]
        for kind, words in (("pdf", "타임라인을 PDF로…"), ("png", "타임라인을 그림(PNG)으로…"),
                            ("copy", "타임라인을 그림으로 복사\tCtrl+C")):  # fmt: skip
            self._pictures.append(menu.addAction(words, partial(self.pictureRequested.emit, kind)))
        return menu

    def _make_zoom(self) -> Segmented:
        """Make what only the timeline needs when it is first seen."""
        from app.domain.timescale import Zoom

        zoom = Segmented([(one, one.label, "") for one in Zoom], "크기")
        zoom.setToolTip("Ctrl을 누르고 바퀴를 굴리거나 +, -를 눌러도 됩니다")
        self.now = button("오늘로", "target", "", self.todayRequested.emit, compact=True)
        self.now.setToolTip("오늘로 (Home)")
        zoom.chosen.connect(self.zoomed)
        place = self._row.indexOf(self.mode) - 1
        self._row.insertWidget(place, self.now)
        self._row.insertSpacing(place, 4)
        self._row.insertWidget(place, zoom)
        return zoom

    def set_zoom(self, zoom: "Zoom") -> None:
        """Show how large the days of the timeline are."""
        if self.zoom is not None:
            self.zoom.set_value(zoom)

    def set_group(self, group: str) -> None:
        """Show by what the list is grouped."""
        words = GROUP_LABELS[group]
        self.group_button.setText(f"묶기: {words}")
        self.group_button.setAccessibleName(f"묶기: {words}")
        for action in self.group_button.menu().actions():
            action.setChecked(action.data() == group)

    def set_mode(self, mode: str) -> None:
        """Show which way the list is seen; each way has its own controls beside it."""
        self.mode.set_value(mode)
        self._show_mode(mode)

    def _show_mode(self, mode: str) -> None:
        self.group_button.setVisible(mode != BOARD)
        self.column_button.setVisible(mode == TABLE)
        on_line = mode == TIMELINE
        if on_line and self.zoom is None:
            self.zoom = self._make_zoom()
        if self.zoom is not None:
            self.zoom.setVisible(on_line)
            self.now.setVisible(on_line)
        for action in self._pictures:
            action.setVisible(on_line)
        few = TABS_COMPACT if self._compact else TABS
        self.tabs.most = TABS_BESIDE_ZOOM if on_line else few

    def set_compact(self, compact: bool) -> None:
        """Show fewer tabs in a narrow window."""
        self._compact = compact
        self._show_mode(self.mode.value())
