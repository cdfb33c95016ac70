"""Letting words be found: the index follows what was written, soon after it and before whoever searches.

A step of work does not wait for the index.  It is brought up to date by the window in its quiet moments, by
whoever searches (what was written last is a few milliseconds' work), by a command before it ends, and by the
next opening of the file where none of these came to it.
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import EnvironmentProblem, ProblemKind
from db import indexing

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Progress = Callable[[int, int], None]
FEW = 500
"""How many changed records whoever searches waits for: 0.1 s at most.  More are taken in beside the work."""


def waiting(ws: "Workspace", most: int = -1) -> int:
    """Return how many changes cannot be found yet, counted no further than ``most``."""
    with ws.reading() as connection:
        return indexing.waiting(connection, most)


def take_next(ws: "Workspace") -> int:
    """Take in one part; return how many changes are left for the next call.

    Nobody has asked for this, so nobody waits for it: where another writes now, it steps aside, and where
    the file cannot be written, it returns 0.
    """
    try:
        _next(ws, patient=False)
        return waiting(ws)
    except EnvironmentProblem as problem:
        return waiting(ws) if problem.kind is ProblemKind.LOCKED else 0


def catch_up(ws: "Workspace", progress: Progress | None = None) -> None:
    """Take in all that waits, in parts between which others may write.

    For what has to be right whatever it takes.  An ``EnvironmentProblem`` where the file cannot be written.
    """
    total = waiting(ws)
    while left := waiting(ws):
        if progress is not None:
            progress(max(total - left, 0), total)
        _next(ws, patient=True)


def refresh(ws: "Workspace") -> None:
    """Take in what was written last, before somebody searches while typing; nothing where that is much.

    Of few records with long texts it takes in one part, and nothing where one record is longer than a part.
    Where it cannot be written now, the search goes on without it.
    """
    with contextlib.suppress(EnvironmentProblem):
        if 0 < waiting(ws, FEW + 1) <= FEW:
            _next(ws, patient=False, briefly=True)


def _next(ws: "Workspace", *, patient: bool, briefly: bool = False) -> None:
    with ws.reading() as connection:
        part = indexing.ahead(connection, briefly=briefly)
    if part is not None:
        with ws.beside_journal(patient=patient) as connection:
            indexing.take_in(connection, part)
