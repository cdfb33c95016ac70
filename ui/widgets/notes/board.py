"""The board of note cards: thousands of them on one ground, of which only what is seen is painted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from ui import theme
from ui.widgets.notes import keys, scene
from ui.widgets.notes.editor import NoteEditor
from ui.widgets.notes.layout import CARD, GAP, HEAD, MARGIN, Column, Note, NoteLayout
from ui.widgets.notes.paint import CardCache
from ui.widgets.notes.pointer import Pointer
from ui.widgets.notes.selection import NoteSelection


class NoteBoard(QAbstractScrollArea):
    """Cards in columns with the whole keyboard and pointer; what is done is asked for by signals.

    Arrows go from card to card; Shift, Ctrl and a frame drawn on the ground select several; Alt and an arrow
    moves the selected cards; F2 or a double click asks to write on a card where it lies, Enter opens it,
    Delete and Ctrl+C/V/A do what they do elsewhere, N asks for a new card.  With ``voting`` Space gives a dot
    and Backspace takes one back; a double click gives one too.
    """

    opened = Signal(int)
    editAsked = Signal(int)
    edited = Signal(int, str)
    """A card, and what it is to say."""
    editLost = Signal(str)
    """What was being written on a card that is gone from the board."""
    currentChanged = Signal(object)
    selectionChanged = Signal()
    moved = Signal(object, object, object)
    """Cards (ids in order), the key of the column, the card before which they go or None."""
    deleteAsked = Signal()
    copyAsked = Signal()
    pasteAsked = Signal()
    newAsked = Signal(object)
    """The key of the column that the new card is for."""
    dotAsked = Signal(int, int)
    menuRequested = Signal(object, QPoint)
    headMenuRequested = Signal(object, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty board called ``name``."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.voting = False
        self.geometry_ = NoteLayout()
        self.notes: dict[int, Note] = {}
        self.selection = NoteSelection(self.geometry_)
        self.cache = CardCache()
        self.pointer = Pointer(self)
        self.verticalScrollBar().setSingleStep((CARD + GAP) // 3)
        self.horizontalScrollBar().setSingleStep(40)
        theme.notifier().changed.connect(self.viewport().update)
        self.editor = NoteEditor(self.viewport())
        self.editor.stored.connect(self.edited)
        self.editor.closed.connect(self._after_edit)

    # -- what is shown

    def set_notes(self, columns: Sequence[Column], notes: Mapping[int, Note]) -> None:
        """Show other cards; what was selected and is still there stays selected."""
        self.notes = dict(notes)
        self.geometry_.set_columns(columns)
        self.selection.keep()
        self._fit()
        self._keep_editor()
        self.viewport().update()

    # -- writing on a card

    def begin_edit(self, card: int, text: str | None = None, wrong: str = "") -> None:
        """Let a card be written on; ``text`` is what was refused before, ``wrong`` says why."""
        note, place = self.notes.get(card), self.geometry_.place(card)
        if note is None or place is None:
            return
        self.set_current(card)
        self.editor.begin(card, note.text if text is None else text, note.text, wrong)
        self._place_editor()

    def _keep_editor(self) -> None:
        card = self.editor.card
        if card is not None and self.geometry_.place(card) is None:
            text = self.editor.field.value()
            self.editor.cancel()
            self.editLost.emit(text)

    def _place_editor(self) -> None:
        place = self.geometry_.place(self.editor.card) if self.editor.card is not None else None
        if place is not None:
            self.editor.place(self.geometry_.rect(*place).translated(-self.offset()))

    def _after_edit(self) -> None:
        if self.editor.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_edit(self) -> None:
        """Hand over what is being written on a card."""
        self.editor.finish(leaving=True)

    def set_note(self, note: Note) -> None:
        """Paint one card anew."""
        self.notes[note.id] = note
        self._update_card(note.id)

    def current_id(self) -> int | None:
        """Return the framed card."""
        return self.selection.current

    def selected(self) -> list[int]:
        """Return the selected cards in the order of the board, else the framed one."""
        return self.selection.cards()

    def set_current(self, card: int | None) -> None:
        """Frame and select one card and bring it into view."""
        self.selection.set_current(card)
        if card is not None:
            self.reveal(card)
        self.tell_selection()

    def tell_selection(self) -> None:
        """Repaint and say what is selected, to assistive technology too."""
        self.viewport().update()
        note = self.notes.get(self.selection.current or 0)
        self.setAccessibleDescription(note.text if note else "")
        self.selectionChanged.emit()
        self.currentChanged.emit(self.selection.current)

    def reveal(self, card: int) -> None:
        """Scroll as little as shows the whole card below the headings."""
        place = self.geometry_.place(card)
        if place is None:
            return
        rect = self.geometry_.rect(*place)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        low, high = rect.bottom() + 12 - self.viewport().height(), rect.top() - HEAD - 12
        down.setValue(max(low, min(high, down.value())))
        low, high = rect.right() + MARGIN + 10 - self.viewport().width(), rect.left() - MARGIN - 10
        across.setValue(max(low, min(high, across.value())))

    # -- scrolling

    def offset(self) -> QPoint:
        """Return where the viewport stands on the board."""
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        view = self.viewport().size()
        self.geometry_.fit(view.width())
        whole = self.geometry_.size()
        for bar, have, need in (
            (self.horizontalScrollBar(), view.width(), whole.width()),
            (self.verticalScrollBar(), view.height(), whole.height()),
        ):
            bar.setRange(0, max(0, need - have))
            bar.setPageStep(have)
        self._place_editor()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint what is seen now."""
        self._place_editor()
        self.viewport().update()

    # -- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is under the pointer."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag cards, or draw the frame."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what was taken."""
        self.pointer.release(event)

    def ask_move(self, cards: Sequence[int], at: int, row: int) -> None:
        """Ask to put cards before a place, unless they stand there already."""
        column = self.geometry_.columns[at]
        rest = [card for card in column.ids[row:] if card not in set(cards)]
        before = rest[0] if rest else None
        ahead = [card for card in column.ids[:row] if card not in set(cards)]
        if tuple([*ahead, *cards, *rest]) != column.ids:
            self.moved.emit(list(cards), column.key, before)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write on the card, or give it a dot."""
        card = self.geometry_.hit(event.position().toPoint() + self.offset())
        if card is not None and self.voting:
            self.dotAsked.emit(card, 1)
        elif card is not None:
            self.pointer.let_go()
            self.editAsked.emit(card)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu on the card under the pointer, or on the framed one from the keyboard."""
        card, at = self.geometry_.hit(event.pos() + self.offset()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            card = self.selection.current
            place = self.geometry_.place(card) if card is not None else None
            if place is not None:
                at = self.viewport().mapToGlobal(self.geometry_.rect(*place).center() - self.offset())
        if card is not None:
            self.menuRequested.emit(card, at)

    # -- keyboard

    def event(self, event: QEvent) -> bool:
        """Keep Alt with an arrow for moving cards, and N for a new card, while the board has the focus."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and keys.wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the cards; see the class."""
        if not keys.press(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Frame a card as soon as the board has the focus by key."""
        super().focusInEvent(event)
        order = self.geometry_.order()
        if self.selection.current is None and order and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.set_current(order[0])
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Frame the card more quietly."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of the card under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            note = self.notes.get(self.geometry_.hit(event.pos() + self.offset()) or 0)
            QToolTip.showText(event.globalPos(), note.text if note else "", self.viewport())
            return True
        return super().viewportEvent(event)

    # -- painting

    def _update_card(self, card: int) -> None:
        place = self.geometry_.place(card)
        if place is not None:
            rect = self.geometry_.rect(*place).translated(-self.offset())
            self.viewport().update(rect.adjusted(-4, -4, 4, 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene.paint(self, painter, event.rect())
