"""What stands around the bars: the head with its dates, the lines, names at the left, headings, 오늘."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.choices import ProjectState
from app.domain.project import Project
from app.domain.timescale import Zoom, lower, upper, zoom_of
from ui import theme
from ui.pages.projects.timeline.ink import Ink
from ui.pages.projects.timeline.line import GROUP, HEAD, ROW, Line

STATE_ROOM, PAD = 76, 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WORDS = {
    ProjectState.ACTIVE.value: ("진행", "play", "text2"),
    ProjectState.GATE.value: ("관문", "circle-dashed", "warning"),
    ProjectState.STALLED.value: ("정체", "circle-pause", "danger"),
    ProjectState.DONE.value: ("완료", "check", "success"),
    ProjectState.DRAFT.value: ("초안", "pencil", "warning"),
    ProjectState.STOPPED.value: ("중단", "circle-x", "text2"),
}


@dataclass(frozen=True, slots=True)
class View:
    """The part of the line that is shown: from ``offset`` pixels on, ``width`` of them after ``name``."""

    line: Line
    offset: float
    name: int
    width: float

    def x(self, day: date) -> float:
        """Return where a day begins on the screen."""
        return self.name + self.line.x(day) - self.offset

    @property
    def first(self) -> date:
        """Return the first day that is shown."""
        return self.line.day(self.offset)

    @property
    def last(self) -> date:
        """Return the last day that is shown."""
        return self.line.day(self.offset + self.width - 1)


def paint_head(painter: QPainter, view: View, today: date, ink: Ink) -> None:
    """Paint the head: what the columns hold, the stretches of the line in two rows, 오늘."""
    whole = view.name + view.width
    painter.fillRect(QRectF(0, 0, whole, HEAD), ink("surface2"))
    painter.setFont(theme.font(13, 600))
    painter.setPen(ink("text2"))
    painter.drawText(QRectF(PAD, 0, view.name, HEAD), _LEFT, "과제명")
    painter.drawText(QRectF(view.name - STATE_ROOM, 0, STATE_ROOM, HEAD), _LEFT, "상태")
    painter.save()
    painter.setClipRect(QRectF(view.name, 0, view.width, HEAD))
    _paint_ticks(painter, view, ink, today_flag(view, today))
    _paint_now(painter, view, today, ink)
    paint_today(painter, view, today, ink)
    painter.restore()
    painter.fillRect(QRectF(0, HEAD - 1, whole, 1), ink("line2"))
    painter.fillRect(QRectF(view.name - 1, 0, 1, HEAD), ink("line2"))


def _paint_ticks(painter: QPainter, view: View, ink: Ink, flag: QRectF | None) -> None:
    middle = HEAD / 2
    wide = list(upper(view.line.scale, view.first, view.last))
    painter.setFont(theme.font(12, 500))
    painter.setPen(ink("text2"))
    for tick, following in zip(wide, [*wide[1:], None], strict=True):
        left = view.x(tick.day)
        end = view.x(following.day) if following else view.name + view.width
        painter.fillRect(QRectF(left, 4, 1, HEAD), ink("line2"))
        # what began to the left of what is shown keeps its words in sight
        wanted = QFontMetricsF(painter.font()).horizontalAdvance(tick.label) + 12
        words = min(max(left, view.name), end - wanted)
        if flag is not None and words < flag.right() and flag.left() < words + wanted:
            words = flag.right()  # half of a year under the flag of today would be another year
            if words + wanted > end:
                continue
        painter.drawText(QRectF(words + 8, 0, 200, middle), _LEFT, tick.label)
    for tick in lower(view.line.scale, view.first, view.last):
        left = view.x(tick.day)
        painter.fillRect(QRectF(left, middle + 4, 1, middle), ink("line"))
        painter.drawText(
            QRectF(left + 8 if view.line.scale < 28 else left + 5, middle, 80, middle), _LEFT, tick.label
        )


def _paint_now(painter: QPainter, view: View, today: date, ink: Ink) -> None:
    """Write the stretch of today once more, in the colour of what is chosen."""
    narrow = list(lower(view.line.scale, view.first, view.last))
    now = [tick for tick in narrow if tick.day <= today]
    if not now or today > view.last:
        return
    left, middle = view.x(now[-1].day), HEAD / 2
    painter.fillRect(QRectF(left + 1, middle + 1, 44, middle - 2), ink("surface2"))
    painter.setFont(theme.font(12, 700))
    painter.setPen(ink("link"))
    indent = 8 if view.line.scale < 28 else 5
    painter.drawText(QRectF(left + indent, middle, 80, middle), _LEFT, now[-1].label)


def today_flag(view: View, today: date) -> QRectF | None:
    """Return where the flag of today stands, None where today is not shown."""
    middle = view.x(today) + view.line.scale / 2
    if not view.name <= middle <= view.name + view.width:
        return None
    wide = QFontMetricsF(theme.font(12, 700)).horizontalAdvance(_today_words(today)) + 12
    flag = QRectF(middle - wide / 2, 4, wide, 19)
    flag.moveLeft(min(max(flag.left(), view.name + 1), view.name + view.width - wide - 1))
    return flag


def _today_words(today: date) -> str:
    return f"오늘 {today.month}. {today.day}."


def paint_today(painter: QPainter, view: View, today: date, ink: Ink) -> None:
    """Paint the flag of today over its line."""
    flag = today_flag(view, today)
    if flag is None:
        return
    middle = view.x(today) + view.line.scale / 2
    painter.setFont(theme.font(12, 700))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink("danger.icon"))
    painter.drawRoundedRect(flag, 3, 3)
    painter.drawRect(QRectF(middle - 1, 22, 2, HEAD))
    painter.setPen(ink("on_primary"))
    painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, _today_words(today))


def paint_lines(painter: QPainter, line: Line, left: float, right: float, height: float, ink: Ink) -> None:
    """Paint the upright lines of the days between two pixels of the line, and weekends where they show."""
    first, last = line.day(left), line.day(right)
    if zoom_of(line.scale) in (Zoom.DAY, Zoom.WEEK):
        day = first
        while day <= last:
            if day.weekday() >= 5:
                painter.fillRect(QRectF(line.x(day), 0, line.scale, height), ink.shade())
            day += timedelta(1)
    for tick in lower(line.scale, first, last):
        painter.fillRect(QRectF(line.x(tick.day), 0, 1, height), ink("line"))
    for tick in upper(line.scale, first, last):
        painter.fillRect(QRectF(line.x(tick.day), 0, 1, height), ink("line2"))


def paint_name(painter: QPainter, width: int, project: Project, ink: Ink, ground: str) -> None:
    """Paint what a project is called and how it stands, at the left of its line."""
    painter.fillRect(QRectF(0, 0, width, ROW), ink(ground))
    painter.setFont(theme.font(14, 500))
    painter.setPen(ink("text"))
    room = QRectF(PAD, 0, width - STATE_ROOM - PAD - 8, ROW)
    text = QFontMetricsF(painter.font()).elidedText(project.title, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, text)
    words, icon, token = _WORDS.get(project.state, ("", "", "text2"))
    left = width - STATE_ROOM
    if icon:
        ink.icon(painter, QRectF(left, (ROW - 14) / 2, 14, 14), icon, token)
    painter.setFont(theme.font(13, 500))
    painter.setPen(ink(token))
    painter.drawText(QRectF(left + 18, 0, STATE_ROOM, ROW), _LEFT, words)
    painter.fillRect(QRectF(0, ROW - 1, width, 1), ink("line"))
    painter.fillRect(QRectF(width - 1, 0, 1, ROW), ink("line2"))


def paint_heading(
    painter: QPainter, view: View, label: str, more: str, folded: bool, ink: Ink
) -> None:  # fmt: skip
    """Paint the heading of a group over the whole width."""
    whole = view.name + view.width
    painter.fillRect(QRectF(0, 0, whole, GROUP), ink("surface2"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink("text2"), 1.6))
    middle = GROUP / 2
    sides = ((0, -4), (4, 0), (0, 4)) if folded else ((-4, -2), (0, 2), (4, -2))
    painter.drawPolyline(QPolygonF([QPointF(PAD + 8 + dx, middle + dy) for dx, dy in sides]))
    painter.setFont(theme.font(14, 600))
    painter.setPen(ink("text"))
    painter.drawText(QRectF(PAD + 21, 0, whole, GROUP), _LEFT, label)
    wide = QFontMetricsF(painter.font()).horizontalAdvance(label)
    painter.setFont(theme.font(13))
    painter.setPen(ink("text2"))
    painter.drawText(QRectF(PAD + 29 + wide, 0, whole, GROUP), _LEFT, more)
    painter.fillRect(QRectF(0, GROUP - 1, whole, 1), ink("line2"))


def spoken_state(project: Project) -> str:
    """Return the state of a project as its row says it."""
    return _WORDS.get(project.state, ("", "", ""))[0]
