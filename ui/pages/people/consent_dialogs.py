"""동의 기록과 철회: each purpose answered by itself, for one person or for many at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.fields import specs_by_key
from app.domain.privacy.consent import CONSENT_FIELDS, ConsentDecision, ConsentPurpose
from app.services.privacy import consents
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.widgets.controls import Segmented, button
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_BY_KEY = specs_by_key(CONSENT_FIELDS)
UNSAID = ""
_ANSWERS = (
    (UNSAID, "기록 안 함", ""),
    (ConsentDecision.AGREED.value, "동의", ""),
    (ConsentDecision.REFUSED.value, "동의하지 않음", ""),
)
_GIVEN = tuple(
    _BY_KEY[key]
    for key in ("given_on", "ends_on", "method", "project_id", "items", "guardian", "recipient",
                "recipient_purpose", "note")
)  # fmt: skip
_TAKEN = (
    replace(_BY_KEY["withdrawn_on"], required=True),
    replace(_BY_KEY["withdrawal_reason"], help="적지 않아도 됩니다. 사유를 묻지 않고 철회할 수 있습니다."),
)


class GiveDialog(FormDialog):
    """동의 기록: what ``people`` said of each purpose."""

    def __init__(
        self, owner: QWidget, context: Context, people: Sequence[int], who: str, done: Callable[[Any], Any]
    ) -> None:
        """Ask for the answers of ``people``, called ``who``; ``done`` hears the ids of the new consents."""
        super().__init__(owner, context, f"동의 기록 · {who}", _GIVEN)
        self.people = list(people)
        self.answers = {purpose: Segmented(_ANSWERS, purpose.label) for purpose in ConsentPurpose}
        self.wrong = WordLabel("", 12, tone="danger")
        self.wrong.hide()
        self._ends_set = False
        self._box.insertWidget(1, self._purposes())
        for key in ("recipient", "recipient_purpose"):
            self.form.fields[key].hide()
        self.answers[ConsentPurpose.PROVISION].chosen.connect(self._show_recipient)
        self.form.fields["ends_on"].editor.edited.connect(self._note_end)
        self.form.edited.connect(self._follow_project)
        create = lambda ws, values: consents.give(ws, self.people, self.decisions(), values)  # noqa: E731
        self.create_with("기록", consents.proposed(context.workspace), create, done)
        self.answers[ConsentPurpose.COLLECTION].findChildren(QWidget)[0].setFocus()

    def _purposes(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(20, 0, 20, 12)
        grid.setVerticalSpacing(6)
        for row, (purpose, answer) in enumerate(self.answers.items()):
            grid.addWidget(label(purpose.label, 14, 500), row, 0)
            grid.addWidget(answer, row, 1)
        grid.setColumnMinimumWidth(0, 96)
        grid.setColumnStretch(2, 1)
        every = button("모두 동의", kind="link", run=self.agree_to_all, compact=True)
        grid.addWidget(every, 0, 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.wrong, len(self.answers), 0, 1, 3)
        return holder

    def agree_to_all(self) -> None:
        """Answer every purpose but 제3자 제공, which asks for a recipient, with 동의."""
        for purpose, answer in self.answers.items():
            if purpose is not ConsentPurpose.PROVISION:
                answer.set_value(ConsentDecision.AGREED.value)

    def _show_recipient(self, answer: str) -> None:
        for key in ("recipient", "recipient_purpose"):
            self.form.fields[key].setVisible(answer == ConsentDecision.AGREED)
        QTimer.singleShot(0, self, self.fit)

    def _note_end(self) -> None:
        self._ends_set = True

    def _follow_project(self, key: str, value: Any) -> None:
        """Propose the end of the project as the end of the retention, until somebody sets another day."""
        if key != "project_id" or self._ends_set:
            return

        def show(values: dict[str, Any]) -> None:
            self.form.fields["ends_on"].editor.set_value(values["ends_on"])

        self.context.tasks.read(self, lambda ws: consents.proposed(ws, value), show, key="proposed")

    def decisions(self) -> dict[str, str]:
        """Return the answers given, by purpose."""
        return {p.value: str(each.value()) for p, each in self.answers.items() if each.value()}

    def _store(
        self, create: Callable[["Workspace", dict[str, Any]], Any], done: Callable[[Any], Any]
    ) -> None:
        self.wrong.setVisible(not self.decisions())
        self.wrong.setText("" if self.decisions() else "어느 목적의 동의인지 하나 이상 고르십시오.")
        if self.decisions():
            super()._store(create, done)


class WithdrawDialog(FormDialog):
    """철회: which purposes, on which day."""

    def __init__(
        self,
        owner: QWidget,
        context: Context,
        people: Sequence[int],
        who: str,
        purposes: Sequence[str],
        done: Callable[[Any], Any],
    ) -> None:
        """Ask of which of ``purposes`` the consents of ``people`` are taken back, the first one ticked."""
        super().__init__(owner, context, f"동의 철회 · {who}", _TAKEN)
        self.people = list(people)
        self.boxes = {code: QCheckBox(ConsentPurpose(code).label) for code in purposes}
        self.wrong = WordLabel("", 12, tone="danger")
        self.wrong.hide()
        if len(self.boxes) == 1:
            next(iter(self.boxes.values())).setChecked(True)
        self._box.insertWidget(1, self._purposes())
        self.create_with("철회", {"withdrawn_on": context.workspace.today}, self._withdraw, done)

    def _purposes(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout()
        row.setSpacing(16)
        for box in self.boxes.values():
            row.addWidget(box)
        row.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(20, 0, 20, 12)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(
            WordLabel("수집·이용 동의를 철회하면 그 사람은 파기 대상이 됩니다.", 13, tone="text2")
        )
        column.addWidget(self.wrong)
        return holder

    def chosen(self) -> list[str]:
        """Return the purposes ticked."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def _withdraw(self, ws: "Workspace", values: dict[str, Any]) -> int:
        rows = consents.in_force(ws, self.people, self.chosen())
        day: date = values["withdrawn_on"]
        consents.withdraw(ws, [row.id for row in rows], day, values.get("withdrawal_reason") or "")
        return len(rows)

    def _store(
        self, create: Callable[["Workspace", dict[str, Any]], Any], done: Callable[[Any], Any]
    ) -> None:
        self.wrong.setVisible(not self.chosen())
        self.wrong.setText("" if self.chosen() else "철회할 목적을 하나 이상 고르십시오.")
        if self.chosen():
            super()._store(create, done)
