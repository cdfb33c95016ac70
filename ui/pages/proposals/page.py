"""제안: every proposal of the office, its ballots, and the 반영 장부."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.changes import Changes
from ui.commands import command
from ui.context import Context
from ui.pages.base import Page, Primary
from ui.proposals.desk import TABLES, ProposalDesk

OPTION_TABLES = ("project", "person")


class ProposalsPage(Page):
    """Proposals of all projects; ``open_with(proposal_id=…, view=…, filters=…)``."""

    key: ClassVar[str] = "proposals"
    title = "제안"
    icon: ClassVar[str] = "lightbulb"
    tables: ClassVar[tuple[str, ...]] = TABLES

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        """Make the page; it reads when first shown."""
        super().__init__(context, parent)
        self.desk = ProposalDesk(context)
        self.desk.turned.connect(self.chromeChanged)
        self.desk.list.counted.connect(lambda late: self.counted.emit(late, late > 0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.desk)

    def open_with(self, **args: Any) -> None:
        """Show the view asked for, what passes ``filters``, and one proposal where it is named."""
        if args.get("view"):
            self.desk.turn_to(args["view"])
        if args.get("filters") is not None:
            self.desk.show_filtered(args["filters"])
        if args.get("proposal_id") is not None:
            self.desk.open_proposal(args["proposal_id"])

    def primary_action(self) -> Primary | None:
        """Return what adds to the view in front."""
        return self.desk.primary()

    def chosen_records(self) -> dict[str, list[int]]:
        """Return the checked proposals."""
        checked = self.desk.list.model.checked()
        return {"proposal": checked} if checked else {}

    def import_args(self) -> dict[str, Any]:
        """Let tables of this page's records come in from here."""
        return {"kind": "proposals"}

    def take_focus(self) -> None:
        """Begin in the list."""
        self.desk.take_focus()

    def set_compact(self, compact: bool) -> None:
        """Fit a narrow window."""
        super().set_compact(compact)
        self.desk.set_compact(compact)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.desk.flush()

    def on_changes(self, changes: Changes) -> None:
        """Grow stale, the choices of the forms too where their lists changed."""
        if changes.touches(*OPTION_TABLES):
            self.desk.forget_options()
        super().on_changes(changes)

    def refresh(self) -> None:
        """Read the view in front again."""
        self.desk.refresh()

    def let_go(self) -> None:
        """Give up what only a key into the list asks for."""
        self.desk.list.let_go()

    def take_up(self) -> None:
        """Have it ready for the first key."""
        self.desk.list.take_up()

    @command("proposals.add", "제안 등록", "", "plus", "제안")
    def add(self) -> None:
        """Register a proposal."""
        self.desk.turn_to("proposals")
        self.desk.list.verbs.add()

    @command("proposals.rules", "회신 기한 규칙 고치기", "", "calendar-clock", "제안")
    def open_rules(self) -> None:
        """Show within how many days each channel is answered."""
        self.context.navigate("channels")

    @command("proposals.ledger", "반영 장부 보고서", "", "file-text", "제안")
    def open_ledger(self) -> None:
        """Show the 반영 장부 as a paper."""
        self.desk.open_report()

    @command("proposals.ballot", "투표 만들기", "", "list-checks", "제안")
    def add_ballot(self) -> None:
        """Make a ballot."""
        self.desk.turn_to("ballots")
        self.desk.ballots.add()
