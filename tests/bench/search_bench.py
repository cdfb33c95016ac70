"""찾기 in 500,000 texts: newest hits, counts beside LIKE, the index's size, a key in Ctrl+K; its merging."""

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.search.query import parse
from app.domain.search.texts import fields_of
from app.services.search import indexing
from app.services.workspace import Workspace
from db import search
from db.journal import driver_of
from db.models import metadata
from tests.bench import province
from tests.bench.beat import Beat
from tests.bench.table import Row, seconds
from tests.bench.waiting import Waiting
from ui import merging, theme
from ui.bus import Bus
from ui.commands import Commands
from ui.context import Context
from ui.dialogs.finder import FinderDialog
from ui.finding import finder
from ui.state import MemoryState
from ui.tasks import Tasks

_HITS_GOAL, _KEY_GOAL, _STALL_GOAL = 0.020, 0.100, 0.050
_STEP_GOAL, _STEPS = 0.100, 100
_WORDS = {
    1: ["길", "집", "물", "꽃", "빛"],
    2: ["골목", "쉼터", "공원", "예산", "없다"],
    3: ["골목길", "도서관", "주차장", "없는말"],
    5: ["버스정류장", "국민디자인", "분리수거장"],
}
# What people type, key by key, some of it half composed, some of it nowhere.
_TYPED = (
    *(
        "골",
        "골모",
        "골목",
        "골목ㄱ",
        "골목길",
        "쉼ㅌ",
        "ㄴㅇㅅ",
        "국민디",
        "국민디자인",
        "남원 버스",
        "없는말이다",
    ),
    *("종류:아이디어 골목", "연도:2024 도서관", '"다음 모임까지"', "예산 -공원"),
)


def run(*only: str) -> list[Row]:
    """Return what searching the province costs; ``only`` names parts of them."""
    return [row for part in only or PARTS for row in PARTS[part]()]


def _of(measure: Callable[[Workspace], list[Row]]) -> list[Row]:
    """Measure the province in the state in which the program leaves it once it has rested."""
    return _on(_rested(), measure)


def _also_grown(measure: Callable[[Workspace], list[Row]]) -> list[Row]:
    """Measure the index as it has grown, too, before the program has rested: without a goal."""
    grown = _on(province.cached(), measure)
    return _of(measure) + [row._replace(what=f"{row.what} (색인을 합치기 전)", goal=None) for row in grown]


def _on(file: Path, measure: Callable[[Workspace], list[Row]]) -> list[Row]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    ws = Workspace(file)
    try:
        return measure(ws)
    finally:
        ws.close()


def _rested() -> Path:
    """Return the province with its index merged by the step that the window does while it rests."""

    def rest(path: Path) -> None:
        shutil.copyfile(province.cached(), path)
        ws = Workspace(path)
        while indexing.merge_some(ws, merging.FIRST):
            pass
        ws.close()

    return province.kept_file("rested-province", rest)


