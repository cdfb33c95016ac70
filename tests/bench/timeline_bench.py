"""A timeline of 2,000 projects: what one frame costs while one scrolls, zooms and pulls a bar.

The floor is the same frame with nothing but its rectangles: as many rows, bars and lines, filled plainly.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app import collection
from app.services import undo
from app.services.workspace import Workspace
from tests.bench.table import Row
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.pages.projects.page import ProjectsPage
from ui.pages.projects.timeline.line import BAR, BAR_TOP, HEAD, ROW
from ui.pages.projects.timeline.view import TimelineView
from ui.state import MemoryState
from ui.tasks import Tasks

_PROJECTS, _AGENCIES, _FRAMES = 2000, 40, 300
_FRAME_GOAL = 1 / 60
_KINDS = ("planning", "design", "execution", "feedback")


def run() -> list[Row]:
    """Return the rows of the timeline, each beside what a frame may take, with the floor in its words."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    with TemporaryDirectory() as folder:
        ws = Workspace(Path(folder) / "timeline.hamkke")
        filled(ws, _PROJECTS)
        tasks = Tasks(ws)
        page = _shown(ws, tasks)
        collection.settle()  # as the program does once it has started
        rows = list(_frames(page.timeline.view, tasks))
        page.close()
        tasks.stop()
        ws.close()
    return rows


def filled(ws: Workspace, count: int) -> None:
    """Store projects with four stages, six sessions and four 할 일 each, over three years."""
    today = ws.today
    with ws.unit_of_work("많은 과제") as work:
        agencies = [work.insert("agency", {"name": f"기관 {n:02}"}) for n in range(_AGENCIES)]
        work.insert_many("project", [
            {"kind": "own", "title": f"주민과 함께 고치는 과제 {n:04}", "status": "active",
             "year": today.year, "lead_agency_id": agencies[n % _AGENCIES]}
            for n in range(count)
        ])  # fmt: skip
        work.insert_many("stage", [_stage(today, n, place) for n in range(count) for place in range(4)])
        work.insert_many("session", [
            {"project_id": n + 1, "kind": "workshop", "topic": f"{k + 1}차 모임", "status": "draft",
             "held_on": _begins(today, n) + timedelta(20 + 45 * k)}
            for n in range(count) for k in range(6)
        ])  # fmt: skip
        work.insert_many("milestone", [
            {"project_id": n + 1, "title": f"할 일 {k + 1}", "due_on": _begins(today, n) + timedelta(70 * k)}
            for n in range(count) for k in range(4)
        ])  # fmt: skip


def _begins(today: date, number: int) -> date:
    return today - timedelta(500) + timedelta(number * 37 % 730)


def _stage(today: date, number: int, place: int) -> dict[str, object]:
    first = _begins(today, number) + timedelta(75 * place)
    last = first + timedelta(74)
    over = last < today - timedelta(30)
    return {
        "project_id": number + 1, "kind": _KINDS[place], "position": place + 1,
        "planned_start": first, "planned_end": last,
        "actual_start": first + timedelta(3) if first < today else None,
        "actual_end": last + timedelta(4) if over else None,
        "progress": 100 if over else 55 if first < today else 0,
    }  # fmt: skip


def _shown(ws: Workspace, tasks: Tasks) -> ProjectsPage:
    bus = Bus()
    bus.attach(ws)
    page = ProjectsPage(Context(ws, tasks, bus, MemoryState(), undo))
    page.resize(1240, 844)
    page.set_mode("timeline")
    page.show()
    _settle(tasks)
    return page


def _settle(tasks: Tasks) -> None:
    for _ in range(8):
        QApplication.processEvents()
        tasks.wait_idle(20)


def _frames(view: TimelineView, tasks: Tasks) -> Iterator[Row]:
    bare = _p95(_Bare(view), lambda number: None)
    for what, steps in (("굴리며", _scrolling), ("옆으로 굴리며", _sideways), ("막대를 끌며", _pulling)):
        view.verticalScrollBar().setValue(0)
        view.show_today()
        _settle(tasks)
        times = _times(view.viewport(), steps(view))
        view.end_drag(write=False)
        view.pointer.stop()
        p95 = quantiles(times, n=20)[-1]
        longest = f"가장 긴 {1000 * max(times):.1f} ms, 네모만 {1000 * bare:.1f} ms"
        label = f"과제 2,000건 타임라인: {what} 한 프레임 p95 ({longest})"
        yield Row(label, p95, _FRAME_GOAL, p95 / _FRAME_GOAL, 1.0)


def _p95(widget: QWidget, step: Callable[[int], None]) -> float:
    return quantiles(_times(widget, step), n=20)[-1]


def _times(widget: QWidget, step: Callable[[int], None]) -> list[float]:
    times = []
    for number in range(_FRAMES):
        start = time.perf_counter()
        step(number)
        widget.update()
        QApplication.processEvents()  # paints, and takes in the rows that came meanwhile
        times.append(time.perf_counter() - start)
    return times


def _scrolling(view: TimelineView) -> Callable[[int], None]:
    return lambda number: view.verticalScrollBar().setValue(number * 60)


def _sideways(view: TimelineView) -> Callable[[int], None]:
    return lambda number: view.horizontalScrollBar().setValue(number * 6)


def _pulling(view: TimelineView) -> Callable[[int], None]:
    at, node = next(
        (row, pair[0])
        for row in range(view.tops.count)
        for pair in view.nodes(row)
        if view.row(row) and view.name + 40 < pair[1].left() < view.name + 400 and pair[0][0] == "stage"
    )
    rect = view.rect_of(at, node)
    assert rect is not None
    start = rect.center().toPoint()
    send(view, QEvent.Type.MouseButtonPress, start)

    def step(number: int) -> None:
        send(view, QEvent.Type.MouseMove, start + QPoint(12 + number % 200, number % 40))

    return step


def send(view: TimelineView, kind: QEvent.Type, at: QPoint) -> None:
    """Send a pointer event with the left button down."""
    point, left = QPointF(at), Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind, point, view.viewport().mapToGlobal(point), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), event)


class _Bare(QWidget):
    """The same frame with nothing but its rectangles: the least that any painting of it costs."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__()
        self.resize(view.viewport().size())
        self._rows = range(HEAD, self.height(), ROW)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground, a line and four bars to a row, six dots to a row."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        for top in self._rows:
            painter.fillRect(QRectF(0, top, self.width(), 1), QColor("gray"))
            for place in range(4):
                painter.fillRect(QRectF(300 + place * 190, top + BAR_TOP, 180, BAR), QColor("blue"))
            for place in range(6):
                painter.fillRect(QRectF(310 + place * 120, top + 30, 5, 5), QColor("black"))
