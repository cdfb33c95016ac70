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
from db.keys import is_protected
from db.migrate import HEAD
from db.protection import CHANGING, Kept, explained, export, kept_in
from db.uid import new_uid

DAILY, WEEKLY, MONTHLY = 7, 4, 12


def copy(source: Path, target: Path, key: str = "") -> None:
    """Copy the data file ``source`` to ``target`` as one consistent file without a journal of its own.

    A protected file's copy is under the same key and salt, so its passphrase and recovery key open it.
    """
    with translated(), _made(target) as temporary, _opened(source, key) as reader:
        with _opened(temporary, key) as writer:
            reader.backup(writer, pages=-1)
            writer.execute("PRAGMA journal_mode=DELETE")
        os.replace(temporary, target)


def transfer(source: Path, key: str, target: Path, new: str, now: Kept) -> None:
    """Copy a closed data file under the key ``key`` to ``target`` under the key ``new``."""
    with translated(), _made(target) as temporary:
        with _opened(source, key) as reader:
            export(reader, temporary, new, now)
        os.replace(temporary, target)


@contextlib.contextmanager
def _made(target: Path) -> Iterator[Path]:
    temporary = target.with_name(f"{target.name}.part")
    try:
        temporary.unlink(missing_ok=True)
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def restore(backup: Path, key: str, target: Path, new: str, now: Kept) -> None:
    """Put the contents of ``backup`` in the place of the open data file ``target``, in one transaction.

    The file itself stays (other connections see the new contents), so nothing has to be closed or renamed
    while Windows holds it open.  The engine copies pages between files of one key and salt only, and the
    file keeps the secrets of its attached files: a backup that differs is first made anew beside it.
    """
    examine(backup, key)
    if key == new and kept_in(backup, key) == now:
        _restore(backup, target, new)
        return
    staged = target.with_name(f"{target.name}{CHANGING}-{new_uid()}")
    try:
        transfer(backup, key, staged, new, now)
        _restore(staged, target, new)
    finally:
        staged.unlink(missing_ok=True)


def _restore(backup: Path, target: Path, key: str) -> None:
    with translated(), _opened(backup, key) as reader, _opened(target, key) as writer:
        writer.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        # The backup call itself waits for another writer without end; this waits and then refuses.
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("ROLLBACK")
        reader.backup(writer, pages=-1)


def examine(path: Path, key: str = "") -> None:
    """Refuse a file that is missing, damaged, of a newer program or not a data file of this program.

    Of a protected one without its key (or with another's) it says so: kind PASSPHRASE.
    """
    if not path.is_file():
        raise UserError(f"‘{path.name}’ 파일이 없습니다. 백업 파일을 다시 고르십시오.", "path")
    protected = is_protected(path)
    with translated(), path.open("rb") as stream:
        if not protected and stream.read(16) != b"SQLite format 3\x00":
            raise UserError(f"{quoted(path.name, '은/는')} 함께설계 자료 파일이 아닙니다.", "path")
    try:
        _examine(path, key if protected else "")
    except EnvironmentProblem as problem:
        raise explained(problem, path, key) from problem


def _examine(path: Path, key: str) -> None:
    with translated(), _opened(path, key) as connection:
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
def _opened(path: Path, key: str) -> Iterator[Any]:
    connection = connect(path, key)
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