def _merge() -> list[Row]:
    """Measure steps of merging the grown index, and how much of the file the first hundred write."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "grown.hamkke"
        shutil.copyfile(province.cached(), path)
        ws = Workspace(path)
        before = _written()
        times = [seconds(lambda: indexing.merge_some(ws, merging.FIRST)) for _ in range(_STEPS)]
        size = (_written() - before) / 1e6 / _STEPS
        ws.close()
    p95 = _p95(times)
    what = (
        f"찾기: 쉬는 동안 색인을 합치는 한 걸음 p95 (가운데 {1000 * median(times):.0f} ms, {size:.1f} MB 씀)"
    )
    return [Row(what, p95, _STEP_GOAL, p95 / _STEP_GOAL, 1.0)]


def _written() -> int:
    """Return how many bytes this process has written so far; 0 where the system does not tell."""
    told = Path("/proc/self/io")
    lines = told.read_text().splitlines() if told.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("wchar"))


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _hits(ws: Workspace) -> list[Row]:
    rows = []
    for signs, words in _WORDS.items():
        times = []
        for word in words * 8:
            found = search.hits("finding", parse(word).terms)
            assert found is not None
            statement = _newest(found).limit(50)
            with ws.reading() as connection:
                times.append(seconds(lambda: connection.execute(statement).all()))  # noqa: B023 - run at once
        p95 = _p95(times)
        what = f"찾기: 카드 400,000장에서 최근 50건, {signs}음절, p95"
        rows.append(Row(what, p95, _HITS_GOAL, p95 / _HITS_GOAL, 1.0))
    return rows


def _newest(found: search.Hits) -> Any:
    from sqlalchemy import select

    return select(found.rowid).where(found.condition).order_by(found.rowid.desc())


def _counts(ws: Workspace) -> list[Row]:
    from sqlalchemy import func, select

    cards = metadata.tables["finding"]
    ours, like = [], []
    with ws.reading() as connection:
        for word in _WORDS[2]:
            found = search.hits("finding", parse(word).terms)
            assert found is not None
            counted = select(func.count()).select_from(found.source).where(found.condition)
            read = select(func.count()).where(cards.c.text.contains(word))
            ours += [seconds(lambda: connection.execute(counted).all()) for _ in range(3)]  # noqa: B023
            like.append(seconds(lambda: connection.execute(read).all()))  # noqa: B023
    mine, theirs = sum(ours) / len(ours), sum(like) / len(like)
    return [Row("찾기: 두 음절이 든 카드 세기 / LIKE", mine, theirs, mine / theirs, 0.02)]


def _size(ws: Workspace) -> list[Row]:
    """Compare what the index takes of the file with the texts of cards and proposals, in megabytes."""
    with ws.reading() as connection:
        driver = driver_of(connection)
        index = text = 0.0
        for entity in ("finding", "proposal"):
            for kind in ("search", "sign"):
                for part in ("data", "idx", "docsize"):
                    index += _bytes(driver, f"{kind}_{entity}_{part}")
            fields = " || ".join(f"coalesce({name}, '')" for name in fields_of(entity))
            text += driver.execute(f"SELECT sum(length(CAST({fields} AS BLOB))) FROM {entity}").fetchone()[0]
    return [Row("찾기: 색인의 크기 / 글", index / 1e6, text / 1e6, index / text, 1.3, "MB")]


def _bytes(driver: Any, table: str) -> float:
    columns = [row[1] for row in driver.execute(f"PRAGMA table_info({table})")]
    sizes = " + ".join(f"length(CAST({name} AS BLOB)) + 2" for name in columns)
    return float(driver.execute(f"SELECT coalesce(sum({sizes}), 0) FROM {table}").fetchone()[0])


def _keys(ws: Workspace) -> list[Row]:
    """Measure from a key in Ctrl+K to the painted hits, as a person would type them."""
    tasks, owner = Tasks(ws), QWidget()
    owner.resize(1366, 768)
    owner.show()
    waiting = Waiting(tasks.idle)
    tasks.report = waiting.report
    context = Context(ws, tasks, Bus(), MemoryState())
    dialog = FinderDialog(owner, Commands(owner), tasks, finder(context))
    dialog.show()
    beat, times = Beat(), []
    waiting.beat = beat
    for turn in range(3):
        for text in _TYPED:
            waiting.quiet()
            start = time.perf_counter()
            dialog.write(text)
            waiting.until(tasks.idle)
            dialog.list.viewport().repaint()
            if turn:
                times.append(time.perf_counter() - start)
            else:
                beat.reset()
    p95 = _p95(times)
    worst = beat.stop()
    tasks.stop()
    dialog.close()
    return [
        Row("찾기: Ctrl+K에서 글쇠부터 그려질 때까지, p95", p95, _KEY_GOAL, p95 / _KEY_GOAL, 1.0),
        Row("찾기: 그동안 UI가 멈춘 가장 긴 시간", worst, _STALL_GOAL, worst / _STALL_GOAL, 1.0),
    ]


PARTS: dict[str, Callable[[], list[Row]]] = {
    "hits": partial(_also_grown, _hits),
    "counts": partial(_of, _counts),
    "size": partial(_of, _size),
    "keys": partial(_also_grown, _keys),
    "merge": _merge,
}
"""Each by itself: ``python -m tests.bench search:keys``."""
