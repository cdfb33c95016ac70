"""How the cells of 총괄표 look, and how those that look alike are painted in one go."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from ui import theme

STEPS = (0, 2, 5, 9, 13)


class Look(NamedTuple):
    """How a cell is painted: tokens of its ground and its figure; one without a case has an ``edge``."""

    fill: str
    token: str
    pixels: int
    weight: int = 600
    edge: str = ""


def heat_step(count: int) -> int:
    """Return the step of the scale for ``count``: 0, 1-2, 3-5, 6-9, 10-13, 14 and more."""
    return next((step for step, most in enumerate(STEPS) if count <= most), len(STEPS))


def look_of(count: int, *, doubtful: bool) -> Look:
    """Return how a cell of ``count`` cases is painted; ``doubtful`` where they are to be looked at."""
    if not count:
        return Look("surface", "text3", 14, 400, "line")
    if doubtful:
        return Look("warning.fill", "warning", 15)
    step = heat_step(count)
    return Look(f"heat.{step}", f"heat_text.{step}", 15)


def look_of_sum(*, whole: bool) -> Look:
    """Return how a sum is painted, that of the ``whole`` table standing out."""
    return Look("surface2", "link" if whole else "text", 14)


def paint_alike(painter: QPainter, look: Look, cells: Sequence[tuple[QRect, int]]) -> None:
    """Paint cells of one look with their counts; pen, brush and font are set once for all of them."""
    painter.setPen(theme.color(look.edge) if look.edge else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(look.fill))
    inset = 0.5 if look.edge else 0.0
    for rect, _count in cells:
        painter.drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), 2, 2)
    painter.setFont(theme.font(look.pixels, look.weight))
    painter.setPen(theme.color(look.token))
    for rect, count in cells:
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "–" if look.edge else str(count))
