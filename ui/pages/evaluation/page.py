"""평가: a round's ranks, one project's sheets as a grid, who is waited for, what the reviewers wrote."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.changes import Changes
from app.domain.evaluation.rounds import RoundState
from app.domain.privacy.masks import mask_name
from app.errors import UserError
from app.services.evaluation import scores
from app.services.evaluation.rounds import RoundParts
from app.services.evaluation.scores import Cell
from ui.commands import command
from ui.context import Context
from ui.freshness import Freshness
from ui.pages.base import Page, Primary
from ui.pages.evaluation import behind
from ui.pages.evaluation.acts import Acts
from ui.pages.evaluation.cell_acts import CellActs
from ui.pages.evaluation.ranking import places
from ui.pages.evaluation.reading import Read, read
from ui.pages.evaluation.remarks_panel import remarks_of
from ui.pages.evaluation.round_area import RoundArea
from ui.pages.evaluation.score_model import Entries
from ui.pages.evaluation.view_bar import RoundBar
from ui.pages.evaluation.views import AGENCIES, AWARDS, ROUNDS, Views
from ui.tasks import Long

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ROUND = "evaluation/round"
SLOW_MS = 300


class EvaluationPage(Page):
    """The rounds of the office, 상격 and 기관 현황; ``open_with(view=…, round_id=…, project_id=…)``."""

    key: ClassVar[str] = "evaluation"
    title = "평가"
    icon: ClassVar[str] = "clipboard-check"
    tables: ClassVar[tuple[str, ...]] = (
        "evaluation_round", "rubric", "rubric_criterion", "panel", "panel_member", "round_project",
        "exclusion", "score_sheet", "score", "project", "award", "agency_score", "agency",
    )  # fmt: skip

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.found: RoundParts | None = None
        self.comments: dict[Cell, str] = {}
        self.awarded: dict[int, str] = {}
        self.round_id: int | None = context.state.get(ROUND)
        self.project_id = self.panel_id = 0
        self._own, self._freshness = f"evaluation-{id(self)}", Freshness()
        self.bar = RoundBar()
        self.acts, self.cells = Acts(self), CellActs(self)
        self.area = RoundArea(self.acts.add_round, self.acts.edit_round, self.refresh)
        self.ranking, self.project = self.area.ranking, self.area.project
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self.bar.say_reading)
        self.views = Views(context, self.bar, self.area)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.views)
        self._connect()

    def _connect(self) -> None:
        self.views.turned.connect(self.chromeChanged)
        self.bar.roundChosen.connect(self.choose_round)
        self.bar.pendingWanted.connect(self.open_pending)
        self.bar.menuWanted.connect(self.acts.open_round_menu)
        self.bar.weightsWanted.connect(self.acts.open_weights)
        self.bar.resultWanted.connect(self.acts.open_result)
        self.bar.beginWanted.connect(self.acts.begin)
        self.ranking.chosen.connect(self.choose_project)
        self.ranking.opened.connect(lambda _project: self.enter_scores())
        self.project.panelChosen.connect(self._choose_panel)
        self.project.scoreWanted.connect(self._open_score)
        self.project.agreementWanted.connect(self.acts.show_agreement)
        self.project.model.entered.connect(self.enter)
        grid = self.project.grid
        grid.commentWanted.connect(self.cells.comment)
        grid.menuWanted.connect(self.cells.open_cell_menu)
        grid.figureWanted.connect(
            lambda row, column: behind.show_figure(self, self.project.model, row, column)
        )
        self.area.waiting.wanted.connect(grid.focus_member)
        self.area.waiting.requested.connect(self.acts.open_requests)
        self.ranking.menuWanted.connect(self.acts.open_ranking_menu)

    # -- the window

    def open_with(self, **args: Any) -> None:
        """Show the view asked for, the round and the project."""
        if args.get("view") or args.get("round_id") is not None:
            self.views.turn_to(args.get("view") or ROUNDS)
        if args.get("round_id") is not None:
            self.round_id = args["round_id"]
            self.mark_stale()
        self.project_id = args.get("project_id") or self.project_id

    def primary_action(self) -> Primary:
        """Return 점수 입력, or what the round needs before it; what adds to another view."""
        other = self.views.front()
        if other is not None:
            return other.primary()
        if self.found is None:
            return Primary("새 평가", "plus", self.acts.add_round, quiet=True)
        state = self.found.round.state
        reason = {
            RoundState.DRAFT: "평가를 시작하면 점수를 넣습니다.",
            RoundState.CLOSED: "마감한 평가입니다.",
        }
        return Primary(
            "점수 입력",
            "notebook-pen",
            self.enter_scores,
            state == RoundState.OPEN,
            reason.get(RoundState(state), ""),
        )

    def more_commands(self) -> tuple[object, ...]:
        """Return what can be done with rounds."""
        return (self.acts,)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        super().set_compact(compact)
        self.area.set_compact(compact)
        self.bar.set_compact(compact)
        self.views.set_compact(compact)

    def take_focus(self) -> None:
        """Begin in the list of ranks, or in the table of another view."""
        other = self.views.front()
        if other is not None:
            other.take_focus()
            return
        self.ranking.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading

    def on_changes(self, changes: Changes) -> None:
        """Grow stale, but not by a score that this page has entered and shown itself."""
        if changes.initiator != self._own:
            super().on_changes(changes)

    def refresh(self) -> None:
        """Read rounds and scores again, or what another view shows."""
        other = self.views.front()
        if other is not None:
            other.refresh()
        wanted, show = self.round_id, partial(self._show_fresh, self._freshness.stamp())
        self._slow.start()
        long = Long("평가 읽기", self._leave_unread)
        self.context.tasks.read(
            self, lambda ws, tell: read(ws, wanted, tell), show, key="evaluation", long=long
        )

    def _leave_unread(self) -> None:
        """Leave a round unread: its button reads it after all, another round can be chosen."""
        self._slow.stop()
        self.found = None
        self.bar.say_unread()
        self.area.show_unread()

    def _show_fresh(self, stamp: int | None, found: Read) -> None:
        self._slow.stop()
        if self._freshness.fresh(stamp):
            self._show(found)
        else:
            self._read_missed()

    def _read_missed(self) -> None:
        """Read again where what was read did not know the scores entered meanwhile."""
        if self._freshness.missed():
            self.refresh()

    def _show(self, found: Read) -> None:
        self.found, self.comments, self.awarded = found.found, found.comments, found.awarded
        self.round_id = found.found.round.id if found.found else None
        self.bar.show_rounds(found.rounds, self.round_id)
        if found.found is None:
            self.area.show_lack(none=True, bare=False)
        else:
            full = bool(found.found.projects and found.found.members)
            self.area.show_lack(none=False, bare=not full)
            self._settle_choice(found.found)
            self.show_round()
        self.chromeChanged.emit()

    def _settle_choice(self, found: RoundParts) -> None:
        known = [project_id for project_id, _ in found.projects]
        if self.project_id not in known:
            self.project_id = next(iter(row.project_id for row in places(found)), 0)
        if self.panel_id not in [one.id for one in found.panels]:
            self.panel_id = next(iter(one.id for one in found.panels), 0)

    def show_round(self) -> None:
        """Show the round as it stands in memory."""
        if self.found is None:
            return
        self.bar.show_round(self.found)
        self.ranking.show_places(places(self.found, self.awarded), self.project_id)
        self._show_project()

    def _show_project(self) -> None:
        if self.found is None or self.project_id not in self.found.standing.results:
            return
        self.project.show_project(self.found, self.panel_id, self.project_id, self.comments)
        self.area.radar.show_project(self.found, self.project_id)
        model, row = self.project.model, self.found.round
        pending = row.state == RoundState.OPEN and self.bar.waited_for > 0
        self.area.waiting.show_waiting(model, row.closes_on, self.context.workspace.today, pending)
        self.area.remarks.show_remarks(remarks_of(model))

    # -- choosing

    def choose_round(self, round_id: int) -> None:
        """Show another round."""
        self.round_id, self.project_id = round_id, 0
        self.context.state.set(ROUND, round_id)
        self.refresh()

    def choose_project(self, project_id: int) -> None:
        """Show another project of the round."""
        self.project_id = project_id
        self._show_project()

    def _choose_panel(self, panel_id: int) -> None:
        self.panel_id = panel_id
        self._show_project()

    # -- doing

    def enter(self, entries: Entries, label: str = "점수 입력") -> None:
        """Store scores in one step and show what they come to."""
        found = self.found
        if found is None:
            return

        def write(ws: "Workspace") -> None:
            try:
                scores.enter(ws, found, entries, label=label, initiator=self._own)
            finally:
                self._freshness.end()

        def done(_nothing: None) -> None:
            if self.found is not None and self.found.round.id == found.round.id:
                panels = {one.id: one.panel_id for one in found.members}
                for cell, value in entries.items():
                    self.found.standing.set_score(
                        cell.project_id, panels[cell.member_id], cell.member_id, cell.criterion_id, value
                    )
                self.show_round()
            self._read_missed()

        self._freshness.begin()
        self.context.tasks.write(self, label, write, done, self._refused)

    def _refused(self, error: UserError) -> None:
        self.project.say(error.message)
        self._read_missed()

    def _open_score(self) -> None:
        if self.found is not None:
            behind.show_total(self, self.found, self.project_id)

    def open_pending(self) -> None:
        """List the sheets that are not finished."""
        if self.found is not None:
            names = [mask_name(one.name) for one in self.found.members]
            behind.show_pending(self, self.found, names)

    @command("evaluation.enter", "점수 입력", "", "notebook-pen", "평가")
    def enter_scores(self) -> None:
        """Stand on the first score that is missing, else on the first."""
        model = self.project.model
        awaited = next((one for n, one in enumerate(model.members)
                        if any(row.values[n] is None for row in model.rows)), None)  # fmt: skip
        chosen = awaited or next(iter(model.members), None)
        if chosen is not None:
            self.project.grid.focus_member(chosen.id)

    @command("evaluation.awards", "상격 보기", "", "award", "평가")
    def show_awards(self) -> None:
        """Show every award."""
        self.views.turn_to(AWARDS)

    @command("evaluation.agencies", "기관 현황 보기", "", "landmark", "평가")
    def show_agencies(self) -> None:
        """Show the scores of agencies by year."""
        self.views.turn_to(AGENCIES)
