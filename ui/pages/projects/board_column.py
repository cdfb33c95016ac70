"""One stage of the board: its head, what a card dropped here would ask for, its cards."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.choices import StageKind
from app.domain.listing import Summary
from ui import theme
from ui.context import Context
from ui.pages.projects.card_list import CardList, DragTarget
from ui.pages.projects.cards import CARD
from ui.pages.projects.drop_panel import STATES, DropPanel
from ui.pages.projects.moves import Move
from ui.widgets.badges import StageNumber
from ui.widgets.controls import button
from ui.widgets.text import IconLabel, label


class BoardColumn(QFrame):
    """One stage of the board."""

    addRequested = Signal()

    def __init__(self, context: Context, drag: DragTarget, kind: StageKind) -> None:
        """Make the empty column of the stage ``kind``."""
        super().__init__()
        self.kind = kind
        self._edge = ""
        self.count = label("", 14, tone="text2")
        self.mean = label("", 13, tone="text2")
        self.gate = label("", 13, tone="text2")
        self.stalled = label("", 13, 500, "danger")
        self.panel = DropPanel()
        self.cards = CardList(context, drag, kind.label)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 12, 1, 8)
        box.setSpacing(0)
        box.addLayout(_row(StageNumber(kind.number), label(kind.label, 16, 600), self.count, None, self.mean))
        box.addSpacing(6)
        box.addLayout(_row(IconLabel("signpost", "text2", 14), self.gate, None, self.stalled))
        box.addSpacing(10)
        box.addLayout(_padded(self.panel))
        box.addWidget(self.cards, 1)
        if kind is StageKind.PLANNING:
            add = button("과제 추가", "plus", "ghost", self.addRequested.emit, compact=True)
            box.addLayout(_row(add, None))

    def show_cards(self, ids: Sequence[int], rows: Sequence[Any], figures: dict[str, Summary] | None) -> None:
        """Show the projects of the stage; the place in the list and the framed card stay."""
        current, place = self.cards.current_id(), self.cards.verticalScrollBar().value()
        wanted = set(ids)
        self.cards.records().set_ids(ids, [row for row in rows if row.id in wanted])
        row = self.cards.records().row_of(current) if current is not None else -1
        self.cards.lay_out_until(max(row, place // CARD))
        if row >= 0:
            self.cards.frame(row)
        self.cards.verticalScrollBar().setValue(place)
        self.count.setText(f"{len(ids):,}건")
        mean = figures["stage_progress"].mean if figures else None
        self.mean.setText(f"평균 {mean:.0f}%" if mean is not None else "")
        self.gate.setText(_gate_words(self.kind, figures["criteria_total"] if figures else None))

    def show_stalled(self, count: int) -> None:
        """Say how many of the stage stand still."""
        self.stalled.setText(f"정체 {count:,}" if count else "")

    def show_move(self, move: Move | None) -> None:
        """Say what dropping here asks for, framed in the colour of the state; None is no target."""
        self._edge = "" if move is None else STATES[move.kind][0]
        if move is None:
            self.panel.hide()
        else:
            self.panel.show_move(move)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the stage's colour along the top and the edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(whole, theme.RADIUS_PANEL, theme.RADIUS_PANEL)
        painter.fillPath(shape, theme.color("neutral"))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, self.width(), 3), theme.color(f"stages.{self.kind.number - 1}"))
        painter.restore()
        edge = QPen(theme.color(f"{self._edge}.icon"), 2) if self._edge else QPen(theme.color("line"), 1)
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)


def _gate_words(kind: StageKind, criteria: Summary | None) -> str:
    when = "마칠 때" if kind is StageKind.FEEDBACK else "나갈 때"
    if criteria is None or not criteria.high:
        return f"{when}: {kind.label} 관문"
    number = f"{criteria.high}" if criteria.low in (criteria.high, 0) else f"{criteria.low}–{criteria.high}"
    return f"{when}: {kind.label} 관문 증빙 {number}종"


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 12, 0)
    row.setSpacing(8)
    for part in parts:
        row.addStretch(1) if part is None else row.addWidget(part)
    return row


def _padded(panel: QWidget) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setContentsMargins(7, 0, 7, 8)
    box.addWidget(panel)
    return box
