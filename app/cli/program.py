"""Running one command: streams in UTF-8, messages on standard error, and the exit code."""

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from app.cli.arguments import parse
from app.domain.privacy import resident_number
from app.errors import Cancelled, EnvironmentProblem, UserError

DONE, REFUSED, USAGE, ENVIRONMENT, INTERRUPTED = 0, 1, 2, 3, 130


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code; only bugs raise."""
    _speak_utf8()
    try:
        return _run(arguments)
    except UserError as error:
        return _tell(error.message, REFUSED)
    except EnvironmentProblem as problem:
        return _tell(problem.message, ENVIRONMENT)
    except (KeyboardInterrupt, Cancelled):
        return _tell("중단했습니다. 마치지 않은 일은 저장하지 않았습니다.", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read has heard enough (head, less); the work itself is done.
        _silence(sys.stdout)
        return DONE
    except OSError as error:
        _silence(sys.stdout)
        return _tell(f"파일을 다루지 못했습니다: {error.strerror or type(error).__name__}", ENVIRONMENT)


def _run(arguments: Sequence[str]) -> int:
    try:
        chosen = parse(arguments)
        code: int = chosen.run(chosen) or DONE
    except SystemExit as end:
        # argparse ends so after --help and after a wrong usage.
        code = end.code if isinstance(end.code, int) else DONE
    sys.stdout.flush()
    return code


def _tell(sentence: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(resident_number.hidden(sentence), file=sys.stderr, flush=True)
    return code


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page is; other programs read what we print."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence(stream: TextIO) -> None:
    """Let the interpreter's last flush go nowhere: it would complain of the closed pipe again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
