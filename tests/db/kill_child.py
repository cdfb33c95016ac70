"""A program that writes until it is killed; it prints what is acknowledged, one record a line.

Run by ``test_kill.py`` as ``python -m tests.db.kill_child FILE RUN``.
"""

import itertools
import sys
from pathlib import Path

from app.services import projects
from app.services.search import indexing
from app.services.workspace import Workspace
from app.settings import Settings


def main(path: Path, run: str) -> None:
    """Register projects, edit each, print it only once the edit is durable; index some as a window does."""
    ws = Workspace(path, Settings(user_name=run))
    for number in itertools.count(1):
        row = projects.create(ws, {"title": f"{run}-{number}", "year": 2026})
        print(f"new {row.id} {row.title}", flush=True)
        projects.edit(ws, [row.id], {"summary": f"{run}-{number} 개요"})
        print(f"edit {row.id} {row.title}", flush=True)
        if number % 2:
            indexing.take_next(ws)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
