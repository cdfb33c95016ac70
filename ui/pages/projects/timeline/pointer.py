"""The pointer on the timeline: it tells of what is under it, pulls bars, ties two with Ctrl."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.domain.dependency import Grip
from app.domain.timeline import STAGE, BarState, Dot, Node
from ui.pages.projects.timeline import telling
from ui.pages.projects.timeline.card import tell_dot, tell_node
from ui.pages.projects.timeline.drag import Drag
from ui.pages.projects.timeline.line import HEAD, LANE

if TYPE_CHECKING:
    from ui.pages.projects.timeline.view import TimelineView

_EDGE, _DOT = 5, 6
_WAIT_MS = 300
_MARGIN, _STEP, _TICK_MS = 40, 14, 16
_Cursor = Qt.CursorShape


class Pointer:
    """What the pointer does on one timeline."""

    def __init__(self, view: "TimelineView") -> None:
        """Begin with nothing taken."""
        self._view = view
        self._pressed: tuple[QPoint, Node, Grip] | None = None
        self._begun = 0
        self.pulling = False
        self.hover = -1
        self.link: tuple[QPointF, QPointF] | None = None
        self._at = QPoint()
        self._wait = QTimer(view)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._wait.timeout.connect(self.tell)
        self._scroll = QTimer(view)
        self._scroll.setInterval(_TICK_MS)
        self._scroll.timeout.connect(self._scroll_on)

    # -- what is under it

    def node_at(self, at: QPoint) -> tuple[Node, QRectF] | None:
        """Return the stage or 할 일 under a point of the line, the topmost one."""
        view = self._view
        if at.x() < view.name:
            return None
        point = QPointF(at)
        found = [pair for pair in view.nodes(view.row_at(at)) if pair[1].contains(point)]
        # a 할 일 lies below the bars and is small, so it is found first
        found.sort(key=lambda pair: (pair[0][0] != STAGE, pair[1].left()))
        return found[-1] if found else None

    def dot_at(self, at: QPoint) -> Dot | None:
        """Return the session under a point."""
        view = self._view
        row_at = view.row_at(at)
        row = view.row(row_at)
        if row is None or at.x() < view.name or abs(at.y() - view.top_of(row_at) - LANE) > _DOT:
            return None
        shown = view.shown()
        middle = view.line.scale / 2
        near = [(abs(shown.x(dot.day) + middle - at.x()), place) for place, dot in enumerate(row.dots)]
        best = min(near, default=(_DOT + 1, -1))
        return row.dots[best[1]] if best[0] <= _DOT else None

    def grip_at(self, at: QPoint, node: Node, rect: QRectF) -> Grip:
        """Return how a bar is taken at a point: by an end where it is near, else as a whole."""
        row = self._view.row(self._view.row_at(at))
        bar = row.bar(node[1]) if row is not None and node[0] == STAGE else None
        if bar is None or rect.width() < 3 * _EDGE:
            return Grip.WHOLE
        if rect.right() - at.x() <= _EDGE:
            return Grip.END
        begun = bar.state is not BarState.PLANNED
        return Grip.START if at.x() - rect.left() <= _EDGE and not begun else Grip.WHOLE

    def choose(self, at: QPoint) -> None:
        """Stand on what is under a point."""
        row, found = self._view.row_at(at), self.node_at(at)
        if row >= 0:
            self._view.stand(row, found[0] if found else None)

    # -- what it does

    def press(self, event: QMouseEvent) -> None:
        """Stand on what is under the pointer; fold a heading; a bar may be pulled from here."""
        view, at = self._view, event.position().toPoint()
        self._wait.stop()
        row = view.row_at(at)
        self.choose(at)
        if event.button() != Qt.MouseButton.LeftButton or row < 0:
            return
        if view.model_.group_at(row) is not None:
            view.fold(row)
            return
        found = self.node_at(at)
        if found is not None:
            self._pressed = (at, found[0], self.grip_at(at, *found))
            self._begun = view.horizontalScrollBar().value()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.link = (found[1].center(), event.position())

    def move(self, event: QMouseEvent) -> None:
        """Pull, tie, or tell."""
        at = self._at = event.position().toPoint()
        if self.link is not None:
            self.link = (self.link[0], event.position())
            self._view.viewport().update()
        elif self._pressed is not None:
            self._pull(at, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            self._over(at)

    def _pull(self, at: QPoint, alone: bool) -> None:
        if self._pressed is None:
            return
        view, (start, node, grip) = self._view, self._pressed
        if not self.pulling:
            row = view.row(view.current)
            if row is None or abs(at.x() - start.x()) < QApplication.startDragDistance():
                return
            self.pulling = True
            view.drag = Drag(row, node, grip)
            self._scroll.start()
        if view.drag is not None:
            scrolled = view.horizontalScrollBar().value() - self._begun
            view.drag.pull(round((at.x() - start.x() + scrolled) / view.line.scale), alone)
            telling.tell_drag(view, at)

    def _scroll_on(self) -> None:
        """Go on along the line while something is held at its edge."""
        view = self._view
        right = view.viewport().width() - _MARGIN
        by = _STEP if self._at.x() > right else -_STEP if self._at.x() < view.name + _MARGIN else 0
        if by and view.drag is not None:
            bar = view.horizontalScrollBar()
            bar.setValue(bar.value() + by)
            self._pull(self._at, view.drag.alone)

    def release(self, event: QMouseEvent) -> None:
        """Write what was pulled, or tie what was led to."""
        link, pulling = self.link, self.pulling
        pressed = self._pressed
        self.stop()
        if link is not None and pressed is not None:
            self._tie(pressed[1], event.position().toPoint())
        elif pulling:
            self._view.end_drag(write=True)

    def stop(self) -> None:
        """Let go of everything."""
        self._scroll.stop()
        self._pressed, self.link, self.pulling = None, None, False
        self._view.viewport().update()

    def _tie(self, before: Node, at: QPoint) -> None:
        view, found = self._view, self.node_at(at)
        record = view.current_id()
        if found is None or found[0] == before or record is None:
            return
        if view.row_at(at) != view.current:
            view.said.emit("같은 과제의 단계와 할 일만 이을 수 있습니다.")
            return
        view.tied.emit(record, before, found[0])

    def _over(self, at: QPoint) -> None:
        view = self._view
        row, found = view.row_at(at), self.node_at(at)
        grip = self.grip_at(at, *found) if found else Grip.WHOLE
        view.viewport().setCursor(_Cursor.SizeHorCursor if grip is not Grip.WHOLE else _Cursor.ArrowCursor)
        if row != self.hover:
            self.hover = row
            view.viewport().update()
        view.card.hide()
        self._wait.start()

    def leave(self) -> None:
        """Tell of nothing any more."""
        self._wait.stop()
        if not self.pulling:
            self._view.card.hide()
        if self.hover != -1:
            self.hover = -1
            self._view.viewport().update()

    def tell(self) -> None:
        """Show the card of what the pointer has rested on."""
        view, at = self._view, self._at
        row = view.row(view.row_at(at))
        dot, found = self.dot_at(at), self.node_at(at)
        if row is None or self.pulling:
            return
        if found is not None:
            tell_node(view.card, row, found[0], view.today)
        elif dot is not None:
            tell_dot(view.card, dot, view.today)
        else:
            return
        view.card.show_at(at, view.viewport().rect().adjusted(0, HEAD, 0, 0))
