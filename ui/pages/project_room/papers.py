"""위촉장 and 참여확인서 for chosen members: masked, or with names in full after a line of the log."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy.access import AccessPurpose
from app.domain.project import Project
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy.access import REASON_LENGTH
from app.services.reports.certificates import issuer_of, refused
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.save_report import choose_and_save
from ui.widgets.controls import button
from ui.widgets.text import WordLabel

if TYPE_CHECKING:
    from app.services.workspace import Workspace

_T = FieldType
REPORT = "certificates"
LETTER, CONFIRMATION = ("letter", "위촉장"), ("confirmation", "참여확인서")
PAPERS = (LETTER, CONFIRMATION)
_FIELDS = (
    FieldSpec("issuer", _T.TEXT, "발급하는 사람", required=True, help="직인을 찍는 이름. 예: 가온시장"),
    FieldSpec("purpose", _T.CHOICE, "목적", AccessPurpose, required=True),
    FieldSpec("reason", _T.TEXT, "사유", help=f"{REASON_LENGTH}자 이상. 접속기록에 남습니다."),
)


class PapersDialog(FormDialog):
    """Who issues the papers and why names stand in full; the button asks where the PDF goes."""

    def __init__(
        self,
        owner: QWidget,
        context: Context,
        paper: tuple[str, str],
        project: Project,
        people: Sequence[int],
    ) -> None:
        """Ask about ``paper`` (which, words) for ``people`` of the team of ``project``."""
        self._which, self.words = paper
        super().__init__(owner, context, self.words, _FIELDS)
        self._owner, self.project, self.people = owner, project, tuple(dict.fromkeys(people))
        count = len(self.people)
        self.full = QRadioButton(f"이름을 모두 적은 {self.words} {count}부")
        self.masked = QRadioButton(f"이름을 가린 {self.words} {count}부 (보기)")
        self.log_line = WordLabel("", 13, tone="warning")
        self.left_out = WordLabel("", 13, tone="warning")
        self.left_out.hide()
        self.full.setChecked(True)
        self.full.toggled.connect(self._follow)
        body = self.layout()
        assert isinstance(body, QVBoxLayout)  # noqa: S101 - made by FormDialog
        body.insertWidget(1, self._choices())
        self.form.set_values({
            "issuer": issuer_of(project, context.workspace.settings.department),
            "purpose": AccessPurpose.APPOINT.value,
            "reason": f"팀원 {count}명에게 {self.words} 발급",
        })  # fmt: skip
        self._foot.addWidget(button("취소", run=self.reject))
        self.go = button("PDF로 저장", "printer", "primary", self.save)
        self.go.setDefault(True)
        self._foot.addWidget(self.go)
        self._follow()
        context.tasks.read(self, self._withheld, self._tell)
        self.open()

    def _withheld(self, ws: "Workspace") -> int:
        from app.services.privacy import disclosure

        return len(disclosure.allowed(ws, self.people).withheld)

    def _tell(self, count: int) -> None:
        """Say before printing whom the papers may not name."""
        self.left_out.setText(refused(count))
        self.left_out.setVisible(count > 0)
        self.go.setEnabled(count < len(self.people))

    def _choices(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(20, 0, 20, 10)
        column.setSpacing(6)
        for widget in (self.full, self.masked, self.log_line, self.left_out):
            column.addWidget(widget)
        return holder

    def _follow(self) -> None:
        full = self.full.isChecked()
        for key in ("purpose", "reason"):
            self.form.fields[key].setVisible(full)
        ws = self.context.workspace
        who = " · ".join(part for part in (ws.actor, ws.settings.department) if part)
        self.log_line.setText(f"{who} · {self.words} {len(self.people)}부 내보내기로 접속기록에 남습니다.")
        self.log_line.setVisible(full)

    def options(self) -> ReportOptions:
        """Return what is chosen; raises UserError where something is missing."""
        values = self.form.values()
        full = self.full.isChecked()
        reason = str(values["reason"] or "").strip()
        if full and len(reason) < REASON_LENGTH:
            raise UserError(f"사유를 {REASON_LENGTH}자 이상 적으십시오.", "reason")
        return ReportOptions(
            project_id=self.project.id,
            person_ids=self.people,
            which=self._which,
            issuer=str(values["issuer"] or ""),
            purpose=str(values["purpose"] or "") if full else "",
            reason=reason if full else "",
        )

    def save(self) -> None:
        """Ask where the papers go; they are written after the line of the log."""
        try:
            options = self.options()
        except UserError as error:
            self.form.fail(error)
            return
        self.accept()
        name = f"{self.words} {self.project.title}"
        choose_and_save(self._owner, self.context, REPORT, name, "pdf", options)
