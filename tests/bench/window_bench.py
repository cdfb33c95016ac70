"""What the window costs: starts against a bare Qt window, and the longest stall of the UI thread."""

import faulthandler
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services.workspace import Workspace
from tests.bench.register import fill
from tests.bench.stall_child import RECORDS, STEPS, Stall
from tests.bench.table import Late, Row, compare

_STARTS = 15
_LIMIT = 120.0
_HARD_LIMIT = 900
_STALL_GOAL = 0.050


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

    def start() -> Late:
        # Only the way to the painted window counts, so its process is ended there.
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
            limit = threading.Timer(_LIMIT, process.kill)
            limit.start()
            painted = process.stdout.readline() if process.stdout else ""
            limit.cancel()
            process.kill()
        said, _, ago = painted.partition("\t")
        assert said == "painted"
        return Late(float(ago))

    return start


def _stalls(folder: Path) -> list[Row]:
    file = _filled(folder / "stall.hamkke", RECORDS)
    command = [sys.executable, "-m", "tests.bench.stall_child", str(file)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(command, stdout=subprocess.PIPE, env=environment, text=True, check=True).stdout
    found = [Stall(*json.loads(line)) for line in said.splitlines()]
    return [_stall_row(step, [stall for stall in found if stall.step == step]) for step in STEPS]


def _stall_row(step: str, found: list[Stall]) -> Row:
    worst = max(found, key=lambda stall: stall.longest)
    each = ", ".join(f"{stall.page} {1000 * stall.longest:.0f} ms" for stall in found)
    label = f"UI가 멈춘 가장 긴 시간: {RECORDS:,}건 {step} ({worst.took:.1f} s 동안; {each})"
    return Row(label, worst.longest, _STALL_GOAL, worst.longest / _STALL_GOAL, 1.0)
