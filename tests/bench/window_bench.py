"""What the window costs: starts against a bare Qt window, and the longest stall of the UI thread."""

import faulthandler
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.report import ReportOptions
from app.services import imports, undo
from app.services.reports import papers
from app.services.workspace import Workspace
from tests.bench.register import fill
from tests.bench.table import Row, compare
from ui.application import Application

_STARTS = 15
_LIMIT = 120.0
_HARD_LIMIT = 900
_PAGES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("총괄표", "matrix", {}),
    ("과제 표", "projects", {"mode": "table"}),
    ("과제 보드", "projects", {"mode": "board"}),
)
_STALL_GOAL = 0.050
_RECORDS = 10_000
_FRAME = """* 분류 : {level}/{field}

  • 개요 : {number}번째 동네에서 주민이 문제를 찾고 함께 고쳤습니다.
  • 추진주체 : 가온{agency}시, 주민, 서비스디자이너
  • 주요성과 : 이용자가 스스로 만족도를 재고 다음 해 계획에 담았습니다.

"""
_FIELDS = ("사회복지", "생활환경개선", "문화", "교육", "경제", "안전 및 치안", "지역개발", "일반행정")


def run() -> list[Row]:
    """Return the ratios of two starts and the stalls of import, export and undo of 10,000 rows."""
    # What hangs in spite of the limits below ends with the stacks of every thread.
    faulthandler.dump_traceback_later(_HARD_LIMIT, exit=True)
    with TemporaryDirectory() as folder:
        os.environ["HAMKKE_CONFIG"] = folder
        rows = [*_starts(Path(folder)), *_stalls(Path(folder))]
    faulthandler.cancel_dump_traceback_later()
    return rows


def _filled(path: Path, projects: int) -> Path:
    workspace = Workspace(path)
    fill(workspace, projects)
    workspace.close()
    return path


def _starts(folder: Path) -> list[Row]:
    data_file = _filled(folder / "start.hamkke", 1000)
    bare, window, table = (start_of(folder, what, data_file) for what in ("bare", "window", "table"))
    for start in (bare, window, table):
        start()  # compiles what is imported, as the first start after an installation does
    return [
        compare("시작: 창이 그려질 때까지", window, bare, 1.3, _STARTS),
        compare("시작: 과제 1,000건 표가 찰 때까지", table, bare, 2.5, _STARTS),
    ]


def start_of(folder: Path, what: str, data_file: Path) -> Callable[[], object]:
    """Return what starts ``what`` of ``start_child`` on ``data_file`` and ends it once it is painted."""
    command = [sys.executable, "-m", "tests.bench.start_child", what, str(data_file)]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "HAMKKE_CONFIG": str(folder / what),
    }
    # An installed program keeps its compiled modules; so do both sides here.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def start() -> None:
        # Only the way to the painted window counts, so its process is ended there.
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
            limit = threading.Timer(_LIMIT, process.kill)
            limit.start()
            painted = process.stdout.readline() if process.stdout else ""
            limit.cancel()
            process.kill()
        assert painted == "painted\n"

    return start


class Stalls:
    """The program's window on 10,000 projects, and the longest time between two turns of its event loop."""

    def __init__(self, folder: Path) -> None:
        """Start the window; what no caller handles ends the measurement instead of asking a person."""
        self.app = QApplication.instance() or QApplication([])
        self.source, self.target = folder / "cases.txt", folder / "list.xlsx"
        self.source.write_text(_cases(), encoding="utf-8")
        file = _filled(folder / "stall.hamkke", _RECORDS)
        self.running = Application(self.app, file)  # type: ignore[arg-type]
        self.errors: list[BaseException] = []
        self.running.tasks.report = lambda _owner, error: self.errors.append(error)
        assert self.running.start()
        self.until(lambda: self.running.context.workspace is not None and self.running.tasks.idle())

    def show(self, page: str, **args: Any) -> None:
        """Open a page and wait until it has read and shows what it read."""
        self.running.window.navigate(page, **args)
        self.spin(0.2)
        self.until(self.running.tasks.idle)
        self.spin(0.2)

    def longest(self, what: str) -> tuple[float, float]:
        """Do one step of work as pages do; return the longest stall and how long the step took."""
        last = start = time.perf_counter()
        worst = 0.0

        def beat() -> None:
            nonlocal last, worst
            now = time.perf_counter()
            worst, last = max(worst, now - last), now

        timer = QTimer()
        timer.timeout.connect(beat)
        timer.start(1)
        finished: list[object] = []
        tasks, window = self.running.tasks, self.running.window
        tasks.write(window, what, self._works()[what], finished.append, progress=True)
        self.until(lambda: bool(finished) and tasks.idle())
        took = time.perf_counter() - start
        self.spin(0.5)  # what the step leaves to be painted and cleared away counts too
        timer.stop()
        return worst, took

    def _works(self) -> dict[str, Callable[[Any, Any], object]]:
        options = ReportOptions(kind="all")
        return {
            "가져오기": lambda ws, tell: imports.run(ws, self.source, "cases", tell),
            "내보내기": lambda ws, tell: papers.export(
                ws, "project-list", "xlsx", self.target, options, tell
            ),
            "실행 취소": lambda ws, _tell: undo.undo(ws),
        }

    def spin(self, seconds: float) -> None:
        """Let the window live for ``seconds``."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def until(self, done: Callable[[], bool]) -> None:
        """Let the window live until ``done``; an error or too long a wait is told instead of waited out."""
        end = time.perf_counter() + _LIMIT
        while not done():
            self.spin(0.002)
            assert not self.errors, self.errors
            assert time.perf_counter() < end, "it does not end"


def _stalls(folder: Path) -> list[Row]:
    bench = Stalls(folder)
    found: dict[str, list[tuple[float, float, str]]] = {}
    for name, page, args in _PAGES:
        bench.show(page, **args)
        for what in ("가져오기", "내보내기", "실행 취소"):
            worst, took = bench.longest(what)
            found.setdefault(what, []).append((worst, took, name))
    bench.running.finish()
    return [_stall_row(what, times) for what, times in found.items()]


def _stall_row(what: str, times: list[tuple[float, float, str]]) -> Row:
    worst, took, _page = max(times)
    each = ", ".join(f"{name} {1000 * stall:.0f} ms" for stall, _, name in times)
    label = f"UI가 멈춘 가장 긴 시간: {_RECORDS:,}건 {what} ({took:.1f} s 동안; {each})"
    return Row(label, worst, _STALL_GOAL, worst / _STALL_GOAL, 1.0)


def _cases() -> str:
    parts = ["민관공동생산 사례 (국내)[편집]\n", "국민디자인단 주요 우수사례(2014~2016)[편집]\n"]
    for number in range(_RECORDS):
        level = "중앙부처" if number % 3 == 0 else "지자체"
        parts.append(f"{number}번째 동네 함께 고치기({2014 + number % 3})[편집]\n")
        field = _FIELDS[number % len(_FIELDS)]
        parts.append(_FRAME.format(level=level, field=field, number=number, agency=number % 150))
    return "\n".join(parts)
