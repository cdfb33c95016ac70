"""The program on a province's ten years beside a hundredth of them: pages, memory, start."""

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench import province
from tests.bench.memory_child import resident
from tests.bench.table import Row
from tests.bench.window_bench import _start as start_of

_MEMORY_GOAL, _STARTS = 150, 5


def run() -> list[Row]:
    """Return what a province costs beside its hundredth, an empty file and a bare window."""
    small, large = _pages(province.cached(0.01)), _pages(province.cached())
    rows = [
        Row(f"{page}: 누르고 다 찰 때까지, 10년 자료 / 1%", took, small[page], took / small[page], 3.0)
        for page, took in large.items()
        if page in small and not page.startswith("MB")
    ]
    bare = float(subprocess.check_output([sys.executable, "-m", "tests.bench.memory_child"], text=True))
    floor = 2 * bare + _MEMORY_GOAL
    label = (
        "모든 쪽을 한 번씩 연 뒤의 기억 장치 / 빈 창 2배 + 150 MB "
        f"(빈 창 {bare:.0f} MB, 두 번씩 연 뒤 {large['MB twice']:.0f}, 가장 많을 때 {large['MB peak']:.0f})"
    )
    rows.append(Row(label, large["MB"], floor, large["MB"] / floor, 1.0, "MB"))
    return [*rows, _start_row()]


def _start_row() -> Row:
    from app.services.workspace import Workspace
    from tests.bench.table import compare

    with TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.hamkke"
        Workspace(empty).close()
        with_data, without = (start_of(Path(folder), "window", file) for file in (province.cached(), empty))
        with_data(), without()  # compiles what is imported
        return compare("시작: 10년 자료로 창이 그려질 때까지 / 빈 자료", with_data, without, 1.2, _STARTS)


def _pages(file: Path) -> dict[str, float]:
    """Return the seconds of every page in a process of its own, each opened twice, and the memory in MB."""
    told = subprocess.check_output([sys.executable, "-m", "tests.bench.scale_bench", str(file)], text=True)
    return {
        page: float(took) for page, took in (line.split("\t") for line in told.splitlines() if "\t" in line)
    }


def _open_pages(file: Path) -> None:
    """Open every page and tab of the window on ``file`` and say how long the second opening took."""
    from app.main import prepare_window

    prepare_window()
    from PySide6.QtCore import QCoreApplication, QEventLoop

    from ui import application, theme
    from ui.pages import registry
    from ui.pages.project_room.parts import TABS

    app = theme.application()
    running: Any = application.Application(app, file)

    def settle() -> None:
        # Asleep until something happens: one that looks all the time takes half of the readers' time away.
        while running.context.workspace is None or not running.tasks.idle():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.processEvents()

    running.start()
    settle()
    places: list[tuple[str, str, dict[str, Any]]] = [
        (entry.label, entry.key, {}) for entry in registry.PAGES if entry.key not in ("project", "protection")
    ]
    places += [(f"과제방 {tab}", "project", {"project_id": 5, "tab": tab}) for tab in TABS]
    for turn in range(2):
        for label, key, given in places:
            running.window.navigate("settings")
            settle()
            begun = time.perf_counter()
            running.window.navigate(key, **given)
            running.window.current_page().mark_stale()
            QCoreApplication.processEvents()
            settle()
            if turn:
                sys.stdout.write(f"{label}\t{time.perf_counter() - begun:.6f}\n")
        sys.stdout.write(f"{'MB twice' if turn else 'MB'}\t{resident():.1f}\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"MB peak\t{peak:.1f}\n")
    sys.stdout.flush()
    running.finish()


if __name__ == "__main__":
    _open_pages(Path(sys.argv[1]))
