"""Choosing a passphrase: twice, with how strong it looks, and what is wrong said below."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.passphrase import Strength, strength
from app.errors import UserError
from ui.protection.fields import CAPS, PassphraseField
from ui.widgets.text import WordLabel, label, set_tone

HINT = "8자 이상. 낱말 서너 개를 이으면 외우기 쉽고 짐작하기 어렵습니다."
_TONES = {Strength.WEAK: "danger", Strength.FAIR: "warning", Strength.STRONG: "success"}


class NewPassphrase(QWidget):
    """Two fields for one new passphrase."""

    entered = Signal()
    """Enter was pressed in the second field."""

    def __init__(self, name: str = "새 암호") -> None:
        """Make two empty fields for the passphrase called ``name``."""
        super().__init__()
        self.first, self.second = PassphraseField(name), PassphraseField(f"{name} 다시")
        self.hint = WordLabel(HINT, 13, tone="meta")
        self.caps = label(CAPS, 13, tone="warning")
        self.wrong = WordLabel("", 13, tone="danger")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (label(name, 13, 600), self.first, self.hint, label(f"{name} 다시", 13, 600),
                       self.second, self.caps, self.wrong):  # fmt: skip
            box.addWidget(widget)
        self.caps.hide()
        self.wrong.hide()
        self.setFocusProxy(self.first)
        self.first.textChanged.connect(self._judge)
        for field in (self.first, self.second):
            field.capsChanged.connect(self.caps.setVisible)
            field.textEdited.connect(lambda _text: self.say(""))
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)

    def _judge(self, text: str) -> None:
        found = strength(text)
        self.hint.setText(f"세기: {found.label}. {HINT}" if text else HINT)
        set_tone(self.hint, _TONES[found] if text else "meta")

    def say(self, words: str) -> None:
        """Say below the fields what is wrong; nothing where ``words`` are empty."""
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def value(self) -> str:
        """Return the passphrase where it can be taken; else say why not and return nothing."""
        from app.services.data_file import protection

        try:
            protection.check_passphrase(self.first.text())
        except UserError as error:
            self.say(error.message)
            self.first.setFocus()
            return ""
        if self.first.text() != self.second.text():
            self.say("두 번 적은 암호가 서로 다릅니다. 다시 적으십시오.")
            self.second.setFocus()
            return ""
        return self.first.text()

    def empty(self) -> None:
        """Let go of what was typed."""
        self.first.forget()
        self.second.forget()
        self.say("")
        self.caps.hide()
