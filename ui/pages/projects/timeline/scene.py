"""One frame of the timeline: rows from their pictures, what is pulled, today, the head over all of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.domain.koreandate import format_date
from app.domain.timeline import TimelineRow
from ui import theme
from ui.pages.projects.timeline.frame import PAD, View, paint_heading, paint_lines
from ui.pages.projects.timeline.ink import SCREEN
from ui.pages.projects.timeline.line import HEAD, ROW
from ui.pages.projects.timeline.paint import Sketch, paint_row, paint_words, places, rooms, words_end

if TYPE_CHECKING:
    from ui.pages.projects.timeline.view import TimelineView


def draw(painter: QPainter, owner: "TimelineView") -> None:
    """Paint what is seen of ``owner``."""
    view, area = owner.shown(), QRectF(owner.viewport().rect())
    painter.fillRect(area, theme.color("surface"))
    painter.save()
    painter.setClipRect(area.adjusted(0, HEAD, 0, 0))
    first = max(owner.tops.row_at(owner.verticalScrollBar().value()), 0)
    for row in range(first, owner.tops.count):
        if owner.top_of(row) > area.bottom():
            break
        _draw_row(painter, owner, view, row)
    _draw_below(painter, owner, view, area)
    _draw_today(painter, owner, view, area)
    if owner.hasFocus() and owner.drag is None and owner.node is not None:
        rect = owner.rect_of(owner.current, owner.node)
        if rect is not None:
            _clip_line(painter, view, area)
            _draw_frame(painter, rect)
    painter.restore()
    owner.tiles.paint_head(painter, view, owner.today, owner.devicePixelRatioF())


def _clip_line(painter: QPainter, view: View, area: QRectF) -> None:
    painter.setClipRect(area.adjusted(view.name, HEAD, 0, 0))


def _draw_frame(painter: QPainter, rect: QRectF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("primary"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), 4, 4)


def _draw_row(painter: QPainter, owner: "TimelineView", view: View, at: int) -> None:
    top, group = owner.top_of(at), owner.model_.group_at(at)
    if group is not None:
        painter.save()
        painter.translate(0, top)
        folded = owner.model_.folded(group)
        paint_heading(painter, view, group.label, f"{len(group.ids):,}건", folded, SCREEN)
        if at == owner.current and owner.hasFocus():
            painter.setPen(QPen(theme.color("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, 1, view.name + view.width - 2, owner.tops.height(at) - 2))
        painter.restore()
        return
    row = owner.row(at)
    ground = "select" if at == owner.current else "surface2" if at == owner.pointer.hover else "surface"
    if row is None:
        _draw_missing(painter, view, top)
        return
    ratio = owner.devicePixelRatioF()
    if owner.drag is not None and owner.drag.row.id == row.id:
        _draw_pulled(painter, owner, view, top, ground)
    else:
        owner.tiles.paint_line(painter, view, top, row, owner.today, ground, ratio)
        _draw_carried(painter, view, top, row)
        _draw_beyond(painter, view, top, row)
    owner.tiles.paint_name(painter, view, top, row, ground, ratio)


def _draw_missing(painter: QPainter, view: View, top: int) -> None:
    """Paint a row that has not been read yet."""
    painter.fillRect(QRectF(PAD, top + ROW / 2 - 5, view.name * 0.5, 10), theme.color("track"))
    painter.fillRect(QRectF(0, top + ROW - 1, view.name + view.width, 1), theme.color("line"))


def _draw_beyond(painter: QPainter, view: View, top: int, row: TimelineRow) -> None:
    """Say where a project stands of which nothing is in sight."""
    span = row.span
    if span is None:
        words, side = "날짜가 있는 것이 없습니다", Qt.AlignmentFlag.AlignLeft
    elif view.line.x(span.last) + view.line.scale < view.offset:
        words, side = f"‹ {format_date(span.last)}까지", Qt.AlignmentFlag.AlignLeft
    elif view.line.x(span.first) > view.offset + view.width:
        words, side = f"{format_date(span.first)}부터 ›", Qt.AlignmentFlag.AlignRight
    else:
        return
    painter.setFont(theme.font(12))
    painter.setPen(theme.color("text3"))
    room = QRectF(view.name + 12, top, view.width - 24, ROW)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, words)


def _draw_carried(painter: QPainter, view: View, top: int, row: TimelineRow) -> None:
    """Write the name of a bar whose words lie to the left of what is seen where it is first seen."""
    for bar, rect, room in rooms(row, view.line):
        if rect.right() > view.offset + 24 and words_end(bar, room) <= view.offset:
            seen = QRectF(view.name, top + rect.top(), rect.right() - view.offset, rect.height())
            paint_words(painter, bar, seen, SCREEN)


def _draw_pulled(painter: QPainter, owner: "TimelineView", view: View, top: int, ground: str) -> None:
    """Paint the project as it would be, with a dashed line around where its bars are now."""
    drag = owner.drag
    if drag is None:
        return
    painter.save()
    painter.setClipRect(QRectF(view.name, max(top, HEAD), view.width, ROW))
    painter.fillRect(QRectF(view.name, top, view.width, ROW), theme.color(ground))
    painter.translate(view.name - view.offset, top)
    left, right = view.offset, view.offset + view.width
    paint_lines(painter, view.line, left, right, ROW, SCREEN)
    painter.fillRect(QRectF(left, ROW - 1, view.width, 1), theme.color("line"))
    paint_row(painter, Sketch(drag.preview()), view.line, owner.today, SCREEN, (left, right))
    painter.setPen(QPen(theme.color("primary"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    moved = {move.node for move in drag.outcome.moves}
    for node, rect in places(drag.row, view.line):
        if node in moved:
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.restore()


def _draw_below(painter: QPainter, owner: "TimelineView", view: View, area: QRectF) -> None:
    """Let the lines of the days run on below the last row."""
    top = owner.top_of(owner.tops.count)
    if top < area.bottom():
        painter.save()
        painter.translate(view.name - view.offset, top)
        paint_lines(painter, view.line, view.offset, view.offset + view.width, area.bottom() - top, SCREEN)
        painter.restore()
        painter.fillRect(QRectF(view.name - 1, top, 1, area.bottom() - top), theme.color("line2"))


def _draw_today(painter: QPainter, owner: "TimelineView", view: View, area: QRectF) -> None:
    middle = view.x(owner.today) + view.line.scale / 2
    if view.name <= middle <= area.right():
        painter.fillRect(QRectF(middle - 1, HEAD, 2, area.height()), theme.color("danger.icon"))
    link = owner.pointer.link
    if link is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("primary"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(*link)
