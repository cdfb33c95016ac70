"""The pages of a report small, beside the preview: a click goes to one."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.pages.reports.drawing import Drawn
from ui.pages.reports.sheets import thumbnail

STRIP, THUMB = 96, 84
MOST_THUMBS, AT_ONCE = 60, 6


class PageStrip(QListWidget):
    """Lists the first pages of what was drawn; ``wanted`` asks for small pictures, some at a time."""

    wanted = Signal(list)
    chosen = Signal(int)

    def __init__(self) -> None:
        """List nothing yet."""
        super().__init__()
        self._drawn: Drawn | None = None
        self.setAccessibleName("쪽 고르기")
        self.setFixedWidth(STRIP)
        self.setIconSize(QSize(THUMB, THUMB))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setMovement(QListWidget.Movement.Static)
        self.setWrapping(False)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setSpacing(6)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda row: self.chosen.emit(row + 1))

    def show_drawn(self, drawn: Drawn) -> None:
        """List the pages of ``drawn``, and ask for the first pictures."""
        self._drawn = drawn
        with QSignalBlocker(self):
            kept = [self.item(row).icon() for row in range(self.count())]
            self.clear()
            for number, size in enumerate(drawn.sizes[:MOST_THUMBS], 1):
                # the picture of before stands there until the new one is painted: nothing flickers
                icon = kept[number - 1] if number <= len(kept) else thumbnail(None, size, THUMB)
                item = QListWidgetItem(icon, f"{number}")
                item.setToolTip(f"{number}쪽")
                self.addItem(item)
            if drawn.count > MOST_THUMBS:
                more = QListWidgetItem(f"외 {drawn.count - MOST_THUMBS:,}쪽")
                more.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(more)
        self._ask(1)

    def take(self, drawn: Drawn, pictures: Mapping[int, QImage]) -> None:
        """Show small pictures of ``drawn`` where it is still what is listed, and ask for the next ones."""
        if drawn is not self._drawn:
            return
        for number, picture in pictures.items():
            self.item(number - 1).setIcon(thumbnail(picture, drawn.sizes[number - 1], THUMB))
        self._ask(max(pictures, default=0) + 1)

    def mark(self, page: int) -> None:
        """Mark the page that is looked at, without going there."""
        with QSignalBlocker(self):
            self.setCurrentRow(min(page, self.count()) - 1)

    def _ask(self, first: int) -> None:
        if self._drawn is None or self.isHidden():
            return
        last = min(self._drawn.count, MOST_THUMBS, first + AT_ONCE - 1)
        if first <= last:
            self.wanted.emit(list(range(first, last + 1)))
