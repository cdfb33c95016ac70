"""The board: four stages side by side; a card dragged on asks the gate, dragged back opens it again."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.choices import StageKind
from app.domain.stage import Stage
from app.services import stages
from ui import theme
from ui.context import Context
from ui.pages.projects.board_column import BoardColumn
from ui.pages.projects.card_list import CardList
from ui.pages.projects.cards import CARD, paint_card
from ui.pages.projects.filter_line import BoardFilters
from ui.pages.projects.mover import Mover
from ui.pages.projects.moves import plan
from ui.pages.projects.reading import ListRead
from ui.pages.projects.selection import Selection
from ui.widgets.controls import EmptyState


class LiftedCard(QWidget):
    """The card that follows the pointer."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden card."""
        super().__init__(parent)
        self.row: Any = None
        self.grip = QPoint()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lift(self, row: Any, width: int) -> None:
        """Show the card of ``row``."""
        self.row = row
        self.resize(width, CARD)
        self.grip = QPoint(width // 2, CARD // 3)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card with a soft edge around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.row is not None:
            paint_card(painter, self.rect(), self.row, "lifted")


class Board(QWidget):
    """Own projects by stage."""

    opened = Signal(int)
    cleared = Signal()
    addRequested = Signal()
    menuRequested = Signal(object, QPoint)

    def __init__(self, context: Context) -> None:
        """Make the four columns, still empty."""
        super().__init__()
        self.context = context
        self.mover = Mover(self, context)
        self.filters = BoardFilters()
        self.columns = [BoardColumn(context, self, kind) for kind in StageKind]
        self.lifted = LiftedCard(self)
        self._source: CardList | None = None
        self._record: int | None = None
        self._target: BoardColumn | None = None
        self._stages: list[Stage] = []
        self._lay_out()
        self.filters.cleared.connect(self.cleared)
        for column in self.columns:
            self._connect(column)

    def _lay_out(self) -> None:
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(theme.PADDING, 4, theme.PADDING, theme.PADDING)
        row.setSpacing(theme.GAP)
        for column in self.columns:
            row.addWidget(column, 1)
        self.nothing = EmptyState(
            "거르기에 맞는 과제가 없습니다.", "모두 지우기", self.cleared.emit, "list-filter"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(columns)
        self.stack.addWidget(self.nothing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filters)
        box.addWidget(self.stack, 1)

    def _connect(self, column: BoardColumn) -> None:
        cards = column.cards
        cards.opened.connect(self.opened)
        cards.menuRequested.connect(self.menuRequested)
        cards.sidestepped.connect(partial(self._sidestep, column))
        cards.asked.connect(lambda step: self.step(cards.current_id(), step))
        column.addRequested.connect(self.addRequested)

    def show_list(self, read: ListRead, selection: Selection) -> None:
        """Show the projects read; a card framed before is framed where it stands now."""
        focused = next((c.cards for c in self.columns if c.cards.hasFocus()), None)
        current = focused.current_id() if focused else None
        for column, group in zip(self.columns, read.groups, strict=True):
            figures = read.figures.get(group.key)
            column.show_cards(group.ids, read.rows, dict(figures) if figures else None)
            column.show_stalled(read.stalled.get(group.key, 0))
        if focused is not None and current is not None and focused.current_id() != current:
            self.frame(current)
        empty = selection.filtered() and not read.count()
        self.stack.setCurrentIndex(int(empty))

    def frame(self, record: int) -> None:
        """Frame the card of a project and give it the focus."""
        for column in self.columns:
            row = column.cards.records().row_of(record)
            if row >= 0:
                column.cards.setFocus()
                column.cards.frame(row)

    def take_focus(self) -> None:
        """Begin in the first column; as its focus proxy it would hide the filters from Tab."""
        self.columns[0].cards.setFocus()

    def current_id(self) -> int | None:
        """Return the project of the framed card."""
        return next((c.cards.current_id() for c in self.columns if c.cards.hasFocus()), None)

    def _sidestep(self, column: BoardColumn, step: int) -> None:
        row = column.cards.currentIndex().row()
        place = self.columns.index(column) + step
        while 0 <= place < len(self.columns):
            cards = self.columns[place].cards
            if cards.records().rowCount():
                cards.frame(row)
                cards.setFocus()
                return
            place += step

    # -- moving

    def step(self, record: int | None, by: int) -> None:
        """Ask to move a project one stage on (1) or back (-1)."""
        if record is not None:
            self.mover.step(record, by)

    def menu_entries(self, record: int) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the moves of a card as menu entries."""
        return [
            ("다음 단계로 옮기기…\tAlt+→", partial(self.step, record, 1)),
            ("앞 단계로 되돌리기…\tAlt+←", partial(self.step, record, -1)),
        ]

    def drag_begins(self, cards: CardList, record: int) -> None:
        """Lift the card and read what its gates ask for."""
        self._source, self._record, self._stages = cards, record, []
        cards.moving = record
        cards.viewport().update()
        self.lifted.lift(cards.records().records_of([record])[0], cards.viewport().width() - 16)
        self.context.tasks.read(
            self, lambda ws: stages.of_project(ws, record), self._know_stages, key="dragged"
        )

    def _know_stages(self, found: list[Stage]) -> None:
        self._stages = found
        self._show_move()

    def drag_moves(self, at: QPoint) -> None:
        """Carry the card to the global point ``at`` and say what the stage below it asks for."""
        here = self.mapFromGlobal(at)
        self.lifted.move(here - self.lifted.grip)
        under = next((column for column in self.columns if self._area(column).contains(here)), None)
        if under is not self._target:
            if self._target is not None:
                self._target.show_move(None)
            self._target = under
            self._show_move()

    def _area(self, column: BoardColumn) -> QRect:
        return QRect(column.mapTo(self, QPoint(0, 0)), column.size())

    def _show_move(self) -> None:
        target = self._target
        if target is not None and self._source is not None and target.cards is not self._source:
            target.show_move(plan(self._stages, target.kind.number))

    def drag_ends(self, drop: bool) -> None:
        """Put the card down: on another stage its gate is asked, anywhere else nothing happens."""
        source, record, target = self._source, self._record, self._target
        self._source = self._record = self._target = None
        self.lifted.hide()
        if source is not None:
            source.moving, source.dragging = None, False
            source.viewport().update()
        if target is not None:
            target.show_move(None)
            if drop and record is not None and target.cards is not source:
                self.mover.move(record, target.kind.number)
