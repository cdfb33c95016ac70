"""현황 of 10,000 projects and 1,000,000 attendances: from the click to the painted page, beside bare SQL."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from sqlalchemy import event

from app import collection
from app.services import dashboard
from app.services.session import attendance
from app.services.workspace import Workspace
from db import kept, triggers
from db.hours import LAY_KINDS
from tests.bench import province
from tests.bench.pages import Pages
from tests.bench.table import Row, compare
from ui.tasks import SWITCH_INTERVAL

_PROJECTS, _PEOPLE, _HELD, _CAME, _TEAM = 10_000, 20_000, 10, 10, 10
_GOAL, _TWICE, _TURNS = 0.300, 2.0, 9
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
    file = province.kept_file("dashboard", _write)
    rows = [*_in_a_window(file, "page"), *_in_a_window(file, "at once")]
    with TemporaryDirectory() as folder:
        copy = Path(folder) / file.name  # an attendance is entered
        shutil.copyfile(file, copy)
        ws = Workspace(copy)
        rows += _reading(ws)
        ws.close()
    return rows


def _write(path: Path) -> None:
    ws = Workspace(path)
    fill(ws)
    ws.close()


def _in_a_window(file: Path, what: str) -> list[Row]:
    """Return the rows that a process of its own measures: a window is first opened only once in each."""
    command = [sys.executable, "-m", "tests.bench.dashboard_bench", what, str(file)]
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "HAMKKE_CONFIG": folder}
        lines = subprocess.check_output(command, text=True, env=environment).splitlines()
    return [Row(*json.loads(line)) for line in lines if line.startswith("[")]


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


class Desk(Pages):
    """The program's window on the big file, which sleeps until the page is painted."""

    def make_ahead(self) -> None:
        """Wait until the page was made in a quiet moment."""
        self.waiting.until(self.running._ahead.done)
        self.waiting.quiet()

    def first(self) -> float:
        """Open the page by its entry in the rail; return the seconds until its charts are painted."""
        # watched only after the click, which makes the page where it was not made ahead
        return self._timed(lambda: self.running.window.navigate("dashboard"), lambda: None)

    def until_drawn(self, act: Callable[[Any], object]) -> float:
        """Do ``act`` on the page; return the seconds until what it asked for is painted."""
        return self._timed(lambda: None, lambda: act(self.running.window.page("dashboard")))

    def _timed(self, before: Callable[[], object], act: Callable[[], object]) -> float:
        watched: list[Drawn] = []

        def both() -> None:
            before()
            watched.append(Drawn(self.running.window.page("dashboard"), self.waiting.wake))
            act()

        begun = time.perf_counter()
        self.waiting.asleep(both)
        took = time.perf_counter() - begun
        watched[0].stop()
        self.waiting.quiet()
        return took


class Drawn(QObject):
    """Calls back after the first paint of a page's charts since it has shown what was read."""

    def __init__(self, page: Any, call: Any) -> None:
        """Watch the page."""
        super().__init__(page)
        self._page, self._call, self._shows, self._is_shown = page, call, page._show, False
        page._show = self._show
        page.inner.installEventFilter(self)

    def _show(self, view: Any) -> None:
        self._shows(view)
        self._is_shown = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Call once the paint that is beginning has ended."""
        if event.type() == QEvent.Type.Paint and self._is_shown:
            QTimer.singleShot(0, self, lambda: self._call())
            self._is_shown = False
        return False

    def stop(self) -> None:
        """Watch no longer."""
        self._page._show = self._shows
        self._page.inner.removeEventFilter(self)


def _page(file: Path) -> Iterator[Row]:
    desk = Desk(file)
    desk.make_ahead()
    first = desk.first()
    again = sorted(desk.until_drawn(lambda page: page.mark_stale()) for _turn in range(_TURNS))
    years = [(2017 + turn % 10,) for turn in range(_TURNS)]
    filtered = sorted(desk.until_drawn(partial(_filter, year=year)) for year in years)
    desk.running.finish()
    for what, times in (("열기에서 그려질 때까지", again), ("거르기에서 그려질 때까지", filtered)):
        label = f"{_SIZE}: {what} (가장 긴 {1000 * times[-1]:.0f} ms)"
        yield Row(label, median(times), _GOAL, median(times) / _GOAL, 1.0)
    yield Row(f"{_SIZE}: 처음 열기", first, _GOAL, first / _GOAL, 1.0)


def _filter(page: Any, year: tuple[int, ...]) -> None:
    page.accept("year", year)


def _at_once(file: Path) -> Row:
    """Return the same of a page that is asked for before the window had a quiet moment."""
    desk = Desk(file)
    took = desk.first()
    desk.running.finish()
    return Row(f"{_SIZE}: 처음 열기, 시작하자마자", took, _GOAL, took / _GOAL, 1.0)


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

    @_as_while_reading
    def bare() -> None:
        with ws.reading() as connection:
            driver: Any = connection.connection.dbapi_connection
            for statement, values in statements:
                driver.execute(statement, values).fetchall()

    @_as_while_reading
    def whole() -> None:
        dashboard.view(ws, dashboard.read(ws), {})

    @_as_while_reading
    def summed() -> None:
        with ws.reading() as connection:
            driver: Any = connection.connection.dbapi_connection
            for statement, values in (*statements, (_HOURS, ())):
                driver.execute(statement, values).fetchall()

    entering = _as_while_reading(_entering(ws))
    yield compare(f"{_SIZE}: 읽고 셈하기 / 같은 {len(statements)}문장의 SQL만", whole, bare, _TWICE)
    yield compare(f"{_SIZE}: 읽고 셈하기 / 출석을 모두 더하는 SQL까지", whole, summed, None)
    yield compare("출석 하나 저장(투입 시간 다시 셈) / 현황 읽기", entering, whole, None)
    assert records.count


def _as_while_reading(action: Callable[[], object]) -> Callable[[], None]:
    """Let the collector rest and the interpreter switch as ``ui.tasks`` has it while anything is read."""

    def held() -> None:
        usual = sys.getswitchinterval()
        collection.hold()
        sys.setswitchinterval(SWITCH_INTERVAL)
        action()
        sys.setswitchinterval(usual)
        collection.resume()

    return held


def _entering(ws: Workspace) -> Any:
    states = iter(["late", "present"] * 50)
    return lambda: attendance.enter(ws, 1, 1, next(states), 100)


if __name__ == "__main__":
    measured = list(_page(Path(sys.argv[2]))) if sys.argv[1] == "page" else [_at_once(Path(sys.argv[2]))]
    sys.stdout.write("".join(f"{json.dumps(row)}\n" for row in measured))
