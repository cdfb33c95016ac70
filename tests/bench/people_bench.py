"""A roster of 200,000 persons: from a key in the search field to the painted table, beside bare SQL."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import collection
from app.domain.listing import ListQuery
from app.services import listing, undo
from app.services.search import in_roster
from app.services.workspace import Workspace
from tests.bench.table import Row, compare
from tests.bench.waiting import Waiting
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.pages.people.page import PeoplePage
from ui.pages.people.reading import FIRST, ROWS
from ui.state import MemoryState
from ui.tasks import Tasks

_PEOPLE, _CONSENTS, _STEP = 200_000, 60_000, 20_000
_KEY_GOAL = 0.050
_PAUSE_MS, _BURST_MS = 80, 75
"""Between two keys, and between two of a burst; who types 400 letters a minute leaves 150 ms."""
_FAMILIES, _MIDDLES, _LASTS = (
    "김이박최정강조윤장임한오서신권황안송류전홍",
    "가나다라마하민서지현수영은",
    "온별솔빛봄람결찬",
)
_KINDS = ("citizen", "citizen", "citizen", "expert", "official")
# What people type, key by key: names, phones, affiliations, addresses, what is not there.
_TYPED = ("김가온", "하늘", "박민", "010-1234", "소속12", "p1999", "이서별 소속", "없는 사람", "서울", "최")


def run() -> list[Row]:
    """Return what a key costs, and how the search stands to the statement it replaces."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    with TemporaryDirectory() as folder:
        ws = Workspace(Path(folder) / "roster.hamkke")
        fill(ws)
        rows = [*_keys(ws), *_searches(ws)]
        ws.close()
    return rows


def fill(ws: Workspace) -> None:
    """Store 200,000 persons in the shape of a real roster, and consents of some of them."""
    for begin in range(0, _PEOPLE, _STEP):
        with ws.unit_of_work("큰 명단") as work:
            work.insert_many("person", [_person(n) for n in range(begin, begin + _STEP)])
    for begin in range(0, _CONSENTS, _STEP):
        with ws.unit_of_work("큰 동의") as work:
            work.insert_many("consent", [_consent(n, ws) for n in range(begin, begin + _STEP)])


def _person(n: int) -> dict[str, Any]:
    name = _FAMILIES[n % 21] + _MIDDLES[n // 21 % 13] + _LASTS[n // 273 % 8]
    return {
        "name": name, "actor_kind": _KINDS[n % 5], "affiliation": f"소속{n % 500}",
        "phone": f"010-{n * 7919 % 10_000:04}-{n % 10_000:04}", "email": f"p{n}@example.kr",
        "region_id": 1 + n % 17,
    }  # fmt: skip


def _consent(n: int, ws: Workspace) -> dict[str, Any]:
    ends = ws.today + timedelta(n * 37 % 700 - 60)
    return {
        "person_id": 1 + n * 3, "purpose": "collection", "decision": "agreed",
        "given_on": ws.today - timedelta(200), "ends_on": ends,
    }  # fmt: skip


class Desk:
    """The page on the big roster, and the loop that sleeps until a key has done its work."""

    def __init__(self, ws: Workspace) -> None:
        """Show the page and let it read."""
        self.tasks = Tasks(ws)
        self._waiting = Waiting(self.tasks.idle)
        self.tasks.report = self._waiting.report
        bus = Bus()
        bus.attach(ws)
        self.page = PeoplePage(Context(ws, self.tasks, bus, MemoryState(), undo))
        show = self.page.area.show_list

        def shown(*given: Any) -> None:
            show(*given)
            self._waiting.wake()

        self.page.area.show_list = shown  # type: ignore[assignment,method-assign]
        self.page.resize(1240, 800)
        self._waiting.asleep(self.page.show)
        self._waiting.quiet()
        collection.settle()  # as the program does once its first page is read

    def key(self, text: str) -> float:
        """Type so far as ``text``; return the seconds until the table with the first rows is painted."""
        took = self._key(text)
        self._pause(_PAUSE_MS)
        self._waiting.quiet()
        return took

    def burst(self, *texts: str) -> float:
        """Type ``texts`` faster than they are answered; return the seconds from the last until painted."""
        for text in texts[:-1]:
            self.page.bar.search.setText(text)
            self._pause(_BURST_MS)
        return self.key(texts[-1])

    def _key(self, text: str) -> float:
        start = time.perf_counter()
        # asleep, not turning: a loop that turns would hold up the reader it waits for
        self._waiting.asleep(lambda: self.page.bar.search.setText(text))
        self.page.table.viewport().repaint()
        return time.perf_counter() - start

    def _pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer, interval=milliseconds)
        timer.timeout.connect(loop.quit)
        timer.start()
        loop.exec()


def _keys(ws: Workspace) -> Iterator[Row]:
    desk = Desk(ws)
    desk.key("가")
    typed = [text[:end] for text in _TYPED for end in range(1, len(text) + 1)]
    # a blank at the end asks for nothing new
    yield _key_row("찾는 글자 하나", [desk.key(text) for text in typed if text == text.strip()])
    bursts = [_burst(text, end) for text in _TYPED for end in range(3, len(text) + 1)]
    times = [desk.burst(*texts) for texts in bursts if texts[-1] == texts[-1].strip()]
    desk.tasks.stop()
    yield _key_row(f"{2 * _BURST_MS} ms 안에 친 세 글자의 마지막", times)


def _burst(text: str, end: int) -> tuple[str, str, str]:
    return text[: end - 2], text[: end - 1], text[:end]


def _key_row(what: str, times: list[float]) -> Row:
    p95 = quantiles(times, n=20)[-1]
    label = (
        f"참여자 {_PEOPLE:,}명: {what}에서 그려질 때까지 p95 "
        f"(가운데 {1000 * median(times):.1f} ms, 가장 긴 {1000 * max(times):.1f} ms)"
    )
    return Row(label, p95, _KEY_GOAL, p95 / _KEY_GOAL, 1.0)


def _searches(ws: Workspace) -> Iterator[Row]:
    for text in ("김가온", "소속12"):
        query = ListQuery(text=text, filters={"destroyed_on": (None,)})

        def ours(query: ListQuery = query) -> None:
            found = in_roster.matching(ws, query, FIRST)
            listing.rows(ws, "participant", found.ids[:ROWS])

        def bare(text: str = text) -> None:
            with ws.reading() as connection:
                driver: Any = connection.connection.dbapi_connection
                driver.execute(_SQL, (f"%{text}%",) * 5).fetchall()

        ours()
        yield compare(f"찾기 ‘{text}’: 첫 {ROWS}줄까지 / 같은 것을 찾는 SQL 한 문장", ours, bare, 1.0)


_SQL = """SELECT id FROM person WHERE destroyed_on IS NULL AND (name LIKE ? OR affiliation LIKE ?
    OR phone LIKE ? OR email LIKE ? OR department LIKE ?) ORDER BY name, id"""
