"""Over the painted window: the passphrase of a protected file, and the protection of one that is made new."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from ui.dialogs.confirm import MessageDialog
from ui.opening import choose_data_file
from ui.protection.new_passphrase import NewPassphrase
from ui.protection.recovery import RecoveryDialog
from ui.protection.unlocking import UnlockPanel
from ui.tasks import Tasks
from ui.widgets.controls import button
from ui.widgets.text import WordLabel, label

INDENT = 26
Leave = Callable[[], object]
Chosen = Callable[[Path], object]


class _Asking(MessageDialog):
    """A question without whose answer the program ends; its buttons do not close it by themselves."""

    def __init__(
        self, owner: QWidget, title: str, text: str, path: Path, others: Chosen, leave: Leave
    ) -> None:
        super().__init__(owner, title, text, "lock", "primary")
        self._owner, self._path, self._others, self._leave = owner, path, others, leave
        self.rejected.connect(lambda: leave())

    def _add(self, words: str, run: Callable[[], object], kind: str = "", icon: str = "") -> None:
        made = button(words, icon, kind, run)
        made.setDefault(kind == "primary")
        self._buttons.addWidget(made)

    def _choose_other(self) -> None:
        self.over()
        choose_data_file(self._owner, self._path.parent, self._others, self._leave)

    def over(self) -> None:
        """Go: the question is answered."""
        super().accept()


class UnlockDialog(_Asking):
    """Asks the passphrase of ``path``; ``unlocked(Unlocked)`` follows, or another file, or the end."""

    def __init__(
        self, owner: QWidget, tasks: Tasks, path: Path, unlocked: Callable[[Any], object], others: Chosen,
        damaged: Callable[[Any], object], leave: Leave,
    ) -> None:  # fmt: skip
        """Make the dialog; ``damaged(problem)`` follows where no passphrase helps."""
        super().__init__(owner, "암호를 넣으십시오", f"{path.name}\n{path.parent}", path, others, leave)
        self.panel = UnlockPanel(tasks, path)
        self.content.addWidget(self.panel)
        self._add("끝내기", self.reject)
        self._add("다른 파일 열기", self._choose_other, icon="folder-open")
        self._add("열기", self.panel.submit, "primary", "lock-open")

        def found(answer: Any) -> None:
            self.over()
            unlocked(answer)

        def failed(problem: Any) -> None:
            self.over()
            damaged(problem)

        self.panel.unlocked.connect(found)
        self.panel.failed.connect(failed)

    def accept(self) -> None:
        """Try what was typed: Enter comes here."""
        self.panel.submit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the field."""
        super().showEvent(event)
        QTimer.singleShot(0, self.panel, lambda: self.panel.field().setFocus())


class NewFileDialog(_Asking):
    """Offers protection for the file ``path`` that is about to be made; ``made(key)`` follows."""

    def __init__(
        self, owner: QWidget, tasks: Tasks, path: Path, made: Callable[[str], object], others: Chosen,
        leave: Leave,
    ) -> None:  # fmt: skip
        """Make the dialog; an empty key makes a plain file."""
        text = f"새 자료 파일을 만듭니다.\n{path}"
        super().__init__(owner, "자료를 암호로 보호할까요?", text, path, others, leave)
        self._tasks, self._made, self._busy = tasks, made, False
        self.protect = QRadioButton("암호로 보호 (권장)")
        self.plain = QRadioButton("보호하지 않음")
        self.fields = NewPassphrase("암호")
        self.fields.entered.connect(self.accept)
        why = (
            "시민의 이름과 연락처, 붙인 파일과 백업까지 암호화합니다. PC나 USB를 잃어버려도 남이 "
            "읽지 못합니다. 암호와 복구 키를 모두 잃으면 아무도 열 수 없습니다."
        )
        self.open_words = WordLabel(
            "파일을 가진 사람은 누구나 읽을 수 있습니다. 나중에 설정에서 암호를 걸 수 있습니다.",
            13,
            tone="text2",
        )
        why_words = WordLabel(why, 13, tone="text2")
        self.content.setSpacing(8)
        for widget in (self.protect, why_words, self.fields, self.plain,
                       self.open_words):  # fmt: skip
            self.content.addWidget(widget)
        for below in (why_words, self.fields, self.open_words):
            below.setContentsMargins(INDENT, 0, 0, 0)
        self.protect.setChecked(True)
        self.protect.toggled.connect(self.fields.setVisible)
        self.working = label("열쇠를 만들고 있습니다…", 13, tone="text2")
        self.working.hide()
        self.content.addWidget(self.working)
        self._add("끝내기", self.reject)
        self._add("다른 파일 열기", self._choose_other, icon="folder-open")
        self._add("만들기", self.accept, "primary")
        self.setTabOrder(self.plain, self.fields.first)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the passphrase."""
        super().showEvent(event)
        QTimer.singleShot(0, self.fields, lambda: self.fields.first.setFocus())

    def accept(self) -> None:
        """Make the file as chosen; of a protected one the recovery key is shown first."""
        if self._busy:
            return
        if self.plain.isChecked():
            self.over()
            self._made("")
            return
        passphrase = self.fields.value()
        if passphrase:
            self._busy = True
            self.working.show()
            self._tasks.read(self, lambda _none: _new_key(passphrase), self._show_recovery)

    def _show_recovery(self, found: tuple[str, str]) -> None:
        key, recovery = found
        owner, path, made = self._owner, self._path, self._made
        self.fields.empty()
        self.over()
        RecoveryDialog(owner, path, recovery, lambda: made(key)).open()


def _new_key(passphrase: str) -> tuple[str, str]:
    from app.services.data_file import protection

    key = protection.new_key(passphrase)
    return key, protection.recovery_text(key)
