"""과제방: one project with its stages, team, outputs and history."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.desk_role import Duty
from app.domain.fields import specs_by_key
from app.domain.project import PROJECT_FIELDS
from app.errors import UserError
from app.services import projects
from ui import theme
from ui.commands import command
from ui.context import Context
from ui.dialogs.record import RecordDialog
from ui.pages.base import Crumb, Page, Primary
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.data import OPTION_TABLES, TABLES, Options, Room, load, options
from ui.pages.project_room.header import MetaLine, cards
from ui.pages.project_room.parts import IMPORTS, LABELS, OWN_ONLY, ROOMY, TABS, Parts, Stamps
from ui.pages.project_room.review import ReviewBanner
from ui.roles import TAB_DUTIES
from ui.widgets.controls import EmptyState
from ui.widgets.stepper import Stepper


class ProjectRoom(Page):
    """The room of one project; ``open_with(project_id=…, tab=…)``.

    The tab is remembered per project while the program runs: without a ``tab`` asked for, coming back
    shows it again.
    """

    key: ClassVar[str] = "project"
    icon: ClassVar[str] = "folder-kanban"
    tables: ClassVar[tuple[str, ...]] = TABLES
    title = "과제"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the room of no project yet."""
        super().__init__(context, parent)
        self.project_id = 0
        self.room: Room | None = None
        self._remembered: dict[int, str] = {}
        self._options: Options | None = None
        self._read_at: Stamps = {}
        self._asked: dict[str, Any] = {}
        self.verbs = Actions(context, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.meta, self.review = MetaLine(self.verbs), ReviewBanner(self.verbs)
        self.stepper = Stepper()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFont(theme.font(14, 500))
        self.tabs.setAccessibleName("과제 보기")
        for key in TABS:
            self.tabs.addTab(LABELS[key])
        self.parts = Parts(self.context, self.verbs)
        self.gone = EmptyState(
            "지워졌거나 없는 과제입니다.", "과제 목록으로", lambda: self.context.navigate("projects")
        )
        self.gone.hide()
        self.head = QWidget()
        self.head.setProperty("role", "surface")
        head = _column(self.head)
        head.addWidget(self.meta)
        stepper = QVBoxLayout()
        stepper.setContentsMargins(20, 0, 20, 8)
        stepper.addWidget(self.stepper)
        head.addLayout(stepper)
        head.addWidget(self.review)
        tabs = QVBoxLayout()
        tabs.setContentsMargins(12, 0, 12, 0)
        tabs.addWidget(self.tabs)
        head.addLayout(tabs)
        self.head.setObjectName("viewbar")
        box = _column(self)
        box.addWidget(self.head)
        box.addWidget(self.parts, 1)
        box.addWidget(self.gone, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self.stepper.stageActivated.connect(self.show_stage)
        self.meta.renameRequested.connect(self.rename)
        self.parts.fixRequested.connect(self.show_tab)
        self.parts.settled.connect(self.mark_stale)
        self.parts.turned.connect(self.chromeChanged)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1), ("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            self._shortcut(keys, lambda step=step: self.turn(step))
        for number, key in enumerate(TABS, 1):
            self._shortcut(f"Alt+{number % 10}", lambda key=key: self.show_tab(key))

    def _shortcut(self, keys: str, run: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    # -- where one is

    def open_with(self, project_id: int = 0, tab: str = "", session_id: int = 0, **more: Any) -> None:
        """Show the project ``project_id`` at ``tab``, else at the tab where it was left.

        ``session_id``, ``finding_id``, ``proposal_id``, ``output_id``, ``indicator_id`` or ``line_id`` brings
        that record to the front of its tab; ``words`` are shown where they stand in the minutes, ``view`` is
        the one of the proposals' tab (``surveys``, ``ballots``, ``ledger``).
        """
        self._asked = more
        if project_id and project_id != self.project_id:
            self.flush()
            self.project_id, self.room = project_id, None
            self.parts.forget_stage()
        wanted = tab if tab in TABS else self._remembered.get(self.project_id, TABS[0])
        self.show_tab(wanted)
        if session_id:
            self.parts.sessions.want(session_id, str(more.get("words", "")))
        self.mark_stale()

    def whereabouts(self, args: dict[str, Any]) -> dict[str, Any]:
        """Come back to the tab in front."""
        return {**args, "tab": self.tab()}

    def import_args(self) -> dict[str, Any]:
        """Let tables of what the tab in front shows come in, for this project."""
        kind = IMPORTS.get(self.tab(), "")
        if not kind or self.room is None or not self.room.own:
            return {}
        return {"kind": kind, "project": self.room.project.title, "project_id": self.project_id}

    def tab(self) -> str:
        """Return the tab in front."""
        return TABS[max(self.tabs.currentIndex(), 0)]

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        if key in TABS and self.tabs.isTabVisible(TABS.index(key)):
            self.tabs.setCurrentIndex(TABS.index(key))

    def turn(self, step: int) -> None:
        """Go to the next tab, or the one before, round the end."""
        at = self.tabs.currentIndex()
        for _number in TABS:
            at = (at + step) % len(TABS)
            if self.tabs.isTabVisible(at):
                self.tabs.setCurrentIndex(at)
                return

    def show_stage(self, number: int) -> None:
        """Show one stage in the tab of the stages."""
        self.parts.stages.select(number)
        self.show_tab("stages")

    def _tab_changed(self, at: int) -> None:
        self._remembered[self.project_id] = TABS[at]
        self._show_part()
        self.chromeChanged.emit()

    # -- reading

    def refresh(self) -> None:
        """Read the project and all that belongs to it."""
        project, stamps = self.project_id, self.parts.stamps()
        if not project:
            return
        if self._options is None:
            self.context.tasks.read(self, options, self._show_options, key="options")
        self.context.tasks.read(
            self, lambda ws: load(ws, project), lambda room: self._show(room, stamps), "room", self._missing
        )

    def on_changes(self, changes: Changes) -> None:
        """Grow stale, the choices of the forms too where their lists changed."""
        if changes.touches(*OPTION_TABLES):
            self._options = None
        super().on_changes(changes)

    def _show_options(self, found: Options) -> None:
        self._options = found
        self.parts.set_options(found)
        self.review.options = found

    def _missing(self, _error: UserError) -> None:
        self.room = None
        self.head.hide()
        self.parts.hide()
        self.gone.show()

    def _show(self, room: Room, stamps: Stamps) -> None:
        if room.project.id != self.project_id:
            return
        self.room, self._read_at = room, stamps
        self.gone.hide()
        self.head.show()
        self.parts.show()
        self.title = room.project.title
        self.meta.show_room(room)
        self.review.show_room(room)
        if len(room.stages) == len(self.stepper.cards):
            self.stepper.set_cards(cards(room))
            self.meta.show_stages(cards(room))
        for key, count in (
            ("team", room.team.total),
            ("sessions", len(room.sessions)),
            ("findings", room.findings),
            ("proposals", room.proposals.received),
            ("outputs", len(room.outputs)),
        ):
            self.tabs.setTabText(TABS.index(key), f"{LABELS[key]}  {count}")
        for key in OWN_ONLY:
            self.tabs.setTabVisible(TABS.index(key), room.own)
        self._show_part()
        asked, self._asked = self._asked, {}
        self.parts.frame(self.tab(), asked)
        self.chromeChanged.emit()

    def _show_part(self) -> None:
        own = self.room is not None and self.room.own
        roomy = self.tab() in ROOMY
        self.stepper.setVisible(own and not roomy)
        self.meta.set_roomy(own and roomy)
        self.parts.show_part(self.tab(), self.room, self._read_at)

    # -- chrome

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Return the list that the project stands in."""
        if self.room is not None and not self.room.own:
            return (Crumb("총괄표·사례", "matrix"),)
        return (Crumb("과제", "projects"),)

    def primary_action(self) -> Primary | None:
        """Return what adds to the tab in front."""
        if self.room is None:
            return None
        if not self.room.own:
            return Primary("우리 과제로 시작", "folder-plus", self.begin_from_case)
        tab = self.tab()
        made = self.parts.primary(tab)
        if made is None:
            made = Primary("산출물 등록", "file-plus", self.add_output, quiet=self._gate_is_open())
        return made._replace(asks=(TAB_DUTIES.get(tab, Duty.EDIT_PROJECTS),))

    def _gate_is_open(self) -> bool:
        """Return whether the tab in front offers 관문 통과 as the main step."""
        current = self.room.current if self.room else None
        if current is None or current.missing:
            return False
        return self.tab() == "overview" or (
            self.tab() == "stages" and self.parts.stages.number == current.position
        )

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        super().set_compact(compact)
        self.parts.set_compact(compact)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.parts.flush()

    # -- verbs

    @command("project.rename", "과제명 바꾸기", "F2", "pencil", "과제")
    def rename(self) -> None:
        """Ask for another title."""
        if self.room is None:
            return
        project = self.room.project
        spec = specs_by_key(PROJECT_FIELDS)["title"]
        dialog = RecordDialog("과제명 바꾸기", "", (spec,), "바꾸기", self, {"title": project.title})
        dialog.store_by(
            self.context.tasks, "과제명 바꾸기", lambda ws, given: projects.edit(ws, [project.id], given)
        )

    @command("project.output", "산출물 등록", "", "file-plus", "과제")
    def add_output(self) -> None:
        """File an output."""
        self.show_tab("outputs")
        self.parts.outputs.add()

    @command("project.session", "활동 기록", "", "presentation", "과제")
    def add_session(self) -> None:
        """Record a session."""
        self.show_tab("sessions")
        self.parts.sessions.add()

    @command("project.card", "카드 쓰기", "", "lightbulb", "과제")
    def add_card(self) -> None:
        """Write down what was heard or thought."""
        self.show_tab("findings")
        self.parts.findings.tab.add()

    @command("project.member", "팀원 추가", "", "user-plus", "과제")
    def add_member(self) -> None:
        """Put somebody on the team."""
        self.show_tab("team")
        self.parts.team.add()

    def begin_from_case(self) -> None:
        """Register an own project that begins with what the case says."""
        case = self.project_id
        self.verbs.write(
            "사례로 과제 시작",
            lambda ws: projects.from_case(ws, case),
            lambda made: self.context.navigate("project", project_id=made.id),
        )


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
