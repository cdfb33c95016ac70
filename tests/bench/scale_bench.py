"""The program on a province's ten years beside a hundredth of them: pages, memory, start.

``python -m tests.bench scale:오늘,일정`` measures these pages alone, ``scale:시작`` the start,
``scale:기억`` the memory.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench import province
from tests.bench.memory_child import AT_ONCE, ONCE, PEAK, TWICE
from tests.bench.pages import Pages
from tests.bench.table import Row, compare
from tests.bench.window_bench import start_of

_MEMORY_GOAL, _STARTS, _TURNS = 150, 9, 5
_GOAL, _START_GOAL = 3.0, 1.2
_START, _MEMORY, _MEMORY_CHILD = "시작", "기억", "tests.bench.memory_child"
_STARTED = {"window": "창이 그려질", "today": "첫 쪽(오늘)이 다 찰", "projects": "첫 쪽(과제)이 다 찰"}


def run(*only: str) -> list[Row]:
    """Return what a province costs beside its hundredth, an empty file and a bare window.

    ``only`` names pages, ``시작`` or ``기억``: nothing else is measured then.
    """
    pages = tuple(name for name in only if name not in (_START, _MEMORY))
    rows = _page_rows(pages) if pages or not only else []
    if _MEMORY in only or not only:
        rows.append(_memory_row())
    return rows + (_start_rows() if _START in only or not only else [])


def _page_rows(pages: tuple[str, ...]) -> list[Row]:
    small, large = (_told(file, *pages) for file in (province.cached(0.01), province.cached()))
    return [
        Row(f"{page}: 누르고 다 찰 때까지, 10년 자료 / 1%", took, small[page], took / small[page], _GOAL)
        for page, took in large.items()
    ]


def _memory_row() -> Row:
    """Return the memory after every page was opened once, in a process of its own as the bare window is.

    Both windows are of one size, and neither process has loaded more of the benchmark than it needs.
    """
    told = _told(province.cached(), of=_MEMORY_CHILD)
    bare = float(subprocess.check_output([sys.executable, "-m", _MEMORY_CHILD], text=True))
    floor = 2 * bare + _MEMORY_GOAL
    label = (
        f"모든 쪽을 한 번씩 연 뒤의 기억 장치 / 빈 창({bare:.0f} MB) 2배 + 150 MB "
        f"(쉬기 전 {told[f'{AT_ONCE} {ONCE}']:.0f} MB, 두 번씩 연 뒤 {told[TWICE]:.0f} MB, "
        f"가장 많을 때 {told[PEAK]:.0f} MB)"
    )
    return Row(label, told[ONCE], floor, told[ONCE] / floor, 1.0, "MB")


def _start_rows() -> list[Row]:
    from app.services.workspace import Workspace

    with TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty.hamkke"
        Workspace(empty).close()
        rows = []
        for what, label in _STARTED.items():
            with_data, without = (start_of(folder, what, file) for file in (province.cached(), empty))
            with_data(), without()  # compiles what is imported
            label = f"시작: 10년 자료로 {label} 때까지 / 빈 자료"
            rows.append(compare(label, with_data, without, _START_GOAL, _STARTS))
        return rows


def _told(file: Path, *pages: str, of: str = "tests.bench.scale_bench") -> dict[str, float]:
    """Return what a process of its own says of ``file``: seconds of every page, or the memory in MB."""
    command = [sys.executable, "-m", of, str(file), *pages]
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "HAMKKE_CONFIG": folder}  # no page as some person has left it
        lines = subprocess.check_output(command, text=True, env=environment).splitlines()
    return {page: float(took) for page, took in (line.split("\t") for line in lines if "\t" in line)}


def _tell(file: Path, names: list[str], say: Callable[[str], object]) -> None:
    """Open the pages named, or all, and say the median of their seconds without their first opening."""
    pages = Pages(file)
    places = pages.places()
    for name in names or places:
        _first, *again = (pages.open(*places[name]) for _turn in range(_TURNS + 1))
        say(f"{name}\t{median(again):.6f}\n")
    sys.stdout.flush()
    pages.running.finish()


if __name__ == "__main__":
    _tell(Path(sys.argv[1]), sys.argv[2:], sys.stdout.write)
