"""A program whose writers are killed while they write; it prints what they had acknowledged.

Run by ``test_kill.py`` as ``python -m tests.db.kill_child FILE SEED KILLS``.  A writer is a process of its
own, forked where the system can from one that has loaded the program: that took 0.8 s of its second.
"""

import itertools
import json
import multiprocessing
import random
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from app.services import projects
from app.services.search import indexing
from app.services.workspace import Workspace
from app.settings import Settings

if sys.platform == "win32":
    _CONTEXT = multiprocessing.get_context("spawn")
else:
    _CONTEXT = multiprocessing.get_context("forkserver")


def write(path: Path, run: str, acknowledge: Connection) -> None:
    """Register projects, edit each, tell it only once the edit is durable; index some as a window does."""
    ws = Workspace(path, Settings(user_name=run))
    for number in itertools.count(1):
        row = projects.create(ws, {"title": f"{run}-{number}", "year": 2026})
        acknowledge.send(("new", row.id, row.title))
        projects.edit(ws, [row.id], {"summary": f"{run}-{number} 개요"})
        acknowledge.send(("edit", row.id, row.title))
        if number % 2:
            indexing.take_next(ws)


def main(path: Path, seed: int, kills: int) -> None:
    """Kill one writer after another, each at some moment after its first word."""
    _CONTEXT.set_forkserver_preload(["tests.db.kill_child"])
    rng = random.Random(seed)
    for number in range(kills):
        heard, acknowledge = _CONTEXT.Pipe(duplex=False)
        writer = _CONTEXT.Process(target=write, args=(path, f"{seed}호{number}", acknowledge))
        writer.start()
        acknowledge.close()
        said = [heard.recv()]
        writer.join(rng.uniform(0.02, 0.2))
        assert writer.is_alive()
        writer.kill()
        writer.join()
        said += _rest(heard)
        print(json.dumps(said))


def _rest(heard: Connection) -> list[tuple[str, int, str]]:
    """Return what was said before the kill; a word cut off by it acknowledges nothing."""
    words = []
    try:
        while True:
            words.append(heard.recv())
    except EOFError:
        return words


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
