"""Where the program starts: a window, or one command without a window."""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app import collection, paths

NO_SCREEN = "화면을 찾을 수 없어 창을 열지 못합니다. 창 없이 쓰는 명령은 hamkke --help로 볼 수 있습니다."


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run the command that the arguments name; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    window, data_file = window_request(given)
    if not window:
        return _run_command(given)
    if not _has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 3
    prepare_window()
    from ui.application import run as run_window

    return run_window(data_file or paths.default_data_file().absolute())


def prepare_window() -> None:
    """Load Qt as fast as it goes, before any module of the window is."""
    from ui import plain_imports

    collection.hold()
    plain_imports.load_qt()


def _run_command(arguments: Sequence[str]) -> int:
    from app import log
    from app.cli import run

    # Without a place for its log the program still works.
    with contextlib.suppress(OSError):
        log.start(paths.settings_file().parent)
    return run(arguments)


def window_request(arguments: Sequence[str]) -> tuple[bool, Path | None]:
    """Tell whether the arguments ask for the window, and for which data file (None: the usual one).

    The command line's own parser is not loaded for that: it would cost a part of the start.
    """
    match list(arguments):
        case []:
            return True, None
        case ["--db", name] if name:
            return True, Path(name).expanduser().absolute()
        case [option] if option.startswith("--db=") and len(option) > len("--db="):
            return True, Path(option.removeprefix("--db=")).expanduser().absolute()
    return False, None


def _has_screen() -> bool:
    """Tell whether a window can be shown; without one Qt would end the process by a signal."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
