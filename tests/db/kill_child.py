"""A program that writes until it is killed, for ``test_kill.py``; it says what is acknowledged."""

import itertools
from pathlib import Path

from app.services import projects
from app.services.search import indexing
from app.services.workspace import Workspace
from app.settings import Settings
from tests.killed import Say


def write(say: Say, path: Path, run: str) -> None:
    """Register projects, edit each, say it only once the edit is durable; index some as a window does."""
    ws = Workspace(path, Settings(user_name=run))
    for number in itertools.count(1):
        row = projects.create(ws, {"title": f"{run}-{number}", "year": 2026})
        say(("new", row.id, row.title))
        projects.edit(ws, [row.id], {"summary": f"{run}-{number} 개요"})
        say(("edit", row.id, row.title))
        if number % 2:
            indexing.take_next(ws)
