"""Protecting, re-keying and unprotecting a data file: the whole is made anew beside it, then exchanged.

The order makes a crash harmless at any moment.  With every other connection gone, the contents are exported
into a temporary file in the same folder, compared with the original and synced; one rename puts it in place.
The new file tells (``Kept``) that attached files and backups are still to follow, and holds the secrets that
they are still under; whoever opens it next goes on where the crash was.  Attached files are readable in
either form meanwhile.  A crash before the rename leaves the old file and a temporary one, which the next
opening removes.
"""

import contextlib
import glob
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.hangul import quoted
from app.errors import Cancelled, EnvironmentProblem, ProblemKind
from app.paths import SUFFIX
from db.blobs import BlobStore, sync_folder
from db.driver import BUSY_MS, connect
from db.errors import translated
from db.keys import PAGE, fits_any_page, is_protected
from db.sealing import Seal, new_secret
from db.uid import new_uid

CHANGING = ".changing"
_RENAMES_OPEN_FILES = os.name == "posix"
_COUNT = 'SELECT count(*) FROM "{}"'
_GRACE_SECONDS = 3600
_BEGINNING = "protection_"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a data file keeps about its protection: the secrets of its attached files, and work to finish.

    ``unsettled`` says that attached files and backups may still be under ``former_secret`` and
    ``former_key``.
    """

    secret: str = ""
    former_secret: str = ""
    former_key: str = ""
    unsettled: str = ""

    def store(self, folder: Path) -> BlobStore:
        """Return the store of attached files that these secrets open."""
        return BlobStore(folder, _seal(self.secret), _seal(self.former_secret))

    def settled(self) -> "Kept":
        """Return what is kept once nothing is left to finish."""
        return Kept(self.secret)


def _seal(secret: str) -> Seal | None:
    return Seal(secret) if secret else None


def kept(connection: Any) -> Kept:
    """Return what the file of the driver's ``connection`` keeps about its protection."""
    statement = "SELECT substr(key, ?), value FROM app_meta WHERE key LIKE 'protection/_%' ESCAPE '/'"
    return Kept(**dict(connection.execute(statement, (len(_BEGINNING) + 1,)).fetchall()))


def keep(connection: Any, now: Kept) -> None:
    """Write down ``now``; secrets no longer held are overwritten (``secure_delete``)."""
    connection.execute("DELETE FROM app_meta WHERE key LIKE 'protection/_%' ESCAPE '/'")
    for name in Kept.__slots__:
        if value := getattr(now, name):
            connection.execute("INSERT INTO app_meta VALUES (?, ?)", (_BEGINNING + name, value))


def with_secret(connection: Any) -> Kept:
    """Give a newly protected file its secret, unless another has done so; files are to follow."""
    found = kept(connection)
    if found.secret:
        return found
    now = Kept(new_secret(), found.former_secret, found.former_key, "1")
    keep(connection, now)
    return now


def kept_in(path: Path, key: str) -> Kept:
    """Return what a closed file, such as a backup, keeps about its protection."""
    with translated(), contextlib.closing(connect(path, key)) as connection:
        return kept(connection)


def explained(problem: EnvironmentProblem, path: Path, key: str) -> EnvironmentProblem:
    """Tell apart what the engine calls by one name: no passphrase, a wrong one, a damaged file."""
    if problem.kind is not ProblemKind.CORRUPT or not is_protected(path):
        return problem
    if not key:
        return EnvironmentProblem(
            f"{quoted(path.name, '은/는')} 암호로 보호된 자료입니다. 암호를 넣으십시오.",
            ProblemKind.PASSPHRASE,
        )
    if path.stat().st_size % PAGE or fits_any_page(path, key):
        return problem
    return EnvironmentProblem(
        f"암호가 맞지 않아 {quoted(path.name, '을/를')} 열지 못했습니다. 자료는 그대로입니다. "
        "한/영 키와 Caps Lock을 확인하고 다시 넣으십시오.",
        ProblemKind.PASSPHRASE,
    )


