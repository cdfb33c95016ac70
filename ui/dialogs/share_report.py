"""안전 공유: everything found in a report, hit by hit, and the file with pseudonyms in their places."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.filenames import fitting
from app.domain.privacy.access import AccessPurpose
from app.domain.report import ReportOptions
from app.errors import UserError
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.files import choose_save, open_file
from ui.dialogs.share_hits import HitTree
from ui.widgets.banner import Banner
from ui.widgets.combo import Combo
from ui.widgets.controls import Segmented, button
from ui.widgets.text import WordLabel, label, line
from ui.widgets.text_editors import LongTextEditor

if TYPE_CHECKING:
    from app.services.reports.redaction import Preview
    from app.services.workspace import Workspace

WIDTH, TALL, MARGIN = 900, 760, 60
FORMATS = (("pdf", "PDF", ""), ("xlsx", "Excel", ""), ("txt", "텍스트", ""))
RULE = "같은 사람은 같은 가명으로 바꿉니다. ‘확인’이라고 적힌 곳은 이름이 아닐 수 있으니 골라 주십시오."


class ShareDialog(Dialog):
    """The hits of a report to tick and untick, then purpose, form and place of the shared file."""

    def __init__(self, owner: QWidget, context: Context, seen: "Preview") -> None:
        """Show what was found in ``seen``."""
        super().__init__(owner.window(), "안전 공유")
        self._context, self._seen = context, seen
        self.tree = HitTree(seen)
        self.purpose = Combo()
        for each in AccessPurpose:
            self.purpose.addItem(each.label, each.value)
        self.purpose.setCurrentIndex(list(AccessPurpose).index(AccessPurpose.REPORT))
        self.reason, self.format = LongTextEditor(2, 4), Segmented(FORMATS, "형식")
        self.key = QCheckBox("가명 대조표를 암호를 건 엑셀 파일로 따로 저장")
        self.password = QLineEdit()
        self.wrong = WordLabel("", 13, 500, "danger")
        self.wrong.hide()
        self.count = label("", 13, tone="text2")
        self.go = button("저장할 곳 고르기…", "send", "primary", self.choose)
        self.go.setDefault(True)
        self._lay_out()
        self.tree.counted.connect(self._say_count)
        self.tree.tell()
        self.key.toggled.connect(self.password.setVisible)
        self.resize(WIDTH, min(TALL, max(owner.window().height() - MARGIN, 480)))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 18, 20, 12)
        head.addWidget(label(f"안전 공유 · {self._seen.label}", 16, 600))
        head.addStretch(1)
        head.addWidget(self.count)
        box.addLayout(head)
        box.addWidget(line())
        rule = Banner(RULE, "shield-check")
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 20, 8)
        top.addWidget(rule)
        box.addLayout(top)
        box.addWidget(self.tree, 1)
        box.addWidget(line())
        box.addLayout(self._fields())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 4, 20, 14)
        foot.setSpacing(8)
        foot.addWidget(self.wrong, 1)
        foot.addStretch(0)
        foot.addWidget(button("취소", run=self.reject))
        foot.addWidget(self.go)
        box.addLayout(foot)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(20, 12, 20, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        key = QHBoxLayout()
        key.setSpacing(8)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("대조표의 암호, 8자 이상")
        self.password.setAccessibleName("대조표의 암호")
        self.password.setFixedWidth(220)
        self.password.hide()
        key.addWidget(self.key)
        key.addWidget(self.password)
        key.addStretch(1)
        self.reason.setPlaceholderText("10자 이상. 누구와 무엇을 위해 나누는지 적으면 접속기록에 남습니다")
        rows = (("목적", self.purpose), ("사유 *", self.reason), ("형식", self.format))
        for row, (words, editor) in enumerate(rows):
            name = label(words, 13, 500, "text2")
            name.setBuddy(editor)
            editor.setAccessibleName(words.removesuffix(" *"))
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            side = Qt.AlignmentFlag.AlignLeft if editor is not self.reason else Qt.AlignmentFlag(0)
            grid.addWidget(editor, row, 1, side)
        grid.addLayout(key, len(rows), 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _say_count(self, chosen: int, every: int) -> None:
        self.count.setText(f"찾은 {every:,}곳 가운데 {chosen:,}곳을 바꿉니다")

    # -- saving

    def choose(self) -> None:
        """Ask where the shared file goes, once all is said that the log needs."""
        try:
            self._check()
        except UserError as error:
            self._refuse(error)
            return
        kind = str(self.format.value())
        day = self._context.workspace.today
        name = fitting(f"{self._seen.label} 공유용_{day:%Y%m%d}", "공유용")
        folder = self._context.workspace.settings.export_folder
        choose_save(self, "안전 공유 저장", Path(folder) / f"{name}.{kind}", partial(self.save, kind))

    def _check(self) -> None:
        from app.services.privacy import access

        if len(self.reason.value()) < access.REASON_LENGTH:
            raise UserError(f"사유를 {access.REASON_LENGTH}자 이상 적으십시오.", "reason")
        if self.key.isChecked() and len(self.password.text()) < 8:
            raise UserError("대조표의 암호를 8자 이상 적으십시오.", "password")

    def save(self, kind: str, path: Path) -> None:
        """Write the shared file, and the key beside it where it is wanted."""
        from app.services.reports import redaction

        chosen, purpose, reason = self.tree.chosen(), self.purpose.currentData(), self.reason.value()
        key = path.with_name(f"{path.stem} 대조표.xlsx") if self.key.isChecked() else None
        password, seen = self.password.text(), self._seen

        def work(ws: "Workspace") -> list[str]:
            return redaction.share(
                ws, seen, chosen, kind, path, purpose=purpose, reason=reason, key_path=key, password=password
            )

        self.go.setEnabled(False)
        self.wrong.hide()
        self._context.tasks.write(self, "안전 공유", work, partial(self._saved, path, key), self._refuse)

    def _saved(self, path: Path, key: Path | None, _warnings: Sequence[str]) -> None:
        beside = f" 대조표는 ‘{key.name}’에 따로 두었습니다." if key else ""
        folder = (("폴더 열기", partial(open_file, path.parent)),)
        self._context.notify(
            f"가명으로 바꾸어 저장했습니다: {path.name}{beside}", "열기", partial(open_file, path), folder
        )
        self.accept()

    def _refuse(self, error: UserError) -> None:
        self.go.setEnabled(True)
        self.wrong.setText(error.message)
        self.wrong.show()
        field: dict[str, QWidget] = {"reason": self.reason, "password": self.password}
        if error.field in field:
            field[error.field].setFocus()


def open_share(
    owner: QWidget, context: Context, report: str, options: ReportOptions,
    refused: Callable[[UserError], None] | None = None,
) -> None:  # fmt: skip
    """Look a report through and show what was found."""

    def read(ws: "Workspace") -> "Preview":
        from app.services.reports import redaction

        return redaction.preview(ws, report, options)

    def fail(error: UserError) -> None:
        context.notify(error.message)

    context.tasks.read(
        owner, read, lambda seen: ShareDialog(owner, context, seen).open(), "share", refused or fail
    )
