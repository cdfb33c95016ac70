"""오늘: the first page in the morning; every row opens the place where the work is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.calendar import Entry, EntryKind
from app.domain.choices import ProjectKind
from app.domain.funnel import FunnelCounts
from app.domain.hangul import quoted
from app.domain.koreandate import format_short
from app.domain.listing import ListQuery
from app.domain.today import Deadline, Own, Today, Waiting
from app.services import listing, outputs, today
from ui import theme
from ui.commands import command
from ui.context import Context
from ui.pages.base import Page, Primary
from ui.pages.today.consents import TABLES as CONSENT_TABLES
from ui.pages.today.consents import ConsentPanel
from ui.pages.today.figures import FigureStrip
from ui.pages.today.results import TABLES as RESULT_TABLES
from ui.pages.today.results import AgainPanel, MoneyPanel
from ui.pages.today.rows import (
    deadline_row,
    gate_row,
    session_row,
    stalled_row,
    upcoming_row,
)
from ui.pages.today.welcome import Welcome
from ui.run_mode.opening import open_run
from ui.widgets.controls import Segmented, button
from ui.widgets.open_row import quiet_row
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.scrolling import scroll_area

if TYPE_CHECKING:
    from app.services.workspace import Workspace

URGENT, GATES, STALLED, COMING = 8, 5, 6, 4
AHEAD = timedelta(days=45)
COUNT_AFTER_MS = 1500
WHOSE = "today/whose"
TABS = {"criterion": "stages", "stage": "stages", "milestone": "overview"}
ACTIONS = {"criterion": "증빙 붙이기", "stage": "단계 열기", "milestone": "마침", "answer": "결정하기",
           "scores": "평가 열기"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Morning:
    """What the page reads: everybody's day, one's own deadlines, what comes, how many projects."""

    all: Today
    mine: Own
    later: tuple[Deadline, ...]
    sessions: tuple[Entry, ...]
    """The sessions of this month and of those to come, also the ones that are over."""
    proposals: FunnelCounts
    projects: int
    prepared: frozenset[int]
    """Which of the sessions have a 진행 순서."""


def _read(ws: "Workspace") -> Morning:
    # what the first paint does not need is loaded on the reader's thread
    from app.services import calendar, proposals

    day = ws.today
    sessions = tuple(calendar.between(ws, day.replace(day=1), day + AHEAD, (EntryKind.SESSION,)))
    return Morning(
        *today.day(ws),
        sessions,
        proposals.funnel(ws),
        listing.count(ws, "project", ListQuery(filters={"kind": tuple(kind.value for kind in ProjectKind)})),
        today.prepared(ws, [one.id for one in sessions if one.day >= day]),
    )


class TodayPage(Page):
    """What waits today."""

    key: ClassVar[str] = "today"
    title = "오늘"
    icon: ClassVar[str] = "calendar-check"
    tables: ClassVar[tuple[str, ...]] = (
        "project",
        "stage",
        "criterion",
        "criterion_result",
        "signoff",
        "milestone",
        "membership",
        "output",
        "attachment",
        "proposal",
        "session",
        "evaluation_round",
        "score",
        "exclusion",
        *CONSENT_TABLES,
        *RESULT_TABLES,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.morning: Morning | None = None
        self.figures = FigureStrip()
        self.figures.opened.connect(self._open_figure)
        self.whose = Segmented((("mine", "내 담당", ""), ("all", "전체", "")), "마감·기한")
        self.whose.chosen.connect(self._choose_whose)
        self.every = button("모두 보기", kind="link", run=self._toggle_due, compact=True)
        self._all_due = False
        self.due = Panel("마감·기한", actions=(self.every, self.whose))
        self.gates = Panel("증빙을 기다리는 관문", actions=(self._more("gate"),))
        self.sessions = Panel("다가오는 활동", actions=(self._calendar(),))
        self.consents = ConsentPanel(context)
        self.again, self.money = AgainPanel(context), MoneyPanel(context)
        self.later = Panel("다가오는 할 일")
        self.stalled = Panel("정체된 과제", actions=(self._more("stalled"),))
        self._due_rows = self._rows(self.due, self._deadline)
        self._gate_rows = self._rows(
            self.gates, lambda gate: gate_row(gate, self._opens(gate.project_id, "stages"))
        )
        self._session_rows = self._rows(self.sessions, self._session)
        self._later_rows = self._rows(
            self.later, lambda item: upcoming_row(item, self._opens(item.project_id, "overview"))
        )
        self._stalled_rows = self._rows(
            self.stalled, lambda row: stalled_row(row, self._opens(row.project_id, "overview"))
        )
        self.welcome = Welcome(context)
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(COUNT_AFTER_MS)
        self._count_soon.timeout.connect(self._count_unseen)
        self._lay_out()

    def _more(self, state: str) -> QWidget:
        run = lambda: self.context.navigate("projects", filters={"state": (state,)})  # noqa: E731
        return button("모두 보기", "chevron-right", "link", run, compact=True, trailing=True)

    def _calendar(self) -> QWidget:
        run = lambda: self.context.navigate("calendar")  # noqa: E731
        return button("일정", "chevron-right", "link", run, compact=True, trailing=True)

    def _meets(self, item: Entry) -> Callable[[], object]:
        return lambda: self.context.navigate(
            "project", project_id=item.project_id, tab="sessions", session_id=item.id
        )

    def _session(self, found: tuple[Entry, bool]) -> QWidget:
        item, ready = found
        today = self.context.workspace.today
        run = (lambda: open_run(self, self.context, item.id)) if item.day == today else None
        return session_row(item, today, ready, self._meets(item), run)

    @staticmethod
    def _rows(panel: Panel, make: Callable[[Any], QWidget]) -> Rows:
        rows = Rows(lambda item: quiet_row(item) if isinstance(item, str) else make(item))
        panel.body.addWidget(rows)
        panel.body.addStretch(1)
        return rows

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, panels in (
            (left, (self.due, self.gates)),
            (right, (self.sessions, self.stalled, self.consents, self.again, self.money, self.later)),
        ):
            column.setSpacing(theme.GAP)
            for panel in panels:
                column.addWidget(panel)
            column.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(theme.GAP)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        inner = QWidget()
        inner.setProperty("role", "plain")
        box = QVBoxLayout(inner)
        box.setContentsMargins(20, theme.PADDING, 20, theme.PADDING)
        box.setSpacing(theme.GAP)
        box.addWidget(self.figures)
        box.addLayout(columns, 1)
        area = scroll_area(inner)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(area)
        self._stack.addWidget(self.welcome)

    def subtitle(self) -> str:
        """Return the day."""
        day = self.morning.all.day if self.morning else self.context.workspace.today
        return f"{day.year}. {format_short(day)}"

    def primary_action(self) -> Primary:
        """Return 새 과제."""
        return Primary("새 과제", "plus", self.welcome.new_project)

    # -- reading

    def on_changes(self, changes: Changes) -> None:
        """Count again even while unseen: the rail shows how much waits."""
        super().on_changes(changes)
        if changes.touches(*self.tables) and not self.isVisible():
            self._count_soon.start()

    def _count_unseen(self) -> None:
        self.context.tasks.read(self, today.waiting, self._tell_count, key="count")

    def _tell_count(self, found: Waiting) -> None:
        self.counted.emit(found.due_soon + found.overdue, found.overdue > 0)
        self.countedFor.emit("proposals", found.late_answers, found.late_answers > 0)

    def refresh(self) -> None:
        """Read the day again."""
        self.context.tasks.read(self, _read, self._show, key="today")
        for panel in (self.consents, self.again, self.money):
            panel.refresh()

    def _show(self, morning: Morning) -> None:
        self.morning = morning
        self._stack.setCurrentIndex(0 if morning.projects else 1)
        self._tell_count(morning.all.waiting)
        self.figures.show_day(morning.all)
        self.figures.show_sessions(morning.sessions, morning.all.day)
        self.figures.show_proposals(morning.proposals)
        kept = self.context.state.get(WHOSE)
        self.whose.set_value(kept if kept in ("mine", "all") else "mine" if morning.mine.count else "all")
        self._show_due()
        gates, stalled = morning.all.gates, morning.all.stalled_count
        self._fill(self._gate_rows, gates[:GATES], "증빙을 기다리는 관문이 없습니다.")
        coming = [one for one in morning.sessions if one.day >= morning.all.day and not one.locked]
        shown = [(one, one.id in morning.prepared) for one in coming[:COMING]]
        self._fill(self._session_rows, shown, "예정된 활동이 없습니다.")
        self.sessions.set_meta(f"{len(coming)}회" if coming else "")
        self._fill(self._later_rows, morning.later, "예정된 할 일이 없습니다.")
        self._fill(self._stalled_rows, morning.all.stalled[:STALLED], "정체된 과제가 없습니다.")
        self.gates.set_meta(f"{len(gates)}건" if gates else "")
        self.later.set_meta(f"{len(morning.later)}건" if morning.later else "")
        days = self.context.workspace.settings.stalled_days
        self.stalled.set_meta(f"{stalled:,}건 · {days}일 넘게 변경 없음" if stalled else "")
        self.chromeChanged.emit()

    @staticmethod
    def _fill(rows: Rows, items: Sequence[Any], nothing: str) -> None:
        rows.set_items(list(items) or [nothing])

    def _show_due(self) -> None:
        if self.morning is None:
            return
        mine = self.whose.value() == "mine"
        everybodys = self.morning.all
        found = self.morning.mine.first if mine else everybodys.deadlines
        count = self.morning.mine.count if mine else everybodys.figures.due_soon + everybodys.figures.overdue
        shown = found if self._all_due else found[:URGENT]
        more = f" · 급한 {len(shown)}건" if count > len(shown) else ""
        self.due.set_meta(f"{count:,}건{more}" if count else "")
        self.every.setVisible(count > URGENT)
        self.every.setText("줄여 보기" if self._all_due else "모두 보기")
        days = self.morning.all.figures.due_days
        whose = "내가 맡은 일 가운데 " if mine else ""
        self._fill(self._due_rows, shown, f"{whose}{days}일 안에 마감할 것이 없습니다.")

    def _toggle_due(self) -> None:
        self._all_due = not self._all_due
        self._show_due()

    def _choose_whose(self, whose: str) -> None:
        self.context.state.set(WHOSE, whose)
        self._show_due()

    # -- doing

    def _open_figure(self, key: str) -> None:
        if key == "due":
            self.whose.set_value("all")
            self._all_due = True
            self._choose_whose("all")
            return
        page, args = {
            "running": ("projects", {"filters": {"status": ("active",)}}),
            "sessions": ("calendar", {}),
            "ratio": ("dashboard", {}),
            "proposals": ("proposals", {}),
        }[key]
        self.context.navigate(page, **args)

    def _opens(self, project_id: int | None, tab: str) -> Callable[[], object]:
        return lambda: self.context.navigate("project", project_id=project_id, tab=tab)

    def _deadline(self, item: Deadline) -> QWidget:
        opens = self._opens(item.project_id, TABS.get(item.kind, "proposals"))
        if item.kind == "answer":
            opens = lambda: self.context.navigate("proposals", proposal_id=item.id)  # noqa: E731
        if item.kind == "scores":
            opens = lambda: self.context.navigate("evaluation", round_id=item.id)  # noqa: E731
        run = (lambda: self.finish(item)) if item.kind == "milestone" else opens
        return deadline_row(item, opens, ACTIONS[item.kind], run)

    def finish(self, item: Deadline) -> None:
        """Mark a 할 일 as done today; the notice takes it back."""

        def write(ws: "Workspace") -> None:
            found = listing.rows(ws, "milestone", [item.id])
            if found:
                outputs.set_milestone_done(ws, found[0], ws.today)

        def done(_nothing: None) -> None:
            self.context.tell_done(self, f"{quoted(item.title, '을/를')} 마쳤습니다.")

        self.context.tasks.write(self, "할 일 마침", write, done)

    @command("today.new", "새 과제", "", "plus", "과제")
    def new_project(self) -> None:
        """Register a project."""
        self.welcome.new_project()
