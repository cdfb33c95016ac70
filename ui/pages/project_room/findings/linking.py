"""The row that says so where nothing is linked to an output."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.hangul import quoted
from ui.context import Context
from ui.dialogs.linking import pick
from ui.widgets.badges import Badge
from ui.widgets.controls import button


class OriginRow(QWidget):
    """The mark 근거 없음 of an output, beside the button that mends it."""

    def __init__(self, context: Context) -> None:
        """Make a hidden row."""
        super().__init__()
        self._context = context
        self._project, self._here, self._words = 0, ("output", 0), ""
        badge = Badge("근거 없음", "warning")
        badge.setToolTip("국민의 말에 닿지 않는 산출물입니다.")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 0)
        row.addWidget(badge)
        row.addStretch(1)
        self.button = button("근거 잇기", "link", run=self.ask, compact=True)
        row.addWidget(self.button)
        self.hide()

    def show_output(self, project: int, output: int, title: str, bare: bool) -> None:
        """Show the mark where the output is ``bare``."""
        self._project, self._here, self._words = project, ("output", output), title
        self.setVisible(bare)

    def ask(self) -> None:
        """Ask where the output came from."""
        project, here = self._project, self._here
        pick(
            self._context, self, project, here, "근거 잇기",
            f"{quoted(self._words, '이/가')} 어떤 카드에서 나왔는지 고릅니다.",
        )  # fmt: skip
