"""The pages of a report one below the other: thumbnails, a page field, zoom; drawn as they are looked at."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QIntValidator, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.pages.reports.drawing import Drawn
from ui.pages.reports.sheets import Sheet
from ui.pages.reports.strip import STRIP, PageStrip
from ui.widgets.controls import EmptyState, button, tool_button
from ui.widgets.text import label

STEPS = (50, 75, 100, 125, 150, 200)
MARGIN, SCROLL, FULL = 24, 18, 794  # A4 is as wide at 96 dots per inch
ROOM = 560
LOOK_MS = 40
KEPT = 6
"""So many pages beside those that are seen keep their picture, of 2 MB each."""


class Preview(QFrame):
    """Shows what was drawn.

    ``pagesWanted`` asks for pictures of pages as wide as ``wanted_width``; its ``strip`` asks for small ones.
    """

    pagesWanted = Signal(list)
    printWanted = Signal()
    ZOOMS: ClassVar[tuple[int, ...]] = STEPS

    def __init__(self) -> None:
        """Make an empty preview."""
        super().__init__()
        self.setAccessibleName("미리보기")
        self._drawn: Drawn | None = None
        self._zoom = 0  # 0 is as wide as there is room, -1 the whole page
        self._sheets: list[Sheet] = []
        self._asked: set[int] = set()
        self.title = label("미리보기", 14, 600)
        self.note = label("", 13, tone="text2")
        self.percent = label("", 13, tone="text2")
        self.of = label("", 13, tone="text2")
        self.field = QLineEdit()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("보고서 쪽")
        self._area.setProperty("reads", True)
        self._area.viewport().installEventFilter(self)
        self._empty = EmptyState("미리보기를 그리고 있습니다.", icon="file-text")
        self.strip = PageStrip()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MS)
        self._soon.timeout.connect(self._look)
        self._area.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
        self._build()

    def _build(self) -> None:
        self.strip.chosen.connect(self.go_to)
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
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(4)
        self.field.setFixedWidth(44)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setAccessibleName("쪽 번호")
        self.field.setValidator(QIntValidator(1, 99999, self))
        self.field.returnPressed.connect(self._typed)
        self.field.editingFinished.connect(self._typed)
        self.printing = button("인쇄", "printer", "ghost", self.printWanted.emit, compact=True)
        self.printing.setEnabled(False)
        row.addWidget(self.title)
        row.addWidget(self.note)
        row.addStretch(1)
        self._paging = (
            tool_button("chevron-up", "앞쪽", lambda: self.go_to(self.page() - 1), compact=True),
            self.field,
            self.of,
            tool_button("chevron-down", "다음 쪽", lambda: self.go_to(self.page() + 1), compact=True),
            tool_button("minus", "작게 (Ctrl+휠)", lambda: self._step(-1), compact=True),
            self.percent,
            tool_button("plus", "크게 (Ctrl+휠)", lambda: self._step(1), compact=True),
            tool_button("file-text", "쪽 맞춤", self.fit, compact=True),
            tool_button("arrow-left-right", "너비 맞춤", self.fit_width, compact=True),
        )
        for widget in (*self._paging, self.printing):
            row.addWidget(widget)
        self._offer_paging(False)
        return bar

    def _offer_paging(self, on: bool) -> None:
        """Offer to turn and to enlarge pages where there are any."""
        for widget in self._paging:
            widget.setVisible(on)

    # -- what is shown

    def wanted_width(self) -> int:
        """Return how wide a page is to be drawn, in pixels of the screen."""
        return round(self._width() * self.devicePixelRatioF())

    def _width(self) -> int:
        if self._zoom > 0:
            return round(FULL * self._zoom / 100)
        wide = max(320, min(FULL, self.width() - self._strip_width() - 2 * MARGIN - SCROLL))
        if self._zoom == 0 or self._drawn is None:
            return wide
        width, height = self._drawn.sizes[min(self.page(), self._drawn.count) - 1]
        return min(wide, max(200, round((self.height() - theme.VIEW_BAR - 2 * MARGIN) * width / height)))

    def _strip_width(self) -> int:
        return STRIP if self._has_strip() else 0

    def _has_strip(self) -> bool:
        """Tell whether there are several pages, and room to show them small."""
        return self._drawn is not None and self._drawn.count > 1 and self.width() >= ROOM

    def _offer_strip(self) -> None:
        self.strip.setVisible(self._has_strip())

    def say(self, words: str) -> None:
        """Show a sentence instead of pages."""
        self._drawn = None
        self._sheets = []
        self.strip.hide()
        self._empty.say(words)
        for part in (self.note, self.of, self.percent):
            part.setText("")
        self.field.clear()
        self._offer_paging(False)
        self.printing.setEnabled(False)
        self._stack.setCurrentIndex(0)

    def show_drawn(self, drawn: Drawn, title: str) -> None:
        """Show the pages of ``drawn`` at the place that is looked at."""
        self._drawn = drawn
        self.title.setText(title)
        self.note.setText("· 앞부분만 미리 봅니다" if drawn.partly else "")
        self.of.setText(f"/ {drawn.count:,}쪽")
        self._offer_strip()
        self.strip.show_drawn(drawn)
        self._lay_out()
        self._offer_paging(True)
        self.printing.setEnabled(True)
        self._stack.setCurrentIndex(1)

    def take(self, drawn: Drawn, pictures: Mapping[int, QImage]) -> None:
        """Show pictures of pages of ``drawn`` where it is still what is shown."""
        if drawn is not self._drawn:
            return
        if not self.isVisible():
            # painted too late: the page was left, and what it had was given up
            self._asked -= pictures.keys()
            return
        for number, picture in pictures.items():
            self._sheets[number - 1].take(picture)

    def _lay_out(self) -> None:
        if self._drawn is None:
            return
        at, height = self._area.verticalScrollBar().value(), self._height()
        width = self._width()
        inner = QWidget()
        inner.setProperty("role", "desk")
        box = QVBoxLayout(inner)
        box.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        box.setSpacing(16)
        self._sheets = [Sheet(number, size, width) for number, size in enumerate(self._drawn.sizes, 1)]
        self._asked = set()
        for sheet in self._sheets:
            box.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        for number, picture in self._drawn.pictures.items():
            self._sheets[number - 1].take(picture)
        self._area.setWidget(inner)
        inner.adjustSize()
        now = self._height()
        self._area.verticalScrollBar().setValue(round(at * now / height) if height else at)
        self.percent.setText(f"{round(100 * width / FULL)}%")
        self._soon.start()

    def _height(self) -> int:
        inner = self._area.widget()
        return inner.height() if inner is not None else 0

    def _look(self) -> None:
        """Ask for the pages that are seen and have no picture yet; say which page one is on."""
        if self._drawn is None or not self.isVisible():
            return
        top = self._area.verticalScrollBar().value()
        bottom = top + self._area.viewport().height()
        seen = [sheet for sheet in self._sheets if sheet.y() < bottom and sheet.y() + sheet.height() > top]
        self._let_go_beside(seen)
        bare = [sheet.number for sheet in seen if sheet.number not in self._asked and not self._sharp(sheet)]
        self._asked |= set(bare)
        if bare:
            self.pagesWanted.emit(bare)
        if not self.field.hasFocus():
            self.field.setText(str(self.page()))
        self.strip.mark(self.page())

    def let_go(self) -> None:
        """Give up every picture; those that are seen are asked for when it is shown again."""
        self._let_go([sheet for sheet in self._sheets if sheet.picture is not None])

    def _let_go_beside(self, seen: Sequence[Sheet]) -> None:
        """Give up the pictures far from the pages that are seen: a book of 200 pages would take 400 MB."""
        here = seen[len(seen) // 2].number if seen else 1
        painted = [sheet for sheet in self._sheets if sheet.picture is not None and sheet not in seen]
        self._let_go(sorted(painted, key=lambda sheet: abs(sheet.number - here))[KEPT:])

    def _let_go(self, sheets: Sequence[Sheet]) -> None:
        for sheet in sheets:
            sheet.take(None)
            self._asked.discard(sheet.number)
            if self._drawn is not None:
                self._drawn.pictures.pop(sheet.number, None)

    def _sharp(self, sheet: Sheet) -> bool:
        return sheet.picture is not None and sheet.picture.width() == self.wanted_width()

    # -- going about

    def page(self) -> int:
        """Return the number of the page in the middle of the view, from 1."""
        bar = self._area.verticalScrollBar()
        middle = bar.value() + self._area.viewport().height() // 2
        if bar.value() == 0:
            return 1
        past = [sheet.number for sheet in self._sheets if sheet.y() <= middle]
        return past[-1] if past else 1

    def go_to(self, page: int) -> None:
        """Bring a page (from 1) to the top; beyond the ends the first or the last."""
        if self._sheets:
            sheet = self._sheets[max(1, min(page, len(self._sheets))) - 1]
            self._area.verticalScrollBar().setValue(0 if sheet.number == 1 else sheet.y() - MARGIN // 2)
            self._soon.start()

    def _typed(self) -> None:
        if self.field.text() and int(self.field.text()) != self.page():
            self.go_to(int(self.field.text()))
        self.field.setText(str(self.page()) if self._sheets else "")

    def _step(self, by: int) -> None:
        now = round(100 * self._width() / FULL)
        steps = [step for step in STEPS if (step > now if by > 0 else step < now)]
        if steps:
            self._set_zoom(steps[0] if by > 0 else steps[-1])

    def fit(self) -> None:
        """Make a page as large as there is room for the whole of it."""
        self._set_zoom(-1)

    def fit_width(self) -> None:
        """Make a page as wide as there is room."""
        self._set_zoom(0)

    def _set_zoom(self, zoom: int) -> None:
        page = self.page()
        self._zoom = zoom
        self._lay_out()
        if page > 1:
            self.go_to(page)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Zoom by the wheel with Ctrl."""
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(1 if event.angleDelta().y() > 0 else -1)
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Look for pages without a picture: those painted while it was not seen have none."""
        super().showEvent(event)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new width."""
        super().resizeEvent(event)
        if self._zoom <= 0 and event.oldSize() != event.size() and self._drawn is not None:
            self._offer_strip()
            self._lay_out()
