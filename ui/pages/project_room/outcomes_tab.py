"""성과: the indicators of a project with their course at the right, what changed, what was tried."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.desk_role import Duty
from app.services.indicators import Course
from ui import theme
from ui.context import Context
from ui.dialogs.record import RecordDialog
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.outcomes.awards import AwardsPanel
from ui.pages.project_room.outcomes.course_panel import CoursePanel
from ui.pages.project_room.outcomes.data import TABLES, Outcomes, load
from ui.pages.project_room.outcomes.experiments import ExperimentsPanel
from ui.pages.project_room.outcomes.indicator_table import IndicatorTable
from ui.pages.project_room.outcomes.pairs import PairsPanel
from ui.pages.project_room.outcomes.verbs import OutcomeVerbs
from ui.pages.project_room.overview import scrolled
from ui.roles import asking, spoken_against
from ui.widgets.controls import EmptyState, button
from ui.widgets.menus import Entry, Looks, menu_of, popup
from ui.widgets.own_keys import OwnKeys
from ui.widgets.panels import Panel

SIDE, SIDE_COMPACT = 372, 348


class OutcomesTab(QWidget):
    """The outcomes of one project; it reads for itself when it is seen."""

    def __init__(self, context: Context, actions: Actions) -> None:
        """Make the parts, still empty."""
        super().__init__()
        self._context, self._project, self._stale = context, 0, True
        self._wanted: int | None = None
        self.found: Outcomes | None = None
        self.verbs = OutcomeVerbs(actions, self)
        self.table = IndicatorTable(context.state)
        self.lock_button = button("기준값 굳히기", "lock", "", self.lock, compact=True)
        asking(self.lock_button, Duty.EDIT_OUTCOMES)
        self.listed = Panel("성과지표", "", (self.lock_button,))
        words = "성과지표가 없습니다. 기준값과 목표를 정해 두면 나중에 얼마나 달라졌는지 말할 수 있습니다."
        self.empty = EmptyState(words, "지표 추가", self.add, "target")
        asking(self.empty.button, Duty.EDIT_OUTCOMES)
        self.empty.setFixedHeight(180)
        self.listed.body.addWidget(self.table)
        self.listed.body.addWidget(self.empty)
        self.course, self.pairs, self.experiments = (
            CoursePanel(context.state), PairsPanel(), ExperimentsPanel(),
        )  # fmt: skip
        self.awards = AwardsPanel()
        self._lay_out()
        self._connect()
        context.bus.changed.connect(self._on_changes)

    def _lay_out(self) -> None:
        main, aside = QWidget(), QWidget()
        parts = (self.listed, self.pairs, self.experiments, self.awards)
        for holder, widgets in ((main, parts), (aside, (self.course,))):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, theme.PADDING)
            column.setSpacing(theme.GAP)
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        self.side = scrolled(aside)
        self.side.setFixedWidth(SIDE + 20)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(0)
        row.addWidget(scrolled(main, theme.GAP), 1)
        row.addWidget(self.side)

    def _connect(self) -> None:
        self.table.currentRecordChanged.connect(lambda _record: self._show_course())
        self.table.opened.connect(lambda _id: self.edit())
        self.table.removeRequested.connect(lambda _ids: self.remove())
        self.table.menuRequested.connect(self._open_menu)
        OwnKeys(self.table, {Qt.Key.Key_Insert: self.add, Qt.Key.Key_F2: self.edit})
        self.course.addRequested.connect(self.measure)
        self.course.editRequested.connect(self.verbs.edit_measured)
        self.course.removeRequested.connect(self.verbs.remove_measured)
        self.pairs.addRequested.connect(lambda: self.found and self.verbs.add_pair(self.found))
        self.pairs.editRequested.connect(lambda pair: self.found and self.verbs.edit_pair(self.found, pair))
        self.pairs.removeRequested.connect(self.verbs.remove_pair)
        self.experiments.addRequested.connect(lambda: self.verbs.add_experiment(self._project))
        self.experiments.editRequested.connect(self.verbs.edit_experiment)
        self.experiments.removeRequested.connect(self.verbs.remove_experiment)

        self.awards.addRequested.connect(lambda: self.found and self.verbs.give_award(self.found))
        self.awards.editRequested.connect(self.verbs.edit_award)
        self.awards.removeRequested.connect(self.verbs.remove_award)
        self.awards.roundWanted.connect(self._open_round)

    # -- reading

    def show_project(self, project_id: int) -> None:
        """Show another project, or what changed of this one."""
        other, self._project = project_id != self._project, project_id
        if other or self._stale:
            self.refresh()

    def want(self, indicator_id: int) -> None:
        """Bring an indicator to the front once it is read."""
        self._wanted = indicator_id
        self.refresh()

    def refresh(self) -> None:
        """Read the outcomes again."""
        project, self._stale = self._project, False
        if project:
            self._context.tasks.read(self, lambda ws: load(ws, project), self._show, key="outcomes")

    def _on_changes(self, changes: Changes) -> None:
        if self._project and changes.touches(*TABLES):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while unseen."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show(self, found: Outcomes) -> None:
        if found.project_id != self._project:
            return
        self.found = found
        some = bool(found.courses)
        self.table.setVisible(some)
        self.empty.setVisible(not some)
        self.lock_button.setVisible(bool(found.lockable))
        self.listed.set_meta(f"{len(found.courses)}건" if some else "")
        self.table.show_courses(found.courses)
        if self._wanted is not None and found.course(self._wanted) is not None:
            self.table.set_current_id(self._wanted)
            self._wanted = None
        self.pairs.show_outcomes(found)
        self.experiments.show_outcomes(found)
        self.awards.show_outcomes(found)
        self._show_course()

    def _open_round(self, round_id: int) -> None:
        self._context.navigate("evaluation", round_id=round_id, project_id=self._project)

    def current(self) -> Course | None:
        """Return the indicator chosen."""
        return self.found.course(self.table.current_id()) if self.found else None

    def _show_course(self) -> None:
        course = self.current()
        self.side.setVisible(course is not None)
        self._row.setContentsMargins(20, theme.GAP, 0 if course else 20 - theme.GAP, 0)
        if course is not None:
            self.course.show_course(course)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self.table.hide_minor(("measured_on",), compact)
        self.side.setFixedWidth((SIDE_COMPACT if compact else SIDE) + 20)

    # -- verbs

    def add(self) -> RecordDialog:
        """Ask for an indicator."""
        return self.verbs.add_indicator(self._project, self._added)

    def _added(self, indicator_id: int) -> None:
        self.want(indicator_id)

    def edit(self) -> RecordDialog | None:
        """Ask what the chosen indicator is to be."""
        course = self.current()
        return self.verbs.edit_indicator(course.indicator) if course else None

    def remove(self) -> None:
        """Ask, then delete the chosen indicator."""
        course = self.current()
        if course is not None:
            self.verbs.remove_indicator(course.indicator)

    def measure(self) -> RecordDialog | None:
        """Ask for a value of the chosen indicator."""
        course = self.current()
        return self.verbs.measure(course.indicator, self._context.workspace.today) if course else None

    def lock(self) -> None:
        """Lock the baselines."""
        if self.found is not None:
            self.verbs.lock(self.found)

    def _open_menu(self, _record: object, at: QPoint) -> None:
        entries: list[Entry] = [
            ("plus", "측정값 추가", self.measure),
            ("pencil", "고치기\tF2", self.edit),
            ("copy", "복사\tCtrl+C", Looks(self.table.copy)),
            None,
            ("trash-2", "지우기\tDel", self.remove),
        ]
        popup(menu_of(self, entries, spoken_against(self, Duty.EDIT_OUTCOMES)), at)
