"""A roster of 200,000 persons: from a key in the search field to the painted table, beside bare SQL."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app import collection
from app.domain.listing import ListQuery
from app.services import listing, undo
from app.services.search import in_roster
from app.services.workspace import Workspace
from tests.bench.table import Row, compare
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.pages.people.page import PeoplePage
from ui.pages.people.reading import FIRST, ROWS
from ui.state import MemoryState
from ui.tasks import Tasks

_PEOPLE, _CONSENTS, _STEP = 200_000, 60_000, 20_000
_KEY_GOAL, _LIMIT = 0.050, 60.0
_PAUSE_MS = 80
"""Between two keys; who types 400 letters a minute leaves 150 ms."""
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
    """The page on the big roster, and the event loop that sleeps until a key has done its work."""

    def __init__(self, ws: Workspace) -> None:
        """Show the page and let it read."""
        self.errors: list[BaseException] = []
        self.tasks = Tasks(ws, report=lambda _owner, error: self.errors.append(error))
        bus = Bus()
        bus.attach(ws)
        self._loop = QEventLoop()
        self.page = PeoplePage(Context(ws, self.tasks, bus, MemoryState(), undo))
        show = self.page.area.show_list

        def shown(*given: Any) -> None:
            show(*given)
            self._loop.quit()

        self.page.area.show_list = shown  # type: ignore[assignment,method-assign]
        self.page.resize(1240, 800)
        self.page.show()
        self._loop.exec()
        self.settle()
        collection.settle()  # as the program does once its first page is read

    def settle(self) -> None:
        """Wait until nothing is read any more."""
        end = time.perf_counter() + _LIMIT
        while not self.tasks.wait_idle(1):
            assert time.perf_counter() < end, "it does not end"
        QCoreApplication.processEvents()
        assert not self.errors, self.errors

    def key(self, text: str) -> float:
        """Type so far as ``text``; return the seconds until the table with the first rows is painted."""
        start = time.perf_counter()
        self.page.bar.search.setText(text)
        # asleep, not turning: a loop that turns would hold up the reader it waits for
        self._loop.exec()
        self.page.table.viewport().repaint()
        took = time.perf_counter() - start
        QTimer.singleShot(_PAUSE_MS, self._loop.quit)
        self._loop.exec()
        self.settle()
        return took


def _keys(ws: Workspace) -> Iterator[Row]:
    desk = Desk(ws)
    desk.key("가")
    typed = [text[:end] for text in _TYPED for end in range(1, len(text) + 1)]
    # a blank at the end asks for nothing new
    times = sorted(desk.key(text) for text in typed if text == text.strip())
    desk.tasks.stop()
    p95 = quantiles(times, n=20)[-1]
    label = (
        f"참여자 {_PEOPLE:,}명: 찾는 글자 하나에서 그려질 때까지 p95 "
        f"(가운데 {1000 * times[len(times) // 2]:.1f} ms, 가장 긴 {1000 * times[-1]:.1f} ms)"
    )
    yield Row(label, p95, _KEY_GOAL, p95 / _KEY_GOAL, 1.0)


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
