"""The passphrase of a backup that is under another one than the open file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from ui.dialogs.confirm import MessageDialog
from ui.protection.fields import PassphraseField
from ui.widgets.text import WordLabel, label

TEXT = "이 백업은 지금 자료와 다른 암호로 보호되어 있습니다. 백업을 만들 때의 암호를 넣으십시오."


class BackupPassphrase(MessageDialog):
    """Asks for the passphrase of the backup ``path``; ``take(passphrase)`` follows."""

    def __init__(self, owner: QWidget, path: Path, wrong: str, take: Callable[[str], object]) -> None:
        """Make the dialog; ``wrong`` says what was the matter with the passphrase before."""
        super().__init__(owner, "백업의 암호", f"{path.name}\n{TEXT}", "lock", "primary")
        self._take = take
        self.field = PassphraseField("백업의 암호")
        self.wrong = WordLabel(wrong, 13, tone="danger")
        self.wrong.setVisible(bool(wrong))
        self.content.setSpacing(6)
        for widget in (label("백업의 암호", 13, 600), self.field, self.wrong):
            self.content.addWidget(widget)
        cancel = QPushButton("취소")
        cancel.clicked.connect(self.reject)
        self._buttons.addWidget(cancel)
        self.add_button("되살리기", kind="primary")
        self.field.setFocus()

    def accept(self) -> None:
        """Hand the passphrase over."""
        passphrase = self.field.text()
        if passphrase:
            self.field.forget()
            super().accept()
            self._take(passphrase)
