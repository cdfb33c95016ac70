"""동의서 인쇄: blank, or with the names of chosen persons, which is logged before the file is written."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy.consent import ConsentPurpose
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy.access import REASON_LENGTH
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.save_report import choose_and_save
from ui.widgets.controls import button
from ui.widgets.text import WordLabel, label

_T = FieldType
_FIELDS = (
    FieldSpec(
        "project_id", _T.REFERENCE, "과제", reference="project", help="정하면 과제 이름과 기간을 적습니다."
    ),
    FieldSpec(
        "reason", _T.TEXT, "이름을 적어 인쇄하는 사유", help=f"{REASON_LENGTH}자 이상. 접속기록에 남습니다."
    ),
    FieldSpec("recipient", _T.TEXT, "제공받는 곳"),
    FieldSpec("recipient_purpose", _T.TEXT, "제공받는 곳의 이용 목적"),
)
USUAL = "동의서에 서명을 받기 위해 이름과 연락처를 적어 인쇄"


class FormPrintDialog(FormDialog):
    """Which forms, for whom; the button asks where the PDF goes."""

    def __init__(self, owner: QWidget, context: Context, people: Sequence[int], who: str) -> None:
        """Offer a blank form, and named ones where ``people``, called ``who``, were chosen."""
        super().__init__(owner, context, "동의서 인쇄", _FIELDS)
        self._owner, self.people = owner, tuple(people)
        self.blank = QRadioButton("이름을 적지 않은 빈 동의서 1부")
        self.named = QRadioButton(f"{who}의 이름과 연락처를 적은 동의서 {len(self.people)}부")
        self.boxes = {purpose: QCheckBox(purpose.label) for purpose in ConsentPurpose}
        self.log_line = WordLabel("", 13, tone="warning")
        self.wrong = WordLabel("", 12, tone="danger")
        self.wrong.hide()
        for purpose, box in self.boxes.items():
            box.setChecked(purpose is not ConsentPurpose.PROVISION)
            box.toggled.connect(self._follow)
        self.named.setVisible(bool(self.people))
        self.blank.setChecked(True)
        self.blank.toggled.connect(self._follow)
        self._box.insertWidget(1, self._choices())
        self.form.set_values({"reason": USUAL})
        self._foot.addWidget(button("취소", run=self.reject))
        self.go = button("PDF로 저장", "printer", "primary", self.save)
        self.go.setDefault(True)
        self._foot.addWidget(self.go)
        self._follow()
        self.open()

    def _choices(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(20, 0, 20, 10)
        column.setSpacing(8)
        for widget in (self.blank, self.named):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(label("목적", 13, 500, "text2"))
        for box in self.boxes.values():
            row.addWidget(box)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.log_line)
        column.addWidget(self.wrong)
        return holder

    def _follow(self) -> None:
        """Ask for a recipient and a reason only where they are needed, and say what will be logged."""
        provision = self.boxes[ConsentPurpose.PROVISION].isChecked()
        for key in ("recipient", "recipient_purpose"):
            self.form.fields[key].setVisible(provision)
        named = self.named.isChecked()
        self.form.fields["reason"].setVisible(named)
        ws = self.context.workspace
        who = " · ".join(part for part in (ws.actor, ws.settings.department) if part)
        self.log_line.setText(f"{who} · 동의서 {len(self.people)}부 인쇄로 접속기록에 남습니다.")
        self.log_line.setVisible(named)
        QTimer.singleShot(0, self, self.fit)

    def options(self) -> ReportOptions:
        """Return what is chosen; raises UserError where something is missing."""
        values = self.form.values()
        purposes = tuple(purpose.value for purpose, box in self.boxes.items() if box.isChecked())
        if not purposes:
            raise UserError("목적을 하나 이상 고르십시오.", "purposes")
        provision = ConsentPurpose.PROVISION in purposes
        named = self.named.isChecked()
        if named and len(str(values["reason"] or "").strip()) < REASON_LENGTH:
            raise UserError(f"사유를 {REASON_LENGTH}자 이상 적으십시오.", "reason")
        return ReportOptions(
            project_id=values["project_id"],
            person_ids=self.people if named else (),
            reason=str(values["reason"]) if named else "",
            purposes=purposes,
            recipient=str(values["recipient"] or "") if provision else "",
            recipient_purpose=str(values["recipient_purpose"] or "") if provision else "",
        )

    def save(self) -> None:
        """Ask where the forms go; they are written after the line of the log."""
        self.wrong.hide()
        try:
            options = self.options()
        except UserError as error:
            if error.field == "purposes":
                self.wrong.setText(error.message)
                self.wrong.show()
            else:
                self.form.fail(error)
            return
        self.accept()
        choose_and_save(self._owner, self.context, "consent-form", "동의서", "pdf", options)
