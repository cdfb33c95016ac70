"""진행 화면: from Enter to a card that is stored and shown, in a file that holds 50,000 of them."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services import projects
from app.services.session import running, sessions
from app.services.workspace import Workspace
from db.uid import new_uid
from tests.bench.table import Row
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.run_mode.window import RunWindow
from ui.state import MemoryState
from ui.tasks import Tasks

_CARDS, _PROJECTS, _CAPTURED = 50_000, 10, 200
_GOAL = 0.030
_LINE = "?how to get home after the last bus"
_INSERT = (
    "INSERT INTO finding (uid, project_id, kind, text, position, session_id) VALUES (?, ?, 'hmw', ?, ?, ?)"
)


def run() -> list[Row]:
    """Return the 95th percentile beside its goal, and beside the bare insert of the same card."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "bench.hamkke")
        session_id = fill(workspace)
        captured = _p95(_capturing(workspace, session_id))
        bare = _p95(_bare(workspace, session_id))
        workspace.close()
    what = f"카드 한 장: Enter에서 저장되어 보이기까지 p95, 카드 {_CARDS:,}장"
    return [
        Row(f"{what} (목표 30 ms)", captured, _GOAL, captured / _GOAL, 1.0),
        Row(f"{what} (바닥: 맨 삽입)", captured, bare, captured / bare, None),
    ]


def fill(workspace: Workspace) -> int:
    """Store ten projects with 5,000 cards each and return a session of the last one."""
    for number in range(_PROJECTS):
        made = projects.create(workspace, {"title": f"과제 {number}", "year": 2026})
        session_id = sessions.create(workspace, made.id, "workshop", {"topic": "발견 워크숍"})
        with workspace.unit_of_work("카드") as work:
            work.insert_many("finding", [_card(made.id, session_id, n) for n in range(_CARDS // _PROJECTS)])
    return session_id


def _card(project_id: int, session_id: int, number: int) -> dict[str, Any]:
    text = f"{number}번째로 들은 말씀을 한 문장으로 옮겨 적었습니다"
    return {"project_id": project_id, "session_id": session_id, "kind": "voice", "text": text,
            "position": number}  # fmt: skip


def _p95(one: Callable[[], object]) -> float:
    times = []
    for _ in range(_CAPTURED):
        start = time.perf_counter()
        one()
        times.append(time.perf_counter() - start)
    return quantiles(times, n=20)[-1]


def _capturing(workspace: Workspace, session_id: int) -> Callable[[], None]:
    tasks, bus = Tasks(workspace), Bus()
    bus.attach(workspace)
    window = RunWindow(Context(workspace, tasks, bus, MemoryState()), running.board(workspace, session_id))
    window.resize(1366, 768)
    window.show()
    tasks.wait_idle()
    loop = QEventLoop()
    window.capturing.stored.connect(loop.quit)
    late = QTimer(singleShot=True, interval=5000)
    late.timeout.connect(loop.quit)

    def one() -> None:
        window.line.setText(_LINE)
        QTest.keyClick(window.line, Qt.Key.Key_Return)
        late.start()
        loop.exec()
        late.stop()
        QApplication.processEvents()  # paints what has changed

    return one


def _bare(workspace: Workspace, session_id: int) -> Callable[[], None]:
    """Insert the same card by the driver and commit it as durably, without journal, checks or window."""
    connection: Any = workspace._engine.raw_connection().driver_connection
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    place = iter(range(10**6, 10**9))

    def one() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_INSERT, (new_uid(), 1, _LINE, next(place), session_id))
        connection.execute("COMMIT")

    return one
