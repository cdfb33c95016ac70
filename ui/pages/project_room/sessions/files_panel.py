"""사진·자료: photos as small pictures, files by name; what is dropped on the panel is kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QVBoxLayout

from app.domain.output import Attachment
from app.services import outputs
from ui import theme
from ui.context import Context
from ui.dialogs.files import choose_files
from ui.pages.project_room.file_list import FileRow
from ui.widgets.controls import button
from ui.widgets.drop import DropFrame
from ui.widgets.panels import Panel
from ui.widgets.rows import Rows
from ui.widgets.text import WordLabel

if TYPE_CHECKING:
    from app.services.workspace import Workspace

THUMB = QSize(72, 52)
CAPTION = 36


class FilesPanel(Panel):
    """The photos and files of a session; ``filesAdded`` hands over those chosen or dropped."""

    filesAdded = Signal(object)

    def __init__(self, context: Context, verbs: Any) -> None:
        """Make an empty panel; ``verbs`` opens, copies and takes off."""
        self.add = button("추가", "plus", "link", self.choose, True)
        super().__init__("사진·자료", "", (self.add,))
        self._context, self._verbs = context, verbs
        self._shown: tuple[tuple[Attachment, ...], bool] = ((), False)
        self._photos: list[Attachment] = []
        self.photos = QListWidget()
        self.photos.setViewMode(QListView.ViewMode.IconMode)
        self.photos.setIconSize(THUMB)
        self.photos.setGridSize(QSize(THUMB.width() + 8, THUMB.height() + CAPTION))
        self.photos.setFont(theme.font(12))
        self.photos.setMovement(QListView.Movement.Static)
        self.photos.setResizeMode(QListView.ResizeMode.Adjust)
        self.photos.setAccessibleName("사진")
        self.photos.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.photos.itemActivated.connect(lambda item: verbs.open_file(item.data(Qt.ItemDataRole.UserRole)))
        self.photos.hide()
        self.empty = WordLabel("사진이나 파일을 이곳에 끌어다 놓으십시오.", 13, 400, "text2")
        self.rows = Rows(lambda shown: FileRow(shown[0], verbs, removable=not shown[1]))
        self.drop = DropFrame()
        self.drop.dropped.connect(self.filesAdded)
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(14, 8, 14, 10)
        inside.addWidget(self.empty)
        inside.addWidget(self.photos)
        inside.addWidget(self.rows)
        self.body.addWidget(self.drop)

    def show_files(self, files: Sequence[Attachment], locked: bool) -> None:
        """Show ``files``; a locked session takes no more."""
        self.add.setVisible(not locked)
        self.drop.setAcceptDrops(not locked)
        if (tuple(files), locked) == self._shown:
            return
        self._shown = (tuple(files), locked)
        photos = [file for file in files if file.media_type.startswith("image/")]
        others = [file for file in files if file not in photos]
        said = [f"사진 {len(photos)}"] * bool(photos) + [f"파일 {len(others)}"] * bool(others)
        self.set_meta(" · ".join(said))
        self.empty.setVisible(not files)
        self.rows.setVisible(bool(others))
        self.rows.set_items([(file, locked) for file in others])
        if photos != self._photos:
            self._photos = photos
            self._show_photos(photos)

    def _show_photos(self, photos: list[Attachment]) -> None:
        self.photos.clear()
        self.photos.setVisible(bool(photos))
        for file in photos:
            item = QListWidgetItem(file.name)
            item.setData(Qt.ItemDataRole.UserRole, file)
            item.setToolTip(file.name)
            self.photos.addItem(item)
        lines = min((len(photos) + 2) // 3, 2)
        self.photos.setFixedHeight(lines * (THUMB.height() + CAPTION) + 4)
        if photos:
            self._context.tasks.read(self, lambda ws: _thumbs(ws, photos), self._paint, "thumbs")

    def _paint(self, images: dict[int, QImage]) -> None:
        for row in range(self.photos.count()):
            item = self.photos.item(row)
            image = images.get(item.data(Qt.ItemDataRole.UserRole).id)
            if image is not None:
                item.setIcon(QIcon(QPixmap.fromImage(image)))

    def choose(self) -> None:
        """Ask for files to keep."""
        choose_files(self, "사진·자료 고르기", self.filesAdded.emit)


def _thumbs(ws: "Workspace", photos: list[Attachment]) -> dict[int, QImage]:
    images = {}
    for file in photos:
        device = QBuffer()
        device.setData(outputs.content(ws, file.sha256))
        reader = QImageReader(device)
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid():
            reader.setScaledSize(size.scaled(THUMB * 2, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if not image.isNull():
            images[file.id] = image
    return images
