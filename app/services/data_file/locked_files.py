"""잠긴 붙인 파일: those sealed under a secret that the data file does not hold, and how they are opened.

A plain backup that took the place of a damaged protected file brings no secret: it was in the damaged file,
and it is in every protected backup of it.  Without one of these and its passphrase nobody opens them.
"""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.desk_role import Duty
from app.errors import EnvironmentProblem, UserError
from app.services.data_file import backup
from app.services.privacy import roles
from db.protection import kept_in

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ADVICE = (
    "같은 자료를 암호로 보호하고 있을 때 만든 백업과 그 암호가 있으면 설정의 백업에서 ‘잠긴 파일 열기’"
    "(hamkke unlock-files)로 엽니다. 없으면 원본을 다시 붙이십시오."
)


def count(ws: "Workspace") -> int:
    """Return how many stored files nobody can open with what the data file holds."""
    return ws.blobs.locked()


def warning(ws: "Workspace") -> str:
    """Return what to say of them; empty where there are none."""
    locked = count(ws)
    return f"붙인 파일 {locked}개는 이 자료에 없는 열쇠로 잠겨 있습니다. {ADVICE}" if locked else ""


def unlock(ws: "Workspace", source: Path, passphrase: str = "") -> int:
    """Open the files that the secret within a protected backup opens; return how many that were.

    They are kept in the form of the data file from then on.  Raises ``EnvironmentProblem`` where the backup
    needs a passphrase, ``UserError`` where it opens none of them.
    """
    roles.require(ws, Duty.PROTECT)
    before = count(ws)
    secrets = kept_in(source, backup.key_for(source, (ws.key,), passphrase))
    ws.blobs.adopt(secrets.store(ws.paths.attachments))
    opened = before - count(ws)
    if not opened:
        raise UserError(
            f"‘{source.name}’에는 잠긴 파일을 여는 열쇠가 없습니다. 보호하던 때의 다른 백업을 고르십시오.",
            "path",
        )
    return opened


def unlock_beside(path: Path, key: str, passphrase: str) -> None:
    """Open what the protected backups beside a data file open, as far as their keys are known."""
    store = kept_in(path, key).store(path.with_name(f"{path.name}.files"))
    for copy in sorted(path.with_name(f"{path.name}.backups").glob("*")):
        if not store.locked():
            return
        with suppress(EnvironmentProblem, UserError):
            own = backup.key_for(copy, (key,), passphrase)
            store.adopt(kept_in(copy, own).store(store.folder))
