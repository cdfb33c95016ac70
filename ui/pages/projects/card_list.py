"""The cards of one stage: the whole keyboard, the pointer, and dragging a card out."""

from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView

from app.domain.project import PROJECT_FIELDS
from app.services import board
from ui import theme
from ui.context import Context
from ui.models.records import RecordTableModel
from ui.pages.projects.cards import CardDelegate

Index = QModelIndex | QPersistentModelIndex
TITLE = 1
BATCH = 300


class DragTarget(Protocol):
    """What a card list tells of a card that is dragged."""

    def drag_begins(self, cards: "CardList", record: int) -> None:
        """Lift the card of ``record``."""

    def drag_moves(self, at: QPoint) -> None:
        """Follow the pointer to the global point ``at``."""

    def drag_ends(self, drop: bool) -> None:
        """Drop the card, or put it back."""


class CardList(QListView):
    """The cards of one stage, fetched as they are seen; ``asked(step)`` comes with Alt and an arrow."""

    opened = Signal(int)
    menuRequested = Signal(object, QPoint)
    sidestepped = Signal(int)
    asked = Signal(int)

    def __init__(self, context: Context, drag: DragTarget, name: str) -> None:
        """Make an empty list of the stage called ``name``."""
        super().__init__()
        self._drag = drag
        self._pressed: QPoint | None = None
        self._hover = -1
        self.moving: int | None = None
        self.dragging = False
        model = RecordTableModel(PROJECT_FIELDS[:1], lambda ids: board.cards(context.workspace, ids), self)
        self.setModel(model)
        self.setModelColumn(TITLE)
        self.setItemDelegate(CardDelegate(self))
        self.setAccessibleName(f"{name} 단계 과제")
        self.setStyleSheet("QListView { background: transparent; }")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        # Qt asks for every card while it lays them out: 10,000 at once would hold the window up.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def records(self) -> RecordTableModel:
        """Return the model."""
        model = self.model()
        assert isinstance(model, RecordTableModel)  # noqa: S101 - set at the start
        return model

    def card_state(self, index: Index) -> str:
        """Return how a card looks, for the delegate."""
        record = self.records().id_at(index.row())
        if record == self.moving:
            return "moving"
        if self.hasFocus() and index.row() == self.currentIndex().row():
            return "current"
        return "hover" if index.row() == self._hover else ""

    def current_id(self) -> int | None:
        """Return the project of the framed card."""
        return self.records().id_at(self.currentIndex().row())

    def frame(self, row: int) -> None:
        """Frame the card at ``row``, the last one where there are fewer."""
        last = self.records().rowCount() - 1
        self.setCurrentIndex(self.records().index(min(max(row, 0), last), TITLE))

    def lay_out_until(self, row: int) -> None:
        """Let the first batch reach the card at ``row``, so that it can be framed at once."""
        self.setBatchSize(max(BATCH, row + BATCH))

    # -- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Frame the card; it may be dragged from here."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton and self.indexAt(at).isValid()
        self._pressed = at if left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card, or light the one under the pointer."""
        at = event.position().toPoint()
        record = self.current_id()
        if self.dragging:
            self._drag.drag_moves(event.globalPosition().toPoint())
        elif self._pressed is not None and record is not None:
            if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self.dragging = True
                self._drag.drag_begins(self, record)
                self._drag.drag_moves(event.globalPosition().toPoint())
        else:
            self._light(self.indexAt(at).row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the card."""
        self._pressed = None
        if self.dragging:
            self._drag.drag_ends(drop=True)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the project."""
        record = self.records().id_at(self.indexAt(event.position().toPoint()).row())
        if record is not None:
            self.opened.emit(record)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the card under the pointer."""
        super().leaveEvent(event)
        self._light(-1)

    def _light(self, row: int) -> None:
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu on the card under the pointer, or on the framed one from the keyboard."""
        index, at = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        record = self.records().id_at(index.row())
        if record is not None:
            self.menuRequested.emit(record, at)

    # -- keyboard

    def event(self, event: QEvent) -> bool:
        """Keep Alt with an arrow for moving cards while one is framed; elsewhere it goes back and forward."""
        if event.type() == QEvent.Type.ShortcutOverride and self.current_id() is not None:
            assert isinstance(event, QKeyEvent)  # noqa: S101 - this type has this event
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card and from stage to stage; Alt moves the project, Enter opens it."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        record = self.current_id()
        if self.dragging and event.key() == Qt.Key.Key_Escape:
            self._drag.drag_ends(drop=False)
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.asked.emit(step)
        elif step:
            self.sidestepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and record is not None:
            self.opened.emit(record)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Frame a card as soon as the list has the focus."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.records().rowCount():
            self.frame(0)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards, or say that there are none."""
        super().paintEvent(event)
        if not self.records().rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(theme.font(13))
            painter.setPen(theme.color("text3"))
            area = self.viewport().rect().adjusted(0, 24, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, "이 단계의 과제가 없습니다")
