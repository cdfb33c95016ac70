"""실타래 on any surface: where its records and links stand, their colours, and files of the whole picture."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtSvg import QSvgGenerator

from app.domain.finding import Thread
from ui import icons, theme
from ui.pictures import png
from ui.widgets.notes.kinds import ICONS, WORDS, look
from ui.widgets.notes.paint import paint_lines
from ui.widgets.threads.layout import Ref, Spot, chain_of, ordered, shown_layers

BOX, ACROSS, DOWN, MARGIN, HEAD = QSize(190, 58), 250, 68, 24, 30
READABLE = 0.45
PNG_MOST = 12_000


class ThreadPicture:
    """The records of a thread in their places; ``current`` is framed, ``lit`` the chain that stands out."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        self.spots: dict[Ref, Spot] = {}
        self.links: list[tuple[Ref, Ref]] = []
        self.layers: list[str] = []
        self.current: Ref | None = None
        self.lit: set[Ref] = set()
        self._paths: list[tuple[Ref, Ref, QPainterPath]] = []

    def lay_out(self, thread: Thread, kinds: Sequence[str] = ()) -> None:
        """Put the records of ``kinds`` (none: all) in their places."""
        spots, self.links = ordered(thread, kinds)
        self.spots = {spot.ref: spot for spot in spots}
        self.layers = shown_layers(spots)
        self._paths = [(a, b, self._path(a, b)) for a, b in self.links]

    def light(self, ref: Ref | None) -> None:
        """Let the chain of a record stand out; with None nothing does."""
        self.lit = chain_of(self.links, ref) if ref is not None and ref in self.spots else set()

    def box(self, spot: Spot) -> QRectF:
        """Return the area of a record on the picture."""
        corner = QPointF(MARGIN + spot.layer * ACROSS, MARGIN + HEAD + spot.row * DOWN)
        return QRectF(corner, BOX)

    def whole(self) -> QRectF:
        """Return the area of the whole picture."""
        rows = max((spot.row for spot in self.spots.values()), default=0) + 1
        width = 2 * MARGIN + max(len(self.layers), 1) * ACROSS - (ACROSS - BOX.width())
        return QRectF(0, 0, width, 2 * MARGIN + HEAD + rows * DOWN)

    def at(self, point: QPointF) -> Ref | None:
        """Return the record at a point of the picture."""
        return next((ref for ref, spot in self.spots.items() if self.box(spot).contains(point)), None)

    def _path(self, parent: Ref, child: Ref) -> QPainterPath:
        a, b = self.box(self.spots[parent]), self.box(self.spots[child])
        back = a.left() >= b.left()
        start = QPointF(a.right(), a.center().y())
        end = QPointF(b.right() if back else b.left(), b.center().y())
        bend = 60 if back else max(30.0, (end.x() - start.x()) / 2)
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(bend, 0), end + QPointF(bend if back else -bend, 0), end)
        return path

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

    def content(self, ending: str) -> bytes:
        """Return the picture as a file: SVG by the ending ``.svg``, else PNG."""
        return self.svg() if ending.lower() == ".svg" else png(self.image())
