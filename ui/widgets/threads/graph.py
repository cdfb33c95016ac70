"""실타래 as a picture: layers from 목소리 to 반영, zoomed and dragged, one chain lit at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.domain.finding import Thread
from ui import theme
from ui.widgets.threads.layout import Ref
from ui.widgets.threads.picture import READABLE, ThreadPicture

LEAST, MOST = 0.08, 2.5


class ThreadGraph(QWidget):
    """Ctrl and the wheel zoom, wheel or drag moves, arrows follow the thread, Enter opens, 0 shows all."""

    chosen = Signal(object)
    opened = Signal(str, int)

    def __init__(self) -> None:
        """Make an empty picture."""
        super().__init__()
        self.setAccessibleName("실타래")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.picture = ThreadPicture()
        self.hovered: Ref | None = None
        self.scale_, self.origin = 1.0, QPointF(0, 0)
        self._grabbed: QPointF | None = None
        theme.notifier().changed.connect(self.update)

    # -- what is shown

    def set_thread(self, thread: Thread, kinds: Sequence[str] = (), current: Ref | None = None) -> None:
        """Show the records of ``kinds`` (none: all); the chosen one stays chosen where it is shown."""
        first = not self.picture.spots
        self.picture.lay_out(thread, kinds)
        spots = self.picture.spots
        self.picture.current = next((ref for ref in (current, self.picture.current) if ref in spots), None)
        self.hovered = None
        self._light()
        if first:
            self.begin()
        if self.picture.current is not None:
            self.reveal(self.picture.current)

    def set_current(self, ref: Ref | None) -> None:
        """Choose a record and light its chain."""
        self.picture.current = ref
        self._light()
        if ref is not None:
            self.reveal(ref)
            self.setAccessibleDescription(self.picture.spots[ref].text)
        self.chosen.emit(ref)

    def _light(self) -> None:
        ref = self.picture.current or self.hovered
        self.picture.light(ref)
        self.update()

    # -- geometry

    def to_picture(self, point: QPoint | QPointF) -> QPointF:
        """Return a point of the widget on the picture."""
        return QPointF(point) / self.scale_ + self.origin

    def at(self, point: QPoint | QPointF) -> Ref | None:
        """Return the record at a point of the widget."""
        return self.picture.at(self.to_picture(point))

    def begin(self) -> None:
        """Begin at the top, as wide as it goes while the words can still be read."""
        self.scale_ = max(READABLE + 0.15, min(1.0, self.width() / self.picture.whole().width()))
        self.origin = QPointF(0, 0)
        self.update()

    def show_all(self) -> None:
        """Zoom until everything is seen."""
        whole = self.picture.whole()
        if self.width() > 10 and self.height() > 10:
            fit = min(self.width() / whole.width(), self.height() / whole.height())
            self.scale_ = max(LEAST, min(1.0, fit))
        self.origin = QPointF(0, 0)
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom around a point, else around the middle."""
        point = at if at is not None else QPointF(self.rect().center())
        fixed = self.to_picture(point)
        self.scale_ = max(LEAST, min(MOST, self.scale_ * factor))
        self.origin = fixed - point / self.scale_
        self.update()

    def reveal(self, ref: Ref) -> None:
        """Move as little as shows a record."""
        box = self.picture.box(self.picture.spots[ref]).adjusted(-20, -20, 20, 20)
        seen = QRectF(self.origin, self.size().toSizeF() / self.scale_)
        dx = min(0.0, box.left() - seen.left()) + max(0.0, box.right() - seen.right())
        dy = min(0.0, box.top() - seen.top()) + max(0.0, box.bottom() - seen.bottom())
        self.origin += QPointF(dx, dy)
        self.update()

    # -- pointer and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else move."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.15 if turn.y() > 0 else 1 / 1.15, event.position())
        else:
            self.origin -= QPointF(turn) / (2 * self.scale_)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a record, or take hold of the ground."""
        ref = self.at(event.position())
        self._grabbed = None if ref else event.position()
        self.set_current(ref)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture, or light the chain under the pointer."""
        if self._grabbed is not None and event.buttons():
            self.origin -= (event.position() - self._grabbed) / self.scale_
            self._grabbed = event.position()
            self.update()
            return
        hovered = self.at(event.position())
        if hovered != self.hovered:
            self.hovered = hovered
            self.setToolTip(self.picture.spots[hovered].text if hovered else "")
            if self.picture.current is None:
                self._light()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the record."""
        self._open(self.at(event.position()))

    def _open(self, ref: Ref | None) -> None:
        if ref is not None:
            self.opened.emit("proposal" if ref[0] == "decision" else ref[0], ref[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the thread, zoom, open; see the class."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.picture.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / 1.15 if key == Qt.Key.Key_Minus else 1.15)
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key == Qt.Key.Key_Escape and self.picture.current is not None:
            self.set_current(None)
        elif key in _STEPS:
            self._step(*_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        spot = self.picture.spots.get(self.picture.current) if self.picture.current else None
        if spot is None:
            self.set_current(next(iter(self.picture.spots), None))
            return
        if down:
            same = {s.row: ref for ref, s in self.picture.spots.items() if s.layer == spot.layer}
            target = same.get(spot.row + down)
        else:
            pairs = self.picture.links if across > 0 else [(b, a) for a, b in self.picture.links]
            near = [b for a, b in pairs if a == spot.ref]
            target = min(near, key=lambda ref: abs(self.picture.spots[ref].row - spot.row), default=None)
        if target is not None:
            self.set_current(target)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color("bg"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.scale_, self.scale_)
        painter.translate(-self.origin)
        self.picture.paint(painter, QRectF(self.origin, self.size().toSizeF() / self.scale_), self.scale_)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


_STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
