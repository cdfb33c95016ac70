"""One proposal beside the list: where it came from, the decision, and its fields."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.channel import Due
from app.domain.desk_role import Duty
from app.domain.directory import Offer
from app.domain.finding import NodeKind, Thread
from app.domain.hangul import quoted
from app.domain.koreandate import format_date
from app.domain.proposal import PROPOSAL_FIELDS, Channel, DecisionKind, Proposal
from app.services import directory, proposals, threads
from ui.autosave import Autosave
from ui.context import Context
from ui.dialogs.linking import pick
from ui.proposals.decision import DecisionForm
from ui.proposals.looks import decision_look
from ui.proposals.thread_line import ThreadLine
from ui.roles import Roles
from ui.widgets.badges import Badge, dday
from ui.widgets.controls import Segmented, button, tool_button
from ui.widgets.form import RecordForm
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import WordLabel, label

_NOT_HERE = frozenset(("decision", "decision_reason", "decided_on", "follow_up", "follow_up_note",
                       "follow_up_on", "responsible_id"))  # fmt: skip
_FIRST = ("title", "text", "project_id", "channel", "department", "answer_due")
FIELDS = tuple(
    sorted(
        (spec for spec in PROPOSAL_FIELDS if spec.key not in _NOT_HERE),
        key=lambda spec: _FIRST.index(spec.key) if spec.key in _FIRST else len(_FIRST),
    )
)
OPTIONS = {"project_id": "project", "proposer_id": "person", "responsible_id": "person"}


class ProposalPanel(QFrame):
    """Shows a proposal; ``closed`` asks to hide the panel."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        """Make an empty panel."""
        super().__init__()
        self._context = context
        self.row: Proposal | None = None
        self.setProperty("role", "surface")
        self.setObjectName("proposal-panel")
        self.setAccessibleName("제안 정보")
        self.decision = DecisionForm(context)
        self.form = RecordForm(FIELDS, later=True)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_SESSIONS))
        self.saving = Autosave(
            self.form,
            context.tasks,
            "제안 수정",
            lambda ws, record, values: proposals.edit(ws, [record], values),
        )
        self._build()
        self.show_row(None)

    def _build(self) -> None:
        self.number, self.badge = label("", 13, tone="text2"), Badge()
        self.state = Badge()
        self.close_button = tool_button("x", "닫기", self.closed.emit, compact=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.number)
        top.addStretch(1)
        for widget in (self.state, self.badge, self.close_button):
            top.addWidget(widget)
        self.title, self.facts = WordLabel("", 16, 600), WordLabel("", 13, tone="text2")
        self.why = WordLabel("", 13, tone="meta")
        self.thread_line = ThreadLine()
        self.thread_line.chosen.connect(self._open_card)
        self.thread_line.linkAsked.connect(self.link)
        keys = QShortcut(QKeySequence("Ctrl+L"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.link)
        self.turn = Segmented((("decision", "결정", ""), ("fields", "내용", "")), "제안 정보")
        self.turn.chosen.connect(self._turn_to)
        self.form.hide()
        inner = QWidget()
        inner.setProperty("role", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        for line in (self.title, self.facts, self.why, self.thread_line):
            column.addWidget(line)
        column.addSpacing(4)
        column.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.decision)
        column.addWidget(self.form)
        column.addStretch(1)
        self.area = scroll_area(inner)
        self.nobody = WordLabel("목록에서 제안을 고르면 근거와 결정이 나옵니다.", tone="text2")
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.letter_button = button("회신문 미리보기", "eye", run=self._show_letter)
        self.letter_button.setToolTip("이 과제에 제안한 참여자에게 보낼 환류 통지를 봅니다.")
        self.foot = QFrame()
        self.foot.setProperty("role", "panelfoot")
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self.letter_button)
        row.addWidget(self.decision.save_button, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.area, 1)
        box.addWidget(self.nobody, 1)
        box.addWidget(self.foot)

    # -- showing

    def show_row(self, row: Proposal | None, fresh: bool = True) -> None:
        """Show ``row``; a reading older than what is being typed leaves the form alone."""
        other = (row.id if row else None) != (self.row.id if self.row else None)
        if other:
            self.form.flush()
        self.row = row
        self.area.setVisible(row is not None)
        self.nobody.setVisible(row is None)
        self._show_foot()
        if row is None:
            return
        self.number.setText(row.number)
        self.title.setText(row.title)
        channel = Channel(row.channel).label if row.channel in set(Channel) else row.channel
        received = f"{format_date(row.received_on)} 접수" if row.received_on else "접수일 없음"
        parts = (row.proposer, channel, received, row.department or "소관 부서 없음")
        self.facts.setText(" · ".join(part for part in parts if part))
        self._show_due(row)
        if fresh or other:
            self.form.set_record(row)
        self.decision.show_row(row)
        self._read_ground(row, other)

    def _show_due(self, row: Proposal) -> None:
        decided = row.decision != DecisionKind.REVIEWING
        self.state.set_badge(DecisionKind(row.decision).label, decision_look(row))
        self.badge.setVisible(not decided and row.answer_due is not None)
        if decided:
            self.why.setText(f"{format_date(row.decided_on)} 결정" if row.decided_on else "결정일 없음")
            return
        if row.answer_due is not None:
            self.badge.set_badge(*dday(row.answer_due, self._context.workspace.today))

    def _read_ground(self, row: Proposal, other: bool) -> None:
        if other:
            self.thread_line.show_thread(None)
            if row.decision == DecisionKind.REVIEWING:
                self.why.setText("")

        def read(ws: Any) -> tuple[Thread, Due]:
            return threads.of_record(ws, "proposal", row.id), proposals.why_due(ws, row)

        self._context.tasks.read(self, read, lambda found: self._show_ground(row, *found), key="thread")

    def _show_ground(self, row: Proposal, thread: Thread, due: Due) -> None:
        self.thread_line.show_thread(thread)
        if self.row == row and row.decision == DecisionKind.REVIEWING:
            day = f"회신 기한 {format_date(due.day)}: " if due.day else ""
            self.why.setText(f"{day}{due.why}")

    def read_options(self) -> None:
        """Offer the projects and persons that there are now."""

        def read(ws: Any) -> dict[str, Offer]:
            return {entity: directory.options(ws, entity) for entity in ("project", "person")}

        def show(found: dict[str, Offer]) -> None:
            for key, entity in OPTIONS.items():
                for form in (self.form, self.decision.form):
                    form.set_options(key, found[entity])

        self._context.tasks.read(self, read, show, key="options")

    def _show_foot(self) -> None:
        # a letter goes to a participant, so there is none for a proposal that names only a role
        named = self.row is not None and self.row.project_id is not None and self.row.proposer_id is not None
        self.letter_button.setVisible(named)
        self.foot.setVisible(self.row is not None and self.turn.value() == "decision")

    def _turn_to(self, part: str) -> None:
        if part == "fields":
            self.form.make()
        self.decision.setVisible(part == "decision")
        self.form.setVisible(part == "fields")
        self._show_foot()

    def _show_letter(self) -> None:
        if self.row is not None:
            self._context.navigate("reports", report="feedback-notice", project_id=self.row.project_id)

    def _open_card(self, finding: int) -> None:
        if self.row is not None and self.row.project_id is not None:
            self._context.navigate(
                "project", project_id=self.row.project_id, tab="findings", finding_id=finding
            )

    # -- doing

    def begin(self, part: str = "decision") -> None:
        """Put the focus where deciding, or changing the fields, begins."""
        self.turn.set_value(part)
        self._turn_to(part)
        if part == "fields":
            self.form.fields["title"].editor.setFocus()
            return
        chosen = self.decision.decision() or DecisionKind.ADOPTED.value
        self.decision.cards[chosen].setFocus()

    def link(self) -> None:
        """Ask from which cards of its project the proposal came, and link them."""
        row = self.row
        if row is None:
            return
        if row.project_id is None:
            self.begin("fields")
            self.form.fields["project_id"].editor.setFocus()
            self._context.notify("근거 카드는 과제 안에서 고릅니다. 먼저 이 제안의 과제를 정하십시오.")
            return
        words = f"{quoted(row.title, '이/가')} 어떤 카드에서 나왔는지 고릅니다."
        pick(
            self._context, self, row.project_id, ("proposal", row.id), "근거 잇기", words,
            lambda node: node.kind == NodeKind.FINDING,
        )  # fmt: skip

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.form.flush()
        self.decision.form.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def new_values(today: Any, project_id: int | None) -> dict[str, Any]:
    """Return what a new proposal begins with."""
    return {"received_on": today, "channel": Channel.IDEA_PORTAL.value, "project_id": project_id}
