"""Line icons, recoloured from the tokens at paint time, sharp on every screen.

An icon names a token, not a colour, so that the same ``QIcon`` is right in both themes.
"""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import resource_path
from ui import theme

STROKE = "1.75"
FALLBACK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
    'stroke-width="1.75"><rect x="4" y="4" width="16" height="16" rx="3"/></svg>'
)


@cache
def source(name: str) -> str:
    """Return the drawing of an icon; a plain square where there is no such icon."""
    file = resource_path("icons", f"{name}.svg")
    text = file.read_text("utf-8") if file.is_file() else FALLBACK
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def exists(name: str) -> bool:
    """Tell whether the program carries an icon of this name."""
    return resource_path("icons", f"{name}.svg").is_file()


def pixmap(name: str, color: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of ``size`` logical pixels, for a screen with ``ratio`` pixels to one."""
    return _pixmap(name, theme.value(color), size, size, ratio)


@cache
def _pixmap(name: str, value: str, width: int, height: int, ratio: float) -> QPixmap:
    drawing = QPixmap(QSize(round(width * ratio), round(height * ratio)))
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(QByteArray(source(name).replace("currentColor", value).encode()))
    side = min(drawing.width(), drawing.height())
    renderer.render(painter, QRectF((drawing.width() - side) / 2, (drawing.height() - side) / 2, side, side))
    painter.end()
    drawing.setDevicePixelRatio(ratio)
    return drawing


def paint(painter: QPainter, rect: QRect, name: str, color: str = "text2") -> None:
    """Paint an icon in the middle of ``rect``, as large as its shorter side."""
    size = min(rect.width(), rect.height())
    # the device itself would be looked for among all that Qt can paint on, and each of them made known
    drawing = pixmap(name, color, size, painter.deviceTransform().m11())
    corner = QPoint(rect.x() + (rect.width() - size) // 2, rect.y() + (rect.height() - size) // 2)
    painter.drawPixmap(corner, drawing)


class _Engine(QIconEngine):
    """Draws one icon with the tokens in force, fainter when disabled."""

    def __init__(self, name: str, color: str, on: str) -> None:
        super().__init__()
        self._name, self._color, self._on = name, color, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon for a control's mode and state."""
        paint(painter, rect, self._name, self._token(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon at ``size`` device pixels."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon at ``size`` device pixels; a wider size leaves air at its sides."""
        value = theme.tokens().color(self._token(mode, state))
        return _pixmap(self._name, value, round(size.width() / scale), round(size.height() / scale), scale)

    def clone(self) -> QIconEngine:
        """Return another engine that draws the same."""
        return _Engine(self._name, self._color, self._on)

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "control"
        return self._on if state == QIcon.State.On else self._color


def icon(name: str, color: str | None = None, size: int = 16, on: str | None = None) -> QIcon:
    """Return the icon ``name`` in the token ``color`` (default ``text2``); ``on`` colours a checked control.

    ``size`` is a hint only: the icon is drawn at whatever size a control asks for.
    """
    plain = color or "text2"
    return QIcon(_Engine(name, plain, on or plain))
