"""현황: what all projects come to, filtered together; whatever is counted opens as the list behind it."""

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.dashboard.doors import Door
from app.domain.dashboard.figures import Filters, Records, narrowed
from app.domain.dashboard.sides import TITLES
from app.domain.listing import ListQuery
from app.domain.report import ReportOptions
from app.services import dashboard
from app.services.dashboard import Advice, Behind, View
from ui import pictures, theme
from ui.commands import command
from ui.context import Context
from ui.dialogs.files import choose_save
from ui.dialogs.save_report import choose_and_save, proposed
from ui.pages.base import Page
from ui.pages.dashboard.advice_strip import AdviceStrip
from ui.pages.dashboard.chart_panel import ChartPanel, panel_of
from ui.pages.dashboard.figures import HeadlineStrip
from ui.pages.dashboard.filter_bar import FILTER, FilterBar
from ui.pages.dashboard.reading import Read, kept_key, read, read_for_nobody, restored
from ui.widgets.controls import EmptyState
from ui.widgets.scrolling import scroll_area

COLUMNS = (
    ("stage", "service_field", "program_id", "hours"),
    ("year", "funnel", "decisions", "satisfaction"),
    ("province", "ratio", "lead_agency_id"),
)
CLICK = "dashboard/click"


class DashboardPage(Page):
    """Figures of own projects; ``open_with(filters=…)``."""

    key: ClassVar[str] = "dashboard"
    title = "현황"
    icon: ClassVar[str] = "chart-column"
    tables: ClassVar[tuple[str, ...]] = (
        "project", "stage", "membership", "person", "proposal", "attendance", "survey", "survey_answer",
        "indicator", "measurement", "agency", "program", "region", "criterion", "criterion_result",
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self._kept = kept_key(context)
        self.filters: Filters = restored(context.state.get(self._kept))
        self.records: Records | None = None
        self._shown_of: Records | None = None
        self.shown = self.total = 0
        self.view: View | None = None
        self.gates: frozenset[int] = frozenset()
        self.dialog: QWidget | None = None
        self.bar = FilterBar()
        self.headlines = HeadlineStrip()
        self.advice = AdviceStrip()
        self.panels: dict[str, ChartPanel] = {}
        self._unfilled: deque[tuple[QVBoxLayout, tuple[str, ...]]] = deque()
        self._lay_out()
        self._connect()
        self._set_click(str(context.state.get(CLICK, "")))

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(theme.GAP)
        for names in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(theme.GAP)
            columns.addLayout(column, 1)
            self._unfilled.append((column, names))
        self.inner = QWidget()
        self.inner.setProperty("role", "plain")
        box = QVBoxLayout(self.inner)
        box.setContentsMargins(20, theme.GAP, 20, theme.PADDING)
        box.setSpacing(theme.GAP)
        for widget in (self.headlines, self.advice):
            box.addWidget(widget)
        box.addLayout(columns)
        box.addStretch(1)
        self.empty = EmptyState(
            "아직 과제가 없습니다. 과제를 만들면 현황이 여기에 모입니다.", "과제 열기",
            lambda: self.context.navigate("projects"), "chart-column",
        )  # fmt: skip
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(scroll_area(self.inner))
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(holder, 1)

    def _fill_column(self) -> None:
        """Make the charts of one more column in their place; made and styled, they cost most of the page."""
        column, names = self._unfilled.popleft()
        for name in names:
            panel = self.panels[name] = panel_of(name, TITLES[name])
            panel.opened.connect(self.open_door)
            panel.filtered.connect(self.filter_by)
            panel.view.filtering = self.bar.click.value() == FILTER
            column.addWidget(panel)
        column.addStretch(1)

    def _connect(self) -> None:
        self.bar.accepted.connect(self.accept)
        self.bar.cleared.connect(self.clear)
        self.bar.clickChosen.connect(self._choose_click)
        self.bar.exportRequested.connect(self.export)
        self.headlines.opened.connect(self._open_headline)
        self.advice.opened.connect(self._open_advice)

    # -- the window

    def open_with(self, **args: Any) -> None:
        """Show what passes ``filters``."""
        if args.get("filters") is not None:
            self._filter(restored(args["filters"]))

    def subtitle(self) -> str:
        """Return how many projects pass the filters, of how many."""
        if self.view is None:
            return ""
        if self.shown == self.total:
            return f"과제 {self.total:,}건"
        return f"과제 {self.total:,}건 가운데 {self.shown:,}건"

    def take_focus(self) -> None:
        """Begin at the filters."""
        self.bar.menus["year"].setFocus()

    # -- reading

    def ahead(self) -> Iterator[Callable[[], object]]:
        """Yield a step for each column of charts, and one that reads."""
        while self._unfilled:
            yield self._fill_column
        yield self._read_ahead

    def _read_ahead(self) -> None:
        """Read once for nobody: putting the statements together and loading the file's pages take 0.05 s."""
        self.context.tasks.read(self, read_for_nobody, lambda _none: None, key="dashboard")

    def refresh(self) -> None:
        """Read the records again, then work out what they come to; meanwhile the charts are made."""
        asked, gates = self.filters, self.gates
        self.context.tasks.read(self, lambda ws: read(ws, asked, gates), self._show_read, key="dashboard")
        self.await_begun()

    def let_go(self) -> None:
        """Give up the columns of ten years; the charts stay."""
        self.records = self._shown_of = None
        if self.view is not None:
            self.view = self.view.alone()

    def take_up(self) -> None:
        """Read them again for the next filter."""
        self.refresh()

    def await_begun(self) -> None:
        """Make the charts."""
        while self._unfilled:
            self._fill_column()

    def show_begun(self, found: Read) -> None:
        """Show what was read while the page was made."""
        self._show_read(found)

    def _show_read(self, found: Read) -> None:
        self.records, self.total, kept = found.records, found.records.count, found.kept
        if self.filters == found.asked != kept.filters:
            self._keep(kept.filters)
            if kept.sentence:
                self.context.notify(kept.sentence)
        if found.view.found.filters != {side: values for side, values in self.filters.items() if values}:
            self._work_out()
        else:
            self._show(found.view)
        self.context.tasks.read(self, dashboard.gates_waiting, self._show_gates, key="gates")

    def _work_out(self) -> None:
        """Apply the filters to what was read."""
        records, filters, gates = self.records, self.filters, self.gates
        if records is None:
            return

        def show(view: View) -> None:
            if records is self.records:  # else what they are by now is shown already
                self._show(view)
                if gates != self.gates:
                    self._show_gates(self.gates)

        self.context.tasks.read(
            self, lambda ws: dashboard.view(ws, records, filters, gates), show, key="view"
        )

    def _show_gates(self, gates: frozenset[int]) -> None:
        """Say who waits at a gate: every criterion is counted for it, so it comes after the charts."""
        self.gates = gates
        # where a filter is still worked out, what it leaves comes with them
        if self.view is not None and self.records is not None and self.records is self._shown_of:
            days = self.context.workspace.settings.stalled_days
            self.advice.show_advice(dashboard.advice(self.records, self.view.found, days, gates))

    def _show(self, view: View) -> None:
        self.view, self.shown, self._shown_of = view, view.found.count, self.records
        self._stack.setCurrentIndex(0 if self.total else 1)
        self.bar.show_filters(view.facets, self.filters)
        self.headlines.show_headlines(view.headlines)
        self.advice.show_advice(view.advice)
        for name, shown in view.charts.items():
            self.panels[name].show_chart(shown)
        self.chromeChanged.emit()

    # -- choosing

    def accept(self, side: str, values: Any) -> None:
        """Accept only ``values`` of a side; all where there are none."""
        rest = {key: kept for key, kept in self.filters.items() if key != side and kept}
        self._filter({**rest, side: tuple(values)} if values else rest)

    def clear(self) -> None:
        """Filter nothing."""
        self._filter({})

    def filter_by(self, door: Door) -> None:
        """Add the side of a bar to the filters; the one that is chosen alone is let go again."""
        if not door.side:
            self.open_door(door)
        elif self.filters.get(door.side) == door.values:
            self.accept(door.side, ())
        else:
            self.accept(door.side, door.values)

    def _filter(self, filters: Filters) -> None:
        self._keep(filters)
        self._work_out()

    def _keep(self, filters: Filters) -> None:
        self.filters = filters
        self.context.state.set(self._kept, {side: list(values) for side, values in filters.items()})

    def _choose_click(self, does: str) -> None:
        self.context.state.set(CLICK, does)
        self._set_click(does)

    def _set_click(self, does: str) -> None:
        if does:
            self.bar.click.set_value(does)
        for panel in self.panels.values():
            panel.view.filtering = does == FILTER

    # -- opening

    def open_door(self, door: Door) -> None:
        """Open the list that was counted."""
        if door.page in ("projects", "proposals"):
            self.context.navigate(door.page, filters=dict(door.filters))
        else:
            self._open_behind(door)

    def _open_headline(self, key: str) -> None:
        if self.view is not None:
            self.open_door(self.view.headlines[key].door)

    def _open_advice(self, one: Advice) -> None:
        self.open_door(one.door)

    def _open_behind(self, door: Door) -> None:
        records, filters = self.records, {**self.filters, **door.filters}
        if records is None:
            return

        def show(found: Behind) -> None:
            # its table would take longer to load than the page to make
            from ui.pages.dashboard.behind_dialog import BehindDialog

            self.dialog = BehindDialog(self, found, self._open_project)

        def read(ws: Any) -> Behind:
            return dashboard.behind(ws, records, narrowed(records.projects, filters), door.page)

        self.context.tasks.read(self, read, show, key="behind")

    def _open_project(self, project_id: int) -> None:
        self.context.navigate("project", project_id=project_id)

    # -- taking it along

    def export(self, kind: str) -> None:
        """Ask where to save the figures as a report, or the page as a picture."""
        if kind == "png":
            self.dialog = choose_save(
                self, "그림으로 저장", proposed(self.context, "현황", "png"), self.save_picture
            )
            return
        chosen = {side: values for side, values in self.filters.items() if values}
        options = ReportOptions(query=ListQuery(filters=chosen))
        self.dialog = choose_and_save(self, self.context, "dashboard", "현황", kind, options)

    def save_picture(self, path: Path) -> None:
        """Write the whole page, also what is scrolled away, to ``path``."""
        if pictures.save(self, path, lambda: pictures.png(self.inner.grab())):
            self.context.notify(f"그림을 저장했습니다: {path.name}")

    @command("dashboard.clear", "현황 거르기 모두 지우기", "", "filter", "현황")
    def clear_filters(self) -> None:
        """Filter nothing."""
        self.clear()

    @command("dashboard.xlsx", "현황을 엑셀로 내보내기", "", "file-spreadsheet", "현황")
    def export_xlsx(self) -> None:
        """Save the figures as a report."""
        self.export("xlsx")
