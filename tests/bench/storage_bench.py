"""What storage costs: a write with journal and index against one with neither, a list against its fetch."""

from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.dialects import sqlite

from app.domain.listing import ListQuery
from app.services import listing
from app.services.search import indexing
from app.services.workspace import Workspace
from db.queries.projects import listing as projects
from db.session import UnitOfWork
from tests.bench.register import fill
from tests.bench.table import Row, compare, seconds

_PROJECTS = 10_000
_VISIBLE = 64
_WRITES = 100
_FOUND_GOAL = 0.010


def run() -> list[Row]:
    """Return the ratios of single writes and of opening the list of 10,000 projects."""
    with TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "bench.hamkke")
        fill(workspace, _PROJECTS)
        rows = [*_list_rows(workspace), _journal_row(workspace), _search_row(workspace)]
        workspace.close()
        return rows


def _list_rows(workspace: Workspace) -> list[Row]:
    query = ListQuery(filters={"kind": ("own",)}, group="lead_agency_id")

    def page() -> None:
        ids = [row_id for group in listing.groups(workspace, "project", query) for row_id in group.ids]
        listing.rows(workspace, "project", ids[:_VISIBLE])

    def whole() -> None:
        listing.all_rows(workspace, "project", query)

    bare = _bare_fetch(workspace, query)
    return [
        compare(f"과제 쪽 열기, 과제 {_PROJECTS:,}건(집계·진행률 포함)", page, bare, 3.0),
        compare(f"과제 {_PROJECTS:,}건 모두 읽기", whole, bare, 3.0),
    ]


def _bare_fetch(workspace: Workspace, query: ListQuery) -> Callable[[], object]:
    statement = projects(workspace.settings.stalled_days).statement(query).params(today=workspace.today)
    text = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))

    def fetch() -> None:
        with workspace.reading() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute(text).fetchall()

    return fetch


def _journal_row(workspace: Workspace) -> Row:
    """The floor writes by the same verb and commit, the journal's triggers dropped from a copy."""
    from db import backup, engine

    target = workspace.paths.file.with_name("bare.hamkke")
    backup.copy(workspace.paths.file, target)
    bare_engine = engine.open_engine(target)
    with bare_engine.connect().execution_options(writer=True) as connection, connection.begin():
        names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'").scalars()
        for name in names.all():
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    counter = iter(range(10**9))

    def journaled() -> None:
        for _ in range(_WRITES):
            with workspace.unit_of_work("제목 고치기") as work:
                work.update("project", 1, {"title": f"제목 {next(counter)}"})

    def bare() -> None:
        for _ in range(_WRITES):
            with bare_engine.connect().execution_options(writer=True) as connection, connection.begin():
                UnitOfWork(connection, 0).update("project", 1, {"title": f"제목 {next(counter)}"})

    row = compare("이력과 찾기 색인이 있는 쓰기, 하나씩", journaled, bare, 2.0)
    bare_engine.dispose()
    return row


def _search_row(workspace: Workspace) -> Row:
    """Measure what the first search after a write does beforehand: the index takes that write in."""
    indexing.catch_up(workspace)
    times = []
    for turn in range(_WRITES):
        with workspace.unit_of_work("제목 고치기") as work:
            work.update("project", 1 + turn, {"title": f"고친 제목 {turn}"})
        times.append(seconds(lambda: indexing.refresh(workspace)))
    p95 = quantiles(times, n=20)[-1]
    return Row("쓰기 바로 뒤의 찾기: 색인이 따라잡기까지, p95", p95, _FOUND_GOAL, p95 / _FOUND_GOAL, 1.0)
