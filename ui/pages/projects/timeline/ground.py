"""The ground of the timeline: which days and which rows are in sight, at which scale, and going elsewhere."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.domain.timescale import SCALE_OF, Zoom, step, years, zoom_of
from ui.models.records import RecordTableModel
from ui.pages.projects.timeline.frame import View
from ui.pages.projects.timeline.line import HEAD, ROW, Line, Tops
from ui.pages.projects.timeline.tiles import Tiles

NAME, NAME_COMPACT = 300, 264
_REST_MS = 300
_NOTCH = 120


class Ground(QAbstractScrollArea):
    """A line of days beside a column of names ``name`` wide, over the rows of ``model_``."""

    wanted = Signal(object)
    """The projects that are in sight, by id."""
    scaled = Signal(float)
    rested = Signal()
    """Another place or size was looked at for a moment."""

    def __init__(self, model: RecordTableModel, parent: QWidget) -> None:
        """Begin at this year, without rows."""
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.model_ = model
        self.tops = Tops(0, ())
        self.today = date.today()
        self.name = NAME
        self.line = Line(*years(self.today, self.today), SCALE_OF[Zoom.YEAR])
        self.tiles = Tiles()
        self._turned = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.rested)
        self.verticalScrollBar().setSingleStep(ROW)
        self.horizontalScrollBar().setSingleStep(40)

    # -- what is in sight

    def in_sight(self) -> list[int]:
        """Return the projects whose rows are seen."""
        top = self.verticalScrollBar().value()
        first = max(self.tops.row_at(top), 0)
        found = []
        for row in range(first, self.tops.count):
            if self.tops.top(row) > top + self.viewport().height() - HEAD:
                break
            record = self.model_.id_at(row)
            if record is not None:
                found.append(record)
        return found

    def set_name_width(self, width: int) -> None:
        """Give the names at the left another width."""
        left = self.first_day()
        self.name = width
        self.fit()
        self.horizontalScrollBar().setValue(round(self.line.x(left)))

    def top_of(self, row: int) -> int:
        """Return the upper edge of a row on the screen."""
        return HEAD + self.tops.top(row) - self.verticalScrollBar().value()

    def row_at(self, point: QPoint) -> int:
        """Return the row under a point, -1 over the head and below the last row."""
        return (
            self.tops.row_at(point.y() - HEAD + self.verticalScrollBar().value()) if point.y() >= HEAD else -1
        )

    # -- the line

    def shown(self) -> View:
        """Return which part of the line is shown."""
        width = max(self.viewport().width() - self.name, 1)
        return View(self.line, self.horizontalScrollBar().value(), self.name, width)

    def first_day(self) -> date:
        """Return the day at the left edge."""
        return self.line.day(self.horizontalScrollBar().value())

    def set_scale(self, scale: float, anchor: float | None = None) -> None:
        """Make days ``scale`` pixels wide; what stands at ``anchor`` (else today, or the middle) stays."""
        if scale == self.line.scale:
            return
        if anchor is None:
            now = self.shown().x(self.today)
            anchor = (
                now
                if self.name <= now <= self.viewport().width()
                else (self.name + self.viewport().width()) / 2
            )
        share = (self.horizontalScrollBar().value() + anchor - self.name) / self.line.scale
        self.line = Line(self.line.origin, self.line.end, scale)
        self.fit()
        self.horizontalScrollBar().setValue(round(share * scale - anchor + self.name))
        self.scaled.emit(scale)
        self.look()

    def zoom(self, by: int, anchor: float | None = None) -> None:
        """Go ``by`` steps nearer, or farther below 0."""
        self.set_scale(step(self.line.scale, by), anchor)

    def show_day(self, day: date, share: float = 0.0) -> None:
        """Let a day stand at ``share`` of the width."""
        self.horizontalScrollBar().setValue(round(self.line.x(day) - self.shown().width * share))

    def show_today(self) -> None:
        """Go to today: of a year the whole, so that its months stand where one looks for them."""
        whole = zoom_of(self.line.scale) is Zoom.YEAR and self.line.scale * 366 <= self.shown().width + 60
        self.show_day(self.today.replace(month=1, day=1) if whole else self.today, 0.0 if whole else 1 / 3)
        self.viewport().update()

    def fit(self) -> None:
        """Give the line and the scroll bars the room that there is."""
        width, height = self.viewport().width() - self.name, self.viewport().height() - HEAD
        lack = width - self.line.width
        if lack > 0:
            end = self.line.end + timedelta(int(lack / self.line.scale) + 1)
            self.line = Line(self.line.origin, end, self.line.scale)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setPageStep(max(width, 1))
        across.setRange(0, max(round(self.line.width) - width, 0))
        down.setPageStep(max(height, 1))
        down.setRange(0, max(self.tops.whole - height, 0))
        self.tiles.keep(height // ROW + 2, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the line and the rows to another size."""
        super().resizeEvent(event)
        self.fit()
        self.look()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint another part."""
        self.look()

    def look(self) -> None:
        """Paint what is in sight now, and ask for it."""
        self.viewport().update()
        self.wanted.emit(self.in_sight())
        self._rest.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl go nearer or farther where the pointer is, with Shift along the days."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += turn
            notches = int(self._turned / _NOTCH)
            self._turned -= notches * _NOTCH
            if notches:
                self.zoom(notches, max(event.position().x(), self.name))
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turn)
            event.accept()
        else:
            super().wheelEvent(event)
