"""What protecting a data file costs: the same work on a protected and on a plain file, in turn."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from app.services.workspace import Workspace
from tests.bench.register import fill
from tests.bench.table import Row, compare

_PROJECTS, _WRITES, _ROUNDS = 1000, 100, 9
_START_GOAL, _SAVE_GOAL, _PAGE_GOAL = 1.1, 1.6, 1.5
KEY = "7e" * 32 + "3b" * 16


def run() -> list[Row]:
    """Return the ratios of start, single saves and the pages, protected against plain."""
    with TemporaryDirectory() as folder:
        plain, protected = Path(folder) / "plain.hamkke", Path(folder) / "protected.hamkke"
        for path, key in ((plain, ""), (protected, KEY)):
            workspace = Workspace(path, key=key)
            fill(workspace, _PROJECTS)
            workspace.close()
        rows = [_start_row(Path(folder), plain, protected), *_page_rows(Path(folder), plain, protected)]
        return [*rows, _save_row(plain, protected)]


def _start_row(folder: Path, plain: Path, protected: Path) -> Row:
    def ours() -> str:
        return _child(folder, "table", protected)

    def floor() -> str:
        return _child(folder, "table", plain)

    for start in (ours, floor):
        start()  # compiles what is imported
    what = f"시작: 기억한 열쇠로 보호한 자료를, 과제 {_PROJECTS:,}건 표가 찰 때까지 (바닥: 평문)"
    return compare(what, ours, floor, _START_GOAL, _ROUNDS)


def _page_rows(folder: Path, plain: Path, protected: Path) -> list[Row]:
    pairs = [(_pages(folder, protected), _pages(folder, plain)) for _ in range(_ROUNDS)]
    rows = []
    for page in pairs[0][0]:
        ours, floor = (median(pair[side][page] for pair in pairs) for side in (0, 1))
        rows.append(Row(f"보호한 자료에서 쪽 열기: {page}", ours, floor, ours / floor, _PAGE_GOAL))
    return rows


def _pages(folder: Path, path: Path) -> dict[str, float]:
    lines = (line.split("\t") for line in _child(folder, "pages", path).splitlines() if "\t" in line)
    return {name: float(seconds) for name, seconds in lines}


def _child(folder: Path, what: str, path: Path) -> str:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HAMKKE_CONFIG": str(folder),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "tests.bench.start_child", what, str(path), KEY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout
        if what == "pages":
            return process.stdout.read()
        painted = process.stdout.readline()
        process.kill()
        return painted


def _save_row(plain: Path, protected: Path) -> Row:
    files = (Workspace(protected, key=KEY), Workspace(plain))
    ours, floor = map(_saves, files)
    what = f"보호한 자료에 하나씩 저장 {_WRITES}번 (바닥: 평문)"
    row = compare(what, ours, floor, _SAVE_GOAL, _ROUNDS)
    for each in files:
        each.close()
    return row


def _saves(workspace: Workspace) -> Callable[[], object]:
    counter = iter(range(10**9))

    def saves() -> None:
        for _ in range(_WRITES):
            with workspace.unit_of_work("제목 고치기") as work:
                work.update("project", 1, {"title": f"제목 {next(counter)}"})

    return saves
