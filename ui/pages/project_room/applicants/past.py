"""추첨 기록: the draws of a project, the newest first; each opens its result."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.draw import Draw
from ui.formats import list_date
from ui.widgets.controls import button
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import WordLabel

NONE = "아직 추첨하지 않았습니다."


class PastDraws(Panel):
    """The draws so far."""

    opened = Signal(object)

    def __init__(self) -> None:
        """Show none yet."""
        super().__init__("추첨 기록", padding=12)
        self.nothing = WordLabel(NONE, 13, tone="text2")
        self.list = Rows(self._row)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.list)

    def show_draws(self, draws: Sequence[Draw]) -> None:
        """Show ``draws``."""
        self.set_meta(f"{len(draws)}번" if draws else "")
        self.nothing.setVisible(not draws)
        self.list.set_items(draws)

    def _row(self, draw: Draw) -> QWidget:
        day = list_date(draw.drawn_at.astimezone().date())
        made: QPushButton = button(f"{day} · {draw.seats}명 · {draw.title}", kind="link")
        made.setStyleSheet("text-align: left;")
        made.setToolTip(draw.title)
        made.setObjectName(f"draw-{draw.id}")
        made.clicked.connect(partial(self._open, draw))
        return made

    def _open(self, draw: Draw, _on: bool = False) -> None:
        self.opened.emit(draw)
