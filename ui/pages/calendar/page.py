"""일정: a month, a week or a list of what has a day, moved by drag or keys, saved for other calendars."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.domain.calendar import WEEK, Entry, EntryKind, add_months, week_start, weeks_of_month
from app.domain.koreandate import format_date, format_short
from app.domain.listing import FacetValue, ListQuery
from app.errors import UserError
from app.services import calendar, listing
from ui import icons, theme
from ui.commands import command
from ui.context import Context
from ui.dialogs.files import choose_save, open_file
from ui.dialogs.save_report import proposed
from ui.pages.base import Page
from ui.pages.calendar import marks
from ui.pages.calendar.grid import DayGrid
from ui.widgets.controls import EmptyState, Segmented, button, tool_button
from ui.widgets.filter_menu import FilterMenu
from ui.widgets.menus import popup
from ui.widgets.tables.plain_table import PlainTable
from ui.widgets.text import label, line

if TYPE_CHECKING:
    from app.services.workspace import Workspace

VIEW = "calendar/view"
VIEWS = (("month", "월", "calendar-days"), ("week", "주", "calendar"), ("list", "목록", "list"))
DESTINATIONS = {"session": "sessions", "milestone": "overview"}


class CalendarPage(Page):
    """What has a day, in the weeks around the chosen one."""

    key: ClassVar[str] = "calendar"
    title = "일정"
    icon: ClassVar[str] = "calendar-days"
    tables: ClassVar[tuple[str, ...]] = ("session", "milestone", "stage", "project")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page on today; it reads when first shown."""
        super().__init__(context, parent)
        self.day = self.anchor = context.workspace.today
        self.kinds: tuple[str, ...] = ()
        self.projects: tuple[int, ...] = ()
        self._all: list[Entry] = []
        self._build()
        self.view.set_value(context.state.get(VIEW, "month"))
        self._connect()
        self._turn()

    # -- building

    def _build(self) -> None:
        self.view = Segmented(VIEWS, "보기")
        self.span = label("", 16, 600)
        self.kind_filter, self.project_filter = FilterMenu("종류"), FilterMenu("과제")
        self.grid, self.list = DayGrid(), PlainTable("일정 목록", marks.HEADS)
        self.list.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        before, after = (
            tool_button("chevron-left", "이전 (PgUp)", self.earlier),
            tool_button("chevron-right", "다음 (PgDn)", self.later),
        )
        bar = QWidget()
        bar.setObjectName("viewbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme.VIEW_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        export = button("캘린더 파일(.ics)", "download", "ghost", self.export, compact=True)
        today = button("오늘", run=self.go_today, compact=True)
        for part in (self.view, line(vertical=True, height=20), before, today, after, self.span):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.kind_filter, self.project_filter, export):
            row.addWidget(part)
        self._holder = QStackedLayout()
        self._holder.addWidget(self.grid)
        self._holder.addWidget(self.list)
        words = "아직 일정이 없습니다. 과제를 등록하면 활동·할 일·단계 날짜가 여기에 모입니다."
        self._holder.addWidget(
            EmptyState(words, "과제로 가기", lambda: self.context.navigate("projects"), "calendar-days")
        )
        foot = QHBoxLayout()
        foot.addWidget(marks.Legend())
        foot.addStretch(1)
        hint = "Space 일정 고르기 · Enter 열기 · Alt+방향키 옮기기 · T 오늘"
        foot.addWidget(label(hint, 13, tone="meta"))
        body = QVBoxLayout()
        body.setContentsMargins(20, theme.GAP, 20, theme.GAP)
        body.setSpacing(8)
        body.addLayout(self._holder, 1)
        body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addLayout(body, 1)

    def _connect(self) -> None:
        self.view.chosen.connect(self._choose_view)
        self.kind_filter.chosen.connect(lambda values: self._filter(kinds=values))
        self.project_filter.chosen.connect(lambda values: self._filter(projects=values))
        self.grid.dayChosen.connect(self._walk)
        self.grid.opened.connect(self.open_entry)
        self.grid.moved.connect(self.move_entry)
        self.grid.menuWanted.connect(self._list_day)
        self.list.doubleClicked.connect(lambda index: self.open_entry(self.shown()[index.row()]))

    def take_focus(self) -> None:
        """Begin where the view is."""
        (self.list if self.view.value() == "list" else self.grid).setFocus()

    # -- reading

    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day that is shown."""
        if self.view.value() == "week":
            first = week_start(self.anchor)
            return first, first + timedelta(days=WEEK - 1)
        if self.view.value() == "list":
            first = self.anchor.replace(day=1)
            return first, add_months(first, 1) - timedelta(days=1)
        weeks = weeks_of_month(self.anchor)
        return weeks[0], weeks[-1] + timedelta(days=WEEK - 1)

    def shown(self) -> list[Entry]:
        """Return the entries that the filters leave, in their order."""
        return [
            entry
            for entry in self._all
            if (not self.kinds or entry.kind in self.kinds)
            and (not self.projects or entry.project_id in self.projects)
        ]

    def refresh(self) -> None:
        """Read what stands on the days shown."""
        first, last = self.bounds()

        def read(ws: "Workspace") -> tuple[list[Entry], int]:
            own = ListQuery(filters={"kind": ("own",)})
            return calendar.between(ws, first, last), listing.count(ws, "project", own)

        self.context.tasks.read(self, read, self._show, key="calendar")

    def _show(self, found: tuple[list[Entry], int]) -> None:
        self._all, projects = found
        kinds, names = (
            Counter(e.kind for e in self._all),
            Counter((e.project_id, e.project) for e in self._all),
        )
        facets = [FacetValue(kind.value, kind.label, kinds[kind.value]) for kind in EntryKind]
        self.kind_filter.set_values(facets, self.kinds)
        ordered = sorted(names.items(), key=lambda item: item[0][1])
        found_projects = [FacetValue(key, name, count) for (key, name), count in ordered]
        self.project_filter.set_values(found_projects, self.projects)
        self._paint()
        place = 2 if not projects else 1 if self.view.value() == "list" else 0
        self._holder.setCurrentIndex(place)

    def _paint(self) -> None:
        entries = self.shown()
        if self.view.value() == "list":
            self.list.set_rows([marks.row(entry) for entry in entries])
        else:
            self.grid.set_entries(entries)

    def _filter(self, **chosen: tuple[Any, ...]) -> None:
        self.kinds = chosen.get("kinds", self.kinds)
        self.projects = chosen.get("projects", self.projects)
        self._paint()

    # -- going about

    def _turn(self) -> None:
        first, last = self.bounds()
        view, today = self.view.value(), self.context.workspace.today
        weeks = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, WEEK)]
        self.grid.set_weeks(weeks, self.day, today, self.anchor.month if view == "month" else 0)
        month = f"{self.anchor.year}년 {self.anchor.month}월"
        self.span.setText(f"{format_date(first)} – {format_date(last)}" if view == "week" else month)
        self.mark_stale()

    def go(self, day: date) -> None:
        """Show the days around ``day`` and stand on it."""
        self.day = self.anchor = day
        self._turn()

    def _walk(self, day: date) -> None:
        first, last = self.bounds()
        self.day = day
        if not first <= day <= last:
            self.go(day)

    def _choose_view(self, view: str) -> None:
        self.context.state.set(VIEW, view)
        self.anchor = self.day
        self._paint()  # only what is in front is painted: the other one has still what it had
        self._holder.setCurrentIndex(1 if view == "list" else 0)
        self._turn()
        self.take_focus()

    def earlier(self) -> None:
        """Show the month or week before."""
        self._step(-1)

    def later(self) -> None:
        """Show the month or week after."""
        self._step(1)

    def _step(self, by: int) -> None:
        week = self.view.value() == "week"
        self.go(self.anchor + timedelta(days=WEEK * by) if week else add_months(self.anchor, by))

    @command("calendar.today", "일정: 오늘로", "", "calendar-days", "일정")
    def go_today(self) -> None:
        """Stand on today."""
        self.go(self.context.workspace.today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn by PgUp and PgDn, go to today by T, open the row of the list by Enter."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_PageUp:
            self.earlier()
        elif key == Qt.Key.Key_PageDown:
            self.later()
        elif key == Qt.Key.Key_T or event.text() == "ㅅ":
            self.go_today()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            row = self.list.currentIndex().row()
            if row >= 0:
                self.open_entry(self.shown()[row])
        else:
            super().keyPressEvent(event)

    # -- doing

    def open_entry(self, entry: Entry) -> None:
        """Open the project where the entry is kept."""
        tab = DESTINATIONS.get(entry.kind, "stages")
        more = {"session_id": entry.id} if entry.kind == EntryKind.SESSION else {}
        self.context.navigate("project", project_id=entry.project_id, tab=tab, **more)

    def move_entry(self, entry: Entry, day: date) -> None:
        """Put an entry on another day; the notice takes it back."""

        def done(_nothing: None) -> None:
            words = f"‘{calendar.name(entry)}’ 일정을 {format_short(day)}로 옮겼습니다."
            self.context.tell_done(self, words)
            self.grid.choose(day)
            self._walk(day)

        def refused(error: UserError) -> None:
            self.grid.choose(entry.day)
            self.context.notify(error.message)

        self.context.tasks.write(self, "일정 옮기기", lambda ws: calendar.move(ws, entry, day), done, refused)

    def _list_day(self, entries: Sequence[Entry], at: QPoint) -> None:
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        for entry in entries:
            action = QAction(icons.icon(marks.icon_of(entry)), marks.words_of(entry), self.menu)
            action.setToolTip(marks.spoken(entry))
            action.triggered.connect(partial(self.open_entry, entry))
            self.menu.addAction(action)
        popup(self.menu, at)

    @command("calendar.export", "일정을 캘린더 파일(.ics)로", "", "download", "일정")
    def export(self) -> None:
        """Ask where to save what is shown as an iCalendar file, then write it."""
        name = f"일정 {self.span.text()}"
        choose_save(self, "캘린더 파일 저장", proposed(self.context, name, "ics"), self.write_ics)

    def write_ics(self, path: Path) -> None:
        """Write what is shown to ``path``."""
        entries = self.shown()

        def saved(_nothing: None) -> None:
            folder = (("폴더 열기", partial(open_file, path.parent)),)
            words = f"일정 {len(entries):,}건을 저장했습니다: {path.name}"
            self.context.notify(words, "열기", partial(open_file, path), folder)

        self.context.tasks.write(
            self, "캘린더 파일 저장", lambda ws: calendar.export(ws, entries, path), saved
        )
