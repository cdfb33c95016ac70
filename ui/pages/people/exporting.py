"""참여자 내보내기: which columns, masked or for a logged purpose, until when, behind a password."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.privacy.access import AccessAction
from app.domain.report import ReportOptions
from app.errors import UserError
from app.services.privacy import sight
from app.services.reports import roster
from ui.context import Context
from ui.dialogs import save_report
from ui.dialogs.base import Dialog
from ui.dialogs.files import choose_save, open_file
from ui.protection.new_passphrase import NewPassphrase
from ui.widgets.controls import Segmented, button
from ui.widgets.purpose import PurposeFields, log_banner
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import WordLabel, label, line
from ui.widgets.text_editors import DateEditor

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WIDTH, MARGIN, COLUMNS = 600, 60, 4
MASKED, FULL = "masked", "full"
_HOW = ((MASKED, "가려서", ""), (FULL, "가리지 않고", ""))
_KINDS = (("xlsx", "Excel", ""), ("pdf", "PDF", ""))
_MASKED = "이름과 연락처의 일부를 가립니다. 출생연도·편의·메모는 넣지 않습니다."
_FULL = "고르지 않은 항목은 파일에 들어가지 않습니다. 파일을 쓰기 전에 접속기록을 남깁니다."


def open_export(owner: QWidget, context: Context, people: Sequence[int], words: str) -> "ExportDialog | None":
    """Ask how the ``people`` (called ``words``) are to be written; a role that may not is told so."""
    try:
        sight.refuse_role(context.workspace, Duty.EXPORT_PEOPLE)
    except UserError as error:
        context.notify(error.message)
        return None
    if not people:
        context.notify("내보낼 참여자가 없습니다.")
        return None
    dialog = ExportDialog(owner, context, people, words)
    dialog.open()
    return dialog


class ExportDialog(Dialog):
    """Columns, mask, purpose, day of destruction, format and password of a roster."""

    def __init__(self, owner: QWidget, context: Context, people: Sequence[int], words: str) -> None:
        """Ask about ``people``."""
        super().__init__(owner.window(), "참여자 내보내기")
        self._context, self._people = context, tuple(people)
        self.boxes = {key: QCheckBox(spec.label) for key, spec in roster.SPECS.items()}
        self.how, self.kind = Segmented(_HOW, "개인정보"), Segmented(_KINDS, "형식")
        self.note = WordLabel(_MASKED, 13, tone="text2")
        self.fields = PurposeFields()
        self.until = DateEditor()
        self.line = log_banner(context.workspace, AccessAction.EXPORT)
        self.lock = QCheckBox("암호 걸기")
        self.password = NewPassphrase("파일 암호")
        self.wrong = WordLabel("", 13, 500, "danger")
        self.go = button("저장할 곳 고르기…", "download", "primary", self.choose)
        self.go.setDefault(True)
        self._lay_out(words)
        self._fill()
        self.how.chosen.connect(lambda _value: self._show_parts())
        self.lock.toggled.connect(lambda _on: self._show_parts())
        self._show_parts()

    def _lay_out(self, words: str) -> None:
        inner = QWidget()
        inner.setProperty("role", "plain")
        body = QVBoxLayout(inner)
        body.setContentsMargins(20, 14, 20, 14)
        body.setSpacing(14)
        body.addLayout(_part(f"항목 · {words}", self._checks()))
        body.addLayout(_part("개인정보", self.how))
        body.addWidget(self.note)
        body.addWidget(self.fields)
        self.until_part = QWidget()
        until = _part("파기 예정일", self.until)
        until.setContentsMargins(0, 0, 0, 0)
        self.until_part.setLayout(until)
        body.addWidget(self.until_part)
        body.addLayout(_part("형식", self.kind))
        body.addWidget(self.lock)
        body.addWidget(self.password)
        body.addWidget(self.line)
        body.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 14)
        foot.setSpacing(8)
        foot.addWidget(self.wrong, 1)
        foot.addWidget(button("취소", run=self.reject))
        foot.addWidget(self.go)
        head = label("참여자 내보내기", 16, 600)
        head.setContentsMargins(20, 18, 20, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(line())
        self._inner = inner
        self._area = scroll_area(inner)
        box.addWidget(self._area, 1)
        box.addWidget(line())
        box.addLayout(foot)

    def _checks(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, *divmod(number, COLUMNS))
        return holder

    def _fill(self) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in roster.USUAL)
        self.until.setAccessibleName("파기 예정일")
        self.until.set_value(self._context.workspace.today + roster.DESTROY_AFTER)

    def _show_parts(self) -> None:
        full = self.how.value() == FULL
        self.note.setText(_FULL if full else _MASKED)
        for widget in (self.fields, self.line):
            widget.setVisible(full)
        self.password.setVisible(self.lock.isChecked())
        for key, box in self.boxes.items():
            box.setEnabled(full or key not in roster.ONLY_IN_FULL)
        self._fit()

    def _fit(self) -> None:
        layout = self._inner.layout()
        owner = self.parentWidget()
        need = (layout.totalHeightForWidth(WIDTH) if layout else 0) + 130
        room = (owner.height() if owner is not None else 800) - MARGIN
        self.resize(WIDTH, max(min(need, room), 420))

    # -- writing

    def options(self) -> ReportOptions:
        """Return what is chosen; raises UserError where something is missing."""
        full = self.how.value() == FULL
        columns = tuple(key for key, box in self.boxes.items() if box.isChecked() and box.isEnabled())
        if not columns:
            raise UserError("내보낼 항목을 하나 이상 고르십시오.", "columns")
        purpose, reason = self.fields.values() if full else ("", "")
        return ReportOptions(
            columns=columns, person_ids=self._people, purpose=purpose, reason=reason, destroy_on=self._day()
        )

    def _day(self) -> date:
        day = self.until.value()
        if not isinstance(day, date) or day < self._context.workspace.today:
            raise UserError("파기 예정일을 오늘이나 그 뒤의 날로 적으십시오.", "destroy_on")
        return day

    def choose(self) -> None:
        """Ask where the file goes, once everything is said that it needs."""
        self.wrong.setText("")
        try:
            options = self.options()
        except UserError as error:
            self._refuse(error)
            return
        password = self.password.value() if self.lock.isChecked() else ""
        if self.lock.isChecked() and not password:
            return  # said below the field
        kind = str(self.kind.value())
        proposed = save_report.proposed(self._context, "참여자명단", kind)
        choose_save(self, "참여자 내보내기", proposed, partial(self.write, kind, options, password))

    def write(self, kind: str, options: ReportOptions, password: str, path: Path) -> None:
        """Write the roster; neither its name nor its place is kept in a list of files."""

        def work(ws: "Workspace", progress: Any) -> list[str]:
            from app.services.reports import papers

            return papers.export(ws, roster.REPORT, kind, path, options, progress, password=password)

        self.go.setEnabled(False)
        done: Callable[[list[str]], None] = partial(self._written, path)
        self._context.tasks.write(self, "참여자 내보내기", work, done, self._refuse, progress=True)

    def _written(self, path: Path, _warnings: Sequence[str]) -> None:
        self.password.empty()
        self.accept()
        folder = (("폴더 열기", partial(open_file, path.parent)),)
        self._context.notify(
            f"참여자 명단을 저장했습니다: {path.name}", "열기", partial(open_file, path), folder
        )

    def _refuse(self, error: UserError) -> None:
        self.go.setEnabled(True)
        if error.field not in ("purpose", "reason"):
            self.wrong.setText(error.message)


def _part(title: str, widget: QWidget) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(6)
    box.addWidget(label(title, 13, 600))
    box.addWidget(
        widget, 0, Qt.AlignmentFlag.AlignLeft if isinstance(widget, Segmented) else Qt.AlignmentFlag(0)
    )
    return box
