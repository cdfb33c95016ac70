"""파일 고르기: what is brought in, from which file or clipboard, which sheet, and its password if any."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.tabular.kinds import KINDS
from ui.widgets.combo import Combo
from ui.widgets.controls import button
from ui.widgets.drop import DropFrame
from ui.widgets.panels import Panel
from ui.widgets.text import IconLabel, WordLabel, label

WIDE = 720


class FileStep(QWidget):
    """Asks for the file; ``fileChosen(path)`` and ``passwordGiven(text)`` say what was given."""

    fileChosen = Signal(object)
    pasteAsked = Signal()
    browseAsked = Signal()
    kindChosen = Signal(str)
    sheetChosen = Signal(int)
    passwordGiven = Signal(str)
    templateAsked = Signal()
    recordsAsked = Signal()
    surveysAsked = Signal()

    def __init__(self) -> None:
        """Make the step, no file yet."""
        super().__init__()
        self.kind = Combo()
        self.kind.setAccessibleName("가져올 것")
        for key, kind in KINDS.items():
            self.kind.addItem(kind.label, key)
        self.kind.activated.connect(lambda _row: self.kindChosen.emit(self.kind.currentData()))
        self.sheet = Combo()
        self.sheet.setAccessibleName("시트")
        self.sheet.activated.connect(lambda _row: self.sheetChosen.emit(self.sheet.currentData()))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("파일의 암호")
        self.password.returnPressed.connect(lambda: self.passwordGiven.emit(self.password.text()))
        self.problem = WordLabel("", 13, 500, "danger")
        self.problem.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        panel = Panel("무엇을 가져옵니까", "", (), 16)
        panel.setMaximumWidth(WIDE)
        panel.body.setSpacing(12)
        self._sheet_row = _row("시트", self.sheet)
        self._password_row = _row("암호", self.password, button("열기", "lock-open", run=self._open))
        self._sheet_row.hide()
        self._password_row.hide()
        template = button("서식 내려받기", "download", "ghost", self.templateAsked.emit, compact=True)
        records = button(
            "기록을 엑셀로 내려받아 고치기", "file-output", "ghost", self.recordsAsked.emit, compact=True
        )
        panel.body.addWidget(_row("종류", self.kind, template, records))
        panel.body.addWidget(self._drop())
        panel.body.addWidget(self._sheet_row)
        panel.body.addWidget(self._password_row)
        panel.body.addWidget(self.problem)
        panel.body.addWidget(self._surveys())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.addWidget(panel, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        whole.addStretch(1)

    def _drop(self) -> QWidget:
        frame = self.drop = DropFrame()
        frame.setProperty("role", "drop")
        frame.setMinimumSize(WIDE - 40, 190)
        frame.dropped.connect(lambda files: self.fileChosen.emit(files[0]))
        self.browse = button("파일 고르기", "folder-open", "primary", self.browseAsked.emit)
        box = QVBoxLayout(frame)
        box.setSpacing(10)
        box.addStretch(1)
        box.addWidget(IconLabel("file-spreadsheet", "text3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        words = "엑셀·ODS·CSV 파일을 끌어다 놓거나, 엑셀에서 복사한 칸을 Ctrl+V로 붙여넣습니다."
        box.addWidget(label(words, 14, tone="text2"), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(
            label("가져오기 전에 모든 행을 먼저 보여 드립니다.", 13, tone="meta"),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.browse)
        row.addWidget(button("붙여넣기", "clipboard-check", run=self.pasteAsked.emit))
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(1)
        return frame

    def _surveys(self) -> QWidget:
        """Show the way to results of surveys: a column there is a question, so nothing is matched."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = "설문 결과표는 문항이 열이므로 과제의 제안 › 설문에서 불러옵니다."
        row.addWidget(label(words, 13, tone="meta"))
        row.addWidget(
            button("설문으로 가기", "clipboard-check", "ghost", self.surveysAsked.emit, compact=True)
        )
        row.addStretch(1)
        return made

    def _open(self) -> None:
        self.passwordGiven.emit(self.password.text())

    def show_kind(self, key: str) -> None:
        """Choose a kind without saying so."""
        self.kind.setCurrentIndex(max(self.kind.findData(key), 0))

    def show_sheets(self, sheets: Sequence[tuple[int, str]], chosen: int) -> None:
        """Offer the sheets of the file where it has several."""
        fill_sheets(self.sheet, sheets, chosen)
        self._sheet_row.setVisible(len(sheets) > 1)
        self._password_row.hide()

    def ask_password(self, words: str) -> None:
        """Ask for the password of the file, saying why."""
        self.refuse(words)
        self._password_row.show()
        self.password.selectAll()
        self.password.setFocus()

    def refuse(self, words: str) -> None:
        """Say what is wrong with the file; nothing where ``words`` are empty."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


def fill_sheets(box: Combo, sheets: Sequence[tuple[int, str]], chosen: int) -> None:
    """Offer ``sheets`` by their names, the one that is read chosen."""
    box.clear()
    for place, name in sheets:
        box.addItem(name, place)
    box.setCurrentIndex(box.findData(chosen))


def _row(words: str, *widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    name = label(words, 14, 500, "text2")
    name.setFixedWidth(48)
    row.addWidget(name)
    for number, widget in enumerate(widgets):
        if not number:
            widget.setMinimumWidth(220)
        row.addWidget(widget)
    row.addStretch(1)
    return made
