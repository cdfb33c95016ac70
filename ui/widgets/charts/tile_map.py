"""The tile map: places of one size about as on the map, the number in each, darker where it is more."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from app.domain.chart import Grid, Tile, TileMap, figure
from ui import theme
from ui.widgets.charts.heat_cells import STEPS, heat_step
from ui.widgets.charts.view import ChartView, Spot

TILE, GAP, NOTE = 54, 4, 24
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TileMapView(ChartView):
    """Draws a map; the arrows walk to the next tile in their direction."""

    def __init__(self) -> None:
        """Begin without tiles."""
        super().__init__()
        self.chart = TileMap("", ())
        self.chosen: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_chart(self, chart: TileMap, chosen: Sequence[str] = ()) -> None:
        """Draw another map, the tiles of the keys in ``chosen`` framed."""
        self.chart, self.chosen = chart, frozenset(chosen)
        rows = chart.size[1]
        self.setFixedHeight(max(rows, 1) * (TILE + GAP) + (NOTE if chart.note else 0))
        self.renewed()

    @property
    def title(self) -> str:
        """Return the map's title."""
        return self.chart.title

    @property
    def said(self) -> str:
        """Return the map in words."""
        return self.chart.said

    @property
    def grid(self) -> Grid:
        """Return the map as a table."""
        return self.chart.grid

    def sizeHint(self) -> QSize:
        """Ask for every tile."""
        return QSize(300, self.height())

    def _rect(self, tile: Tile) -> QRectF:
        columns = max(self.chart.size[0], 1)
        wide = min((self.width() + GAP) / columns - GAP, TILE * 1.9)
        left = (self.width() - columns * (wide + GAP) + GAP) / 2
        return QRectF(left + tile.column * (wide + GAP), tile.row * (TILE + GAP), wide, TILE)

    def spots(self) -> Sequence[Spot]:
        """Return the tiles, then what stands outside of them."""
        unit = self.chart.unit
        found = [
            Spot(self._rect(tile), tile.key, f"{tile.label} {figure(tile.value, unit)}")
            for tile in self.chart.tiles
        ]
        if self.chart.note:
            note = QRectF(0, self.height() - NOTE + 2, self.width(), NOTE - 2)
            found.append(Spot(note, "outside", self.chart.note))
        return found

    def next_spot(self, key: Qt.Key) -> int:
        """Return the nearest tile in the direction of an arrow."""
        spots = self.spots()
        if key not in _MOVES:
            return super().next_spot(key)
        across, down = _MOVES[key]
        here = spots[self.at].rect.center()
        best, found = None, self.at
        for at, spot in enumerate(spots):
            by = spot.rect.center() - here
            forward, aside = by.x() * across + by.y() * down, abs(by.x() * down) + abs(by.y() * across)
            if forward > 1 and (best is None or forward + 2 * aside < best):
                best, found = forward + 2 * aside, at
        return found

    def paint(self, painter: QPainter) -> None:
        """Paint the tiles and the note."""
        most = max((tile.value or 0 for tile in self.chart.tiles), default=0)
        for tile in self.chart.tiles:
            self._paint_tile(painter, tile, most)
        if self.chart.note:
            painter.setFont(theme.font(12))
            painter.setPen(theme.color("link"))
            note = self.spots()[-1].rect
            painter.drawText(note.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.chart.note)

    def _paint_tile(self, painter: QPainter, tile: Tile, most: float) -> None:
        rect, step = self._rect(tile), step_of(tile.value, most)
        if step:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(f"heat.{step}"))
        else:
            painter.setPen(theme.color("line2"))
            painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if tile.key in self.chosen:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.color("text"))
            pen.setWidthF(2.5)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        tone = theme.color(f"heat_text.{step}" if step else "text2")
        painter.setPen(tone)
        painter.setFont(theme.font(12))
        centre = Qt.AlignmentFlag.AlignHCenter
        room = rect.adjusted(3, 7, -3, 0)
        name = painter.fontMetrics().elidedText(tile.label, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, centre, name)
        painter.setFont(theme.font(16, 600))
        painter.drawText(rect.adjusted(2, 24, -2, 0), centre, figure(tile.value))


def step_of(value: float | None, most: float) -> int:
    """Return the step of the heat scale: that of 총괄표 for small counts, else parts of the greatest."""
    if not value:
        return 0
    if most <= STEPS[-1] + 1:
        return heat_step(int(value))
    return max(1, round(len(STEPS) * value / most))
