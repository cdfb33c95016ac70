"""Badges: every state as icon and word, its colour only repeating them; and days left to a due date."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons, theme
from ui.widgets.pictures import Pictures

HEIGHT, ICON, PAD = 22, 13, 7
EDGE = 3
"""Outside of this the corners are round; inside everything lies on the fill."""
_insides = Pictures(256)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a badge looks: an icon (may be empty) and the tokens of its text, icon and fill."""

    icon: str
    text: str
    mark: str
    fill: str


def _state(icon: str, name: str) -> Kind:
    return Kind(icon, f"{name}.text", f"{name}.icon", f"{name}.fill")


PLAIN = Kind("", "text2", "text2", "neutral")
BLUE = Kind("", "link", "link", "select")
KINDS: dict[str, Kind] = {
    "active": Kind("play", "link", "link", "select"),
    "gate": _state("circle-dashed", "warning"),
    "stalled": _state("circle-pause", "danger"),
    "done": _state("check", "success"),
    "closed": _state("lock", "success"),
    "draft": _state("pencil", "warning"),
    "stopped": Kind("circle-x", "text2", "text2", "neutral"),
    "missing": _state("", "warning"),
    "warning": _state("triangle-alert", "warning"),
    "overdue": _state("circle-alert", "danger"),
    "today": _state("clock-alert", "danger"),
    "soon": _state("clock", "warning"),
    "later": Kind("clock", "text2", "text2", "neutral"),
    "met": _state("check", "success"),
    "information": _state("info", "information"),
    "approved": _state("check", "success"),
    "requested": _state("clock", "warning"),
    "open": Kind("eye", "link", "link", "select"),
    "partial": Kind("eye", "text2", "text2", "neutral"),
    "private": Kind("lock", "text2", "text2", "neutral"),
}


def badge_kind(name: str) -> Kind:
    """Return the look of the state ``name``; a plain gray badge where the name is none."""
    return KINDS.get(name, PLAIN)


def dday(due: date, today: date | None = None) -> tuple[str, Kind]:
    """Return the words and the look of a due date: red when past or today, amber up to D-3, later gray."""
    days = (due - (today or date.today())).days
    if days < 0:
        return f"{-days}일 지남", KINDS["overdue"]
    if days == 0:
        return "오늘", KINDS["today"]
    return f"D-{days}", KINDS["soon" if days <= 3 else "later"]


def badge_width(text: str, kind: Kind) -> int:
    """Return the width of a badge of ``text``."""
    return _words_width(text) + 2 * PAD + (ICON + 4 if kind.icon else 0)


@lru_cache(1024)
def _words_width(text: str) -> int:
    return QFontMetrics(theme.font(12, 600)).horizontalAdvance(text)


def paint_badge(painter: QPainter, rect: QRect, text: str, kind: Kind) -> int:
    """Paint a badge at the left of ``rect``, in its middle; return its width."""
    width = min(badge_width(text, kind), rect.width())
    box = QRect(rect.x(), rect.y() + (rect.height() - HEIGHT + 1) // 2, width, HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(kind.fill))
    painter.drawRoundedRect(box, theme.RADIUS_BADGE, theme.RADIUS_BADGE)
    # the same few words stand in row after row: icon and text are painted once
    size = QSize(width - 2 * EDGE, HEIGHT - 2)
    inside = _insides.get(
        (text, kind, width), None, size, painter.deviceTransform().m11(), kind.fill,
        lambda once: _paint_inside(once, width, text, kind),
    )  # fmt: skip
    painter.drawPixmap(box.x() + EDGE, box.y() + 1, inside)
    return width


def _paint_inside(painter: QPainter, width: int, text: str, kind: Kind) -> None:
    left = PAD - EDGE
    if kind.icon:
        top = (HEIGHT - ICON) // 2 - 1
        icons.paint(painter, QRect(left, top, ICON, ICON), kind.icon, kind.mark)
        left += ICON + 4
    painter.setFont(theme.font(12, 600))
    painter.setPen(theme.color(kind.text))
    words = QRect(left, -1, width - EDGE - 1 - left, HEIGHT)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)


class Badge(QWidget):
    """A state as icon and word."""

    def __init__(self, text: str = "", kind: str | Kind = "") -> None:
        """Show ``text`` in the look of the state ``kind``."""
        super().__init__()
        self.set_badge(text, kind)

    def set_badge(self, text: str, kind: str | Kind = "") -> None:
        """Show another state."""
        self._text, self._kind = text, kind if isinstance(kind, Kind) else badge_kind(kind)
        self.setAccessibleName(text)
        self.setFixedSize(QSize(badge_width(text, self._kind), HEIGHT))
        self.update()

    def text(self) -> str:
        """Return the word shown."""
        return self._text

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the badge."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._text, self._kind)


class DDay(Badge):
    """The days left to a due date."""

    def __init__(self, due: date, today: date | None = None) -> None:
        """Count from ``today``."""
        super().__init__()
        self.set_due(due, today)

    def set_due(self, due: date, today: date | None = None) -> None:
        """Count to another day."""
        self.set_badge(*dday(due, today))


class StageNumber(QWidget):
    """The number of a stage on its colour."""

    def __init__(self, number: int, size: int = 18) -> None:
        """Show ``number`` (1-4)."""
        super().__init__()
        self._number = number
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square and its number."""
        painter = QPainter(self)
        paint_stage_number(painter, self.rect(), self._number)


def paint_stage_number(painter: QPainter, rect: QRect, number: int) -> None:
    """Paint the number of a stage on its colour, filling ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"stages.{number - 1}"))
    painter.drawRoundedRect(rect, theme.RADIUS_BADGE, theme.RADIUS_BADGE)
    painter.setFont(theme.font(12, 600))
    painter.setPen(theme.color("on_primary"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))
