"""What the window costs: starts against a bare Qt window, and the longest stall of the UI thread."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.register import fill
from tests.bench.table import Row, compare

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
    with TemporaryDirectory() as folder:
        return [*_starts(Path(folder)), *_stalls(Path(folder))]


def _starts(folder: Path) -> list[Row]:
    from app.services.workspace import Workspace

    data_file = folder / "start.hamkke"
    workspace = Workspace(data_file)
    fill(workspace, 1000)
    workspace.close()
    return [
        compare("시작: 창이 그려질 때까지", _start("window", data_file), _start("bare"), 1.3, 9),
        compare("시작: 과제 1,000건 표가 찰 때까지", _start("table", data_file), _start("bare"), 2.5, 9),
    ]


def _start(what: str, *arguments: Path) -> Callable[[], object]:
    command = [sys.executable, "-m", "tests.bench.start_child", what, *map(str, arguments)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def start() -> None:
        # Only the way to the painted window counts, so its process is ended there.
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
            painted = process.stdout.readline() if process.stdout else ""
            process.kill()
        assert painted == "painted\n"

    return start


def _stalls(folder: Path) -> list[Row]:
    from PySide6.QtWidgets import QApplication

    from app.domain.report import ReportOptions
    from app.services import imports, reports, undo
    from ui.application import Application

    source = folder / "cases.txt"
    source.write_text(_cases(), encoding="utf-8")
    app = QApplication.instance() or QApplication([])
    running = Application(app, folder / "stall.hamkke")  # type: ignore[arg-type]
    running.start()
    _until(lambda: running.context.workspace is not None and running.tasks.idle())
    running.window.navigate("matrix")
    _until(running.tasks.idle)
    options = ReportOptions(kind="all")
    target = folder / "list.xlsx"
    rows = [
        _stall(running, "가져오기", lambda ws, tell: imports.run(ws, source, "cases", tell)),
        _stall(
            running,
            "내보내기",
            lambda ws, tell: reports.export(ws, "project-list", "xlsx", target, options, tell),
        ),
        _stall(running, "실행 취소", lambda ws, _tell: undo.undo(ws)),
    ]
    running.finish()
    return rows


def _stall(running: Any, what: str, work: Callable[[Any, Any], object]) -> Row:
    """Measure the longest time between two turns of the event loop while ``work`` runs as pages do."""
    from PySide6.QtCore import QTimer

    gaps, last = [0.0], [time.perf_counter()]
    finished: list[object] = []

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(1)
    last[0] = start = time.perf_counter()
    running.tasks.write(running.window, what, work, finished.append, progress=True)
    _until(lambda: bool(finished) and running.tasks.idle())
    timer.stop()
    label = f"UI가 멈춘 가장 긴 시간: {_RECORDS:,}건 {what} ({time.perf_counter() - start:.1f} s 동안)"
    return Row(label, max(gaps), _STALL_GOAL, max(gaps) / _STALL_GOAL, 1.0)


def _until(done: Callable[[], bool], limit: float = 300) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    end = time.perf_counter() + limit
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        assert time.perf_counter() < end, "it does not end"


def _cases() -> str:
    parts = ["민관공동생산 사례 (국내)[편집]\n", "국민디자인단 주요 우수사례(2014~2016)[편집]\n"]
    for number in range(_RECORDS):
        level = "중앙부처" if number % 3 == 0 else "지자체"
        parts.append(f"{number}번째 동네 함께 고치기({2014 + number % 3})[편집]\n")
        field = _FIELDS[number % len(_FIELDS)]
        parts.append(_FRAME.format(level=level, field=field, number=number, agency=number % 150))
    return "\n".join(parts)
