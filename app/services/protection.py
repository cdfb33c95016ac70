"""암호로 보호하기: opening, protecting, changing and giving up the protection of a data file.

``unlock`` and its like work on a closed file and return its key, which ``Workspace(path, …, key=key)`` takes.
What changes the protection works on an open workspace: every connection is let go of meanwhile (whoever
reads waits), the file is exchanged as a whole, and the same workspace goes on with the new key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
MIN_LENGTH = 8


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
    raise NotImplementedError


def is_protected(path: Path) -> bool:
    """Tell whether the closed file at ``path`` is a protected data file; of an open one ask ``ws.key``."""
    raise NotImplementedError


def new_key(passphrase: str) -> str:
    """Return a key for a data file that is to be made protected: ``Workspace(path, key=new_key(…))``."""
    raise NotImplementedError


def recovery_text(key: str) -> str:
    """Return the recovery key that stands for ``key``, in groups of letters."""
    raise NotImplementedError


def unlock(path: Path, passphrase: str) -> str:
    """Return the key of a protected file (0.3 s: not on the window's thread).

    Raises ``EnvironmentProblem``: PASSPHRASE for a wrong one, CORRUPT where the file is damaged.
    """
    raise NotImplementedError


def unlock_with_recovery(path: Path, recovery: str) -> str:
    """Return the key of a protected file whose passphrase was forgotten; raises as ``unlock`` does."""
    raise NotImplementedError


def matches(ws: "Workspace", passphrase: str) -> bool:
    """Tell whether ``passphrase`` is that of the open file, for asking again before something grave."""
    raise NotImplementedError


def note_opening(ws: "Workspace", way: str) -> None:
    """Write into the log of access that a protected file was opened, and by what (암호, 복구 키 …)."""
    raise NotImplementedError


def protect(ws: "Workspace", passphrase: str, progress: Progress | None = None) -> Outcome:
    """Encrypt the file, its backups and its attached files; the workspace goes on with the new key."""
    raise NotImplementedError


def change_passphrase(ws: "Workspace", passphrase: str, progress: Progress | None = None) -> Outcome:
    """Encrypt everything anew under another passphrase; the old one and its recovery key open it no more."""
    raise NotImplementedError


def unprotect(ws: "Workspace", progress: Progress | None = None) -> Outcome:
    """Decrypt the file, its backups and its attached files for good."""
    raise NotImplementedError


def can_remember() -> bool:
    """Tell whether this system has a credential store; where it has none, remembering is not offered."""
    raise NotImplementedError


def remember(ws: "Workspace") -> None:
    """Keep the key in the system's credential store; an ``EnvironmentProblem`` where there is none."""
    raise NotImplementedError


def forget(ws: "Workspace") -> None:
    """Take the key out of the system's credential store; nothing happens where it is not."""
    raise NotImplementedError


def is_remembered(ws: "Workspace") -> bool:
    """Tell whether this file's key is in the system's credential store."""
    raise NotImplementedError


def remembered(path: Path) -> str:
    """Return the remembered key of a closed protected file; empty where there is none or it does not fit."""
    raise NotImplementedError