def refuse(path: Path, key: str) -> None:
    """Raise what is wrong where a closed file does not open with ``key``; nothing where it does."""
    try:
        with translated(), contextlib.closing(connect(path, key, mode="rw")):
            pass
    except EnvironmentProblem as problem:
        raise explained(problem, path, key) from problem


def opens(path: Path, key: str) -> bool:
    """Tell whether a closed file opens with ``key`` (empty: as a plain one)."""
    if not path.is_file() or path.stat().st_size < PAGE or bool(key) != is_protected(path):
        return False
    try:
        refuse(path, key)
    except EnvironmentProblem as problem:
        if problem.kind in (ProblemKind.CORRUPT, ProblemKind.PASSPHRASE):
            return False
        raise
    return True


def belongs(path: Path, key: str) -> bool:
    """Tell whether ``key`` is that of a closed protected file, be it damaged so that it does not open."""
    return opens(path, key) or (is_protected(path) and fits_any_page(path, key))


# -- exchanging the data file


def clear_remains(path: Path) -> None:
    """Remove what an exchange cut off before its end has left beside a data file.

    Only for one who has the file open: an exchange under way lets nobody have it.
    """
    for ending in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            path.with_name(f"{path.name}{CHANGING}{ending}").unlink()
    # Copies that restoring makes may be another program's, at work on the same file now.
    horizon = time.time() - _GRACE_SECONDS
    for staged in path.parent.glob(f"{glob.escape(path.name)}{CHANGING}-*"):
        with contextlib.suppress(OSError):
            if staged.stat().st_mtime < horizon:
                staged.unlink()


def exchange(path: Path, old: str, new: str, now: Kept, tell: Callable[[], None]) -> None:
    """Put the same contents under the key ``new`` in the place of the data file; all or nothing.

    Nothing of this process may have the file open.  ``tell`` is called before the last moment at which the
    person may still cancel.
    """
    path = path.resolve()
    temporary = path.with_name(f"{path.name}{CHANGING}")
    try:
        with translated(), _alone(path, old) as source:
            export(source, temporary, new, now)
            tell()
            _sync(path, temporary)
            if _RENAMES_OPEN_FILES:
                # Held to the end: who waits for the file finds it exchanged (``db.driver.connect``).
                os.replace(temporary, path)
        if not _RENAMES_OPEN_FILES:
            os.replace(temporary, path)
        sync_folder(path.parent)
    except EnvironmentProblem as problem:
        raise _in_use() if problem.kind is ProblemKind.LOCKED else problem from problem
    except OSError as error:
        raise _in_use() if isinstance(error, PermissionError) else _unwritable(error) from error
    finally:
        clear_remains(path)


@contextlib.contextmanager
def _alone(path: Path, key: str) -> Iterator[Any]:
    """Open a data file that nobody else has open, its log folded in, and keep others out."""
    connection = connect(path, key, mode="rw")
    try:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise _in_use()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()


def _in_use() -> EnvironmentProblem:
    return EnvironmentProblem(
        "자료 파일을 다른 창이나 프로그램이 쓰고 있어 암호 설정을 바꾸지 못했습니다. "
        "그쪽을 닫고 다시 하십시오. 자료는 그대로입니다.",
        ProblemKind.LOCKED,
    )


def _unwritable(error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"새 자료 파일을 쓰지 못했습니다: {error.strerror or error}. 저장 공간과 폴더의 쓰기 권한을 "
        "확인하고 다시 하십시오. 자료는 그대로입니다."
    )


