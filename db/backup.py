"""Backups through SQLite's own backup call: one step beside a busy writer, never half a file.

A copy is made under a temporary name on its own connection in one go (copying in portions restarts with
every write and may never finish) and renamed when it is whole.
"""

import contextlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.hangul import quoted
from app.errors import EnvironmentProblem, ProblemKind, UserError
from db.driver import BUSY_MS, connect
from db.errors import translated
from db.migrate import HEAD

DAILY, WEEKLY, MONTHLY = 7, 4, 12


def copy(source: Path, target: Path) -> None:
    """Copy the data file ``source`` to ``target`` as one consistent file without a journal of its own."""
    temporary = target.with_name(f"{target.name}.part")
    with translated():
        try:
            _copy(source, temporary)
            os.replace(temporary, target)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with _opened(source) as reader, _opened(target) as writer:
        reader.backup(writer, pages=-1)
        writer.execute("PRAGMA journal_mode=DELETE")


def restore(backup: Path, target: Path) -> None:
    """Put the contents of ``backup`` in the place of the open data file ``target``, in one transaction.

    The file itself stays (other connections see the new contents), so nothing has to be closed or renamed
    while Windows holds it open.
    """
    examine(backup)
    with translated(), _opened(backup) as reader, _opened(target) as writer:
        writer.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        # The backup call itself waits for another writer without end; this waits and then refuses.
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("ROLLBACK")
        reader.backup(writer, pages=-1)


def examine(path: Path) -> None:
    """Refuse a file that is missing, damaged, of a newer program or not a data file of this program."""
    if not path.is_file():
        raise UserError(f"‘{path.name}’ 파일이 없습니다. 백업 파일을 다시 고르십시오.", "path")
    with translated(), path.open("rb") as stream:
        if stream.read(16) != b"SQLite format 3\x00":
            raise UserError(f"{quoted(path.name, '은/는')} 함께설계 자료 파일이 아닙니다.", "path")
    with translated(), _opened(path) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'journal_state'").fetchone()
        if not found:
            raise UserError(f"{quoted(path.name, '은/는')} 함께설계 자료 파일이 아닙니다.", "path")
        if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise EnvironmentProblem(
                f"‘{path.name}’ 백업이 손상되었습니다. 다른 백업을 고르십시오.", ProblemKind.CORRUPT
            )
        if connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] > HEAD:
            raise EnvironmentProblem(
                f"{quoted(path.name, '은/는')} 더 새로운 함께설계에서 만든 자료입니다. "
                "지금 자료는 그대로 두었습니다. "
                "프로그램을 최신판으로 바꾸십시오.",
                ProblemKind.NEWER,
            )


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    connection = connect(path)
    try:
        yield connection
    finally:
        connection.close()


def to_keep(days: list[date]) -> set[date]:
    """Return the days whose backups are kept: 7 daily, the last of 4 weeks and of 12 months."""
    ordered = sorted(days, reverse=True)
    weeks = {day.isocalendar()[:2]: day for day in reversed(ordered)}
    months = {(day.year, day.month): day for day in reversed(ordered)}
    newest_weeks = sorted(weeks.values(), reverse=True)[:WEEKLY]
    newest_months = sorted(months.values(), reverse=True)[:MONTHLY]
    return {*ordered[:DAILY], *newest_weeks, *newest_months}
