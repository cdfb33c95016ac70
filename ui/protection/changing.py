"""암호 걸기, 바꾸기, 풀기 as dialogs: what will happen is said first, the recovery key shown at the end."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton

from ui.context import Context
from ui.dialogs.confirm import MessageDialog, tell
from ui.pages.base import Page
from ui.protection.fields import PassphraseField
from ui.protection.new_passphrase import NewPassphrase
from ui.protection.recovery import RecoveryDialog
from ui.widgets.controls import button
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from app.services.data_file.protection import Outcome
    from app.services.workspace import Workspace

Deed = Callable[["Workspace", str, Any], "Outcome"]
PROTECT = (
    "자료 파일과 붙인 파일, 옆의 자동 백업을 모두 암호화합니다. 하다가 멈추거나 꺼져도 이전 자료나 새 자료 "
    "가운데 하나는 온전합니다. 다른 곳에 따로 저장한 백업과 내보낸 문서는 그대로이니 따로 챙기십시오."
)
CHANGE = (
    "자료와 옆의 자동 백업을 새 암호로 다시 쓰고 복구 키도 새로 만듭니다. 예전 암호와 예전 복구 키로는 열 수 "
    "없습니다. 다른 곳에 따로 저장한 백업은 만들 때의 암호로만 열립니다."
)
UNPROTECT = (
    "자료 파일과 붙인 파일, 옆의 자동 백업이 모두 암호 없는 파일이 됩니다. 파일을 가진 사람은 누구나 시민의 "
    "이름과 연락처를 읽을 수 있습니다."
)
WRONG = "지금 암호가 아닙니다. 잊었으면 복구 키를 넣어도 됩니다."


class ChangeDialog(MessageDialog):
    """Asks the passphrases that a change of the protection needs, then carries it out with its progress."""

    def __init__(self, owner: Page, context: Context, title: str, text: str, action: str) -> None:
        """Make the dialog called ``title``; ``ask_present`` and ``ask_new`` add its fields."""
        super().__init__(owner, title, text, "lock", "primary")
        self._owner, self._context, self._title = owner, context, title
        self._deed: Deed | None = None
        self._busy = False
        self.present: PassphraseField | None = None
        self.new: NewPassphrase | None = None
        self.wrong = WordLabel("", 13, tone="danger")
        self.content.setSpacing(6)
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.action = button(action, kind="primary", run=self.accept)
        self.action.setDefault(True)
        self._buttons.addWidget(self.action)

    def ask_present(self) -> None:
        """Ask who is there: the passphrase in force, or the recovery key."""
        self.present = PassphraseField("지금 암호")
        self.present.textEdited.connect(lambda _text: self.wrong.hide())
        for widget in (label("지금 암호", 13, 600), self.present, self.wrong):
            self.content.addWidget(widget)
        self.wrong.hide()

    def ask_new(self, name: str) -> None:
        """Ask for the new passphrase, twice."""
        self.new = NewPassphrase(name)
        self.content.addWidget(self.new)

    def begin(self, deed: Deed) -> None:
        """Open; ``deed(ws, passphrase, progress)`` is carried out off the UI thread."""
        self._deed = deed
        self.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field."""
        super().showEvent(event)
        first = self.present or (self.new.first if self.new is not None else None)
        if first is not None:
            QTimer.singleShot(0, first, first.setFocus)

    def accept(self) -> None:
        """Check what was typed; what is wrong is said beside it."""
        passphrase = self.new.value() if self.new is not None else ""
        if self._busy or (self.new is not None and not passphrase):
            return
        if self.present is None:
            self._carry_out(passphrase)
            return
        told = self.present.text()
        self._busy = True

        def known(right: bool) -> None:
            self._busy = False
            if right:
                self._carry_out(passphrase)
            elif self.present is not None:
                self.wrong.setText(WRONG)
                self.wrong.show()
                self.present.setFocus()

        self._context.tasks.read(self, lambda ws: _knows(ws, told), known)

    def _carry_out(self, passphrase: str) -> None:
        deed, owner, context, title = self._deed, self._owner, self._context, self._title
        for fields in (self.present, self.new):
            if isinstance(fields, PassphraseField):
                fields.forget()
            elif fields is not None:
                fields.empty()
        super().accept()
        if deed is None:
            return

        def work(ws: "Workspace", progress: Any) -> "Outcome":
            return deed(ws, passphrase, progress)

        context.tasks.write(
            owner, title, work, lambda outcome: _tell(owner, context, title, outcome),
            progress=True,
        )  # fmt: skip


def protect(owner: Page, context: Context) -> ChangeDialog:
    """Ask for the passphrase of a plain file and protect it."""
    from app.services.data_file import protection

    dialog = ChangeDialog(owner, context, "암호 걸기", PROTECT, "암호 걸기")
    dialog.ask_new("암호")
    dialog.begin(protection.protect)
    return dialog


def change(owner: Page, context: Context) -> ChangeDialog:
    """Ask for another passphrase and put it in the place of the old one."""
    from app.services.data_file import protection

    dialog = ChangeDialog(owner, context, "암호 바꾸기", CHANGE, "암호 바꾸기")
    dialog.ask_present()
    dialog.ask_new("새 암호")
    dialog.begin(protection.change_passphrase)
    return dialog


def unprotect(owner: Page, context: Context) -> ChangeDialog:
    """Warn, ask who is there, and make the file plain again."""
    from app.services.data_file import protection

    dialog = ChangeDialog(owner, context, "암호 풀기", UNPROTECT, "암호 풀기")
    dialog.ask_present()
    dialog.begin(lambda ws, _none, progress: protection.unprotect(ws, progress))
    return dialog


def _knows(ws: "Workspace", told: str) -> bool:
    from app.services.data_file import protection

    return protection.is_known(ws, told)


def _tell(owner: Page, context: Context, title: str, outcome: "Outcome") -> None:
    context.protection_changed()
    owner.mark_stale()
    path = context.workspace.paths.file

    def rest() -> None:
        words = f"{title}를 마쳤습니다."
        if outcome.left:
            tell(owner, words, "\n".join(outcome.left), "triangle-alert", "warning.icon")
        else:
            context.notify(words)

    if outcome.recovery:
        RecoveryDialog(owner.window(), path, outcome.recovery, rest).open()
    else:
        rest()
