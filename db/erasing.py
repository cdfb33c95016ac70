"""Bytes that are gone: the data file folded and rewritten, and a destruction carried into its backups."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from app.changes import DESTRUCTION, Changes
from app.domain.privacy.destruction import Order
from app.errors import EnvironmentProblem, ProblemKind
from db import destruction, full_text, keys
from db.driver import prepared
from db.engine import open_engine
from db.errors import translated
from db.journal import Step
from db.migrate import HEAD, revision_of, upgrade
from db.queries.destructions import is_done
from db.session import unit_of_work


def fold(path: Path, key: str) -> None:
    """Rewrite a data file without what was deleted in it, and empty its write-ahead log.

    Others may go on reading meanwhile; where one of them holds the log, an ``EnvironmentProblem`` says so
    and folding again finishes it.
    """
    with translated():
        connection = prepared(path, key)
        try:
            full_text.merge(connection)
            connection.execute("VACUUM")
        finally:
            connection.close()
    truncate(path, key)


def truncate(path: Path, key: str) -> None:
    """Write the log back into the data file and cut it to nothing."""
    with translated():
        connection = prepared(path, key)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    if busy:
        raise EnvironmentProblem(
            "다른 창이 자료를 읽고 있어 지운 자리를 다 비우지 못했습니다. 파기는 되었고, "
            "자료 파일을 다시 열면 나머지를 마칩니다.",
            ProblemKind.LOCKED,
        )


def rewrite(backup: Path, key: str, order: Order, step: Step) -> bool:
    """Carry a destruction into a backup; return False where it had been carried into it before.

    The copy is changed under another name and takes the backup's place when it is whole; the backup's own
    day stays what it was.
    """
    own_key = key if keys.is_protected(backup) else ""
    part = backup.with_name(f"{backup.name}.erasing")
    told = backup.stat()
    try:
        shutil.copyfile(backup, part)
        if not _apply(part, own_key, order, step):
            return False
        fold(part, own_key)
        _settle(part, own_key)
        os.utime(part, ns=(told.st_atime_ns, told.st_mtime_ns))
        os.replace(part, backup)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink()
    return True


def leftovers(folder: Path) -> None:
    """Delete what a rewriting that was cut off left."""
    for part in folder.glob("*.erasing*"):
        with suppress(OSError):
            part.unlink()


def _apply(path: Path, key: str, order: Order, step: Step) -> bool:
    engine = open_engine(path, key)
    try:
        with translated(), engine.connect() as connection:
            revision = revision_of(connection)
        if revision is not None and revision < HEAD:
            upgrade(engine)
        with translated(), engine.connect() as connection:
            if is_done(connection, order.uid):
                return False
        announced: list[Changes] = []
        with unit_of_work(engine, step, announced) as work:
            destruction.carry_out(work, order)
    finally:
        engine.dispose()
    return True


def _settle(path: Path, key: str) -> None:
    """Leave the copy as backups are: one file without a log of its own, safe on the disk."""
    with translated():
        connection = prepared(path, key)
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def step_of(label: str, actor: str, clock: Callable[[], object]) -> Step:
    """Return the step under which a destruction stands in the journal."""
    return Step(label, actor, clock(), DESTRUCTION)  # type: ignore[arg-type]
