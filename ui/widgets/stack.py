"""Pages one behind the other, each coming in when it is first shown."""

from PySide6.QtWidgets import QStackedWidget, QWidget


class Stack(QStackedWidget):
    """Shows one of its pages; the first of them to begin with.

    Qt styles whatever stands in a window, seen or not, and keeps 9 KB of it for every widget: a page that is
    not shown yet stands nowhere.
    """

    def __init__(self, *pages: QWidget) -> None:
        """Hold ``pages``, of which the first is shown."""
        super().__init__()
        self._pages = pages
        self.setCurrentIndex(0)

    def setCurrentIndex(self, index: int) -> None:
        """Show the page at ``index``."""
        page = self._pages[index]
        if super().indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    def currentIndex(self) -> int:
        """Return the place of the page that is shown."""
        return self._pages.index(self.currentWidget())
