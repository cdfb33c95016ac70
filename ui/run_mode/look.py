"""How the run screen looks: always the dark tokens, sizes by the height of the screen, cards as notes."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from app.domain.session import AttendanceState
from ui import icons, theme
from ui.widgets.notes.kinds import ICONS

FULL_HEIGHT = 1080
SMALLEST = 0.66

STATES: dict[str, tuple[str, str]] = {
    AttendanceState.PRESENT: ("check", "success"),
    AttendanceState.LATE: ("clock", "warning"),
    AttendanceState.ABSENT: ("x", "danger"),
}
"""Icon and state colour of attendance."""


def note(kind: str) -> tuple[str, QColor, QColor]:
    """Return icon, fill and colour of words of a kind of card: light notes read well on a dark ground."""
    colors = theme.load("light").notes[kind]
    return ICONS[kind], QColor(colors.fill), QColor(colors.text)


def ink(name: str) -> QColor:
    """Return a token of the dark theme, whatever theme the window has."""
    return QColor(theme.load("dark").color(name))


def scale(widget: QWidget) -> float:
    """Return the factor by which sizes made for 1080 lines are drawn in the window of ``widget``."""
    return max(widget.window().height() / FULL_HEIGHT, SMALLEST)


def words(
    painter: QPainter, rect: QRect, text: str, pixels: int, weight: int, color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:  # fmt: skip
    """Write one line of ``text`` in the middle of the height of ``rect``, elided to its width."""
    painter.setFont(theme.font(pixels, weight))
    painter.setPen(color)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)


def wrapped(
    painter: QPainter, rect: QRect, text: str, pixels: int, weight: int, color: QColor, lines: int
) -> None:
    """Write ``text`` over at most ``lines`` lines from the top of ``rect``, broken between words."""
    painter.setFont(theme.font(pixels, weight))
    painter.setPen(color)
    metrics = painter.fontMetrics()
    rest = " ".join(text.split()).split(" ")
    for number in range(lines):
        shown = ""
        while rest and metrics.horizontalAdvance(f"{shown} {rest[0]}".strip()) <= rect.width():
            shown = f"{shown} {rest.pop(0)}".strip()
        if rest and (number == lines - 1 or not shown):
            shown = metrics.elidedText(
                f"{shown} {' '.join(rest)}".strip(), Qt.TextElideMode.ElideRight, rect.width()
            )
            rest = []
        line = QRect(rect.x(), rect.y() + number * metrics.lineSpacing(), rect.width(), metrics.lineSpacing())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if not rest:
            return


def icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Paint an icon in a colour of this screen."""
    icons.paint(painter, rect, name, color.name())
