"""현황 of 10,000 projects and 1,000,000 attendances: from the click to the painted page, beside bare SQL."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from app import collection
from app.services import attendance, dashboard, undo
from app.services.workspace import Workspace
from db import kept, triggers
from db.hours import LAY_KINDS
from tests.bench.table import Row, compare
from ui import theme
from ui.bus import Bus
from ui.context import Context
from ui.pages.dashboard.page import DashboardPage
from ui.state import MemoryState
from ui.tasks import Tasks

_PROJECTS, _PEOPLE, _HELD, _CAME, _TEAM = 10_000, 20_000, 10, 10, 10
_GOAL, _TWICE, _TURNS, _LIMIT = 0.300, 2.0, 9, 60.0
_SIZE = f"현황 과제 {_PROJECTS:,}건·출석 {_PROJECTS * _HELD * _CAME:,}줄"

# Every uid is made of its number: only that it is unique matters here.
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "
_FILL: tuple[tuple[int, str], ...] = (
    (200, "INSERT INTO agency (uid, name) SELECT 'a' || i, '가온' || i || '시' FROM n"),
    (_PEOPLE, """INSERT INTO person (uid, name, actor_kind) SELECT 'p' || i, '사람' || i,
        CASE i % 4 WHEN 0 THEN 'citizen' WHEN 1 THEN 'official' WHEN 2 THEN 'expert' ELSE 'designer' END
        FROM n"""),
    (_PROJECTS, """INSERT INTO project (uid, kind, title, year, program_id, government_level, service_field,
        lead_agency_id, region_id, citizen_goal, active_at)
        SELECT 'j' || i, 'own', i || '번 과제', 2017 + i % 10, 1 + i % 8, 'local',
        CASE i % 5 WHEN 0 THEN 'welfare' WHEN 1 THEN 'living' WHEN 2 THEN 'culture' WHEN 3 THEN 'education'
        ELSE 'safety' END, 1 + i % 200, 1 + i % 250, 40, '2026-11-20T09:00:00.000+00:00' FROM n"""),
    (4 * _PROJECTS, """INSERT INTO stage (uid, project_id, kind, position, progress, closed_at)
        SELECT 's' || i, 1 + i / 4, CASE i % 4 WHEN 0 THEN 'planning' WHEN 1 THEN 'design' WHEN 2 THEN
        'execution' ELSE 'feedback' END, 1 + i % 4, 60, CASE WHEN i % 4 < (i / 4) % 5 THEN '2026-06-01' END
        FROM n"""),
    (8 * _PROJECTS, """INSERT INTO criterion (uid, project_id, stage_id, position, kind, label, metric)
        SELECT 'c' || i, 1 + i / 8, 1 + i / 2, 1 + i % 2, CASE i % 2 WHEN 0 THEN 'attested' ELSE 'counted'
        END, '기준', CASE i % 2 WHEN 0 THEN '' ELSE 'team_size' END FROM n"""),
    (_TEAM * _PROJECTS, f"""INSERT INTO membership (uid, project_id, person_id, role) SELECT 'm' || i,
        1 + i / {_TEAM}, 1 + (i / {_TEAM} * 2 + i % {_TEAM}) % {_PEOPLE},
        CASE i % 4 WHEN 0 THEN 'citizen' ELSE 'officer' END FROM n"""),
    (_HELD * _PROJECTS, f"""INSERT INTO session (uid, project_id, kind, topic, held_on) SELECT 'h' || i,
        1 + i / {_HELD}, 'workshop', '모임', '2026-05-01' FROM n"""),
    (_CAME * _HELD * _PROJECTS, f"""INSERT INTO attendance (uid, project_id, session_id, person_id, state,
        minutes) SELECT 't' || i, 1 + i / {_HELD * _CAME}, 1 + i / {_CAME},
        1 + (i / {_HELD * _CAME} * 2 + i % {_CAME}) % {_PEOPLE},
        CASE WHEN i % 13 = 0 THEN 'absent' ELSE 'present' END, CASE WHEN i % 17 THEN 120 END FROM n"""),
    (2 * _PROJECTS, """INSERT INTO proposal (uid, project_id, number, title, channel, decision, department)
        SELECT 'r' || i, 1 + i / 2, '2026-' || i, '제안', 'field', CASE i % 4 WHEN 0 THEN 'adopted' WHEN 1
        THEN 'partly' WHEN 2 THEN 'rejected' ELSE 'reviewing' END, '부서' FROM n"""),
    (_PROJECTS // 10, """INSERT INTO survey (uid, project_id, title) SELECT 'v' || i, 1 + i * 10, '설문'
        FROM n"""),
    (_PROJECTS // 10, """INSERT INTO survey_question (uid, project_id, survey_id, position, text, type)
        SELECT 'q' || i, 1 + i * 10, 1 + i, 1, '얼마나 만족하십니까?', 'scale' FROM n"""),
    (2 * _PROJECTS, """INSERT INTO survey_answer (uid, project_id, survey_question_id, respondent, value)
        SELECT 'w' || i, 1 + i / 20 * 10, 1 + i / 20, 1 + i % 20, 1 + i % 5 FROM n"""),
)  # fmt: skip
_HOURS = f"""SELECT attendance.project_id, sum(minutes), count(*), count(*) - count(minutes) FROM attendance
    JOIN person ON person.id = attendance.person_id WHERE state IN ('present', 'late') AND (
    (SELECT min(role) FROM membership WHERE membership.project_id = attendance.project_id
        AND membership.person_id = attendance.person_id) IN {LAY_KINDS} OR actor_kind = 'citizen')
    GROUP BY attendance.project_id"""


def run() -> list[Row]:
    """Return what opening and filtering cost, and how reading stands to its statements alone."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    with TemporaryDirectory() as folder:
        ws = Workspace(Path(folder) / "현황.hamkke")
        fill(ws)
        rows = [*_page(ws), *_reading(ws)]
        ws.close()
    return rows


