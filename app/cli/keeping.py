"""백업, 되살리기, 점검 without a window."""

import sys
from argparse import Namespace
from pathlib import Path

from app.cli.opening import data_file, opened, passphrase_in
from app.cli.printing import progress, say, say_json
from app.errors import EnvironmentProblem, ProblemKind
from app.services.workspace import Workspace

ENVIRONMENT = 3


def save_backup(chosen: Namespace) -> int:
    """Save the whole file with its attachments to a place that is told."""
    from app.services.data_file import backup

    with opened(chosen, existing=True) as ws:
        say(f"백업했습니다: {backup.save(ws, chosen.path.expanduser())}")
    return 0


def restore_backup(chosen: Namespace) -> int:
    """Put a backup in the place of the present records, or of a damaged file."""
    from app.services.data_file import backup, locked_files
    from app.services.data_file.protection import is_protected

    source, path = chosen.path.expanduser(), data_file(chosen)
    passphrase = passphrase_in(chosen.backup_passphrase_file or chosen.passphrase_file)
    try:
        with opened(chosen) as ws:
            kept = backup.restore(ws, source, passphrase)
            told = locked_files.warning(ws)
    except EnvironmentProblem as problem:
        # Of a protected file the engine's word stands: its key has shown that its pages are damaged.
        if problem.kind is not ProblemKind.CORRUPT or not (is_protected(path) or backup.is_damaged(path)):
            raise
        kept = backup.replace_damaged(path, source, passphrase=passphrase)
        told = _locked_in(path, passphrase)
    say(f"되살렸습니다: {source}", f"되살리기 전의 자료: {kept}")
    if told:
        print(told, file=sys.stderr)
    return 0


def _locked_in(path: Path, passphrase: str) -> str:
    """Return what is to be said of attached files that the backup put in place does not open."""
    from app.services.data_file import locked_files
    from app.services.data_file.protection import is_protected, unlock

    key = unlock(path, passphrase) if is_protected(path) and passphrase else ""
    if is_protected(path) and not key:
        return ""
    workspace = Workspace(path, key=key)
    try:
        return locked_files.warning(workspace)
    finally:
        workspace.close()


def save_everything(chosen: Namespace) -> int:
    """Save every list as a sheet of one workbook, persons masked."""
    from app.services.reports import bundle

    with opened(chosen, existing=True) as ws:
        return _saved(chosen.out, bundle.everything(ws, chosen.out.expanduser(), progress("만드는 중")))


def save_open_data(chosen: Namespace) -> int:
    """Save what may be handed out to everybody, without persons."""
    from app.services.reports import bundle

    with opened(chosen, existing=True) as ws:
        return _saved(chosen.out, bundle.open_data(ws, chosen.out.expanduser(), progress("만드는 중")))


def _saved(path: Path, warnings: list[str]) -> int:
    for warning in warnings:
        print(warning, file=sys.stderr)
    say(f"저장했습니다: {path}")
    return 0


def unlock_files(chosen: Namespace) -> int:
    """Open attached files that are sealed under the secret of a protected backup."""
    from app.services.data_file import locked_files

    passphrase = passphrase_in(chosen.backup_passphrase_file or chosen.passphrase_file)
    with opened(chosen, existing=True) as ws:
        count = locked_files.unlock(ws, chosen.path.expanduser(), passphrase)
        left = locked_files.warning(ws)
    say(f"잠긴 파일 {count}개를 열었습니다.")
    if left:
        print(left, file=sys.stderr)
    return 0


def check_file(chosen: Namespace) -> int:
    """Whether everything is there and unaltered."""
    from app.services.data_file import check

    with opened(chosen, existing=True) as ws:
        if chosen.rebuild_search:
            check.rebuild_search(ws, progress("찾기 색인"))
        result = check.check(ws)
    if chosen.json:
        say_json(
            {"sound": not result.findings, "findings": list(result.findings), "collected": result.collected}
        )
    else:
        say(*(result.findings or ("이상이 없습니다.",)))
    return ENVIRONMENT if result.findings else 0
