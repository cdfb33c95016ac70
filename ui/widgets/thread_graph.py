"""실타래 as a picture: layers from 목소리 to 반영, zoomed and dragged, one chain lit at a time."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.domain.finding import Thread
from ui import icons, theme
from ui.widgets.note_kinds import ICONS, WORDS, look
from ui.widgets.note_paint import paint_lines
from ui.widgets.thread_layout import Ref, Spot, chain_of, ordered, shown_layers

BOX, ACROSS, DOWN, MARGIN, HEAD = QSize(190, 58), 250, 68, 24, 30
LEAST, MOST, READABLE = 0.08, 2.5, 0.45
PNG_MOST = 12_000


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
        self.spots: dict[Ref, Spot] = {}
        self.links: list[tuple[Ref, Ref]] = []
        self.layers: list[str] = []
        self.current: Ref | None = None
        self.hovered: Ref | None = None
        self.lit: set[Ref] = set()
        self.scale_, self.origin = 1.0, QPointF(0, 0)
        self._grabbed: QPointF | None = None
        self._paths: list[tuple[Ref, Ref, QPainterPath]] = []
        theme.notifier().changed.connect(self.update)

    # -- what is shown

    def set_thread(self, thread: Thread, kinds: Sequence[str] = (), current: Ref | None = None) -> None:
        """Show the records of ``kinds`` (none: all); the chosen one stays chosen where it is shown."""
        spots, self.links = ordered(thread, kinds)
        first = not self.spots
        self.spots = {spot.ref: spot for spot in spots}
        self.layers = shown_layers(spots)
        self._paths = [(a, b, self._path(a, b)) for a, b in self.links]
        self.current = (
            current if current in self.spots else self.current if self.current in self.spots else None
        )
        self.hovered = None
        self._light()
        if first:
            self.begin()
        if self.current is not None:
            self.reveal(self.current)

    def set_current(self, ref: Ref | None) -> None:
        """Choose a record and light its chain."""
        self.current = ref
        self._light()
        if ref is not None:
            self.reveal(ref)
            self.setAccessibleDescription(self.spots[ref].text)
        self.chosen.emit(ref)

    def _light(self) -> None:
        ref = self.current or self.hovered
        self.lit = chain_of(self.links, ref) if ref is not None and ref in self.spots else set()
        self.update()

    # -- geometry

    def box(self, spot: Spot) -> QRectF:
        """Return the area of a record on the picture."""
        corner = QPointF(MARGIN + spot.layer * ACROSS, MARGIN + HEAD + spot.row * DOWN)
        return QRectF(corner, BOX)

    def whole(self) -> QRectF:
        """Return the area of the whole picture."""
        rows = max((spot.row for spot in self.spots.values()), default=0) + 1
        width = 2 * MARGIN + max(len(self.layers), 1) * ACROSS - (ACROSS - BOX.width())
        return QRectF(0, 0, width, 2 * MARGIN + HEAD + rows * DOWN)

    def _path(self, parent: Ref, child: Ref) -> QPainterPath:
        a, b = self.box(self.spots[parent]), self.box(self.spots[child])
        back = a.left() >= b.left()
        start = QPointF(a.right(), a.center().y())
        end = QPointF(b.right() if back else b.left(), b.center().y())
        bend = 60 if back else max(30.0, (end.x() - start.x()) / 2)
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(bend, 0), end + QPointF(bend if back else -bend, 0), end)
        return path

    def to_picture(self, point: QPoint | QPointF) -> QPointF:
        """Return a point of the widget on the picture."""
        return QPointF(point) / self.scale_ + self.origin

    def at(self, point: QPoint | QPointF) -> Ref | None:
        """Return the record at a point of the widget."""
        found = self.to_picture(point)
        return next((ref for ref, spot in self.spots.items() if self.box(spot).contains(found)), None)

    def begin(self) -> None:
        """Begin at the top, as wide as it goes while the words can still be read."""
        self.scale_ = max(READABLE + 0.15, min(1.0, self.width() / self.whole().width()))
        self.origin = QPointF(0, 0)
        self.update()

    def show_all(self) -> None:
        """Zoom until everything is seen."""
        whole = self.whole()
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
        box = self.box(self.spots[ref]).adjusted(-20, -20, 20, 20)
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
            self.setToolTip(self.spots[hovered].text if hovered else "")
            if self.current is None:
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
            self._open(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / 1.15 if key == Qt.Key.Key_Minus else 1.15)
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self.set_current(None)
        elif key in _STEPS:
            self._step(*_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        spot = self.spots.get(self.current) if self.current else None
        if spot is None:
            self.set_current(next(iter(self.spots), None))
            return
        if down:
            same = {s.row: ref for ref, s in self.spots.items() if s.layer == spot.layer}
            target = same.get(spot.row + down)
        else:
            pairs = self.links if across > 0 else [(b, a) for a, b in self.links]
            near = [b for a, b in pairs if a == spot.ref]
            target = min(near, key=lambda ref: abs(self.spots[ref].row - spot.row), default=None)
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
        self.paint(painter, QRectF(self.origin, self.size().toSizeF() / self.scale_), self.scale_)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def paint(self, painter: QPainter, area: QRectF, scale: float = 1.0) -> None:
        """Paint what stands in ``area``; too small for words, records are only coloured."""
        for parent, child, path in self._paths:
            if path.boundingRect().adjusted(-2, -2, 2, 2).intersects(area):
                on = parent in self.lit and child in self.lit
                painter.setOpacity(1.0 if on or not self.lit else 0.18)
                painter.setPen(QPen(theme.color("primary" if on else "control"), 2.2 if on else 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path)
        for ref, spot in self.spots.items():
            if self.box(spot).intersects(area):
                painter.setOpacity(1.0 if not self.lit or ref in self.lit else 0.3)
                self._paint_spot(painter, spot, scale >= READABLE)
        painter.setOpacity(1.0)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(14, 600))
        for at, name in enumerate(self.layers):
            painter.drawText(QRectF(MARGIN + at * ACROSS, MARGIN - 8, BOX.width(), 24), name)

    def _paint_spot(self, painter: QPainter, spot: Spot, words: bool) -> None:
        box, colors = self.box(spot), look(spot.kind)
        chosen = spot.ref == self.current
        pen = QPen(theme.color("primary") if chosen else QColor(colors.icon), 2.5 if chosen else 1.2)
        if spot.open:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colors.fill))
        painter.drawRoundedRect(box, 4, 4)
        if not words:
            return
        inner = box.toRect().adjusted(8, 5, -8, -5)
        icons.paint(painter, QRect(inner.x(), inner.y(), 13, 13), ICONS.get(spot.kind, "square"), colors.text)
        painter.setFont(theme.font(12, 600))
        painter.setPen(QColor(colors.text))
        painter.drawText(QRect(inner.x() + 18, inner.y() - 2, inner.width() - 18, 16),
                         Qt.AlignmentFlag.AlignVCenter, WORDS.get(spot.kind, ""))  # fmt: skip
        paint_lines(painter, QRect(inner.x(), inner.y() + 16, inner.width(), 32), spot.text, 2, 12, 400)

    # -- on paper

    def svg(self) -> bytes:
        """Return the whole picture as SVG."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        whole = self.whole()
        maker = QSvgGenerator()
        maker.setOutputDevice(buffer)
        maker.setSize(whole.size().toSize())
        maker.setViewBox(whole)
        maker.setTitle("실타래")
        painter = QPainter(maker)
        painter.fillRect(whole, theme.color("bg"))
        self.paint(painter, whole)
        painter.end()
        buffer.close()
        return bytes(data.data())

    def image(self) -> QImage:
        """Return the whole picture, twice as fine as on the screen as far as memory allows."""
        whole = self.whole()
        scale = min(2.0, PNG_MOST / max(whole.width(), whole.height()))
        made = QImage((whole.size() * scale).toSize(), QImage.Format.Format_RGB32)
        made.fill(theme.color("bg"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self.paint(painter, whole)
        painter.end()
        return made

    def save(self, path: Path) -> None:
        """Write the picture as SVG or PNG, by the ending of ``path``; all of it or nothing."""
        part = path.with_name(path.name + ".part")
        if path.suffix.lower() == ".svg":
            part.write_bytes(self.svg())
        elif not QImageWriter(str(part), QByteArray(b"png")).write(self.image()):
            raise OSError(f"cannot write {path.name}")
        part.replace(path)


_STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
