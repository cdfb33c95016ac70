"""Things painted once and kept as pictures: a repaint is then one drawing, however much stands in them.

Painting costs Python, and while a worker runs the interpreter's lock goes to and fro meanwhile: a repaint
takes twice as long then.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui import theme


class Pictures:
    """Pictures by key, the last used kept; one is painted again once it would show something else.

    Another theme, size or screen is something else, too.
    """

    def __init__(self, kept: int) -> None:
        """Keep ``kept`` pictures."""
        self.kept = kept
        self._kept: OrderedDict[Hashable, tuple[object, QPixmap]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._kept)

    def get(
        self, key: Hashable, shown: object, size: QSize, ratio: float, ground: str,
        paint: Callable[[QPainter], object],
    ) -> QPixmap:  # fmt: skip
        """Return the picture ``key`` of what is ``shown`` on the token ``ground`` (empty: on nothing)."""
        whole = (shown, size, ratio, theme.tokens())
        found = self._kept.get(key)
        if found is None or found[0] != whole:
            found = self._kept[key] = (whole, _painted(size, ratio, ground, paint))
        self._kept.move_to_end(key)
        while len(self._kept) > self.kept:
            self._kept.popitem(last=False)
        return found[1]

    def forget(self) -> None:
        """Paint everything again."""
        self._kept.clear()


def _painted(size: QSize, ratio: float, ground: str, paint: Callable[[QPainter], object]) -> QPixmap:
    picture = QPixmap(QSize(ceil(size.width() * ratio), ceil(size.height() * ratio)))
    picture.setDevicePixelRatio(ratio)
    # On a ground that fills it the picture is copied, not blended, and words keep their sharpest edges.
    picture.fill(theme.color(ground) if ground else QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    paint(painter)
    painter.end()
    return picture
