"""The program's window on 10,000 projects, and the longest stalls of its thread while a person works with it.

A process of its own: it loads Qt as the program does, and nothing that another measurement left is in it.  It
writes one line of JSON for each step: the step, the page shown, the longest stall and how long the step took.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PAGES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("총괄표", "matrix", {}),
    ("과제 표", "projects", {"mode": "table"}),
    ("과제 보드", "projects", {"mode": "board"}),
)
IMPORT, EXPORT, UNDO = "가져오기", "내보내기", "실행 취소"
STEPS = (IMPORT, EXPORT, UNDO)
RECORDS = 10_000
_LIMIT = 120.0
_BEAT_MS = 1
_FRAME = """* 분류 : {level}/{field}

  • 개요 : {number}번째 동네에서 주민이 문제를 찾고 함께 고쳤습니다.
  • 추진주체 : 가온{agency}시, 주민, 서비스디자이너
  • 주요성과 : 이용자가 스스로 만족도를 재고 다음 해 계획에 담았습니다.

"""
_FIELDS = ("사회복지", "생활환경개선", "문화", "교육", "경제", "안전 및 치안", "지역개발", "일반행정")


class Stall(NamedTuple):
    """The longest time in seconds between two turns of the event loop in one step, and how long that took."""

    step: str
    page: str
    longest: float
    took: float


class Watched:
    """A window at work on one data file, and the longest time between two turns of its event loop."""

    def __init__(self, app: "QApplication", file: Path, folder: Path) -> None:
        """Start the window; what no caller handles ends the measurement instead of asking a person."""
        from tests.bench.waiting import Waiting
        from ui.application import Application
        from ui.indexing import PAUSE_MS

        self.source, self.target = folder / "cases.txt", folder / "list.xlsx"
        self.source.write_text(_cases(), encoding="utf-8")
        # The index of words begins so long after a step: only then is nothing more to come.
        self._quiet = PAUSE_MS / 1000 + 0.5
        self.running = Application(app, file)
        self.waiting = Waiting(self.idle, _LIMIT)
        self.running.tasks.report = self.waiting.report
        assert self.running.start()
        self.waiting.quiet()

    def idle(self) -> bool:
        """Tell whether the file is open and nothing is at work."""
        return self.running.context.workspace is not None and self.running.tasks.idle()

    def show(self, page: str, **args: Any) -> None:
        """Open a page and wait until it shows its list; what it reads after that may go on into the step."""
        self.running.window.navigate(page, **args)
        self.waiting.quiet()

    def longest(self, step: str) -> tuple[float, float]:
        """Do one step of work as pages do; return the longest stall and how long the step took.

        Watched until everything is quiet: what follows the step, the pages read and painted again, their
        facets, and the index of words taking the step in, counts as well.
        """
        from tests.bench.beat import Beat

        beat = self.waiting.beat = Beat(_BEAT_MS)
        start = time.perf_counter()
        finished: list[object] = []
        tasks, window = self.running.tasks, self.running.window
        tasks.write(window, step, self._work(step), finished.append, progress=True)
        self.waiting.until(lambda: bool(finished))
        took = time.perf_counter() - start
        self.waiting.quiet(self._quiet)
        self.waiting.beat = None
        return beat.stop(), took

    def _work(self, step: str) -> Callable[[Any, Any], object]:
        return {IMPORT: self._import, EXPORT: self._export, UNDO: _undo}[step]

    def _import(self, ws: Any, tell: Any) -> object:
        from app.services import imports

        return imports.run(ws, self.source, "cases", tell)

    def _export(self, ws: Any, tell: Any) -> object:
        from app.domain.report import ReportOptions
        from app.services.reports import papers

        return papers.export(ws, "project-list", "xlsx", self.target, ReportOptions(kind="all"), tell)


def _undo(ws: Any, _tell: Any) -> object:
    from app.services import undo

    return undo.undo(ws)


def stalls(app: "QApplication", file: Path) -> None:
    """Do every step on every page and say what each cost."""
    watched = Watched(app, file, file.parent)
    for name, page, args in PAGES:
        watched.show(page, **args)
        for step in STEPS:
            said = Stall(step, name, *watched.longest(step))
            sys.stdout.write(f"{json.dumps(said)}\n")
            sys.stdout.flush()
    watched.running.finish()


def _cases() -> str:
    parts = ["민관공동생산 사례 (국내)[편집]\n", "국민디자인단 주요 우수사례(2014~2016)[편집]\n"]
    for number in range(RECORDS):
        level = "중앙부처" if number % 3 == 0 else "지자체"
        parts.append(f"{number}번째 동네 함께 고치기({2014 + number % 3})[편집]\n")
        field = _FIELDS[number % len(_FIELDS)]
        parts.append(_FRAME.format(level=level, field=field, number=number, agency=number % 150))
    return "\n".join(parts)


if __name__ == "__main__":
    from app.main import prepare_window

    prepare_window()
    from ui import theme

    stalls(theme.application(), Path(sys.argv[1]))
