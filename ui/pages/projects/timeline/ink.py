"""Colours of bars: those of the theme in force on the screen, the light ones on paper."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from ui import icons, theme

TINT, PART, WORD = 0.12, 0.34, 0.72


@cache
def _mixed(first: str, second: str, share: float) -> QColor:
    one, other = QColor(first), QColor(second)
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


class Ink:
    """Gives tokens as colours, and what is mixed from the colour of a stage."""

    def __init__(self, tokens: Callable[[], theme.Tokens] = theme.tokens) -> None:
        """Take the tokens that ``tokens`` returns when something is painted."""
        self._tokens = tokens

    def __call__(self, name: str) -> QColor:
        """Return the token ``name``."""
        return _mixed(self._tokens().color(name), "#000000", 1.0)

    def name(self, name: str) -> str:
        """Return the token ``name`` as it is written."""
        return self._tokens().color(name)

    def stage(self, position: int, share: float = 1.0, on: str = "surface") -> QColor:
        """Return the colour of a stage, or ``share`` of it mixed into the token ``on``."""
        return _mixed(self._tokens().stages[position - 1], self.name(on), share)

    def shade(self) -> QColor:
        """Return what darkens any ground a little: the days on which nobody works."""
        colour = QColor(self("text"))
        colour.setAlpha(10)
        return colour

    def icon(self, painter: QPainter, rect: QRectF, name: str, token: str) -> None:
        """Draw an icon."""
        icons.paint(painter, rect.toRect(), name, token)


class PaperInk(Ink):
    """The light colours, for painting off the UI thread."""

    def __init__(self) -> None:
        """Take the light tokens."""
        super().__init__(lambda: theme.load("light"))

    def icon(self, painter: QPainter, rect: QRectF, name: str, token: str) -> None:
        """Draw an icon as lines: sharp on paper, and pictures belong to the UI thread."""
        drawing = icons.source(name).replace("currentColor", self.name(token))
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, rect)


SCREEN = Ink()
PAPER = PaperInk()
