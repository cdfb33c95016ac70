"""Asking for the passphrase of a protected file, or for its recovery key; the key found stays in memory."""

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import EnvironmentProblem
from ui import theme
from ui.protection.fields import CAPS, PassphraseField
from ui.tasks import Tasks
from ui.widgets.controls import button
from ui.widgets.text import WordLabel, label

BY_PASSPHRASE, BY_RECOVERY, BY_SYSTEM = "암호", "복구 키", "이 PC에 기억된 열쇠"


class Unlocked(NamedTuple):
    """A key that opens the file: by what it was found, and whether this PC shall remember it."""

    key: str
    way: str
    remember: bool = False


class UnlockPanel(QWidget):
    """Takes the passphrase of ``path``; what is wrong with it is said below the field."""

    unlocked = Signal(object)
    """An ``Unlocked``."""
    failed = Signal(object)
    """An ``EnvironmentProblem`` that another passphrase does not mend."""

    def __init__(self, tasks: Tasks, path: Path, offer_remember: bool = True) -> None:
        """Ask for the passphrase; remembering is offered where the system has a store for it."""
        super().__init__()
        self._tasks, self._path, self._busy = tasks, path, False
        self.by_recovery = False
        self.passphrase = PassphraseField("암호")
        self.recovery = QLineEdit()
        self.recovery.setAccessibleName("복구 키")
        self.recovery.setPlaceholderText("네 글자씩 열네 묶음")
        self.recovery.setFont(theme.font(14))
        self.recovery.setMinimumHeight(theme.CONTROL)
        self.caption = label("암호", 13, 600)
        self.wrong = WordLabel("", 13, tone="danger")
        self.caps = label(CAPS, 13, tone="warning")
        self.remember = QCheckBox("이 PC에 기억 (이 PC에 로그인한 사람은 암호 없이 엽니다)")
        self.other_way = button("복구 키로 열기", kind="link", run=self.turn, compact=True)
        self._lay_out()
        self.passphrase.capsChanged.connect(self.caps.setVisible)
        for field in (self.passphrase, self.recovery):
            field.returnPressed.connect(self.submit)
            field.textEdited.connect(lambda _text: self.say(""))
        if offer_remember:
            tasks.read(self, _can_remember, self.remember.setVisible)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self.caption, self.passphrase, self.recovery, self.wrong, self.caps, self.remember):
            box.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.other_way)
        row.addStretch(1)
        box.addLayout(row)
        for widget in (self.recovery, self.wrong, self.caps, self.remember):
            widget.hide()
        self.setFocusProxy(self.passphrase)

    def turn(self) -> None:
        """Ask for the recovery key in the place of the passphrase, or the other way round."""
        self.by_recovery = not self.by_recovery
        self.passphrase.setVisible(not self.by_recovery)
        self.recovery.setVisible(self.by_recovery)
        self.caption.setText(BY_RECOVERY if self.by_recovery else BY_PASSPHRASE)
        self.other_way.setText("암호로 열기" if self.by_recovery else "복구 키로 열기")
        self.say("")
        self.caps.hide()
        field = self.field()
        self.setFocusProxy(field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self) -> QLineEdit:
        """Return the field asked for now."""
        return self.recovery if self.by_recovery else self.passphrase

    def say(self, words: str) -> None:
        """Say below the field what is wrong; nothing where ``words`` are empty."""
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def submit(self) -> None:
        """Try what was typed, off the UI thread: it takes a moment by design."""
        if self._busy:
            return
        path, text, recovery = self._path, self.field().text(), self.by_recovery
        if not text:
            self.say("복구 키를 넣으십시오." if recovery else "암호를 넣으십시오.")
            return
        self._set_busy(True)
        self._tasks.read(self, lambda _none: _tried(path, text, recovery), self._tried)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.field().setReadOnly(busy)
        self.other_way.setEnabled(not busy)

    def _tried(self, outcome: Any) -> None:
        self._set_busy(False)
        if isinstance(outcome, str):
            way = BY_RECOVERY if self.by_recovery else BY_PASSPHRASE
            self.empty()
            self.unlocked.emit(Unlocked(outcome, way, self.remember.isChecked()))
            return
        self.say(outcome.message)
        self.field().selectAll()
        self.field().setFocus(Qt.FocusReason.OtherFocusReason)
        if outcome.kind != outcome.kind.PASSPHRASE:
            self.failed.emit(outcome)

    def empty(self) -> None:
        """Let go of what was typed."""
        self.passphrase.forget()
        self.recovery.clear()
        self.say("")
        self.caps.hide()


def _can_remember(_none: object) -> bool:
    from app.services.data_file import protection

    return protection.can_remember()


def _tried(path: Path, text: str, recovery: bool) -> str | EnvironmentProblem:
    """Return the key, or what is wrong."""
    from app.services.data_file import protection

    try:
        if not protection.is_protected(path):
            return ""  # another program has given the protection up meanwhile
        return protection.unlock_with_recovery(path, text) if recovery else protection.unlock(path, text)
    except EnvironmentProblem as problem:
        return problem
