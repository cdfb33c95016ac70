"""The recovery key, shown once in groups: to be printed, and one group typed back as a proof of that."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLineEdit, QWidget

from ui import theme
from ui.dialogs.confirm import MessageDialog
from ui.widgets.controls import button
from ui.widgets.text import WordLabel, label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

TITLE = "복구 키를 보관하십시오"
TEXT = (
    "암호를 잊으면 이 키로만 자료를 열 수 있습니다. 지금 한 번만 보입니다. 인쇄하거나 옮겨 적어 "
    "자료와 다른 곳, 이를테면 잠기는 서랍에 두십시오."
)
ACROSS = 5


class RecoveryDialog(MessageDialog):
    """Shows the recovery key ``text`` of the file ``path``; it goes only when one of its groups is typed."""

    def __init__(self, owner: QWidget, path: Path, text: str, done: Callable[[], object]) -> None:
        """Make the dialog; ``done`` follows the right group."""
        super().__init__(owner, TITLE, TEXT, "lock", "primary")
        self._path, self._text, self._done = path, text, done
        self.groups = text.split("-")
        self.asked = secrets.randbelow(len(self.groups))
        self.setFixedWidth(theme.DIALOG + 60)
        self.content.setSpacing(10)
        self.content.addWidget(self._grid())
        self.ask = label(f"확인: {self.asked + 1}번 묶음을 그대로 적으십시오.", 13, 600)
        self.field = QLineEdit()
        self.field.setAccessibleName(f"복구 키의 {self.asked + 1}번 묶음")
        self.field.setMaxLength(8)
        self.wrong = WordLabel("", 13, tone="danger")
        self.wrong.hide()
        self.field.textEdited.connect(lambda _text: self.wrong.hide())
        for widget in (self.ask, self.field, self.wrong):
            self.content.addWidget(widget)
        self.print_button = button("인쇄", "printer", run=self.print_)
        self._buttons.insertWidget(0, self.print_button)
        self.confirm = self.add_button("보관했습니다", kind="primary")

    def _grid(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "note")
        frame.setAccessibleName(f"복구 키 {' '.join(self.groups)}")
        grid = QGridLayout(frame)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setVerticalSpacing(8)
        for number, group in enumerate(self.groups):
            shown = label(f"{number + 1}. {group}", 15, 600)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(shown, number // ACROSS, number % ACROSS)
        return frame

    def accept(self) -> None:
        """Go where the group asked for was typed; else say so."""
        if self.field.text().strip().upper() != self.groups[self.asked]:
            self.wrong.setText(f"{self.asked + 1}번 묶음과 다릅니다. 위의 키를 보고 다시 적으십시오.")
            self.wrong.show()
            self.field.setFocus()
            return
        self._text, self.groups = "", []
        super().accept()
        self._done()

    def reject(self) -> None:
        """Stay: a key that nobody kept is a file that nobody may open again."""
        self.wrong.setText("키를 보관하고 묶음 하나를 적어야 닫을 수 있습니다.")
        self.wrong.show()
        self.field.setFocus()

    def print_(self) -> None:
        """Ask for a printer and print the key; it is written to no file on the way."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: print_key(printer, self._path, self._text))
        QDialog.open(dialog)


def print_key(printer: "QPrinter", path: Path, text: str) -> None:
    """Print the recovery key of ``path`` on one page."""
    groups = text.split("-")
    cells = [
        f"<td style='padding:6px'>{number}. <b>{group}</b></td>" for number, group in enumerate(groups, 1)
    ]
    rows = "".join(f"<tr>{''.join(cells[at : at + ACROSS])}</tr>" for at in range(0, len(cells), ACROSS))
    document = QTextDocument()
    document.setDefaultFont(theme.font(14))
    document.setHtml(
        f"<h2>함께설계 복구 키</h2><p>{_plain(path.name)}</p><table border='1' cellspacing='0'>{rows}</table>"
        "<p>암호를 잊었을 때 자료를 여는 열쇠입니다. 여는 창에서 ‘복구 키로 열기’를 누르고 묶음을 "
        "차례로 적습니다. 암호를 바꾸면 이 키는 쓸 수 없습니다. 자료와 다른 곳에 두십시오.</p>"
    )
    document.print_(printer)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
