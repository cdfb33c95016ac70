"""How an entry looks: icon, colours and words by its kind, the same in the grid, the list and the legend."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.domain.calendar import Entry, EntryKind
from app.domain.choices import StageKind
from app.domain.koreandate import format_short
from app.services import calendar
from ui import icons, theme

LOOKS = {
    EntryKind.SESSION: ("presentation", "select", "link"),
    EntryKind.MILESTONE: ("square", "success.fill", "success"),
    EntryKind.PLANNED: ("flag", "neutral", "text2"),
    EntryKind.ACTUAL: ("milestone", "warning.fill", "warning"),
}
"""Icon, ground and colour of words of each kind."""

HIGH, TWO_LINES = 22, 42
BESIDE, LEAST = 8, 80
"""The gap before a project named beside an entry, and the room below which it is not named there."""
HEADS = (("날짜", 120), ("시각", 110), ("종류", 100), ("일정", 300), ("과제", 220), ("장소", 160))


def words_of(entry: Entry) -> str:
    """Return the words of an entry in a narrow place: its hour and its name."""
    return f"{entry.starts_at} {calendar.name(entry)}".strip()


def icon_of(entry: Entry) -> str:
    """Return the icon of an entry: a lock for a closed session, a check for what is done."""
    if entry.locked:
        return "lock"
    done = entry.done and entry.kind == EntryKind.MILESTONE
    return "square-check" if done else LOOKS[EntryKind(entry.kind)][0]


def spoken(entry: Entry) -> str:
    """Return all that an entry says of itself."""
    stage = f"{StageKind(entry.stage).label} 단계" if entry.stage else ""
    hours = "–".join(part for part in (entry.starts_at, entry.ends_at) if part)
    state = "마감" if entry.locked else "마침" if entry.done else ""
    parts = (
        EntryKind(entry.kind).label,
        calendar.name(entry),
        entry.project,
        hours,
        entry.place,
        stage,
        state,
    )
    return " · ".join(part for part in parts if part)


def paint(painter: QPainter, rect: QRect, entry: Entry, chosen: bool = False, faint: bool = False) -> None:
    """Paint an entry as a bar, its project below or beside it where there is room; done is struck out."""
    _icon, ground, ink = LOOKS[EntryKind(entry.kind)]
    painter.setOpacity(0.45 if faint else 1.0)
    painter.setPen(QPen(theme.color("primary"), 2) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    line = (
        rect.adjusted(0, 1, 0, 0)
        if rect.height() == HIGH
        else QRect(rect.x(), rect.y() + 2, rect.width(), 20)
    )
    icons.paint(
        painter, QRect(line.x() + 5, line.y() + (line.height() - 13) // 2, 13, 13), icon_of(entry), ink
    )
    font = theme.font(12, 600 if entry.kind == EntryKind.SESSION else 500)
    font.setStrikeOut(entry.done and not entry.locked)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    written = _write(painter, line, words_of(entry))
    if rect.height() == HIGH:
        beside = line.adjusted(written + BESIDE, 0, 0, 0)
        if beside.width() >= LEAST:
            painter.setFont(theme.font(12, 400))
            painter.setPen(theme.color("text3"))
            _write(painter, beside, entry.project)
    else:
        painter.setFont(theme.font(12, 400))
        painter.setPen(theme.color("text2"))
        _write(painter, line.translated(0, 18), entry.project)
    painter.setOpacity(1.0)


def _write(painter: QPainter, rect: QRect, text: str) -> int:
    """Write ``text`` behind the icon and return how wide it became."""
    words = rect.adjusted(23, 0, -4, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def row(entry: Entry) -> tuple[str, ...]:
    """Return an entry as a row of the list, under ``HEADS``."""
    hours = "–".join(part for part in (entry.starts_at, entry.ends_at) if part)
    state = " (마감)" if entry.locked else " (마침)" if entry.done else ""
    kind = EntryKind(entry.kind).label
    return format_short(entry.day), hours, kind, calendar.name(entry) + state, entry.project, entry.place


class Legend(QWidget):
    """The kinds with their icons and colours."""

    def __init__(self) -> None:
        """Name every kind."""
        super().__init__()
        self.setFixedHeight(HIGH)
        self.setMinimumWidth(90 * len(EntryKind))
        self.setAccessibleName("범례: " + ", ".join(kind.label for kind in EntryKind))

    def paintEvent(self, _event: object) -> None:
        """Paint one sample each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(12, 500))
        left = 0
        for kind in EntryKind:
            icon, ground, ink = LOOKS[kind]
            box = QRect(left, 2, 20, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(box, 4, 4)
            icons.paint(painter, box.adjusted(3, 2, -3, -2), icon, ink)
            painter.setPen(theme.color("text2"))
            painter.drawText(QRect(left + 25, 0, 70, HIGH), Qt.AlignmentFlag.AlignVCenter, kind.label)
            left += 25 + painter.fontMetrics().horizontalAdvance(kind.label) + 16
