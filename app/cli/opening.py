"""The data file of a command: which one it is, its key, and the time for which it is open."""

import contextlib
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from app import paths
from app.domain.hangul import quoted
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.services.data_file import protection
from app.services.search import indexing
from app.services.workspace import Workspace
from app.settings import load

_NOT_YET = (
    "다른 곳에 있으면 --db나 환경 변수 HAMKKE_DB에 경로를 적으십시오. "
    "처음 쓰는 것이면 hamkke로 창을 열 때 만들어집니다."
)


def data_file(chosen: Namespace) -> Path:
    """Return the data file that the command is about."""
    named: Path | None = chosen.db
    return (named or paths.default_data_file()).expanduser().absolute()


@contextlib.contextmanager
def opened(chosen: Namespace, *, existing: bool = False) -> Iterator[Workspace]:
    """Open the data file for the time of one command; of a protected one the log of access tells it.

    A command about the file itself wants an ``existing`` one.  A dry run makes no file: where none is, it
    looks at an empty one that is gone afterwards.
    """
    path = data_file(chosen)
    if existing:
        _refuse_nothing(path, named=chosen.db is not None)
    if getattr(chosen, "dry_run", False) and not path.exists():
        with (
            tempfile.TemporaryDirectory() as folder,
            _opened(Path(folder) / path.name, "", "") as workspace,
        ):
            yield workspace
        return
    with _opened(path, *_key(path, chosen)) as workspace:
        yield workspace


@contextlib.contextmanager
def _opened(path: Path, key: str, way: str) -> Iterator[Workspace]:
    workspace = Workspace(path, load(paths.settings_file()), key=key)
    try:
        if way:
            protection.note_opening(workspace, way)
        yield workspace
        # A few records are let be found at once; what a large import brought is left to the next opening.
        indexing.refresh(workspace)
    finally:
        workspace.close()


def _refuse_nothing(path: Path, *, named: bool) -> None:
    if not path.exists():
        todo = "--db에 적은 경로를 확인하십시오." if named else _NOT_YET
        raise UserError(f"‘{path}’에 자료 파일이 없습니다. {todo}", "path")
    if path.is_file() and not path.stat().st_size:
        raise EnvironmentProblem(
            f"{quoted(path.name, '은/는')} 비어 있습니다(0바이트). 백업에서 되살리십시오.",
            ProblemKind.CORRUPT,
        )


def passphrase_in(file: Path | None) -> str:
    """Return the first line of a file that holds a passphrase; empty where no file is named."""
    if file is None:
        return ""
    try:
        with file.expanduser().open(encoding="utf-8-sig") as stream:
            line = stream.readline().rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise EnvironmentProblem(
            f"암호 파일 {quoted(str(file), '을/를')} 읽을 수 없습니다. 경로와 권한을 확인하십시오.",
            ProblemKind.PASSPHRASE,
        ) from error
    if not line:
        raise EnvironmentProblem(
            f"암호 파일 ‘{file}’의 첫 줄이 비어 있습니다. 첫 줄에 암호를 적으십시오.", ProblemKind.PASSPHRASE
        )
    return line


def _key(path: Path, chosen: Namespace) -> tuple[str, str]:
    """Return the key of the data file and by what it was found; both empty for a plain file."""
    passphrase = passphrase_in(chosen.passphrase_file)
    if not path.exists():
        return (_key_of_new(passphrase), "") if passphrase else ("", "")
    if not protection.is_protected(path):
        if passphrase:
            print("암호로 보호하지 않은 자료입니다. 암호는 쓰지 않았습니다.", file=sys.stderr)
        return "", ""
    if passphrase:
        return _unlocked(path, passphrase)
    key = protection.remembered(path)
    if key:
        return key, "이 PC에 기억된 열쇠"
    raise EnvironmentProblem(
        f"{quoted(path.name, '은/는')} 암호로 보호된 자료입니다. "
        "--passphrase-file에 암호를 적은 파일을 주십시오.",
        ProblemKind.PASSPHRASE,
    )


def _key_of_new(passphrase: str) -> str:
    key = protection.new_key(passphrase)
    print("새 자료를 암호로 보호합니다.", *recovery_lines(protection.recovery_text(key)), sep="\n",
          file=sys.stderr)  # fmt: skip
    return key


def _unlocked(path: Path, line: str) -> tuple[str, str]:
    """Take the line for a passphrase, or for the recovery key of a forgotten one."""
    try:
        return protection.unlock(path, line), "암호"
    except EnvironmentProblem as problem:
        if problem.kind is not ProblemKind.PASSPHRASE:
            raise
        with contextlib.suppress(EnvironmentProblem):
            return protection.unlock_with_recovery(path, line), "복구 키"
        raise


def recovery_lines(recovery: str) -> tuple[str, ...]:
    """Return what is printed of a recovery key, once."""
    return (
        "복구 키 (지금 한 번만 보입니다. 인쇄하거나 옮겨 적어 자료와 다른 곳에 두십시오. "
        "암호를 잊으면 이 키로만 열 수 있습니다):",
        recovery,
    )