def fill(ws: Workspace) -> None:
    """Store the records by SQL alone, without journal, and work out what is kept of them."""
    with ws.unit_of_work("빈 단계") as work:
        driver: Any = work.connection.connection.dbapi_connection
        triggers.remove(work.connection)
        for count, statement in _FILL:
            driver.execute(_with_numbers(statement, count))
        kept.rebuild(work.connection, ws.today)
        triggers.install(work.connection)
        work.insert("tag", {"name": "큰 자료"})


def _with_numbers(statement: str, count: int) -> str:
    head, _, rest = statement.partition("SELECT")
    return f"{head}{_NUMBERS.format(last=count - 1)}SELECT{rest}"


class Desk:
    """The page on the big file, and the event loop that sleeps until it is painted."""

    def __init__(self, ws: Workspace) -> None:
        """Make the page; nothing is read yet."""
        self.errors: list[BaseException] = []
        self.tasks = Tasks(ws, report=lambda _owner, error: self.errors.append(error))
        bus = Bus()
        bus.attach(ws)
        self._loop = QEventLoop()
        self.page = DashboardPage(Context(ws, self.tasks, bus, MemoryState(), undo))
        show = self.page._show

        def shown(*given: Any) -> None:
            show(*given)
            self._loop.quit()

        self.page._show = shown  # type: ignore[method-assign,assignment]
        self.page.resize(1240, 800)

    def until_drawn(self, act: Any) -> float:
        """Do ``act``; return the seconds until what it asked for is painted."""
        start = time.perf_counter()
        act()
        self._loop.exec()
        QCoreApplication.processEvents()
        self.page.repaint()
        took = time.perf_counter() - start
        self.settle()
        return took

    def settle(self) -> None:
        """Wait until nothing is read any more."""
        end = time.perf_counter() + _LIMIT
        while not self.tasks.wait_idle(1):
            assert time.perf_counter() < end, "it does not end"
        QCoreApplication.processEvents()
        assert not self.errors, self.errors


def _page(ws: Workspace) -> Iterator[Row]:
    desk = Desk(ws)
    first = desk.until_drawn(desk.page.show)
    again = sorted(desk.until_drawn(desk.page.mark_stale) for _turn in range(_TURNS))
    years = [(2017 + turn % 10,) for turn in range(_TURNS)]
    filtered = sorted(desk.until_drawn(lambda year=year: desk.page.accept("year", year)) for year in years)
    desk.tasks.stop()
    for what, times in (("열기에서 그려질 때까지", again), ("거르기에서 그려질 때까지", filtered)):
        label = f"{_SIZE}: {what} (가장 긴 {1000 * times[-1]:.0f} ms)"
        yield Row(label, median(times), _GOAL, median(times) / _GOAL, 1.0)
    yield Row(f"{_SIZE}: 처음 열기(쪽을 처음 그림)", first, _GOAL, first / _GOAL, 1.0)


def _reading(ws: Workspace) -> Iterator[Row]:
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement != "BEGIN":
            statements.append((statement, values))

    with ws.reading() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    records = dashboard.read(ws)
    event.remove(engine, "before_cursor_execute", note)

    def bare() -> None:
        with ws.reading() as connection:
            driver: Any = connection.connection.dbapi_connection
            for statement, values in statements:
                driver.execute(statement, values).fetchall()

    def whole() -> None:
        collection.hold()  # as ui.tasks holds it while anything is read
        dashboard.view(ws, dashboard.read(ws), {})
        collection.resume()

    def summed() -> None:
        bare()
        with ws.reading() as connection:
            driver: Any = connection.connection.dbapi_connection
            driver.execute(_HOURS).fetchall()

    yield compare(f"{_SIZE}: 읽고 셈하기 / 같은 {len(statements)}문장의 SQL만", whole, bare, _TWICE)
    yield compare(f"{_SIZE}: 읽고 셈하기 / 출석을 모두 더하는 SQL까지", whole, summed, None)
    yield compare("출석 하나 저장(투입 시간 다시 셈) / 현황 읽기", _entering(ws), whole, None)
    assert records.count


def _entering(ws: Workspace) -> Any:
    states = iter(["late", "present"] * 50)
    return lambda: attendance.enter(ws, 1, 1, next(states), 100)
