"""결정: three cards to choose from, the reason, what follows, and who sees to it; stored by one button."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.fields import specs_by_key
from app.domain.hangul import quoted
from app.domain.proposal import PROPOSAL_FIELDS, DecisionKind, FollowUp, Proposal
from app.errors import UserError
from app.services import proposals
from ui import icons, theme
from ui.context import Context
from ui.proposals.looks import LOOKS
from ui.roles import Roles
from ui.widgets.controls import button
from ui.widgets.form import RecordForm
from ui.widgets.text import WordLabel, label

CARDS = (
    (DecisionKind.ADOPTED, "제안 내용을 그대로 정책에 넣습니다"),
    (DecisionKind.PARTLY, "범위나 시기를 바꾸어 넣습니다"),
    (DecisionKind.REJECTED, "넣지 않습니다. 사유를 제안자에게 알립니다"),
)
_BY_KEY = specs_by_key(PROPOSAL_FIELDS)
KEYS = ("decision_reason", "follow_up", "follow_up_note", "follow_up_on", "responsible_id")
SPECS = tuple(
    replace(_BY_KEY[key], label="사유 (필수)") if key == "decision_reason" else _BY_KEY[key] for key in KEYS
)


class Card(QAbstractButton):
    """One decision: a radio mark, icon, word and what it means; the arrows choose too."""

    def __init__(self, kind: DecisionKind, words: str) -> None:
        """Offer ``kind``, explained by ``words``."""
        super().__init__()
        self.kind, self._words = kind, words
        self.setCheckable(True)
        self.setAccessibleName(kind.label)
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        return QSize(200, theme.TWO_LINE_ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, radio mark and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = "primary" if on or self.hasFocus() else "line2"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("select" if on else "surface"))
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        self._paint_radio(painter, on)
        look = LOOKS[self.kind.value]
        icons.paint(painter, QRect(40, 10, 16, 16), look.icon, look.mark)
        painter.setFont(theme.font(14, 600))
        painter.setPen(theme.color("text"))
        painter.drawText(QRect(62, 7, self.width() - 70, 22), Qt.AlignmentFlag.AlignVCenter, self.kind.label)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text2"))
        words = QRect(40, 28, self.width() - 48, 20)
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_radio(self, painter: QPainter, on: bool) -> None:
        ring = QRect(14, 10, 16, 16)
        painter.setPen(QPen(theme.color("primary" if on else "control"), 1.5))
        painter.setBrush(theme.color("primary" if on else "surface"))
        painter.drawEllipse(ring)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_primary"))
            painter.drawEllipse(ring.adjusted(5, 5, -4, -4))


class DecisionForm(QWidget):
    """Decides on one proposal; what was chosen and typed is kept per proposal until it is stored."""

    saved = Signal()

    def __init__(self, context: Context) -> None:
        """Make an empty form."""
        super().__init__()
        self._context = context
        self.row: Proposal | None = None
        self._drafts: dict[int, dict[str, Any]] = {}
        self._group = QButtonGroup(self)
        self.cards = {kind.value: Card(kind, words) for kind, words in CARDS}
        for card in self.cards.values():
            self._group.addButton(card)
        self._group.buttonClicked.connect(lambda _card: self._keep("decision", self.decision()))
        self.form = RecordForm(SPECS)
        self.form.guard(partial(Roles(context).may, Duty.EDIT_SESSIONS))
        self.form.edited.connect(self._keep)
        self.error = WordLabel("", 13, 400, "danger")
        self.error.hide()
        self.draft_note = label("저장하지 않은 결정이 있습니다.", 13, tone="warning")
        self.save_button = button("결정 저장", "check", "primary", self.save, once=True)
        self.back_button = button("검토중으로 되돌리기", "rotate-ccw", "ghost", self.reopen, compact=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self.draft_note, self.error, *self.cards.values()):
            box.addWidget(widget)
        box.addSpacing(4)
        box.addWidget(self.form)
        box.addWidget(self.back_button)

    def decision(self) -> str:
        """Return the decision chosen, empty where none is."""
        card = self._group.checkedButton()
        return card.kind.value if isinstance(card, Card) else ""

    def show_row(self, row: Proposal) -> None:
        """Show ``row`` as stored, with what was typed and not stored laid over it."""
        other = self.row is None or self.row.id != row.id
        if other:
            self.form.flush()
        stored = self.row
        self.row = row
        draft = self._drafts.get(row.id, {})
        if other or stored != row:
            # shown anew, the words that somebody is at would lose the cursor and what was typed last
            self.form.set_record(row, () if other else draft.keys())
            self._choose(draft.get("decision", row.decision))
        if other:
            self.form.set_values({key: value for key, value in draft.items() if key in self.form.fields})
        self._tell()

    def _choose(self, decision: str) -> None:
        self._group.setExclusive(False)
        for kind, card in self.cards.items():
            card.setChecked(kind == decision)
        self._group.setExclusive(True)

    def _keep(self, key: str, value: object) -> None:
        record = self.form.record_id
        if record is not None:
            self._drafts.setdefault(record, {})[key] = value
            self.error.hide()
            self._tell()

    def _tell(self) -> None:
        self.draft_note.setVisible(self.row is not None and self.row.id in self._drafts)
        self.back_button.setVisible(self.row is not None and self.row.decision != DecisionKind.REVIEWING)

    def save(self) -> None:
        """Store the decision with its reason and what follows."""
        row = self.row
        if row is None:
            return
        self.form.flush()
        try:
            values = self.form.values()
        except UserError:
            return
        decision = self.decision()
        if not decision:
            self.refuse(UserError("반영, 일부반영, 미반영 가운데 하나를 고르십시오.", "decision"))
            self.cards[DecisionKind.ADOPTED.value].setFocus()
            return
        values["follow_up"] = _fitting(decision, values.get("follow_up"))
        draft = dict(self._drafts.get(row.id, {}))

        def work(ws: Any) -> None:
            reason = values.pop("decision_reason") or ""
            proposals.decide(ws, row.id, decision, reason, **values)

        def stored(_none: None) -> None:
            self._stored(row, draft, DecisionKind(decision).label)

        self._context.tasks.write(self, "결정 저장", work, stored, partial(self._refused, row))

    def _stored(self, row: Proposal, draft: dict[str, Any], words: str) -> None:
        if self._drafts.get(row.id) == draft:  # else somebody wrote on: that is still to be stored
            self._drafts.pop(row.id, None)
        self.error.hide()
        self._tell()
        self._context.tell_done(self, f"{row.number} 제안을 {quoted(words, '으로/로')} 결정했습니다.")
        self.saved.emit()

    def _refused(self, row: Proposal, error: UserError) -> None:
        if self.row is not None and self.row.id == row.id:
            self.refuse(error)
        else:
            words = f"{row.number} 제안의 결정을 저장하지 못했습니다. {error.message}"
            self._context.tasks.report(self, UserError(words, error.field))

    def refuse(self, error: UserError) -> None:
        """Say beside its field why the decision was not stored."""
        if error.field in self.form.fields:
            self.form.fail(error)
            self.form.fields[error.field].editor.setFocus()
        else:
            self.error.setText(error.message)
            self.error.show()

    def reopen(self) -> None:
        """Take the decision back; the reason stays."""
        row = self.row
        if row is None:
            return
        self._drafts.pop(row.id, None)
        self._context.tasks.write(
            self,
            "검토중으로 되돌리기",
            lambda ws: proposals.decide(
                ws,
                row.id,
                DecisionKind.REVIEWING.value,
                row.decision_reason,
                follow_up=FollowUp.UNDECIDED.value,
            ),
            failed=partial(self._refused, row),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store by Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)


def _fitting(decision: str, follow_up: Any) -> Any:
    """Return the follow-up that a decision bears: none of what is refused, not 미반영 of what is not."""
    if decision == DecisionKind.REJECTED:
        return FollowUp.NONE.value
    return FollowUp.UNDECIDED.value if follow_up == FollowUp.NONE else follow_up
