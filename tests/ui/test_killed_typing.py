"""A program killed while somebody types loses no more than the last half second of it."""

import os
import subprocess
import sys
from pathlib import Path
from time import time

from app.services import projects, undo
from app.services.data_file import check
from app.services.workspace import Workspace
from tests import factories
from tests.conftest import TESTS

LETTERS, HALF_SECOND = 60, 0.5
# what storing takes on a machine that does other things too
SLACK = 0.7


def _type_and_kill(path: Path, project_id: int) -> tuple[list[tuple[int, float]], float]:
    """Kill the child after so many letters; return how many it had typed when, and when it was killed."""
    command = [sys.executable, "-m", "tests.ui.typing_child", str(path), str(project_id)]
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=TESTS.parent, env=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout
        typed = []
        for line in child.stdout:
            count, at = line.split()
            typed.append((int(count), float(at)))
            if len(typed) == LETTERS:
                break
        killed = time()
        child.kill()
    return typed, killed


def test_killed_while_typing(data_file: Path) -> None:
    """All but the last half second is stored, the check is clean, and one undo takes the typing back."""
    ws = Workspace(data_file)
    row = factories.project(ws, summary="")
    ws.close()
    typed, killed = _type_and_kill(data_file, row.id)
    assert len(typed) == LETTERS
    ws = Workspace(data_file)
    try:
        stored = len(projects.get(ws, row.id).summary)
        owed = max((count for count, at in typed if at <= killed - HALF_SECOND - SLACK), default=0)
        assert owed > 0
        assert owed <= stored
        assert check.check(ws).findings == ()
        undo.undo(ws)
        assert projects.get(ws, row.id).summary == ""
        assert undo.redo(ws)
        assert len(projects.get(ws, row.id).summary) == stored
    finally:
        ws.close()
