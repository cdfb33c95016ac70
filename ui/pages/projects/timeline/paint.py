"""How a project looks on its line: bars, gates, dots, 할 일, ties, and the days without anything.

Everything is painted in pixels from the beginning of the line and from the top of the row; what lies outside
``seen`` is left out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.domain.choices import ProjectState, ProjectStatus
from app.domain.dependency import Course, Edge
from app.domain.timeline import MILESTONE, BarState, Node, Span, StageBar, TimelineRow
from ui import theme
from ui.pages.projects.timeline.ink import PART, TINT, WORD, Ink
from ui.pages.projects.timeline.line import BAR, BAR_TOP, LANE, UNDER, Line

GATE, DUE, DOT = 6.5, 4.0, 2.6
_RADIUS = 2.0
_ROOM, _WORDS = 12, 110
"""How far gates and marks may reach beyond the days that they belong to, and the words of a bar."""


class Sketch:
    """What of a project is painted, worked out once however many of its stretches are painted."""

    def __init__(self, row: TimelineRow) -> None:
        """Work out which ties of ``row`` show: those that were made, and those that are out of order."""
        self.row = row
        self.course = Course(row) if row.ties or len(row.stages) > 1 else None
        self.ties: list[tuple[Edge, bool]] = []
        if self.course is not None:
            spans, wrong = self.course.spans, {conflict.edge for conflict in self.course.conflicts()}
            self.ties = [
                (edge, edge in wrong)
                for edge in self.course.edges
                if edge in wrong or (edge.tied and edge.before in spans and edge.after in spans)
            ]


def paint_row(
    painter: QPainter, sketch: Sketch, line: Line, today: date, ink: Ink, seen: tuple[float, float]
) -> None:
    """Paint everything of a project that stands between the two pixels ``seen``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    row, left, right = sketch.row, seen[0] - _ROOM, seen[1] + _ROOM
    placed = {bar.position: (rect, room) for bar, rect, room in rooms(row, line)}
    for bar in row.stages:  # a later stage lies upon the days by which one before it is late
        rect, room = placed.get(bar.position, (QRectF(), QRectF()))
        if rect.left() < right and rect.right() > left and not rect.isEmpty():
            paint_bar(painter, bar, rect, ink)
            if seen[0] - _WORDS < room.left() < seen[1]:
                paint_words(painter, bar, room, ink)
        _paint_around(painter, bar, line, ink, (left, right))
        if bar.state is BarState.CURRENT and row.project.status == ProjectStatus.ACTIVE and bar.late(today):
            _paint_late(painter, bar, line, today, ink)
    for bar in row.stages[:-1]:
        if bar.span is not None:
            at = line.x(bar.span.last) + line.scale
            if left < at < right:
                paint_diamond(painter, QPointF(at, BAR_TOP + BAR / 2), GATE, bar.passed, ink, "text2")
    _paint_ties(painter, sketch, line, ink)
    _paint_marks(painter, row, line, today, ink, (left, right))
    if row.project.state == ProjectState.STALLED:
        _paint_idle(painter, row, line, today, ink)


def _paint_marks(
    painter: QPainter, row: TimelineRow, line: Line, today: date, ink: Ink, seen: tuple[float, float]
) -> None:
    half = line.scale / 2
    for dot in row.dots:
        x = line.x(dot.day) + half
        if seen[0] < x < seen[1]:
            paint_dot(painter, QPointF(x, LANE), dot.done, ink)
    for due in row.dues:
        x = line.x(due.day) + half
        if seen[0] < x < seen[1]:
            late = not due.done and due.day < today
            paint_diamond(painter, QPointF(x, LANE), DUE, due.done, ink, "danger.icon" if late else "text3")


def rooms(row: TimelineRow, line: Line) -> Iterator[tuple[StageBar, QRectF, QRectF]]:
    """Yield the stages with their bars and the room for their words: behind the gate that lies on a bar."""
    gate = float("-inf")
    for bar in row.stages:
        if bar.span is not None:
            rect = line.bar(bar.span)
            over = rect.left() < gate < rect.right()
            yield bar, rect, rect.adjusted(gate - rect.left(), 0, 0, 0) if over else rect
            gate = line.x(bar.span.last) + line.scale


def paint_bar(painter: QPainter, bar: StageBar, rect: QRectF, ink: Ink) -> None:
    """Paint a stage: filled when over, filled as far as it has got, outlined while it is to come."""
    solid = ink.stage(bar.position)
    done = bar.state is BarState.DONE
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(solid, 1))
    painter.setBrush(solid if done else ink.stage(bar.position, TINT))
    painter.drawRoundedRect(edge, _RADIUS, _RADIUS)
    if bar.state is BarState.CURRENT and bar.progress:
        share = (rect.width() - 2) * min(bar.progress, 100) / 100
        painter.fillRect(rect.adjusted(1, 1, share + 1 - rect.width(), -1), ink.stage(bar.position, PART))


@cache
def length(words: str) -> float:
    """Return how long words of a bar are; there are few of them, and asking costs as much as writing."""
    return QFontMetricsF(theme.font(12, 600)).horizontalAdvance(words)


def words_end(bar: StageBar, rect: QRectF) -> float:
    """Return where the words of a bar end at the latest."""
    whole = f"{bar.label} {bar.progress}%" if bar.state is BarState.CURRENT else bar.label
    return rect.left() + GATE + 5 + (15 if bar.state is BarState.DONE else 0) + length(whole)


