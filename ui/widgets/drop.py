"""A place that takes files dragged from elsewhere."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from ui.widgets.text import set_tone


def local_files(mime: QMimeData) -> list[Path]:
    """Return the files of this machine that ``mime`` holds; folders and web addresses are left out."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]


class DropFrame(QFrame):
    """A frame that emits ``dropped`` with the files let go over it, and shows that it would take them."""

    dropped = Signal(object)

    def __init__(self) -> None:
        """Take files at once."""
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files only."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            set_tone(self, "true", "dropping")

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Go back to plain."""
        set_tone(self, "", "dropping")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over."""
        set_tone(self, "", "dropping")
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)
