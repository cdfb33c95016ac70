"""The timeline itself: thousands of projects on one line of days, of which only what is seen is painted."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.domain.timeline import Node, Span, TimelineRow
from app.domain.timescale import years
from ui import theme
from ui.models.records import RecordTableModel
from ui.pages.projects.timeline import keys, scene
from ui.pages.projects.timeline.card import HoverCard, spoken
from ui.pages.projects.timeline.drag import Drag
from ui.pages.projects.timeline.ground import Ground
from ui.pages.projects.timeline.line import HEAD, ROW, Line, Tops
from ui.pages.projects.timeline.paint import places
from ui.pages.projects.timeline.pointer import Pointer


class TimelineView(Ground):
    """Projects in rows, days from left to right, with the whole keyboard and pointer.

    Up and down go from project to project, left and right from bar to bar; Alt and an arrow pull the bar by
    days (up and down: by weeks), with Shift its end; letting Alt go writes it, Esc takes it back.  What is
    done is asked for by signals.
    """

    opened = Signal(int)
    menuRequested = Signal(object, QPoint)
    moved = Signal(object, object)
    """A ``Change``, and the project as it is afterwards."""
    tied = Signal(int, object, object)
    tiesAsked = Signal(int)
    datesAsked = Signal(int, object)
    copyAsked = Signal()
    said = Signal(str)

    def __init__(self, model: RecordTableModel, rows: Mapping[int, TimelineRow], parent: QWidget) -> None:
        """Show the rows of ``model``; ``rows`` holds those that have been read."""
        super().__init__(model, parent)
        self.setAccessibleName("타임라인")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.rows = rows
        self.current = -1
        self.node: Node | None = None
        self.drag: Drag | None = None
        self.card = HoverCard(self.viewport())
        self.pointer = Pointer(self)
        theme.notifier().changed.connect(self.viewport().update)

    # -- what is shown

    def show_rows(self, bounds: Span | None, today: date) -> None:
        """Show what the model holds now, on a line that has room for ``bounds`` and for today."""
        kept, left = self.current_id(), self.first_day()
        self.today = today
        self.tops = Tops(self.model_.rowCount(), self.model_.heading_rows())
        whole = bounds or Span(today, today)
        first, last = years(min(whole.first, today), max(whole.last, today))
        self.line = Line(first, last, self.line.scale)
        self.current = self.model_.row_of(kept) if kept is not None else self.current
        if not 0 <= self.current < self.tops.count:
            self.current = next((n for n in range(self.tops.count) if self.model_.id_at(n) is not None), -1)
        self.fit()
        self.horizontalScrollBar().setValue(round(self.line.x(left)))
        self.came()

    def came(self) -> None:
        """Paint what has arrived, and say what is still wanted."""
        self._name_current()
        self.look()

    def row(self, at: int) -> TimelineRow | None:
        """Return the project at a row, None for a heading and for one that has not come yet."""
        record = self.model_.id_at(at)
        return self.rows.get(record) if record is not None else None

    def current_id(self) -> int | None:
        """Return the project of the current row."""
        return self.model_.id_at(self.current)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint another part; what was told of the old one is no longer under the pointer."""
        self.card.hide()
        super().scrollContentsBy(dx, dy)

    # -- where one stands

    def nodes(self, at: int) -> list[tuple[Node, QRectF]]:
        """Return stages and 할 일 of a row by their days, with where they stand on the screen."""
        row = self.row(at)
        if row is None:
            return []
        shift = QPointF(self.name - self.horizontalScrollBar().value(), self.top_of(at))
        found = [(node, rect.translated(shift)) for node, rect in places(row, self.line)]
        return sorted(found, key=lambda pair: pair[1].left())

    def rect_of(self, at: int, node: Node | None) -> QRectF | None:
        """Return where a stage or 할 일 stands on the screen."""
        return next((rect for one, rect in self.nodes(at) if one == node), None)

    def stand(self, row: int, node: Node | None = None) -> None:
        """Make a row the current one, and one of its bars."""
        self.end_drag(write=True)
        self.current, self.node = row, node
        self.card.hide()
        self._name_current()
        self.viewport().update()

    def reveal(self) -> None:
        """Scroll until the current row and its bar are seen."""
        if self.current < 0:
            return
        down = self.verticalScrollBar()
        top = self.tops.top(self.current)
        page = self.viewport().height() - HEAD
        down.setValue(min(max(down.value(), top + self.tops.height(self.current) - page), top))
        rect = self.rect_of(self.current, self.node)
        if rect is not None:
            left, right = self.name + 8, self.viewport().width() - 8
            across = self.horizontalScrollBar()
            if rect.right() > right:
                across.setValue(across.value() + round(min(rect.right() - right, rect.left() - left)))
            elif rect.left() < left:
                across.setValue(across.value() + round(rect.left() - left))

    def _name_current(self) -> None:
        row, group = self.row(self.current), self.model_.group_at(self.current)
        here = spoken(row, self.node, self.today) if row else ""
        if group is not None:
            here = f"{group.label} {self.model_.meta(group)}"
        self.setAccessibleName(f"타임라인 {len(self.model_.ids()):,}건. {here}".strip())

    def fold(self, row: int) -> None:
        """Fold or unfold a group."""
        self.model_.fold(row)
        self.tops = Tops(self.model_.rowCount(), self.model_.heading_rows())
        self.fit()
        self.stand(min(row, self.tops.count - 1))
        self.look()

    # -- pulling

    def end_drag(self, write: bool) -> None:
        """Let go of what is pulled: written, or put back."""
        drag, self.drag = self.drag, None
        self.card.hide()
        change = drag.change() if drag is not None and write else None
        if change is not None and drag is not None:
            self.moved.emit(change, drag.preview())
        elif drag is not None and write and drag.refused:
            self.said.emit(drag.refused)
        self.viewport().update()

    # -- events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is seen."""
        painter = QPainter(self.viewport())
        scene.draw(painter, self)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("primary"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is under the pointer."""
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull what was taken, or tell of what is under the pointer."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what was taken."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the project."""
        record = self.model_.id_at(self.row_at(event.position().toPoint()))
        if record is not None:
            self.opened.emit(record)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell of nothing any more."""
        super().leaveEvent(event)
        self.pointer.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of what is under the pointer, or of the current bar from the keyboard."""
        self.end_drag(write=False)
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.rect_of(self.current, self.node) or QRect(
                self.name, self.top_of(self.current), 40, ROW
            )
            at = self.viewport().mapToGlobal(
                rect.toRect().center() if isinstance(rect, QRectF) else rect.center()
            )
        else:
            self.pointer.choose(self.viewport().mapFromGlobal(at))
        record = self.current_id()
        if record is not None:
            self.menuRequested.emit(record, at)

    def event(self, event: QEvent) -> bool:
        """Keep keys that the window has a shortcut for while a bar is the current one."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and keys.wants(self, event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key asks for."""
        if not keys.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Write what was pulled with Alt once Alt is let go."""
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat() and not self.pointer.pulling:
            self.end_drag(write=True)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where one stands."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write what was pulled by the keyboard."""
        super().focusOutEvent(event)
        if not self.pointer.pulling:
            self.end_drag(write=True)
        self.viewport().update()
