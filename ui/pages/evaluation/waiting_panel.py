"""기다리는 위원: whose sheet for the project in front is not finished, and the letter that asks for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desk_role import Duty
from app.domain.evaluation.rounds import SheetState
from ui import theme
from ui.pages.evaluation.score_cells import STATES
from ui.pages.evaluation.score_model import ScoreModel
from ui.roles import asking
from ui.widgets.badges import DDay
from ui.widgets.bars import ThinBar
from ui.widgets.controls import button
from ui.widgets.open_row import quiet_row
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.scrolling import scroll_area
from ui.widgets.text import ElidedLabel, IconLabel, label

WAITING_ROW = 41


@dataclass(frozen=True, slots=True)
class Awaited:
    """A reviewer whose sheet for the project in front is not finished."""

    member_id: int
    name: str
    field: str
    state: SheetState
    words: str
    share: float
    due: date | None
    today: date


class Initial(QWidget):
    """The first letter of a name in a gray round."""

    def __init__(self, name: str) -> None:
        """Show the first letter of ``name``."""
        super().__init__()
        self._letter = name[:1]
        self.setFixedSize(26, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint round and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("neutral"))
        painter.drawEllipse(QRect(0, 0, 25, 25))
        painter.setFont(theme.font(12, 500))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRect(0, 0, 25, 25), Qt.AlignmentFlag.AlignCenter, self._letter)


class WaitingPanel(Panel):
    """기다리는 위원; 대신 입력 goes to their column."""

    wanted = Signal(int)
    requested = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        self.request = button(
            "요청 문서 만들기", "file-text", "", lambda: self.requested.emit(), compact=True
        )
        self.request.setToolTip("위원마다 받지 못한 채점표를 적은 요청 문서를 만듭니다.")
        super().__init__("기다리는 위원", actions=(self.request,))
        self._rows = Rows(lambda item: quiet_row(item) if isinstance(item, str) else self._row(item))
        self.body.addWidget(scrolled_rows(self._rows))

    def show_waiting(self, model: ScoreModel, due: date | None, today: date, pending: bool) -> None:
        """List who has not finished the sheet for the project in front.

        ``pending`` tells whether any sheet of the round is waited for, which can be asked for by a letter.
        """
        self.request.setVisible(pending)
        items: list[Any] = []
        for place, member in enumerate(model.members):
            state = model.states[place]
            if state in (SheetState.DONE, SheetState.EXCLUDED):
                continue
            given = sum(row.values[place] is not None for row in model.rows)
            items.append(
                Awaited(
                    member.id,
                    model.name(member),
                    member.field,
                    state,
                    f"{model.state_words(place)} 입력" if state is SheetState.PARTIAL else state.label,
                    given / max(len(model.rows), 1),
                    due,
                    today,
                )
            )
        self.set_meta(f"{len(items)}명" if items else "")
        self._rows.set_items(items or ["이 과제의 채점표가 모두 들어왔습니다."])

    def _row(self, item: Awaited) -> QWidget:
        holder = QWidget()
        holder.setFixedHeight(WAITING_ROW)
        box = QHBoxLayout(holder)
        box.setContentsMargins(16, 0, 12, 0)
        box.setSpacing(8)
        box.addWidget(Initial(item.name))
        name = label(item.name, 14, 600)
        name.setMinimumWidth(52)
        box.addWidget(name)
        field = ElidedLabel(item.field, 13, tone="text2")
        box.addWidget(field, 2)
        box.addWidget(ThinBar(item.share, accessible=f"{item.name} 입력"), 2)
        icon, tone = STATES[item.state]
        box.addWidget(IconLabel(icon, f"{tone}.icon", 13))
        words = label(item.words, 13, tone=tone)
        words.setMinimumWidth(64)
        box.addWidget(words)
        if item.due is not None:
            box.addWidget(DDay(item.due, item.today))
        act = button("대신 입력", run=lambda: self.wanted.emit(item.member_id), compact=True)
        act.setAccessibleName(f"{item.name} 점수 대신 입력")
        act.setObjectName(f"enter-{item.member_id}")
        box.addWidget(asking(act, Duty.EVALUATE))
        return holder


def scrolled_rows(rows: Rows) -> QWidget:
    """Return rows that scroll within their panel."""
    inner = QWidget()
    inner.setProperty("role", "plain")
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(rows)
    box.addStretch(1)
    return scroll_area(inner)
