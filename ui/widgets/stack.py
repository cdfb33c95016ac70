"""Pages one behind the other, each coming in when it is first shown."""

from PySide6.QtWidgets import QStackedWidget, QWidget


class Stack(QStackedWidget):
    """Shows one of its pages; the first of them to begin with, or none where it is ``blank``.

    Qt styles whatever stands in a window, seen or not, and keeps 9 KB of it for every widget: a page that is
    not shown yet stands nowhere.
    """

    def __init__(self, *pages: QWidget, blank: bool = False) -> None:
        """Hold ``pages``; a ``blank`` one waits until it is known which is to be shown."""
        super().__init__()
        self._pages = pages
        if not blank:
            self.setCurrentIndex(0)

    def setCurrentIndex(self, index: int) -> None:
        """Show the page at ``index``."""
        self.setCurrentWidget(self._pages[index])

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Show a page."""
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        super().setCurrentWidget(widget)

    def currentIndex(self) -> int:
        """Return the place of the page that is shown, -1 where none is."""
        shown = self.currentWidget()
        return self._pages.index(shown) if shown in self._pages else -1
