"""Rows as pictures: a stretch of a line is painted once and then copied, however often it is scrolled by.

Painting the bars of 25 projects anew takes 10 ms; copying their pictures takes one.
"""

from datetime import date
from math import ceil, floor

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from app.domain.timeline import TimelineRow
from ui.pages.projects.timeline.frame import View, paint_head, paint_lines, paint_name
from ui.pages.projects.timeline.ink import SCREEN
from ui.pages.projects.timeline.line import HEAD, ROW, Line
from ui.pages.projects.timeline.paint import Sketch, paint_row
from ui.widgets.pictures import Pictures

WIDE = 1024
KEPT_NAMES = 64
REACH = 140
"""How far beyond its last day anything of a project may be written: 34일째 없음."""


class Tiles:
    """Paints lines and names from pictures, which are made when they are first seen."""

    def __init__(self) -> None:
        """Begin without pictures."""
        self._lines = Pictures(KEPT_NAMES)
        self._names = Pictures(KEPT_NAMES)
        self._grounds = Pictures(12)
        self._heads = Pictures(1)
        self._sketches: dict[int, Sketch] = {}

    def keep(self, rows: int, width: float) -> None:
        """Keep three screens of ``rows`` lines of ``width`` pixels."""
        self._lines.kept = 3 * rows * (ceil(width / WIDE) + 1)
        self._names.kept = 3 * rows

    def sketch(self, row: TimelineRow) -> Sketch:
        """Return what of a project is painted; worked out again only for another row."""
        found = self._sketches.get(row.id)
        if found is None or found.row is not row:
            found = self._sketches[row.id] = Sketch(row)
        return found

    def paint_head(self, painter: QPainter, view: View, today: date, ratio: float) -> None:
        """Paint the head over the line; scrolling down it stays the same."""
        size = QSize(round(view.name + view.width), HEAD)
        picture = self._heads.get(
            "head", (view, today), size, ratio, "surface2",
            lambda brush: paint_head(brush, view, today, SCREEN),
        )  # fmt: skip
        painter.drawPixmap(QPoint(0, 0), picture)

    def paint_line(
        self,
        painter: QPainter,
        view: View,
        top: int,
        row: TimelineRow,
        today: date,
        ground: str,
        ratio: float,
    ) -> None:
        """Paint what is seen of a project's line at ``top``."""
        line, sketch = view.line, self.sketch(row)
        span = row.span
        first, last = floor(view.offset / WIDE), floor((view.offset + view.width) / WIDE)
        for place in range(first, last + 1):
            left = place * WIDE
            picture = self._ground(line, place, ground, ratio)
            if span and line.x(span.first) - REACH < left + WIDE and left < line.x(span.last) + REACH:
                picture = self._stretch(sketch, line, place, today, ground, ratio, picture)
            painter.drawPixmap(QPoint(view.name + left - round(view.offset), top), picture)

    def _ground(self, line: Line, place: int, ground: str, ratio: float) -> QPixmap:
        """Return a stretch on which nothing stands: most projects leave most of the line free."""
        return self._grounds.get(
            (place, ground), line, QSize(WIDE, ROW), ratio, ground,
            lambda brush: paint_ground(brush, line, place * WIDE, WIDE),
        )  # fmt: skip

    def _stretch(
        self,
        sketch: Sketch,
        line: Line,
        place: int,
        today: date,
        ground: str,
        ratio: float,
        empty: QPixmap,
    ) -> QPixmap:
        def paint(brush: QPainter) -> None:
            brush.drawPixmap(0, 0, empty)
            brush.translate(-place * WIDE, 0)
            paint_row(brush, sketch, line, today, SCREEN, (place * WIDE, (place + 1) * WIDE))

        shown = (sketch.row, line, today, ground)
        return self._lines.get((sketch.row.id, place), shown, QSize(WIDE, ROW), ratio, "", paint)

    def paint_name(
        self, painter: QPainter, view: View, top: int, row: TimelineRow, ground: str, ratio: float
    ) -> None:  # fmt: skip
        """Paint the name of a project at ``top``."""
        picture = self._names.get(
            row.id, (row, ground), QSize(view.name, ROW), ratio, ground,
            lambda brush: paint_name(brush, view.name, row.project, SCREEN, ground),
        )  # fmt: skip
        painter.drawPixmap(QPoint(0, top), picture)


def paint_ground(painter: QPainter, line: Line, left: float, wide: float) -> None:
    """Paint the lines of the days from the pixel ``left`` on, and that below the row."""
    painter.translate(-left, 0)
    paint_lines(painter, line, left, left + wide, ROW, SCREEN)
    painter.fillRect(QRectF(left, ROW - 1, wide, 1), SCREEN("line"))
