"""A board of 2,000 cards: what one painted frame costs while one scrolls and drags; a trace among 10,000."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.services import threads
from app.services.workspace import Workspace
from tests.bench.table import Row
from ui import theme
from ui.widgets.notes.board import NoteBoard
from ui.widgets.notes.layout import Column, Note

_CARDS, _COLUMNS, _FRAMES = 2000, 12, 300
_FRAME_GOAL = 1 / 60
_LINKED, _TRACE_GOAL, _CHAIN = 10_000, 0.020, 8
_KINDS = ("voice", "citizen_need", "pain", "persona", "problem", "hmw", "idea", "prototype")


def run() -> list[Row]:
    """Return the rows of the board and of the trace, each beside its goal."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    return [*_frames(), _trace()]


def board() -> NoteBoard:
    """Return a shown board of 2,000 cards in 12 columns."""
    notes = {
        n: Note(
            n, _KINDS[n % 8], f"{n}번째로 들은 말씀을 한 문장으로 옮겨 적었습니다", "심층인터뷰 2차", n % 12
        )
        for n in range(1, _CARDS + 1)
    }
    columns = [
        Column(at, f"{at + 1}번째 묶음", "카드", tuple(n for n in notes if n % _COLUMNS == at))
        for at in range(_COLUMNS)
    ]
    made = NoteBoard("측정")
    made.resize(1240, 640)
    made.set_notes(columns, notes)
    made.show()
    QApplication.processEvents()
    return made


def _frames() -> Iterator[Row]:
    for what, steps in (("굴리며", _scrolling), ("끌며", _dragging)):
        made = board()
        step = steps(made)
        times = sorted(_timed(made, step, number) for number in range(_FRAMES))
        made.close()
        p95 = quantiles(times, n=20)[-1]
        label = f"카드 2,000장 보드: {what} 한 프레임 p95 (가장 긴 {1000 * times[-1]:.1f} ms)"
        yield Row(label, p95, _FRAME_GOAL, p95 / _FRAME_GOAL, 1.0)


def _timed(made: NoteBoard, step: Callable[[int], None], number: int) -> float:
    start = time.perf_counter()
    step(number)
    made.viewport().repaint()
    return time.perf_counter() - start


def _scrolling(made: NoteBoard) -> Callable[[int], None]:
    def step(number: int) -> None:
        made.verticalScrollBar().setValue(number * 60)
        made.horizontalScrollBar().setValue(number * 4)

    return step


def _dragging(made: NoteBoard) -> Callable[[int], None]:
    made.selection.all()
    send(made, QEvent.Type.MouseButtonPress, 100, 140)

    def step(number: int) -> None:
        send(made, QEvent.Type.MouseMove, 100 + number * 3, 200 + number)
        made.verticalScrollBar().setValue(number * 40)

    return step


def send(made: NoteBoard, kind: QEvent.Type, x: int, y: int) -> None:
    """Send a pointer event with the left button down."""
    at = QPointF(x, y)
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, at, made.viewport().mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(made.viewport(), event)


def _trace() -> Row:
    with TemporaryDirectory() as folder:
        ws = Workspace(Path(folder) / "trace.hamkke")
        linked(ws, _LINKED)
        times = []
        for number in range(200):
            start = time.perf_counter()
            found = threads.of_record(ws, "finding", 1 + number * 49)
            times.append(time.perf_counter() - start)
            assert len(found.nodes) >= _CHAIN
        ws.close()
    p95 = quantiles(times, n=20)[-1]
    return Row("이어진 카드 10,000장 가운데 한 장의 흐름 p95", p95, _TRACE_GOAL, p95 / _TRACE_GOAL, 1.0)


def linked(ws: Workspace, count: int) -> None:
    """Store a project of ``count`` cards in chains of eight, every card with an origin but the first."""
    with ws.unit_of_work("이어진 카드") as work:
        project = work.insert("project", {"title": "큰 과제", "kind": "own", "year": 2026})
        work.insert_many("finding", [
            {"project_id": project, "kind": _KINDS[n % 8], "text": f"{n}번째 카드", "position": n}
            for n in range(count)
        ])  # fmt: skip
        links = [(n, n - 1) for n in range(2, count + 1) if (n - 1) % _CHAIN]
        work.insert_many("link", [
            {"project_id": project, "child_finding_id": child, "parent_finding_id": parent}
            for child, parent in links
        ])  # fmt: skip