def export(source: Any, target: Path, key: str, now: Kept) -> None:
    """Write the contents of the driver's connection ``source`` to a new file under ``key``, and verify it."""
    target.unlink(missing_ok=True)
    source.execute("ATTACH DATABASE ? AS made KEY ?", (str(target), f"x'{key}'" if key else ""))
    try:
        # A crash throws the new file away, so nothing has to be undone in it.
        source.execute("PRAGMA made.journal_mode=OFF")
        source.execute("PRAGMA made.synchronous=OFF")
        source.execute("SELECT sqlcipher_export('made')").fetchone()
        for name in ("user_version", "application_id"):
            (number,) = source.execute(f"PRAGMA main.{name}").fetchone()
            source.execute(f"PRAGMA made.{name}={int(number)}")
    finally:
        source.execute("DETACH DATABASE made")
    with contextlib.closing(connect(target, key, mode="rw")) as made:
        made.execute("PRAGMA secure_delete=ON")
        before, after = _counts(source), _counts(made)
        keep(made, now)
        if (
            before != after
            or made.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
            or _altered(source, made)
        ):
            raise EnvironmentProblem(
                "새로 쓴 자료가 원래 자료와 달라 멈추었습니다. 자료는 그대로입니다. "
                "저장 공간과 디스크를 확인하고 다시 하십시오.",
                ProblemKind.CORRUPT,
            )


def _counts(connection: Any) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    return {name: connection.execute(_COUNT.format(name)).fetchone()[0] for (name,) in names}


def _altered(source: Any, made: Any) -> bool:
    """Tell whether the chains of journal and log are less whole in the new file than they were."""
    found = _broken_chains(made)
    return bool(found) and found != _broken_chains(source)


def _broken_chains(connection: Any) -> list[str]:
    from db import journal
    from db.engine import lent
    from db.migrate import HEAD, revision_of
    from db.queries import access

    with lent(connection) as reading:
        if revision_of(reading) != HEAD:
            return []  # an old backup: its chain is verified when it is upgraded and checked
        return [*journal.verify(reading), *access.verify(reading)]


def _sync(path: Path, temporary: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.copymode(path, temporary)
    with temporary.open("rb+") as stream:
        os.fsync(stream.fileno())


# -- what follows the data file: attached files and backups


def settle(
    files: Path, backups: Path, key: str, now: Kept, progress: Callable[[int], None]
) -> tuple[str, ...]:
    """Bring attached files and backups under the present key; return sentences about what could not be.

    Done again from the start it does only what is still to do.  An ``OSError`` or ``EnvironmentProblem``
    means that it has to be called again later.
    """
    told = _patient(progress)
    left = [
        f"첨부 파일 하나를 읽을 수 없어 그대로 두었습니다(보관 이름 {name[:12]}…)."
        for name in now.store(files).settle(told)
    ]
    for path in sorted(backups.glob(f"*{SUFFIX}")):
        size = path.stat().st_size
        if not rewrite(path, (key, now.former_key, ""), key, Kept(now.secret)):
            left.append(f"백업 {quoted(path.name, '은/는')} 지금 암호로 바꾸지 못해 예전 그대로 두었습니다.")
        told(size)
    for ending in (".part", ".erasing"):
        for remains in backups.glob(f"*{SUFFIX}*{ending}*"):
            remains.unlink(missing_ok=True)
    return tuple(left)


def rewrite(path: Path, known: tuple[str, ...], key: str, now: Kept) -> bool:
    """Put a closed data file under ``key``; False where none of the known keys opens it."""
    found = next((each for each in dict.fromkeys(known) if opens(path, each)), None)
    if found is None:
        return False
    if found == key:
        return True
    moment = path.stat()
    temporary = path.with_name(f"{path.name}.{new_uid()}.part")
    try:
        with translated(), contextlib.closing(connect(path, found, mode="rw")) as source:
            export(source, temporary, key, now)
        _sync(path, temporary)
        os.utime(temporary, ns=(moment.st_atime_ns, moment.st_mtime_ns))
        os.replace(temporary, path)
        sync_folder(path.parent)
    except EnvironmentProblem as problem:
        if problem.kind is not ProblemKind.CORRUPT:
            raise
        return False
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _patient(progress: Callable[[int], None]) -> Callable[[int], None]:
    """Once the file is exchanged there is no way back: who cancels now waits for the end."""

    def told(size: int) -> None:
        with contextlib.suppress(Cancelled):
            progress(size)

    return told
