"""A program that changes the protection of a data file until it is killed, for ``test_protection_kills.py``.

It says when it begins and when it is done, and ends itself before its ``step``-th rename or removal of a file
(0: never).
"""

import os
import sys
from pathlib import Path

from app.services.data_file import protection
from app.services.workspace import Workspace
from db import keys
from tests.killed import Say

OLD, NEW = "first passphrase", "second passphrase"
ROUNDS = 10


def change(say: Say, path: Path, kind: str, key: str, step: int) -> None:
    """Open the file and change its protection."""
    keys.ROUNDS = ROUNDS
    ws = Workspace(path, key=key)
    say("begin")
    sys.addaudithook(_Ender(step))
    if kind == "protect":
        protection.protect(ws, OLD)
    elif kind == "change":
        protection.change_passphrase(ws, NEW)
    else:
        protection.unprotect(ws)
    say("done")
    ws.close()


class _Ender:
    """Ends the process as a power cut would, right before a file is renamed or removed."""

    def __init__(self, step: int) -> None:
        self._left = step

    def __call__(self, event: str, _given: object) -> None:
        if event in ("os.rename", "os.remove"):
            self._left -= 1
            if self._left == 0:
                os._exit(9)
