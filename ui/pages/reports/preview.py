"""The pages of a report one below the other, with their number and a zoom."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.pages.reports.drawing import Drawn
from ui.widgets.controls import EmptyState, button, tool_button
from ui.widgets.text import label

STEPS = (50, 75, 100, 125, 150, 200)
MARGIN, SCROLL, FULL = 24, 18, 820
STRIP, THUMB, ROOM = 96, 64, 640


class Sheet(QWidget):
    """One page as a picture with a hairline around it; paper stays white in both themes."""

    def __init__(self, picture: QImage, number: int, width: int) -> None:
        """Show ``picture`` as page ``number``, ``width`` wide."""
        super().__init__()
        self._picture = picture
        self.setAccessibleName(f"{number}쪽")
        self.setFixedSize(QSize(width, round(width * picture.height() / max(picture.width(), 1))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._picture)
        painter.setPen(theme.color("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Preview(QFrame):
    """Shows what was drawn; ``widthWanted`` asks for pictures of another width."""

    widthWanted = Signal(int)
    printWanted = Signal()

    def __init__(self) -> None:
        """Make an empty preview."""
        super().__init__()
        self.setAccessibleName("미리보기")
        self._drawn: Drawn | None = None
        self._zoom = 0
        self._sheets: list[Sheet] = []
        self._small: list[int] = []
        self.title = label("미리보기", 14, 600)
        self.count = label("", 13, tone="text2")
        self.percent = label("쪽 맞춤", 13, tone="text2")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("보고서 쪽")
        self._area.setProperty("reads", True)
        self._empty = EmptyState("미리보기를 그리고 있습니다.", icon="file-text")
        self.strip = QListWidget()
        self.strip.setAccessibleName("쪽 고르기")
        self.strip.setFixedWidth(STRIP)
        self.strip.setIconSize(QSize(THUMB, THUMB))
        self.strip.setViewMode(QListWidget.ViewMode.IconMode)
        self.strip.setMovement(QListWidget.Movement.Static)
        self.strip.setWrapping(False)
        self.strip.setFlow(QListWidget.Flow.TopToBottom)
        self.strip.setSpacing(8)
        self.strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strip.currentRowChanged.connect(self._go_to)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._area)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.strip)
        below.addWidget(holder, 1)
        box.addLayout(below, 1)
        self.strip.hide()

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("viewbar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme.VIEW_BAR)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(self.title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(tool_button("minus", "작게", lambda: self._step(-1), compact=True))
        row.addWidget(self.percent)
        row.addWidget(tool_button("plus", "크게", lambda: self._step(1), compact=True))
        row.addWidget(tool_button("arrow-left-right", "쪽 맞춤", self.fit, compact=True))
        self.printing = button("인쇄", "printer", "ghost", self.printWanted.emit, compact=True)
        self.printing.setEnabled(False)
        row.addWidget(self.printing)
        return bar

    def wanted_width(self) -> int:
        """Return how wide a page is to be drawn, in pixels of the screen."""
        return round(self._width() * self.devicePixelRatioF())

    def _width(self) -> int:
        if self._zoom:
            return round(FULL * self._zoom / 100)
        return max(320, min(FULL, self.width() - self._strip_width() - 2 * MARGIN - SCROLL))

    def _strip_width(self) -> int:
        several = self._drawn is not None and len(self._drawn.pages) > 1
        return STRIP if several and self.width() >= ROOM else 0

    def say(self, words: str) -> None:
        """Show a sentence instead of pages."""
        self._drawn = None
        self.strip.hide()
        self._empty.say(words)
        self.count.setText("")
        self.printing.setEnabled(False)
        self._stack.setCurrentIndex(0)

    def show_drawn(self, drawn: Drawn, title: str) -> None:
        """Show the pages of ``drawn``."""
        self._drawn = drawn
        self.title.setText(title)
        more = f" 가운데 처음 {len(drawn.pages)}쪽" if drawn.count > len(drawn.pages) else ""
        part = " · 앞부분만 미리 봅니다" if drawn.partly else ""
        self.count.setText(part.removeprefix(" · ") if drawn.partly else f"{drawn.count:,}쪽{more}")
        self._lay_out()
        self.printing.setEnabled(True)
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        if self._drawn is None:
            return
        at = self._area.verticalScrollBar().value()
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        box.setSpacing(16)
        self._sheets = [
            Sheet(picture, number, self._width()) for number, picture in enumerate(self._drawn.pages, 1)
        ]
        for sheet in self._sheets:
            box.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self._area.setWidget(inner)
        self._show_strip()
        self._area.verticalScrollBar().setValue(at)

    def _show_strip(self) -> None:
        """Show the pages small where there are several and room for them."""
        pages = self._drawn.pages if self._drawn is not None else ()
        self.strip.setVisible(len(pages) > 1 and self.width() >= ROOM)
        if [id(page) for page in pages] == self._small:
            return
        self._small = [id(page) for page in pages]
        self.strip.blockSignals(True)
        self.strip.clear()
        for number, page in enumerate(pages, 1):
            item = QListWidgetItem(QIcon(_small(page)), f"{number}")
            item.setToolTip(f"{number}쪽")
            self.strip.addItem(item)
        self.strip.blockSignals(False)

    def _go_to(self, row: int) -> None:
        if 0 <= row < len(self._sheets):
            self._area.verticalScrollBar().setValue(self._sheets[row].y() - MARGIN)

    def _step(self, by: int) -> None:
        now = self._zoom or round(100 * self._width() / FULL)
        steps = [step for step in STEPS if (step > now if by > 0 else step < now)]
        if steps:
            self._set_zoom(steps[0] if by > 0 else steps[-1])

    def fit(self) -> None:
        """Make a page as wide as there is room."""
        self._set_zoom(0)

    def _set_zoom(self, zoom: int) -> None:
        self._zoom = zoom
        self.percent.setText(f"{zoom}%" if zoom else "쪽 맞춤")
        self._lay_out()
        self.widthWanted.emit(self.wanted_width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new width."""
        super().resizeEvent(event)
        if not self._zoom and event.oldSize().width() != event.size().width():
            self._lay_out()


def _small(page: QImage) -> QPixmap:
    """Return a page as small as the strip shows it, with the hairline of its edge."""
    fit = Qt.AspectRatioMode.KeepAspectRatio
    small = QPixmap.fromImage(page.scaled(THUMB, THUMB, fit, Qt.TransformationMode.SmoothTransformation))
    painter = QPainter(small)
    painter.setPen(theme.color("line2"))
    painter.drawRect(small.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return small
