"""제안 | 투표 | 설문 | 장부: the views of proposals, of one project or of all, each made when wanted."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.context import Context
from ui.pages.base import Primary
from ui.proposals.ballots import BallotsView
from ui.proposals.ledger import LedgerView
from ui.proposals.proposal_list import ProposalList
from ui.proposals.surveys import SurveysView
from ui.widgets.controls import Segmented, button

TABLES = (
    "proposal", "channel_rule", "link", "project", "person", "ballot", "ballot_option", "ballot_tally",
    "ballot_turnout", "survey", "survey_question", "survey_answer",
)  # fmt: skip
VIEWS = (("proposals", "제안", "lightbulb"), ("ballots", "투표", "list-checks"),
         ("surveys", "설문", "clipboard-check"), ("ledger", "반영 장부", "notebook-pen"))  # fmt: skip


class ProposalDesk(QWidget):
    """The views under one switch; in a room (``in_room``) surveys are among them.

    ``turned`` says that another view is in front.
    """

    turned = Signal()

    def __init__(self, context: Context, in_room: bool = False) -> None:
        """Make the switch and the list of proposals."""
        super().__init__()
        self.context, self._in_room = context, in_room
        self._project: int | None = None
        self._compact, self._options_read = False, False
        self._made: dict[str, Any] = {}
        views = [view for view in VIEWS if in_room or view[0] != "surveys"]
        self.switch = Segmented(views, "제안 보기")
        self.switch.chosen.connect(self.turn_to)
        bar = QWidget()
        bar.setObjectName("viewbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme.VIEW_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self.switch)
        row.addStretch(1)
        self.report = button("반영 장부 보고서", "file-text", "ghost", self.open_report, compact=True)
        self.report.setToolTip("보고서 페이지에서 반영 장부를 보고 엑셀·PDF로 저장합니다.")
        self.rules = button("회신 기한 규칙", "calendar-clock", "ghost", self._open_rules, compact=True)
        self.rules.setToolTip("통로마다 며칠 안에 회신하는지 기관에 맞추어 고칩니다.")
        row.addWidget(self.rules)
        row.addWidget(self.report)
        self.bar_row = row
        self.stack = QStackedWidget()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.stack, 1)
        self.list.ballotRequested.connect(self._ballot_of)

    # -- views

    @property
    def list(self) -> ProposalList:
        """Return the list of proposals."""
        name = "과제방 제안" if self._in_room else "제안"
        made: ProposalList = self._view("proposals", lambda context: ProposalList(context, name))
        return made

    @property
    def ballots(self) -> BallotsView:
        """Return the ballots."""
        made: BallotsView = self._view("ballots", BallotsView)
        return made

    @property
    def surveys(self) -> SurveysView:
        """Return the surveys."""
        made: SurveysView = self._view("surveys", SurveysView)
        return made

    @property
    def ledger(self) -> LedgerView:
        """Return the 반영 장부."""
        made: LedgerView = self._view("ledger", LedgerView)
        return made

    def _view(self, key: str, make: Callable[[Context], Any]) -> Any:
        if key not in self._made:
            made = self._made[key] = make(self.context)
            made.set_project(self._project)
            made.set_compact(self._compact)
            self.stack.addWidget(made)
        return self._made[key]

    def view(self) -> str:
        """Return the view in front."""
        return str(self.switch.value())

    def _front(self) -> Any:
        return getattr(self, "list" if self.view() == "proposals" else self.view())

    def turn_to(self, key: str) -> None:
        """Bring a view to the front and read it."""
        self.switch.set_value(key)
        front = self._front()
        self.stack.setCurrentWidget(front)
        self.turned.emit()
        if self.isVisible():
            self.refresh()

    # -- all of them

    def set_project(self, project_id: int | None) -> None:
        """Keep to one project."""
        self._project = project_id
        for made in self._made.values():
            made.set_project(project_id)

    def refresh(self) -> None:
        """Read the view in front, and the choices of the forms where they are not known."""
        if not self._options_read:
            self._options_read = True
            self.list.panel.read_options()
        self._front().refresh()

    def forget_options(self) -> None:
        """Read the choices of the forms again with the next reading."""
        self._options_read = False

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        self._compact = compact
        for made in self._made.values():
            made.set_compact(compact)

    def flush(self) -> None:
        """Hand over what is being typed."""
        for made in self._made.values():
            made.flush()

    def take_focus(self) -> None:
        """Begin in the list."""
        front = self._front()
        part = {"proposals": "table", "ballots": "names", "surveys": "which", "ledger": "sums"}[self.view()]
        getattr(front, part).setFocus()

    def show_filtered(self, filters: Mapping[str, tuple[Any, ...]]) -> None:
        """Show the proposals that pass ``filters``."""
        self.turn_to("proposals")
        self.list.show_filtered(filters)

    def open_proposal(self, proposal_id: int) -> None:
        """Show one proposal."""
        self.turn_to("proposals")
        self.list.open_proposal(proposal_id)

    def _open_rules(self) -> None:
        self.context.navigate("channels")

    def open_report(self) -> None:
        """Show the 반영 장부 of the project, or of all, as a paper."""
        named = {} if self._project is None else {"project_id": self._project}
        self.context.navigate("reports", report="influence-ledger", **named)

    def primary(self) -> Primary | None:
        """Return what adds to the view in front."""
        if self.view() == "proposals":
            return Primary("제안 등록", "plus", self.list.verbs.add)
        if self.view() == "ballots":
            return Primary("투표 만들기", "plus", self.ballots.add)
        if self.view() == "surveys":
            return Primary("설문 결과 불러오기", "upload", self.surveys.choose)
        return None

    def _ballot_of(self, ids: Sequence[int]) -> None:
        self.turn_to("ballots")
        self.ballots.add(ids)
