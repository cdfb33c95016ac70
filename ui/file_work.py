"""What is done to the data file off the UI thread: open it, put a backup in its place, back it up daily.

The services are loaded where they are used, which is on that thread: the window is painted before.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import EnvironmentProblem, UserError

if TYPE_CHECKING:
    from ui.protection.unlocking import Unlocked

_REMEMBERED = "이 PC에 기억된 열쇠"


class Opened:
    """An open workspace with the watch on its file, and what has to be said of its opening."""

    def __init__(self, workspace: Any, watch: Any, told: str = "") -> None:
        self.workspace, self.watch, self.told = workspace, watch, told


def opened(path: Path, settings: Any, given: "Unlocked | None") -> Opened | EnvironmentProblem:
    """Open the file; runs off the UI thread, which is where the database is loaded."""
    from app.services.data_file import protection
    from app.services.data_file.watch import Watch
    from app.services.workspace import Workspace

    try:
        key = given.key if given else protection.remembered(path)
        workspace = Workspace(path, settings, key=key)
        told = _tell_of_key(workspace, given)
        return Opened(workspace, Watch(workspace), told)
    except EnvironmentProblem as problem:
        return problem
    except OSError as error:
        return EnvironmentProblem(f"자료 파일을 열 수 없습니다: {error.strerror or type(error).__name__}")


def _tell_of_key(workspace: Any, given: "Unlocked | None") -> str:
    """Write into the log by what a protected file was opened; remember its key where that was asked for."""
    from app.services.data_file import protection

    way = given.way if given else _REMEMBERED
    if not workspace.key or not way:
        return ""
    protection.note_opening(workspace, way)
    try:
        if given and given.remember:
            protection.remember(workspace)
    except EnvironmentProblem as problem:
        return problem.message
    return ""


def restored(path: Path, source: Path, key: str) -> EnvironmentProblem | None:
    """Put the backup ``source`` in the place of a damaged file; return what stood in the way."""
    from app.services.data_file import backup

    try:
        backup.replace_damaged(path, source, key)
    except EnvironmentProblem as problem:
        return problem
    except UserError as error:
        return EnvironmentProblem(error.message)
    return None


def daily_backup(workspace: Any) -> datetime | EnvironmentProblem | None:
    """Take today's backup where it is missing, clear away what a crash left; return when the newest was."""
    from app.services.data_file import backup, copies

    copies.clear_remains(workspace)
    try:
        backup.daily(workspace)
        kept = backup.available(workspace)
    except EnvironmentProblem as problem:
        return problem
    except OSError as error:
        return EnvironmentProblem(f"{error.strerror or type(error).__name__}")
    return datetime.fromtimestamp(kept[0].stat().st_mtime) if kept else None
