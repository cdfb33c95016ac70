"""What the card says of a bar that is pulled, and of the one the keyboard stands on."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.domain.timeline import STAGE
from app.services import timeline
from ui.pages.projects.timeline.card import tell_node
from ui.pages.projects.timeline.line import HEAD

if TYPE_CHECKING:
    from ui.pages.projects.timeline.view import TimelineView


def tell_drag(view: "TimelineView", at: QPoint) -> None:
    """Say which days a bar would have, what it pushes on, and what speaks against it."""
    drag = view.drag
    if drag is None:
        return
    bar = drag.row.bar(drag.node[1]) if drag.node[0] == STAGE else None
    moved = drag.outcome.moves[0].by if drag.outcome.moves else 0
    days = f"{timeline.period(drag.span, view.today)} ({moved:+d}일)" if moved else "그대로"
    lines = [days]
    if drag.outcome.moves[1:]:
        lines.append(timeline.pushed(drag.course, drag.outcome))
        if bar is not None and not drag.alone:
            lines.append("Shift를 누르면 이 단계만 옮깁니다.")
    warning = drag.refused or timeline.disordered(drag.course, drag.outcome)
    title = drag.course.names[drag.node]
    view.card.tell(title, lines, bar.position if bar else 0, warning)
    view.setAccessibleDescription(" ".join([title, *lines, warning]))
    view.card.show_at(at, view.viewport().rect().adjusted(0, HEAD, 0, 0))
    view.viewport().update()


def tell_current(view: "TimelineView") -> None:
    """Show the card of the bar that the keyboard stands on."""
    row = view.row(view.current)
    if row is None or view.node is None:
        return
    tell_node(view.card, row, view.node, view.today)
    view.card.show_at(foot(view), view.viewport().rect().adjusted(0, HEAD, 0, 0))


def foot(view: "TimelineView") -> QPoint:
    """Return where the card of the current bar stands: below its beginning, where that is seen."""
    rect = view.rect_of(view.current, view.node)
    if rect is None:
        return QPoint(view.name, view.top_of(view.current))
    left = max(rect.left(), float(view.name))
    if view.drag is not None:
        left = max(view.shown().x(view.drag.span.last + timedelta(1)), float(view.name))
    return QPoint(round(left), round(rect.bottom()))
