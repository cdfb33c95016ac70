"""One page of a report as a picture; paper stays white in both themes."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui import theme

_PAPER = QColor("white")


class Sheet(QWidget):
    """One page with a hairline around it; white until its picture is there."""

    def __init__(self, number: int, points: tuple[float, float], width: int) -> None:
        """Make page ``number``, ``width`` pixels wide, of a size in points."""
        super().__init__()
        self.number = number
        self.picture: QImage | None = None
        self.setAccessibleName(f"{number}쪽")
        self.setFixedSize(QSize(width, round(width * points[1] / max(points[0], 1.0))))

    def take(self, picture: QImage | None) -> None:
        """Show ``picture``, or white paper."""
        self.picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), _PAPER)
        if self.picture is not None:
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(theme.color("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def thumbnail(picture: QImage | None, points: tuple[float, float], edge: int) -> QIcon:
    """Return a page as small as the strip shows it; blank until its picture is there."""
    scale = edge / max(points)
    small = QPixmap(max(round(points[0] * scale), 1), max(round(points[1] * scale), 1))
    small.fill(_PAPER)
    painter = QPainter(small)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    area = QRect(0, 0, small.width(), small.height())
    if picture is not None:
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = picture.scaled(area.size(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter.drawImage(area, fitted)
    painter.setPen(theme.color("line2"))
    painter.drawRect(area.adjusted(0, 0, -1, -1))
    painter.end()
    icon = QIcon(small)
    icon.addPixmap(small, QIcon.Mode.Selected)
    return icon