def paint_words(painter: QPainter, bar: StageBar, rect: QRectF, ink: Ink) -> None:
    """Write the name of a stage, with how far it is, where there is room for it."""
    done = bar.state is BarState.DONE
    colour = ink("on_primary") if done else ink.stage(bar.position, WORD, "text")
    painter.setFont(theme.font(12, 600))
    # the gate before it lies on its beginning
    inner = rect.adjusted(GATE + (1 if bar.position == 1 else 5), 0, -GATE, 0)
    if done and inner.width() > length(bar.label) + 16:
        _paint_check(painter, inner, colour)
        inner.setLeft(inner.left() + 15)
    whole = f"{bar.label} {bar.progress}%" if bar.state is BarState.CURRENT else bar.label
    text = next((one for one in (whole, bar.label) if length(one) <= inner.width()), "")
    if text:
        painter.setPen(colour)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _paint_check(painter: QPainter, inner: QRectF, colour: object) -> None:
    middle, left = inner.center().y(), inner.left()
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))  # type: ignore[call-overload]
    painter.drawPolyline(
        QPolygonF([QPointF(left, middle), QPointF(left + 3.5, middle + 3), QPointF(left + 10, middle - 4)])
    )


def _paint_around(painter: QPainter, bar: StageBar, line: Line, ink: Ink, seen: tuple[float, float]) -> None:
    """Paint the baseline thin below the bar."""
    ghost = line.bar(bar.ghost, BAR_TOP + BAR + 1.5, 3) if bar.ghost is not None else None
    if ghost is not None and ghost.left() < seen[1] and ghost.right() > seen[0]:
        painter.setPen(QPen(ink("control"), 1))
        painter.setBrush(ink("track"))
        painter.drawRoundedRect(ghost, 1, 1)


def _paint_late(painter: QPainter, bar: StageBar, line: Line, today: date, ink: Ink) -> None:
    """Paint the days by which a stage under way is late, behind it."""
    if bar.span is not None:
        late = line.bar(Span(bar.span.last + timedelta(1), today)).adjusted(0, 0.5, -0.5, -0.5)
        painter.setPen(QPen(ink("danger.icon"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(ink("danger.fill"))
        painter.drawRect(late)


def paint_diamond(painter: QPainter, at: QPointF, half: float, filled: bool, ink: Ink, token: str) -> None:
    """Paint a diamond, filled when what it stands for is over."""
    painter.setPen(QPen(ink(token), 1.6 if half == GATE else 1.2))
    painter.setBrush(ink(token) if filled else ink("surface"))
    sides = ((0, -half), (half, 0), (0, half), (-half, 0))
    painter.drawPolygon(QPolygonF([QPointF(at.x() + dx, at.y() + dy) for dx, dy in sides]))


def paint_dot(painter: QPainter, at: QPointF, done: bool, ink: Ink) -> None:
    """Paint a session: a dot, hollow while it is planned."""
    painter.setPen(QPen(ink("text2"), 1.2))
    painter.setBrush(ink("text2") if done else ink("surface"))
    painter.drawEllipse(at, DOT, DOT)


def _paint_idle(painter: QPainter, row: TimelineRow, line: Line, today: date, ink: Ink) -> None:
    since = row.idle_since(today)
    if since is None:
        return
    end = line.x(today) + line.scale / 2
    painter.setPen(QPen(ink("danger.icon"), 1.6, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(line.x(since) + line.scale / 2, LANE), QPointF(end, LANE))
    words = f"{row.project.idle_days}일째 없음"
    painter.setFont(theme.font(12, 600))
    wide = length(words)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink("danger.fill"))  # over marks that stand where the words do
    painter.drawRoundedRect(QRectF(end + 4, LANE - 6, wide + 6, 11), 3, 3)
    painter.setPen(ink("danger"))
    painter.drawText(QRectF(end + 7, LANE - 8, wide + 4, 16), Qt.AlignmentFlag.AlignVCenter, words)


# -- ties


def _paint_ties(painter: QPainter, sketch: Sketch, line: Line, ink: Ink) -> None:
    for edge, wrong in sketch.ties:
        if sketch.course is not None:
            painter.setPen(QPen(ink("danger.icon" if wrong else "text3"), 1.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(_arrow(sketch.course, edge, line))


def _arrow(course: Course, edge: Edge, line: Line) -> QPainterPath:
    """Return the way from the end of what comes first, below the bars, to the beginning of what waits."""
    start, end = _leaves(course, edge.before, line), _arrives(course, edge.after, line)
    path = QPainterPath(start)
    path.lineTo(start.x(), UNDER)
    path.lineTo(end.x(), UNDER)
    path.lineTo(end)
    tip = 3.5 if end.y() > UNDER else -3.5
    for side in (-2.5, 2.5):
        path.moveTo(end)
        path.lineTo(end.x() + side, end.y() - tip)
    return path


def _leaves(course: Course, node: Node, line: Line) -> QPointF:
    span = course.spans[node]
    if node[0] == MILESTONE:
        return QPointF(line.x(span.first) + line.scale / 2, LANE - DUE)
    return QPointF(line.x(span.last) + line.scale - 4, BAR_TOP + BAR)


def _arrives(course: Course, node: Node, line: Line) -> QPointF:
    span = course.spans[node]
    if node[0] == MILESTONE:
        return QPointF(line.x(span.first) + line.scale / 2, LANE - DUE)
    return QPointF(line.x(span.first) + 4, BAR_TOP + BAR)


# -- where things are


def places(row: TimelineRow, line: Line) -> Iterator[tuple[Node, QRectF]]:
    """Yield stages and 할 일 with where they can be taken, in the order in which they lie upon each other."""
    for bar in row.stages:
        if bar.span is not None:
            yield ("stage", bar.id), line.bar(bar.span)
    for due in row.dues:
        x = line.x(due.day) + line.scale / 2
        yield (MILESTONE, due.id), QRectF(x - 6, LANE - 6, 12, 12)
