"""The timeline with its filters above and its legend below; what is asked for there is done here."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.domain.project import PROJECT_FIELDS
from app.domain.timeline import STAGE, BarState, Node, TimelineRow
from app.domain.timescale import SCALE_OF, Zoom, nearest
from ui.context import Context
from ui.models.records import RecordTableModel
from ui.pages.projects.filter_line import BoardFilters
from ui.pages.projects.reading import TimelineRead
from ui.pages.projects.selection import Selection
from ui.pages.projects.timeline.dialogs import DatesDialog, TiesDialog
from ui.pages.projects.timeline.drag import Change
from ui.pages.projects.timeline.ground import NAME, NAME_COMPACT
from ui.pages.projects.timeline.legend import Legend
from ui.pages.projects.timeline.output import Output
from ui.pages.projects.timeline.source import Source
from ui.pages.projects.timeline.verbs import TimelineVerbs
from ui.pages.projects.timeline.view import TimelineView
from ui.widgets.controls import EmptyState

KEPT = "projects/timeline"
_HINT = "막대를 끌거나 Alt+화살표로 옮기고, Ctrl을 누르고 끌어 잇습니다"


class TimelineArea(QWidget):
    """Own projects on a line of days."""

    opened = Signal(int)
    cleared = Signal()
    menuRequested = Signal(object, QPoint)
    scaled = Signal(float)

    def __init__(self, context: Context) -> None:
        """Make the timeline as it was left: the same size, the same days."""
        super().__init__()
        self.context = context
        self.dialog: Any = None
        self.filters = BoardFilters(_HINT)
        self.filters.cleared.connect(self.cleared)
        self.model = RecordTableModel(PROJECT_FIELDS[:1], lambda _ids: (), self)
        self.source = Source(self, context, self._came)
        self.view = TimelineView(self.model, self.source.rows, self)
        self.verbs = TimelineVerbs(self, context, self._restore)
        self.output = Output(self, context, self)
        self.words: Callable[[], str] = lambda: ""
        """Returns the filters in force as people read them."""
        self.legend = Legend()
        self._placed = False
        self._lay_out()
        self._connect()
        self._recall()

    def _lay_out(self) -> None:
        self.nothing = EmptyState(
            "거르기에 맞는 과제가 없습니다.", "모두 지우기", self.cleared.emit, "list-filter"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.nothing)
        rule = QFrame()
        rule.setProperty("role", "hline")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filters)
        box.addWidget(rule)
        box.addWidget(self.stack, 1)
        box.addWidget(self.legend)

    def _connect(self) -> None:
        view = self.view
        view.opened.connect(self.opened)
        view.menuRequested.connect(self.menuRequested)
        view.moved.connect(self._move)
        view.tied.connect(lambda project, before, after: self.verbs.tie(project, before, after))
        view.tiesAsked.connect(self.ask_ties)
        view.datesAsked.connect(self.ask_dates)
        view.copyAsked.connect(self.output.copy)
        view.said.connect(lambda words: self.context.notify(words))
        view.wanted.connect(self.source.want)
        view.scaled.connect(self.scaled)
        view.rested.connect(self._rest)

    # -- what is shown

    def in_sight(self) -> list[int]:
        """Return the projects to be read first."""
        return self.view.in_sight()

    def show_list(self, read: TimelineRead, selection: Selection) -> None:
        """Show the projects read; the place, the current bar and the days stay."""
        place = self.view.verticalScrollBar().value()
        self.view.end_drag(write=False)
        self.model.set_groups(read.groups)
        self.source.reset(self.model.ids(), read.rows)
        self.view.rows = self.source.rows
        self.view.show_rows(read.bounds, self.context.workspace.today)
        self.view.verticalScrollBar().setValue(place)
        if not self._placed:
            self._placed = True
            self._place()
        self.stack.setCurrentIndex(int(selection.filtered() and not read.count()))

    def take_focus(self) -> None:
        """Begin on the line."""
        self.view.setFocus()

    def set_compact(self, compact: bool) -> None:
        """Give the names less room in a narrow window."""
        self.view.set_name_width(NAME_COMPACT if compact else NAME)

    def _came(self) -> None:
        self.view.rows = self.source.rows
        self.view.came()

    def _restore(self) -> None:
        """Read the current project again: what was shown of it is not so."""
        record = self.view.current_id()
        if record is not None:
            self.verbs.read([record], self._take)

    def _take(self, rows: Sequence[TimelineRow]) -> None:
        self.source.put(rows)
        self._came()

    # -- size and place

    def _recall(self) -> None:
        kept = self.context.state.get(KEPT, {})
        self._kept = kept if isinstance(kept, dict) else {}
        self.view.set_scale(nearest(self._kept.get("scale")))

    def _place(self) -> None:
        try:
            day = date.fromisoformat(str(self._kept.get("day")))
        except ValueError:
            self.view.show_today()
        else:
            self.view.show_day(day)

    def _rest(self) -> None:
        self._remember()
        self.source.rest(self.view.in_sight())

    def _remember(self) -> None:
        if self._placed:
            kept = {"scale": self.view.line.scale, "day": self.view.first_day().isoformat()}
            self.context.state.set(KEPT, kept)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember where one has looked."""
        super().hideEvent(event)
        self._remember()

    def set_zoom(self, zoom: Zoom) -> None:
        """Show days, weeks, months or a year."""
        self.view.set_scale(SCALE_OF[zoom])

    # -- doing

    def _move(self, change: Change, preview: TimelineRow) -> None:
        before = self.source.rows[change.project]
        # it stays where it was put while it is being written
        self.source.put([preview])
        self.verbs.move(change, before)

    def menu_entries(self, record: int) -> list[tuple[str, Callable[[], object]]]:
        """Return what can be done with a project on its line as menu entries."""
        return [
            ("날짜 바꾸기…\tF2", partial(self.ask_dates, record, self.view.node)),
            ("선후 관계…\tL", partial(self.ask_ties, record)),
            ("지금 계획을 기준으로 삼기", partial(self.verbs.rebase, record)),
        ]

    def ask_dates(self, record: int, node: Node | None) -> None:
        """Ask for the days of a bar; without one for those of the stage under way."""
        row = self.source.rows.get(record)
        if row is None:
            return
        chosen = node or _under_way(row)
        bar = row.bar(chosen[1]) if chosen and chosen[0] == STAGE else None
        if chosen is None or (bar is not None and bar.span is None):
            self.context.notify("날짜가 있는 단계가 없습니다. 과제방의 단계 탭에서 계획 날짜를 적으십시오.")
        elif bar is not None and bar.state is BarState.DONE:
            self.context.notify("관문을 통과한 단계의 실적은 과제방의 단계 탭에서 고칩니다.")
        else:
            self.dialog = DatesDialog(self, row, chosen, lambda span: self.verbs.place(row, chosen, span))
            self.dialog.open()

    def ask_ties(self, record: int) -> None:
        """Show what of a project waits for what."""
        row = self.source.rows.get(record)
        if row is not None and (row.stages or row.dues):
            self.dialog = TiesDialog(self, row, self.verbs)
            self.dialog.open()


def _under_way(row: TimelineRow) -> Node | None:
    return next(((STAGE, bar.id) for bar in row.stages if not bar.passed and bar.span is not None), None)
