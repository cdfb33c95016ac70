"""백업과 되살리기: a copy a day, one before every migration, one by hand, and the way back."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.changes import Changes
from app.domain.desk_role import Duty
from app.domain.hangul import quoted
from app.domain.privacy import resident_number
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.paths import SUFFIX
from app.services.privacy import roles
from db import backup as store
from db.engine import reading
from db.protection import belongs, kept_in
from db.queries import access

if TYPE_CHECKING:
    from app.services.workspace import Workspace

# The data file and what the engine keeps beside it while it is open.
_ENDINGS = ("", "-wal", "-shm", "-journal")
_FOLDERS = (".files", ".backups")
_DAY = "%Y-%m-%d"
_MOMENT = "%Y-%m-%d %H%M%S"


def daily(ws: "Workspace") -> Path | None:
    """Take today's backup unless there is one, and let go of those no longer kept; return the new file."""
    today = ws.today
    target = ws.paths.backups / f"{today.strftime(_DAY)}{SUFFIX}"
    if target.exists():
        return None
    ws.paths.backups.mkdir(exist_ok=True)
    store.copy(ws.paths.file, target, ws.key)
    _thin_out(ws.paths.backups)
    _let_expire(ws)
    return target


def _let_expire(ws: "Workspace") -> None:
    from app.services.privacy import destruction

    destruction.expire_backups(ws)


def before_migration(ws: "Workspace") -> Path:
    """Copy the file as it is before its schema is changed."""
    return _aside(ws, "형식 바꾸기 전")


def _aside(ws: "Workspace", reason: str) -> Path:
    ws.paths.backups.mkdir(exist_ok=True)
    moment = ws.clock().astimezone().strftime(_MOMENT)
    target = ws.paths.backups / f"{moment} {reason}{SUFFIX}"
    store.copy(ws.paths.file, target, ws.key)
    return target


def _thin_out(folder: Path) -> None:
    files = dict(_daily_files(folder))
    keep = store.to_keep(list(files))
    for day, path in files.items():
        if day not in keep:
            path.unlink()


def _daily_files(folder: Path) -> Iterable[tuple[date, Path]]:
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            yield datetime.strptime(path.stem, _DAY).date(), path
        except ValueError:
            continue


def available(ws: "Workspace") -> list[Path]:
    """Return the backups beside the data file, newest first."""
    return sorted(ws.paths.backups.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)


def save(ws: "Workspace", target: Path) -> Path:
    """Write a whole backup to ``target``: the records, and the attached files in ``<target>.files``."""
    resident_number.refuse(target.name, "파일 이름", "path")
    own = {ws.paths.file.resolve().with_name(ws.paths.file.name + end) for end in (*_ENDINGS, *_FOLDERS)}
    if (target.exists() and not target.is_file()) or target.resolve() in own:
        raise UserError(f"‘{target}’에는 백업할 수 없습니다. 다른 파일 이름을 고르십시오.", "path")
    _refuse_missing(target.absolute().parent)
    try:
        target.parent.mkdir(exist_ok=True)
        store.copy(ws.paths.file, target, ws.key)
        files = ws.secrets.store(_files_of(target))
        files.fill_from(ws.blobs)
        if ws.key:
            # An earlier backup of this name may have left files there in the clear.
            files.settle()
    except OSError as error:
        raise EnvironmentProblem(
            f"백업을 쓰지 못했습니다: {error.strerror or error}. 저장 공간과 폴더 권한을 확인하십시오.",
            ProblemKind.FULL,
        ) from error
    return target


def _refuse_missing(folder: Path) -> None:
    # One new folder is made; a drive that is not plugged in must not become folders of the own disk.
    if not folder.is_dir() and not folder.parent.is_dir():
        advice = "이동식 디스크가 꽂혀 있는지, 경로가 맞는지 확인하십시오."
        raise UserError(f"폴더 {quoted(str(folder), '이/가')} 없습니다. {advice}", "path")


def key_for(source: Path, known: Iterable[str], passphrase: str = "") -> str:
    """Return the key that opens ``source``: none where it is plain, one known, or that of the passphrase.

    Raises ``EnvironmentProblem`` of the kind PASSPHRASE where it needs one that nobody has given yet.
    """
    from app.services.data_file import protection

    if not protection.is_protected(source):
        return ""
    fitting = next((key for key in known if key and belongs(source, key)), "")
    if fitting:
        return fitting
    if passphrase:
        return protection.unlock(source, passphrase)
    raise EnvironmentProblem(
        f"{quoted(source.name, '은/는')} 다른 암호로 보호된 백업입니다. "
        "그 백업을 만들 때의 암호를 넣으십시오.",
        ProblemKind.PASSPHRASE,
    )


def restore(ws: "Workspace", source: Path, passphrase: str = "") -> Path:
    """Put a backup in the place of the present records; return the copy made of these before.

    Attached files of the backup are added to the store; none is taken away.  Who was destroyed since the
    backup was taken is destroyed again, and the log of access goes on with its lines since.  The data file
    stays protected or plain as it is; ``passphrase`` is that of the backup, where it has another.
    """
    roles.require(ws, Duty.PROTECT)
    key = key_for(source, (ws.key,), passphrase)
    store.examine(source, key)
    from app.services.privacy import destruction

    destroyed = destruction.ledger(ws)
    kept = _aside(ws, "되살리기 전")
    ws.blobs.fill_from(kept_in(source, key).store(_files_of(source)))
    store.restore(source, key, ws.paths.file, ws.key, ws.secrets)
    ws.reopen()
    with reading(kept, ws.key) as before, ws.beside_journal() as connection:
        access.carry_over(connection, before)
    destruction.repeat(ws, destroyed)
    ws.announce(Changes("백업에서 되살리기", {}, "restore", everything=True))
    return kept


def is_damaged(path: Path, key: str = "") -> bool:
    """Tell whether the file at ``path`` is none that can be opened as a data file."""
    try:
        store.examine(path, key)
    except UserError:
        return path.exists()
    except EnvironmentProblem as problem:
        return problem.kind is ProblemKind.CORRUPT
    return False


def replace_damaged(path: Path, source: Path, key: str = "", passphrase: str = "") -> Path:
    """Put a backup in the place of a data file that cannot be opened; return where that is kept.

    The new file is as the backup is: protected under its passphrase, or plain.  ``key`` is one that is known
    already, ``passphrase`` that of the backup.  Attached files under the secret of the damaged file are
    opened where a protected backup beside it knows that; ``locked_files`` tells of the others.
    """
    found = key_for(source, (key,), passphrase)
    store.examine(source, found)
    moment = datetime.now().astimezone().strftime(_MOMENT)
    kept = path.with_name(f"{path.name} {moment} 손상")
    try:
        for ending in _ENDINGS:
            part = path.with_name(path.name + ending)
            if part.exists():
                part.rename(kept.with_name(kept.name + ending))
    except OSError as error:
        raise EnvironmentProblem(
            "손상된 자료 파일을 옮기지 못했습니다. 다른 프로그램에서 열려 있으면 닫고 다시 하십시오.",
            ProblemKind.LOCKED,
        ) from error
    store.copy(source, path, found)
    secrets = kept_in(path, found)
    secrets.store(_files_of(path)).fill_from(secrets.store(_files_of(source)))
    from app.services.data_file import locked_files

    locked_files.unlock_beside(path, found, passphrase)
    return kept


def _files_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.files")
