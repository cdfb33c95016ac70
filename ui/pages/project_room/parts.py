"""The tabs of the room: each made when it is first wanted, and shown what was read."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.context import Context
from ui.pages.base import Primary
from ui.pages.project_room.actions import Actions
from ui.pages.project_room.budget_tab import BudgetTab
from ui.pages.project_room.data import Options, Room
from ui.pages.project_room.findings.part import FindingsPart
from ui.pages.project_room.history_tab import HistoryTab
from ui.pages.project_room.outcomes_tab import OutcomesTab
from ui.pages.project_room.outputs_tab import OutputsTab
from ui.pages.project_room.overview import OverviewTab
from ui.pages.project_room.proposals_tab import ProposalsTab
from ui.pages.project_room.sessions.tab import SessionsTab
from ui.pages.project_room.stage_tab import StageTab
from ui.pages.project_room.team_tab import TeamTab

TABS = (
    "overview", "stages", "team", "sessions", "findings", "proposals", "outputs", "outcomes", "budget",
    "history",
)  # fmt: skip
IMPORTS = {
    "team": "memberships", "sessions": "sessions", "findings": "findings", "proposals": "proposals",
    "outputs": "outputs", "outcomes": "indicators", "budget": "budget",
}  # fmt: skip
"""What a table brought in from a tab holds."""
LABELS = {
    "overview": "개요", "stages": "단계", "team": "팀", "sessions": "활동",
    "findings": "발견·아이디어", "proposals": "제안",
    "outputs": "산출물", "outcomes": "성과", "budget": "예산", "history": "이력",
}  # fmt: skip
OWN_ONLY = ("stages", "team", "sessions", "findings", "proposals", "outcomes", "budget")
ROOMY = ("sessions", "findings", "proposals", "outcomes", "budget")
"""Tabs that need the height which the stages take."""
BY_THEMSELVES = ("findings", "outcomes", "budget", "history")
"""Tabs that read what they show by themselves: their contents would make every other tab wait."""
KEPT, LIGHT = 5, ("overview",)
"""So many tabs beside the one in front stay as they were left; then one that holds nothing of its own, and
takes much room, is put away and made anew when it is wanted: 개요 has 425 widgets of 12 KB."""
FOLDS = ("outputs", "sessions", "findings", "proposals", "outcomes", "budget")
"""Tabs that fit a narrow window."""
Stamps = dict[str, int | None]
NEW = 0
"""The mark of a tab that nothing was typed into yet."""


class Parts(QStackedWidget):
    """The tabs; making one costs more than reading all that it shows, so none is made in advance.

    ``fixRequested`` names the tab where something missing is mended; ``settled`` asks to read again;
    ``turned`` says that a tab shows another of its views.
    """

    fixRequested = Signal(str)
    settled = Signal()
    turned = Signal()

    def __init__(self, context: Context, verbs: Actions) -> None:
        """Begin without any tab."""
        super().__init__()
        self._context, self._verbs = context, verbs
        self._made: dict[str, Any] = {}
        self._new: set[str] = set()
        """The tabs made since the reading that is shown, or on its way, has begun."""
        self._seen: list[str] = []
        """The tabs that were in front, the last of them at the end."""
        self._options: Options | None = None
        self._compact = False

    @property
    def overview(self) -> OverviewTab:
        """Return the tab 개요."""
        made: OverviewTab = self._part("overview", OverviewTab)
        return made

    @property
    def stages(self) -> StageTab:
        """Return the tab 단계."""
        made: StageTab = self._part("stages", StageTab)
        return made

    @property
    def team(self) -> TeamTab:
        """Return the tab 팀."""
        made: TeamTab = self._part("team", TeamTab)
        return made

    @property
    def sessions(self) -> SessionsTab:
        """Return the tab 활동."""
        made: SessionsTab = self._part("sessions", SessionsTab)
        return made

    @property
    def findings(self) -> FindingsPart:
        """Return the tab 발견·아이디어."""
        made: FindingsPart = self._part("findings", FindingsPart)
        return made

    @property
    def proposals(self) -> ProposalsTab:
        """Return the tab 제안."""
        made: ProposalsTab = self._part("proposals", ProposalsTab)
        return made

    @property
    def outputs(self) -> OutputsTab:
        """Return the tab 산출물."""
        made: OutputsTab = self._part("outputs", OutputsTab)
        return made

    @property
    def outcomes(self) -> OutcomesTab:
        """Return the tab 성과."""
        made: OutcomesTab = self._part("outcomes", OutcomesTab)
        return made

    @property
    def budget(self) -> BudgetTab:
        """Return the tab 예산."""
        made: BudgetTab = self._part("budget", BudgetTab)
        return made

    @property
    def history(self) -> HistoryTab:
        """Return the tab 이력."""
        made: HistoryTab = self._part("history", HistoryTab)
        return made

    def _part(self, key: str, kind: Callable[[Context, Actions], Any]) -> Any:
        if key not in self._made:
            part = self._made[key] = kind(self._context, self._verbs)
            self._new.add(key)
            self.addWidget(part)
            if key in ("overview", "stages", "sessions"):
                part.fixRequested.connect(self.fixRequested)
            if key == "stages":
                part.stageShown.connect(self.turned)
            if key not in BY_THEMSELVES:
                part.settled.connect(self.settled)
            if key in FOLDS:
                part.set_compact(self._compact)
            if key == "proposals":
                part.turned.connect(self.turned)
            if key == "overview" and self._options is not None:
                part.set_options(self._options)
        return self._made[key]

    # -- all of them

    def stamps(self) -> Stamps:
        """Return a mark of what is typed in each tab, for a reading that begins now."""
        self._new.clear()
        return {key: part.saving.stamp() for key, part in self._typed()}

    def flush(self) -> None:
        """Hand over what is being typed."""
        for part in self._made.values():
            if hasattr(part, "flush"):
                part.flush()

    def _typed(self) -> list[tuple[str, Any]]:
        return [(key, part) for key, part in self._made.items() if key not in BY_THEMSELVES]

    def set_options(self, options: Options) -> None:
        """Offer the choices of the reference fields."""
        self._options = options
        if "overview" in self._made:
            self.overview.set_options(options)

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self._compact = compact
        for key in FOLDS:
            if key in self._made:
                self._made[key].set_compact(compact)

    def forget_stage(self) -> None:
        """Begin with the stage under way again, for another project."""
        if "stages" in self._made:
            self.stages.number = 0

    def show_part(self, key: str, room: Room | None, stamps: Stamps) -> None:
        """Bring a tab to the front and show it ``room``, read at ``stamps``."""
        part = getattr(self, key)
        self.setCurrentWidget(part)
        self._seen = [*(one for one in self._seen if one != key), key]
        self._put_away()
        if room is None:
            return
        if key in BY_THEMSELVES:
            part.show_project(room.project.id)
        else:
            # another of that name may have been there when the reading began: what is typed since counts
            part.show_room(room, NEW if key in self._new else stamps.get(key, NEW))

    def _put_away(self) -> None:
        """Let go of tabs that have not been in front for long, where nothing on them would be missed.

        A write on its way may be refused, and gives back to them what was typed.
        """
        if self._context.tasks.writing():
            return
        for key in [one for one in self._seen[: -KEPT - 1] if one in LIGHT]:
            if self._made[key].at_rest():
                self._seen.remove(key)
                part = self._made.pop(key)
                self.removeWidget(part)
                part.deleteLater()

    def frame(self, key: str, asked: dict[str, Any]) -> None:
        """Bring the record that somebody asked for to the front of its tab."""
        if key == "findings" and asked.get("finding_id") is not None:
            self.findings.show_board()
            self.findings.tab.frame(asked["finding_id"])
        if key == "proposals" and asked.get("proposal_id") is not None:
            self.proposals.desk.open_proposal(asked["proposal_id"])
        if key == "proposals" and asked.get("view"):
            self.proposals.desk.turn_to(asked["view"])
        if key == "outputs" and asked.get("output_id") is not None:
            self.outputs.want(asked["output_id"])
        if key == "outcomes" and asked.get("indicator_id") is not None:
            self.outcomes.want(asked["indicator_id"])
        if key == "budget" and asked.get("line_id") is not None:
            self.budget.want(asked["line_id"])

    def primary(self, key: str) -> Primary | None:
        """Return what adds to a tab; None where it adds outputs, as most tabs do."""
        if key == "proposals":
            return self.proposals.desk.primary()
        words: dict[str, tuple[str, str, Callable[[], object]]] = {
            "team": ("팀원 추가", "user-plus", lambda: self.team.add()),
            "sessions": ("활동 기록", "plus", lambda: self.sessions.add()),
            "findings": ("카드 쓰기", "plus", lambda: self.findings.tab.add()),
            "outcomes": ("지표 추가", "plus", lambda: self.outcomes.add()),
            "budget": ("예산 항목 추가", "plus", lambda: self.budget.add()),
        }
        return Primary(*words[key]) if key in words else None
