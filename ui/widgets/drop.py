"""A place that takes files dragged from elsewhere."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from app.domain.hangul import quoted
from ui.widgets.text import set_tone


def local_files(mime: QMimeData) -> list[Path]:
    """Return the files of this machine that ``mime`` holds; folders and web addresses are left out."""
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]


TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv"})


def tables(mime: QMimeData) -> list[Path]:
    """Return the files that hold tables, by their endings."""
    return [path for path in local_files(mime) if path.suffix.lower() in TABLES]


def refusal(mime: QMimeData) -> str:
    """Return in words why what was let go is not taken, and what to let go where."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    folders = [path for path in paths if path.is_dir()]
    if folders:
        named = quoted(folders[0].name, "은/는")
        return f"{named} 폴더입니다. 폴더를 열어 안의 파일을 골라 파일 칸에 끌어다 놓으십시오."
    if not paths:
        return "이 PC의 파일만 놓을 수 있습니다. 먼저 파일로 저장한 뒤 끌어다 놓으십시오."
    return (
        "여기에는 파일을 놓는 칸이 없습니다. 산출물·활동의 파일 칸이나 관문 기준에 놓고, "
        "사례 문서는 총괄표·사례에 놓으십시오."
    )


class DropFrame(QFrame):
    """A frame that emits ``dropped`` with the files let go over it, and shows that it would take them."""

    dropped = Signal(object)

    def __init__(self) -> None:
        """Take files at once."""
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files only; what else there is goes on to the window, which says why."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            set_tone(self, "true", "dropping")
        else:
            event.ignore()

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
        self._say_folders(event.mimeData())

    def _say_folders(self, mime: QMimeData) -> None:
        notify = getattr(self.window(), "notify", None)
        if notify is not None and any(Path(url.toLocalFile()).is_dir() for url in mime.urls()):
            notify(refusal(mime))
