"""암호로 보호하기: opening, protecting, changing and giving up the protection of a data file.

``unlock`` and its like work on a closed file and return its key, which ``Workspace(path, …, key=key)`` takes.
What changes the protection works on an open workspace: every connection is let go of meanwhile (whoever
reads waits), the file is exchanged as a whole, and the same workspace goes on with the new key.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.desk_role import Duty
from app.domain.hangul import josa, quoted
from app.domain.privacy.access import Access, AccessAction, AccessPurpose
from app.errors import EnvironmentProblem, ProblemKind, UserError
from app.paths import SUFFIX, DataPaths
from app.services.data_file import credentials
from app.services.privacy import access, roles
from db import keys
from db import protection as store
from db.sealing import new_secret

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
MIN_LENGTH, FEWEST_LETTERS = 8, 3
_SUBJECT, _PURPOSE = "자료 파일", AccessPurpose.OTHER.value
_DAMAGED = (
    "암호는 맞지만 자료 파일이 손상되어 열 수 없습니다. 파일은 그대로 두었습니다. 백업에서 되살리십시오."
)
_UNSETTLED = (
    "첨부 파일이나 백업의 일부를 아직 바꾸지 못했습니다. 저장 공간과 폴더의 권한을 확인하십시오. "
    "자료는 열 수 있으며, 다음에 열 때 이어서 합니다."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change of the protection left behind.

    ``recovery`` is the recovery key to be printed and shown once (empty when the protection was given up);
    ``left`` are sentences about files that could not be brought along and keep the way they were kept in.
    """

    recovery: str
    left: tuple[str, ...] = ()


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that is too short (8 letters) or of one letter alone, with a ``UserError``."""
    if len(passphrase) < MIN_LENGTH:
        raise UserError(
            f"암호는 {MIN_LENGTH}자 이상으로 정하십시오. 낱말 여러 개를 이으면 좋습니다.", "passphrase"
        )
    if passphrase != passphrase.strip() or "\0" in passphrase:
        raise UserError("암호의 처음과 끝에는 빈칸을 쓸 수 없습니다.", "passphrase")
    if len(set(passphrase)) < FEWEST_LETTERS:
        raise UserError("같은 글자만 되풀이한 암호는 쓸 수 없습니다. 다른 암호를 정하십시오.", "passphrase")


def is_protected(path: Path) -> bool:
    """Tell whether the closed file at ``path`` is a protected data file; of an open one ask ``ws.key``."""
    return keys.is_protected(path)


def new_key(passphrase: str) -> str:
    """Return a key for a data file that is to be made protected: ``Workspace(path, key=new_key(…))``."""
    check_passphrase(passphrase)
    return keys.derive(passphrase, keys.new_salt())


def recovery_text(key: str) -> str:
    """Return the recovery key that stands for ``key``, in groups of letters."""
    return keys.recovery_text(key)


def unlock(path: Path, passphrase: str) -> str:
    """Return the key of a protected file (0.3 s: not on the window's thread).

    Raises ``EnvironmentProblem``: PASSPHRASE for a wrong one, CORRUPT where the file is damaged.
    """
    if not passphrase:
        raise EnvironmentProblem(
            f"{quoted(path.name, '은/는')} 암호로 보호된 자료입니다. 암호를 넣으십시오.",
            ProblemKind.PASSPHRASE,
        )
    try:
        return _fitting(path, keys.derive(passphrase, _salt(path)))
    except EnvironmentProblem as problem:
        if problem.kind is ProblemKind.PASSPHRASE and _opens_backup(path, passphrase):
            raise EnvironmentProblem(_DAMAGED, ProblemKind.CORRUPT) from problem
        raise


def _opens_backup(path: Path, passphrase: str) -> bool:
    """Tell whether the newest backup beside a file takes the passphrase: then the file is what is wrong."""
    beside = DataPaths(path).backups.glob(f"*{SUFFIX}")
    newest = max(filter(keys.is_protected, beside), key=lambda backup: backup.stat().st_mtime, default=None)
    return newest is not None and store.belongs(newest, keys.derive(passphrase, keys.salt_of(newest)))


def unlock_with_recovery(path: Path, recovery: str) -> str:
    """Return the key of a protected file whose passphrase was forgotten; raises as ``unlock`` does."""
    key = keys.from_recovery(recovery, _salt(path))
    if not key:
        raise EnvironmentProblem(
            "복구 키를 잘못 옮겼습니다. 네 글자씩 열네 묶음을 하나하나 맞추어 보십시오. 자료는 그대로입니다.",
            ProblemKind.PASSPHRASE,
        )
    return _fitting(path, key)


def _salt(path: Path) -> bytes:
    try:
        return keys.salt_of(path)
    except OSError as error:
        raise EnvironmentProblem(
            f"{quoted(path.name, '을/를')} 읽을 수 없습니다. 파일이 있는지, 열 권한이 있는지 확인하십시오.",
            ProblemKind.MISSING,
        ) from error


def _fitting(path: Path, key: str) -> str:
    store.refuse(path, key)
    return key


def matches(ws: "Workspace", passphrase: str) -> bool:
    """Tell whether ``passphrase`` is that of the open file, for asking again before something grave."""
    return bool(ws.key) and hmac.compare_digest(keys.derive(passphrase, keys.salt_in(ws.key)), ws.key)


def is_known(ws: "Workspace", told: str) -> bool:
    """Tell whether ``told`` is the passphrase of the open file, or its recovery key."""
    return matches(ws, told) or (bool(ws.key) and keys.from_recovery(told, keys.salt_in(ws.key)) == ws.key)


def note_opening(ws: "Workspace", way: str) -> None:
    """Write into the log of access that a protected file was opened, and by what (암호, 복구 키 …)."""
    reason = f"암호로 보호한 자료를 {josa(way, '으로/로')} 열었습니다."
    access.log(ws, Access(AccessAction.OPEN, _SUBJECT, purpose=_PURPOSE, reason=reason))


def protect(ws: "Workspace", passphrase: str, progress: Progress | None = None) -> Outcome:
    """Encrypt the file, its backups and its attached files; the workspace goes on with the new key."""
    roles.require(ws, Duty.PROTECT)
    if ws.key:
        raise UserError("이미 암호로 보호한 자료입니다. 암호를 바꾸려면 ‘암호 바꾸기’를 쓰십시오.")
    key = new_key(passphrase)
    _note(ws, "자료 파일을 암호로 보호합니다.")
    return Outcome(recovery_text(key), _exchange(ws, key, progress))


def change_passphrase(ws: "Workspace", passphrase: str, progress: Progress | None = None) -> Outcome:
    """Encrypt everything anew under another passphrase; the old one and its recovery key open it no more."""
    roles.require(ws, Duty.PROTECT)
    _protected(ws)
    if matches(ws, passphrase):
        raise UserError("지금 암호와 같습니다. 다른 암호를 정하십시오.", "passphrase")
    key, remember_it = new_key(passphrase), is_remembered(ws)
    _note(ws, "자료 파일의 암호를 바꿉니다.")
    _drop(ws.key)
    left = _exchange(ws, key, progress)
    if remember_it:
        _keep(key)
    return Outcome(recovery_text(key), left)


def unprotect(ws: "Workspace", progress: Progress | None = None) -> Outcome:
    """Decrypt the file, its backups and its attached files for good."""
    roles.require(ws, Duty.PROTECT)
    _protected(ws)
    _note(ws, "자료 파일의 암호 보호를 풉니다.")
    _drop(ws.key)
    return Outcome("", _exchange(ws, "", progress))


def _protected(ws: "Workspace") -> None:
    if not ws.key:
        raise UserError("암호로 보호하지 않은 자료입니다.")


def _note(ws: "Workspace", reason: str) -> None:
    access.log(ws, Access(AccessAction.PROTECT, _SUBJECT, purpose=_PURPOSE, reason=reason))


def _exchange(ws: "Workspace", key: str, progress: Progress | None) -> tuple[str, ...]:
    """Exchange the file, then bring along what belongs to it; what stays behind is told, not raised."""
    told = _Told(ws, progress)
    now = store.Kept(new_secret() if key else "", ws.secrets.secret, ws.key, "1")
    with ws.let_go():
        store.exchange(ws.paths.file, ws.key, key, now, told.file_done)
        ws.key = key
    try:
        left = ws.settle_protection(told.more)
    except (OSError, EnvironmentProblem):
        left = (_UNSETTLED,)
    return (*left, *_set_aside(ws))


def _set_aside(ws: "Workspace") -> tuple[str, ...]:
    """Tell of damaged data files kept beside this one: nobody can bring them under a key."""
    file = ws.paths.file
    beside = sorted(path.name for path in file.parent.iterdir() if path.name.startswith(f"{file.name} "))
    return tuple(
        f"손상되어 따로 둔 {quoted(name, '은/는')} 예전 그대로입니다. 필요 없으면 지우십시오."
        for name in beside
    )


class _Told:
    """Counts the bytes done of the file, its attached files and its backups."""

    def __init__(self, ws: "Workspace", progress: Progress | None) -> None:
        self._progress = progress
        self._file = ws.paths.file.stat().st_size
        backups = sum(path.stat().st_size for path in ws.paths.backups.glob("*"))
        self._total = self._file + ws.blobs.size() + backups
        self._done = 0

    def file_done(self) -> None:
        """The new file is written; the last moment to cancel."""
        self.more(self._file)

    def more(self, size: int) -> None:
        """So many bytes more are done."""
        self._done = min(self._done + size, self._total)
        if self._progress:
            self._progress(self._done, self._total)


# -- remembering the key


def can_remember() -> bool:
    """Tell whether this system has a credential store; where it has none, remembering is not offered."""
    return credentials.backend() is not None


def remember(ws: "Workspace") -> None:
    """Keep the key in the system's credential store; an ``EnvironmentProblem`` where there is none."""
    _protected(ws)
    _note(ws, "이 PC의 자격 증명 저장소에 자료 파일의 열쇠를 기억시킵니다.")
    _keep(ws.key)


def forget(ws: "Workspace") -> None:
    """Take the key out of the system's credential store; nothing happens where it is not."""
    if is_remembered(ws):
        _note(ws, "이 PC의 자격 증명 저장소에서 자료 파일의 열쇠를 지웁니다.")
        _drop(ws.key)


def is_remembered(ws: "Workspace") -> bool:
    """Tell whether this file's key is in the system's credential store."""
    return bool(ws.key) and credentials.recall(keys.salt_in(ws.key).hex()) == ws.key


def remembered(path: Path) -> str:
    """Return the remembered key of a closed protected file; empty where there is none or it does not fit."""
    if not keys.is_protected(path):
        return ""
    key = credentials.recall(keys.salt_of(path).hex())
    return key if key and store.belongs(path, key) else ""


def _keep(key: str) -> None:
    credentials.keep(keys.salt_in(key).hex(), key)


def _drop(key: str) -> None:
    credentials.drop(keys.salt_in(key).hex())
